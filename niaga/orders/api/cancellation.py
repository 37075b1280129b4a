"""A buyer cancels, or gives an order up for another one."""

from collections.abc import Sequence
from uuid import UUID

from niaga.kit import clock, db
from niaga.kit.db import Conn
from niaga.kit.errors import NotFound, WrongState
from niaga.kit.events import emit
from niaga.kit.port import port
from niaga.payments import api as payments

from ..rows import Book, Due, ShopOrderRow
from ..rules import orders as books
from ..rules.settlement import Settling
from ..rules.steps import NOT_BEGUN, step_of
from ..store import transitions as store
from ..types import Order, OrderCancelled, ReasonCode, Role, ShopOrderMoved
from .compensation import amend, restate
from .queries import load_one, own
from .settlement import catch_up, settle


@port
async def cancel(*, id: UUID, buyer_id: UUID, reason: str) -> Order:
    """Cancel every part that no shop has begun; what was paid for them goes back. Cancelled already: as it is.

    Where a shop may be accepting it unpaid, it is decided first and payments end then: they stay open when the shop was
    faster. Raises NotFound, WrongState when every shop has begun.
    """
    book = await own(id, buyer_id)
    done = any(step.status == "cancelled" and step.actor == "buyer" for step in book.steps)
    if done and not _open(book):
        return books.picture(book, clock.now())
    if not _open(book) or books.overdue(book, clock.now()):
        raise WrongState(present=books.picture(book, clock.now()).status, allowed=[])
    if book.order.payment_method == "cash":
        await catch_up(book.order, await payments.of_order(order_id=id))
    elif not book.paid:
        await end_payments(id)
    async with db.tx() as c:
        order = next(iter(await store.lock(c, ids=[id])), None)
        if order is None:  # its checkout has just taken it back
            raise NotFound()
        parts = await store.shop_orders(c, order_ids=[id])
        await write_cancelled(c, order, parts, buyer_id, reason=reason.strip())
    await amend(id)
    return books.picture(await load_one(id), clock.now())


def _open(book: Book) -> list[ShopOrderRow]:
    return [part for part in book.shop_orders if part.status in NOT_BEGUN]


async def end_payments(order_id: UUID) -> None:
    """Nobody can pay any more from here on. Money that was faster pays the order first, and then goes back."""
    for payment in await payments.cancel(order_id=order_id):
        if payment.status == "paid":
            await settle(Settling.of(payment))


async def write_cancelled(
    c: Conn,
    order: Due,
    parts: Sequence[ShopOrderRow],
    buyer_id: UUID | None,
    *,
    reason: str = "",
    reason_code: ReasonCode | None = None,
) -> None:
    """By its buyer, or for another order of theirs (None; the reason is a code of ours then). Raises WrongState when
    every shop has begun meanwhile."""
    ending = [part for part in parts if part.status in NOT_BEGUN]
    if not ending:
        raise WrongState(present=order.status, allowed=[])
    role: Role = "buyer" if buyer_id else "system"
    now = clock.now()
    steps = [
        step_of(part, "cancelled", now, actor=role, actor_id=buyer_id, reason=reason, reason_code=reason_code)
        for part in ending
    ]
    await store.step(c, steps=steps)
    await restate(c, order, ended_by="buyer")
    known_to_shops = order.paid_at is not None or order.payment_method == "cash"
    moved = [ShopOrderMoved(p.id, p.order_id, p.shop_id, "cancelled") for p in ending if known_to_shops]
    await emit(c, OrderCancelled(order.id), *moved)
