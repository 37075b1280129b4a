"""Attempts to pay: which are allowed, and which are one and the same."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Literal

import msgspec

from niaga.kit.errors import KeyReused, Refusal, WrongState, invalid

from ..rows import NOBODY, Bill, BillPart, Start
from ..types import BANKS, QRIS_MAX, Method, MethodLimitReached, Part, Payment, PaymentDetail, Refund, Status
from . import bills

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
    if method == "qris" and amount > QRIS_MAX:
        raise MethodLimitReached(method=method, most=QRIS_MAX)


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
