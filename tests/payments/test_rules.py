"""What is decided about money, from plain values."""

import datetime as dt
import uuid
from itertools import pairwise
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from niaga.kit.errors import KeyReused, Refusal, ValidationFailed
from niaga.payments import rules
from niaga.payments.gateways.gateway import Action, Notice
from niaga.payments.rows import BillPart, ByProvider, Posted, Transfer
from niaga.payments.rules import Verdict, bills
from niaga.payments.types import InsufficientBalance, Payment, Status

NOW = dt.datetime(2026, 11, 21, 3, 0, tzinfo=dt.UTC)
NOTHING = rules.NOTHING_BACK
STATUSES: list[Any] = list(rules.STEPS)
TOLD: list[Any] = ["pending", "paid", "failed", "cancelled", "expired", "refunded", "partly_refunded", "challenge"]


def a_payment(status: Status = "pending", **more: Any) -> Payment:
    paid = status in ("paid", "partly_refunded", "refunded")
    usual: dict[str, Any] = {
        "id": uuid.uuid4(),
        "order_id": uuid.uuid4(),
        "payer_id": uuid.uuid4(),
        "method": "qris",
        "bank": None,
        "provider": "midtrans",
        "amount": 44_000,
        "status": status,
        "action": Action(),
        "description": "Pesanan",
        "expires_at": NOW + dt.timedelta(minutes=13),
        "paid_at": NOW if paid else None,
        "covers": None,
        "surplus": False,
        "received": 44_000 if paid else 0,
        "refunded": {"partly_refunded": 4_000, "refunded": 44_000}.get(status, 0),
        "reversed": 0,
        "lost": 0,
        "flag": None,
        "came": None,
        "decided": None,
        "created_at": NOW,
    }
    return Payment(**(usual | more))


def a_notice(status: Any, **more: Any) -> Notice:
    usual: dict[str, Any] = {
        "event_key": "x",
        "order_id": "o",
        "transaction_id": "t",
        "status": status,
        "amount": 44_000,
        "at": NOW,
        "raw_status": str(status),
    }
    return Notice(**(usual | more))


@pytest.mark.parametrize(
    ("status", "told", "verdict"),
    [
        ("pending", "paid", Verdict("applied", "paid")),
        ("pending", "failed", Verdict("applied", "failed")),
        ("pending", "cancelled", Verdict("applied", "cancelled")),
        ("pending", "expired", Verdict("applied", "expired")),
        ("pending", "pending", rules.NOTHING_NEW),
        ("pending", "challenge", Verdict("flagged", flag="challenge")),
        ("expired", "paid", Verdict("applied", "paid")),
        ("cancelled", "paid", Verdict("applied", "paid")),
        ("failed", "paid", Verdict("to_check")),  # a card accepted at last, or old news of a reversal
        ("expired", "cancelled", rules.NOTHING_NEW),
        ("cancelled", "expired", rules.NOTHING_NEW),
        ("paid", "paid", rules.NOTHING_NEW),
        ("paid", "pending", rules.NOTHING_NEW),
        ("paid", "expired", rules.NOTHING_NEW),
        ("paid", "failed", Verdict("to_check")),  # a reversal, or old news
        ("paid", "cancelled", Verdict("to_check")),
        ("refunded", "paid", rules.NOTHING_NEW),
    ],
)
def test_a_notice_moves_a_payment_forward_or_not_at_all(status: Any, told: Any, verdict: Verdict) -> None:
    assert rules.judge(a_payment(status), a_notice(told), NOTHING, asked=False) == verdict


def test_a_refused_card_may_pay_at_last_and_a_reversed_payment_never() -> None:
    assert rules.judge(a_payment("failed"), a_notice("paid"), NOTHING, asked=True) == Verdict("applied", "paid")
    for status in ("paid", "partly_refunded", "refunded"):  # refunded: to the wallet
        verdict = rules.judge(a_payment(status), a_notice("failed"), NOTHING, asked=True)
        assert verdict == Verdict("applied", "failed", "reversed")
    reversed_ = a_payment("failed", received=44_000, reversed=44_000)
    for told in TOLD:
        assert rules.judge(reversed_, a_notice(told), NOTHING, asked=True).status is None


