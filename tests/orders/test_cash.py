"""Cash: the shop's word, booked before the step it belongs to; and who is faster, buyer or shop."""

import datetime as dt
from collections.abc import Callable
from typing import Any
from uuid import UUID

import httpx
import pytest

from niaga.kit import clock
from niaga.kit.ids import new_id
from niaga.orders import handlers
from niaga.orders.api import cancellation, fulfilment, outcome
from niaga.orders.rules.orders import order_id
from niaga.payments import api as payments
from tests.conftest import Events
from tests.world import Json, Person, Shop, World

Later = Callable[[dt.timedelta], None]
READY = ("processing", "packed", "ready_for_pickup")


class Died(Exception):
    """The process is gone."""


@pytest.fixture
async def world(client: httpx.AsyncClient) -> World:
    return World(client)


async def ordered(world: World, *shops: Shop, wallet: int = 0) -> tuple[Person, Json]:
    """A cash order of these shops, one thing of each."""
    buyer = await world.person(wallet=wallet)
    return buyer, await buyer.buy(*(shop.offers[0] for shop in shops), method="cash")


async def cash_of(world: World, order: Json) -> tuple[str, int]:
    """Its cash payment: status, received."""
    (cash,) = [p for p in await world.call("payments", "of_order", order_id=order["id"]) if p["method"] == "cash"]
    return cash["status"], cash["received"]


async def test_a_buyers_word_does_not_book_the_shops_cash(world: World, events: Events) -> None:
    shop = await world.shop(3)
    buyer, order = await ordered(world, shop)
    part = await shop.owner.move(await shop.part(order), *READY)
    refused = await buyer.put(f"/orders/{part['id']}/status", 409, status="delivered")
    assert (refused["code"], refused["allowed"]) == ("cash_unconfirmed", [])
    assert (await buyer.get(f"/shop-orders/{part['id']}"))["allowed"] == []
    await events.drain()
    assert (await shop.part(order))["status"] == "ready_for_pickup"
    assert await cash_of(world, order) == ("pending", 0)
    await shop.owner.move(part, "delivered")
    assert await cash_of(world, order) == ("paid", 10_000)
    done = await buyer.put(f"/orders/{part['id']}/status", status="delivered")
    assert done["status"] == "completed"
    await events.drain()
    assert (await buyer.order(order["id"]))["paid_at"]
    assert await world.findings() == []


async def test_who_buys_from_their_own_shop_hands_over_as_the_shop(world: World) -> None:
    shop = await world.shop(3)
    order = await shop.owner.buy(shop.offers[0], method="cash")
    part = await shop.owner.move(await shop.part(order), *READY, "delivered")
    assert [step["actor"] for step in part["history"]][-1] == "seller"
    assert await cash_of(world, order) == ("paid", 10_000)


async def test_a_hand_over_whose_cash_is_refused_writes_nothing(world: World) -> None:
    shop = await world.shop(3)
    _, order = await ordered(world, shop)
    part = await shop.owner.move(await shop.part(order), *READY)
    await payments.waive_cash(order_id=UUID(order["id"]), shop_orders=[UUID(part["id"])])
    await shop.owner.put(f"/orders/{part['id']}/status", 409, status="delivered")
    after = await shop.part(order)
    assert (after["status"], len(after["history"])) == ("ready_for_pickup", 4)


@pytest.mark.parametrize("healed_by", ["the event", "the shop"])
async def test_cash_booked_by_a_step_that_died_is_handed_over(
    world: World, events: Events, monkeypatch: pytest.MonkeyPatch, healed_by: str
) -> None:
    shop = await world.shop(3)
    _, order = await ordered(world, shop)
    part = await shop.owner.move(await shop.part(order), *READY)

    async def dies(*_: Any) -> None:
        raise Died

    with monkeypatch.context() as patched:
        patched.setattr(fulfilment, "_take_step", dies)
        with pytest.raises(Died):
            await fulfilment.move(
                id=UUID(part["id"]), actor_id=UUID(shop.owner.id), roles=["seller"], status="delivered", reason=""
            )
    assert await cash_of(world, order) == ("paid", 10_000)
    if healed_by == "the shop":
        await shop.owner.move(part, "delivered")
    await events.drain()
    after = await shop.part(order)
    assert (after["status"], after["history"][-1]["actor_id"]) == ("delivered", shop.owner.id)
    assert [step["status"] for step in after["history"]].count("delivered") == 1
    assert await world.findings() == []


