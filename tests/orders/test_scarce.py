"""A second scarce thing beside goods: a few seats, one for each order. Checkout, settlement, expiry and cancelling know
nothing of it but its entry in the list.
"""

import asyncio
import datetime as dt
from collections import Counter
from collections.abc import AsyncIterator, Callable, Collection
from typing import Any

import httpx
import pytest

from niaga.inventory.types import Part
from niaga.kit import clock, db
from niaga.kit.errors import Refusal
from niaga.orders import handlers
from niaga.orders.api import goods, scarce
from niaga.orders.api.scarce import Wish
from niaga.orders.types import OrderRef
from tests.conftest import NOBODY, Events
from tests.payments.outside import Outside
from tests.world import Person, Shop, World

Later = Callable[[dt.timedelta], None]

TABLE = """
CREATE TABLE IF NOT EXISTS public.seat
    (order_id uuid PRIMARY KEY, state text NOT NULL, expires_at timestamptz NOT NULL);
TRUNCATE public.seat
"""


class NoSeat(Refusal):
    """No seat is left."""


class Seats:
    """`count` of them; every order takes one, whatever it buys."""

    def __init__(self, count: int) -> None:
        self.count = count

    async def hold(self, wish: Wish) -> list[OrderRef]:
        async with db.tx() as c:
            if not await self._take(c, wish.id, wish.expires_at):
                raise NoSeat()
        return []

    async def _take(self, c: Any, id: Any, until: dt.datetime) -> bool:
        await c.execute("LOCK TABLE public.seat IN EXCLUSIVE MODE")
        taken = await c.fetchval(
            "SELECT count(*) FROM public.seat WHERE order_id <> $1 AND (state = 'sold' OR expires_at > $2)",
            id,
            clock.now(),
        )
        if taken >= self.count:
            return False
        await c.execute(
            """INSERT INTO public.seat VALUES ($1, 'held', $2)
               ON CONFLICT (order_id) DO UPDATE SET state = 'held', expires_at = excluded.expires_at
               WHERE seat.state <> 'sold'""",
            id,
            until,
        )
        return True

    async def extend(self, id: Any, until: dt.datetime) -> bool:
        async with db.tx() as c:
            done = await c.execute(
                "UPDATE public.seat SET expires_at = $2 WHERE order_id = $1 AND (state = 'sold' OR expires_at > $3)",
                id,
                until,
                clock.now(),
            )
        return str(done) == "UPDATE 1"

    async def commit(self, ids: Collection[Any], late: Collection[Any], until: dt.datetime) -> set[Any]:
        lost = set()
        async with db.tx() as c:
            for id in ids:
                there = id not in late or await self._take(c, id, until)
                done = await c.execute("UPDATE public.seat SET state = 'sold' WHERE order_id = $1", id) if there else ""
                if done != "UPDATE 1":
                    lost.add(id)
        return lost

    async def commit_part(self, part: Part) -> None:
        if await self.commit([part.id], [], clock.now()):
            raise NoSeat()

    async def release(self, ids: Collection[Any]) -> None:
        async with db.tx() as c:
            await c.execute("DELETE FROM public.seat WHERE order_id = ANY($1::uuid[]) AND state = 'held'", list(ids))

    async def expire(self, ids: Collection[Any]) -> None:
        async with db.tx() as c:
            await c.execute("DELETE FROM public.seat WHERE order_id = ANY($1::uuid[])", list(ids))

    async def give_back(self, cause: Any, part: Part, reason: str) -> None:
        await self.expire([part.id])


@pytest.fixture
async def world(client: httpx.AsyncClient) -> World:
    return World(client)


@pytest.fixture
async def seats(app: Any, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Seats]:
    async with db.pool().acquire() as c:
        await c.execute(TABLE)
    found = Seats(3)
    monkeypatch.setattr(scarce, "THINGS", [found, *scarce.THINGS])
    monkeypatch.setattr("niaga.orders.api.placement.THINGS", scarce.THINGS)
    yield found
    async with db.pool().acquire() as c:
        await c.execute("DROP TABLE public.seat")


async def taken() -> Counter[str]:
    async with db.read() as c:
        rows = await c.fetch("SELECT state FROM public.seat WHERE state = 'sold' OR expires_at > $1", clock.now())
    return Counter(row["state"] for row in rows)


async def available(shop: Shop) -> int:
    found: int = (await (await shop.owner.world.sign_in(shop.owner)).stock(shop))["available"]
    return found


