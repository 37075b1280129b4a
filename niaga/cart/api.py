"""What other modules, and the routes, may call."""

import asyncio
import datetime as dt
from collections.abc import Iterable, Sequence
from uuid import UUID

import asyncpg
import msgspec

from niaga.catalog import api as catalog
from niaga.catalog.types import Offer
from niaga.inventory import api as inventory
from niaga.inventory.types import Place
from niaga.kit import clock, db, keys
from niaga.kit.batch import WRITES_LINGER_S, batched
from niaga.kit.db import Conn
from niaga.kit.errors import NotFound, Refusal
from niaga.kit.ids import new_id
from niaga.kit.keys import Asked
from niaga.kit.port import port

from .rows import Put, Row, Take, Written
from .rules import lines as rules
from .rules import owners
from .rules.lines import Left
from .store import carts as store
from .store import takings
from .types import Cart, CartLine, CartLines, Filling, ItemEdit, LeftOut, NewItem


@port
async def cart(*, cart_id: UUID, user_id: UUID | None = None) -> Cart:
    """The cart at today's prices and stock. One that was never written to is empty. `user_id`: None for a guest's."""
    return await _seen(cart_id, user_id, await _lines(cart_id))


@port
async def add(*, asked: Asked, cart_id: UUID, user_id: UUID | None, item: NewItem) -> Cart:
    """Put something in, once for each key; the same offer and note adds up. `user_id`: None for a guest's cart.

    Raises NotFound for what is not on sale, ValidationFailed past the offer's limits, LimitReached, KeyReused.
    """
    lines = await _lines(cart_id)
    offers = await _offers([*(line.offer_id for line in lines), item.offer_id])
    try:
        offer = rules.check_addition(
            lines, offers.get(item.offer_id), offer_id=item.offer_id, quantity=item.quantity, note=item.note
        )
        put = Put(asked, cart_id, user_id, new_id(), item.offer_id, item.quantity, item.note, offer.price, offer)
        line, left = await asyncio.gather(_put(put), _left(offers.values()))
    except Refusal:
        if not await keys.used(asked):
            raise
        return await _seen(cart_id, user_id, await _lines(cart_id))  # it was put in before
    after = rules.changed(lines, line) if line else await _lines(cart_id)
    return await _view(cart_id, user_id, after, offers, left)


@port
async def edit(*, cart_id: UUID, user_id: UUID | None = None, item_id: UUID, edit: ItemEdit) -> Cart:
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
    return await _view(cart_id, user_id, await _lines(cart_id), offers, await _left(offers.values()))


@port
async def remove(*, cart_id: UUID, user_id: UUID | None = None, item_ids: list[UUID]) -> Cart:
    """Take lines out. Raises NotFound when none of them is there."""
    async with db.tx() as c:
        await store.lock(c, ids=[cart_id])
        if not await store.remove(c, cart_id=cart_id, ids=item_ids):
            raise NotFound()
    return await _seen(cart_id, user_id, await _lines(cart_id))


@port
async def clear(*, cart_id: UUID) -> Cart:
    """Take everything out."""
    async with db.tx() as c:
        await store.lock(c, ids=[cart_id])
        await store.clear(c, cart_id=cart_id)
    return await _seen(cart_id, None, [])


@port
async def merge(*, user_id: UUID, guest_id: UUID) -> list[LeftOut]:
    """Put the guest's cart into the person's: quantities add up, capped at stock and limits. What finds no place, since
    a cart has so many lines at most, is answered, and waits in the guest's until there is one."""
    person = owners.cart_of_person(user_id)
    lines = await _lines(guest_id)
    if not lines:
        return []
    offers = await _offers([line.offer_id for line in lines])
    caps = rules.caps(offers.values(), await _left(offers.values()))
    async with db.tx() as c:
        await store.open_carts(c, ids=[guest_id, person], user_ids=[None, user_id], now=clock.now())
        there = _by_cart(await store.lines_of(c, cart_ids=[guest_id, person]))
        theirs = there.get(guest_id, [])
        moving = {line.id for line in rules.fitting(there.get(person, []), theirs)}
        await store.move(
            c, ids=list(moving), guest=guest_id, person=person, offer_ids=list(caps), caps=list(caps.values())
        )
    names = {id: offer.name for id, offer in offers.items()}
    return [LeftOut(x.offer_id, names.get(x.offer_id, ""), x.quantity) for x in theirs if x.id not in moving]


