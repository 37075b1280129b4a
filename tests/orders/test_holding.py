"""What a buyer's own unpaid orders hold: it does not stand in that buyer's way, and it is not without end."""

import asyncio
import datetime as dt
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from niaga.kit.ids import new_id
from niaga.orders.api import goods
from niaga.orders.settings import settings
from tests.conftest import NOBODY, Events
from tests.payments.outside import Outside
from tests.world import Json, World

Later = Callable[[dt.timedelta], None]


@pytest.fixture
async def world(client: httpx.AsyncClient, outside: Outside) -> World:
    return World(client)


def notices(cart: Json) -> list[Json]:
    return [notice for shop in cart["shops"] for item in shop["items"] for notice in item["notices"]]


# --- one's own hold ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("before", ["qris", "cash"])
@pytest.mark.parametrize("after", ["wallet", "virtual_account", "cash"])
async def test_a_new_checkout_takes_over_what_ones_own_unpaid_order_holds(
    world: World, events: Events, before: str, after: str
) -> None:
    shop = await world.shop(1, 5, price=10_000)
    buyer = await world.person(wallet=50_000)
    old = await buyer.buy(*shop.offers, method=before)
    cart = await buyer.add(shop.offers[0])
    (told,) = notices(cart)
    assert (told["code"], told["order_id"], cart["shops"][0]["items"][0]["available"]) == ("in_own_order", old["id"], 1)
    assert notices(await buyer.get("/cart")) == [told]
    bought = await buyer.checkout(after)
    assert bought["replaced"] == [{"id": old["id"], "number": old["number"]}]
    ended = await buyer.order(old["id"])
    assert (ended["status"], ended["shop_orders"][0]["reason"]) == ("cancelled", "replaced")
    assert ended["payment"]["status"] == "cancelled"
    assert bought["order"]["status"] == ("paid" if after == "wallet" else "pending_payment")
    await events.drain()
    rows = [await shop.owner.stock(shop, n) for n in range(2)]
    assert [row["available"] for row in rows] == [0, 5]  # what else was in the older order is free again
    assert await world.findings() == []
    stranger = await world.person(wallet=50_000)
    assert notices(await stranger.add(shop.offers[0]))[0]["code"] == "sold_out"
    assert "order_id" not in await stranger.checkout(expect=409)


async def test_an_order_that_turns_out_paid_stays_and_is_named(world: World, outside: Outside, events: Events) -> None:
    shop, buyer = await world.shop(1, price=10_000), await world.person(wallet=50_000)
    await buyer.add(shop.offers[0])
    old = await buyer.checkout("qris")
    lost = {"outcome": "settle", "drop": True}
    await outside.http.post(f"/simulate/{old['payment']['id']}", json=lost, auth=NOBODY)
    await buyer.add(shop.offers[0])
    refused = await buyer.checkout(expect=409)
    assert (refused["code"], refused["order_id"]) == ("out_of_stock", old["order"]["id"])
    await events.drain()
    assert (await buyer.order(old["order"]["id"]))["status"] == "paid"
    assert await buyer.balance() == 50_000
    assert len((await buyer.get("/cart"))["shops"]) == 1
    assert await world.findings() == []


async def test_what_a_shop_has_begun_is_never_taken_over(world: World, events: Events) -> None:
    one, two = await world.shop(1, price=10_000), await world.shop(1, price=10_000)
    buyer = await world.person(wallet=50_000)
    old = await buyer.buy(one.offers[0], two.offers[0], method="cash")
    await one.owner.move(await one.part(old), "processing")
    await buyer.add(two.offers[0])
    refused = await buyer.checkout(expect=409)
    assert (refused["code"], refused["order_id"]) == ("out_of_stock", old["id"])
    assert {p["status"] for p in (await buyer.order(old["id"]))["shop_orders"]} == {"pending", "processing"}
    assert await world.findings() == []


