"""Payments and wallets as clients meet them."""

import asyncio
import datetime as dt
import uuid
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from niaga.identity import api as identity
from niaga.payments import api
from niaga.payments.api.webhooks import MAX_ASKS_AT_ONCE
from tests.conftest import NOBODY

from .outside import Order, Outside, give


class Person:
    def __init__(self, id: uuid.UUID, token: str) -> None:
        self.id = id
        self.headers = {"authorization": f"Bearer {token}"}


async def a_person(client: httpx.AsyncClient, *, admin: bool = False) -> Person:
    email = f"{uuid.uuid4().hex}@niaga.test"
    asked = {"name": "Siti Aminah", "email": email, "password": "kopi-susu-gula-aren"}
    session = (await client.post("/auth/register", json=asked)).json()
    if admin:
        await identity.grant_role(user_id=uuid.UUID(session["user"]["id"]), role="admin")
        login = {"email": email, "password": asked["password"]}
        session = (await client.post("/auth/login", json=login)).json()
    return Person(uuid.UUID(session["user"]["id"]), session["access_token"])


@pytest.fixture
async def siti(client: httpx.AsyncClient) -> Person:
    return await a_person(client)


@pytest.fixture
async def admin(client: httpx.AsyncClient) -> Person:
    return await a_person(client, admin=True)


async def test_a_payment_shows_itself_to_its_payer_and_to_admins(
    client: httpx.AsyncClient, outside: Outside, siti: Person, admin: Person
) -> None:
    payment = await Order(payer_id=siti.id).start()
    stranger = await a_person(client)
    for path, method in ((f"/payments/{payment.id}", "GET"), (f"/payments/{payment.id}/verify", "POST")):
        assert (await client.request(method, path)).status_code == 401
        assert (await client.request(method, path, headers=stranger.headers)).status_code == 404
        assert (await client.request(method, path, headers=siti.headers)).status_code == 200
        assert (await client.request(method, path, headers=admin.headers)).status_code == 200
    assert (await client.get(f"/payments/{uuid.uuid4()}", headers=admin.headers)).status_code == 404


async def test_the_list_goes_by_time_whatever_ids_clients_make(
    client: httpx.AsyncClient, outside: Outside, siti: Person, admin: Person
) -> None:
    """An id is the payer's Idempotency-Key: other clients than ours send keys that know no time."""
    made = [await Order(payer_id=siti.id).start(id=uuid.UUID(int=n)) for n in (9 << 120, 1 << 120, 5 << 120)]
    listed = (await client.get("/payments?size=100", headers=admin.headers)).json()["items"]
    ours = [one["id"] for one in listed if one["payer_id"] == str(siti.id)]  # others were made later, by a moved clock
    assert ours == [str(payment.id) for payment in reversed(made)]


async def test_a_payment_has_the_fields_of_the_contract(
    client: httpx.AsyncClient, outside: Outside, siti: Person
) -> None:
    order = Order(payer_id=siti.id)
    payment = await order.start("virtual_account", bank="bni")
    shown = (await client.get(f"/payments/{payment.id}", headers=siti.headers)).json()
    assert shown["order_id"] == str(order.id)
    wanted = {"method": "virtual_account", "provider": "midtrans", "amount": 44_000, "status": "pending"}
    assert {k: shown[k] for k in wanted} == wanted
    assert (shown["paid_at"], shown["refunded"], shown["refunds"]) == (None, 0, [])
    assert shown["action"]["type"] == "virtual_account"
    assert shown["action"]["va_number"]
    simulated = await outside.http.post(shown["action"]["simulate_url"], json={"outcome": "settle"}, auth=NOBODY)
    assert simulated.status_code == 200
    assert (await client.get(f"/payments/{payment.id}", headers=siti.headers)).json()["status"] == "paid"


async def test_pressing_check_now_asks_the_provider_a_few_times(
    client: httpx.AsyncClient, outside: Outside, siti: Person, admin: Person, later: Callable[[dt.timedelta], None]
) -> None:
    """Forty presses were forty calls and forty rows that are never deleted (security 23)."""
    payment = await Order(payer_id=siti.id).start()

    async def asked() -> int:
        said = (await client.get(f"/payments/{payment.id}/exchanges", headers=admin.headers)).json()
        return sum(exchange["operation"] == "status" for exchange in said)

    before = await asked()
    path = f"/payments/{payment.id}/verify"
    answers = await asyncio.gather(*(client.post(path, headers=siti.headers) for _ in range(10)))
    assert {answer.status_code for answer in answers} == {200}
    assert await asked() == before + MAX_ASKS_AT_ONCE
    later(dt.timedelta(seconds=-1))
    await client.post(path, headers=siti.headers)
    assert await asked() == before + MAX_ASKS_AT_ONCE, "a request that read the clock before the last was taken as new"
    later(dt.timedelta(seconds=5))
    for _ in range(3):
        await client.post(path, headers=siti.headers)
    assert await asked() == before + MAX_ASKS_AT_ONCE + 1


