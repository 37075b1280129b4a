"""Every fault that can be wished for, as the merchant sees it."""

import hashlib
from typing import Any

import pytest
from granian.constants import Interfaces
from msgspec.structs import replace

from niaga.simulator.app import build
from niaga.simulator.settings import Settings, from_env
from tests.conftest import NOBODY

from .outside import SERVER_KEY, Merchant, Simulated, served, until


def signed(body: dict[str, Any]) -> bool:
    text = body["order_id"] + body["status_code"] + body["gross_amount"] + SERVER_KEY
    return bool(hashlib.sha512(text.encode()).hexdigest() == body["signature_key"])


@pytest.mark.parametrize(
    ("outcome", "status", "code"),
    [("settle", "settlement", "200"), ("deny", "deny", "202"), ("expire", "expire", "407")],
)
async def test_outcomes_are_told_and_true(
    simulator: Simulated, merchant: Merchant, outcome: str, status: str, code: str
) -> None:
    charged = (await simulator.charge("o")).json()
    answer = await simulator.simulate(charged["transaction_id"], outcome)
    assert (answer["status"], answer["order_id"]) == (status, "o")
    assert [(n["kind"], n["sent"], n["status_code"]) for n in answer["notifications"]] == [(status, True, 200)]
    (told,) = merchant.told  # the first delivery is awaited
    assert (told["transaction_status"], told["status_code"], told["gross_amount"]) == (status, code, "44000.00")
    assert told["status_message"] == "midtrans payment notification"
    assert signed(told)
    assert (await simulator.status("o"))["transaction_status"] == status


async def test_settlement_tells_what_its_channel_adds(simulator: Simulated, merchant: Merchant) -> None:
    await simulator.charge("o", payment_type="bank_transfer", bank_transfer={"bank": "bca"})
    await simulator.simulate("o")
    (told,) = merchant.told
    assert told["payment_amounts"][0]["amount"] == "44000.00"
    assert told["settlement_time"] == told["payment_amounts"][0]["paid_at"]


async def test_charging_is_told_too(merchant: Merchant, simulator_settings: Settings) -> None:
    """Off in the other tests, on by default: it arrives by itself, before or after the answer."""
    settings = replace(simulator_settings, pending_notices=from_env({}).pending_notices)
    async with served(build(settings), settings.port, Interfaces.ASGI):
        assert (await Simulated(settings).charge("o")).status_code == 201
        await until(lambda: merchant.kinds() == ["pending"])


async def test_drop(simulator: Simulated, merchant: Merchant) -> None:
    await simulator.charge("o")
    answer = await simulator.simulate("o", drop=True)
    assert answer["status"] == "settlement"
    assert [n["sent"] for n in answer["notifications"]] == [False]
    assert merchant.told == []
    assert (await simulator.status("o"))["transaction_status"] == "settlement"
    await simulator.simulate("o")  # the same again: no new state, but it is told
    assert merchant.kinds() == ["settlement"]


async def test_delay(simulator: Simulated, merchant: Merchant) -> None:
    await simulator.charge("o")
    answer = await simulator.simulate("o", delay_s=1.5)
    (notification,) = answer["notifications"]
    assert not notification["sent"]
    assert 0 < notification["next_in_s"] <= 1.5
    assert merchant.told == []
    await until(lambda: merchant.kinds() == ["settlement"])


async def test_duplicate(simulator: Simulated, merchant: Merchant) -> None:
    await simulator.charge("o")
    answer = await simulator.simulate("o", duplicate=3)
    assert len(answer["notifications"]) == 4
    assert merchant.kinds() == ["settlement"] * 4
    assert len(set(merchant.bodies)) == 1
    await simulator.charge("p")
    assert len((await simulator.simulate("p", duplicate=True))["notifications"]) == 2


async def test_reorder(simulator: Simulated, merchant: Merchant) -> None:
    await simulator.charge("o")
    await simulator.simulate("o", reorder=True)
    assert merchant.kinds() == ["settlement", "pending"]
    assert all(signed(body) for body in merchant.told)