async def test_nothing_is_cancelled_for_what_could_not_be_had_anyway(world: World) -> None:
    shop, buyer = await world.shop(2, price=10_000), await world.person(wallet=50_000)
    old = await buyer.buy(shop.offers[0], method="qris")
    await (await world.person(wallet=50_000)).buy(shop.offers[0])
    await buyer.add(shop.offers[0], 2)
    refused = await buyer.checkout(expect=409)
    assert (refused["code"], refused["lines"][0]["available"]) == ("out_of_stock", 0)
    assert (await buyer.order(old["id"]))["status"] == "pending_payment"


async def test_nothing_is_cancelled_for_what_is_not_on_sale(world: World) -> None:
    shop, buyer = await world.shop(1, price=10_000), await world.person(wallet=50_000)
    old = await buyer.buy(shop.offers[0], method="qris")
    (warehouse,) = await shop.owner.get(f"/shops/{shop.id}/warehouses")
    await shop.owner.put(f"/warehouses/{warehouse['id']}", active=False)
    await buyer.add(shop.offers[0])
    refused = await buyer.checkout(expect=409)
    assert (refused["code"], refused.get("order_id")) == ("out_of_stock", None)
    assert (await buyer.order(old["id"]))["status"] == "pending_payment"
    assert await world.findings() == []


async def test_all_of_the_older_orders_give_way_or_none(world: World, outside: Outside, events: Events) -> None:
    """One of two turns out to be paid: without its goods the other need not be cancelled."""
    shop, buyer = await world.shop(2, price=10_000), await world.person(wallet=50_000)
    old = await buyer.buy(shop.offers[0], method="qris")
    await buyer.add(shop.offers[0])
    paid = await buyer.checkout("qris")
    lost = {"outcome": "settle", "drop": True}
    await outside.http.post(f"/simulate/{paid['payment']['id']}", json=lost, auth=NOBODY)
    await buyer.add(shop.offers[0], 2)
    assert (await buyer.checkout(expect=409))["code"] == "out_of_stock"
    await events.drain()
    assert (await buyer.order(paid["order"]["id"]))["status"] == "paid"
    assert (await buyer.order(old["id"]))["status"] == "pending_payment"
    assert await world.findings() == []


