"""How shops work orders off."""

from tests.world import World


async def test_the_sellers_board_to_completed(world: World) -> None:
    shop = await world.shop(9, price=25_000, delivers=True, delivery_fee=9_000)
    buyer = await world.person(wallet=100_000)
    await buyer.add(shop.offers[0])
    bought = await buyer.checkout("wallet", delivery_option="delivery", address_id=await buyer.address())
    order = bought["order"]
    assert (order["delivery_fee"], order["total"]) == (9_000, 34_000)
    board = await shop.owner.get("/orders", shop_id=shop.id)
    (part,) = board["items"]
    assert (part["status"], part["allowed"]) == ("paid", ["processing", "rejected"])
    skipped = await shop.owner.put(f"/orders/{part['id']}/status", 409, status="shipped")
    assert (skipped["code"], skipped["present"], skipped["allowed"]) == ("wrong_state", "paid", part["allowed"])
    early = await buyer.put(f"/orders/{part['id']}/status", 409, status="delivered")
    assert early["code"] == "wrong_state"
    part = await shop.owner.move(part, "processing", "packed")
    assert part["allowed"] == ["shipped"]  # it is to be delivered
    part = await shop.owner.move(part, "shipped", "shipped")  # told twice is told once
    assert (await buyer.put(f"/orders/{part['id']}/status", 403, status="completed"))["code"] == "forbidden"
    part = await buyer.move(part, "delivered")
    done = await buyer.order(order["id"])
    assert (done["status"], done["shop_orders"][0]["status"]) == ("completed", "completed")
    history = [(step["status"], step["actor"]) for step in part["history"]]
    assert history == [
        ("pending", "buyer"),
        ("paid", "system"),
        ("processing", "seller"),
        ("packed", "seller"),
        ("shipped", "seller"),
        ("delivered", "buyer"),
        ("completed", "buyer"),
    ]
    assert await world.findings() == []


async def test_a_seller_may_close_what_was_handed_over(world: World) -> None:
    shop = await world.shop(9)
    buyer = await world.person(wallet=100_000)
    part = await shop.part(await buyer.buy(shop.offers[0]))
    part = await shop.owner.move(part, "processing", "ready_for_pickup")  # a plate needs no packing
    part = await shop.owner.move(part, "delivered", "completed")
    steps = [step["status"] for step in part["history"]]
    assert steps[2:] == ["processing", "packed", "ready_for_pickup", "delivered", "completed"]


async def test_what_is_not_yours_does_not_exist(world: World) -> None:
    shop, rival = await world.shop(9), await world.shop(9)
    buyer, stranger = await world.person(wallet=100_000), await world.person()
    order = await buyer.buy(shop.offers[0])
    part = order["shop_orders"][0]
    for nosy in (stranger, rival.owner):
        await nosy.get(f"/orders/{order['id']}", 404)
        await nosy.get(f"/shop-orders/{part['id']}", 404)
        await nosy.put(f"/orders/{part['id']}/status", 404, status="processing")
        await nosy.ask("DELETE", f"/orders/{order['id']}", 404)
        await nosy.post(f"/orders/{order['id']}/again", 404)
        await nosy.get("/orders", 404, shop_id=shop.id)
        assert (await nosy.get("/orders"))["items"] == []
    await shop.owner.get(f"/orders/{order['id']}", 404)  # the whole of it is the buyer's
    admin = await world.admin()
    assert (await admin.get(f"/orders/{order['id']}"))["number"] == order["number"]
    assert (await admin.get("/orders", q=order["number"][-6:].lower()))["total"] == 1
    # What is said at the counter is the same for buyer and seller, and finds the order.
    said = order["shop_orders"][0]["call_number"]
    assert said.replace(" ", "") == order["number"][-6:]
    assert [one["call_number"] for one in (await admin.get("/orders", q=said))["items"]] == [said]
    assert (await world.http.get("/orders/me")).status_code == 401


async def test_one_seller_rejects_and_only_that_part_is_refunded(world: World) -> None:
    one, two = await world.shop(5, price=30_000), await world.shop(5, price=12_000)
    buyer = await world.person(wallet=50_000)
    order = await buyer.buy(one.offers[0], two.offers[0])
    assert await buyer.balance() == 8_000
    part = await two.part(order)
    silent = await two.owner.put(f"/orders/{part['id']}/status", 422, status="rejected")
    assert silent["errors"][0]["field"] == "reason"
    part = await two.owner.move(part, "rejected", reason="Oven rusak")
    assert (part["status"], part["reason"], part["refunded"]) == ("rejected", "Oven rusak", 12_000)
    after = await buyer.order(order["id"])
    assert (after["status"], after["refunded"]) == ("partly_refunded", 12_000)
    assert await buyer.balance() == 20_000
    assert (await two.owner.stock(two))["available"] == 5
    assert (await one.owner.stock(one))["available"] == 4
    await one.owner.move(await one.part(order), "processing", "packed", "ready_for_pickup")
    refused = await buyer.ask("DELETE", f"/orders/{order['id']}", 409)
    assert refused["code"] == "wrong_state"
    assert await world.findings() == []


async def test_an_admin_refunds_what_was_delivered(world: World) -> None:
    shop = await world.shop(5, price=30_000)
    buyer = await world.person(wallet=30_000)
    order = await buyer.buy(shop.offers[0])
    part = await shop.owner.move(
        await shop.part(order), "processing", "packed", "ready_for_pickup", "delivered", "completed"
    )
    body = {"shop_order_id": part["id"], "amount": 10_000, "reason": "Cacat"}
    admin = await world.admin()
    await admin.post(f"/payments/{order['payment_id']}/refund", 201, **body)
    after = await buyer.order_when(order["id"], "partly_refunded")
    assert after["shop_orders"][0]["status"] == "completed"
    await admin.post(f"/payments/{order['payment_id']}/refund", 201, shop_order_id=part["id"], reason="Cacat")
    after = await buyer.order_when(order["id"], "refunded")
    assert (after["shop_orders"][0]["status"], after["refunded"]) == ("refunded", 30_000)
    assert await buyer.balance() == 30_000
    assert await world.findings() == []
