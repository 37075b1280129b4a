"""What is decided about money, from plain values: no clock, no database, no network."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

import msgspec

from niaga.kit.errors import KeyReused, Refusal, WrongState, invalid
from niaga.kit.ids import id_of
from niaga.kit.keys import Asked

from ..gateways.gateway import Notice
from ..types import (
    QRIS_MOST,
    Flag,
    InsufficientBalance,
    Method,
    MethodLimitReached,
    Note,
    Outcome,
    Part,
    Payment,
    PaymentDetail,
    Refund,
    Route,
    Status,
    TransferKind,
)
from . import bills
from .bills import Bill, BillPart

STEPS: Mapping[Status, frozenset[Status]] = {
    "pending": frozenset({"authorized", "paid", "failed", "cancelled", "expired"}),
    "authorized": frozenset({"paid", "failed", "cancelled", "expired"}),
    "failed": frozenset({"paid", "authorized"}),  # a card refused once may be accepted on the same page
    "cancelled": frozenset({"paid", "authorized"}),  # late money
    "expired": frozenset({"paid", "authorized"}),  # late money
    "paid": frozenset({"partly_refunded", "refunded", "failed"}),  # failed: the bank takes it back (a reversal)
    "partly_refunded": frozenset({"refunded", "failed"}),
    "refunded": frozenset({"failed"}),  # we had paid it out another way
}

BANKS: Mapping[Method, tuple[str, ...]] = {
    "virtual_account": ("bca", "bni", "bri", "permata", "mandiri"),
    "ewallet": ("gopay", "shopeepay"),
}


# --- attempts ---------------------------------------------------------------------------------------------------


NOBODY = UUID(int=0)
"""Pays a bill that was closed before anything was asked: it says that nothing ever will be."""


class Start(msgspec.Struct, frozen=True, kw_only=True):
    """One wish to pay what is due of a bill. `amount` is the bill's until it is known what is due; `covers` then names
    the shop orders that are, None for all of them."""

    id: UUID
    order_id: UUID
    payer_id: UUID
    amount: int
    method: Method
    bank: str | None
    expires_at: datetime | None
    description: str
    parts: list[Part]
    asked: Asked | None = None
    covers: list[UUID] | None = None


def bank_for(method: Method, bank: str | None) -> str | None:
    """The bank or e-wallet meant, the first offered where none is named. Raises ValidationFailed."""
    offered = BANKS.get(method)
    if offered is None:
        return None
    if bank is not None and bank not in offered:
        raise invalid("bank", f"{method} is offered for {', '.join(offered)}.")
    return bank or offered[0]


def check_amount(method: Method, amount: int) -> None:
    """Raises MethodLimitReached."""
    if method == "qris" and amount > QRIS_MOST:
        raise MethodLimitReached(method=method, most=QRIS_MOST)


def check_parts(amount: int, parts: Sequence[Part]) -> None:
    """A programmer's error, not a caller's: the parts of a bill are its whole."""
    assert amount > 0, "nothing to pay"
    assert sum(part.amount for part in parts) == amount, "the parts do not add up"


def refusal(bill: Bill, start: Start, now: datetime) -> Refusal | None:
    """Why this bill takes no (more) payment, if so."""
    if bill.payer_id != NOBODY and (bill.payer_id, bill.amount) != (start.payer_id, start.amount):
        return KeyReused()
    if state := bill_state(bill, now):
        return WrongState(present=state, allowed=[])
    return None


def bill_state(bill: Bill, now: datetime) -> Literal["paid", "cancelled", "expired"] | None:
    """None: open."""
    if bill.settled_by is not None:
        return "paid"
    if bill.closed:
        return "cancelled"
    return "expired" if bill.expires_at is not None and bill.expires_at <= now else None


def narrowed(start: Start, parts: Sequence[BillPart]) -> Start:
    """The wish, as what is still due of its bill; `parts` are the bill's, none if it is new."""
    due = bills.due(parts)
    if len(due) == len(parts):
        return start
    covers = bills.narrowed(parts, due)
    return msgspec.structs.replace(start, amount=sum(part.amount for part in due), covers=covers)


def same(one: Start, other: Start) -> bool:
    """Whether two wishes with one id are one wish; the time they were made at does not matter."""
    return (one.order_id, one.payer_id, one.amount) == (other.order_id, other.payer_id, other.amount)


def is_repeat(payment: Payment, start: Start) -> bool:
    """Whether this is the attempt that `start` made before, of what was due then."""
    asked = (start.order_id, start.payer_id, start.method, start.bank)
    return (payment.order_id, payment.payer_id, payment.method, payment.bank) == asked


