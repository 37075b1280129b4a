"""Midtrans' Core API and Snap as the simulator speaks them, over HTTP."""

import asyncio
import time
from typing import Any

import httpx
import pytest

from niaga.simulator import qris
from tests.conftest import NOBODY

from .outside import Merchant, Simulated, tags_of, until

BANK = "bank_transfer"


async def test_qris_charge_has_the_documented_shape(simulator: Simulated) -> None:
    reply = await simulator.charge("q1", custom_expiry={"expiry_duration": 13, "unit": "minute"})
    assert reply.status_code == 201
    body = reply.json()
    assert body["status_code"] == "201"
    assert body["status_message"] == "QRIS transaction is created"
    assert (body["transaction_status"], body["gross_amount"], body["acquirer"]) == ("pending", "44000.00", "gopay")
    assert qris.is_valid(body["qr_string"])
    assert tags_of(body["qr_string"])["54"] == "44000"
    (link,) = body["actions"]
    assert link["name"] == "generate-qr-code"
    picture = await simulator.http.get(link["url"], auth=NOBODY)
    assert picture.content.startswith(b"\x89PNG")
    drawn = await simulator.http.get(link["url"] + "?format=svg", auth=NOBODY)
    assert drawn.headers["content-type"].startswith("image/svg")


@pytest.mark.parametrize("bank", ["bca", "bni", "bri"])
async def test_va_numbers(simulator: Simulated, bank: str) -> None:
    body = (await simulator.charge("v", payment_type=BANK, bank_transfer={"bank": bank})).json()
    (number,) = body["va_numbers"]
    assert number["bank"] == bank
    assert number["va_number"].isdecimal()
    assert (await simulator.status("v"))["va_numbers"] == body["va_numbers"]


async def test_other_methods_have_their_own_fields(simulator: Simulated) -> None:
    permata = (await simulator.charge("p", payment_type=BANK, bank_transfer={"bank": "permata"})).json()
    assert permata["permata_va_number"].isdecimal()
    bill = {"bill_info1": "a", "bill_info2": "b"}
    mandiri = (await simulator.charge("m", payment_type="echannel", echannel=bill)).json()
    assert mandiri["biller_code"] == "70012"
    assert mandiri["bill_key"].isdecimal()
    store = (await simulator.charge("c", payment_type="cstore", cstore={"store": "indomaret"})).json()
    assert store["store"] == "indomaret"
    assert store["payment_code"].isdecimal()
    gopay = (await simulator.charge("g", payment_type="gopay")).json()
    names = [link["name"] for link in gopay["actions"]]
    assert names == ["generate-qr-code", "deeplink-redirect", "get-status", "cancel"]
    shopee = (await simulator.charge("s", payment_type="shopeepay")).json()
    assert [link["name"] for link in shopee["actions"]] == ["deeplink-redirect"]


@pytest.mark.parametrize(
    "more",
    [
        {"payment_type": "barter"},
        {"transaction_details": {"order_id": "no spaces", "gross_amount": 1}},
        {"transaction_details": {"order_id": "x" * 51, "gross_amount": 1}},
        {"transaction_details": {"order_id": "x", "gross_amount": 0}},
        {"transaction_details": {"order_id": "x", "gross_amount": 1.5}},
        {"payment_type": BANK, "bank_transfer": {"bank": "bank of mars"}},
        {"payment_type": BANK},
        {"item_details": [{"price": 20_000, "quantity": 2}]},
    ],
)
async def test_bad_charges_are_400(simulator: Simulated, more: dict[str, Any]) -> None:
    reply = await simulator.charge("x", **more)
    assert (reply.status_code, reply.json()["status_code"]) == (400, "400")


async def test_items_that_add_up_are_taken(simulator: Simulated) -> None:
    items = [{"price": 20_000, "quantity": 2}, {"price": 4_000, "quantity": 1}]
    assert (await simulator.charge("x", item_details=items)).status_code == 201


async def test_wrong_key_is_401(simulator: Simulated) -> None:
    for auth in (None, ("SB-Mid-server-OTHER", "")):
        async with httpx.AsyncClient(base_url=simulator.settings.public_url, auth=auth) as stranger:
            reply = await stranger.get("/v2/x/status")
            assert (reply.status_code, reply.json()["status_code"]) == (401, "401")
            snap = await stranger.post("/snap/v1/transactions", json={})
            assert snap.status_code == 401
            assert snap.json()["error_messages"]


