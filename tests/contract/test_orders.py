"""/orders, for buyers, sellers and admins."""

import pytest

from tests.world import World

BY_SELLER = ("processing", "packed", "ready_for_pickup")


async def test_lists(world: World) -> None:
    shop, rival = await world.shop(9, price=10_000), await world.shop(9, price=10_000)
    me, other, admin = await world.person(wallet=100_000), await world.person(), await world.admin()
    first = await me.buy(shop.offers[0])
    second = await me.buy(rival.offers[0])
    waiting = await me.buy(shop.offers[0], method="qris")
    mine = await me.get("/orders/me")
    assert mine.keys() >= {"items", "total", "page", "size"}
    assert [order["id"] for order in mine["items"]] == [waiting["id"], second["id"], first["id"]]
    paid = await me.get("/orders/me", status="paid", page=1, size=1)
    assert ([order["id"] for order in paid["items"]], paid["total"]) == ([second["id"]], 2)
    assert (await other.get("/orders/me"))["items"] == []
    board = await shop.owner.get("/orders", shop_id=shop.id)
    assert board.keys() >= {"items", "total", "page", "size"}
    assert {part["order_id"] for part in board["items"]} == {first["id"], waiting["id"]}
    assert all(part["shop"]["id"] == shop.id for part in board["items"])
    (part,) = (await shop.owner.get("/orders", shop_id=shop.id, status="paid"))["items"]
    assert part["id"] == first["shop_orders"][0]["id"]
    await rival.owner.get("/orders", 404, shop_id=shop.id)
    await other.get("/orders", 404, shop_id=shop.id)
    everything = await admin.get("/orders", size=100)
    assert {first["shop_orders"][0]["id"], second["shop_orders"][0]["id"]} <= {p["id"] for p in everything["items"]}
    assert (await admin.get("/orders", shop_id=shop.id))["total"] == 2
    for path in ("/orders/me", "/orders"):
        await me.get(path, 400, size=1000)
        await me.get(path, 400, status="terbang")
        assert (await world.http.get(path)).status_code == 401


async def test_one_order(world: World) -> None:
    shop, me, other = await world.shop(9), await world.person(wallet=100_000), await world.person()
    order = await me.buy(shop.offers[0])
    found = await me.get(f"/orders/{order['id']}")
    assert (found["number"], found["status"], found["total"]) == (order["number"], "paid", order["total"])
    assert (await (await world.admin()).get(f"/orders/{order['id']}"))["id"] == order["id"]
    assert (await other.get(f"/orders/{order['id']}", 404))["code"] == "not_found"
    await me.get("/orders/bukan-id", 404)
    assert (await world.http.get(f"/orders/{order['id']}")).status_code == 401


async def test_from_paid_to_completed(world: World) -> None:
    shop, rival = await world.shop(9), await world.shop()
    me, other = await world.person(wallet=100_000), await world.person()
    order = await me.buy(shop.offers[0])
    part = order["shop_orders"][0]
    path = f"/orders/{part['id']}/status"
    early = await shop.owner.put(path, 409, status="packed")
    assert early["code"] == "wrong_state"
    assert early["allowed"] == ["processing", "rejected"]
    assert (await me.put(path, 409, status="delivered"))["code"] == "wrong_state"
    for status in BY_SELLER:
        part = await shop.owner.put(path, status=status)
        assert (part["id"], part["status"]) == (order["shop_orders"][0]["id"], status)
    await me.put(path, 403, status="completed")
    for stranger in (rival.owner, other):
        await stranger.put(path, 404, status="delivered")
    await shop.owner.put(path, 422, status="terbang")
    received = await me.put(path, status="delivered")
    assert received["status"] in ("delivered", "completed")
    done = await me.get(f"/orders/{order['id']}")
    assert (done["status"], done["shop_orders"][0]["status"]) == ("completed", "completed")
    steps = [step["status"] for step in done["shop_orders"][0]["history"]]
    assert steps == ["pending", "paid", *BY_SELLER, "delivered", "completed"]
    late = await me.ask("DELETE", f"/orders/{order['id']}", 409)
    assert (late["code"], late["allowed"]) == ("wrong_state", [])


async def test_what_is_delivered_is_shipped_first(world: World) -> None:
    shop, me = await world.shop(9, delivers=True), await world.person(wallet=100_000)
    await me.add(shop.offers[0])
    bought = await me.checkout("wallet", delivery_option="delivery", address_id=await me.address())
    part = bought["order"]["shop_orders"][0]
    admin = await world.admin()
    for status in ("processing", "packed", "shipped", "delivered"):
        part = await admin.put(f"/orders/{part['id']}/status", status=status)
        assert part["status"] == status


async def test_cash_is_accepted_without_being_paid(world: World) -> None:
    shop, me = await world.shop(9), await world.person()
    order = await me.buy(shop.offers[0], method="cash")
    path = f"/orders/{order['shop_orders'][0]['id']}/status"
    part = await shop.owner.put(path, status="processing")
    assert [step["status"] for step in part["history"]] == ["pending", "processing"]
    online = await me.buy(shop.offers[0], method="qris")
    refused = await shop.owner.put(f"/orders/{online['shop_orders'][0]['id']}/status", 409, status="processing")
    assert refused["code"] == "wrong_state"


@pytest.mark.parametrize("method", ["wallet", "qris", "cash"])
async def test_the_buyer_cancels(world: World, method: str) -> None:
    shop, me, other = await world.shop(2, price=10_000), await world.person(wallet=50_000), await world.person()
    order = await me.buy(shop.offers[0], method=method)
    assert (await shop.owner.stock(shop))["available"] == 1
    await other.ask("DELETE", f"/orders/{order['id']}", 404)
    answer = await me.ask("DELETE", f"/orders/{order['id']}", None)
    assert answer.status_code in (200, 204)
    cancelled = await me.get(f"/orders/{order['id']}")
    assert cancelled["status"] == ("refunded" if method == "wallet" else "cancelled")
    assert [part["status"] for part in cancelled["shop_orders"]] == ["cancelled"]
    assert (await me.get("/wallet"))["balance"] == 50_000
    assert (await shop.owner.stock(shop))["available"] == 2


async def test_a_rejected_part_is_refunded_alone(world: World) -> None:
    one, two = await world.shop(5, price=30_000), await world.shop(5, price=12_000)
    me = await world.person(wallet=42_000)
    order = await me.buy(one.offers[0], two.offers[0])
    part = next(p for p in order["shop_orders"] if p["shop"]["id"] == two.id)
    refused = await two.owner.put(f"/orders/{part['id']}/status", 422, status="rejected")
    assert refused["errors"][0]["field"] == "reason"
    await two.owner.put(f"/orders/{part['id']}/status", status="rejected", reason="Habis bahan")
    after = await me.get(f"/orders/{order['id']}")
    assert after["status"] == "partly_refunded"
    assert {p["shop"]["id"]: p["status"] for p in after["shop_orders"]} == {one.id: "paid", two.id: "rejected"}
    assert (await me.get("/wallet"))["balance"] == 12_000
    payment = await me.get(f"/payments/{order['payment_id']}")
    assert (payment["status"], payment["refunded"]) == ("partly_refunded", 12_000)
