"""Promising stock: hold → commit | release, with an expiry. Everything here goes in groups: one batch, one commit."""

import asyncio
import datetime as dt
from collections.abc import Collection, Sequence
from uuid import UUID

import asyncpg

from niaga.kit import clock, db
from niaga.kit.batch import WRITES_LINGER_S, batched
from niaga.kit.db import Conn
from niaga.kit.errors import invalid
from niaga.kit.port import port

from .. import rules
from ..api.ledger import lapse, split, tell, turn
from ..rows import Ask, Ending, HeadRow, HoldLineRow, Key, Line, LockedOfHolds, StockChange
from ..rules import Grant, Holdings, Shelves, Watch, demand
from ..store import holds as store
from ..store import stock as stock_store
from ..types import HeldLine, Hold, Limit, Lost, OutOfStock, OwnHold, Part, Place, Short, Want

MAX_WANTS = 200
TRIES = 3


@port
async def hold(
    *,
    id: UUID,
    wants: list[Want],
    expires_at: dt.datetime,
    owner: UUID | None = None,
    limit: Limit | None = None,
    instead_of: list[UUID] | None = None,
) -> Hold:
    """Promise all of this until then, or nothing. Raises OutOfStock, naming every line there is too little of.

    Asking again under the same id renews it (the later expiry counts) and takes anew what had lapsed or was released;
    what was committed stays so. Raises KeyReused when other things are held under that id. `limit`: what the owner may
    hold with it, else TooMuchHeld. `instead_of`: holds that give way, as far as they take up the same places; nobody
    gets between.
    """
    if not 0 < len(wants) <= MAX_WANTS or any(want.quantity < 1 for want in wants):
        raise invalid("wants", f"between 1 and {MAX_WANTS} lines, each of 1 or more")
    return await _hold(Ask(id, demand(wants), expires_at, owner, limit, tuple(instead_of or ())))


@batched(most=256, lingers_s=WRITES_LINGER_S)
async def _hold(asks: Sequence[Ask]) -> Sequence[Hold | Exception]:
    for attempt in range(1, TRIES + 1):
        try:
            return await _hold_together(asks, known=attempt > 1)
        except (asyncpg.UniqueViolationError, _There):
            if attempt == TRIES:
                raise
    raise AssertionError("the last try answers or raises")


class _There(Exception):
    """One of the holds is there already."""


async def _hold_together(asks: Sequence[Ask], *, known: bool) -> list[Hold | Exception]:
    """`known`: some of the holds may be there. Not to look for them first saves most batches a round trip."""
    now = clock.now()
    shop_ids, variant_ids = split(sorted({spot for ask in asks for spot in ask.wants}))
    async with db.tx() as c:
        holdings = await _holdings(c, asks, now)
        giving_way = {id for ask in asks for id in ask.instead_of}
        ids = giving_way | ({ask.id for ask in asks} if known else set())
        found = await store.lock_heads(c, ids=sorted(ids)) if ids else []
        heads = {h.id: h.expires_at for h in found if h.id not in giving_way}
        rows = await stock_store.lock(c, shop_ids=shop_ids, variant_ids=variant_ids)
        watch = Watch(rows)
        if heads or rules.is_tight(asks, rows):  # with plenty left, what has expired can wait for the sweeper
            await lapse(c, rows, now, keep=list(heads))
        lines = _by_hold(await store.lines_of(c, ids=list(heads))) if heads else {}
        if giving_way:
            await turn(c, rows, rules.give_way(await store.lines_of(c, ids=list(giving_way)), rows), now)
        granted = rules.grant(asks, Shelves(rows), lines, holdings)
        refused = [ask.id for ask, g in zip(asks, granted, strict=True) if not isinstance(g, Grant)]
        if refused and not known and await store.heads(c, ids=refused):
            raise _There
        await _write(c, [g for g in granted if isinstance(g, Grant)], heads, now)
        await tell(c, watch)
    return [
        Hold(g.ask.id, max(g.ask.expires_at, heads.get(g.ask.id, now)), g.lines()) if isinstance(g, Grant) else g
        for g in granted
    ]


async def _holdings(c: Conn, asks: Sequence[Ask], now: dt.datetime) -> Holdings:
    """What the owners that have a limit hold already. From here on each of them is asked for by us alone: what counts
    are the holds' rows, the lock only makes those who count wait for each other."""
    owners = list({ask.owner for ask in asks if ask.owner and ask.limit})
    if not owners:
        return Holdings([])
    await store.lock_owners(c, owners=owners)
    return Holdings(await store.holding(c, owners=owners, now=now))


def _by_hold(lines: Sequence[Line]) -> dict[UUID, list[Line]]:
    found: dict[UUID, list[Line]] = {}
    for line in lines:
        found.setdefault(line.hold_id, []).append(line)
    return found


async def _write(c: Conn, grants: Sequence[Grant], heads: Collection[UUID], now: dt.datetime) -> None:
    """Write what was granted. Raises UniqueViolationError when a hold that was not there is there now."""
    granted = {grant.ask.id: grant for grant in grants}
    dead = {(line.hold_id, line.shop_id) for grant in granted.values() for line in grant.dead}
    if dead:
        await store.bury(c, ids=[hold_id for hold_id, _ in dead], shop_ids=[shop_id for _, shop_id in dead])
    again = [grant.ask for grant in granted.values() if grant.ask.id in heads]
    if again:
        await store.renew(c, ids=[ask.id for ask in again], expire=[ask.expires_at for ask in again])
    takes = [(grant.ask, take) for grant in granted.values() for take in grant.takes]
    total: dict[Key, int] = {}
    for _, take in takes:
        total[take.key] = total.get(take.key, 0) + take.quantity
    fresh = [grant.ask for grant in granted.values() if grant.ask.id not in heads]
    if not takes and not fresh:
        return
    await store.write(
        c,
        heads=[HeadRow(ask.id, ask.expires_at, ask.owner) for ask in fresh],
        lines=[HoldLineRow(ask.id, *take.key, take.quantity, ask.expires_at) for ask, take in takes],
        taken=[StockChange(*key, 0, quantity) for key, quantity in total.items()],
        now=now,
    )


