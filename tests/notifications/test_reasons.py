"""Why something ended: people's words are theirs, whatever they read like; codes are ours."""

import datetime as dt
from collections.abc import Callable

import httpx
import pytest

from niaga.orders import handlers
from tests.conftest import Events
from tests.world import Json, Person, World

CODES = ("late_payment", "payment_reversed", "replaced", "unpaid")


@pytest.fixture
async def world(client: httpx.AsyncClient) -> World:
    return World(client)


async def told(person: Person, kind: str) -> list[Json]:
    return [n for n in (await person.get("/notifications", size=100))["items"] if n["kind"] == kind]


@pytest.mark.parametrize("word", CODES)
async def test_a_seller_may_reject_with_a_word_that_is_a_code(world: World, events: Events, word: str) -> None:
    buyer, shop = await world.person(wallet=100_000), await world.shop(5)
    order = await buyer.buy(shop.offers[0])
    await shop.owner.move(await shop.part(order), "rejected", reason=word)
    await events.drain()
    (notice,) = await told(buyer, "order_rejected")
    assert word in notice["body"]
    (part,) = (await buyer.get(f"/orders/{order['id']}"))["shop_orders"]
    assert (part["reason"], part["reason_code"]) == (word, None)
    assert (part["history"][-1]["reason"], part["history"][-1]["reason_code"]) == (word, None)
    assert await world.findings() == []


async def test_what_is_not_paid_says_so_by_its_code(
    world: World, events: Events, later: Callable[[dt.timedelta], None]
) -> None:
    buyer, shop = await world.person(), await world.shop(5)
    order = await buyer.buy(shop.offers[0], method="cash")
    id = (await shop.part(order))["id"]
    later(dt.timedelta(hours=25))
    await handlers.expire_unpaid()
    await events.drain()
    owner, buyer = await world.sign_in(shop.owner), await world.sign_in(buyer)
    (bought,) = (await buyer.get(f"/orders/{order['id']}"))["shop_orders"]
    for part in (bought, await owner.get(f"/shop-orders/{id}")):
        assert (part["status"], part["reason"], part["reason_code"]) == ("cancelled", "unpaid", "unpaid")
        assert part["history"][-1]["reason_code"] == "unpaid"


async def test_an_admin_may_suspend_with_a_word_that_is_a_code(world: World, events: Events) -> None:
    admin, shop = await world.admin(), await world.shop()
    await admin.post(f"/shops/{shop.id}/suspend", reason="owner_gone")
    await events.drain()
    seen = (await admin.get(f"/shops/{shop.id}"))["settings"]
    assert (seen["reason"], seen["reason_code"]) == ("owner_gone", None)
    assert [n for n in await told(admin, "shop_unkept") if shop.id in n["path"]] == []
    (notice,) = await told(shop.owner, "shop_suspended")
    assert "owner_gone" in notice["body"]