@port
async def lines(*, user_id: UUID, cart_id: UUID, order_id: UUID) -> CartLines:
    """What the checkout of this order buys: the cart's lines, or what it has taken already. Raises NotFound for a cart
    that is not this person's."""
    if cart_id != owners.cart_of_person(user_id):
        raise NotFound()
    return CartLines(cart_id, await _lines_for((cart_id, order_id)))


@port
async def take(*, cart_id: UUID, order_id: UUID, lines: list[CartLine]) -> bool:
    """Take out what an order buys: all of it, or nothing. Whether it has it now; False: somebody was faster.

    What was added meanwhile stays. Taking again under the same id changes nothing. It is to be followed by `commit` or
    `release`; until then `taken` names it, and whoever conducts orders finishes it.
    """
    return await _take(Take(cart_id, order_id, lines))


@port
async def commit(*, order_ids: list[UUID]) -> None:
    """These orders stand: what they took has left its cart for good."""
    async with db.alone() as c:
        await takings.forget(c, order_ids=order_ids)


@port
async def release(*, order_ids: list[UUID]) -> None:
    """These orders do not come about: what they took lies in its cart again, beside what was added meanwhile."""
    async with db.alone() as c:
        await takings.give_back(c, order_ids=order_ids)


@port
async def taken(*, before: dt.datetime, most: int) -> list[UUID]:
    """Orders that took something by then, neither committed nor released since; oldest first."""
    async with db.read() as c:
        return await takings.older(c, before=before, most=most)


@port
async def fill(*, asked: Asked, lines: list[Filling]) -> CartLines:
    """Put these into a person's cart, once for each key; quantities add up. Goods no longer sold go in, and say so.

    What finds no place is left out, and said. Raises KeyReused.
    """
    user_id, cart_id = asked.user_id, owners.cart_of_person(asked.user_id)
    left_out: list[UUID] = []
    if lines:
        async with db.tx() as c:
            await store.open_carts(c, ids=[cart_id], user_ids=[user_id], now=clock.now())
            there = _by_cart(await store.lines_of(c, cart_ids=[cart_id])).get(cart_id, [])
            chosen = rules.fitting(there, lines)
            left_out = [line.offer_id for line in lines if line not in chosen]
            puts = [Put(asked, cart_id, user_id, new_id(), x.offer_id, x.quantity, x.note, None) for x in chosen]
            written = await _write(c, puts) if puts else []
        if not written and await keys.used(asked):
            left_out = []
    return CartLines(cart_id, await _lines(cart_id), left_out)


# --- in groups --------------------------------------------------------------------------------------------------


@batched(most=256, lingers_s=WRITES_LINGER_S)
async def _lines(cart_ids: Sequence[UUID]) -> Sequence[list[CartLine]]:
    async with db.read() as c:
        rows = await store.lines_of(c, cart_ids=list(set(cart_ids)))
    found = _by_cart(rows)
    return [found.get(cart_id, []) for cart_id in cart_ids]


def _by_cart(rows: Sequence[Row]) -> dict[UUID, list[CartLine]]:
    found: dict[UUID, list[CartLine]] = {}
    for row in rows:
        found.setdefault(row.cart_id, []).append(_line(row))
    return found


def _line(row: Row) -> CartLine:
    return CartLine(row.id, row.offer_id, row.quantity, row.note, row.seen_price)


@batched(most=256, lingers_s=WRITES_LINGER_S)
async def _put(puts: Sequence[Put]) -> Sequence[CartLine | Refusal | None]:
    """The line of each as it is now, or why it may not go in; None for what was done before. Limits are looked at with
    the carts locked: what is added at the same moment counts."""
    once = {put.asked.key: put for put in reversed(puts)}  # the first of those with one key
    wanted = [put for put in puts if once[put.asked.key] is put]
    carts = {put.cart_id: put.user_id for put in wanted}
    async with db.tx() as c:
        await store.open_carts(c, ids=list(carts), user_ids=list(carts.values()), now=clock.now())
        refused = rules.additions(wanted, _by_cart(await store.lines_of(c, cart_ids=list(carts))))
        going = [put for put in wanted if put.asked.key not in refused]
        lines = {row.key: _line(row) for row in await _write(c, going)} if going else {}
    answers: list[CartLine | Refusal | None] = [refused.get(put.asked.key) or lines.get(put.asked.key) for put in puts]
    repeats = [n for n, put in enumerate(puts) if answers[n] is None or once[put.asked.key] is not put]
    if repeats:
        for n, no in zip(repeats, await keys.check([puts[n].asked for n in repeats]), strict=True):
            answers[n] = no
    return answers


