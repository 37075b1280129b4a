"""What is there: counting it, receiving it, looking at it."""

from collections.abc import Sequence
from uuid import UUID

from niaga.identity import api as identity
from niaga.kit import clock, db, keys, text
from niaga.kit.batch import batched
from niaga.kit.db import Conn
from niaga.kit.errors import KeyReused, NotFound, StaleVersion, invalid
from niaga.kit.keys import Asked
from niaga.kit.port import port
from niaga.shops import api as shops

from .. import rules
from ..api.ledger import count, lapse, split, tell
from ..rows import Entry, LedgerLine, Locked, StockFound
from ..rules import Watch
from ..store import stock as store
from ..store import warehouses as warehouse_store
from ..types import (
    MAX_ON_HAND,
    Available,
    Level,
    Movement,
    MovementActor,
    MovementSlice,
    Place,
    Reason,
    Receipt,
    ReceiptLine,
    StockList,
    StockRow,
    StockSort,
    Warehouse,
)
from .warehouses import add_main

MAX_RECEIVED = 20_000  # lines of one receipt, for imports


@port
async def available(*, wants: list[Place]) -> list[Available]:
    """What can be bought now, for each place in the order asked: zero for what inventory does not know."""
    return await _available(wants) if wants else []


@batched(most=64, lanes=2)
async def _available(asked: Sequence[list[Place]]) -> Sequence[list[Available]]:
    places = list(dict.fromkeys(place for wants in asked for place in wants))
    async with db.read() as c:
        found = await store.available(
            c,
            shop_ids=[place.shop_id for place in places],
            variant_ids=[place.variant_id for place in places],
            now=clock.now(),
        )
    there = dict(zip(places, found, strict=True))
    return [[there[place] for place in wants] for wants in asked]


@port
async def levels(*, places: list[Place]) -> list[Level]:
    """What can be bought now and whether that is little, of each place once, in no particular order."""
    shop_ids, variant_ids = split(sorted({(place.shop_id, place.variant_id) for place in places}))
    async with db.read() as c:
        return await store.levels(c, shop_ids=shop_ids, variant_ids=variant_ids, now=clock.now())


@port
async def receive(
    *,
    id: UUID,
    shop_id: UUID,
    lines: list[ReceiptLine],
    warehouse_id: UUID | None = None,
    note: str = "",
    actor: UUID | None = None,
    asked: Asked | None = None,
) -> Receipt:
    """Goods have come in, into this warehouse or the shop's first. Variants must be registered before.

    Raises NotFound for another shop's warehouse, ValidationFailed for variants nobody knows, KeyReused.
    """
    if not 0 < len(lines) <= MAX_RECEIVED:
        raise invalid("lines", f"between 1 and {MAX_RECEIVED}")
    now = clock.now()
    mark = (await _low_marks([shop_id])).get(shop_id)
    variant_ids, quantities = [line.variant_id for line in lines], [line.quantity for line in lines]
    async with db.tx() as c:
        await keys.claim(c, asked)
        place = await _shared(c, shop_id, warehouse_id)
        new = await store.add_receipt(
            c,
            id=id,
            warehouse_id=place.id,
            shop_id=shop_id,
            variant_ids=variant_ids,
            quantities=quantities,
            note=note,
            actor=actor,
            now=now,
        )
        if new:
            entries = rules.received(lines, shop_id=shop_id, warehouse_id=place.id, receipt=id, note=note, actor=actor)
            rows = await _opened(c, place, [entry.key[1] for entry in entries], mark)
            _check_known(lines, rows, place.id)
            watch = Watch(rows)
            await lapse(c, rows, now)
            await count(c, rows, entries, now)
            await tell(c, watch, counted=True)
        row = await store.receipt(c, id=id)
    if (row.warehouse_id, row.variant_ids, row.quantities) != (place.id, variant_ids, quantities):
        raise KeyReused()
    return Receipt(row.id, row.warehouse_id, row.shop_id, lines, row.note, row.actor, row.at)


