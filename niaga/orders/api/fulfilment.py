"""Steps people take: a seller works an order off, a buyer confirms what was received."""

import datetime as dt
from collections.abc import Sequence
from contextlib import suppress
from uuid import UUID

from niaga.inventory.types import Part
from niaga.kit import clock, db
from niaga.kit.db import Conn
from niaga.kit.errors import WrongState
from niaga.kit.events import emit
from niaga.kit.port import port
from niaga.payments import api as payments

from ..rows import Book, ShopOrderRow
from ..rules import orders as books
from ..rules.steps import allowed, awaits_cash, check_step, step_of, way
from ..store import transitions as store
from ..types import BoardOrder, Role, ShopOrderMoved, ShopOrderStatus
from . import scarce
from .compensation import amend, restate
from .queries import part_of, roles_in, seen_by_shop
from .settlement import catch_up, start_payment

STEP_TAKES = dt.timedelta(minutes=1)
"""At most."""


@port
async def move(*, id: UUID, actor_id: UUID, roles: list[str], status: ShopOrderStatus, reason: str) -> BoardOrder:
    """Take one step of a shop order; the step it stands on already is no step. A buyer's `delivered` completes it, and
    from `processing` it may become ready at once: the history then says that it was packed, too.

    What a step needs happens before it is written: a refused step has written nothing, and one that died in between is
    taken by asking again. Raises NotFound, Forbidden, WrongState (status, allowed), CashUnconfirmed, ValidationFailed
    (reason); for the first step of a cash order, which takes its goods out of stock, OutOfStock.
    """
    part, book = await part_of(id)
    found = await roles_in(part, book, actor_id, roles)
    if book.order.paid_at is None and await _know_its_money(part, book):
        part, book = await part_of(id)
    role = _role(found, part, book, status)
    if part.status != status and not (part.status == "completed" and status == "delivered"):
        check_step(part, book.order.payment_method, book.paid, role, status, reason)
        await _move(part, book, role, actor_id, status, reason.strip())
    elif role == "buyer" and part.status == "delivered":  # handed over by the shop, now confirmed
        await _move(part, book, role, actor_id, "completed", "")
    return await seen_by_shop(id=id, actor_id=actor_id, roles=roles)


async def _know_its_money(part: ShopOrderRow, book: Book) -> bool:
    """What payments know of an unpaid order. True: something has changed.

    Between its order and its bill a checkout may be slow, or die; a cash order is a shop's to work on from the first
    moment, so it gets its bill here. Cancelled meanwhile, it gets none.
    """
    attempts = await payments.of_order(order_id=part.order_id)
    if attempts or book.order.payment_method != "cash" or part.status != "pending":
        return await catch_up(book.order, attempts)
    with suppress(WrongState):
        await start_payment(book)
    return True


def _role(roles: Sequence[Role], part: ShopOrderRow, book: Book, status: ShopOrderStatus) -> Role:
    """A buyer who also sells there confirms as a buyer and works as a seller, which is also who receives cash."""
    confirms = status == "delivered" and not awaits_cash(part, book.order.payment_method, book.paid)
    return "buyer" if confirms and "buyer" in roles else roles[0]


async def _move(
    part: ShopOrderRow, book: Book, role: Role, actor_id: UUID, status: ShopOrderStatus, reason: str
) -> None:
    if books.overdue(book, clock.now()):
        raise WrongState(present="cancelled", allowed=[])
    accepted = part.status == "pending" and status == "processing"
    if accepted:
        await _take_goods(part)
    elif status == "delivered" and awaits_cash(part, book.order.payment_method, book.paid):
        await payments.collect_cash(order_id=part.order_id, shop_order_id=part.id, amount=part.total, by=actor_id)
    try:
        await _take_step(part, role, actor_id, status, reason)
    except WrongState:
        if accepted:  # it was cancelled meanwhile
            await amend(part.order_id)
        raise
    if status == "rejected":
        await amend(part.order_id)


async def _take_goods(part: ShopOrderRow) -> None:
    """Out of stock; until its step is written the order does not expire. Raises OutOfStock, WrongState."""
    async with db.tx() as c:
        await store.lock(c, ids=[part.order_id])
        present = next(p for p in await store.shop_orders(c, order_ids=[part.order_id]) if p.id == part.id)
        if present.status != "pending":
            raise WrongState(present=present.status, allowed=[])
        await store.put_off(c, ids=[part.order_id], until=clock.now() + STEP_TAKES)
    await scarce.commit_part(Part(part.order_id, part.shop_id))


async def _take_step(part: ShopOrderRow, role: Role, actor_id: UUID, status: ShopOrderStatus, reason: str) -> None:
    async with db.tx() as c:
        await _write_step(c, part, role, actor_id, status, reason)


async def _write_step(
    c: Conn, before: ShopOrderRow, role: Role, actor_id: UUID, status: ShopOrderStatus, reason: str
) -> None:
    """Raises WrongState when somebody else was faster with another step, unless that one lies on the way to this."""
    (order,) = await store.lock(c, ids=[before.order_id])
    part = next(p for p in await store.shop_orders(c, order_ids=[before.order_id]) if p.id == before.id)
    path: list[ShopOrderStatus] = [before.status, *way(before.status, status, role)]
    if part.status not in path:
        paid = order.paid_at is not None
        raise WrongState(present=part.status, allowed=allowed(part, order.payment_method, paid, role))
    taken = path[path.index(part.status) + 1 :]
    if not taken:
        return
    now = clock.now()
    steps = [step_of(part, step, now, actor=role, actor_id=actor_id, reason=reason) for step in taken]
    await store.step(c, steps=steps)
    await restate(c, order)
    await emit(c, ShopOrderMoved(part.id, part.order_id, part.shop_id, taken[-1]))


async def hand_over(shop_order_id: UUID, by: UUID) -> None:
    """The shop has its cash: then the goods are handed over, should the step that said so have died half-way."""
    part, book = await part_of(shop_order_id)
    if "delivered" in allowed(part, book.order.payment_method, book.paid, "seller"):
        with suppress(WrongState):  # by a step of somebody else, a moment ago
            await _take_step(part, "seller", by, "delivered", "")