async def _write(c: Conn, puts: Sequence[Put]) -> list[Written]:
    """The lines of those whose keys are new."""
    return await store.put(
        c,
        kinds=[put.asked.kind for put in puts],
        keys=[put.asked.key for put in puts],
        users=[put.asked.user_id for put in puts],
        digests=[put.asked.digest for put in puts],
        cart_ids=[put.cart_id for put in puts],
        user_ids=[put.user_id for put in puts],
        line_ids=[put.line_id for put in puts],
        offer_ids=[put.offer_id for put in puts],
        quantities=[put.quantity for put in puts],
        notes=[put.note for put in puts],
        prices=[put.price for put in puts],
        now=clock.now(),
    )


@batched(most=256, lingers_s=WRITES_LINGER_S)
async def _lines_for(asked: Sequence[tuple[UUID, UUID]]) -> Sequence[list[CartLine]]:
    cart_ids, order_ids = list({cart_id for cart_id, _ in asked}), list({order_id for _, order_id in asked})
    async with db.read() as c:
        rows = await takings.lines_for(c, cart_ids=cart_ids, order_ids=order_ids)
    lying: dict[UUID, list[CartLine]] = {}
    taken: dict[tuple[UUID, UUID], list[CartLine]] = {}
    for row in rows:
        if row.order_id is None:
            lying.setdefault(row.cart_id, []).append(_line(row))
        else:
            taken.setdefault((row.cart_id, row.order_id), []).append(_line(row))
    return [taken.get(one) or lying.get(one[0], []) for one in asked]


@batched(most=256, lingers_s=WRITES_LINGER_S)
async def _take(takes: Sequence[Take]) -> Sequence[bool]:
    once = {take.order_id: take for take in takes}
    have: set[UUID] = set()
    for together in rules.one_of_each_cart(list(once.values())):
        async with db.alone() as c:
            have |= set(
                await takings.take(
                    c,
                    order_ids=[take.order_id for take in together],
                    cart_ids=[take.cart_id for take in together],
                    lines=[msgspec.json.encode(take.lines).decode() for take in together],
                    now=clock.now(),
                )
            )
    if missing := list(once.keys() - have):  # taken before, maybe a moment ago by another process
        async with db.read() as c:
            have |= set(await takings.known(c, order_ids=missing))
    return [take.order_id in have for take in takes]


# --- from elsewhere ---------------------------------------------------------------------------------------------


async def _seen(cart_id: UUID, user_id: UUID | None, lines: list[CartLine]) -> Cart:
    offers = await _offers([line.offer_id for line in lines])
    return await _view(cart_id, user_id, lines, offers, await _left(offers.values()))


async def _view(
    cart_id: UUID, user_id: UUID | None, lines: list[CartLine], offers: dict[UUID, Offer], left: dict[UUID, Left]
) -> Cart:
    """As its owner sees it. What is short may be with an unpaid order of the owner's own."""
    short = rules.short(lines, offers, left) if user_id else []
    if user_id and short:
        own = await inventory.own_holds(owner=user_id, wants=[Place(o.shop_id, o.variant_id) for o in short])
        for offer in short:
            mine = [hold for hold in own if (hold.shop_id, hold.variant_id) == (offer.shop_id, offer.variant_id)]
            if mine:
                left[offer.id] = Left(left[offer.id].free, sum(hold.quantity for hold in mine), mine[0].id)
    return rules.view(cart_id, lines, offers, left)


async def _offers(ids: list[UUID]) -> dict[UUID, Offer]:
    found = await catalog.offers_by_id(ids=list(dict.fromkeys(ids))) if ids else []
    return {offer.id: offer for offer in found}


async def _left(offers: Iterable[Offer]) -> dict[UUID, Left]:
    """How many of each offer can be bought now."""
    asked = list(offers)
    found = await inventory.available(wants=[Place(offer.shop_id, offer.variant_id) for offer in asked])
    return {offer.id: Left(there.available) for offer, there in zip(asked, found, strict=True)}
