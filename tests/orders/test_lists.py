"""How buyers and sellers find their orders."""

from typing import Any

import httpx
import pytest

from tests.world import World


@pytest.fixture
async def world(client: httpx.AsyncClient) -> World:
    return World(client)


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


async def test_a_buyer_finds_an_order_by_number_shop_or_thing_and_nobody_elses(world: World) -> None:
    one, two = await world.shop(9, price=1_000, name="Café Élan"), await world.shop(9, price=1_000, name="Kopi & Teh")
    buyer, other = await world.person(wallet=50_000), await world.person(wallet=50_000)
    first, second = await buyer.buy(one.offers[0]), await buyer.buy(two.offers[0])
    await other.buy(one.offers[0])

    async def found(q: str, **more: Any) -> list[str]:
        page = await buyer.get("/orders/me", q=q, **more)
        assert page["total"] == len(page["items"])
        return [order["number"] for order in page["items"]]

    assert await found("") == await found("  ") == [second["number"], first["number"]]
    assert await found(first["number"][-6:].lower()) == [first["number"]]
    assert await found(first["shop_orders"][0]["call_number"]) == [first["number"]]
    assert await found("CAFE elan") == await found("élan") == [first["number"]]
    assert await found("kopi & teh") == [second["number"]]
    assert await found("%") == await found("_") == []  # signs are no patterns
    assert await found(second["shop_orders"][0]["lines"][0]["name"]) == [second["number"]]
    assert await found("élan", status="completed") == await found("?") == []
    await buyer.get("/orders/me", 400, q="x" * 81)


async def test_what_came_to_its_end_is_found_also_when_some_money_went_back(world: World) -> None:
    one, two = await world.shop(9, price=1_000), await world.shop(9, price=1_000)
    buyer = await world.person(wallet=50_000)
    whole = await buyer.buy(one.offers[0])
    await one.owner.move(await one.part(whole), "processing", "packed", "ready_for_pickup", "delivered", "completed")
    half = await buyer.buy(one.offers[0], two.offers[0])
    await one.owner.move(await one.part(half), "rejected", reason="Habis")

    async def listed(status: str) -> set[str]:
        return {order["number"] for order in (await buyer.get("/orders/me", status=status))["items"]}

    assert (await listed("in_progress"), await listed("finished")) == ({half["number"]}, {whole["number"]})
    await two.owner.move(await two.part(half), "processing", "packed", "ready_for_pickup", "delivered", "completed")
    assert (await listed("in_progress"), await listed("finished")) == (set(), {half["number"], whole["number"]})
    assert (await listed("completed"), await listed("partly_refunded")) == ({whole["number"]}, {half["number"]})