@port
async def open_places(*, places: list[Place]) -> None:
    """Let the shops see these variants among their stock: none of it lies in the shop's first warehouse, so far.

    What lies in any of the shop's warehouses already stays as it is, and variants must be registered before. Nobody is
    told that there is little of it: what was never filled up cannot run low. What is new to a shop gets its low mark.
    """
    if not places:
        return
    spots = sorted({(place.shop_id, place.variant_id) for place in places})
    shop_ids, variant_ids = split(spots)
    marks = await _low_marks(shop_ids)
    async with db.tx() as c:
        await add_main(c, sorted(set(shop_ids)))
        warehouse_ids = [rules.default_warehouse(shop_id) for shop_id in shop_ids]
        await warehouse_store.share_all(c, ids=sorted(set(warehouse_ids)))
        await store.open_places(
            c,
            shop_ids=shop_ids,
            variant_ids=variant_ids,
            warehouse_ids=warehouse_ids,
            low_ats=[marks.get(shop_id) for shop_id in shop_ids],
            now=clock.now(),
        )


@port
async def close_places(*, places: list[Place]) -> None:
    """The shops have taken these off sale: never low, listed while some of it is left. Offered anew, open them.

    What lies there stays where it is, and so do holds.
    """
    if places:
        shop_ids, variant_ids = split(sorted({(place.shop_id, place.variant_id) for place in places}))
        async with db.tx() as c:
            await store.close_places(c, shop_ids=shop_ids, variant_ids=variant_ids)


async def _low_marks(shop_ids: list[UUID]) -> dict[UUID, int]:
    """Below how many of what is new to them these shops are told."""
    return {shop.id: shop.low_stock_at for shop in await shops.shops(ids=sorted(set(shop_ids)))}


async def _shared(c: Conn, shop_id: UUID, warehouse_id: UUID | None) -> Warehouse:
    """The warehouse, kept from being switched off meanwhile; the shop's first is made when it is not there yet."""
    main = rules.default_warehouse(shop_id)
    if warehouse_id in (None, main):
        await add_main(c, [shop_id])
    found = await warehouse_store.share(c, id=warehouse_id or main)
    if found is None or found.shop_id != shop_id:
        raise NotFound()
    return found


async def _opened(c: Conn, place: Warehouse, variant_ids: list[UUID], low_at: int | None = None) -> list[Locked]:
    """The stock rows of these variants in all of the shop's warehouses, locked; those missing here are made."""
    await store.open_rows(
        c,
        shop_id=place.shop_id,
        warehouse_id=place.id,
        active=place.active,
        variant_ids=variant_ids,
        low_at=low_at,
        now=clock.now(),
    )
    shop_ids, variants = split([(place.shop_id, variant_id) for variant_id in variant_ids])
    return await store.lock(c, shop_ids=shop_ids, variant_ids=variants)


def _check_known(lines: list[ReceiptLine], rows: list[Locked], warehouse_id: UUID) -> None:
    """What the lines come to together counts: several may be of one variant."""
    on_hand = {row.variant_id: row.on_hand for row in rows if row.warehouse_id == warehouse_id}
    for n, line in enumerate(lines):
        if line.variant_id not in on_hand:
            raise invalid(f"lines.{n}.variant_id", "no such variant")
        on_hand[line.variant_id] += line.quantity
        if on_hand[line.variant_id] > MAX_ON_HAND:
            raise invalid(f"lines.{n}.quantity", f"no more than {MAX_ON_HAND} can be on hand")


@port
async def set_stock(
    *,
    id: UUID,
    warehouse_id: UUID,
    variant_id: UUID,
    on_hand: int | None,
    version: int,
    reason: str = "",
    actor: UUID | None = None,
    asked: Asked | None = None,
) -> StockRow:
    """What was counted; None empties it down to what is held. The same `id` again changes nothing.

    Raises StaleVersion with `stock`, the present row, when it changed since `version`; ValidationFailed when negative
    or below what is held; NotFound for a warehouse or variant nobody knows; KeyReused.
    """
    now = clock.now()
    stale = False
    async with db.tx() as c:
        place = await warehouse_store.share(c, id=warehouse_id)
        if place is None:
            raise NotFound()
        fresh = await keys.claim(c, asked)
        done = await store.edited(c, shop_id=place.shop_id, warehouse_id=warehouse_id, variant_id=variant_id, id=id)
        if done is False:
            raise KeyReused()
        if fresh and done is None:
            rows = await _opened(c, place, [variant_id])
            row = next((r for r in rows if r.warehouse_id == warehouse_id), None)
            if row is None:
                raise NotFound()
            stale = row.version != version
            if stale and asked:
                await keys.free(c, [asked])
            elif not stale:
                await _set(c, rows, row, on_hand, (id, reason, actor))
        found = await store.rows(
            c,
            shop_id=place.shop_id,
            q="",
            low=None,
            warehouse_id=warehouse_id,
            variant_id=variant_id,
            sort="name",
            now=now,
            skip=0,
            most=1,
        )
    if stale:
        raise StaleVersion(version=found[0].version, stock=_seen(found[0]))
    return _seen(found[0])