def seen(payment: Payment, now: datetime) -> Payment:
    """The payment as shown: past its time it has expired, whether or not a job has come by."""
    late = payment.status == "pending" and payment.provider and payment.expires_at and payment.expires_at <= now
    return msgspec.structs.replace(payment, status="expired") if late else payment


def with_refunds(payment: Payment, refunds: list[Refund]) -> PaymentDetail:
    return PaymentDetail(**msgspec.structs.asdict(payment), refunds=refunds)


def with_status(payment: Payment, status: Status) -> Payment:
    return msgspec.structs.replace(payment, status=status)


# --- what providers tell ----------------------------------------------------------------------------------------


class Verdict(msgspec.Struct, frozen=True):
    """What a notice means for a payment: its outcome, the next status and a flag, if any."""

    outcome: Outcome
    status: Status | None = None
    flag: Flag | None = None


NOTHING_NEW = Verdict("nothing_new")


class ByProvider(msgspec.Struct, frozen=True):
    """What of a payment we have asked its provider to pay back, and what of that it says it has."""

    asked: int
    done: int


NOTHING_BACK = ByProvider(0, 0)


def judge(payment: Payment, notice: Notice, back: ByProvider, *, asked: bool) -> Verdict:
    """The state only moves forward; whatever else a provider tells changes nothing, or waits for a person.

    `asked`: it is the answer to a question of ours, so it is not older than what we know.
    """
    if notice.needs_check:
        return Verdict("to_check")
    told = notice.status
    if payment.status == "authorized":
        if told not in ("failed", "cancelled"):
            return NOTHING_NEW
        return Verdict("applied", "failed", "reversed") if asked else Verdict("to_check")
    if told == "paid":
        if "paid" not in STEPS[payment.status] or payment.reversed:
            return NOTHING_NEW
        if payment.status == "failed" and not asked:  # a card accepted at last, or old news of a reversed payment
            return Verdict("to_check")
        if notice.amount != payment.amount:  # a webhook may be wrong; what the provider answers is what it charged
            return Verdict("mismatch", "authorized" if asked else None, "amount_mismatch")
        return Verdict("applied", "paid")
    if told == "refunded" or told == "partly_refunded":
        outside = notice.refunded > back.asked
        return Verdict("flagged", flag="refunded_outside") if outside else NOTHING_NEW
    if told == "challenge":
        return Verdict("flagged", flag="challenge") if payment.status == "pending" else NOTHING_NEW
    if told == "pending":
        return NOTHING_NEW
    if payment.received:
        voided = told == "cancelled" and back.asked == payment.received  # a card not settled yet is refunded so
        if told not in ("failed", "cancelled") or voided or reversal(payment, back) == 0:
            return NOTHING_NEW
        return Verdict("applied", "failed", "reversed") if asked else Verdict("to_check")  # old news, or a reversal
    return Verdict("applied", told) if told in STEPS[payment.status] else NOTHING_NEW


def reversal(payment: Payment, back: ByProvider) -> int:
    """What a bank takes that calls a payment back: all that its provider still had of it. A refund that waits there
    has not been paid, and will not be: the payer has it from the bank."""
    return 0 if payment.reversed else payment.received - back.done


def left(payment: Payment) -> int:
    """What can still be refunded."""
    return 0 if payment.reversed else payment.received - payment.refunded


def loss(payment: Payment, parts: Sequence[BillPart], going_on: Collection[UUID], not_ours: int) -> int:
    """What a reversed payment costs us: the shop orders that go on without it, and what we had paid back ourselves.

    `not_ours`: what of the refunds the provider paid, or the wallet has given back."""
    goods = sum(p.amount - p.refunded for p in parts if p.shop_order_id in going_on)
    return min(payment.received, goods + payment.refunded - not_ours)


FIRST_ASK = timedelta(seconds=15)
FIRST_CHARGE_AGAIN = timedelta(seconds=3)
"""While the provider has not answered, there is nothing the payer could pay."""
LAST_ASK = timedelta(minutes=5)
CONFIRMED_WITHIN = timedelta(minutes=15)
"""After its link has died a payment counts as being confirmed for so long, unless the provider says how it ended."""
REVERSED_WITHIN = timedelta(minutes=6)
"""Banks take a transfer back within five minutes, if they do; the webhook that tells of it may be lost, too."""
LATE_ASKS = tuple(timedelta(minutes=m) for m in (1, 10, 60, 6 * 60, 24 * 60))
"""After an attempt ended unpaid: money may still come, and the webhook that tells of it may be lost."""


