"""Whoever runs a shop is suspended, erased, or no seller any more: it sells no longer, and admins hear of it."""

from typing import Any
from uuid import UUID

import httpx
import pytest

from niaga.identity.types import PersonSuspended
from niaga.shops import api as shops
from niaga.shops import handlers
from niaga.shops.types import ShopApproved
from tests.conftest import Events
from tests.world import Person, Shop, World


@pytest.fixture
async def world(client: httpx.AsyncClient) -> World:
    return World(client)


async def go(admin: Person, shop: Shop, how: str) -> None:
    path = f"/users/{shop.owner.id}"
    if how == "erased":
        await admin.ask("DELETE", path, 204)
    else:
        change: dict[str, Any] = {"status": "suspended"} if how == "suspended" else {"roles": ["customer"]}
        await admin.put(path, **change)


async def notices(person: Person) -> list[dict[str, object]]:
    found: list[dict[str, object]] = (await person.get("/notifications", size=100))["items"]
    return found


@pytest.mark.parametrize("how", ["suspended", "erased", "demoted"])
async def test_a_shop_that_nobody_runs_sells_nothing(world: World, events: Events, how: str) -> None:
    admin, buyer = await world.admin(), await world.person(wallet=100_000)
    shop = await world.shop(5, phone="0812-1111-2222", address="Jl. Kertosentono No. 14")
    order = await buyer.buy(shop.offers[0])
    await events.drain()
    (there,) = await shop.owner.get(f"/shops/{shop.id}/warehouses")
    home: dict[str, Any] = {
        "name": "Rumah",
        "address": "Jl. Kertosentono No. 14",
        "latitude": -7.95,
        "longitude": 112.61,
    }
    await shop.owner.put(f"/warehouses/{there['id']}", **home)
    (before,) = await admin.get(f"/users/{shop.owner.id}/shops")
    assert (before["id"], before["status"], before["alone"]) == (shop.id, "approved", True)
    await go(admin, shop, how)
    await events.drain()
    seen = await admin.get(f"/shops/{shop.id}")
    assert (seen["status"], seen["settings"]["reason"]) == ("suspended", "owner_gone")
    assert (seen["phone"] is None, seen["address"] is None) == (how == "erased", how == "erased")
    (place,) = await admin.get(f"/shops/{shop.id}/warehouses")
    assert (place["address"] == "", place["latitude"] is None) == (how == "erased", how == "erased")
    assert (await buyer.post("/cart", None, offer_id=shop.offers[0], quantity=1)).status_code in (404, 409)
    told = [n for n in await notices(admin) if n["kind"] == "shop_unkept" and str(n["path"]).split("/")[2] == shop.id]
    assert len(told) == 1
    # Its orders can be seen and worked off by an admin.
    board = await admin.get("/orders", shop_id=shop.id)
    assert [b["order_id"] for b in board["items"]] == [order["id"]]
    part = await admin.move(order["shop_orders"][0], "processing", "packed", "ready_for_pickup")
    assert part["status"] == "ready_for_pickup"
    # Told again nothing happens; let in again the shop sells, once its owner may.
    await handlers.close_with_suspended(events=[PersonSuspended(UUID(shop.owner.id), None)] * 2)
    path = f"/shops/{shop.id}/approve"
    if how == "demoted":
        await admin.post(path)
    else:
        assert (await admin.post(path, 409))["code"] == "owner_gone"
    if how == "suspended":
        await admin.put(f"/users/{shop.owner.id}", status="active")
        await handlers.close_with_suspended(events=[PersonSuspended(UUID(shop.owner.id), None)])
        await admin.post(path)
    if how != "erased":
        await events.drain()
        assert (await admin.get(f"/shops/{shop.id}"))["status"] == "approved"
        await buyer.buy(shop.offers[0])


async def test_a_shop_with_a_manager_goes_on(world: World, events: Events) -> None:
    admin, manager = await world.admin(), await world.person()
    shop = await world.shop(5, phone="0812-1111-2222")
    async with shops.db.tx() as c:
        await shops.store.add_member(c, shop_id=UUID(shop.id), user_id=UUID(manager.id), role="manager")
    (kept,) = await admin.get(f"/users/{shop.owner.id}/shops")
    assert kept["alone"] is False
    await go(admin, shop, "erased")
    await events.drain()
    seen = await admin.get(f"/shops/{shop.id}")
    assert (seen["status"], seen["phone"]) == ("approved", "0812-1111-2222")
    await admin.put(f"/users/{manager.id}", status="suspended")
    await events.drain()
    assert (await admin.get(f"/shops/{shop.id}"))["status"] == "suspended"


async def test_an_owner_who_goes_while_the_shop_is_approved_leaves_it_closed(world: World) -> None:
    """Told before the approval was written, the owner's going finds nothing to suspend."""
    admin, owner = await world.admin(), await world.person()
    made = await owner.post("/shops", 201, name="Warung Pergi")
    await handlers.close_with_suspended(events=[PersonSuspended(UUID(owner.id), None)])
    await admin.post(f"/shops/{made['id']}/approve")
    await admin.put(f"/users/{owner.id}", status="suspended")  # its news is the one that came too early
    await handlers.owner_is_a_seller(events=[ShopApproved(UUID(made["id"]))])
    assert (await admin.get(f"/shops/{made['id']}"))["status"] == "suspended"


async def test_who_is_turned_away_is_told_why(world: World) -> None:
    admin, owner = await world.admin(), await world.person()
    made = await owner.post("/shops", 201, name="Warung Alasan")
    for body in ({}, {"reason": None}, {"reason": "  "}):
        refused = await admin.post(f"/shops/{made['id']}/reject", 422, **body)
        assert refused["errors"][0]["field"] == "reason"
    await admin.post(f"/shops/{made['id']}/approve")
    assert (await admin.post(f"/shops/{made['id']}/suspend", 422))["errors"][0]["field"] == "reason"
    assert (await admin.get(f"/shops/{made['id']}"))["status"] == "approved"


async def test_only_admins_see_whose_shops_are(world: World) -> None:
    shop = await world.shop()
    assert (await shop.owner.get(f"/users/{shop.owner.id}/shops", expect=403))["code"] == "forbidden"


async def test_the_people_of_a_shop_are_told_what_they_may_do_there(world: World) -> None:
    shop, admin = await world.shop(), await world.admin()
    people = {role: await world.person() for role in ("manager", "cashier")}
    async with shops.db.tx() as c:
        for role, person in people.items():
            await shops.store.add_member(c, shop_id=UUID(shop.id), user_id=UUID(person.id), role=role)
    all_of_it = {"orders", "stock", "products", "settings"}
    expected = {shop.owner: all_of_it, people["manager"]: all_of_it - {"settings"}, people["cashier"]: {"orders"}}
    for person, may in {**expected, admin: all_of_it}.items():
        assert set((await person.get(f"/shops/{shop.id}"))["settings"]["permissions"]) == may
    assert (await (await world.person()).get(f"/shops/{shop.id}"))["settings"] is None