async def test_order_ids_are_used_once(simulator: Simulated) -> None:
    assert (await simulator.charge("once")).status_code == 201
    again = await simulator.charge("once")
    assert (again.status_code, again.json()["status_code"]) == (406, "406")


async def test_unknown_orders_are_404(simulator: Simulated) -> None:
    reply = await simulator.http.get("/v2/nobody/status")
    assert reply.status_code == 404
    body = reply.json()
    assert (body["status_code"], body["status_message"]) == ("404", "The requested resource is not found")


async def test_idempotency_key_answers_whatever_the_body(simulator: Simulated) -> None:
    def charge(order_id: str) -> Any:
        body = {
            "payment_type": "qris",
            "transaction_details": {"order_id": order_id, "gross_amount": 1000},
        }
        return simulator.http.post("/v2/charge", json=body, headers={"Idempotency-Key": "k"})

    refused = await simulator.http.post("/v2/charge", json={}, headers={"Idempotency-Key": "k"})
    assert refused.status_code == 400  # only successes are remembered
    first = await charge("i1")
    assert (await charge("i1")).content == first.content
    assert (await charge("i2")).content == first.content
    elsewhere = await simulator.http.post("/v2/i1/cancel", headers={"Idempotency-Key": "k"})
    assert elsewhere.content == first.content


async def test_idempotency_key_of_a_running_request_is_202(simulator: Simulated) -> None:
    await simulator.http.post("/faults", json={"operation": "charge", "kind": "hang", "seconds": 2})
    body = {"payment_type": "qris", "transaction_details": {"order_id": "slow", "gross_amount": 1000}}
    first = asyncio.create_task(simulator.http.post("/v2/charge", json=body, headers={"Idempotency-Key": "k"}))
    await until(lambda: _exists(simulator, "slow"))
    second = await simulator.http.post("/v2/charge", json=body, headers={"Idempotency-Key": "k"})
    assert second.status_code == 202
    assert (await first).status_code == 201


async def _exists(simulator: Simulated, ref: str) -> bool:
    return "transaction_status" in await simulator.status(ref)


async def test_expires_on_time_and_tells(simulator: Simulated, merchant: Merchant) -> None:
    start = time.time()
    await simulator.charge("e", custom_expiry={"expiry_duration": 1, "unit": "second"})
    (told,) = await until(lambda: merchant.told)
    assert 0.9 < time.time() - start < 30  # without an expiry of its own it would be a quarter of an hour
    assert (told["transaction_status"], told["status_code"]) == ("expire", "407")
    state = await simulator.status("e")
    assert (state["transaction_status"], state["status_code"]) == ("expire", "407")


async def test_cancel_and_expire_end_what_is_pending(simulator: Simulated, merchant: Merchant) -> None:
    for verb in ("cancel", "expire"):
        await simulator.charge(verb)
        for _ in range(2):  # asked again it answers the same
            body = (await simulator.http.post(f"/v2/{verb}/{verb}")).json()
            assert body["transaction_status"] == verb
    await until(lambda: merchant.kinds() == ["cancel", "expire"])
    await simulator.charge("paid")
    await simulator.simulate("paid")
    for verb in ("cancel", "expire"):
        assert (await simulator.http.post(f"/v2/paid/{verb}")).json()["status_code"] == "412"
        assert (await simulator.http.post(f"/v2/nobody/{verb}")).json()["status_code"] == "404"


async def test_refunds_in_parts(simulator: Simulated, merchant: Merchant) -> None:
    await simulator.charge("r")
    assert (await simulator.http.post("/v2/r/refund", json={})).json()["status_code"] == "412"
    await simulator.simulate("r")
    part = {"refund_key": "r-1", "amount": 4_000, "reason": "sold out"}
    body = (await simulator.http.post("/v2/r/refund/online/direct", json=part)).json()
    assert (body["transaction_status"], body["refund_amount"]) == ("partial_refund", "4000.00")
    assert (await simulator.http.post("/v2/r/refund", json=part)).json()["status_code"] == "406"
    over = {"refund_key": "r-2", "amount": 40_001, "reason": ""}
    assert (await simulator.http.post("/v2/r/refund", json=over)).json()["status_code"] == "413"
    rest = {"refund_key": "r-3", "amount": 40_000, "reason": ""}
    assert (await simulator.http.post("/v2/r/refund", json=rest)).json()["transaction_status"] == "refund"
    await until(lambda: merchant.kinds() == ["settlement", "partial_refund", "refund"])
    assert merchant.told[-1]["refund_amount"] == "44000.00"
    assert [line["refund_key"] for line in merchant.told[-1]["refunds"]] == ["r-1", "r-3"]