async def test_nobody_gets_between_the_older_order_and_the_new_one(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody asks for the last unit in the very moment in which the older order is cancelled."""
    shop, buyer, rival = await world.shop(1, price=10_000), await world.person(wallet=50_000), await world.person()
    await buyer.buy(shop.offers[0], method="qris")
    await buyer.add(shop.offers[0])
    real: Any = goods._cancel
    codes = []

    async def cancel(*asked: Any) -> Any:
        done = await real(*asked)
        await rival.add(shop.offers[0])
        codes.append((await rival.checkout("qris", expect=None)).json()["code"])
        return done

    monkeypatch.setattr(goods, "_cancel", cancel)
    assert (await buyer.checkout())["order"]["status"] == "paid"
    assert codes == ["out_of_stock"]
    assert await world.findings() == []


async def test_two_new_checkouts_at_once_end_with_one_order(world: World, events: Events) -> None:
    shop, buyer = await world.shop(1, price=10_000), await world.person(wallet=50_000)
    await buyer.buy(shop.offers[0], method="qris")
    cart = await buyer.add(shop.offers[0])
    answers = await asyncio.gather(*(buyer.checkout("qris", None, cart_id=cart["id"]) for _ in range(4)))
    assert {a.status_code for a in answers} <= {201, 409, 422}
    await events.drain()
    orders = (await buyer.get("/orders/me"))["items"]
    assert sum(o["status"] == "pending_payment" for o in orders) == 1
    assert await world.findings() == []


async def test_a_checkout_that_died_before_its_order_does_not_stand_in_the_way(
    world: World, monkeypatch: pytest.MonkeyPatch, later: Later
) -> None:
    shop, buyer = await world.shop(1, price=10_000), await world.person(wallet=50_000)
    await world.call(
        "inventory",
        "hold",
        id=new_id(),
        owner=buyer.id,
        wants=[{"shop_id": shop.id, "variant_id": shop.variants[0], "quantity": 1}],
        expires_at=dt.datetime.now(dt.UTC) + dt.timedelta(minutes=15),
    )
    await buyer.add(shop.offers[0])
    assert (await buyer.checkout(expect=409))["code"] == "out_of_stock"  # it may be under way on another device
    later(dt.timedelta(seconds=15))
    assert (await buyer.checkout())["order"]["status"] == "paid"
    assert await world.findings() == []


# --- not without end --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("proven", [True, False])
async def test_one_person_keeps_so_many_orders_unpaid_and_no_more(world: World, proven: bool) -> None:
    """Exactly, however many are asked for at once; each order has a cart of its own here."""
    most = settings().unpaid_orders if proven else settings().unpaid_orders_unproven
    shop, buyer = await world.shop(100, price=1_000), await world.person(proven=proven, wallet=10_000)
    wants = [{"shop_id": shop.id, "variant_id": shop.variants[0], "quantity": 1}]
    until = dt.datetime.now(dt.UTC) + dt.timedelta(minutes=15)
    limit = {"holds": most, "units": 500}
    for _ in range(most - 1):
        await buyer.buy(shop.offers[0], method="qris")
    asked = [
        world.call("inventory", "hold", id=new_id(), wants=wants, expires_at=until, owner=buyer.id, limit=limit)
        for _ in range(8)
    ]
    outcomes = await asyncio.gather(*asked, return_exceptions=True)
    assert sum(isinstance(o, dict) for o in outcomes) == 1
    await buyer.add(shop.offers[0])
    refused = await buyer.checkout("qris", expect=409)
    assert (refused["code"], refused["orders"], refused["max_orders"]) == ("too_many_unpaid", most, most)
    assert refused["proven"] is proven
    assert (await shop.owner.stock(shop))["available"] == 100 - most
    assert (await buyer.checkout("wallet"))["order"]["status"] == "paid"  # keeps nothing from anybody


async def test_a_shelf_is_not_emptied_by_nobody(world: World) -> None:
    most = settings().unpaid_units_unproven
    shop, buyer = await world.shop(500, price=1_000), await world.person(proven=False)
    await buyer.add(shop.offers[0], most + 1)
    refused = await buyer.checkout("qris", expect=409)
    assert (refused["code"], refused["units"], refused["max_units"]) == ("too_many_unpaid", 0, most)
    assert (await shop.owner.stock(shop))["available"] == 500


async def test_what_is_paid_or_cancelled_counts_no_more(world: World, events: Events, outside: Outside) -> None:
    shop, buyer = await world.shop(100, price=1_000), await world.person(proven=False)
    for n in range(6):
        await buyer.add(shop.offers[0])
        bought = await buyer.checkout("qris")
        if n % 2:
            await buyer.ask("DELETE", f"/orders/{bought['order']['id']}")
        else:
            body = {"outcome": "settle"}
            await outside.http.post(f"/simulate/{bought['payment']['id']}", json=body, auth=NOBODY)
            await events.drain()


async def test_cash_is_for_those_who_can_be_found_again(world: World) -> None:
    shop, buyer = await world.shop(5, price=1_000), await world.person(proven=False)
    cart = await buyer.add(shop.offers[0])
    body = {"cart_id": cart["id"], "payment_method": "qris", "delivery_option": "pickup"}
    quoted = await buyer.post("/checkout/quote", **body)
    assert "cash" not in quoted["methods"]
    assert quoted["unavailable"] == [{"method": "cash", "reason": "contact_not_verified"}]
    assert (await buyer.checkout("cash", expect=403))["code"] == "contact_not_verified"
    assert (await shop.owner.stock(shop))["available"] == 5
    found = await world.person()
    cart = await found.add(shop.offers[0])
    assert "cash" in (await found.post("/checkout/quote", **{**body, "cart_id": cart["id"]}))["methods"]
    await found.checkout("cash")