async def test_a_refund_is_told_again_in_reverse_and_twice(simulator: Simulated, merchant: Merchant) -> None:
    await simulator.charge("o")
    await simulator.simulate("o")
    for key, amount in (("r-1", 4_000), ("r-2", 40_000)):
        await simulator.http.post("/v2/o/refund", json={"refund_key": key, "amount": amount, "reason": ""})
    await until(lambda: merchant.kinds() == ["settlement", "partial_refund", "refund"])
    await simulator.simulate("o", "again", reorder=True, duplicate=True)
    assert merchant.kinds()[3:] == ["refund", "refund", "partial_refund", "partial_refund"]
    assert [len(body["refunds"]) for body in merchant.told[3:]] == [2, 2, 1, 1]
    assert (await simulator.status("o"))["transaction_status"] == "refund"


async def test_wrong_signature(simulator: Simulated, merchant: Merchant) -> None:
    merchant.answers = [(401, {})]
    await simulator.charge("o")
    answer = await simulator.simulate("o", wrong_signature=True)
    assert answer["notifications"][0]["status_code"] == 401
    assert answer["notifications"][0]["next_in_s"] >= 0  # a refusal is tried again
    assert not signed(merchant.told[0])


async def test_wrong_amount_is_signed_and_not_true(simulator: Simulated, merchant: Merchant) -> None:
    await simulator.charge("o")
    await simulator.simulate("o", wrong_amount=True)
    await simulator.simulate("o", wrong_amount=1)
    assert [body["gross_amount"] for body in merchant.told] == ["43999.00", "1.00"]
    assert all(signed(body) for body in merchant.told)
    assert (await simulator.status("o"))["gross_amount"] == "44000.00"


async def test_another_amount_is_true(simulator: Simulated, merchant: Merchant) -> None:
    await simulator.charge("o")
    await simulator.simulate("o", amount=46_500)
    assert merchant.told[0]["gross_amount"] == "46500.00"
    assert (await simulator.status("o"))["gross_amount"] == "46500.00"


async def test_settle_after_expiry(simulator: Simulated, merchant: Merchant) -> None:
    await simulator.charge("o")
    answer = await simulator.simulate("o", settle_after_expiry=True)
    assert answer["status"] == "settlement"
    assert merchant.kinds() == ["expire", "settlement"]
    await simulator.charge("p")
    await simulator.simulate("p", "expire")
    by_hand = await simulator.http.post("/pay/p", data={"outcome": "settle"}, auth=NOBODY)
    assert by_hand.status_code == 409
    assert (await simulator.simulate("p"))["status"] == "settlement"


async def test_money_comes_though_it_was_cancelled(simulator: Simulated, merchant: Merchant) -> None:
    await simulator.charge("o")
    await simulator.http.post("/v2/o/cancel")
    assert (await simulator.http.post("/pay/o", data={"outcome": "settle"}, auth=NOBODY)).status_code == 409
    assert (await simulator.simulate("o"))["status"] == "settlement"


async def test_settle_then_deny(simulator: Simulated, merchant: Merchant) -> None:
    await simulator.charge("o", payment_type="bank_transfer", bank_transfer={"bank": "permata"})
    await simulator.simulate("o", deny_after_settle_s=1.5)
    assert merchant.kinds() == ["settlement"]
    await until(lambda: merchant.kinds() == ["settlement", "deny"])
    assert (await simulator.status("o"))["transaction_status"] == "deny"


async def test_faults_go_together(simulator: Simulated, merchant: Merchant) -> None:
    await simulator.charge("o")
    await simulator.simulate("o", settle_after_expiry=True, reorder=True, duplicate=1, wrong_amount=7)
    assert merchant.kinds() == ["settlement", "settlement", "expire", "expire"]
    assert {body["gross_amount"] for body in merchant.told} == {"7.00"}


async def test_unknown_wishes_are_named(simulator: Simulated) -> None:
    await simulator.charge("o")
    for wish, named in (
        ({"outcome": "settle", "frobnicate": 1}, "frobnicate"),
        ({"outcome": "win"}, "win"),
        ({}, "outcome"),
    ):
        reply = await simulator.http.post("/simulate/o", json=wish)
        assert reply.status_code == 400
        assert named in reply.json()["detail"]
    assert (await simulator.status("o"))["transaction_status"] == "pending"
    assert (await simulator.http.post("/simulate/nobody", json={"outcome": "settle"})).status_code == 404


async def test_other_origins_may_wish(simulator: Simulated) -> None:
    asked = {"Origin": "http://localhost:8000", "Access-Control-Request-Method": "POST"}
    reply = await simulator.http.options("/simulate/o", headers=asked)
    assert reply.headers["access-control-allow-origin"] == "*"
