"""Money: payments and their providers, refunds, the double-entry ledger, wallets.

What an order owes is its *bill*, divided into one part for each shop order. A *payment* is one attempt to pay a bill,
or a wallet's top-up. A new one ends those before it, here and at their provider; but each may turn out paid even after
it expired or was cancelled, and each that does is told once, as `PaymentSettled`. What that means for the order is for
`orders` to decide.

    pending → paid → partly_refunded → refunded
    pending → failed | cancelled | expired → paid (late money)
    any of these → authorized (another amount came; a person decides) → paid | refunded
    paid | partly_refunded | refunded → failed (the bank takes back what it had settled)

Promises:
- The intent is written before a provider is called, and no provider is called inside a transaction. An answer that
  never came leaves the payment pending; a timed job asks the provider until it is known what happened.
- Webhook, poll and "check now" go through one function, which only moves forward. Told twice or in any order, the books
  end the same.
- The ledger is a list of transfers, each from one account to another: debits equal credits because nothing else can be
  written. Transfers are never changed. A wallet's balance is never below zero: the database says so.
- What a bank takes back (`PaymentReversed`) leaves the books at once, and the wallet it was refunded to as far as it is
  still there. What that costs is written off, not forgotten.
- What is asked is what is still due. Money for what is not due any more goes back by itself; money of another amount
  than was asked waits in an account of its own.
- Refunds never exceed what was received, for each payment and for each shop order: the database says so. Each says
  which shop orders' money it is, so what is left of one is known in one place, its part of the bill.
"""
