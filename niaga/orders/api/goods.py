"""An order's goods: how much one person may keep unpaid, and how a new order takes the place of an older one.

What a buyer's own unpaid order holds does not stand in that buyer's way: the new checkout takes over. The older order
is ended at its provider first; if that finds it paid, it stays. Then it is cancelled, and its goods go to the new hold
in one transaction, so that nobody gets between. What a shop has begun is never taken over.
"""

import datetime as dt
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from niaga.inventory import api as inventory
from niaga.inventory.types import Limit, OutOfStock, OwnHold, Part, Place, TooMuchHeld, Want
from niaga.kit import clock, db

from ..rows import Book, ShopOrderRow
from ..rules import quote as rules
from ..settings import settings
from ..store import queries
from ..store import transitions as store
from ..types import OrderRef, Quote, TooManyUnpaid
from .cancellation import end_payments, write_cancelled
from .compensation import amend
from .outcome import CHECKOUT_TAKES, claimed, give_up
from .queries import load
from .scarce import THINGS, Wish


class Goods:
    """What lies in warehouses."""

    async def hold(self, wish: Wish) -> list[OrderRef]:
        """Takes the place of older orders where that is needed and enough. Raises OutOfStock (lines, order_id),
        TooManyUnpaid."""
        wants = rules.wants(wish.quoted)
        limit = None if wish.method == "wallet" else limit_of(wish.proven)
        how: dict[str, Any] = {
            "id": wish.id,
            "wants": wants,
            "expires_at": wish.expires_at,
            "owner": wish.buyer_id,
            "limit": limit,
        }
        try:
            await inventory.hold(**how)
            return []
        except OutOfStock as short:
            lines = short.data["lines"]
        except TooMuchHeld as held:
            raise _too_many(held, wish.proven) from None
        return await _hold_instead(wish, how, lines)

    async def extend(self, id: UUID, until: dt.datetime) -> bool:
        return await inventory.extend(id=id, expires_at=until)

    async def commit(self, ids: Collection[UUID], late: Collection[UUID], until: dt.datetime) -> set[UUID]:
        """The letting go of an order that has just expired may come between holding anew and committing: then once
        more."""
        sold_out = await _hold_anew(late, until)
        lost = await inventory.commit(parts=[Part(id) for id in ids if id not in sold_out])
        let_go = [id for id in late if any(x.id == id and x.state == "released" for x in lost)]
        if let_go:
            sold_out |= await _hold_anew(let_go, until)
            lost = [x for x in lost if x.id not in let_go]
            lost += await inventory.commit(parts=[Part(id) for id in let_go if id not in sold_out])
        return sold_out | {x.id for x in lost}

    async def commit_part(self, part: Part) -> None:
        """Raises OutOfStock."""
        lost = await inventory.commit(parts=[part])
        if lost:
            lines = [{"variant_id": x.variant_id, "wanted": x.wanted, "available": x.available} for x in lost[0].lines]
            raise OutOfStock(lines=lines)

    async def release(self, ids: Collection[UUID]) -> None:
        await inventory.release(parts=[Part(id) for id in ids])

    async def expire(self, ids: Collection[UUID]) -> None:
        """Also what a shop took for an order, and died before it could say that it has begun."""
        await self.release(ids)
        held = await inventory.held(ids=list(ids))
        taken = {(hold.id, line.shop_id) for hold in held for line in hold.lines if line.state == "committed"}
        for order_id, shop_id in sorted(taken):
            await inventory.give_back(id=order_id, parts=[Part(order_id, shop_id)], reason="unpaid")

    async def give_back(self, cause: UUID, part: Part, reason: str) -> None:
        await inventory.give_back(id=cause, parts=[part], reason=reason)


THINGS.append(Goods())


async def _hold_instead(wish: Wish, how: dict[str, Any], lines: Sequence[Mapping[str, Any]]) -> list[OrderRef]:
    """Hold what lies with older orders of the same buyer's that nobody has begun; they end. Returns them."""
    mine = [own for own in await inventory.own_holds(owner=wish.buyer_id, wants=_places(lines)) if own.id != wish.id]
    waiting, dead = await _replaceable(mine)
    if not mine or not _enough(lines, mine, {*waiting, *dead}):
        raise _out_of_stock(wish.quoted, lines, mine)
    if dead:
        await give_up(dead)
    replaced = await _cancel(waiting, lambda ids: _enough(lines, mine, {*ids, *dead}))
    ids = [book.order.id for book in replaced]
    try:
        await inventory.hold(**how, instead_of=ids)
    except OutOfStock as short:
        raise _out_of_stock(wish.quoted, short.data["lines"], [own for own in mine if own.id not in ids]) from None
    except TooMuchHeld as held:
        raise _too_many(held, wish.proven) from None
    finally:
        for order_id in ids:
            await amend(order_id)
    return [OrderRef(book.order.id, book.order.number) for book in replaced]