async def tries(buyer: Person, shop: Shop, method: str = "wallet") -> Any:
    await buyer.add(shop.offers[0])
    return await buyer.checkout(method, expect=None)


async def test_of_twenty_buyers_three_have_a_seat_and_the_others_hold_no_goods(world: World, seats: Seats) -> None:
    shop = await world.shop(50, price=10_000)
    buyers = [await world.person(wallet=10_000) for _ in range(20)]
    answers = await asyncio.gather(*(tries(buyer, shop) for buyer in buyers))
    assert Counter(answer.status_code for answer in answers) == {201: 3, 409: 17}
    assert {a.json()["code"] for a in answers if a.status_code == 409} == {"no_seat"}
    assert await taken() == {"sold": 3}
    assert await available(shop) == 47
    assert sum([await buyer.balance() for buyer in buyers]) == 17 * 10_000
    assert await world.findings() == []


async def test_who_finds_no_goods_leaves_no_seat_taken(world: World, seats: Seats, events: Events) -> None:
    shop = await world.shop(1, price=10_000)
    first, second = await world.person(wallet=10_000), await world.person(wallet=10_000)
    await second.add(shop.offers[0])
    assert (await tries(first, shop)).status_code == 201
    refused = await second.checkout(expect=None)
    assert (refused.status_code, refused.json()["code"]) == (409, "out_of_stock")
    assert await taken() == {"sold": 1}


@pytest.mark.parametrize("how", ["cancelled", "rejected"])
async def test_the_seat_of_what_ends_is_free(world: World, seats: Seats, events: Events, how: str) -> None:
    shop, buyer = await world.shop(5), await world.person(wallet=100_000)
    order = await buyer.buy(shop.offers[0])
    assert await taken() == {"sold": 1}
    if how == "cancelled":
        await buyer.ask("DELETE", f"/orders/{order['id']}")
    else:
        await shop.owner.move(await shop.part(order), "rejected", reason="Habis")
    await events.drain()
    assert await taken() == {}
    assert await buyer.balance() == 100_000
    assert await world.findings() == []


async def test_cash_takes_its_seat_when_the_shop_accepts(
    world: World, seats: Seats, events: Events, later: Later
) -> None:
    shop, buyer = await world.shop(5), await world.person()
    one, two = [await buyer.buy(shop.offers[0], method="cash") for _ in range(2)]
    assert await taken() == {"held": 2}
    await shop.owner.move(await shop.part(one), "processing")
    assert await taken() == {"held": 1, "sold": 1}
    later(dt.timedelta(hours=25))
    await handlers.expire_unpaid()
    await events.drain()
    assert await taken() == {"sold": 1}
    assert (await world.call("orders", "order", id=two["id"]))["status"] == "expired"


async def test_late_money_gets_the_seat_or_goes_back(
    world: World, seats: Seats, events: Events, outside: Outside, later: Later
) -> None:
    seats.count = 1
    shop, late, quick = await world.shop(5, price=10_000), await world.person(), await world.person(wallet=10_000)
    await late.add(shop.offers[0])
    bought = await late.checkout("qris")
    order = bought["order"]
    later(dt.timedelta(minutes=20))
    await handlers.expire_unpaid()
    await events.drain()
    quick = await world.sign_in(quick)
    assert (await tries(quick, shop)).status_code == 201
    reply = await outside.http.post(f"/simulate/{bought['payment']['id']}", json={"outcome": "settle"}, auth=NOBODY)
    assert reply.status_code == 200
    await world.call("payments", "look_again", id=bought["payment"]["id"])
    await events.drain()
    ended = await world.call("orders", "order", id=order["id"])
    assert (ended["status"], ended["notice"]) == ("expired", "late_payment_refunded")
    assert await taken() == {"sold": 1}
    assert await available(shop) == 4
    assert await world.findings() == []


async def test_a_checkout_that_dies_between_two_things_lets_go_by_itself(
    world: World, seats: Seats, later: Later, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop, buyer = await world.shop(5), await world.person(wallet=100_000)

    async def dies(*_: Any, **__: Any) -> Any:
        raise RuntimeError("the process is gone")

    with monkeypatch.context() as patched:
        patched.setattr(goods.inventory, "hold", dies)
        assert (await tries(buyer, shop)).status_code == 500
    assert await taken() == {"held": 1}
    later(dt.timedelta(minutes=20))
    assert await taken() == {}
    assert (await (await world.sign_in(buyer)).checkout())["order"]["status"] == "paid"
