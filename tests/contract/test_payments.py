"""/payments, /webhooks, /wallet."""

import json
from typing import Any

import pytest

from tests.conftest import until
from tests.world import Json, Person, World


async def payment_when(me: Person, id: str, *statuses: str) -> Json:
    async def there() -> Json | None:
        found: Json = await me.get(f"/payments/{id}")
        return found if found["status"] in statuses else None

    found: Json = await until(there)
    return found


async def unpaid(world: World, method: str = "qris", **more: Any) -> tuple[Person, Json, Json]:
    shop, me = await world.shop(9, price=20_000), await world.person()
    await me.add(shop.offers[0])
    bought = await me.checkout(method, **more)
    return me, bought["order"], bought["payment"]


@pytest.mark.parametrize(
    ("outcome", "payment_status", "order_status"),
    [("settle", "paid", "paid"), ("deny", "failed", "pending_payment"), ("expire", "expired", None)],
)
async def test_simulated_outcomes(world: World, outcome: str, payment_status: str, order_status: str | None) -> None:
    me, order, payment = await unpaid(world, "virtual_account", bank="bni")
    answer = await world.http.post(payment["action"]["simulate_url"], json={"outcome": outcome})
    assert answer.status_code == 200, answer.text
    told = await payment_when(me, payment["id"], payment_status)
    assert (told["paid_at"] is not None) == (outcome == "settle")
    if order_status:
        assert (await me.order_when(order["id"], order_status))["status"] == order_status


async def test_a_new_attempt(world: World) -> None:
    me, order, payment = await unpaid(world)
    second = await me.post("/payments", 201, order_id=order["id"], method="virtual_account", bank="bri")
    assert second["id"] != payment["id"]
    assert (second["order_id"], second["method"], second["amount"], second["status"]) == (
        order["id"],
        "virtual_account",
        order["total"],
        "pending",
    )
    assert second["action"]["type"] == "virtual_account"
    assert second["action"]["va_number"].isdigit()
    refused = await me.post("/payments", 409, order_id=order["id"], method="wallet")
    assert refused["code"] == "insufficient_balance"
    await (await world.person()).post("/payments", 404, order_id=order["id"], method="qris")
    await me.post("/payments", 422, order_id=order["id"], method="barter")
    await me.simulate(second)
    await me.order_when(order["id"], "paid")
    late = await me.post("/payments", 409, order_id=order["id"], method="qris")
    assert late["code"] == "wrong_state"


async def test_asking_the_provider(world: World) -> None:
    me, order, payment = await unpaid(world)
    assert (await me.post(f"/payments/{payment['id']}/verify"))["status"] == "pending"
    await world.http.post(payment["action"]["simulate_url"], json={"outcome": "settle", "drop": True})
    asked = await me.post(f"/payments/{payment['id']}/verify")
    assert asked["status"] == "paid"
    await me.order_when(order["id"], "paid")
    stranger = await world.person()
    await stranger.get(f"/payments/{payment['id']}", 404)
    await stranger.post(f"/payments/{payment['id']}/verify", 404)
    assert (await world.http.get(f"/payments/{payment['id']}")).status_code == 401


@pytest.mark.parametrize("path", ["/webhooks/payment/midtrans", "/webhooks/payment", "/payments/webhook"])
async def test_a_forged_webhook_changes_nothing(world: World, path: str) -> None:
    me, order, payment = await unpaid(world)
    forged = {
        "order_id": payment["id"],
        "transaction_id": payment["id"],
        "transaction_status": "settlement",
        "status_code": "200",
        "gross_amount": f"{payment['amount']}.00",
        "payment_type": "qris",
        "signature_key": "0" * 128,
    }
    for body in (json.dumps(forged).encode(), b"", b"[]", b"bukan json", b"\xff"):
        answer = await world.http.post(path, content=body, headers={"content-type": "application/json"})
        assert (answer.status_code, answer.json()["code"]) == (401, "bad_signature")
    assert (await me.get(f"/payments/{payment['id']}"))["status"] == "pending"
    assert (await me.get(f"/orders/{order['id']}"))["status"] == "pending_payment"
    assert (await world.http.post("/webhooks/payment/bankku", json=forged)).status_code == 404


