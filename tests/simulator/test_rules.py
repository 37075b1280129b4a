"""The simulator's pure decisions."""

from datetime import datetime
from typing import Any

import pytest

from niaga.simulator import qris
from niaga.simulator.midtrans import answers, rules
from niaga.simulator.midtrans.types import Refused, Transaction

from .outside import tags_of

VECTOR = (
    "2e328f1e5cf8ecf960129a3adce0e45b9eeffc69f6354b19e53fce32f91a627c"
    "374e1f91fd51a827ba2eb48f097d0dfc52a97913d02d97b8bc4e8004ddc2f807"
)
NOON = datetime(2026, 11, 21, 12, 0, tzinfo=rules.WIB).timestamp()


def transaction(**facts: Any) -> Transaction:
    usual: dict[str, Any] = {
        "id": "t",
        "order_id": "o",
        "payment_type": "qris",
        "amount": 44_000,
        "created": NOON,
        "expires": NOON + 900,
    }
    return Transaction(**(usual | facts))


def test_signature_is_the_documented_one() -> None:
    assert answers.signature("order-101", "200", "44000.00", "SB-Mid-server-TESTKEY") == VECTOR


@pytest.mark.parametrize(
    ("status", "retries"),
    [
        *((200, 0), (204, 0), (500, 1), (503, 4), (400, 2), (404, 2), (301, 0), (302, 0), (303, 0)),
        *((401, 5), (409, 5), (502, 5), (308, 5), (None, 5)),
    ],
)
def test_retries_follow_the_table(status: int | None, retries: int) -> None:
    assert rules.RETRIES.retries(status) == retries
    assert rules.RETRIES.spacing_s == (120, 600, 1800, 5400, 12600)


@pytest.mark.parametrize(
    ("status", "fraud", "code"),
    [
        ("pending", "accept", "201"),
        ("settlement", "accept", "200"),
        ("capture", "accept", "200"),
        ("capture", "challenge", "201"),
        ("deny", "accept", "202"),
        ("expire", "accept", "407"),
        ("cancel", "accept", "200"),
        ("refund", "accept", "200"),
    ],
)
def test_every_state_has_its_code(status: str, fraud: str, code: str) -> None:
    assert rules.status_code(transaction(status=status, fraud_status=fraud)) == code


@pytest.mark.parametrize(
    ("old", "new"), [("settlement", "cancel"), ("cancel", "expire"), ("deny", "settlement"), ("refund", "refund")]
)
def test_steps_that_do_not_exist_are_refused(old: str, new: str) -> None:
    with pytest.raises(Refused) as refused:
        rules.check_step(old, new)
    assert refused.value.code == 412


def test_times_are_gmt7_and_amounts_have_decimals() -> None:
    assert answers.wib(NOON) == "2026-11-21 12:00:00"
    assert answers.rupiah(44_000) == "44000.00"


def refusal(found: Transaction, *, amount: int = 1, now: float = NOON + 60) -> int | None:
    try:
        rules.check_refund(found, amount, "key", now)
    except Refused as refused:
        return refused.code
    return None


def test_refunds_depend_on_channel_state_and_window() -> None:
    paid = {"status": "settlement", "settled": NOON}
    assert refusal(transaction(**paid)) is None
    assert refusal(transaction(**paid), now=NOON + 46 * rules.DAY) == 414
    assert refusal(transaction(**paid), amount=44_001) == 413
    assert refusal(transaction(**paid, payment_type="bank_transfer")) == 412
    assert refusal(transaction(status="capture", settled=NOON, payment_type="credit_card")) == 412
    assert refusal(transaction(**paid, payment_type="shopeepay")) is None
    assert refusal(transaction(**paid, payment_type="shopeepay"), now=NOON + 25 * rules.HOUR) == 414
    assert refusal(transaction(**paid, payment_type="shopeepay"), now=NOON + 11 * rules.HOUR + 55 * 60) == 414
    assert refusal(transaction(**paid, payment_type="shopeepay"), now=NOON + 18 * rules.HOUR) is None


def test_qris_is_emv_with_amount_and_checksum() -> None:
    assert qris.checksum("123456789") == "29B1"
    text = qris.encode(amount=44_000, reference="ref")
    tags = tags_of(text)
    assert (tags["00"], tags["01"], tags["53"], tags["54"], tags["58"]) == ("01", "12", "360", "44000", "ID")
    assert tags["63"] == text[-4:]
    assert qris.is_valid(text)
    assert not qris.is_valid(text.replace("44000", "44001"))
    assert not qris.is_valid("hello")
