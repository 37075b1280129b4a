"""Looking orders up: one's own, a shop's, any for an admin. What is not yours does not exist."""

from collections.abc import Sequence
from uuid import UUID

import msgspec

from niaga.identity import api as identity
from niaga.kit import clock, db
from niaga.kit.errors import NotFound
from niaga.kit.port import port
from niaga.payments import api as payments
from niaga.shops import api as shops

from ..rows import Book, LineRow, ShopOrderRow, StepRow
from ..rules import orders as books
from ..rules.steps import allowed
from ..store import queries as store
from ..store import transitions
from ..types import BoardOrder, Buyer, Order, OrderFilter, Role, ShopOrderStatus
from .settlement import catch_up

NOBODY = "—"


async def load(ids: list[UUID]) -> list[Book]:
    """Everything about these orders, in the order asked; those that do not exist are left out."""
    async with db.read() as c:
        orders = {o.id: o for o in await store.orders(c, ids=ids)}
        if not orders:
            return []
        found = list(orders)
        parts: dict[UUID, list[ShopOrderRow]] = {id: [] for id in found}
        for part in await transitions.shop_orders(c, order_ids=found):
            parts[part.order_id].append(part)
        lines: dict[UUID, list[LineRow]] = {id: [] for id in found}
        for line in await store.lines(c, order_ids=found):
            lines[line.order_id].append(line)
        steps: dict[UUID, list[StepRow]] = {id: [] for id in found}
        for step in await store.steps(c, order_ids=found):
            steps[step.order_id].append(step)
    return [Book(orders[id], parts[id], lines[id], steps[id]) for id in ids if id in orders]


async def load_one(id: UUID) -> Book:
    """Raises NotFound."""
    for book in await load([id]):
        return book
    raise NotFound()


async def part_of(id: UUID) -> tuple[ShopOrderRow, Book]:
    """A shop order and the whole it belongs to. Raises NotFound."""
    async with db.read() as c:
        part = await store.shop_order(c, id=id)
    if part is None:
        raise NotFound()
    book = await load_one(part.order_id)
    return next(p for p in book.shop_orders if p.id == id), book


# --- ports ------------------------------------------------------------------------------------------------------


@port
async def order(*, id: UUID) -> Order:
    """Any order, for other modules. Raises NotFound."""
    return books.picture(await load_one(id), clock.now())


@port
async def orders(*, ids: list[UUID]) -> list[Order]:
    """Those that exist, in no particular order."""
    now = clock.now()
    return [books.picture(book, now) for book in await load(ids)]


@port
async def shop_order(*, id: UUID) -> BoardOrder:
    """Any shop order, for other modules. Raises NotFound."""
    part, book = await part_of(id)
    (found,) = await _board([(part, book)], None)
    return found


@port
async def seen(*, id: UUID, actor_id: UUID, roles: list[str]) -> Order:
    """The order with its newest payment, for its buyer or an admin. Raises NotFound."""
    book = await load_one(id)
    if book.order.buyer_id != actor_id and "admin" not in roles:
        raise NotFound()
    attempts = await payments.of_order(order_id=id)
    if await catch_up(book.order, attempts):
        book = await load_one(id)
    paid = [p for p in attempts if p.id == book.order.payment_id] if book.order.paid_at else []
    newest = paid or attempts
    return msgspec.structs.replace(books.picture(book, clock.now()), payment=newest[-1] if newest else None)


@port
async def seen_by_shop(*, id: UUID, actor_id: UUID, roles: list[str]) -> BoardOrder:
    """A shop order, with the steps open to whoever asks. Raises NotFound."""
    part, book = await part_of(id)
    role = (await roles_in(part, book, actor_id, roles))[0]
    (found,) = await _board([(part, book)], role)
    return found


@port
async def orders_of(
    *, buyer_id: UUID, status: OrderFilter | None, q: str, page: int, size: int
) -> tuple[list[Order], int]:
    """A page of a buyer's orders, newest first, and how many there are. `q`: part of a number, of a shop's name, or of
    what was bought."""
    now, words, letters = clock.now(), " ".join(q.split()), books.letters_of(q)
    async with db.read() as c:
        total = await store.count_of_buyer(
            c,
            buyer_id=buyer_id,
            status=status,
            words=words,
            letters=letters,
            now=now,
            ends_after=books.ENDS_AFTER,
        )
        ids = await store.page_of_buyer(
            c,
            buyer_id=buyer_id,
            status=status,
            words=words,
            letters=letters,
            now=now,
            ends_after=books.ENDS_AFTER,
            most=size,
            skip=(page - 1) * size,
        )
    return [books.picture(book, now) for book in await load(ids)], total


@port
async def board(
    *,
    actor_id: UUID,
    roles: list[str],
    shop_id: UUID | None,
    status: list[ShopOrderStatus],
    q: str,
    page: int,
    size: int,
) -> tuple[list[BoardOrder], int]:
    """A page of shop orders, newest first, and how many there are: of a shop, or of all this person works for.

    Raises NotFound for a shop that is somebody else's.
    """
    if shop_id is not None:
        await shops.require(user_id=actor_id, roles=roles, shop_id=shop_id, permission="orders")
    of = [shop_id] if shop_id else None
    if of is None and "admin" not in roles:
        of = [shop.id for shop in await shops.of_person(user_id=actor_id)]
    pattern = f"%{books.letters_of(q)}%"
    async with db.read() as c:
        total = await store.count_of_shops(c, shop_ids=of, statuses=list[str](status), pattern=pattern)
        ids = await store.page_of_shops(
            c, shop_ids=of, statuses=list[str](status), pattern=pattern, most=size, skip=(page - 1) * size
        )
        parts = await store.shop_orders_by_id(c, ids=ids)
    whole = {book.order.id: book for book in await load(list({part.order_id for part in parts}))}
    role: Role = "admin" if "admin" in roles else "seller"
    return await _board([(part, whole[part.order_id]) for part in parts], role), total


# --- who sees what ----------------------------------------------------------------------------------------------


async def roles_in(part: ShopOrderRow, book: Book, actor_id: UUID, roles: Sequence[str]) -> list[Role]:
    """What this person is to a shop order, the strongest first. Raises NotFound for a stranger.

    A courier's role alone opens no order: it takes a delivery that is theirs.
    """
    found: list[Role] = []
    if "admin" in roles:
        found.append("admin")
    else:
        try:
            await shops.require(user_id=actor_id, roles=list(roles), shop_id=part.shop_id, permission="orders")
            found.append("seller")
        except NotFound:
            pass
    if book.order.buyer_id == actor_id:
        found.append("buyer")
    if not found:
        raise NotFound()
    return found


async def _board(parts: Sequence[tuple[ShopOrderRow, Book]], role: Role | None) -> list[BoardOrder]:
    now = clock.now()
    people = {p.id: p for p in await identity.people(ids=list({book.order.buyer_id for _, book in parts}))}
    pictures = []
    for part, book in parts:
        person = people.get(book.order.buyer_id)
        buyer = Buyer(book.order.buyer_id, person.name if person else NOBODY, person.phone if person else None)
        order = book.order
        steps = allowed(part, order.payment_method, order.paid_at is not None, role) if role else []
        pictures.append(books.board_picture(part, book, buyer, steps, now))
    return pictures


async def own(id: UUID, buyer_id: UUID) -> Book:
    """Raises NotFound where it is somebody else's."""
    book = await load_one(id)
    if book.order.buyer_id != buyer_id:
        raise NotFound()
    return book