async def test_a_cancel_that_loses_against_the_shop_leaves_the_payment_open(
    world: World, events: Events, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop = await world.shop(3)
    buyer, order = await ordered(world, shop)
    real = cancellation.catch_up

    async def look(*args: Any) -> bool:
        found = await real(*args)
        monkeypatch.undo()
        await shop.owner.move(await shop.part(order), "processing")
        return found

    monkeypatch.setattr(cancellation, "catch_up", look)
    refused = await buyer.ask("DELETE", f"/orders/{order['id']}", 409)
    assert refused["code"] == "wrong_state"
    await events.drain()
    assert await cash_of(world, order) == ("pending", 0)
    await shop.owner.move(await shop.part(order), "packed", "ready_for_pickup", "delivered")
    assert await cash_of(world, order) == ("paid", 10_000)
    await events.drain()
    assert (await buyer.order(order["id"]))["paid_at"]
    assert await world.findings() == []


async def test_an_acceptance_that_loses_against_the_cancel_gives_the_goods_back(
    world: World, events: Events, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop = await world.shop(3)
    buyer, order = await ordered(world, shop)
    part = await shop.part(order)
    real = fulfilment._take_goods

    async def then_the_buyer_cancels(part: Any) -> None:
        await real(part)
        await buyer.ask("DELETE", f"/orders/{order['id']}")

    monkeypatch.setattr(fulfilment, "_take_goods", then_the_buyer_cancels)
    await shop.owner.put(f"/orders/{part['id']}/status", 409, status="processing")
    await events.drain()
    assert (await shop.owner.stock(shop))["on_hand"] == 3
    assert await cash_of(world, order) == ("cancelled", 0)
    assert await world.findings() == []


async def test_goods_of_an_acceptance_that_died_come_back_when_the_order_expires(
    world: World, events: Events, later: Later, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop = await world.shop(3)
    _, order = await ordered(world, shop)
    part = await shop.part(order)

    async def dies(*_: Any) -> None:
        raise Died

    with monkeypatch.context() as patched:
        patched.setattr(fulfilment, "_take_step", dies)
        with pytest.raises(Died):
            await fulfilment.move(
                id=UUID(part["id"]), actor_id=UUID(shop.owner.id), roles=["seller"], status="processing", reason=""
            )
    later(dt.timedelta(hours=25))
    await handlers.expire_unpaid()
    await events.drain()
    assert (await world.call("orders", "order", id=order["id"]))["status"] == "expired"
    owner = await world.sign_in(shop.owner)
    assert (await owner.stock(shop))["available"] == 3
    assert await world.findings() == []


async def test_an_order_does_not_expire_while_a_shop_accepts_it(
    world: World, events: Events, later: Later, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop = await world.shop(3)
    _, order = await ordered(world, shop)
    part = await shop.part(order)
    later(dt.datetime.fromisoformat(order["expires_at"]) - clock.now() - dt.timedelta(minutes=1))
    real = fulfilment._take_goods

    async def at_the_last_moment(part: Any) -> None:
        await real(part)
        later(dt.timedelta(seconds=61))
        await handlers.expire_unpaid()

    monkeypatch.setattr(fulfilment, "_take_goods", at_the_last_moment)
    owner = await world.sign_in(shop.owner)
    await owner.move(part, "processing")
    await events.drain()
    assert (await world.call("orders", "order", id=order["id"]))["status"] == "pending_payment"
    assert await world.findings() == []


async def test_a_cash_order_whose_checkout_died_can_be_paid(
    world: World, events: Events, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop, buyer, key = await world.shop(3), await world.person(), new_id()
    await buyer.add(shop.offers[0])

    async def dies(_: Any) -> None:
        raise Died

    with monkeypatch.context() as patched:
        patched.setattr(outcome, "start_payment", dies)
        await buyer.checkout("cash", key=key, expect=500)
    await events.drain()
    order = await buyer.order(str(order_id(key)))
    await shop.owner.move(await shop.part(order), *READY, "delivered")
    assert await cash_of(world, order) == ("paid", 10_000)


async def test_a_shop_may_be_faster_than_the_checkout_that_wrote_its_order(
    world: World, events: Events, monkeypatch: pytest.MonkeyPatch
) -> None:
    """There is an order and not yet a bill: the shop's rejecting was written, and answered with 404."""
    shop, buyer = await world.shop(3, 3), await world.person()

    async def died(offer: str) -> Json:
        key = new_id()
        await buyer.add(offer)

        async def dies(_: Any) -> None:
            raise Died

        with monkeypatch.context() as patched:
            patched.setattr(outcome, "start_payment", dies)
            await buyer.checkout("cash", key=key, expect=500)
        return await buyer.order(str(order_id(key)))

    order = await died(shop.offers[0])
    await shop.owner.move(await shop.part(order), "rejected", reason="Habis")
    assert (await cash_of(world, order), (await buyer.order(order["id"]))["status"]) == (("cancelled", 0), "cancelled")
    order = await died(shop.offers[1])
    await shop.owner.move(await shop.part(order), *READY, "delivered")
    assert await cash_of(world, order) == ("paid", 10_000)
    await events.drain()
    assert (await buyer.order(order["id"]))["status"] in ("paid", "completed")
