"""What comes back with a refund: goods that no shop had begun, and never more money than a part has cost."""

import asyncio
from typing import Any
from uuid import UUID

import httpx
import pytest

from niaga.orders import api
from niaga.orders.api import compensation, settlement
from niaga.orders.rules.settlement import Settling
from niaga.payments import api as payments
from tests.conftest import Events
from tests.payments.outside import Outside
from tests.world import Json, Person, Shop, World


@pytest.fixture
async def world(client: httpx.AsyncClient) -> World:
    return World(client)


async def on_hand(shop: Shop) -> int:
    return int((await shop.owner.stock(shop))["on_hand"])


async def refund(admin: Person, order: Json, **asked: Any) -> Json:
    path = f"/payments/{order['payment_id']}/refund"
    found: Json = await admin.post(path, 201, **({"reason": "Salah rasa"} | asked))
    return found


@pytest.mark.parametrize("how", ["payment", "part", "part in two"])
async def test_goods_of_a_part_that_was_not_begun_come_back(world: World, events: Events, how: str) -> None:
    """They had stayed gone: the shop could neither reject nor go on (B7)."""
    shop, buyer, admin = await world.shop(9), await world.person(wallet=50_000), await world.admin()
    await buyer.add(shop.offers[0], 3)
    order = (await buyer.checkout())["order"]
    part = {} if how == "payment" else {"shop_order_id": order["shop_orders"][0]["id"]}
    for amount in ({"amount": 10_000}, {"amount": 20_000}) if how == "part in two" else ({},):
        assert await on_hand(shop) == 6
        await refund(admin, order, **part, **amount)
        await events.drain()
    assert await on_hand(shop) == 9
    (moved, *_) = (await shop.owner.get(f"/shops/{shop.id}/stock-movements"))["items"]
    assert (moved["reason"], moved["change"], moved["note"]) == ("returned", 3, "Salah rasa")
    after = await buyer.order(order["id"])
    assert (after["status"], after["refunded"], after["shop_orders"][0]["status"]) == ("refunded", 30_000, "refunded")
    assert (await shop.part(order))["allowed"] == []
    assert await buyer.balance() == 50_000
    assert await api.verify() == []


async def test_goods_that_were_begun_do_not_come_back_by_themselves(world: World, events: Events) -> None:
    shop, buyer, admin = await world.shop(9), await world.person(wallet=50_000), await world.admin()
    order = await buyer.buy(shop.offers[0])
    await shop.owner.move(order["shop_orders"][0], "processing")
    await refund(admin, order)
    await events.drain()
    assert ((await shop.part(order))["status"], await on_hand(shop)) == ("refunded", 8)
    assert await api.verify() == []


async def test_verify_misses_goods_that_did_not_come_back(world: World, events: Events) -> None:
    shop, buyer, admin = await world.shop(9), await world.person(wallet=50_000), await world.admin()
    order = await buyer.buy(shop.offers[0])
    await refund(admin, order)
    await compensation.count_refunds([UUID(order["id"])])  # and the event that brings them back has not come yet
    assert {found.rule for found in await api.verify()} == {"goods_left_once"}
    await events.drain()
    assert await api.verify() == []


