"""Holds on one hot shelf, and spread over many: in groups, against one transaction for each. fsync is on in all."""

import asyncio
import contextlib
import datetime as dt
import random
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from pathlib import Path

from bench.report import Figure, Report
from niaga.inventory import api
from niaga.inventory.types import Part, Want
from niaga.kit import clock, config, db, embedded
from niaga.kit.ids import new_id
from niaga.kit.migrate import migrate
from niaga.modules import NAMES
from tests.inventory.shelf import QUARTER, Shelf, shelf

SECONDS = 3.0
CALLERS = 256
AT_LEAST = 15
PLENTY = 1_000_000
SHOPS, VARIANTS = 100, 10
"""Of the spread: each shop has a warehouse of its own."""

STEPS = (
    "INSERT INTO inventory.hold (id, expires_at, made_at) VALUES ($1, $2, now())",
    """INSERT INTO inventory.hold_line (hold_id, shop_id, variant_id, warehouse_id, quantity, state, expires_at)
       VALUES ($1, $2, $3, $4, 1, 'held', $5)""",
    "UPDATE inventory.stock SET held = held + 1 WHERE shop_id = $1 AND variant_id = $2 AND warehouse_id = $3",
)
LOOK = """SELECT on_hand - held FROM inventory.stock
           WHERE shop_id = $1 AND variant_id = $2 AND warehouse_id = $3 FOR UPDATE"""

ONE_STATEMENT = """
WITH taken AS (
    UPDATE inventory.stock SET held = held + 1
     WHERE shop_id = $2 AND variant_id = $3 AND warehouse_id = $4 AND on_hand - held >= 1
    RETURNING shop_id, variant_id, warehouse_id
), head AS (
    INSERT INTO inventory.hold (id, expires_at, made_at) SELECT $1, $5, now() FROM taken
)
INSERT INTO inventory.hold_line (hold_id, shop_id, variant_id, warehouse_id, quantity, state, expires_at)
SELECT $1, shop_id, variant_id, warehouse_id, 1, 'held', $5 FROM taken
RETURNING true
"""
"""The best a transaction for each hold can do: one statement, one round trip; it could not answer who is short."""


@contextlib.asynccontextmanager
async def database() -> AsyncIterator[None]:
    with tempfile.TemporaryDirectory(prefix="niaga-bench-") as folder:
        services = embedded.services(config.Settings(home=Path(folder)))
        urls = await asyncio.to_thread(services.__enter__)
        try:
            await migrate(urls.database_url, NAMES)
            await db.open_pool(urls.database_url)
            try:
                yield
            finally:
                await db.close_pool()
        finally:
            await asyncio.to_thread(services.__exit__, None, None, None)


async def rate(work: Callable[[], Awaitable[object]], callers: int) -> float:
    """How often a second so many callers, each waiting for its answer, get the work done."""
    done = 0
    end = clock.monotonic() + SECONDS

    async def caller() -> None:
        nonlocal done
        while clock.monotonic() < end:
            await work()
            done += 1

    start = clock.monotonic()
    await asyncio.gather(*(caller() for _ in range(callers)))
    return done / (clock.monotonic() - start)


def one_transaction(shelves: Sequence[Shelf], until: dt.datetime) -> Callable[[], Awaitable[object]]:
    """Lock the row, look, write, commit: for each hold of any variant."""

    async def hold() -> None:
        id = new_id()
        s = random.choice(shelves)
        place = s.shop_id, random.choice(s.variants), s.warehouse
        async with db.tx() as c:
            assert await c.fetchval(LOOK, *place) >= 1
            await c.execute(STEPS[0], id, until)
            await c.execute(STEPS[1], id, *place, until)
            await c.execute(STEPS[2], *place)

    return hold


def one_statement(s: Shelf, until: dt.datetime) -> Callable[[], Awaitable[object]]:
    async def hold() -> None:
        async with db.pool().acquire() as c:
            assert await c.fetchval(ONE_STATEMENT, new_id(), s.shop_id, s.variants[0], s.warehouse, until)

    return hold


def in_groups(shelves: Sequence[Shelf], until: dt.datetime) -> Callable[[], Awaitable[object]]:
    """The same through the port."""

    async def hold() -> None:
        s = random.choice(shelves)
        await api.hold(id=new_id(), wants=[Want(s.shop_id, random.choice(s.variants), 1)], expires_at=until)

    return hold


async def run(report: Report) -> None:
    async with database():
        await hot(report)
        await spread(report)
        assert not await api.verify()


async def spread(report: Report) -> None:
    report.section(f"Holds spread over {SHOPS * VARIANTS:,} variants in {SHOPS} warehouses (fsync on)")
    until = clock.now() + QUARTER
    shelves = [await shelf(*[PLENTY] * VARIANTS) for _ in range(SHOPS)]
    others = [await shelf(*[PLENTY] * VARIANTS) for _ in range(SHOPS)]
    each = await rate(one_transaction(shelves, until), CALLERS)
    for callers in (1, 32):
        report.add(Figure(f"hold, {callers} callers", await rate(in_groups(others, until), callers), "/s"))
    together = await rate(in_groups(others, until), CALLERS)
    report.ratio(f"hold, {CALLERS} callers", together, "/s", "one transaction each", each, 1)


async def hot(report: Report) -> None:
    report.section("Holds on one hot shelf (fsync on)")
    until = clock.now() + QUARTER
    s, t, u = await shelf(PLENTY), await shelf(PLENTY), await shelf(PLENTY)
    each = await rate(one_transaction([s], until), CALLERS)
    best = await rate(one_statement(s, until), CALLERS)
    for callers in (1, 32):
        report.add(Figure(f"hold, {callers} callers", await rate(t.hold_one, callers), "/s"))
    together = await rate(t.hold_one, CALLERS)
    report.ratio(f"hold, {CALLERS} callers", together, "/s", "one transaction each", each, AT_LEAST)
    report.ratio(f"hold, {CALLERS} callers", together, "/s", "one statement each", best, 1)

    async def whole() -> None:
        assert not await api.commit(parts=[Part(await u.hold_one())])

    report.at_least(f"hold and commit, {CALLERS} callers", await rate(whole, CALLERS), "/s", 3_000)
