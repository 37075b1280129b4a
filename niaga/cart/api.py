"""What other modules, and the routes, may call."""

import asyncio
from collections.abc import Iterable, Sequence
from uuid import UUID

import asyncpg

from niaga.catalog import api as catalog
from niaga.catalog.types import Offer
from niaga.inventory import api as inventory
from niaga.inventory.types import Place
from niaga.kit import clock, db
from niaga.kit.batch import WRITES_LINGER_S, batched
from niaga.kit.errors import NotFound
from niaga.kit.ids import new_id
from niaga.kit.port import port

from .rules import lines as rules
from .rules import owners
from .store import carts as store
from .store.rows import Put, Row, Take
from .types import Cart, CartLine, CartLines, Filling, ItemEdit, NewItem, Taken


@port
async def cart(*, cart_id: UUID) -> Cart:
    """The cart at today's prices and stock. One that was never written to is empty."""
    return await _seen(cart_id, await _lines(cart_id))


@port
async def add(*, id: UUID, cart_id: UUID, user_id: UUID | None, item: NewItem) -> Cart:
    """Put something in, once for each `id`; the same offer and note adds up. `user_id`: None for a guest's cart.

    Raises NotFound for what is not on sale, ValidationFailed past the offer's limits, LimitReached.
    """
    lines = await _lines(cart_id)
    offers = await _offers([*(line.offer_id for line in lines), item.offer_id])
    offer = rules.check_addition(
        lines, offers.get(item.offer_id), offer_id=item.offer_id, quantity=item.quantity, note=item.note
    )
    put = Put(id, cart_id, user_id, new_id(), item.offer_id, item.quantity, item.note, offer.price)
    line, left = await asyncio.gather(_put(put), _left(offers.values()))
    after = rules.changed(lines, line) if line else await _lines(cart_id)
    return rules.view(cart_id, after, offers, left)


@port
async def edit(*, cart_id: UUID, item_id: UUID, edit: ItemEdit) -> Cart:
    """Set a line's quantity and note; says, too, that its owner has seen today's price.

    Raises NotFound, ValidationFailed past the offer's limits.
    """
    lines = await _lines(cart_id)
    old = next((line for line in lines if line.id == item_id), None)
    if old is None:
        raise NotFound()
    offers = await _offers([line.offer_id for line in lines])
    offer = offers.get(old.offer_id)
    others = sum(x.quantity for x in lines if x.offer_id == old.offer_id and x.id != item_id)
    if offer and (refused := rules.quantity_refused(offer, others + edit.quantity)):
        raise refused
    note = edit.note if isinstance(edit.note, str) else old.note
    try:
        async with db.tx() as c:
            await store.lock(c, ids=[cart_id])
            found = await store.edit(
                c,
                id=item_id,
                cart_id=cart_id,
                quantity=edit.quantity,
                note=note,
                price=offer.price if offer else None,
            )
        if found is None:
            raise NotFound()
    except asyncpg.UniqueViolationError:  # another line has that note: they become one
        async with db.tx() as c:
            await store.lock(c, ids=[cart_id])
            await store.join(c, cart_id=cart_id, id=item_id, quantity=edit.quantity, note=note)
    return rules.view(cart_id, await _lines(cart_id), offers, await _left(offers.values()))


@port
async def remove(*, cart_id: UUID, item_ids: list[UUID]) -> Cart:
    """Take lines out. Raises NotFound when none of them is there."""
    async with db.tx() as c:
        await store.lock(c, ids=[cart_id])
        if not await store.remove(c, cart_id=cart_id, ids=item_ids):
            raise NotFound()
    return await _seen(cart_id, await _lines(cart_id))


@port
async def clear(*, cart_id: UUID) -> Cart:
    """Take everything out."""
    async with db.tx() as c:
        await store.lock(c, ids=[cart_id])
        await store.clear(c, cart_id=cart_id)
    return await _seen(cart_id, [])


@port
async def merge(*, user_id: UUID, guest_id: UUID) -> None:
    """Put the guest's cart into the person's and leave it empty: quantities add up, capped at stock and limits."""
    person = owners.cart_of_person(user_id)
    lines = await _lines(guest_id)
    if not lines:
        return
    offers = await _offers([line.offer_id for line in lines])
    caps = rules.caps(offers.values(), await _left(offers.values()))
    async with db.tx() as c:
        await store.open_carts(c, ids=[guest_id, person], user_ids=[None, user_id], now=clock.now())
        await store.move(c, guest=guest_id, person=person, offer_ids=list(caps), caps=list(caps.values()))


