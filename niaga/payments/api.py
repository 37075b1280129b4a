"""What other modules and the routes may ask of payments. Every write is keyed by an id, so asking again is safe."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from niaga.kit import clock, db
from niaga.kit.config import settings
from niaga.kit.errors import NotFound, Unreachable, WrongState
from niaga.kit.port import port
from niaga.kit.verify import Finding

from . import checking, collecting, ending, ledger, providers, refunding, rules, starting, topping_up, webhooks
from .gateways.gateway import Declined, Unknown
from .rules import OPENING, Start, Transfer
from .store import attempts as store
from .store import ledger as ledger_store
from .store import provider as provider_store
from .store import refunds as refund_store
from .types import (
    Bank,
    Credit,
    GatewayMethod,
    Method,
    Part,
    Payment,
    PaymentDetail,
    ProviderExchange,
    Refund,
    Status,
    Wallet,
    WalletEntry,
    Webhook,
)

MOST_SHOWN = 200

# --- paying -----------------------------------------------------------------------------------------------------


@port
async def start(
    *,
    id: UUID,
    order_id: UUID,
    payer_id: UUID,
    amount: int,
    method: Method,
    bank: Bank | None,
    expires_at: datetime | None,
    description: str,
    shop_parts: list[Part],
) -> Payment:
    """One attempt to pay an order; `id` is the payment's. The first one also says what the order owes to whom.

    Wallet: paid at once, or InsufficientBalance. Cash: pending, each shop collects its part. Else the provider is
    asked: pending with what the payer has to do; `failed` if the provider will not have it; pending with nothing to do
    if no answer came (a timed job finds out). While an attempt by the same method and bank lives, that one is answered.
    Raises WrongState (paid, cancelled, expired), KeyReused, MethodLimitReached, ValidationFailed (bank).
    """
    rules.check_parts(amount, shop_parts)
    wish = Start(
        id=id,
        order_id=order_id,
        payer_id=payer_id,
        amount=amount,
        method=method,
        bank=rules.bank_for(method, bank),
        expires_at=expires_at,
        description=description,
        parts=shop_parts,
    )
    return await _start(wish)


async def _start(wish: Start) -> Payment:
    rules.check_amount(wish.method, wish.amount)
    if wish.method == "wallet":
        return await starting.pay_from_wallet(wish)
    return await starting.charged(await starting.write_intent(wish))


@port
async def try_again(
    *,
    id: UUID,
    order_id: UUID,
    payer_id: UUID,
    method: Literal["wallet", "qris", "virtual_account", "ewallet", "card"],
    bank: Bank | None,
) -> Payment:
    """Another attempt for an order whose bill is known and open; else as `start`. Raises NotFound for another's."""
    async with db.read() as c:
        bill = await store.bill(c, order_id=order_id)
    if bill is None or bill.payer_id != payer_id:
        raise NotFound()
    return await _start(
        Start(
            id=id,
            order_id=order_id,
            payer_id=payer_id,
            amount=bill.amount,
            method=method,
            bank=rules.bank_for(method, bank),
            expires_at=bill.expires_at,
            description=bill.description,
            parts=[],
        )
    )


@port
async def cancel(*, order_id: UUID, because: Literal["cancelled", "expired"] = "cancelled") -> list[Payment]:
    """Take no more money for the order: its attempts end, also at the provider, and no new one may start.

    Answers every attempt of the order. One that turns out `paid` was faster; PaymentSettled tells of it as always.
    """
    return await ending.cancel(order_id, because)


@port
async def collect_cash(*, order_id: UUID, shop_order_id: UUID, amount: int) -> Payment:
    """A shop has received its part in cash. When every part is collected or waived the payment settles.

    Raises NotFound, WrongState (waived), ValidationFailed (not the part's amount).
    """
    return await collecting.collect(order_id=order_id, shop_order_id=shop_order_id, amount=amount)


@port
async def waive_cash(*, order_id: UUID, shop_orders: list[UUID]) -> Payment:
    """These parts of a cash payment will not be collected (cancelled, rejected). Raises NotFound."""
    return await collecting.waive(order_id=order_id, shop_orders=shop_orders)


# --- looking ----------------------------------------------------------------------------------------------------


@port
async def payment(*, id: UUID) -> Payment:
    """Raises NotFound."""
    async with db.read() as c:
        found = await store.get(c, id=id)
    if found is None:
        raise NotFound()
    return rules.seen(found, clock.now())


@port
async def detail(*, id: UUID) -> PaymentDetail:
    """The payment with its refunds. Raises NotFound."""
    async with db.read() as c:
        found = await store.get(c, id=id)
        if found is None:
            raise NotFound()
        refunds = await refund_store.of_payments(c, ids=[id])
    return rules.with_refunds(rules.seen(found, clock.now()), refunds)


@port
async def of_order(*, order_id: UUID) -> list[Payment]:
    """Every attempt, oldest first."""
    async with db.read() as c:
        found = await store.of_order(c, order_id=order_id)
    return [rules.seen(p, clock.now()) for p in found]


@port
async def of_orders(*, orders: list[UUID]) -> list[Payment]:
    """Every attempt to pay any of these orders, oldest first."""
    async with db.read() as c:
        found = await store.of_orders(c, orders=orders)
    return [rules.seen(p, clock.now()) for p in found]


@port
async def payments(
    *, status: Status | None, flagged: bool | None, order_id: UUID | None, page: int, size: int
) -> tuple[list[Payment], int]:
    """One page, newest first, and how many there are in all."""
    async with db.read() as c:
        offset = (page - 1) * size
        found = await store.page(c, status=status, flagged=flagged, order_id=order_id, offset=offset, size=size)
        total = await store.count(c, status=status, flagged=flagged, order_id=order_id)
    return found, total


