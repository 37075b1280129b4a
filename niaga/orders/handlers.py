"""What orders do when others' events arrive, what they do after their own, and their clock."""

import asyncio
import datetime as dt
from collections.abc import Sequence
from uuid import UUID

from niaga.catalog import api as catalog
from niaga.catalog.types import Sold
from niaga.inventory import api as inventory
from niaga.inventory.types import Part
from niaga.kit import clock, db
from niaga.kit.events import every, on
from niaga.payments import api as payments
from niaga.payments.types import PaymentRefunded, PaymentReversed, PaymentSettled

from .api.amending import amend, count_refunds
from .api.expiring import SWEEP_MOST, keep_confirming, sweep
from .api.moving import collect
from .api.paying import Settling, settle
from .api.reversing import take_back
from .rules.steps import HANDED_OVER
from .store import moving as store
from .store import reading
from .store.rows import Due
from .types import OrderCancelled, OrderExpired, OrderPaid, ShopOrderMoved

CHECKOUT_TAKES = dt.timedelta(seconds=5)
"""At most, normally."""


@on(PaymentSettled)
async def take_money(*, events: Sequence[PaymentSettled]) -> None:
    """The order is paid, or the money goes back. What checkout pays from the wallet, it settles itself."""
    told = {event.id: event.order_id for event in events if event.order_id is not None}
    async with db.read() as c:
        due = {d.id: d for d in await store.due(c, ids=list(set(told.values())))}
    waiting = [o for p, o in told.items() if o in due and not _dealt_with(due[o], p)]
    await _settle(waiting, set(told))


def _dealt_with(order: Due, payment_id: UUID) -> bool:
    """Or about to be, by checkout; should that die, `settle_forgotten` does it."""
    mine = order.payment_id == payment_id
    return mine and (
        order.paid_at is not None or (order.payment_method == "wallet" and order.status == "pending_payment")
    )


async def _settle(orders: list[UUID], only: set[UUID] | None = None) -> None:
    """Give these orders what has been paid for them."""
    if orders:
        found = [p for p in await payments.of_orders(orders=orders) if p.received > 0 or p.paid_at is not None]
        chosen = [p for p in found if p.order_id is not None and (only is None or p.id in only)]
        await asyncio.gather(*(settle(Settling(p.order_id, p.id, p.method)) for p in chosen if p.order_id))


@every("* * * * * */5")
async def settle_forgotten() -> None:
    """Orders paid from the wallet whose checkout died before it could say so."""
    async with db.read() as c:
        waiting = await store.paying_by_wallet(c, before=clock.now() - CHECKOUT_TAKES, most=SWEEP_MOST)
    await _settle(waiting)


@on(PaymentRefunded)
async def note_refunds(*, events: Sequence[PaymentRefunded]) -> None:
    """Refunds also come from admins and providers."""
    ids = sorted({event.order_id for event in events if event.order_id is not None})
    async with db.read() as c:
        known = [d.id for d in await store.due(c, ids=ids)]
    if known:
        await count_refunds(known)


@on(PaymentReversed)
async def go_on_unpaid(*, events: Sequence[PaymentReversed]) -> None:
    told = {event.id: event.order_id for event in events if event.order_id is not None}
    async with db.read() as c:
        known = {d.id for d in await store.due(c, ids=list(set(told.values())))}
    for payment_id, order_id in told.items():
        if order_id in known:
            await take_back(order_id, payment_id)


@on(ShopOrderMoved)
async def finish_step(*, events: Sequence[ShopOrderMoved]) -> None:
    """What follows a step has been done with it, unless a crash came between."""
    for order_id in {e.order_id for e in events if e.status in ("rejected", "cancelled")}:
        await amend(order_id)
    for event in events:
        if event.status in HANDED_OVER:
            await collect(event.id)


@on(OrderCancelled)
async def finish_cancelling(*, events: Sequence[OrderCancelled]) -> None:
    for event in events:
        await amend(event.id)


@on(OrderExpired)
async def let_go(*, events: Sequence[OrderExpired]) -> None:
    """No more money is wanted, and the stock is free. What was paid meanwhile is dealt with as it arrives."""
    async with db.read() as c:
        expired = [d.id for d in await store.due(c, ids=[e.id for e in events]) if d.status == "expired"]
    if expired:
        await inventory.release(parts=[Part(id) for id in expired])
    for event in events:
        await payments.cancel(order_id=event.id, because="expired")


@on(OrderPaid)
async def count_sold(*, events: Sequence[OrderPaid]) -> None:
    """Popularity, for the catalogue's lists."""
    async with db.read() as c:
        lines = await reading.lines(c, order_ids=[e.id for e in events])
    await catalog.count_sold(sold=[Sold(line.order_id, line.product_id, line.quantity) for line in lines])


@every("* * * * * */5")
async def keep_while_confirming() -> None:
    """Before `expire_unpaid` comes to them."""
    await keep_confirming()


@every("* * * * * */5")
async def expire_unpaid() -> None:
    """End what was not paid, or not accepted, in time. Readers know without us; this tells everybody."""
    while await sweep() == SWEEP_MOST:
        pass
