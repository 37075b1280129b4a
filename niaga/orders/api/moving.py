"""Steps people take: a seller works an order off, a buyer cancels, confirms, orders again."""

from collections.abc import Sequence
from uuid import UUID

from niaga.cart import api as cart
from niaga.cart.types import Filling
from niaga.catalog import api as catalog
from niaga.inventory import api as inventory
from niaga.inventory.types import OutOfStock, Part
from niaga.kit import clock, db
from niaga.kit.db import Conn
from niaga.kit.errors import NotFound, WrongState
from niaga.kit.events import emit
from niaga.kit.port import port
from niaga.payments import api as payments

from ..rules import book as books
from ..rules.steps import HANDED_OVER, allowed, check_step
from ..store import moving as store
from ..store.rows import Book, Due, ShopOrderRow, StepRow
from ..types import BoardOrder, Order, OrderCancelled, Reordered, Role, ShopOrderMoved, ShopOrderStatus
from .amending import amend, restate
from .paying import Settling, catch_up, settle
from .reading import load_one, part_of, roles_in, seen_by_shop


@port
async def move(*, id: UUID, actor_id: UUID, roles: list[str], status: ShopOrderStatus, reason: str) -> BoardOrder:
    """Take one step of a shop order; the step it stands on already is no step. A buyer's `delivered` completes it.

    Raises NotFound, Forbidden, WrongState (status, allowed), ValidationFailed (reason); for the first step of a cash
    order, which takes its goods out of stock, OutOfStock.
    """
    part, book = await part_of(id)
    role = _role(await roles_in(part, book, actor_id, roles), status)
    if part.status == "pending" and await catch_up(book.order, await payments.of_order(order_id=part.order_id)):
        part, book = await part_of(id)
    if part.status != status and not (part.status == "completed" and status == "delivered"):
        paid = book.order.paid_at is not None
        check_step(part, book.order.payment_method, paid, role, status, reason)
        await _move(part, book, role, actor_id, status, reason.strip())
    elif role == "buyer" and part.status == "delivered":  # handed over by the shop, now confirmed
        await _move(part, book, role, actor_id, "completed", "")
    return await seen_by_shop(id=id, actor_id=actor_id, roles=roles)


def _role(roles: Sequence[Role], status: ShopOrderStatus) -> Role:
    """A buyer who also sells there confirms as a buyer and works as a seller."""
    if status == "delivered" and "buyer" in roles:
        return "buyer"
    return roles[0]


async def _move(
    part: ShopOrderRow, book: Book, role: Role, actor_id: UUID, status: ShopOrderStatus, reason: str
) -> None:
    if books.overdue(book, clock.now()):
        raise WrongState(present="cancelled", allowed=[])
    accepted = part.status == "pending" and status == "processing"
    if accepted:
        await _take_goods(part)
    try:
        async with db.tx() as c:
            await _write_step(c, part, role, actor_id, status, reason)
    except WrongState:
        if accepted:  # it was cancelled meanwhile
            await amend(part.order_id)
        raise
    if status == "rejected":
        await amend(part.order_id)
    if status in HANDED_OVER:
        await collect(part.id)


async def _take_goods(part: ShopOrderRow) -> None:
    lost = await inventory.commit(parts=[Part(part.order_id, part.shop_id)])
    if lost:
        lines = [{"variant_id": x.variant_id, "wanted": x.wanted, "available": x.available} for x in lost[0].lines]
        raise OutOfStock(lines=lines)


async def _write_step(
    c: Conn, before: ShopOrderRow, role: Role, actor_id: UUID, status: ShopOrderStatus, reason: str
) -> None:
    """Raises WrongState when somebody else was faster."""
    (order,) = await store.lock(c, ids=[before.order_id])
    part = next(p for p in await store.shop_orders(c, order_ids=[before.order_id]) if p.id == before.id)
    if part.status != before.status:
        paid = order.paid_at is not None
        raise WrongState(present=part.status, allowed=allowed(part, order.payment_method, paid, role))
    taken: list[ShopOrderStatus] = [status]
    if role == "buyer" and status == "delivered":
        taken.append("completed")
    await store.step(c, steps=[_step(part, role, actor_id, step, reason) for step in taken])
    await restate(c, order)
    await emit(c, ShopOrderMoved(part.id, part.order_id, part.shop_id, taken[-1]))


