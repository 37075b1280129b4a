"""Until when an order can be paid: one moment, the same wherever it is told, and nothing between open and over."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from niaga.kit import clock
from niaga.orders.settings import settings
from niaga.payments import handlers as payment_handlers
from tests.conftest import NOBODY, Events
from tests.payments.outside import Outside
from tests.world import Json, World

Later = Callable[[dt.timedelta], None]
LINK_DIES = dt.timedelta(minutes=13)
MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
async def world(client: httpx.AsyncClient, outside: Outside) -> World:
    return World(client)


@pytest.mark.parametrize("method", ["qris", "virtual_account", "cash"])
async def test_order_payment_list_and_notice_name_one_deadline(world: World, events: Events, method: str) -> None:
    shop, buyer = await world.shop(3), await world.person()
    await buyer.add(shop.offers[0])
    bought = await buyer.checkout(method)
    await events.drain()
    id, deadline = bought["order"]["id"], bought["order"]["expires_at"]
    assert bought["payment"]["expires_at"] == deadline
    assert (await buyer.order(id))["expires_at"] == deadline
    assert (await buyer.get("/orders/me"))["items"][0]["expires_at"] == deadline
    second = await buyer.post("/payments", 201, order_id=id, method="ewallet")
    assert second["expires_at"] == deadline
    if method == "cash":  # paid when the goods are picked up
        return
    notice = next(n for n in (await buyer.get("/notifications"))["items"] if n["kind"] == "order_placed")
    at = dt.datetime.fromisoformat(deadline) + dt.timedelta(hours=7)
    assert f"{at:%H.%M} WIB" in notice["body"]


@pytest.mark.parametrize("method", ["qris", "cash"])
async def test_an_order_is_over_when_it_cannot_be_paid_any_more(world: World, later: Later, method: str) -> None:
    """Second by second around the end: while it is shown as open, a payment may begin; afterwards nothing may."""
    shop, buyer = await world.shop(3, price=10_000), await world.person(wallet=50_000)
    await buyer.add(shop.offers[0])
    order = (await buyer.checkout(method))["order"]
    until = dt.datetime.fromisoformat(order["expires_at"])
    later(until - clock.now() - dt.timedelta(seconds=20))
    buyer = await world.sign_in(buyer)
    assert (await buyer.order(order["id"]))["status"] == "pending_payment"
    await buyer.post("/payments", 201, order_id=order["id"], method="ewallet")
    for passed in (21, 60, 89):
        later(dt.timedelta(seconds=passed) - (clock.now() - until) if passed == 21 else dt.timedelta(seconds=30))
        assert (await buyer.order(order["id"]))["status"] == "expired"
        assert (await buyer.get("/orders/me", status="pending_payment"))["total"] == 0
        assert (await buyer.get("/orders/me", status="expired"))["total"] == 1
        refused = await buyer.post("/payments", 409, order_id=order["id"], method="wallet")
        assert refused["present"] == "expired"
        assert (await buyer.ask("DELETE", f"/orders/{order['id']}", 409))["code"] == "wrong_state"


async def test_money_on_its_way_when_time_was_up_pays_the_order_as_usual(
    world: World, outside: Outside, events: Events, later: Later
) -> None:
    """Its goods are kept so long: it is not late, and nothing is said of being late."""
    shop, buyer = await world.shop(1, price=10_000), await world.person()
    await buyer.add(shop.offers[0])
    bought = await buyer.checkout("qris")
    later(LINK_DIES - dt.timedelta(seconds=5))
    lost = {"outcome": "settle", "drop": True}
    await outside.http.post(f"/simulate/{bought['payment']['id']}", json=lost, auth=NOBODY)
    later(MINUTE)
    assert (await buyer.order(bought["order"]["id"]))["status"] == "expired"
    await payment_handlers.ask_providers()
    await events.drain()
    paid = await buyer.order(bought["order"]["id"])
    assert (paid["status"], paid["notice"]) == ("paid", None)
    assert (await shop.owner.stock(shop))["on_hand"] == 0
    assert await world.findings() == []


async def test_cash_waits_for_the_shops_own_time(world: World, later: Later) -> None:
    """Two hours in which it is open, so that it has a look; not a day for shelves that somebody empties."""
    always, shut = await world.shop(3), await world.shop(3)
    tomorrow = clock.now().astimezone(clock.WIB) + dt.timedelta(days=1)
    opens = tomorrow.replace(hour=9, minute=0, second=0, microsecond=0)
    day: dict[str, Any] = {"weekday": opens.isoweekday(), "opens": "09:00", "closes": "00:00"}
    await shut.owner.put(f"/shops/{shut.id}", opening_hours=[day])
    buyer = await world.person()
    length = dt.timedelta(minutes=settings().hold_cash_minutes)
    await buyer.add(always.offers[0])
    order = (await buyer.checkout("cash"))["order"]
    assert abs(kept(order) - length) < dt.timedelta(seconds=1)
    for shop in (always, shut):
        await buyer.add(shop.offers[0])
    order = (await buyer.checkout("cash"))["order"]
    assert dt.datetime.fromisoformat(order["expires_at"]) == opens + length
    await shut.owner.put(f"/shops/{shut.id}", opening_hours=[{**day, "weekday": (day["weekday"] + 3) % 7 + 1}])
    await buyer.add(shut.offers[0])
    order = (await buyer.checkout("cash"))["order"]
    assert kept(order) == dt.timedelta(days=3)


def kept(order: Json) -> dt.timedelta:
    return dt.datetime.fromisoformat(order["expires_at"]) - dt.datetime.fromisoformat(order["placed_at"])