def test_a_loss_is_the_goods_on_their_way_and_what_was_paid_back_by_ourselves() -> None:
    one, two = (BillPart(uuid.uuid4(), amount, 0, None) for amount in (30_000, 14_000))
    taken = a_payment("failed", received=44_000, reversed=44_000)
    assert rules.loss(taken, [one, two], [one.shop_order_id], 0) == 30_000
    assert rules.loss(taken, [one, two], [], 0) == 0
    partly = a_payment("failed", received=44_000, refunded=14_000, reversed=44_000)
    assert (
        rules.loss(partly, [one, BillPart(two.shop_order_id, 14_000, 14_000, None)], [one.shop_order_id], 0) == 44_000
    )
    assert rules.left(taken) == rules.left(partly) == 0


@given(st.sampled_from(STATUSES), st.lists(st.sampled_from(TOLD), max_size=12))
def test_no_story_of_notices_settles_twice_or_goes_back(status: Any, story: list[Any]) -> None:
    payment, settled = a_payment(status), 0
    for told in story:
        verdict = rules.judge(payment, a_notice(told), ByProvider(payment.refunded, payment.refunded), asked=True)
        if verdict.status is not None:
            assert verdict.status in rules.STEPS[payment.status]
            settled += verdict.status == "paid"
            taken_back = payment.received if verdict.flag == "reversed" else 0
            payment = a_payment(verdict.status, reversed=taken_back, **({"received": taken_back} if taken_back else {}))
    assert settled <= 1


def test_another_amount_never_settles() -> None:
    verdict = rules.judge(a_payment(), a_notice("paid", amount=43_999), NOTHING, asked=False)
    assert verdict == Verdict("mismatch", flag="amount_mismatch")


def test_what_the_webhook_alone_does_not_prove_is_asked_for() -> None:
    assert rules.judge(a_payment(), a_notice("paid", needs_check=True), NOTHING, asked=False) == Verdict("to_check")


def test_a_refund_that_is_not_ours_waits_for_a_person() -> None:
    paid = a_payment("paid")
    outside = rules.judge(paid, a_notice("partly_refunded", refunded=5_000), ByProvider(4_000, 4_000), asked=False)
    assert outside == Verdict("flagged", flag="refunded_outside")
    assert (
        rules.judge(paid, a_notice("partly_refunded", refunded=4_000), ByProvider(4_000, 0), asked=False)
        == rules.NOTHING_NEW
    )


def test_a_card_called_back_for_our_refund_is_no_reversal() -> None:
    for done in (0, 44_000):
        back = ByProvider(44_000, done)
        assert rules.judge(a_payment("refunded"), a_notice("cancelled"), back, asked=True) == rules.NOTHING_NEW


def test_a_bank_that_denies_while_a_refund_waits_has_taken_all() -> None:
    for asked, done in ((44_000, 0), (44_000, 14_000), (14_000, 0)):
        back = ByProvider(asked, done)
        verdict = rules.judge(a_payment("refunded"), a_notice("failed"), back, asked=True)
        assert verdict == Verdict("applied", "failed", "reversed")
        assert rules.reversal(a_payment("refunded"), back) == 44_000 - done


def test_asking_backs_off_and_ends() -> None:
    for action, first in ((Action(type="qr"), rules.FIRST_ASK), (Action(), rules.FIRST_CHARGE_AGAIN)):
        pending = a_payment(expires_at=None, action=action)
        waits = [(rules.next_ask(pending, n, NOW) or NOW) - NOW for n in range(30)]
        assert waits[0] == first
        assert all(a <= b for a, b in pairwise(waits))
        assert waits[-1] == rules.LAST_ASK
    late = [rules.next_ask(a_payment("expired"), n, NOW) for n in range(6)]
    assert late[-1] is None
    assert late[4] == NOW + dt.timedelta(days=1)
    assert rules.next_ask(a_payment("paid"), 0, NOW) is None
    assert rules.once_settled(a_payment(), NOW) is None
    assert rules.once_settled(a_payment(method="virtual_account"), NOW) == NOW + rules.REVERSED_WITHIN
    assert rules.once_settled(a_payment("expired"), NOW) == NOW + rules.REVERSED_WITHIN
    assert rules.next_ask(a_payment(method="cash", provider=None), 0, NOW) is None


def test_a_pending_payment_is_looked_at_when_its_time_is_over() -> None:
    payment = a_payment(expires_at=NOW + dt.timedelta(seconds=5))
    assert rules.next_ask(payment, 9, NOW) == payment.expires_at
    assert rules.seen(payment, NOW).status == "pending"
    assert rules.seen(payment, NOW + dt.timedelta(seconds=5)).status == "expired"


