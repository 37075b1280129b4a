"""Part of an order paid in cash, or gone, and the rest paid another way: one price for each part, once."""

from typing import Any

import httpx
import pytest

from niaga.payments import handlers as payment_handlers
from tests.conftest import NOBODY, Events
from tests.payments.outside import Outside
from tests.world import Json, Person, Shop, World

READY = ("processing", "packed", "ready_for_pickup")


@pytest.fixture
async def world(client: httpx.AsyncClient) -> World:
    return World(client)


async def of_two(world: World, wallet: int = 0) -> tuple[Person, Shop, Shop, Json]:
    one, two = await world.shop(5), await world.shop(5)
    buyer = await world.person(wallet=wallet)
    return buyer, one, two, await buyer.buy(one.offers[0], two.offers[0], method="cash")


async def hand_over(shop: Shop, order: Json) -> None:
    await shop.owner.move(await shop.part(order), *READY, "delivered")


async def reject(shop: Shop, order: Json) -> None:
    await shop.owner.move(await shop.part(order), "rejected", reason="Habis")


async def settle(outside: Outside, payment: Json, **more: Any) -> None:
    reply = await outside.http.post(f"/simulate/{payment['id']}", json={"outcome": "settle", **more}, auth=NOBODY)
    assert reply.status_code == 200, reply.text


async def kept(world: World, order: Json) -> int:
    """What stayed with us in the end."""
    return sum(p["received"] - p["refunded"] for p in await world.call("payments", "of_order", order_id=order["id"]))


@pytest.mark.parametrize("first", [hand_over, reject])
@pytest.mark.parametrize("method", ["wallet", "qris", "virtual_account"])
async def test_the_rest_is_paid_another_way(
    world: World, outside: Outside, events: Events, first: Any, method: Any
) -> None:
    buyer, one, two, order = await of_two(world, wallet=15_000)
    await first(one, order)
    await events.drain()
    rest = await buyer.post("/payments", 201, order_id=order["id"], method=method)
    assert rest["amount"] == 10_000
    if method != "wallet":
        await settle(outside, rest, drop=True)
        await buyer.post(f"/payments/{rest['id']}/verify")
    await events.drain()
    paid = await buyer.order(order["id"])
    assert (paid["status"], paid["refunded"], paid["payment"]["amount"]) == ("paid", 0, 10_000)
    assert await kept(world, order) == (20_000 if first is hand_over else 10_000)
    await two.owner.move(await two.part(order), *READY)
    await buyer.put(f"/orders/{(await two.part(order))['id']}/status", status="delivered")
    await events.drain()
    assert await buyer.balance() == (5_000 if method == "wallet" else 15_000)
    assert await world.findings() == []


@pytest.mark.parametrize("first", [hand_over, reject])
async def test_money_for_all_of_it_that_was_faster_leaves_a_surplus(
    world: World, outside: Outside, events: Events, first: Any
) -> None:
    buyer, one, two, order = await of_two(world)
    whole = await buyer.post("/payments", 201, order_id=order["id"], method="virtual_account", bank="permata")
    await settle(outside, whole, drop=True)
    await outside.fault("cancel", "down")
    await first(one, order)
    await payment_handlers.ask_providers()
    await events.drain()
    await payment_handlers.send_refunds()
    await events.drain()
    paid = await buyer.order(order["id"])
    assert (paid["status"], paid["refunded"]) == ("paid", 0)
    assert await buyer.balance() == 10_000
    assert await kept(world, order) == (20_000 if first is hand_over else 10_000)
    await reject(two, order)
    await events.drain()
    assert await buyer.balance() == 20_000
    assert await kept(world, order) == (10_000 if first is hand_over else 0)
    assert await world.findings() == []


async def test_a_part_rejected_before_payments_know_is_refunded(
    world: World, outside: Outside, events: Events, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The shop's process died right after its step; the wallet pays for both; the event makes it good."""
    from niaga.orders.api import fulfilment

    buyer, one, _, order = await of_two(world, wallet=20_000)

    async def dies(_: Any) -> None:
        raise RuntimeError("the process is gone")

    with monkeypatch.context() as patched:
        patched.setattr(fulfilment, "amend", dies)
        part = await one.part(order)
        await one.owner.put(f"/orders/{part['id']}/status", 500, status="rejected", reason="Habis")
    paid = await buyer.post("/payments", 201, order_id=order["id"], method="wallet")
    assert paid["amount"] == 20_000
    await events.drain()
    assert await buyer.balance() == 10_000
    assert await kept(world, order) == 10_000
    assert await world.findings() == []


async def test_cancelling_the_rest_leaves_what_was_handed_over(world: World, events: Events) -> None:
    buyer, one, two, order = await of_two(world)
    await hand_over(one, order)
    await buyer.ask("DELETE", f"/orders/{order['id']}")
    await events.drain()
    after = await buyer.order(order["id"])
    assert (after["status"], bool(after["paid_at"])) == ("paid", True)
    refused = await buyer.post("/payments", 409, order_id=order["id"], method="wallet")
    assert refused["code"] == "wrong_state"
    assert (await two.owner.stock(two))["on_hand"] == 5
    assert await world.findings() == []
