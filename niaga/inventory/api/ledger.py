"""What every transaction that changes stock does before it ends: lapse what has expired, write down, tell."""

import datetime as dt
from collections.abc import Sequence
from uuid import UUID

from niaga.kit.db import Conn
from niaga.kit.events import emit
from niaga.kit.ids import new_id

from ..rows import Entry, Key, Locked, Spot, Turn
from ..rules import Watch
from ..store import holds as hold_store
from ..store import stock as stock_store
from ..types import LowStock, Place, StockChanged

MOST_TOLD = 500  # variants in one event


def split(spots: Sequence[Spot]) -> tuple[list[UUID], list[UUID]]:
    """Shops and variants, as the statements take them."""
    return [shop for shop, _ in spots], [variant for _, variant in spots]


async def lapse(c: Conn, rows: Sequence[Locked], now: dt.datetime, keep: Sequence[UUID] = ()) -> None:
    """Free what expired holds, other than `keep`, take up of these locked rows; `rows` follow."""
    by_key = {row.key: row for row in rows}
    shop_ids, variant_ids = split(list(dict.fromkeys(row.spot for row in rows)))
    if not by_key:
        return
    for freed in await hold_store.lapse(c, shop_ids=shop_ids, variant_ids=variant_ids, keep=list(keep), now=now):
        by_key[freed.shop_id, freed.variant_id, freed.warehouse_id].held -= freed.quantity


async def write_down(c: Conn, entries: Sequence[Entry], now: dt.datetime, first_id: UUID | None = None) -> None:
    """Append to the ledger. `first_id` is the first entry's id, by which a repetition is known."""
    if not entries:
        return
    await stock_store.write_down(
        c,
        ids=[first_id or new_id(), *(new_id() for _ in entries[1:])],
        shop_ids=[e.key[0] for e in entries],
        variant_ids=[e.key[1] for e in entries],
        warehouse_ids=[e.key[2] for e in entries],
        changes=[e.change for e in entries],
        reasons=[e.reason for e in entries],
        notes=[e.note for e in entries],
        references=[e.reference for e in entries],
        actors=[e.actor for e in entries],
        now=now,
    )


async def count(
    c: Conn, rows: Sequence[Locked], entries: Sequence[Entry], now: dt.datetime, first_id: UUID | None = None
) -> None:
    """Change what is on hand, in the stock and in the ledger; the locked `rows` follow."""
    if entries:
        await _count(c, rows, [(e.key, e.change, 0) for e in entries], now)
        await write_down(c, entries, now, first_id)


async def turn(c: Conn, rows: Sequence[Locked], turns: Sequence[Turn], now: dt.datetime) -> None:
    """Let lines of holds change their state, with what that does to the stock; the locked `rows` follow."""
    if not turns:
        return
    on_hand, held = _sums([(t.line.key, t.entry.change if t.entry else 0, t.held) for t in turns])
    entries = [t.entry for t in turns if t.entry]
    await hold_store.turn(
        c,
        holds=[t.line.hold_id for t in turns],
        shops=[t.line.shop_id for t in turns],
        variants=[t.line.variant_id for t in turns],
        warehouses=[t.line.warehouse_id for t in turns],
        states=[t.state for t in turns],
        stock_shops=[key[0] for key in on_hand],
        stock_variants=[key[1] for key in on_hand],
        stock_warehouses=[key[2] for key in on_hand],
        on_hand=list(on_hand.values()),
        held=list(held.values()),
        ids=[new_id() for _ in entries],
        entry_shops=[e.key[0] for e in entries],
        entry_variants=[e.key[1] for e in entries],
        entry_warehouses=[e.key[2] for e in entries],
        changes=[e.change for e in entries],
        reasons=[e.reason for e in entries],
        notes=[e.note for e in entries],
        references=[e.reference for e in entries],
        actors=[e.actor for e in entries],
        now=now,
    )
    _follow(rows, on_hand, held)


def _sums(changes: Sequence[tuple[Key, int, int]]) -> tuple[dict[Key, int], dict[Key, int]]:
    """What changes in each stock row: on hand, and held."""
    on_hand: dict[Key, int] = {}
    held: dict[Key, int] = {}
    for key, of_on_hand, of_held in changes:
        on_hand[key] = on_hand.get(key, 0) + of_on_hand
        held[key] = held.get(key, 0) + of_held
    return on_hand, held


def _follow(rows: Sequence[Locked], on_hand: dict[Key, int], held: dict[Key, int]) -> None:
    for row in rows:
        row.on_hand += on_hand.get(row.key, 0)
        row.held += held.get(row.key, 0)


async def _count(c: Conn, rows: Sequence[Locked], changes: Sequence[tuple[Key, int, int]], now: dt.datetime) -> None:
    on_hand, held = _sums(changes)
    await stock_store.count(
        c,
        shop_ids=[key[0] for key in on_hand],
        variant_ids=[key[1] for key in on_hand],
        warehouse_ids=[key[2] for key in on_hand],
        on_hand=list(on_hand.values()),
        held=list(held.values()),
        now=now,
    )
    _follow(rows, on_hand, held)


async def tell(c: Conn, watch: Watch, *, counted: bool = False) -> None:
    """Emit what others should hear of. `counted`: people changed what is on hand, so listings look anew in any case.

    Low stock is told when a shelf that is armed falls below its mark, and armed again only by filling it up: a hold
    that lapses does not make the same notice come twice.
    """
    places = list(watch.before) if counted else [(p.shop_id, p.variant_id) for p in watch.turned()]
    variants = list(dict.fromkeys(variant for _, variant in places))
    events: list[StockChanged | LowStock] = [
        StockChanged(variants[i : i + MOST_TOLD]) for i in range(0, len(variants), MOST_TOLD)
    ]
    if fell := watch.fell():
        events += [LowStock(p.shop_id, p.variant_id) for p in await _arm(c, fell, armed=False)]
    if counted and (filled := watch.filled()):
        await _arm(c, filled, armed=True)
    await emit(c, *events)


async def _arm(c: Conn, spots: Sequence[Spot], *, armed: bool) -> list[Place]:
    shop_ids, variant_ids = split(sorted(spots))
    return await stock_store.arm(c, shop_ids=shop_ids, variant_ids=variant_ids, armed=armed)
