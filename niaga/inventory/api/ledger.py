"""What every transaction that changes stock does before it ends: lapse what has expired, write down, tell."""

import datetime as dt
from collections.abc import Sequence
from uuid import UUID

from niaga.kit.db import Conn
from niaga.kit.events import emit
from niaga.kit.ids import new_id

from ..rows import Entry, Key, Locked, MovementRow, Spot, StateRow, StockChange, Turn
from ..rules import Watch
from ..store import holds as hold_store
from ..store import stock as stock_store
from ..types import LowStock, Place, StockChanged

MAX_TOLD = 500  # variants in one event


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
    await stock_store.write_down(c, movements=_movements(entries, first_id), now=now)


def _movements(entries: Sequence[Entry], first_id: UUID | None = None) -> list[MovementRow]:
    return [
        MovementRow(
            (first_id if n == 0 else None) or new_id(), *e.key, e.change, e.reason, e.note, e.reference, e.actor
        )
        for n, e in enumerate(entries)
    ]


async def count(
    c: Conn, rows: Sequence[Locked], entries: Sequence[Entry], now: dt.datetime, first_id: UUID | None = None
) -> None:
    """Change what is on hand, in the stock and in the ledger; the locked `rows` follow."""
    if entries:
        changes = _sums([(e.key, e.change, 0) for e in entries])
        await stock_store.count(c, changes=changes, now=now)
        _follow(rows, changes)
        await write_down(c, entries, now, first_id)


async def turn(c: Conn, rows: Sequence[Locked], turns: Sequence[Turn], now: dt.datetime) -> None:
    """Let lines of holds change their state, with what that does to the stock; the locked `rows` follow."""
    if not turns:
        return
    changes = _sums([(t.line.key, t.entry.change if t.entry else 0, t.held) for t in turns])
    await hold_store.turn(
        c,
        states=[StateRow(t.line.hold_id, *t.line.key, t.state) for t in turns],
        stock=changes,
        movements=_movements([t.entry for t in turns if t.entry]),
        now=now,
    )
    _follow(rows, changes)


def _sums(changes: Sequence[tuple[Key, int, int]]) -> list[StockChange]:
    """What changes in each stock row: on hand, and held."""
    found: dict[Key, tuple[int, int]] = {}
    for key, of_on_hand, of_held in changes:
        on_hand, held = found.get(key, (0, 0))
        found[key] = on_hand + of_on_hand, held + of_held
    return [StockChange(*key, on_hand, held) for key, (on_hand, held) in found.items()]


def _follow(rows: Sequence[Locked], changes: Sequence[StockChange]) -> None:
    by_key = {(x.shop_id, x.variant_id, x.warehouse_id): x for x in changes}
    for row in rows:
        if change := by_key.get(row.key):
            row.on_hand += change.on_hand
            row.held += change.held


async def tell(c: Conn, watch: Watch, *, counted: bool = False) -> None:
    """Emit what others should hear of. `counted`: people changed what is on hand, so listings look anew in any case.

    Low stock is told when a shelf that is armed falls below its mark, and armed again only by filling it up: a hold
    that lapses does not make the same notice come twice.
    """
    places = list(watch.before) if counted else [(p.shop_id, p.variant_id) for p in watch.turned()]
    variants = list(dict.fromkeys(variant for _, variant in places))
    events: list[StockChanged | LowStock] = [
        StockChanged(variants[i : i + MAX_TOLD]) for i in range(0, len(variants), MAX_TOLD)
    ]
    if fell := watch.fell():
        events += [LowStock(p.shop_id, p.variant_id) for p in await _arm(c, fell, armed=False)]
    if counted and (filled := watch.filled()):
        await _arm(c, filled, armed=True)
    await emit(c, *events)


async def _arm(c: Conn, spots: Sequence[Spot], *, armed: bool) -> list[Place]:
    shop_ids, variant_ids = split(sorted(spots))
    return await stock_store.arm(c, shop_ids=shop_ids, variant_ids=variant_ids, armed=armed)
