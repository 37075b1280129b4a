"""What is not paid, cancelled, paid late or twice."""

import datetime as dt
from typing import Any

from tests.conftest import until
from tests.world import World

LONG = dt.timedelta(days=2)


async def test_unpaid_expires_and_may_be_ordered_again(world: World) -> None:
    shop = await world.shop(2, price=10_000)
    buyer, other = await world.person(), await world.person(wallet=50_000)
    await buyer.add(shop.offers[0], 2, "bungkus")
    order = (await buyer.checkout("virtual_account", bank="bca"))["order"]
    await other.add(shop.offers[0])
    assert (await other.checkout("wallet", 409))["code"] == "out_of_stock"
    await world.pass_time(order, LONG)
    assert (await other.checkout("wallet"))["order"]["status"] == "paid"  # free at once, swept or not
    expired = await buyer.order(order["id"])
    assert (expired["status"], expired["shop_orders"][0]["status"]) == ("expired", "cancelled")
    assert (await buyer.get("/orders/me", status="expired"))["total"] == 1

    async def told() -> bool:
        items = (await buyer.get("/notifications"))["items"]
        return any("expired" in item["kind"] for item in items)

    await until(told)
    assert (await buyer.ask("DELETE", f"/orders/{order['id']}", 409))["present"] == "expired"
    again = await buyer.post(f"/orders/{order['id']}/again")
    assert again["added"] == [shop.offers[0]]
    item = (await buyer.get("/cart"))["shops"][0]["items"][0]
    assert (item["quantity"], item["note"], item["notice"]["code"]) == (2, "bungkus", "only_n_left")
    assert await world.findings() == []


async def expire(world: World, order: dict[str, Any]) -> None:
    """Wait for the sweeper, having made the order old."""
    await world.pass_time(order, LONG)

    async def swept() -> bool:
        found = await world.call("orders", "order", id=order["id"])
        return any(s["actor"] == "system" for s in found["shop_orders"][0]["history"])

    await until(swept)


async def test_money_that_comes_late_gets_the_goods_after_all(world: World) -> None:
    shop = await world.shop(2, price=10_000)
    buyer = await world.person()
    await buyer.add(shop.offers[0])
    bought = await buyer.checkout("qris")
    async with world.silent_provider():
        await expire(world, bought["order"])
        assert (await shop.owner.stock(shop))["available"] == 2
        await buyer.simulate(bought["payment"])
    paid = await buyer.order_when(bought["order"]["id"], "paid")
    assert (paid["notice"], paid["shop_orders"][0]["status"]) == ("late_payment", "paid")
    assert [s["reason"] for s in paid["shop_orders"][0]["history"]][-1] == "late_payment"
    assert (await shop.owner.stock(shop))["on_hand"] == 1
    await shop.owner.move(await shop.part(paid), "processing")
    assert await world.findings() == []


async def test_money_that_comes_late_goes_back_when_all_is_sold(world: World) -> None:
    shop = await world.shop(1, price=10_000)
    buyer, other = await world.person(), await world.person(wallet=10_000)
    await buyer.add(shop.offers[0])
    bought = await buyer.checkout("virtual_account", bank="bni")
    async with world.silent_provider():
        await expire(world, bought["order"])
        await other.buy(shop.offers[0])
        await buyer.simulate(bought["payment"])

    async def returned() -> bool:
        return (await buyer.balance()) == 10_000  # a bank transfer comes back to the wallet

    await until(returned)
    after = await buyer.order(bought["order"]["id"])
    assert (after["status"], after["notice"], after["paid_at"]) == ("expired", "late_payment_refunded", None)
    assert after["payment"]["status"] == "refunded"
    row = await shop.owner.stock(shop)
    assert (row["on_hand"], row["held"]) == (0, 0)
    assert await world.findings() == []


