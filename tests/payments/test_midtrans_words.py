"""What Midtrans' notifications mean: proof first, then the paid rule. No network."""

from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from niaga.payments.gateways import midtrans_wire as wire
from niaga.payments.gateways.gateway import BadProof, Exchange, Notice
from niaga.payments.gateways.midtrans import Midtrans, MidtransSettings
from tests.simulator.outside import SERVER_KEY

VECTOR = (
    "2e328f1e5cf8ecf960129a3adce0e45b9eeffc69f6354b19e53fce32f91a627c"
    "374e1f91fd51a827ba2eb48f097d0dfc52a97913d02d97b8bc4e8004ddc2f807"
)


def body(**changes: Any) -> bytes:
    facts = {
        "transaction_time": "2026-11-21 12:00:00",
        "settlement_time": "2026-11-21 12:01:05",
        "transaction_status": "settlement",
        "transaction_id": "t-1",
        "status_code": "200",
        "signature_key": VECTOR,
        "payment_type": "qris",
        "order_id": "order-101",
        "gross_amount": "44000.00",
        "fraud_status": "accept",
        "a_field_of_next_year": {"x": [1]},
    }
    return msgspec.json.encode({k: v for k, v in (facts | changes).items() if v is not ...})


async def read(content: bytes) -> Notice:
    async def nothing_is_said(_: Exchange) -> None:
        raise AssertionError("reading asks nobody")

    made = Midtrans(MidtransSettings(server_key=SERVER_KEY), nothing_is_said)
    try:
        return made.parse_webhook({}, content)
    finally:
        await made.close()


async def test_the_documented_signature_is_believed() -> None:
    notice = await read(body())
    assert (notice.status, notice.amount, notice.needs_check) == ("paid", 44_000, False)
    assert notice.at == datetime(2026, 11, 21, 5, 1, 5, tzinfo=UTC)  # GMT+7 without saying so
    assert notice == await read(body(fee=None, currency=None))


@pytest.mark.parametrize(
    "forged",
    [
        {"signature_key": VECTOR[:-1] + "8"},
        {"signature_key": ""},
        {"signature_key": ...},
        {"signature_key": "é"},
        {"signature_key": None},
        {"signature_key": VECTOR.upper()},
        {"gross_amount": "44000"},
        {"gross_amount": 44000.00},
        {"order_id": "order-102"},
        {"status_code": "201"},
    ],
)
async def test_anything_else_is_not(forged: dict[str, Any]) -> None:
    with pytest.raises(BadProof):
        await read(body(**forged))


@pytest.mark.parametrize("content", [b"", b"[]", b"null", b"{", b'"x"', b"\xff\xfe", b"{}"])
async def test_noise_is_not_a_notification(content: bytes) -> None:
    with pytest.raises(BadProof):
        await read(content)


def signed(**changes: Any) -> bytes:
    told = msgspec.json.decode(body(**changes))
    key = wire.signature(told["order_id"], told["status_code"], told["gross_amount"], SERVER_KEY)
    return msgspec.json.encode(told | {"signature_key": key})


@pytest.mark.parametrize(
    ("changes", "status", "needs_check"),
    [
        ({}, "paid", False),
        ({"transaction_status": "capture"}, "paid", False),
        ({"fraud_status": ...}, "paid", True),  # absent is not refused, but asked about
        ({"fraud_status": "challenge", "transaction_status": "capture", "status_code": "201"}, "challenge", False),
        ({"fraud_status": "deny"}, "failed", False),
        ({"status_code": "201"}, "pending", True),
        ({"transaction_status": "pending", "status_code": "201"}, "pending", False),
        ({"transaction_status": "deny", "status_code": "202"}, "failed", False),
        ({"transaction_status": "failure", "status_code": "202"}, "failed", False),
        ({"transaction_status": "expire", "status_code": "407"}, "expired", False),
        ({"transaction_status": "cancel"}, "cancelled", False),
        ({"transaction_status": "refund"}, "refunded", False),
        ({"transaction_status": "partial_refund"}, "partly_refunded", False),
        ({"transaction_status": "chargeback"}, "refunded", False),
        ({"transaction_status": "new_in_2027"}, "pending", True),
    ],
)
async def test_the_paid_rule(changes: dict[str, Any], status: str, needs_check: bool) -> None:
    notice = await read(signed(**changes))
    assert (notice.status, notice.needs_check) == (status, needs_check)


async def test_an_unproved_notice_has_a_key_of_its_own() -> None:
    unproved, proved = await read(signed(fraud_status=...)), await read(signed())
    assert unproved.event_key != proved.event_key
    assert replace(unproved, event_key="", needs_check=False) == replace(proved, event_key="")


@pytest.mark.parametrize(
    "amount", ["44000.50", "NaN", "1E999999", "4.4e4", "9" * 16, "0" * 4_000, "-1.00", "1_000", "١٢", " 1", "1\n", ""]
)
async def test_amounts_that_cannot_be_are_not_believed(amount: str) -> None:
    with pytest.raises(BadProof):
        await read(signed(gross_amount=amount))


async def test_times_that_cannot_be_are_not_believed() -> None:
    with pytest.raises(BadProof):
        await read(signed(settlement_time="yesterday"))


@pytest.mark.parametrize("deep", [600, 900, 5_000])
async def test_answers_nested_deep_are_kept_short_and_without_secrets(deep: int) -> None:
    body = b'{"token":"secret","x":' + b"[" * deep + b"]" * deep + b"}"
    assert "secret" not in wire.masked(body)
    with pytest.raises(BadProof):
        await read(body)
