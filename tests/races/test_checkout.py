"""Many buyers, one thing, through HTTP on the real platform; and without the lock, to show that the race is real."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID

import httpx
import pytest

from niaga.kit import clock
from niaga.kit.ids import new_id
from niaga.orders.api import paying
from niaga.orders.api.paying import Settling, settle
from tests.conftest import Events, until
from tests.running import Platform
from tests.world import Person, World, world_of

BUYERS = 200
UNITS = 5


@pytest.fixture
async def world(platform: Platform) -> AsyncIterator[World]:
    async with world_of(platform) as found:
        yield found


async def buyers(world: World, count: int, *, wallet: int) -> list[Person]:
    """Registering hashes passwords, so a few at a time."""
    some = asyncio.Semaphore(8)

    async def one() -> Person:
        async with some:
            return await world.person(wallet=wallet)

    return list(await asyncio.gather(*(one() for _ in range(count))))


async def test_200_buyers_for_5_units(world: World) -> None:
    shop = await world.shop(UNITS, price=10_000)
    people = await buyers(world, BUYERS, wallet=10_000)
    carts = await asyncio.gather(*(p.add(shop.offers[0]) for p in people))
    answers = await asyncio.gather(
        *(p.checkout(expect=None, cart_id=cart["id"]) for p, cart in zip(people, carts, strict=True))
    )
    outcomes = Counter((a.status_code, a.json().get("code", "bought")) for a in answers)
    assert outcomes == {(201, "bought"): UNITS, (409, "out_of_stock"): BUYERS - UNITS}
    row = await shop.owner.stock(shop)
    assert (row["on_hand"], row["held"]) == (0, 0)
    assert (await shop.owner.get("/orders", shop_id=shop.id, size=100))["total"] == UNITS
    assert await world.findings() == []


async def test_50_clicks_on_one_checkout_make_one_order(world: World) -> None:
    shop = await world.shop(3, price=10_000)
    buyer = await world.person(wallet=100_000)
    cart = await buyer.add(shop.offers[0], 3)  # the very last ones
    key = new_id()
    answers = await asyncio.gather(*(buyer.checkout(key=key, expect=None, cart_id=cart["id"]) for _ in range(50)))
    assert {a.status_code for a in answers} == {201}
    assert len({a.json()["order"]["id"] for a in answers}) == 1
    assert {a.json()["order"]["status"] for a in answers} == {"paid"}
    assert await buyer.balance() == 70_000
    assert (await buyer.get("/orders/me"))["total"] == 1
    assert (await shop.owner.stock(shop))["on_hand"] == 0
    stranger = await world.person(wallet=100_000)
    await stranger.add(shop.offers[0])
    assert (await stranger.checkout(key=key, expect=422))["code"] == "key_reused"
    other_body = await buyer.checkout("cash", key=key, cart_id=cart["id"], expect=422)
    assert other_body["code"] == "key_reused"
    assert await world.findings() == []


async def test_without_the_key_each_click_is_an_order(world: World) -> None:
    """The race is real: the same clicks, told apart, buy more than once."""
    shop = await world.shop(50, price=1_000)
    buyer = await world.person(wallet=100_000)
    most = 0
    for _ in range(20):
        cart = await buyer.add(shop.offers[0])
        answers = await asyncio.gather(*(buyer.checkout(expect=None, cart_id=cart["id"]) for _ in range(20)))
        most = max(most, sum(a.status_code == 201 for a in answers))
        if most > 1:
            break
    assert most > 1
    assert await world.findings() == []


async def test_webhooks_and_polls_at_once_pay_once(world: World) -> None:
    shop = await world.shop(3, price=10_000)
    buyer = await world.person()
    await buyer.add(shop.offers[0])
    bought = await buyer.checkout("qris")
    id, order_id = bought["payment"]["id"], bought["order"]["id"]
    polls = [buyer.post(f"/payments/{id}/verify") for _ in range(10)]
    await asyncio.gather(buyer.simulate(bought["payment"], duplicate=5, reorder=True), *polls)
    paid = await buyer.order_when(order_id, "paid")
    assert [s["status"] for s in paid["shop_orders"][0]["history"]] == ["pending", "paid"]
    assert (await shop.owner.stock(shop))["on_hand"] == 2
    assert await world.findings() == []


async def test_two_payments_at_once_pay_once(world: World) -> None:
    shop = await world.shop(5, price=10_000)
    buyer = await world.person()
    for _ in range(3):
        await buyer.add(shop.offers[0])
        bought = await buyer.checkout("virtual_account", bank="bca")
        order = bought["order"]
        second = await buyer.post("/payments", 201, order_id=order["id"], method="virtual_account", bank="bni")
        await asyncio.gather(buyer.simulate(bought["payment"]), buyer.simulate(second))
        await buyer.order_when(order["id"], "paid")

        async def settled(ids: tuple[str, str] = (bought["payment"]["id"], second["id"])) -> bool:
            states = [(await buyer.get(f"/payments/{id}"))["status"] for id in ids]
            return "paid" in states and "pending" not in states

        await until(settled)

    async def agreed() -> bool:
        return await world.findings() == []

    await until(agreed, within_s=20)
    assert (await shop.owner.stock(shop))["on_hand"] == 2
    money = await buyer.get("/wallet/entries")
    assert all(entry["amount"] == 10_000 for entry in money["items"])  # what came twice is back


async def test_a_wallet_spent_from_20_devices_buys_what_it_can_pay(world: World) -> None:
    shop = await world.shop(100, price=10_000)
    buyer = await world.person(wallet=35_000)

    cart = await buyer.add(shop.offers[0])
    answers = await asyncio.gather(*(buyer.checkout(expect=None, cart_id=cart["id"]) for _ in range(20)))
    codes = Counter(a.json().get("code", "bought") for a in answers)
    assert set(codes) <= {"bought", "insufficient_balance", "cart_empty"}
    spent = sum(a.json()["order"]["total"] for a in answers if a.status_code == 201)
    assert 0 < spent <= 35_000
    assert await buyer.balance() == 35_000 - spent
    assert await world.findings() == []


# --- without the lock -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("locked", [True, False])
async def test_two_payments_of_one_order_need_the_lock(
    client: httpx.AsyncClient, events: Events, monkeypatch: pytest.MonkeyPatch, locked: bool
) -> None:
    """Two payments are decided at once, each in a batch of its own. Without the lock both pay the order, and one
    buyer's money is kept for nothing."""
    world = World(client)
    shop = await world.shop(5, price=10_000)
    buyer = await world.person()
    await buyer.add(shop.offers[0])
    order = (await buyer.checkout("cash"))["order"]
    back: list[Any] = []
    if not locked:
        both = asyncio.Barrier(2)

        async def look(c: Any, *, ids: list[Any]) -> Any:
            found = await paying.store.due(c, ids=ids)
            await both.wait()
            return found

        monkeypatch.setattr(paying.store, "lock", look)

    async def give_back(settling: Settling, decision: Any) -> None:
        back.append(settling.payment_id)

    monkeypatch.setattr(paying, "_give_back", give_back)
    body: Any = settle.__wrapped__  # type: ignore[attr-defined]  # one batch, alone
    one, two = (Settling(UUID(order["id"]), new_id(), "qris") for _ in range(2))
    answers = await asyncio.gather(body([one]), body([two]))
    paid = [at for answer in answers for at in answer if at is not None]
    assert (len(paid), len(back)) == ((1, 1) if locked else (2, 0))
    assert all(at <= clock.now() for at in paid)