def _step(part: ShopOrderRow, role: Role, actor_id: UUID, status: ShopOrderStatus, reason: str) -> StepRow:
    return StepRow(
        order_id=part.order_id,
        shop_order_id=part.id,
        at=clock.now(),
        status=status,
        actor=role,
        actor_id=actor_id,
        reason=reason,
    )


async def collect(shop_order_id: UUID) -> None:
    """Handing over an order that is paid in cash is receiving the cash."""
    part, book = await part_of(shop_order_id)
    if book.order.payment_method == "cash" and book.order.paid_at is None and part.status in HANDED_OVER:
        await payments.collect_cash(order_id=part.order_id, shop_order_id=part.id, amount=part.total)


# --- cancelling -------------------------------------------------------------------------------------------------


@port
async def cancel(*, id: UUID, buyer_id: UUID, reason: str) -> Order:
    """Cancel every part that no shop has begun; what was paid for them goes back. Cancelled already: as it is.

    Raises NotFound, WrongState when every shop has begun.
    """
    book = await _own(id, buyer_id)
    done = any(step.status == "cancelled" and step.actor == "buyer" for step in book.steps)
    if done and not _open(book):
        return books.picture(book, clock.now())
    if not _open(book) or books.overdue(book, clock.now()):
        raise WrongState(present=books.picture(book, clock.now()).status, allowed=[])
    if book.order.paid_at is None and all(part.status == "pending" for part in book.shop_orders):
        await _end_payments(id)
    async with db.tx() as c:
        (order,) = await store.lock(c, ids=[id])
        parts = await store.shop_orders(c, order_ids=[id])
        await _write_cancelled(c, order, parts, buyer_id, reason.strip())
    await amend(id)
    return books.picture(await load_one(id), clock.now())


async def _own(id: UUID, buyer_id: UUID) -> Book:
    book = await load_one(id)
    if book.order.buyer_id != buyer_id:
        raise NotFound()
    return book


def _open(book: Book) -> list[ShopOrderRow]:
    return [part for part in book.shop_orders if part.status in ("pending", "paid")]


async def _end_payments(order_id: UUID) -> None:
    """Nobody can pay any more from here on. Money that was faster pays the order first, and then goes back."""
    for payment in await payments.cancel(order_id=order_id):
        if payment.status == "paid":
            await settle(Settling(order_id, payment.id, payment.method))


async def _write_cancelled(c: Conn, order: Due, parts: Sequence[ShopOrderRow], buyer_id: UUID, reason: str) -> None:
    """Raises WrongState when every shop has begun meanwhile."""
    ending = [part for part in parts if part.status in ("pending", "paid")]
    if not ending:
        raise WrongState(present=order.status, allowed=[])
    await store.step(c, steps=[_step(part, "buyer", buyer_id, "cancelled", reason) for part in ending])
    await restate(c, order, ended_by="buyer")
    known_to_shops = order.paid_at is not None or order.payment_method == "cash"
    moved = [ShopOrderMoved(p.id, p.order_id, p.shop_id, "cancelled") for p in ending if known_to_shops]
    await emit(c, OrderCancelled(order.id), *moved)


# --- again ------------------------------------------------------------------------------------------------------


@port
async def again(*, id: UUID, buyer_id: UUID, key: UUID) -> Reordered:
    """Put an order's goods into the cart, once for each key. Raises NotFound, LimitReached."""
    book = await _own(id, buyer_id)
    offers = {o.id: o for o in await catalog.offers(ids=list({line.offer_id for line in book.lines})) if o.active}
    there = [line for line in book.lines if line.offer_id in offers]
    filled = await cart.fill(
        id=books.derived(key, "again"),
        user_id=buyer_id,
        lines=[Filling(line.offer_id, line.quantity, line.note) for line in there],
    )
    gone = [line.name for line in book.lines if line.offer_id not in offers]
    return Reordered(filled.id, [line.offer_id for line in there], gone)
