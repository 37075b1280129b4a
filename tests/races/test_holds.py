"""Many buyers, few things: through the port, past the port's queue, and with the lock taken out."""

import asyncio
import random
from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID

import asyncpg
import pytest

from niaga.inventory import api, rules
from niaga.inventory.api import holds
from niaga.inventory.rows import Ask, Locked
from niaga.inventory.store import stock as stock_store
from niaga.inventory.types import Hold, OutOfStock, Part, Want
from niaga.kit import clock, db
from niaga.kit.db import Conn
from niaga.kit.ids import new_id
from tests.conftest import until, waits_for_a_lock
from tests.inventory.shelf import QUARTER, Shelf, shelf

pytestmark = pytest.mark.usefixtures("app")
BUYERS = 200


async def buy(wants: list[Want]) -> UUID | None:
    """Through the port, as checkout does."""
    id = new_id()
    try:
        await api.hold(id=id, wants=wants, expires_at=clock.now() + QUARTER)
    except OutOfStock:
        return None
    return id


async def buy_alone(wants: list[Want]) -> UUID | None:
    """As another process would: a transaction of its own beside everybody else's, in no queue."""
    ask = Ask(new_id(), rules.demand(wants), clock.now() + QUARTER)
    (answer,) = await holds._hold_together([ask], known=True)
    if isinstance(answer, Hold):
        return answer.id
    assert isinstance(answer, OutOfStock)
    return None


@pytest.mark.parametrize("way", [buy, buy_alone])
async def test_five_units_go_to_five_of_two_hundred_buyers(way: Any) -> None:
    s = await shelf(5)
    got = [id for id in await asyncio.gather(*(way(s.wants(1)) for _ in range(BUYERS))) if id]
    assert len(got) == 5
    assert await s.available() == [0]
    assert not await api.commit(parts=[Part(id) for id in got])
    assert await s.on_hand() == [0]
    assert not await api.verify()


async def test_what_is_held_while_a_release_waits_is_not_touched_without_its_lock() -> None:
    s, other = await shelf(5), await shelf(5)
    old, new = await s.hold(1), new_id()
    async with db.pool().acquire() as c, c.transaction():
        await c.execute("SELECT FROM inventory.stock WHERE shop_id = $1 FOR UPDATE", s.shop_id)
        releasing = asyncio.ensure_future(api.release(parts=[Part(old), Part(new)]))
        await until(waits_for_a_lock)
        await other.hold(1, id=new)
    await releasing
    states = {hold.id: [line.state for line in hold.lines] for hold in await api.held(ids=[old, new])}
    assert states == {old: ["released"], new: ["held"]}
    assert not await api.verify()


@pytest.mark.parametrize("way", [buy, buy_alone])
async def test_lines_that_share_a_variant_are_counted_together(way: Any) -> None:
    s = await shelf(10)
    got = await asyncio.gather(*(way(s.wants(1) + s.wants(2)) for _ in range(BUYERS)))
    assert sum(id is not None for id in got) == 3
    assert await s.available() == [1]


@pytest.mark.parametrize("way", [buy, buy_alone])
async def test_the_last_units_of_two_warehouses_are_sold_once(way: Any) -> None:
    s = await shelf(3)
    await s.add(4, warehouse=await s.second())
    got = await asyncio.gather(*(way(s.wants(2)) for _ in range(BUYERS)))
    assert sum(id is not None for id in got) == 3
    assert await s.available() == [1]


async def test_many_shelves_in_any_order_neither_deadlock_nor_oversell() -> None:
    s = await shelf(*[20] * 6)
    dice = random.Random(7)

    def basket() -> list[Want]:
        picked = dice.sample(s.variants, 3)
        return [Want(s.shop_id, variant, dice.randint(1, 2)) for variant in picked]

    baskets = [basket() for _ in range(BUYERS)]
    ways = [buy if n % 2 else buy_alone for n in range(BUYERS)]
    got = await asyncio.gather(*(way(wants) for way, wants in zip(ways, baskets, strict=True)))
    promised = dict.fromkeys(s.variants, 0)
    for id, wants in zip(got, baskets, strict=True):
        for want in wants if id else ():
            promised[want.variant_id] += want.quantity
    assert await s.available() == [20 - n for n in promised.values()]
    assert all(n <= 20 for n in promised.values())