async def test_a_notification_with_a_wrong_signature_is_refused(world: World) -> None:
    _, _, payment = await unpaid(world)
    body = {"outcome": "settle", "wrong_signature": True}
    answer = await world.http.post(payment["action"]["simulate_url"], json=body)
    assert answer.status_code == 200, answer.text
    assert "401" in answer.text


async def test_another_amount_settles_nothing(world: World) -> None:
    me, order, payment = await unpaid(world)
    body = {"outcome": "settle", "wrong_amount": True}
    answer = await world.http.post(payment["action"]["simulate_url"], json=body)
    assert answer.status_code == 200, answer.text
    told = await me.get(f"/payments/{payment['id']}")
    assert (told["status"], told["flag"], told["paid_at"]) == ("pending", "amount_mismatch", None)
    assert (await me.get(f"/orders/{order['id']}"))["status"] == "pending_payment"


async def test_duplicates_pay_once(world: World) -> None:
    me, order, payment = await unpaid(world)
    body = {"outcome": "settle", "duplicate": 3}
    answer = await world.http.post(payment["action"]["simulate_url"], json=body)
    assert answer.status_code == 200, answer.text
    paid = await me.order_when(order["id"], "paid")
    assert [step["status"] for step in paid["shop_orders"][0]["history"]] == ["pending", "paid"]


async def test_refunds_are_bounded(world: World) -> None:
    one, two = await world.shop(9, price=30_000), await world.shop(9, price=10_000)
    me, admin = await world.person(wallet=40_000), await world.admin()
    order = await me.buy(one.offers[0], two.offers[0])
    path = f"/payments/{order['payment_id']}/refund"
    over = await admin.post(path, 422, amount=40_001, reason="Terlalu banyak")
    assert (over["code"], over["left"]) == ("refund_too_much", 40_000)
    part = next(p for p in order["shop_orders"] if p["shop"]["id"] == two.id)
    assert (await admin.post(path, 422, shop_order_id=part["id"], amount=10_001, reason="x"))["left"] == 10_000
    some = await admin.post(path, 201, shop_order_id=part["id"], amount=4_000, reason="Kurang satu")
    assert (some["status"], some["refunded"]) == ("partly_refunded", 4_000)
    assert (await admin.post(path, 422, shop_order_id=part["id"], amount=6_001, reason="x"))["left"] == 6_000
    rest = await admin.post(path, 201, reason="Batal semua")
    assert (rest["status"], rest["refunded"]) == ("refunded", 40_000)
    assert (await admin.post(path, 422, amount=1, reason="x"))["code"] == "refund_too_much"
    for wrong in ({"amount": 0}, {"amount": -5}, {"reason": ""}):
        await admin.post(path, 422, **{"amount": 1, "reason": "x", **wrong})
    assert (await me.get("/wallet"))["balance"] == 40_000
    assert (await me.post(path, None, reason="Mau saya")).status_code in (403, 404)


async def test_the_wallet(world: World) -> None:
    me = await world.person()
    wallet = await me.get("/wallet")
    assert (wallet["balance"], wallet["held"]) == (0, 0)
    topup = await me.post("/wallet/topups", 201, amount=75_000, method="qris")
    assert (topup["order_id"], topup["amount"], topup["status"]) == (None, 75_000, "pending")
    assert topup["action"]["type"] == "qr"
    await me.simulate(topup)
    await payment_when(me, topup["id"], "paid")

    async def there() -> bool:
        return bool((await me.get("/wallet"))["balance"] == 75_000)

    await until(there)
    shop = await world.shop(9, price=5_000)
    for _ in range(2):
        await me.buy(shop.offers[0])
    first = await me.get("/wallet/entries", size=2)
    assert first.keys() >= {"items", "next"}
    assert [entry["amount"] for entry in first["items"]] == [-5_000, -5_000]
    then = await me.get("/wallet/entries", after=first["next"], size=2)
    assert ([entry["amount"] for entry in then["items"]], then["next"]) == ([75_000], None)
    assert all(entry["at"] for entry in then["items"])
    for wrong in ({"amount": 0}, {"amount": -1}, {"amount": 10**12}, {"method": "wallet"}, {"method": "cash"}):
        await me.post("/wallet/topups", 422, **{"amount": 50_000, "method": "qris", **wrong})
    await me.get("/wallet/entries", 400, size=1000)
    for path in ("/wallet", "/wallet/entries"):
        assert (await world.http.get(path)).status_code == 401
