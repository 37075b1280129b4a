"""When the time to pay is nearly over, and when it is: goods are kept while a payment is being confirmed, else let go.

An order is ended two minutes after the last moment to pay it, so usually all is known by then. When the provider does
not say how the payment ended, the order is put off minute by minute, for as long as `payments.confirming` names it.
"""

import asyncio
import datetime as dt
from uuid import UUID

from niaga.kit import clock, db
from niaga.kit.events import emit
from niaga.payments import api as payments

from ..rules.expiry import ending
from ..rules.settlement import Settling
from ..store import transitions as store
from . import scarce
from .compensation import restate
from .placement import HOLD_LONGER
from .settlement import settle

SWEEP_MAX = 200
LOOKS_AHEAD = dt.timedelta(seconds=30)
PUT_OFF_BY = dt.timedelta(minutes=1)


async def keep_confirming() -> None:
    """Put off the orders about to expire whose payment may have been made, and keep their goods as long."""
    now = clock.now()
    async with db.read() as c:
        soon = await store.waiting_until(c, before=now + LOOKS_AHEAD, most=SWEEP_MAX)
    confirming = await payments.confirming(orders=soon) if soon else []
    until = now + PUT_OFF_BY
    ids = await scarce.extend(confirming, until + HOLD_LONGER)
    if ids:
        async with db.tx() as c:
            await store.lock(c, ids=ids)
            await store.put_off(c, ids=ids, until=until)


async def sweep() -> int:
    """End one batch of orders whose time is over; returns how many there were. Those that have been paid meanwhile, and
    were not told, are paid."""
    now = clock.now()
    async with db.read() as c:
        over = await store.waiting_until(c, before=now, most=SWEEP_MAX)
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
        over = ending(orders, parts, now)
        await store.step(c, steps=over.steps)
        for order in over.orders:
            await restate(c, order, ended_by="system")
        await emit(c, *over.events)