async def test_buying_paying_and_giving_up_at_once_leaves_nothing_over() -> None:
    s = await shelf(30)
    dice = random.Random(11)
    sold = 0

    async def shopper() -> None:
        nonlocal sold
        id = await buy(s.wants(1))
        if id is None:
            return
        if dice.random() < 0.5:
            await api.release(parts=[Part(id)])
            return
        await asyncio.gather(*(api.commit(parts=[Part(id)]) for _ in range(2)))
        sold += 1

    await asyncio.gather(*(shopper() for _ in range(BUYERS)))
    assert sold <= 30
    assert (await s.on_hand(), await s.available()) == ([30 - sold], [30 - sold])
    assert not await api.verify()


async def test_one_hold_asked_for_fifty_times_is_one_hold() -> None:
    s = await shelf(50)
    ask = Ask(new_id(), rules.demand(s.wants(2)), clock.now() + QUARTER)
    through = [api.hold(id=ask.id, wants=s.wants(2), expires_at=ask.expires_at) for _ in range(25)]
    beside = [_retried(ask) for _ in range(25)]
    await asyncio.gather(*through, *beside)
    assert await s.available() == [48]


async def _retried(ask: Ask) -> None:
    """Another process's queue, which tries again when somebody else has just made the hold."""
    for _ in range(10):
        try:
            await holds._hold_together([ask], known=True)
            return
        except asyncpg.UniqueViolationError:
            continue
    raise AssertionError("never saw the other's hold")


# --- and without the lock ---------------------------------------------------------------------------------------


UNLOCKED = stock_store.lock.__doc__.replace("FOR UPDATE OF s", "")  # type: ignore[union-attr]  # it is its statement


async def look(c: Conn, *, shop_ids: list[UUID], variant_ids: list[UUID]) -> list[Locked]:
    """stock_store.lock, but only looking."""
    return [Locked(*row) for row in await c.fetch(UNLOCKED, shop_ids, variant_ids)]


RUSHES = 20
"""Of so many one meets itself, also on a machine that happens to do one thing after the other."""


@pytest.fixture
async def unlocked(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[list[Shelf]]:
    """Shelves of five units each, of a stock that nobody locks."""
    monkeypatch.setattr(stock_store, "lock", look)
    shelves = [await shelf(5) for _ in range(RUSHES)]
    yield shelves
    ids = [s.shop_id for s in shelves]
    async with db.pool().acquire() as c:
        await c.execute("UPDATE inventory.hold_line SET state = 'released' WHERE shop_id = ANY($1)", ids)
        await c.execute("UPDATE inventory.stock SET held = 0 WHERE shop_id = ANY($1)", ids)


async def rush(s: Shelf) -> list[Any]:
    return await asyncio.gather(*(buy_alone(s.wants(1)) for _ in range(BUYERS)), return_exceptions=True)


async def test_the_race_is_real(unlocked: list[Shelf]) -> None:
    """Without the lock, and without the database's own check, the same five units are sold to more than five."""
    check = "ALTER TABLE inventory.stock {} CONSTRAINT held_is_on_hand {}"
    async with db.pool().acquire() as c:
        await c.execute(check.format("DROP", ""))
    try:
        for s in unlocked:
            if sum(isinstance(id, UUID) for id in await rush(s)) > 5:
                return
        pytest.fail("nothing was sold twice")
    finally:
        async with db.pool().acquire() as c:
            await c.execute(check.format("ADD", "CHECK (held >= 0 AND held <= on_hand) NOT VALID"))


async def test_without_the_lock_the_database_still_refuses(unlocked: list[Shelf]) -> None:
    """The check is the second wall: buyers would meet an error, but nothing is sold twice."""
    for s in unlocked:
        got = await rush(s)
        assert sum(isinstance(id, UUID) for id in got) == 5
        if any(isinstance(wrong, asyncpg.CheckViolationError) for wrong in got):
            return
    pytest.fail("nobody met the check")