async def test_notifications_go_where_the_request_says(simulator: Simulated, merchant: Merchant) -> None:
    body = {"payment_type": "qris", "transaction_details": {"order_id": "o", "gross_amount": 1000}}
    there = {"X-Override-Notification": f"{Merchant.url}/a,{Merchant.url}/b"}
    await simulator.http.post("/v2/charge", json=body, headers=there)
    assert len((await simulator.simulate("o"))["notifications"]) == 2
    assert sorted(merchant.paths) == ["/hook/a", "/hook/b"]
    body["transaction_details"] = {"order_id": "p", "gross_amount": 1000}
    also = {"X-Append-Notification": f"{Merchant.url}/c"}
    await simulator.http.post("/v2/charge", json=body, headers=also)
    await simulator.simulate("p")
    assert sorted(merchant.paths[2:]) == ["/hook", "/hook/c"]


async def snap(simulator: Simulated, order_id: str, **more: Any) -> httpx.Response:
    body = {"transaction_details": {"order_id": order_id, "gross_amount": 50_000}, **more}
    return await simulator.http.post("/snap/v1/transactions", json=body)


async def test_snap_gives_a_page_and_no_transaction_yet(simulator: Simulated, merchant: Merchant) -> None:
    reply = await snap(simulator, "card")
    assert reply.status_code == 201
    assert reply.json()["redirect_url"].endswith(f"/snap/v4/redirection/{reply.json()['token']}")
    assert (await simulator.status("card"))["status_code"] == "404"
    taken = await snap(simulator, "card")
    assert taken.status_code == 400
    assert "order_id" in taken.json()["error_messages"][0]
    answer = await simulator.simulate("card")
    assert answer["status"] == "capture"
    assert merchant.told[0]["masked_card"]
    state = await simulator.status("card")
    assert (state["status_code"], state["fraud_status"]) == ("200", "accept")


async def test_captured_cards_are_settled_overnight(simulator: Simulated, merchant: Merchant) -> None:
    await snap(simulator, "card")
    await simulator.simulate("card")
    await until(lambda: merchant.kinds() == ["capture", "settlement"])  # 16 hours are 4.8 s here


async def test_challenged_cards_wait_for_a_verdict(simulator: Simulated, merchant: Merchant) -> None:
    for verdict, end in (("approve", "capture"), ("deny", "deny")):
        await snap(simulator, verdict)
        await simulator.simulate(verdict, "challenge")
        state = await simulator.status(verdict)
        assert (state["status_code"], state["fraud_status"]) == ("201", "challenge")
        body = (await simulator.http.post(f"/v2/{verdict}/{verdict}")).json()
        assert body["transaction_status"] == end
    assert (await simulator.http.post("/v2/approve/approve")).json()["status_code"] == "412"


async def test_armed_faults(simulator: Simulated) -> None:
    async def arm(**fault: Any) -> None:
        assert (await simulator.http.post("/faults", json=fault)).status_code == 204

    await arm(operation="charge", kind="down")
    assert (await simulator.charge("f")).status_code == 503
    assert not await _exists(simulator, "f")
    await arm(operation="charge", kind="lost_answer")
    assert (await simulator.charge("f")).status_code == 500
    assert await _exists(simulator, "f")
    await simulator.simulate("f")
    await arm(operation="refund", kind="insufficient_funds")
    assert (await simulator.http.post("/v2/f/refund", json={})).json()["status_code"] == "414"
    assert (await simulator.http.post("/v2/f/refund", json={})).json()["status_code"] == "200"
    unknown = await simulator.http.post("/faults", json={"operation": "charge", "kind": "gremlins"})
    assert unknown.status_code == 400
