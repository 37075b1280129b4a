"""Holds through the port, against the real database."""

import asyncio
import datetime as dt
from typing import Any

import asyncpg
import pytest

from niaga.inventory import api, handlers
from niaga.inventory.types import LowStock, OutOfStock, Part, StockChanged, Want
from niaga.kit import clock, db
from niaga.kit.errors import KeyReused, ValidationFailed
from niaga.kit.ids import new_id

from .shelf import QUARTER, Shelf, commit, shelf

pytestmark = pytest.mark.usefixtures("app")


async def times_told(events: Any, s: Shelf) -> int:
    """How often listings were told of the first variant."""
    return sum(s.variants[0] in event.variant_ids for event in await events.named(StockChanged))


async def test_a_hold_takes_from_what_is_available_and_not_from_what_is_on_hand() -> None:
    s = await shelf(5, 5)
    await s.hold(2, 5)
    assert await s.available() == [3, 0]
    assert await s.on_hand() == [5, 5]


async def test_all_or_nothing_and_every_short_line_is_named() -> None:
    s = await shelf(5, 1, 9)
    with pytest.raises(OutOfStock) as refused:
        await s.hold(6, 2, 1)
    assert [(x["variant_id"], x["wanted"], x["available"]) for x in refused.value.data["lines"]] == [
        (s.variants[0], 6, 5),
        (s.variants[1], 2, 1),
    ]
    assert await s.available() == [5, 1, 9]


async def test_the_same_id_again_renews_and_takes_nothing_more() -> None:
    s = await shelf(5)
    id = await s.hold(3)
    later = clock.now() + 2 * QUARTER
    again = await api.hold(id=id, wants=s.wants(3), expires_at=later)
    assert (again.expires_at, await s.available()) == (later, [2])
    with pytest.raises(KeyReused):
        await s.hold(2, id=id)


async def test_ones_own_hold_does_not_block_oneself() -> None:
    s = await shelf(3)
    id = await s.hold(3)
    assert await s.hold(3, id=id) == id


async def test_nothing_and_nonsense_are_refused() -> None:
    s = await shelf(3)
    for wants in ([], [Want(s.shop_id, s.variants[0], 0)], s.wants(1) * 201):
        with pytest.raises(ValidationFailed):
            await api.hold(id=new_id(), wants=wants, expires_at=clock.now() + QUARTER)


async def test_an_expired_hold_is_free_without_any_sweeper(later: Any) -> None:
    s = await shelf(3)
    await s.hold(3)
    later(QUARTER)
    assert await s.available() == [3]
    await s.hold(2)
    assert await s.available() == [1]
    assert not await api.verify()


