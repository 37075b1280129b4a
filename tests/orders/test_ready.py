"""When a shop's part will be ready: decided without a database, and as buyer and seller are told."""

import datetime as dt
from typing import Any, get_args

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from niaga.orders.rules import ready
from niaga.orders.types import ShopOrderStatus
from tests.world import Json, Person, Shop, World

NOW = dt.datetime(2026, 11, 21, 3, tzinfo=dt.UTC)
said = st.integers(0, 1440)


@pytest.fixture
async def world(client: httpx.AsyncClient) -> World:
    return World(client)


@given(st.lists(said, min_size=1), st.lists(said))
def test_the_slowest_line_decides_in_any_order_and_more_of_them_never_make_it_faster(
    some: list[int], more: list[int]
) -> None:
    takes = ready.minutes(some)
    assert takes in some
    assert takes == ready.minutes(reversed(some))
    whole = ready.minutes(some + more)
    assert takes is not None
    assert whole is not None
    assert whole >= takes


@given(st.lists(said | st.none()))
def test_nothing_is_promised_that_not_every_line_says(lines: list[int | None]) -> None:
    assert (ready.minutes(lines) is None) == (not lines or None in lines)


@given(st.sampled_from(get_args(ShopOrderStatus)), st.none() | st.just(NOW), st.none() | said)
def test_an_instant_is_named_while_the_shop_is_at_work_and_at_no_other_time(
    status: ShopOrderStatus, begun_at: dt.datetime | None, takes: int | None
) -> None:
    at = ready.at(status, begun_at, takes)
    at_work = status in ("processing", "packed")
    assert (at is not None) == (at_work and begun_at is not None and takes is not None)
    if at is not None and takes is not None:
        assert at - NOW == dt.timedelta(minutes=takes)


async def cooked(shop: Shop, **specs: Any) -> str:
    """A dish that says this of itself; returns its offer."""
    made = await shop.owner.post(
        "/products",
        201,
        name="Geprek",
        description="",
        kind="food",
        specs=specs,
        shop_id=shop.id,
        variants=[{"options": {}, "price": 10_000, "stock": 9}],
    )
    return str(made["variants"][0]["offers"][0]["id"])


async def quoted(buyer: Person, cart: Json) -> Json:
    body = {"cart_id": cart["id"], "payment_method": "wallet", "delivery_option": "pickup"}
    found: Json = (await buyer.post("/checkout/quote", **body))["shops"][0]
    return found


async def test_buyer_and_seller_are_told_the_same_from_the_quote_until_it_is_ready(world: World) -> None:
    shop, buyer = await world.shop(), await world.person(wallet=100_000)
    await buyer.add(await cooked(shop, Siap={"value": 8, "unit": "menit"}))
    cart = await buyer.add(await cooked(shop, Siap={"value": 2.5, "unit": "menit"}), 3)
    assert (await quoted(buyer, cart))["prep_minutes"] == 8
    order = (await buyer.checkout())["order"]
    part = order["shop_orders"][0]
    assert (part["prep_minutes"], part["ready_at"]) == (8, None)
    assert [(line["kind"], line["prep_minutes"]) for line in part["lines"]] == [("food", 8), ("food", 3)]

    begun = await shop.owner.move(part, "processing")
    accepted = next(step["at"] for step in begun["history"] if step["status"] == "processing")
    ready_at = dt.datetime.fromisoformat(accepted) + dt.timedelta(minutes=8)
    assert dt.datetime.fromisoformat(begun["ready_at"]) == ready_at
    packed = await shop.owner.move(begun, "packed")
    seen = (await buyer.order(order["id"]))["shop_orders"][0]
    assert seen["ready_at"] == packed["ready_at"] == begun["ready_at"]
    done = await shop.owner.move(packed, "ready_for_pickup")
    assert (done["prep_minutes"], done["ready_at"]) == (8, None)


async def test_what_the_shop_says_later_changes_no_order(world: World) -> None:
    shop, buyer = await world.shop(), await world.person(wallet=100_000)
    offer = await cooked(shop, Siap={"value": 8, "unit": "menit"})
    order = await buyer.buy(offer)
    product = order["shop_orders"][0]["lines"][0]["product_id"]
    await shop.owner.put(f"/products/{product}", specs={"Siap": {"value": 30, "unit": "menit"}})
    assert (await shop.part(order))["prep_minutes"] == 8
    assert (await shop.part(await buyer.buy(offer)))["prep_minutes"] == 30


async def test_without_the_minutes_of_every_line_nothing_is_claimed(world: World) -> None:
    shop, buyer = await world.shop(), await world.person(wallet=100_000)
    await buyer.add(await cooked(shop, Siap={"value": 8, "unit": "menit"}))
    cart = await buyer.add(await cooked(shop))
    assert (await quoted(buyer, cart))["prep_minutes"] is None
    begun = await shop.owner.move((await buyer.checkout())["order"]["shop_orders"][0], "processing")
    assert (begun["prep_minutes"], begun["ready_at"]) == (None, None)


@pytest.mark.parametrize(
    "odd",
    [
        "8 menit",
        8,
        True,
        {"value": 8, "unit": "meter"},
        {"value": -1, "unit": "menit"},
        {"value": 1e300, "unit": "menit"},
    ],
)
async def test_what_is_no_time_is_not_taken_for_one(world: World, odd: Any) -> None:
    shop, buyer = await world.shop(), await world.person(wallet=100_000)
    order = await buyer.buy(await cooked(shop, Siap=odd))
    assert order["shop_orders"][0]["prep_minutes"] is None