def next_ask(payment: Payment, asks: int, now: datetime) -> datetime | None:
    """When to ask the provider again, having asked so often in the present status; None: no more."""
    if payment.provider is None:
        return None
    if payment.status == "pending":
        first = FIRST_CHARGE_AGAIN if payment.action.type == "none" else FIRST_ASK
        at = now + min(first * 1.6 ** min(asks, 20), LAST_ASK)
        if payment.expires_at is None:
            return at
        if now < payment.expires_at:
            return min(at, payment.expires_at)
        return now + FIRST_ASK if now < payment.expires_at + CONFIRMED_WITHIN else at  # goods are kept for it
    if payment.status in ("failed", "cancelled", "expired") and asks < len(LATE_ASKS):
        return now + LATE_ASKS[asks]
    return None


def once_settled(payment: Payment, now: datetime) -> datetime | None:
    """When to ask again about a payment, as it was when its money came; None: no more.

    A bank may take a transfer back. And of an attempt that was over, it may have said so before it said that the money
    had come: that meant nothing then.
    """
    doubtful = payment.method == "virtual_account" or payment.status != "pending"
    return now + REVERSED_WITHIN if payment.provider is not None and doubtful else None


# --- refunds ----------------------------------------------------------------------------------------------------


def route(payment: Payment, window: timedelta | None, now: datetime) -> tuple[Route, Note | None]:
    """Which way money goes back. `window` is the provider's for this method, None where it cannot."""
    if payment.method == "wallet":
        return "wallet", None
    if payment.method == "cash":
        return "cash", None
    if window is None:
        return "wallet", "method_not_refundable"
    if payment.paid_at is None or now - payment.paid_at > window:
        return "wallet", "window_over"
    return "provider", None


def pick(payments: Sequence[Payment], amount: int, *, settled_by: UUID | None, surplus_first: bool) -> Payment | None:
    """The payment to refund from: one that has so much left. A surplus goes back before what paid the bill."""
    fitting = [p for p in payments if left(p) >= amount]
    fitting.sort(key=lambda p: ((p.id == settled_by) is surplus_first, p.created_at))
    return fitting[0] if fitting else None


def next_try(tries: int, now: datetime) -> datetime:
    """When to call the provider again for a refund it has not confirmed."""
    wait = min(5 << min(tries, 12), 3600)
    return now + timedelta(seconds=wait)


# --- ledger -----------------------------------------------------------------------------------------------------

GATEWAY, ORDERS, CASH, OPENING, LOSSES, SUSPENSE = (
    UUID(f"00000000-0000-7000-8000-00000000000{n}") for n in range(1, 7)
)
PLATFORM = frozenset({GATEWAY, ORDERS, CASH, OPENING, LOSSES, SUSPENSE})


class Transfer(msgspec.Struct, frozen=True, kw_only=True):
    """Money from one account to another, once for each kind, cause and account it comes from. A wallet's account has
    its owner's id."""

    cause: UUID
    """The payment, the shop order whose cash it is, the refund, the credit; a loss has one of its own each time."""
    debit: UUID
    credit: UUID
    amount: int
    kind: TransferKind
    reason: str
    reference: UUID
    """What a statement names: the order; of a top-up the payment."""

    @property
    def id(self) -> UUID:
        return id_of("transfer", self.kind, self.debit, self.cause)


class Posted(msgspec.Struct, frozen=True):
    """A transfer in the books, with the balances after it; None for a platform account, whose balance is not kept."""

    transfer: Transfer
    debit_balance: int | None
    credit_balance: int | None


class Known(msgspec.Struct, frozen=True):
    """What a transfer that is in the books already was."""

    id: UUID
    debit: UUID
    credit: UUID
    amount: int
    reference: UUID


def post(
    transfers: Sequence[Transfer], balances: dict[UUID, int], known: Mapping[UUID, Known]
) -> list[Posted | Refusal | None]:
    """Decide each transfer in turn, moving `balances` (of wallets) along. None: it is in the books already."""
    done = dict(known)
    answers: list[Posted | Refusal | None] = []
    for t in transfers:
        assert t.amount > 0
        assert t.debit != t.credit
        id = t.id
        this = Known(id, t.debit, t.credit, t.amount, t.reference)
        if id in done:
            answers.append(None if done[id] == this else KeyReused())
            continue
        if t.debit not in PLATFORM:
            left = balances.get(t.debit, 0) - t.amount
            if left < 0:
                answers.append(InsufficientBalance(balance=balances.get(t.debit, 0), wanted=t.amount))
                continue
            balances[t.debit] = left
        if t.credit not in PLATFORM:
            balances[t.credit] = balances.get(t.credit, 0) + t.amount
        done[id] = this
        answers.append(Posted(t, balances.get(t.debit), balances.get(t.credit)))
    return answers


def cursor(text: str | None) -> int | None:
    """A statement's cursor. Raises ValidationFailed."""
    if text is None:
        return None
    if not text.isascii() or not text.isdigit() or len(text) > 18:
        raise invalid("after", "Not a cursor of this list.")
    return int(text)