# --- providers --------------------------------------------------------------------------------------------------


@port
async def ask_now(*, id: UUID) -> Payment:
    """Ask the provider how it stands and put that into the books. Raises NotFound, Unreachable."""
    async with db.read() as c:
        found = await store.get(c, id=id)
    if found is None:
        raise NotFound()
    if found.provider is not None:
        try:
            await providers.ask(found)
        except (Unknown, Declined) as trouble:
            raise Unreachable(provider=found.provider) from trouble
    return await payment(id=id)


@port
async def hear(*, provider: str, headers: dict[str, str], body: bytes) -> str:
    """Take a webhook; answers what came of it. Raises NotFound (provider), BadSignature."""
    return await webhooks.hear(provider, headers, body)


@port
async def replay(*, id: UUID) -> str:
    """Take a stored webhook again. Raises NotFound."""
    return await webhooks.replay(id)


@port
async def exchanges(*, id: UUID) -> list[ProviderExchange]:
    """What was asked of the provider about this payment, newest first. Raises NotFound."""
    await payment(id=id)
    async with db.read() as c:
        return await provider_store.exchanges(c, payment_id=id, most=MOST_SHOWN)


@port
async def heard(*, id: UUID) -> list[Webhook]:
    """What the provider told about this payment, newest first. Raises NotFound."""
    await payment(id=id)
    async with db.read() as c:
        return await provider_store.webhooks(c, payment_id=id, most=MOST_SHOWN)


# --- refunds ----------------------------------------------------------------------------------------------------


@port
async def refund(
    *,
    id: UUID,
    order_id: UUID,
    shop_order_id: UUID | None,
    amount: int,
    reason: str,
    payment_id: UUID | None = None,
) -> Refund:
    """Pay back part of what an order has paid: the way it came where the provider can, else to the payer's wallet.

    `payment_id` names which of several payments (a surplus). The answer may still be pending: it will happen, and
    PaymentRefunded tells when. Raises NotFound, RefundTooMuch (left), KeyReused.
    """
    return await refunding.refund(
        refunding.Wanted(
            id=id,
            order_id=order_id,
            payment_id=payment_id,
            shop_order_id=shop_order_id,
            amount=amount,
            reason=reason,
        )
    )


@port
async def refund_payment(
    *, id: UUID, payment_id: UUID, shop_order_id: UUID | None, amount: int | None, reason: str
) -> Refund:
    """As `refund`, of this payment; without an amount all that is left. Raises WrongState for a top-up."""
    found = await payment(id=payment_id)
    if found.order_id is None:
        raise WrongState(present=found.status, allowed=[])
    return await refunding.refund(
        refunding.Wanted(
            id=id,
            order_id=found.order_id,
            payment_id=payment_id,
            shop_order_id=shop_order_id,
            amount=amount,
            reason=reason,
        )
    )


@port
async def refunds_of(*, orders: list[UUID]) -> list[Refund]:
    """Every refund of these orders, oldest first."""
    async with db.read() as c:
        return await refund_store.of_orders(c, orders=orders)


# --- wallets ----------------------------------------------------------------------------------------------------


@port
async def wallet(*, user_id: UUID) -> Wallet:
    """Somebody's wallet; everybody has one."""
    (found,) = await wallets(user_ids=[user_id])
    return found


@port
async def wallets(*, user_ids: list[UUID]) -> list[Wallet]:
    """In the order asked."""
    async with db.read() as c:
        balances = {row.id: row.balance for row in await ledger_store.balances(c, ids=user_ids)}
    return [Wallet(user, balances.get(user, 0), 0, settings().wallet_limit) for user in user_ids]


@port
async def wallet_entries(*, user_id: UUID, after: str | None, size: int) -> tuple[list[WalletEntry], str | None]:
    """Part of the statement, newest first, and the cursor of what follows. Raises ValidationFailed (after)."""
    before = rules.cursor(after)
    async with db.read() as c:
        lines = await ledger_store.statement(c, wallet=user_id, before=before, size=size + 1)
    entries = [WalletEntry(x.id, x.at, x.amount, x.balance, x.kind, x.reason, x.reference) for x in lines[:size]]
    return entries, str(lines[size - 1].seq) if len(lines) > size else None


@port
async def top_up(*, id: UUID, user_id: UUID, amount: int, method: GatewayMethod, bank: Bank | None) -> Payment:
    """A payment whose money goes to the wallet. Raises WalletLimitReached, KeyReused, ValidationFailed (bank)."""
    limit = settings().wallet_limit
    intent = await topping_up.write_intent(id=id, user_id=user_id, amount=amount, method=method, bank=bank, limit=limit)
    return await starting.charged(intent)


@port
async def credit(*, credits: list[Credit]) -> None:
    """Opening balances, from the platform's opening account; each happens once."""
    transfers = [
        Transfer(
            id=x.id,
            debit=OPENING,
            credit=x.user_id,
            amount=x.amount,
            kind="opening",
            reason=x.reason,
            reference=x.id,
        )
        for x in credits
    ]
    async with db.tx() as c:
        refusals = await ledger.post(c, transfers, clock.now())
    for refused in refusals:
        if refused is not None:
            raise refused


@port
async def verify() -> list[Finding]:
    """What does not agree: balances with transfers, payments and refunds with their bookings, parts with bills."""
    return await checking.findings()