async def _hold_anew(ids: Collection[UUID], until: dt.datetime) -> set[UUID]:
    """Returns those for which there is not enough, or whose goods went back to the shelf for good."""
    sold_out = set()
    for id in ids:
        if await _returned(id):
            sold_out.add(id)
            continue
        try:
            await inventory.hold(id=id, wants=await _wants(id), expires_at=until)
        except OutOfStock:
            sold_out.add(id)
    return sold_out


async def _returned(order_id: UUID) -> bool:
    """Whether goods of a part that money could bring back to life were given back already."""
    async with db.read() as c:
        ended = {p.shop_id for p in await store.shop_orders(c, order_ids=[order_id]) if p.status == "cancelled"}
    lines = [line for hold in await inventory.held(ids=[order_id]) for line in hold.lines]
    return any(line.state == "returned" and line.shop_id in ended for line in lines)


async def _wants(order_id: UUID) -> list[Want]:
    async with db.read() as c:
        shop_ids = {part.id: part.shop_id for part in await store.shop_orders(c, order_ids=[order_id])}
        lines = await queries.lines(c, order_ids=[order_id])
    found: dict[tuple[UUID, UUID], int] = {}
    for line in lines:
        place = (shop_ids[line.shop_order_id], line.variant_id)
        found[place] = found.get(place, 0) + line.quantity
    return [Want(shop_id, variant_id, quantity) for (shop_id, variant_id), quantity in found.items()]


def limit_of(proven: bool) -> Limit:
    """What one person may keep unpaid at a time; `proven`: there is a mailbox or a phone that is theirs."""
    here = settings()
    if proven:
        return Limit(here.unpaid_orders, here.unpaid_units)
    return Limit(here.unpaid_orders_unproven, here.unpaid_units_unproven)


def _too_many(held: TooMuchHeld, proven: bool) -> TooManyUnpaid:
    limit = limit_of(proven)
    return TooManyUnpaid(
        orders=held.data["holds"],
        units=held.data["units"],
        max_orders=limit.holds,
        max_units=limit.units,
        proven=proven,
    )


def _places(lines: Sequence[Mapping[str, Any]]) -> list[Place]:
    return [Place(UUID(str(line["shop_id"])), UUID(str(line["variant_id"]))) for line in lines]


def _enough(lines: Sequence[Mapping[str, Any]], mine: Sequence[OwnHold], ids: Collection[UUID]) -> bool:
    """Whether all that is missing is with these of the buyer's own holds."""
    own: dict[tuple[str, str], int] = {}
    for hold in mine:
        if hold.id in ids:
            place = (str(hold.shop_id), str(hold.variant_id))
            own[place] = own.get(place, 0) + hold.quantity
    return all(
        line["wanted"] <= line["available"] + own.get((str(line["shop_id"]), str(line["variant_id"])), 0)
        for line in lines
    )


def _out_of_stock(quoted: Quote, lines: Sequence[Mapping[str, Any]], mine: Sequence[OwnHold]) -> OutOfStock:
    """Names the buyer's own order that holds what is missing, if there is one."""
    own = {"order_id": mine[0].id} if mine else {}
    return OutOfStock(lines=rules.short_lines(quoted, lines), **own)


async def _replaceable(mine: Sequence[OwnHold]) -> tuple[dict[UUID, Book], list[UUID]]:
    """The unpaid orders behind these holds that nobody has begun, and checkouts that died before they wrote theirs."""
    books = {book.order.id: book for book in await load(list({own.id for own in mine}))}
    old = {own.id for own in mine if own.id not in books and own.made_at < clock.now() - CHECKOUT_TAKES}
    dead = [id for id in old if await claimed(id) is None]
    return {id: book for id, book in books.items() if _waits(book)}, dead


def _waits(book: Book) -> bool:
    order = book.order
    waits = order.status == "pending_payment" and order.payment_method != "wallet"
    return waits and all(part.status == "pending" for part in book.shop_orders)


async def _cancel(waiting: Mapping[UUID, Book], enough: Callable[[Collection[UUID]], bool]) -> list[Book]:
    """End them, for another order of their buyer's: all not paid, or begun by a shop, a moment ago; none where
    those would not be enough."""
    if not waiting:
        return []
    for id, book in waiting.items():
        if book.order.payment_method != "cash":
            await end_payments(id)
    async with db.tx() as c:
        orders = {order.id: order for order in await store.lock(c, ids=list(waiting))}
        parts: dict[UUID, list[ShopOrderRow]] = {id: [] for id in orders}
        for part in await store.shop_orders(c, order_ids=list(orders)):
            parts[part.order_id].append(part)
        ending = [
            id
            for id, order in orders.items()
            if order.status == "pending_payment" and all(part.status == "pending" for part in parts[id])
        ]
        if not enough(ending):
            return []
        for id in ending:
            await write_cancelled(c, orders[id], parts[id], None, reason_code="replaced")
    return [waiting[id] for id in ending]