async def _locked(c: Conn, ids: Collection[UUID]) -> tuple[list[LockedOfHolds], dict[UUID, list[Line]]]:
    """The stock of these holds, and their lines. What is held while we wait for a lock is under none: not there yet."""
    rows = await store.lock_holds_and_stock(c, ids=list(ids))
    return rows, _by_hold(await store.lines_of(c, ids=list({id for row in rows for id in row.holds})))


@port
async def held(*, ids: list[UUID]) -> list[Hold]:
    """These holds with what has become of their lines; those never made are left out."""
    async with db.read() as c:
        heads = await store.heads(c, ids=ids)
        lines = _by_hold(await store.lines_of(c, ids=ids))
    return [
        Hold(h.id, h.expires_at, [HeldLine(*x.key, x.quantity, x.state) for x in lines.get(h.id, [])]) for h in heads
    ]


@port
async def own_holds(*, owner: UUID, wants: list[Place]) -> list[OwnHold]:
    """What holds of this owner's take up of these places now and would be on sale without them; the oldest first."""
    shop_ids, variant_ids = split([(place.shop_id, place.variant_id) for place in wants])
    async with db.read() as c:
        return await store.own(c, owner=owner, shop_ids=shop_ids, variant_ids=variant_ids, now=clock.now())


@port
async def commit(*, parts: list[Part]) -> list[Lost]:
    """The goods are sold: they leave the stock. Returns the parts that could not be, of which nothing was taken.

    What had expired is taken anew while there is enough. Committing twice changes nothing; what was given back stays
    given back.
    """
    answers = await asyncio.gather(*(_commit(part) for part in parts))
    return [lost for answer in answers for lost in answer]


@batched(most=256, lingers_s=WRITES_LINGER_S)
async def _commit(parts: Sequence[Part]) -> Sequence[list[Lost] | Exception]:
    now = clock.now()
    async with db.tx() as c:
        rows, lines = await _locked(c, {part.id for part in parts})
        await turn(c, rows, rules.sales(parts, lines), now)
    answers = []
    for part in parts:
        found = rules.of_part(part, lines)
        dead = sorted({line.shop_id for line in found if line.state in rules.DEAD})
        lost = [await _commit_late(Part(part.id, shop_id)) for shop_id in dead]
        if not found:
            lost.append(Lost(part.id, part.shop_id, "unknown", []))
        answers.append([x for x in lost if x is not None])
    return answers


async def _commit_late(part: Part) -> Lost | None:
    """One shop's part of which something has lapsed: hold that anew and sell it, or say what is missing."""
    now = clock.now()
    lost: Lost | None = None
    async with db.tx() as c:
        (head,) = await store.lock_heads(c, ids=[part.id])
        rows = await store.lock_holds_and_stock(c, ids=[part.id])
        watch = Watch(rows)
        await lapse(c, rows, now, keep=[part.id])
        had = [x for x in await store.lines_of(c, ids=[part.id]) if x.shop_id == part.shop_id]
        (granted,) = rules.grant([Ask(part.id, demand(had), head.expires_at)], Shelves(rows), {part.id: had})
        if any(line.state == "released" for line in had):
            lost = Lost(part.id, part.shop_id, "released", [])
        elif isinstance(granted, OutOfStock):
            lost = Lost(part.id, part.shop_id, "lapsed", [Short(**short) for short in granted.data["lines"]])
        elif isinstance(granted, Grant):
            await _write(c, [granted], {part.id}, now)
            lines = _by_hold(await store.lines_of(c, ids=[part.id]))
            await turn(c, rows, rules.sales([part], lines), now)
        await tell(c, watch)
    return lost


@port
async def release(*, parts: list[Part]) -> None:
    """The buyer does not want it any more: what is held, or has lapsed, is free. Commits are not undone by this."""
    await asyncio.gather(*(_end(Ending(part, "released")) for part in parts))


@port
async def give_back(*, id: UUID, parts: list[Part], reason: str = "", actor: UUID | None = None) -> None:
    """Sold goods stay with the shop after all: they are on hand again. What was only held yet is free again.

    `id` names in the ledger why (a refund, a cancellation). Doing it twice changes nothing, and a commit that comes
    after it takes nothing out.
    """
    await asyncio.gather(*(_end(Ending(part, "returned", id, reason[:200], actor)) for part in parts))


@batched(most=256, lingers_s=WRITES_LINGER_S)
async def _end(wishes: Sequence[Ending]) -> Sequence[None]:
    now = clock.now()
    async with db.tx() as c:
        rows, lines = await _locked(c, {wish.part.id for wish in wishes})
        watch = Watch(rows)
        turns = rules.endings(wishes, lines)
        await turn(c, rows, turns, now)
        await tell(c, watch, counted=any(t.entry for t in turns))
    return [None] * len(wishes)


@port
async def extend(*, id: UUID, expires_at: dt.datetime) -> bool:
    """Keep what is held until then at least, while a payment is being confirmed. False when some of it has lapsed."""
    async with db.tx() as c:
        await store.lock_holds_and_stock(c, ids=[id])
        await store.renew(c, ids=[id], expire=[expires_at])
        lines = await store.lines_of(c, ids=[id])
    return bool(lines) and all(line.state not in rules.DEAD for line in lines)