async def _set(
    c: Conn, rows: list[Locked], row: Locked, on_hand: int | None, why: tuple[UUID, str, UUID | None]
) -> None:
    id, note, actor = why
    watch = Watch(rows)
    now = clock.now()
    await lapse(c, rows, now)
    change = rules.check_count(row, on_hand=on_hand) - row.on_hand
    if change:
        kind: Reason = "emptied" if on_hand is None else "adjusted"
        await count(c, rows, [Entry(row.key, change, kind, note, None, actor)], now, first_id=id)
    await tell(c, watch, counted=bool(change))


@port
async def set_low_mark(*, shop_id: UUID, variant_id: UUID, low_at: int) -> None:
    """Below how many available the shop is told. Raises NotFound."""
    async with db.tx() as c:
        await store.lock(c, shop_ids=[shop_id], variant_ids=[variant_id])
        if not await store.set_low_mark(c, shop_id=shop_id, variant_id=variant_id, low_at=low_at):
            raise NotFound()
        rows = await store.lock(c, shop_ids=[shop_id], variant_ids=[variant_id])  # with the new mark
        if Watch(rows).filled():
            await store.arm(c, shop_ids=[shop_id], variant_ids=[variant_id], armed=True)


@port
async def list_stock(
    *,
    shop_id: UUID,
    q: str = "",
    low: bool | None = None,
    warehouse_id: UUID | None = None,
    variant_id: UUID | None = None,
    sort: StockSort = "name",
    page: int = 1,
    size: int = 24,
) -> StockList:
    """A page of the shop's stock: one row for each variant and warehouse."""
    async with db.read() as c:
        found = await store.rows(
            c,
            shop_id=shop_id,
            q=text.line(q),
            low=low,
            warehouse_id=warehouse_id,
            variant_id=variant_id,
            sort=sort,
            now=clock.now(),
            skip=(page - 1) * size,
            most=size,
        )
    if not found and page > 1:  # past the end: the first page knows how many there are
        first = await list_stock(
            shop_id=shop_id, q=q, low=low, warehouse_id=warehouse_id, variant_id=variant_id, size=1
        )
        return StockList([], first.total)
    return StockList([_seen(row) for row in found], found[0].total if found else 0)


def _seen(row: StockFound) -> StockRow:
    return StockRow(*(getattr(row, field) for field in StockRow.__struct_fields__))


@port
async def movements(
    *, shop_id: UUID, variant_id: UUID | None = None, after: UUID | None = None, size: int = 50
) -> MovementSlice:
    """A stretch of the shop's ledger, newest first, from before `after` on."""
    async with db.read() as c:
        found = await store.movements(c, shop_id=shop_id, variant_id=variant_id, after=after, most=size + 1)
    page = found[:size]
    names = await _names({line.actor for line in page if line.actor})
    return MovementSlice([_movement(line, names) for line in page], str(page[-1].id) if len(found) > size else None)


async def _names(ids: set[UUID]) -> dict[UUID, str]:
    return {person.id: person.name for person in await identity.people(ids=sorted(ids))} if ids else {}


def _movement(line: LedgerLine, names: dict[UUID, str]) -> Movement:
    return Movement(
        line.id,
        line.at,
        line.warehouse_id,
        line.variant_id,
        line.sku,
        line.name,
        line.change,
        line.reason,
        line.note,
        line.reference,
        MovementActor(line.actor, names.get(line.actor, "")) if line.actor else None,
    )