async def test_two_who_count_at_once_lose_no_refund(
    world: World, events: Events, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One read the refunds before the other's came, and wrote after it: the order showed too little for ever."""
    shop, buyer, admin = await world.shop(9), await world.person(wallet=50_000), await world.admin()
    order = await buyer.buy(shop.offers[0])
    await refund(admin, order, amount=1_000)
    read, go_on = asyncio.Event(), asyncio.Event()
    before = payments.refunds_of

    async def slow(**asked: Any) -> Any:
        found = await before(**asked)
        read.set()
        await go_on.wait()
        return found

    monkeypatch.setattr(compensation.payments, "refunds_of", slow)
    first = asyncio.create_task(compensation.count_refunds([UUID(order["id"])]))
    await read.wait()
    monkeypatch.setattr(compensation.payments, "refunds_of", before)
    await refund(admin, order, amount=2_000)
    await events.drain()
    go_on.set()
    await first
    assert (await buyer.order(order["id"]))["refunded"] == 3_000


async def test_who_writes_off_last_does_not_write_off_what_fell_away(
    world: World, outside: Outside, events: Events, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A reversed order of two shops; one rejects while the other's amendment has both in mind."""
    shops = [await world.shop(9, price=price) for price in (10_000, 20_000)]
    buyer = await world.person()
    for shop in shops:
        await buyer.add(shop.offers[0])
    bought = await buyer.checkout("virtual_account", bank="permata")
    order, payment = bought["order"], await payments.payment(id=bought["payment"]["id"])
    await outside.simulate(payment)
    await events.drain()
    for shop in shops:
        await shop.owner.move(await shop.part(order), "processing")
    await outside.simulate(payment, "deny", drop=True)
    await payments.ask_now(id=payment.id)
    before = payments.write_off
    rejected = False

    async def late(**asked: Any) -> Any:
        nonlocal rejected
        if not rejected:
            rejected = True
            monkeypatch.setattr(compensation.payments, "write_off", before)
            await shops[0].owner.move(await shops[0].part(order), "rejected", reason="Habis")
        return await before(**asked)

    monkeypatch.setattr(compensation.payments, "write_off", late)
    await events.drain()
    assert rejected
    assert (await payments.payment(id=payment.id)).lost == 20_000
    assert await payments.verify() == []


async def two_shops(world: World) -> tuple[list[Shop], Person, Json]:
    shops = [await world.shop(9) for _ in range(2)]
    buyer = await world.person(wallet=50_000)
    return shops, buyer, await buyer.buy(*(shop.offers[0] for shop in shops))


async def test_a_refund_of_the_payment_says_which_parts_it_comes_from(world: World, events: Events) -> None:
    """A rejection then paid the whole part once more: 16,000 for 10,000 (B5)."""
    shops, buyer, order = await two_shops(world)
    first, second = (await buyer.order(order["id"]))["shop_orders"]
    detail = await refund(await world.admin(), order, amount=6_000)
    assert detail["refunds"][0]["parts"] == [{"shop_order_id": first["id"], "amount": 6_000}]
    await events.drain()
    assert [p["refunded"] for p in (await buyer.order(order["id"]))["shop_orders"]] == [6_000, 0]
    of = {part["shop"]["id"]: part for part in (first, second)}
    for shop, refunded in zip(sorted(shops, key=lambda s: s.id != first["shop"]["id"]), (10_000, 20_000), strict=True):
        await shop.owner.move(of[shop.id], "rejected", reason="Habis")
        await events.drain()
        after = await buyer.order(order["id"])
        assert (after["refunded"], after["payment"]["refunded"]) == (refunded, refunded)
        assert await buyer.balance() == 30_000 + refunded
        assert [*await api.verify(), *await payments.verify()] == []
    assert [p["refunded"] for p in after["shop_orders"]] == [10_000, 10_000]


async def test_a_refund_of_more_than_one_part_goes_on_to_the_next(world: World, events: Events) -> None:
    shops, buyer, order = await two_shops(world)
    admin = await world.admin()
    first, second = (await buyer.order(order["id"]))["shop_orders"]
    await refund(admin, order, shop_order_id=second["id"], amount=1_000)
    detail = await refund(admin, order, amount=15_000)
    assert [(p["shop_order_id"], p["amount"]) for p in detail["refunds"][1]["parts"]] == [
        (first["id"], 10_000),
        (second["id"], 5_000),
    ]
    over = await admin.post(
        f"/payments/{order['payment_id']}/refund", 422, shop_order_id=second["id"], amount=4_001, reason="x"
    )
    assert (over["code"], over["left"]) == ("refund_too_much", 4_000)
    await events.drain()
    after = await buyer.order(order["id"])
    assert [(p["status"], p["refunded"]) for p in after["shop_orders"]] == [("refunded", 10_000), ("paid", 6_000)]
    assert await on_hand(next(s for s in shops if s.id == first["shop"]["id"])) == 9
    assert [*await api.verify(), *await payments.verify()] == []


async def test_refunds_and_a_rejection_at_once_stay_within_the_part(world: World, events: Events) -> None:
    shops, buyer, order = await two_shops(world)
    admin = await world.admin()
    part = await shops[0].part(order)
    await asyncio.gather(
        *(
            admin.ask("POST", f"/payments/{order['payment_id']}/refund", None, json={"amount": 6_000, "reason": "x"})
            for _ in range(3)
        ),
        shops[0].owner.move(part, "rejected", reason="Habis"),
        return_exceptions=True,
    )
    await events.drain()
    after = await buyer.order(order["id"])
    assert after["refunded"] == after["payment"]["refunded"] == await buyer.balance() - 30_000
    assert all(p["refunded"] <= 10_000 for p in after["shop_orders"])
    assert [*await api.verify(), *await payments.verify()] == []


async def test_the_one_that_payments_booked_pays_whichever_is_told_first(
    world: World, outside: Outside, events: Events
) -> None:
    """Orders took the other one; what was rejected then had nothing left to come back from."""
    shop, buyer = await world.shop(9), await world.person()
    await buyer.add(shop.offers[0])
    bought = await buyer.checkout("qris")
    order, first = bought["order"], await payments.payment(id=bought["payment"]["id"])
    await outside.fault("cancel", "down", times=5)
    again = await buyer.post("/payments", 201, order_id=order["id"], method="card")
    second = await payments.payment(id=again["id"])
    for payment in (second, first):
        await outside.simulate(payment, drop=True)
        await payments.ask_now(id=payment.id)
    told = [await payments.payment(id=payment.id) for payment in (first, second)]
    assert [payment.surplus for payment in told] == [True, False]
    for payment in told:
        await settlement.settle(Settling.of(payment))
    await events.drain()
    after = await buyer.order(order["id"])
    assert (after["status"], after["payment_id"]) == ("paid", str(second.id))
    await shop.owner.move(await shop.part(order), "rejected", reason="Habis")
    await events.drain()
    assert {p.refunded for p in await payments.of_order(order_id=UUID(order["id"]))} == {10_000}
    assert [*await api.verify(), *await payments.verify()] == []
