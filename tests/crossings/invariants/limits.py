"""What one person may keep from all others: so much that is not paid, and cash only where they can be found."""

from collections.abc import Iterator
from datetime import datetime

from niaga.orders.settings import settings

from ..world import Slot
from .facts import Facts, Row


def unpaid(slot: Slot, facts: Facts) -> Iterator[str]:
    """Whenever an order began to wait for its money, no more waited than one person may have."""
    here, orders = settings(), [o for o in facts.orders_of[slot.buyer] if o["payment_method"] != "wallet"]
    if facts.standing[slot.buyer] == "erased":
        return  # nobody knows any more whether there was a mailbox
    proven = slot.buyer in facts.proven
    most_orders = here.unpaid_orders if proven else here.unpaid_orders_unproven
    most_units = here.unpaid_units if proven else here.unpaid_units_unproven
    for order in orders:
        waiting = [o for o in orders if o["placed_at"] <= order["placed_at"] < _waits_until(o, facts)]
        units = sum(
            line["quantity"] for o in waiting for part in facts.parts[o["id"]] for line in facts.lines[part["id"]]
        )
        if len(waiting) > most_orders or units > most_units:
            yield f"unpaid_within_limits: {len(waiting)} orders of {most_orders}, {units} goods of {most_units} wait"


def _waits_until(order: Row, facts: Facts) -> datetime:
    """Paid, begun by a shop, or ended. One that its buyer has replaced made room before its end was written."""
    steps = [s for part in facts.parts[order["id"]] for s in facts.steps[part["id"]]]
    if any(s["reason_code"] == "replaced" for s in steps):
        return order["placed_at"]  # type: ignore[no-any-return]
    ends = [s["at"] for s in steps if s["status"] != "pending"]
    return min([order["pay_by"], *ends, *([order["paid_at"]] if order["paid_at"] else [])])  # type: ignore[no-any-return]


def cash(order: Row, facts: Facts) -> Iterator[str]:
    buyer = order["buyer_id"]
    if order["payment_method"] == "cash" and buyer not in facts.proven and facts.standing[buyer] != "erased":
        yield "cash_is_by_the_proven: nobody knows where to find who is to bring the money"
