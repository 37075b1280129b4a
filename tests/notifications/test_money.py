"""What people are told of money: once for each event, in the amounts that moved, and nothing that is old."""

from typing import Any
from uuid import UUID

import httpx
import pytest

from niaga.payments import api as payments
from niaga.payments import handlers as payment_handlers
from tests.conftest import NOBODY, Events
from tests.payments.outside import Outside
from tests.world import Json, Person, World


@pytest.fixture
async def world(client: httpx.AsyncClient) -> World:
    return World(client)


async def told(person: Person, *kinds: str) -> list[Json]:
    """Their notices of these kinds, the oldest first."""
    found = (await person.get("/notifications", size=100))["items"]
    return [n for n in reversed(found) if n["kind"] in kinds]


async def mailed(person: Person, kind: str) -> list[Json]:
    answer = await person.world.http.get("http://niaga.test/dev/mailbox.json", params={"to": person.user["email"]})
    return [m for m in answer.json() if m["kind"] == kind]


async def simulate(outside: Outside, payment: Json, **wish: Any) -> None:
    reply = await outside.http.post(f"/simulate/{payment['id']}", json={"outcome": "settle", **wish}, auth=NOBODY)
    assert reply.status_code == 200, reply.text


async def test_cancelling_an_order_of_three_shops_is_told_once(world: World, events: Events) -> None:
    shops = [await world.shop(3) for _ in range(3)]
    buyer = await world.person(wallet=30_000)
    order = await buyer.buy(*(shop.offers[0] for shop in shops))
    await events.drain()
    await buyer.ask("DELETE", f"/orders/{order['id']}")
    await events.drain()
    (notice,) = await told(buyer, "order_cancelled", "refunded", "order_moved")
    assert "Rp30.000 dikembalikan" in notice["title"]
    assert [m["subject"] for m in await mailed(buyer, "order_cancelled")] == [notice["title"]]
    assert (await buyer.get("/notifications"))["unread"] == 1  # that it was paid is old
    assert [n["title"] for n in await told(shops[0].owner, "sale_cancelled")] != []
    assert (await shops[0].owner.get("/notifications"))["unread"] <= 3


async def test_a_rejection_names_what_goes_back(world: World, events: Events) -> None:
    one, two = await world.shop(3), await world.shop(3)
    buyer = await world.person(wallet=20_000)
    order = await buyer.buy(one.offers[0], two.offers[0])
    await one.owner.move(await one.part(order), "rejected", reason="Habis")
    await events.drain()
    (notice,) = await told(buyer, "order_rejected", "refunded")
    assert "Habis. Rp10.000 dikembalikan ke Anda." in notice["body"]


async def test_a_rejected_cash_order_gives_nothing_back(world: World, events: Events) -> None:
    shop, buyer = await world.shop(3), await world.person()
    order = await buyer.buy(shop.offers[0], method="cash")
    await shop.owner.move(await shop.part(order), "rejected", reason="Habis")
    await events.drain()
    (notice,) = await told(buyer, "order_rejected", "refunded")
    assert "Rp" not in notice["body"]


async def test_what_an_admin_refunds_is_told_by_itself(world: World, events: Events) -> None:
    shop, buyer = await world.shop(3), await world.person(wallet=10_000)
    order = await buyer.buy(shop.offers[0])
    body = {"amount": 2_500, "reason": "Maaf", "shop_order_id": order["shop_orders"][0]["id"]}
    await (await world.admin()).post(f"/payments/{order['payment_id']}/refund", 201, **body)
    await events.drain()
    await buyer.ask("DELETE", f"/orders/{order['id']}")
    await events.drain()
    refund, cancelled = await told(buyer, "refunded", "order_cancelled")
    assert "Rp2.500" in refund["title"]
    assert "Rp7.500 dikembalikan" in cancelled["title"]