async def test_the_sweeper_changes_nothing_but_tells_listings(
    later: Any, events: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(handlers, "MAX_PLACES", 100_000)  # also where other tests have left so many
    s = await shelf(3)
    await s.hold(3)
    told = await times_told(events, s)
    later(QUARTER)
    await handlers.lapse_expired_holds()
    assert await s.available() == [3]
    assert await times_told(events, s) == told + 1


async def test_thousands_of_dead_holds_on_one_shelf_are_no_burden(later: Any) -> None:
    s = await shelf(3000)
    await asyncio.gather(*(s.hold(1) for _ in range(3000)))
    later(QUARTER)
    start = clock.monotonic()
    assert await s.available() == [3000]
    await s.hold(3000)
    assert clock.monotonic() - start < 2
    assert await s.available() == [0]


async def test_commit_takes_it_out_and_writes_it_down_once() -> None:
    s = await shelf(5, 5)
    id = await s.hold(2, 3)
    assert await commit(id)
    assert await commit(id)
    assert (await s.on_hand(), await s.available()) == ([3, 2], [3, 2])
    sold = [m for m in (await api.movements(shop_id=s.shop_id)).items if m.reason == "sold"]
    assert sorted((m.change, m.reference) for m in sold) == [(-3, id), (-2, id)]
    assert await s.hold(2, 3, id=id) == id
    assert await s.available() == [3, 2]


async def test_a_part_is_one_shops_lines() -> None:
    one, two = await shelf(5), await shelf(5)
    id = new_id()
    await api.hold(id=id, wants=one.wants(2) + two.wants(3), expires_at=clock.now() + QUARTER)
    assert not await api.commit(parts=[Part(id, one.shop_id)])
    await api.release(parts=[Part(id, two.shop_id)])
    assert (await one.on_hand(), await two.on_hand(), await two.available()) == ([3], [5], [5])
    (lost,) = await api.commit(parts=[Part(id)])
    assert (lost.shop_id, lost.state) == (two.shop_id, "released")
    assert await one.on_hand() == [3]


async def test_commit_after_expiry_takes_it_anew_while_there_is_enough(later: Any) -> None:
    s = await shelf(3)
    late, lost = await s.hold(1), await s.hold(2)
    later(QUARTER)
    await s.hold(1)
    assert await commit(late)
    (answer,) = await api.commit(parts=[Part(lost)])
    assert (answer.state, [(x.wanted, x.available) for x in answer.lines]) == ("lapsed", [(2, 1)])
    assert (await s.on_hand(), await s.available()) == ([2], [1])
    assert not await api.verify()


async def test_commit_after_expiry_when_nobody_else_came(later: Any) -> None:
    s = await shelf(3)
    id = await s.hold(3)
    later(QUARTER)
    await handlers.lapse_expired_holds()
    assert await commit(id)
    assert await s.on_hand() == [0]


async def test_commit_of_nothing_says_so() -> None:
    id = new_id()
    (lost,) = await api.commit(parts=[Part(id)])
    assert (lost.id, lost.state) == (id, "unknown")


async def test_release_frees_and_a_released_hold_can_be_held_anew() -> None:
    s = await shelf(3)
    id = await s.hold(3)
    await api.release(parts=[Part(id)])
    await api.release(parts=[Part(id)])
    assert await s.available() == [3]
    await s.hold(2, id=id)
    assert await s.available() == [1]
    assert await commit(id)
    await api.release(parts=[Part(id)])
    assert (await s.on_hand(), await s.available()) == ([1], [1])


async def test_what_is_given_back_is_on_hand_again_once() -> None:
    s = await shelf(5)
    id, refund = await s.hold(2), new_id()
    await commit(id)
    for _ in range(2):
        await api.give_back(id=refund, parts=[Part(id)], reason="dibatalkan")
    assert await s.on_hand() == [5]
    back = (await api.movements(shop_id=s.shop_id)).items[0]
    assert (back.reason, back.change, back.reference, back.note) == ("returned", 2, refund, "dibatalkan")
    assert await commit(id)
    assert await s.on_hand() == [5]


async def test_a_commit_that_comes_after_giving_back_takes_nothing() -> None:
    s = await shelf(5)
    id = await s.hold(2)
    await api.give_back(id=new_id(), parts=[Part(id)])
    assert not await api.commit(parts=[Part(id)])
    assert (await s.on_hand(), await s.available()) == ([5], [5])
    assert not await api.verify()


async def test_extend_keeps_it_while_it_is_there(later: Any) -> None:
    s = await shelf(5)
    id = await s.hold(5)
    assert await api.extend(id=id, expires_at=clock.now() + 2 * QUARTER)
    later(QUARTER)
    assert await s.available() == [0]
    later(QUARTER)
    await s.hold(1)
    assert not await api.extend(id=id, expires_at=clock.now() + QUARTER)


async def test_a_hold_may_lie_in_two_warehouses() -> None:
    s = await shelf(3)
    second = await s.second()
    await s.add(4, warehouse=second)
    id = await s.hold(5)
    hold = await api.hold(id=id, wants=s.wants(5), expires_at=clock.now() + QUARTER)
    assert [(x.warehouse_id, x.quantity) for x in hold.lines] == [(s.warehouse, 3), (second, 2)]
    assert await commit(id)
    rows = (await api.list_stock(shop_id=s.shop_id)).items
    assert [(r.warehouse_id, r.on_hand) for r in rows] == [(s.warehouse, 0), (second, 2)]


async def test_listings_hear_of_zero_and_not_of_every_sale(events: Any) -> None:
    s = await shelf(5)
    told = await times_told(events, s)
    await commit(await s.hold(1))
    last = await s.hold(4)
    assert await times_told(events, s) == told + 1
    await commit(last)
    assert await times_told(events, s) == told + 1


async def test_low_stock_is_told_once_a_crossing(events: Any) -> None:
    s = await shelf(12)

    async def told() -> int:
        return len(await events.named(LowStock, shop_id=s.shop_id, variant_id=s.variants[0]))

    id = await s.hold(3)
    assert await told() == 1
    await api.release(parts=[Part(id)])
    await commit(await s.hold(4))
    assert await told() == 1
    await s.add(20)
    await s.hold(19)
    assert await told() == 2


async def test_the_database_says_the_same_truth_again() -> None:
    s = await shelf(5)
    await s.hold(5)
    async with db.pool().acquire() as c:
        for change in ("held = held + 1", "on_hand = on_hand - 1", "held = -1"):
            with pytest.raises(asyncpg.CheckViolationError):
                await c.execute(f"UPDATE inventory.stock SET {change} WHERE shop_id = $1", s.shop_id)
        for change in ("UPDATE inventory.movement SET change = 1", "DELETE FROM inventory.movement"):
            with pytest.raises(asyncpg.RaiseError):
                await c.execute(change + " WHERE shop_id = $1", s.shop_id)


async def test_verify_finds_what_was_tampered_with() -> None:
    s = await shelf(5)
    await s.hold(2)
    async with db.pool().acquire() as c:
        await c.execute("UPDATE inventory.stock SET on_hand = 7, held = 1 WHERE shop_id = $1", s.shop_id)
        found = {f.rule for f in await api.verify() if str(s.shop_id) in f.subject}
        await c.execute("UPDATE inventory.stock SET on_hand = 5, held = 2 WHERE shop_id = $1", s.shop_id)
    assert found == {"on_hand_is_the_sum_of_its_ledger", "held_is_the_sum_of_its_holds"}
    assert not await api.verify()


async def test_hours_do_not_matter_only_the_instant_does() -> None:
    s = await shelf(1)
    jakarta = dt.timezone(dt.timedelta(hours=7))
    await s.hold(1, until=(clock.now() + QUARTER).astimezone(jakarta))
    assert await s.available() == [0]
