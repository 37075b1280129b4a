"""The bank takes back, minutes later, the money that had paid an order."""

from uuid import UUID

from niaga.kit import clock, db
from niaga.kit.db import Conn
from niaga.kit.events import Event, emit
from niaga.payments import api as payments

from ..rows import Due
from ..rules.settlement import Settling
from ..rules.steps import NOT_BEGUN, step_of
from ..store import transitions as store
from ..types import OrderUnpaid, ShopOrderMoved
from .compensation import amend, restate
from .settlement import settle


async def take_back(order_id: UUID, payment_id: UUID) -> None:
    """Cancel what no shop has begun, its goods on the shelf again; what has begun goes on, and is written off.

    The order may not have heard of the money yet: then it is given it first, so that one way leads here. Done again, it
    changes nothing.
    """
    payment = await payments.payment(id=payment_id)
    if payment.covers == []:  # it has paid nothing: another amount had come, and was sent back
        await payments.write_off(payment_id=payment_id, shop_orders=[])
        return
    await settle(Settling.of(payment))
    async with db.tx() as c:
        (order,) = await store.lock(c, ids=[order_id])
        paid_by_it = order.paid_at is not None and order.payment_id == payment_id
        if paid_by_it and order.notice != "payment_reversed":
            await emit(c, *await _cancel(c, order))
    if paid_by_it:
        await amend(order_id)
    else:  # a payment too many, or too late: it has gone back, and is lost as far as that was to the wallet
        await payments.write_off(payment_id=payment_id, shop_orders=[])


async def _cancel(c: Conn, order: Due) -> list[Event]:
    parts = await store.shop_orders(c, order_ids=[order.id])
    ending = [part for part in parts if part.status in NOT_BEGUN]
    now = clock.now()
    steps = [step_of(part, "cancelled", now, reason_code="payment_reversed") for part in ending]
    if steps:
        await store.step(c, steps=steps)
    await store.note_reversal(c, id=order.id)
    await restate(c, order, ended_by="system")
    moved = [ShopOrderMoved(part.id, order.id, part.shop_id, "cancelled") for part in ending]
    return [OrderUnpaid(order.id), *moved]