@port
async def lines(*, user_id: UUID, cart_id: UUID) -> CartLines:
    """What checkout buys. Raises NotFound for a cart that is not this person's."""
    if cart_id != owners.cart_of_person(user_id):
        raise NotFound()
    return CartLines(cart_id, await _lines(cart_id))


@port
async def take(*, cart_id: UUID, order_id: UUID, lines: list[Taken]) -> None:
    """Take out what an order has bought, once for each order. What was added meanwhile stays."""
    await _take(Take(cart_id, order_id, lines))


@port
async def fill(*, id: UUID, user_id: UUID, lines: list[Filling]) -> CartLines:
    """Put these into a person's cart, once for each `id`; quantities add up. Goods no longer sold go in, and say so."""
    cart_id = owners.cart_of_person(user_id)
    puts = [Put(id, cart_id, user_id, new_id(), line.offer_id, line.quantity, line.note, None) for line in lines]
    if puts:
        await _write(puts, what="fill")
    return CartLines(cart_id, await _lines(cart_id))


# --- in groups --------------------------------------------------------------------------------------------------


@batched(most=256, lingers_s=WRITES_LINGER_S)
async def _lines(cart_ids: Sequence[UUID]) -> Sequence[list[CartLine]]:
    async with db.read() as c:
        rows = await store.lines_of(c, cart_ids=list(set(cart_ids)))
    found: dict[UUID, list[CartLine]] = {}
    for row in rows:
        found.setdefault(row.cart_id, []).append(_line(row))
    return [found.get(cart_id, []) for cart_id in cart_ids]


def _line(row: Row) -> CartLine:
    return CartLine(row.id, row.offer_id, row.quantity, row.note, row.seen_price)


@batched(most=256, lingers_s=WRITES_LINGER_S)
async def _put(puts: Sequence[Put]) -> Sequence[CartLine | None]:
    """The line of each as it is now; None for what was done before."""
    rows = {(row.cart_id, row.offer_id, row.note): row for row in await _write(puts, what="add")}
    found = [rows.get((put.cart_id, put.offer_id, put.note)) for put in puts]
    return [_line(row) if row else None for row in found]


async def _write(puts: Sequence[Put], *, what: str) -> list[Row]:
    async with db.alone() as c:
        return await store.put(
            c,
            ids=[put.id for put in puts],
            cart_ids=[put.cart_id for put in puts],
            user_ids=[put.user_id for put in puts],
            line_ids=[put.line_id for put in puts],
            offer_ids=[put.offer_id for put in puts],
            quantities=[put.quantity for put in puts],
            notes=[put.note for put in puts],
            prices=[put.price for put in puts],
            what=what,
            now=clock.now(),
        )


@batched(most=256, lingers_s=WRITES_LINGER_S)
async def _take(takes: Sequence[Take]) -> Sequence[None]:
    once = {take.order_id: take for take in takes}
    cut = [(take.order_id, take.cart_id, line) for take in once.values() for line in take.lines]
    async with db.alone() as c:
        await store.take(
            c,
            ids=[order_id for order_id, _, _ in cut],
            cart_ids=[cart_id for _, cart_id, _ in cut],
            line_ids=[line.id for _, _, line in cut],
            quantities=[line.quantity for _, _, line in cut],
            now=clock.now(),
        )
    return [None] * len(takes)


# --- from elsewhere ---------------------------------------------------------------------------------------------


async def _seen(cart_id: UUID, lines: list[CartLine]) -> Cart:
    offers = await _offers([line.offer_id for line in lines])
    return rules.view(cart_id, lines, offers, await _left(offers.values()))


async def _offers(ids: list[UUID]) -> dict[UUID, Offer]:
    found = await catalog.offers(ids=list(dict.fromkeys(ids))) if ids else []
    return {offer.id: offer for offer in found}


async def _left(offers: Iterable[Offer]) -> dict[UUID, int]:
    """How many of each offer can be bought now."""
    asked = list(offers)
    found = await inventory.available(wants=[Place(offer.shop_id, offer.variant_id) for offer in asked])
    return {offer.id: there.available for offer, there in zip(asked, found, strict=True)}
