"""How people buy."""

from typing import Any

from tests.world import World


async def test_three_shops_in_two_cities_with_one_qris_payment(world: World) -> None:
    canteen = await world.shop(50, price=15_000, name="Kantin", city="Kota Malang")
    outlet = await world.shop(
        9, price=2_499_000, name="Outlet", city="Kota Surabaya", delivers=True, delivery_fee=18_000
    )
    student = await world.shop(5, price=7_500, name="Lapak", city="Kota Malang")
    buyer = await world.person()
    await buyer.add(canteen.offers[0], 2, "tanpa sambal")
    await buyer.add(outlet.offers[0])
    await buyer.add(student.offers[0], 3)
    choice: dict[str, Any] = {
        "shops": [{"shop_id": outlet.id, "delivery_option": "delivery", "note": "titip satpam"}],
        "address_id": await buyer.address(),
    }
    cart = await buyer.get("/cart")
    body = {"cart_id": cart["id"], "payment_method": "qris", "delivery_option": "pickup", **choice}
    quoted = await buyer.post("/checkout/quote", **body)
    assert quoted["total"] == 30_000 + 2_499_000 + 18_000 + 22_500 == sum(p["total"] for p in quoted["shops"])
    bought = await buyer.checkout("qris", expected_total=quoted["total"], **choice)
    order, payment = bought["order"], bought["payment"]
    assert (order["status"], order["total"], payment["amount"], payment["status"]) == (
        "pending_payment",
        quoted["total"],
        quoted["total"],
        "pending",
    )
    assert payment["action"]["type"] == "qr"
    assert (await buyer.get("/cart"))["shops"] == []
    assert len({part["number"] for part in order["shop_orders"]}) == 3
    await buyer.simulate(payment)
    paid = await buyer.order_when(order["id"], "paid")
    assert [part["status"] for part in paid["shop_orders"]] == ["paid"] * 3
    assert [step["status"] for step in paid["shop_orders"][0]["history"]] == ["pending", "paid"]
    for shop, left in ((canteen, 48), (outlet, 8), (student, 2)):
        row = await shop.owner.stock(shop)
        assert (row["on_hand"], row["held"], row["available"]) == (left, 0, left)
    part = await outlet.part(paid)
    assert (part["delivery_option"], part["note"], part["address"]["village"]) == (
        "delivery",
        "titip satpam",
        "Ketawanggede",
    )
    assert part["buyer"]["name"] == "Sari Dewi"
    assert await world.findings() == []


async def test_the_wallet_pays_at_once(world: World) -> None:
    shop = await world.shop(3, price=20_000)
    buyer = await world.person(wallet=50_000)
    await buyer.add(shop.offers[0], 2)
    bought = await buyer.checkout("wallet")
    assert (bought["order"]["status"], bought["payment"]["status"]) == ("paid", "paid")
    assert await buyer.balance() == 10_000
    assert await buyer.order(bought["order"]["id"]) == {**bought["order"], "payment": bought["payment"]}
    await buyer.add(shop.offers[0])
    refused = await buyer.checkout("wallet", expect=409)
    assert (refused["code"], refused["balance"], refused["wanted"]) == ("insufficient_balance", 10_000, 20_000)
    assert (await shop.owner.stock(shop))["available"] == 1
    assert (await buyer.get("/cart"))["count"] == 1


async def test_cash_at_pickup(world: World) -> None:
    shop = await world.shop(4, price=12_000)
    buyer = await world.person()
    await buyer.add(shop.offers[0], 3)
    order = (await buyer.checkout("cash"))["order"]
    assert order["status"] == "pending_payment"
    part = await shop.part(order)
    assert part["allowed"] == ["processing", "rejected"]
    row = await shop.owner.stock(shop)
    assert (row["on_hand"], row["held"]) == (4, 3)
    part = await shop.owner.move(part, "processing")
    assert [step["status"] for step in part["history"]] == ["pending", "processing"]
    row = await shop.owner.stock(shop)
    assert (row["on_hand"], row["held"]) == (1, 0)
    part = await shop.owner.move(part, "packed", "ready_for_pickup", "delivered")
    paid = await buyer.order_when(order["id"], "paid")
    assert paid["payment"]["status"] == "paid"
    part = await buyer.move(part, "delivered")
    assert part["status"] == "completed"
    assert (await buyer.order(order["id"]))["status"] == "completed"
    assert await world.findings() == []


async def test_cash_is_for_pickup_only(world: World) -> None:
    shop = await world.shop(4, delivers=True)
    buyer = await world.person()
    await buyer.add(shop.offers[0])
    refused = await buyer.checkout("cash", 422, delivery_option="delivery", address_id=await buyer.address())
    assert refused["code"] == "cash_needs_pickup"


async def test_a_guests_cart_is_there_after_login(world: World) -> None:
    shop = await world.shop(3, 9, price=5_000)
    answer = await world.http.post("/cart", json={"offer_id": shop.offers[0], "quantity": 2})
    token = answer.headers["x-cart-token"]
    buyer = await world.person(wallet=100_000)
    await buyer.add(shop.offers[0], 2)
    await buyer.add(shop.offers[1])
    merged = await buyer.ask("GET", "/cart", headers={"x-cart-token": token})
    assert {i["offer_id"]: i["quantity"] for i in merged["shops"][0]["items"]} == {
        shop.offers[0]: 3,  # as many as there are
        shop.offers[1]: 1,
    }
    order = (await buyer.checkout())["order"]
    assert order["total"] == 20_000
    assert (await world.http.get("/cart", headers={"x-cart-token": token})).json()["shops"] == []


async def test_a_price_that_changes_in_the_cart_is_said_and_never_charged_unseen(world: World) -> None:
    shop = await world.shop(5, price=10_000)
    buyer = await world.person(wallet=100_000)
    await buyer.add(shop.offers[0], 2)
    await shop.owner.put(f"/offers/{shop.offers[0]}", price=12_500)
    cart = await buyer.get("/cart")
    item = cart["shops"][0]["items"][0]
    assert (item["notice"]["code"], item["notice"]["old"], item["notice"]["new"]) == ("price_changed", 10_000, 12_500)
    refused = await buyer.checkout("wallet", 409, expected_total=20_000)
    assert (refused["code"], refused["expected_total"], refused["total"]) == ("price_changed", 20_000, 25_000)
    assert refused["quote"]["total"] == 25_000
    assert (await shop.owner.stock(shop))["held"] == 0
    order = (await buyer.checkout("wallet", expected_total=25_000))["order"]
    await shop.owner.put(f"/offers/{shop.offers[0]}", price=99_000)
    assert (await buyer.order(order["id"]))["total"] == 25_000


async def test_what_is_sold_out_is_refused_by_name_and_nothing_is_held(world: World) -> None:
    shop = await world.shop(1, 5)
    buyer, other = await world.person(wallet=100_000), await world.person(wallet=100_000)
    await buyer.add(shop.offers[0])
    await buyer.add(shop.offers[1])
    await other.buy(shop.offers[0])
    refused = await buyer.checkout("wallet", 409)
    assert refused["code"] == "out_of_stock"
    (line,) = refused["lines"]
    assert (line["offer_id"], line["wanted"], line["available"]) == (shop.offers[0], 1, 0)
    assert (await shop.owner.stock(shop, 1))["held"] == 0
    assert (await buyer.get("/orders/me"))["total"] == 0
