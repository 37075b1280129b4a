"""When the time to pay is nearly over, and when it is: goods are kept while a payment is being confirmed, else let go.

An order is ended two minutes after the last moment to pay it, so usually all is known by then. When the provider does
not say how the payment ended, the order is put off minute by minute, for as long as `payments.confirming` names it.
"""

import asyncio
import datetime as dt
from uuid import UUID

from niaga.inventory import api as inventory
from niaga.kit import clock, db
from niaga.kit.events import Event, emit
from niaga.payments import api as payments

from ..rows import StepRow
from ..store import transitions as store
from ..types import OrderExpired, ShopOrderMoved
from .compensation import restate
from .placement import HOLD_LONGER
from .settlement import Settling, settle

SWEEP_MOST = 200
LOOKS_AHEAD = dt.timedelta(seconds=30)
PUT_OFF_BY = dt.timedelta(minutes=1)


async def keep_confirming() -> None:
    """Put off the orders about to expire whose payment may have been made, and keep their goods as long."""
    now = clock.now()
    async with db.read() as c:
        soon = await store.waiting_until(c, before=now + LOOKS_AHEAD, most=SWEEP_MOST)
    confirming = await payments.confirming(orders=soon) if soon else []
    until = now + PUT_OFF_BY
    kept = await asyncio.gather(*(inventory.extend(id=id, expires_at=until + HOLD_LONGER) for id in confirming))
    ids = [id for id, there in zip(confirming, kept, strict=True) if there]
    if ids:
        async with db.tx() as c:
            await store.lock(c, ids=ids)
            await store.put_off(c, ids=ids, until=until)


async def sweep() -> int:
    """End one batch of orders whose time is over; answers how many there were. Those that have been paid meanwhile, and
    were not told, are paid."""
    now = clock.now()
    async with db.read() as c:
        over = await store.waiting_until(c, before=now, most=SWEEP_MOST)
    if not over:
        return 0
    came = [p for p in await payments.of_orders(orders=over) if p.provider and p.status == "paid" and p.order_id]
    paid = {p.order_id for p in came}
    await _expire([id for id in over if id not in paid], now)
    await asyncio.gather(*(settle(Settling.of(p)) for p in came))
    return len(over)


async def _expire(ids: list[UUID], now: dt.datetime) -> None:
    async with db.tx() as c:
        orders = await store.lock_overdue(c, ids=ids, now=now)
        parts = await store.shop_orders(c, order_ids=[order.id for order in orders])
        late = [part for part in parts if part.status == "pending"]
        steps = [
            StepRow(
                order_id=part.order_id,
                shop_order_id=part.id,
                at=now,
                status="cancelled",
                actor="system",
                reason="unpaid",
            )
            for part in late
        ]
        await store.step(c, steps=steps)
        events: list[Event] = []
        ending = {part.order_id for part in late}
        for order in orders:
            if order.id not in ending:
                continue  # paid, cancelled, or ended by another worker, a moment ago
            mine = [part for part in parts if part.order_id == order.id]
            await restate(c, order, ended_by="system")
            if all(part.status in ("pending", "cancelled", "rejected") for part in mine):
                events.append(OrderExpired(order.id))
            else:
                events += [ShopOrderMoved(p.id, p.order_id, p.shop_id, "cancelled") for p in mine if p in late]
        await emit(c, *events)
