"""Which way money goes back, from which payment, and when to try again."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from ..types import Note, Payment, Route, Status


def left(payment: Payment) -> int:
    """What can still be refunded."""
    return 0 if payment.reversed else payment.received - payment.refunded


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


def after_refund(received: int, refunded: int) -> Status:
    if refunded == 0:
        return "paid"
    return "refunded" if refunded == received else "partly_refunded"