async def test_two_payments_for_one_order_pay_it_once(world: World) -> None:
    shop = await world.shop(3, price=10_000)
    buyer = await world.person()
    await buyer.add(shop.offers[0])
    bought = await buyer.checkout("virtual_account", bank="bri")
    order, first = bought["order"], bought["payment"]
    async with world.silent_provider():  # so that the first attempt cannot be ended there
        second = await buyer.post("/payments", 201, order_id=order["id"], method="qris")
        assert (await buyer.get(f"/payments/{first['id']}"))["status"] == "cancelled"
        await buyer.simulate(second)
        paid = await buyer.order_when(order["id"], "paid")
        assert (paid["payment_id"], paid["payment_method"]) == (second["id"], "qris")
        await buyer.simulate(first)

    async def returned() -> bool:
        return (await buyer.balance()) == 10_000

    await until(returned)
    after = await buyer.order(order["id"])
    assert (after["status"], after["notice"], after["refunded"]) == ("paid", "paid_twice_refunded", 0)
    assert (await shop.owner.stock(shop))["on_hand"] == 2
    assert await world.findings() == []


async def test_the_buyer_cancels_before_paying(world: World) -> None:
    shop = await world.shop(2, price=10_000)
    buyer = await world.person()
    await buyer.add(shop.offers[0], 2)
    bought = await buyer.checkout("qris")
    path = f"/orders/{bought['order']['id']}"
    cancelled = await buyer.ask("DELETE", path, params={"reason": "Salah pilih"})
    part = cancelled["shop_orders"][0]
    assert (cancelled["status"], part["status"], part["reason"]) == ("cancelled", "cancelled", "Salah pilih")
    assert await buyer.ask("DELETE", path) == cancelled
    assert (await shop.owner.stock(shop))["available"] == 2
    assert (await buyer.get(f"/payments/{bought['payment']['id']}"))["status"] == "cancelled"
    refused = await buyer.post("/payments", None, order_id=cancelled["id"], method="qris")
    assert refused.status_code == 409
    assert await world.findings() == []


async def test_the_buyer_cancels_after_paying(world: World) -> None:
    shop = await world.shop(2, price=10_000)
    buyer = await world.person(wallet=25_000)
    await buyer.add(shop.offers[0], 2)
    order = (await buyer.checkout())["order"]
    after = await buyer.ask("DELETE", f"/orders/{order['id']}")
    assert (after["status"], after["refunded"], after["shop_orders"][0]["status"]) == ("refunded", 20_000, "cancelled")
    assert await buyer.balance() == 25_000
    assert (await shop.owner.stock(shop))["available"] == 2
    late = await shop.owner.put(f"/orders/{order['shop_orders'][0]['id']}/status", 409, status="processing")
    assert (late["present"], late["allowed"]) == ("cancelled", [])
    assert await world.findings() == []


async def test_cancelling_what_was_paid_a_moment_ago_refunds_it(world: World) -> None:
    shop = await world.shop(1, price=10_000)
    buyer = await world.person()
    await buyer.add(shop.offers[0])
    bought = await buyer.checkout("virtual_account", bank="permata")
    await buyer.simulate(bought["payment"], drop=True)  # nobody has told us yet
    after = await buyer.ask("DELETE", f"/orders/{bought['order']['id']}")
    assert (after["status"], after["refunded"]) == ("refunded", 10_000)
    assert await buyer.balance() == 10_000
    assert (await shop.owner.stock(shop))["available"] == 1
    assert await world.findings() == []


async def test_cash_orders_are_rejected_or_cancelled_part_by_part(world: World) -> None:
    one, two = await world.shop(5, price=30_000), await world.shop(5, price=12_000)
    buyer = await world.person()
    await buyer.add(one.offers[0])
    await buyer.add(two.offers[0])
    order = (await buyer.checkout("cash"))["order"]
    await one.owner.move(await one.part(order), "processing")
    after = await buyer.ask("DELETE", f"/orders/{order['id']}")
    assert [p["status"] for p in after["shop_orders"]] == ["processing", "cancelled"]
    assert after["status"] == "pending_payment"
    assert (await two.owner.stock(two))["available"] == 5
    await one.owner.move(await one.part(order), "packed", "ready_for_pickup", "delivered", "completed")
    done = await buyer.order_when(order["id"], "completed")
    assert done["payment"]["received"] == 30_000
    assert await world.findings() == []
