"""What ends when the time to pay is over."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from ..rows import Due, ShopOrderRow, StepRow
from ..types import OrderExpired, ShopOrderMoved
from .steps import step_of


class Ending(NamedTuple):
    orders: list[Due]
    """Those of which something ends; the others were paid, cancelled or ended a moment ago."""
    steps: list[StepRow]
    events: list[OrderExpired | ShopOrderMoved]


def ending(orders: Sequence[Due], parts: Sequence[ShopOrderRow], now: datetime) -> Ending:
    """The parts that nobody has paid or begun end; an order of which others go on has only lost some of its parts."""
    late = [part for part in parts if part.status == "pending"]
    found = Ending([], [step_of(part, "cancelled", now, reason_code="unpaid") for part in late], [])
    for order in orders:
        mine = [part for part in parts if part.order_id == order.id]
        over = [part for part in mine if part in late]
        if not over:
            continue
        found.orders.append(order)
        if all(part.status in ("pending", "cancelled", "rejected") for part in mine):
            found.events.append(OrderExpired(order.id))
        else:
            found.events.extend(ShopOrderMoved(p.id, p.order_id, p.shop_id, "cancelled") for p in over)
    return found