async def test_another_attempt(client: httpx.AsyncClient, outside: Outside, siti: Person) -> None:
    order = Order(payer_id=siti.id)
    await order.start("virtual_account")
    await give(siti.id, 44_000)
    asked: dict[str, Any] = {"order_id": str(order.id), "method": "qris"}
    qris = await client.post("/payments", json=asked, headers=siti.headers)
    assert (qris.status_code, qris.json()["action"]["type"]) == (201, "qr")
    again = await client.post("/payments", json=asked, headers=siti.headers)
    assert again.json()["id"] == qris.json()["id"]
    stranger = await a_person(client)
    assert (await client.post("/payments", json=asked, headers=stranger.headers)).status_code == 404
    wallet = await client.post("/payments", json=asked | {"method": "wallet"}, headers=siti.headers)
    assert (wallet.status_code, wallet.json()["status"]) == (201, "paid")
    late = await client.post("/payments", json=asked, headers=siti.headers)
    assert (late.status_code, late.json()["code"], late.json()["present"]) == (409, "wrong_state", "paid")


@pytest.mark.parametrize(
    "body",
    [
        {"method": "barter"},
        {"method": "cash"},
        {"method": "virtual_account", "bank": "gopay"},
        {"method": "virtual_account", "bank": "bank-plecit"},
        {"method": "qris", "amount": 1},
    ],
)
async def test_what_cannot_be_is_refused(client: httpx.AsyncClient, outside: Outside, siti: Person, body: Any) -> None:
    order = Order(payer_id=siti.id)
    await order.start("qris")
    answer = await client.post("/payments", json={"order_id": str(order.id), **body}, headers=siti.headers)
    assert (answer.status_code, answer.json()["code"]) == (422, "validation_failed")


async def test_refunds_are_for_admins_and_bounded(
    client: httpx.AsyncClient, outside: Outside, siti: Person, admin: Person
) -> None:
    order = Order(30_000, 14_000, payer_id=siti.id)
    payment = await order.start()
    await outside.simulate(payment)
    path, part = f"/payments/{payment.id}/refund", str(order.parts[1].shop_order_id)
    asked: dict[str, Any] = {"reason": "Stok habis", "shop_order_id": part}
    assert (await client.post(path, json=asked, headers=siti.headers)).status_code == 403
    over = await client.post(path, json=asked | {"amount": 14_001}, headers=admin.headers)
    assert (over.status_code, over.json()["code"], over.json()["left"]) == (422, "refund_too_much", 14_000)
    key = {"idempotency-key": str(uuid.uuid4())}
    for _ in range(2):
        done = await client.post(path, json=asked, headers=admin.headers | key)
        assert done.status_code == 201
        assert (done.json()["status"], done.json()["refunded"]) == ("partly_refunded", 14_000)
    (refund,) = done.json()["refunds"]
    assert (refund["amount"], refund["route"], refund["reason"]) == (14_000, "provider", "Stok habis")


async def test_admins_see_what_was_said(
    client: httpx.AsyncClient, outside: Outside, siti: Person, admin: Person
) -> None:
    payment = await Order(payer_id=siti.id).start()
    await outside.simulate(payment)
    for what in ("exchanges", "webhooks"):
        path = f"/payments/{payment.id}/{what}"
        assert (await client.get(path, headers=siti.headers)).status_code == 403
        assert len((await client.get(path, headers=admin.headers)).json()) == 1
    (told,) = await api.heard(id=payment.id)
    replayed = await client.post(f"/payments/webhooks/{told.id}/replay", headers=admin.headers)
    assert (replayed.status_code, replayed.json()) == (200, {"outcome": "nothing_new"})
    listed = await client.get("/payments", params={"order_id": str(payment.order_id)}, headers=admin.headers)
    assert [p["id"] for p in listed.json()["items"]] == [str(payment.id)]
    assert (await client.get("/payments", headers=siti.headers)).status_code == 403


async def test_a_wallet_is_topped_up_and_tells_its_story(
    client: httpx.AsyncClient, outside: Outside, siti: Person
) -> None:
    assert (await client.get("/wallet")).status_code == 401
    empty = (await client.get("/wallet", headers=siti.headers)).json()
    assert (empty["balance"], empty["held"]) == (0, 0)
    asked = {"amount": 50_000, "method": "qris"}
    key = {"idempotency-key": str(uuid.uuid4())}
    payments = [await client.post("/wallet/topups", json=asked, headers=siti.headers | key) for _ in range(2)]
    assert [p.status_code for p in payments] == [201, 201]
    assert payments[0].json() == payments[1].json()
    assert payments[0].json()["order_id"] is None
    await outside.http.post(payments[0].json()["action"]["simulate_url"], json={"outcome": "settle"}, auth=NOBODY)
    assert (await client.get("/wallet", headers=siti.headers)).json()["balance"] == 50_000
    entries = (await client.get("/wallet/entries", headers=siti.headers)).json()
    assert [(e["amount"], e["balance"], e["kind"]) for e in entries["items"]] == [(50_000, 50_000, "topup")]
    assert entries["next"] is None


@pytest.mark.parametrize("amount", [0, -1, 999, 10_000_001, "banyak", 50_000.5])
async def test_top_ups_have_limits(client: httpx.AsyncClient, siti: Person, amount: Any) -> None:
    answer = await client.post("/wallet/topups", json={"amount": amount, "method": "qris"}, headers=siti.headers)
    assert answer.status_code == 422


async def test_a_cursor_that_is_none_is_refused(client: httpx.AsyncClient, siti: Person) -> None:
    answer = await client.get("/wallet/entries", params={"after": "x"}, headers=siti.headers)
    assert (answer.status_code, answer.json()["code"]) == (400, "validation_failed")