async def test_a_failed_payment_is_told_with_the_way_to_pay_again(
    world: World, outside: Outside, events: Events
) -> None:
    shop, buyer = await world.shop(3), await world.person()
    await buyer.add(shop.offers[0])
    checkout = await buyer.checkout("card")
    await events.drain()
    await simulate(outside, checkout["payment"], outcome="deny")
    await buyer.post(f"/payments/{checkout['payment']['id']}/verify")
    await events.drain()
    (notice,) = await told(buyer, "payment_failed")
    assert "Rp10.000" in notice["title"]
    assert notice["path"] == f"/payments/{checkout['payment']['id']}"
    assert len(await mailed(buyer, "payment_failed")) == 1


async def test_another_amount_is_told_to_buyer_and_admin_and_settled(
    world: World, outside: Outside, events: Events
) -> None:
    admin, shop, buyer = await world.admin(), await world.shop(3), await world.person(wallet=10_000)
    await buyer.add(shop.offers[0])
    checkout = await buyer.checkout("qris")
    payment = checkout["payment"]
    await simulate(outside, payment, amount=10_500, drop=True)
    await buyer.post(f"/payments/{payment['id']}/verify")
    await events.drain()
    (notice,) = await told(buyer, "amount_differs")
    assert notice["title"] == "Kami menerima Rp10.500, bukan Rp10.000"
    assert len(await mailed(buyer, "amount_differs")) == 1
    flagged = [n for n in await told(admin, "payment_flagged") if n["subject"]["payment_id"] == payment["id"]]
    assert [n["path"] for n in flagged] == [f"/admin/payments/{payment['id']}"]
    refused = await buyer.post("/payments", 409, order_id=checkout["order"]["id"], method="wallet")
    assert (refused["code"], refused["came"]) == ("payment_under_review", 10_500)
    waiting = await admin.get("/payments", flagged=True, size=100)
    assert payment["id"] in [p["id"] for p in waiting["items"]]
    await buyer.post(f"/payments/{payment['id']}/settle-difference", 403, decision="accepted")
    await admin.post(f"/payments/{payment['id']}/settle-difference", decision="accepted")
    await events.drain()
    await payment_handlers.send_refunds()
    await events.drain()
    order = await buyer.order(checkout["order"]["id"])
    assert (order["status"], order["refunded"]) == ("paid", 0)
    (back,) = await told(buyer, "refunded")
    assert back["title"] == "Kelebihan bayar Rp500 dikembalikan"
    assert await world.findings() == []


async def test_an_order_cancelled_with_another_amount_gives_all_of_it_back(
    world: World, outside: Outside, events: Events
) -> None:
    shop, buyer = await world.shop(3), await world.person()
    await buyer.add(shop.offers[0])
    checkout = await buyer.checkout("virtual_account", bank="permata")
    await simulate(outside, checkout["payment"], amount=9_000, drop=True)
    await payments.ask_now(id=UUID(checkout["payment"]["id"]))
    await buyer.ask("DELETE", f"/orders/{checkout['order']['id']}")
    await payment_handlers.send_refunds()
    await events.drain()
    assert await buyer.balance() == 9_000
    assert (await buyer.order(checkout["order"]["id"]))["status"] == "cancelled"
    (notice,) = await told(buyer, "refunded")
    assert "Rp9.000" in notice["title"]
    assert await world.findings() == []


async def test_newer_news_of_an_order_makes_older_read(world: World, events: Events) -> None:
    one, two = await world.shop(3), await world.shop(3)
    buyer = await world.person(wallet=20_000)
    order = await buyer.buy(one.offers[0], two.offers[0])
    await events.drain()
    await one.owner.move(await one.part(order), "processing")
    await events.drain()
    await two.owner.move(await two.part(order), "processing")
    await one.owner.move(await one.part(order), "packed", "ready_for_pickup")
    await events.drain()
    found = (await buyer.get("/notifications", size=100))["items"]
    unread = [(n["kind"], n["subject"].get("status")) for n in found if n["read_at"] is None]
    assert sorted(unread) == [("order_moved", "processing"), ("order_moved", "ready_for_pickup")]
