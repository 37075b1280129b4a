"""Goods are kept while a payment is being confirmed, and not for ever."""

import datetime as dt
from collections.abc import Callable
from uuid import UUID

import httpx
import pytest

from niaga.inventory import api as inventory
from niaga.inventory.types import Lost, Part
from niaga.orders import handlers
from niaga.orders.types import OrderExpired
from niaga.payments import api as payments
from niaga.payments import handlers as payment_handlers
from niaga.payments.types import Payment
from tests.conftest import NOBODY, Events
from tests.payments.outside import Outside
from tests.world import Json, Person, Shop, World

Later = Callable[[dt.timedelta], None]
LINK_DIES = dt.timedelta(minutes=13)
MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
async def world(client: httpx.AsyncClient) -> World:
    return World(client)


async def silent(outside: Outside) -> None:
    for operation in ("status", "cancel", "expire"):
        await outside.fault(operation, "down", times=1_000)


async def settle(outside: Outside, payment: Json) -> None:
    reply = await outside.http.post(f"/simulate/{payment['id']}", json={"outcome": "settle"}, auth=NOBODY)
    assert reply.status_code == 200, reply.text


async def bought(world: World, method: str = "qris") -> tuple[Person, Shop, Json]:
    shop, buyer = await world.shop(1, price=10_000), await world.person()
    await buyer.add(shop.offers[0])
    return buyer, shop, await buyer.checkout(method)


async def left(world: World, shop: Shop) -> int:
    return int((await (await world.sign_in(shop.owner)).stock(shop))["available"])


async def test_while_the_provider_is_silent_the_goods_are_kept(
    world: World, outside: Outside, events: Events, later: Later
) -> None:
    buyer, shop, checkout = await bought(world)
    await silent(outside)
    later(LINK_DIES + dt.timedelta(seconds=100))
    for _ in range(4):  # up to two minutes after the order would have expired
        await payment_handlers.ask_providers()
        await handlers.keep_while_confirming()
        await handlers.expire_unpaid()
        later(dt.timedelta(seconds=30))
    buyer = await world.sign_in(buyer)
    assert (await buyer.order(checkout["order"]["id"]))["status"] == "pending_payment"
    assert await left(world, shop) == 0
    await outside.http.delete("/faults", auth=NOBODY)
    await settle(outside, checkout["payment"])
    await events.drain()
    paid = await buyer.order(checkout["order"]["id"])
    assert (paid["status"], paid["notice"]) == ("paid", None)
    assert await world.findings() == []


async def test_what_is_never_confirmed_is_let_go(world: World, outside: Outside, events: Events, later: Later) -> None:
    buyer, shop, checkout = await bought(world)
    await silent(outside)
    later(LINK_DIES + 100 * MINUTE / 60)
    minutes = 1.0
    await handlers.keep_while_confirming()
    while (await world.call("orders", "order", id=checkout["order"]["id"]))["status"] == "pending_payment":
        await payment_handlers.ask_providers()
        await handlers.keep_while_confirming()
        await handlers.expire_unpaid()
        later(dt.timedelta(seconds=20))
        minutes += 1 / 3
    assert 14 <= minutes <= 18
    await handlers.expire_unpaid()
    await events.drain()
    assert await left(world, shop) == 1
    assert (await (await world.sign_in(buyer)).order(checkout["order"]["id"]))["status"] == "expired"
    await outside.http.delete("/faults", auth=NOBODY)


async def test_what_the_provider_says_was_not_paid_is_let_go_in_time(
    world: World, outside: Outside, events: Events, later: Later
) -> None:
    _, shop, checkout = await bought(world, "virtual_account")
    later(LINK_DIES + dt.timedelta(seconds=100))
    await payment_handlers.ask_providers()
    await handlers.keep_while_confirming()
    later(dt.timedelta(seconds=30))
    await handlers.expire_unpaid()
    await events.drain()
    assert (await world.call("orders", "order", id=checkout["order"]["id"]))["status"] == "expired"
    assert await left(world, shop) == 1


async def test_money_the_order_has_not_heard_of_keeps_the_goods_too(
    world: World, outside: Outside, events: Events, later: Later
) -> None:
    """The webhook came in time; the worker that tells the order of it is late."""
    buyer, _, checkout = await bought(world)
    later(LINK_DIES - MINUTE)
    await settle(outside, checkout["payment"])
    later(3 * MINUTE)
    await handlers.expire_unpaid()
    await events.drain()
    paid = await (await world.sign_in(buyer)).order(checkout["order"]["id"])
    assert paid["status"] == "paid"
    assert await world.findings() == []


async def test_two_workers_that_end_an_order_at_once_tell_of_it_once(
    world: World, outside: Outside, events: Events, later: Later, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other one comes between seeing that its time is over and ending it."""
    _, shop, checkout = await bought(world)
    id = UUID(checkout["order"]["id"])
    await silent(outside)
    later(dt.timedelta(minutes=40))
    of_orders, other = payments.of_orders, [handlers.expire_unpaid]

    async def after_the_other(*, orders: list[UUID]) -> list[Payment]:
        if other:
            await other.pop()()
        return await of_orders(orders=orders)

    monkeypatch.setattr(payments, "of_orders", after_the_other)
    await handlers.expire_unpaid()
    assert not other
    assert len(await events.named(OrderExpired, id=id)) == 1
    await events.drain()
    assert await left(world, shop) == 1
    await outside.http.delete("/faults", auth=NOBODY)


async def test_late_money_and_the_letting_go_of_its_order_at_once(
    world: World, outside: Outside, events: Events, later: Later, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The stock is released between being held anew and being committed."""
    buyer, shop, checkout = await bought(world)
    id = UUID(checkout["order"]["id"])
    await silent(outside)
    later(dt.timedelta(minutes=40))
    await handlers.expire_unpaid()
    assert await left(world, shop) == 1
    commit, late = inventory.commit, [Part(id)]

    async def released_first(*, parts: list[Part]) -> list[Lost]:
        if late and id in {part.id for part in parts}:
            await inventory.release(parts=[late.pop()])
        return await commit(parts=parts)

    monkeypatch.setattr(inventory, "commit", released_first)
    await outside.http.delete("/faults", auth=NOBODY)
    reply = await outside.http.post(
        f"/simulate/{checkout['payment']['id']}", json={"outcome": "settle", "settle_after_expiry": True}, auth=NOBODY
    )
    assert reply.status_code == 200
    await events.drain()
    paid = await (await world.sign_in(buyer)).order(str(id))
    assert (paid["status"], paid["notice"]) == ("paid", "late_payment")
    assert not late
    assert await world.findings() == []
