"""Making good for what will not be delivered: goods back on the shelf, money back to the buyer.

`amend` may be called again at any time: everything it does is keyed by id. It runs right after the step that needs it,
and again when the event of that step arrives, so a crash in between loses nothing.
"""

from collections.abc import Sequence
from uuid import UUID

from niaga.inventory.types import Part
from niaga.kit import clock, db
from niaga.kit.db import Conn
from niaga.kit.events import Event, emit
from niaga.kit.ids import id_of
from niaga.payments import api as payments
from niaga.payments.types import RefundTooMuch

from ..rows import Due, ShopOrderRow, StatusRow
from ..rules.checks import counts
from ..rules.refunds import count
from ..rules.steps import GONE, for_the_books, order_status
from ..store import transitions as store
from ..types import Role, ShopOrderMoved
from . import scarce

MAX_ROUNDS = 20


async def amend(order_id: UUID) -> None:
    """Give back the goods and the money of every part that was cancelled or rejected, and the goods of those that were
    refunded before any shop had begun. What was begun and refunded is in the shop's hands: it counts what comes back.
    """
    async with db.read() as c:
        (order,) = await store.due(c, ids=[order_id])
        parts = await store.shop_orders(c, order_ids=[order_id])
        untouched = set(await store.not_begun(c, order_ids=[order_id]))
    gone = [part for part in parts if part.status in ("cancelled", "rejected")]
    if order.status == "expired":
        return
    for part in parts:
        if part in gone or part.id in untouched:
            await scarce.give_back(part.id, Part(order_id, part.shop_id), for_the_books(part))
    if order.notice == "payment_reversed":
        await _write_off(order, parts)
        return
    if not gone:
        return
    if order.paid_at is not None:
        await _refund(order, gone)
        return
    if len(gone) == len(parts):
        await payments.cancel(order_id=order_id)
    elif order.payment_method == "cash":
        await payments.waive_cash(order_id=order_id, shop_orders=[part.id for part in gone])


async def _write_off(order: Due, parts: Sequence[ShopOrderRow]) -> None:
    """No money to send back; what still goes on without it is our loss. One that falls away meanwhile may have been
    counted by whoever came last: so until what was written off is what goes on."""
    written: list[UUID] | None = None
    for _ in range(MAX_ROUNDS):
        going_on = [part.id for part in parts if part.status not in GONE]
        if going_on == written:
            return
        await payments.write_off(payment_id=order.payment_id, shop_orders=going_on)
        written = going_on
        async with db.read() as c:
            parts = await store.shop_orders(c, order_ids=[order.id])
    raise AssertionError(f"the parts of {order.id} do not come to rest")


async def _refund(order: Due, gone: Sequence[ShopOrderRow]) -> None:
    for part in gone:
        if part.refunded < part.total:
            await return_money(
                id=id_of("give back", part.id),
                payment_id=order.payment_id,
                shop_order_id=part.id,
                reason=for_the_books(part) or part.number,
            )
    await count_refunds([order.id])


async def return_money(*, id: UUID, payment_id: UUID, shop_order_id: UUID | None, reason: str) -> None:
    """Send back all that is left of a payment, or of one shop order's part of it; nothing left is fine."""
    try:
        await payments.refund_payment(
            id=id, payment_id=payment_id, shop_order_id=shop_order_id, amount=None, reason=reason
        )
    except RefundTooMuch as nothing:
        if nothing.data["left"] > 0:
            raise


async def count_refunds(order_ids: list[UUID]) -> None:
    """Bring orders in line with what went back of the payments that paid them, whoever asked for it."""
    refunds = await payments.refunds_of(orders=order_ids)
    async with db.tx() as c:
        orders = await store.lock(c, ids=order_ids)
        parts = await store.shop_orders(c, order_ids=order_ids)
        events: list[Event] = []
        for order in orders:
            mine = {part.id: part for part in parts if part.order_id == order.id}
            counted = count(list(mine.values()), [r for r in refunds if counts(r, order)], clock.now())
            if counted.refunded:
                await store.set_refunded(c, refunded=counted.refunded)
                await store.step(c, steps=counted.steps)
                await restate(c, order)
            ended = [mine[step.shop_order_id] for step in counted.steps]
            events += [ShopOrderMoved(part.id, order.id, part.shop_id, "refunded") for part in ended]
        await emit(c, *events)


async def restate(c: Conn, order: Due, ended_by: Role | None = None) -> None:
    """Write the status that follows from the shop orders as they are now; the order is locked.

    `ended_by`: who is ending shop orders; remembered when none is left.
    """
    parts = await store.shop_orders(c, order_ids=[order.id])
    over = all(part.status in GONE for part in parts)
    cancelled_by = order.cancelled_by or ended_by if over else None
    status = order_status(order.paid_at, cancelled_by, parts)
    await store.set_status(c, statuses=[StatusRow(order.id, status, cancelled_by)])
