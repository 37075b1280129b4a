"""Many buyers, one thing, through HTTP on the real platform; and without the lock, to show that the race is real."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID

import httpx
import pytest

from niaga.kit import clock, db
from niaga.kit.ids import new_id
from niaga.orders.api import placement, settlement
from niaga.orders.api.settlement import settle
from niaga.orders.rules.settlement import Settling
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


@pytest.mark.parametrize("method", ["wallet", "qris", "cash"])
@pytest.mark.parametrize("apart_ms", [0, 10])
async def test_one_cart_is_bought_once_from_how_many_devices_ever(world: World, method: str, apart_ms: int) -> None:
    """Each device has a key of its own. Who loses leaves nothing: no order, no goods, and the cart as it should be."""
    shop = await world.shop(50, 50, price=10_000)
    buyer = await world.person(wallet=100_000)
    devices = [buyer, *[await world.sign_in(buyer) for _ in range(3)]]
    await buyer.add(shop.offers[0], 2)
    cart = await buyer.add(shop.offers[1])

    async def click(number: int) -> httpx.Response:
        await asyncio.sleep(number * apart_ms / 1000)
        found: httpx.Response = await devices[number % 4].checkout(method, None, cart_id=cart["id"])
        return found

    answers = await asyncio.gather(*(click(n) for n in range(8)))
    codes = Counter(a.json().get("code", "bought") for a in answers)
    assert codes == {"bought": 1, "cart_empty": 7}
    assert (await buyer.get("/orders/me"))["total"] == 1
    assert (await buyer.get("/cart"))["shops"] == []
    assert await buyer.balance() == (70_000 if method == "wallet" else 100_000)
    rows = [await shop.owner.stock(shop, n) for n in range(2)]
    assert [row["available"] for row in rows] == [48, 49]
    assert await world.findings() == []


async def test_who_loses_the_cart_buys_what_was_added_meanwhile_or_nothing(world: World) -> None:
    """Adding and buying at once, again and again: what was added is bought once each, or lies in the cart."""
    shop = await world.shop(500, price=1_000)
    buyer = await world.person(wallet=1_000_000)
    cart = await buyer.add(shop.offers[0])
    added = 1
    for _ in range(10):
        work = [buyer.add(shop.offers[0]) for _ in range(3)]
        await asyncio.gather(*work, *(buyer.checkout(expect=None, cart_id=cart["id"]) for _ in range(3)))
        added += 3
    left = (await buyer.get("/cart"))["count"]
    assert (await shop.owner.stock(shop))["on_hand"] == 500 - added + left
    assert await buyer.balance() == 1_000_000 - (added - left) * 1_000
    assert {o["status"] for o in (await buyer.get("/orders/me", size=100))["items"]} == {"paid"}
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

    await until(agreed)
    assert (await shop.owner.stock(shop))["on_hand"] == 2
    money = await buyer.get("/wallet/entries")
    assert all(entry["amount"] == 10_000 for entry in money["items"])  # what came twice is back


async def test_money_for_one_of_many_checkouts_leaves_no_trace_of_the_others(world: World) -> None:
    """Eight clicks on a cart whose goods the wallet can pay once, and another purchase of the same wallet between."""
    shop = await world.shop(100, price=10_000)
    buyer = await world.person(wallet=15_000)
    cart = await buyer.add(shop.offers[0])
    answers = await asyncio.gather(*(buyer.checkout(expect=None, cart_id=cart["id"]) for _ in range(8)))
    codes = Counter(a.json().get("code", "bought") for a in answers)
    assert codes["bought"] == 1
    assert set(codes) <= {"bought", "insufficient_balance", "cart_empty"}
    assert (await buyer.get("/orders/me"))["total"] == 1
    assert (await buyer.get("/cart"))["shops"] == []
    assert await buyer.balance() == 5_000
    assert (await shop.owner.stock(shop))["on_hand"] == 99
    assert await world.findings() == []


# --- without the lock -------------------------------------------------------------------------------------------


async def forget(order_id: str) -> None:
    """An order paid by payments that never were is one that `verify` would tell of in whichever test comes next."""
    async with db.tx() as c:
        await c.execute("SET LOCAL session_replication_role = replica")
        for table in ("returned_payment", "step", "line", "shop_order"):
            await c.execute(f"DELETE FROM orders.{table} WHERE order_id = $1", UUID(order_id))
        await c.execute("DELETE FROM orders.orders WHERE id = $1", UUID(order_id))


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
            found = await settlement.store.due(c, ids=ids)
            await both.wait()
            return found

        monkeypatch.setattr(settlement.store, "lock", look)

    async def give_back(settling: Settling, decision: Any) -> None:
        back.append(settling.payment_id)

    monkeypatch.setattr(settlement, "_give_back", give_back)
    body: Any = settle.__wrapped__  # type: ignore[attr-defined]  # one batch, alone
    one, two = (Settling(UUID(order["id"]), new_id(), "qris", None, False) for _ in range(2))
    answers = await asyncio.gather(body([one]), body([two]))
    paid = [at for answer in answers for at in answer if at is not None]
    assert (len(paid), len(back)) == ((1, 1) if locked else (2, 0))
    assert all(at <= clock.now() for at in paid)
    await forget(order["id"])


@pytest.mark.parametrize("taken", [True, False])
async def test_two_checkouts_of_one_cart_need_the_taking(
    client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch, taken: bool
) -> None:
    """Both have read the same lines. Where nothing asks whether they are still there, both buy them."""
    world = World(client)
    shop = await world.shop(5, price=10_000)
    buyer = await world.person(wallet=50_000)
    cart = await buyer.add(shop.offers[0])
    both = asyncio.Barrier(2)
    real: Any = placement._hold

    async def hold(wish: Any) -> Any:
        await both.wait()
        return await real(wish)

    async def take(**_: Any) -> bool:
        return True

    monkeypatch.setattr(placement, "_hold", hold)
    if not taken:
        monkeypatch.setattr(placement.cart, "take", take)
    answers = await asyncio.gather(*(buyer.checkout(expect=None, cart_id=cart["id"]) for _ in range(2)))
    assert sorted(a.status_code for a in answers) == ([201, 422] if taken else [201, 201])
    assert (await buyer.get("/orders/me"))["total"] == (1 if taken else 2)
