"""Checkout and orders in this process: refusals, crashes between two steps, expiry by the clock."""

import asyncio
import datetime as dt
import importlib
from collections.abc import Callable
from typing import Any
from uuid import UUID

import httpx
import pytest

from niaga.kit.ids import new_id
from niaga.orders import handlers
from niaga.orders.rules.book import order_id
from tests.conftest import Events
from tests.world import World

Later = Callable[[dt.timedelta], None]
checkout_steps: Any = importlib.import_module("niaga.orders.api.checkout")  # the function has the same name


class Died(BaseException):
    """What nothing catches: the process is gone."""


@pytest.fixture
async def world(client: httpx.AsyncClient) -> World:
    return World(client)


async def test_a_key_is_required_and_has_to_be_a_uuid(world: World) -> None:
    buyer = await world.person()
    body = {"cart_id": str(new_id()), "payment_method": "wallet", "delivery_option": "pickup"}
    missing = await buyer.ask("POST", "/checkout", None, json=body)
    assert missing.status_code == 400
    assert "idempotency-key" in missing.text.lower()
    await buyer.ask("POST", "/checkout", 400, json=body, headers={"idempotency-key": "sekali"})


async def test_an_empty_cart_and_somebody_elses_cart_are_refused(world: World) -> None:
    shop = await world.shop(3)
    buyer, other = await world.person(wallet=50_000), await world.person()
    cart = await other.add(shop.offers[0])
    assert (await buyer.checkout(expect=422))["code"] == "cart_empty"
    assert (await buyer.checkout(expect=404, cart_id=cart["id"]))["code"] == "not_found"


async def test_delivery_needs_an_address_and_a_shop_that_delivers(world: World) -> None:
    shop, counter = await world.shop(3, delivers=True, delivery_fee=5_000), await world.shop(3, delivers=False)
    buyer = await world.person(wallet=100_000)
    await buyer.add(shop.offers[0])
    refused = await buyer.checkout(expect=422, delivery_option="delivery")
    assert refused["errors"][0]["field"] == "address_id"
    await buyer.checkout(expect=422, delivery_option="delivery", address_id=str(new_id()))
    await buyer.add(counter.offers[0])
    address = await buyer.address()
    refused = await buyer.checkout(expect=422, delivery_option="delivery", address_id=address)
    assert (refused["code"], refused["shop_ids"]) == ("delivery_not_offered", [counter.id])
    choice = [{"shop_id": counter.id, "delivery_option": "pickup"}]
    bought = await buyer.checkout(delivery_option="delivery", address_id=address, shops=choice)
    assert bought["order"]["total"] == 25_000
    assert bought["order"]["address"]["postal_code"] == "65145"


async def test_a_refused_key_may_be_used_again(world: World) -> None:
    shop = await world.shop(1, price=10_000)
    buyer, key = await world.person(), new_id()
    await buyer.add(shop.offers[0])
    assert (await buyer.checkout(key=key, expect=409))["code"] == "insufficient_balance"
    credit = {"id": new_id(), "user_id": buyer.id, "amount": 10_000, "reason": "Saldo"}
    await world.call("payments", "credit", credits=[credit])
    bought = await buyer.checkout(key=key)
    assert bought["order"]["id"] == str(order_id(key))
    assert await buyer.checkout(key=key) == bought