@pytest.mark.parametrize(
    ("method", "window_d", "paid_d_ago", "route"),
    [
        ("wallet", None, 1, ("wallet", None)),
        ("cash", None, 1, ("cash", None)),
        ("virtual_account", None, 0, ("wallet", "method_not_refundable")),
        ("qris", 45, 44, ("provider", None)),
        ("qris", 45, 46, ("wallet", "window_over")),
    ],
)
def test_money_goes_back_the_way_it_came_where_it_can(
    method: Any, window_d: int | None, paid_d_ago: int, route: Any
) -> None:
    payment = a_payment("paid", method=method, paid_at=NOW - dt.timedelta(days=paid_d_ago))
    assert rules.route(payment, None if window_d is None else dt.timedelta(days=window_d), NOW) == route


def test_a_surplus_goes_back_before_what_paid_the_bill() -> None:
    first, surplus = a_payment("paid"), a_payment("paid")
    both = [first, surplus]
    assert rules.pick(both, 44_000, settled_by=first.id, surplus_first=True) == surplus
    assert rules.pick(both, 10_000, settled_by=first.id, surplus_first=False) == first
    empty = a_payment("refunded")
    assert rules.pick([empty], 1, settled_by=empty.id, surplus_first=False) is None


@pytest.mark.parametrize(
    ("cash", "refunded", "status"),
    [
        ([None, None], 0, "pending"),
        (["collected", None], 0, "pending"),
        (["collected", "waived"], 0, "paid"),
        (["collected", "collected"], 10, "partly_refunded"),
        (["collected", "waived"], 10_000, "refunded"),
        (["waived", "waived"], 0, "cancelled"),
    ],
)
def test_cash_is_paid_when_each_part_is_collected_or_waived(cash: list[Any], refunded: int, status: str) -> None:
    parts = [BillPart(uuid.uuid4(), 10_000, 0, state) for state in cash]
    assert bills.cash_status(parts, refunded) == status


def test_banks() -> None:
    assert rules.bank_for("virtual_account", None) == "bca"
    assert rules.bank_for("ewallet", "shopeepay") == "shopeepay"
    assert rules.bank_for("qris", "bca") is None
    with pytest.raises(ValidationFailed):
        rules.bank_for("virtual_account", "gopay")


def test_cursors() -> None:
    assert rules.cursor(None) is None
    assert rules.cursor("17") == 17
    for wrong in ("", "-1", "x", "9" * 19, "١"):
        with pytest.raises(ValidationFailed):
            rules.cursor(wrong)


PEOPLE = [uuid.UUID(int=100 + n) for n in range(3)]
ACCOUNTS = [*PEOPLE, *sorted(rules.PLATFORM)]


@st.composite
def some_transfers(draw: st.DrawFn) -> list[Transfer]:
    ids = [uuid.UUID(int=n) for n in range(8)]
    made = []
    for _ in range(draw(st.integers(0, 15))):
        debit, credit = draw(st.permutations(ACCOUNTS))[:2]
        made.append(
            Transfer(
                cause=draw(st.sampled_from(ids)),
                debit=debit,
                credit=credit,
                amount=draw(st.integers(1, 50)),
                kind="payment",
                reason="x",
                reference=ids[0],
            )
        )
    return made


@given(some_transfers(), st.lists(st.integers(0, 100), min_size=3, max_size=3))
def test_posting_makes_no_money_and_leaves_no_debt(transfers: list[Transfer], opening: list[int]) -> None:
    balances = dict(zip(PEOPLE, opening, strict=True))
    answers = rules.post(transfers, balances, {})
    posted = [a for a in answers if isinstance(a, Posted)]
    expected = dict(zip(PEOPLE, opening, strict=True))
    for p in posted:
        for account, change, told in (
            (p.transfer.debit, -p.transfer.amount, p.debit_balance),
            (p.transfer.credit, p.transfer.amount, p.credit_balance),
        ):
            if account in expected:
                expected[account] += change
                assert told == expected[account] >= 0
            else:
                assert told is None
    assert balances == expected
    assert len({p.transfer.id for p in posted}) == len(posted)
    for transfer, answer in zip(transfers, answers, strict=True):
        if isinstance(answer, Refusal):
            assert isinstance(answer, InsufficientBalance | KeyReused)
            assert isinstance(answer, KeyReused) or transfer.debit in PEOPLE


def test_details_carry_everything() -> None:
    payment = a_payment("paid")
    detail = rules.with_refunds(payment, [])
    assert msgspec.structs.asdict(detail) == {**msgspec.structs.asdict(payment), "refunds": []}
