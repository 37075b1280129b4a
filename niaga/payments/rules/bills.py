"""What of a bill is still due, and which payment has paid which shop order's part of it."""

from collections.abc import Collection, Sequence
from uuid import UUID

from ..rows import Bill, BillPart, PartOfOrder
from ..types import PaidPart, Part, Payment, Status
from .refunds import after_refund


def due(parts: Sequence[BillPart]) -> list[BillPart]:
    """The parts of an unsettled bill that are still to be paid; always asked for all together."""
    return [part for part in parts if part.cash is None]


def narrowed(parts: Sequence[BillPart], paying: Sequence[BillPart]) -> list[UUID] | None:
    """How a payment names the parts it pays: none by name where it is all of the bill."""
    return None if len(paying) == len(parts) else [part.shop_order_id for part in paying]


def covered(covers: Collection[UUID] | None, parts: Sequence[BillPart]) -> list[BillPart]:
    """The parts that a payment names."""
    return [part for part in parts if covers is None or part.shop_order_id in covers]


def paid_by(payment: Payment, settled_by: UUID | None, part: BillPart) -> bool:
    """Whether this payment has paid this part."""
    if payment.method == "cash":
        return part.cash == "collected"
    mine = payment.covers is None or part.shop_order_id in payment.covers
    return mine and payment.id == settled_by and part.cash != "collected"


def shares(amount: int, parts: Sequence[BillPart]) -> list[Part]:
    """Which parts a refund of so much comes from: these in turn, each as far as something is left of it. What was
    received beyond them is nobody's."""
    found = []
    for part in parts:
        share = min(amount, part.amount - part.refunded)
        if share > 0:
            found.append(Part(part.shop_order_id, share))
            amount -= share
    return found


def seen(bill: Bill, part: PartOfOrder, attempts: Sequence[Payment]) -> PaidPart:
    """The part, as others see it."""
    by = next((p.id for p in attempts if p.order_id == part.order_id and paid_by(p, bill.settled_by, part)), None)
    open_ = part.cash is None and bill.settled_by is None and not bill.closed
    return PaidPart(part.order_id, part.shop_order_id, part.amount, part.refunded, by, open_)


def cash_status(parts: Sequence[BillPart], refunded: int, *, over: bool = False) -> Status:
    """A cash payment is paid when every part that was not waived has been collected. `over`: the rest never will be."""
    if not over and any(part.cash is None for part in parts):
        return "pending"
    received = sum(part.amount for part in parts if part.cash == "collected")
    return after_refund(received, refunded) if received else "cancelled"