@pytest.mark.parametrize("step", ["hold", "write", "take", "start", "settle"])
async def test_a_crash_between_two_steps_is_healed_by_asking_again(
    world: World, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    """The process dies right after that step; the client, who got no answer, sends the same again."""
    shop = await world.shop(2, price=10_000)
    buyer, key = await world.person(wallet=30_000), new_id()
    await buyer.add(shop.offers[0], 2)
    cart_id = (await buyer.get("/cart"))["id"]
    owner, name = {
        "hold": (checkout_steps.inventory, "hold"),
        "write": (checkout_steps, "_write"),
        "take": (checkout_steps.cart, "take"),
        "start": (checkout_steps.payments, "start"),
        "settle": (checkout_steps, "settle"),
    }[step]
    real: Any = getattr(owner, name)

    async def dies(*args: Any, **kwargs: Any) -> None:
        await real(*args, **kwargs)
        raise Died

    with monkeypatch.context() as patched:
        patched.setattr(owner, name, dies)
        with pytest.raises(Died):
            await buyer.checkout(key=key, expect=None, cart_id=cart_id)
    bought = await buyer.checkout(key=key, cart_id=cart_id)
    assert bought["order"]["status"] == "paid"
    assert await buyer.balance() == 10_000
    assert (await shop.owner.stock(shop))["on_hand"] == 0
    assert (await buyer.get("/cart"))["shops"] == []
    assert await world.findings() == []


async def test_a_wallet_order_whose_checkout_died_is_settled_by_the_clock(
    world: World, monkeypatch: pytest.MonkeyPatch, later: Later
) -> None:
    shop = await world.shop(1, price=10_000)
    buyer, key = await world.person(wallet=10_000), new_id()
    await buyer.add(shop.offers[0])

    async def dies(_: Any) -> None:
        raise Died

    with monkeypatch.context() as patched:
        patched.setattr(checkout_steps, "settle", dies)
        with pytest.raises(Died):
            await buyer.checkout(key=key, expect=None)
    order = str(order_id(key))
    assert (await buyer.order(order))["status"] == "pending_payment"
    later(dt.timedelta(seconds=10))
    await handlers.settle_forgotten()
    assert (await buyer.order(order))["status"] == "paid"
    assert await world.findings() == []


async def test_money_is_seen_before_its_event_has_come(world: World, events: Events) -> None:
    """Whoever has just seen the payment paid sees the order paid too, and the shop may begin."""
    shop, buyer = await world.shop(5, price=10_000), await world.person(wallet=20_000)
    for looks_first in (True, False):
        await buyer.add(shop.offers[0])
        order = (await buyer.checkout("cash"))["order"]
        assert (await buyer.post("/payments", 201, order_id=order["id"], method="wallet"))["status"] == "paid"
        if looks_first:
            assert (await buyer.get(f"/orders/{order['id']}"))["status"] == "paid"
        begun = await shop.owner.put(f"/orders/{order['shop_orders'][0]['id']}/status", status="processing")
        assert [step["status"] for step in begun["history"]] == ["pending", "paid", "processing"]
    await events.drain()
    assert await buyer.balance() == 0
    assert (await shop.owner.stock(shop))["on_hand"] == 3
    assert await world.findings() == []


async def test_an_unpaid_order_expires_by_the_clock_swept_or_not(world: World, events: Events, later: Later) -> None:
    shop = await world.shop(2, price=10_000)
    buyer = await world.person()
    await buyer.add(shop.offers[0], 2)
    order = (await buyer.checkout("cash"))["order"]
    later(dt.timedelta(hours=23))
    buyer = await world.sign_in(buyer)
    assert (await buyer.order(order["id"]))["status"] == "pending_payment"
    later(dt.timedelta(hours=2))
    buyer = await world.sign_in(buyer)  # the token is older than an hour now
    unswept = await buyer.order(order["id"])
    assert (unswept["status"], unswept["shop_orders"][0]["status"]) == ("expired", "cancelled")
    owner = await world.sign_in(shop.owner)
    part = unswept["shop_orders"][0]
    refused = await owner.put(f"/orders/{part['id']}/status", 409, status="processing")
    assert refused["code"] == "wrong_state"
    await handlers.expire_unpaid()
    await events.drain()
    swept = await buyer.order(order["id"])
    assert (swept["status"], swept["shop_orders"][0]["reason"]) == ("expired", "unpaid")
    assert [s["actor"] for s in swept["shop_orders"][0]["history"]] == ["buyer", "system"]
    assert (await owner.stock(shop))["available"] == 2
    assert await world.findings() == []


async def test_sweepers_at_once_expire_each_order_once(world: World, events: Events, later: Later) -> None:
    shop = await world.shop(20, price=10_000)
    buyer = await world.person()
    orders = []
    for _ in range(5):
        await buyer.add(shop.offers[0])
        orders.append((await buyer.checkout("cash"))["order"]["id"])
    later(dt.timedelta(hours=25))
    await asyncio.gather(*(handlers.sweep() for _ in range(4)))
    buyer = await world.sign_in(buyer)
    for id in orders:
        history = (await buyer.order(id))["shop_orders"][0]["history"]
        assert [s["status"] for s in history] == ["pending", "cancelled"]


async def test_lists_are_filtered_and_paged(world: World) -> None:
    shop = await world.shop(9, price=1_000)
    buyer = await world.person(wallet=50_000)
    numbers = [(await buyer.buy(shop.offers[0]))["number"] for _ in range(3)]
    await buyer.add(shop.offers[0])
    await buyer.checkout("cash")
    mine = await buyer.get("/orders/me", size=2)
    assert (mine["total"], len(mine["items"])) == (4, 2)
    assert (await buyer.get("/orders/me", status="paid"))["total"] == 3
    assert (await buyer.get("/orders/me", status="pending_payment"))["total"] == 1
    await buyer.get("/orders/me", 400, size=1_000)
    board = await shop.owner.get("/orders", shop_id=shop.id, status=["paid", "pending"])
    assert board["total"] == 4
    found = await shop.owner.get("/orders", q=numbers[1])
    assert [x["order_number"] for x in found["items"]] == [numbers[1]]


async def test_history_is_never_changed(world: World) -> None:
    from niaga.kit import db

    shop = await world.shop(9)
    order = await (await world.person(wallet=50_000)).buy(shop.offers[0])
    async with db.pool().acquire() as c:
        with pytest.raises(Exception, match="append-only"):
            await c.execute("UPDATE orders.step SET status = 'completed' WHERE order_id = $1", UUID(order["id"]))
