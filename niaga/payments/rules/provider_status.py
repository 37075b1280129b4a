"""What a provider's word means for a payment, and when to ask for it again."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from uuid import UUID

import msgspec

from ..gateways.gateway import Notice
from ..rows import BillPart, ByProvider
from ..types import Flag, Outcome, Payment, Status
from .attempts import STEPS


class Verdict(msgspec.Struct, frozen=True):
    """What a notice means for a payment: its outcome, the next status and a flag, if any."""

    outcome: Outcome
    status: Status | None = None
    flag: Flag | None = None


NOTHING_NEW = Verdict("nothing_new")
NOTHING_BACK = ByProvider(0, 0)


def judge(payment: Payment, notice: Notice, back: ByProvider, *, asked: bool) -> Verdict:
    """The state only moves forward; whatever else a provider tells changes nothing, or waits for a person.

    `asked`: it is the answer to a question of ours, so it is not older than what we know.
    """
    if notice.needs_check:
        return Verdict("to_check")
    told = notice.status
    if payment.status == "authorized":
        if told not in ("failed", "cancelled"):
            return NOTHING_NEW
        return Verdict("applied", "failed", "reversed") if asked else Verdict("to_check")
    if told == "paid":
        if "paid" not in STEPS[payment.status] or payment.reversed:
            return NOTHING_NEW
        if payment.status == "failed" and not asked:  # a card accepted at last, or old news of a reversed payment
            return Verdict("to_check")
        if notice.amount != payment.amount:  # a webhook may be wrong; what the provider answers is what it charged
            return Verdict("mismatch", "authorized" if asked else None, "amount_mismatch")
        return Verdict("applied", "paid")
    if told == "refunded" or told == "partly_refunded":
        outside = notice.refunded > back.asked
        return Verdict("flagged", flag="refunded_outside") if outside else NOTHING_NEW
    if told == "challenge":
        return Verdict("flagged", flag="challenge") if payment.status == "pending" else NOTHING_NEW
    if told == "pending":
        return NOTHING_NEW
    if payment.received:
        voided = told == "cancelled" and back.asked == payment.received  # a card not settled yet is refunded so
        if told not in ("failed", "cancelled") or voided or reversal(payment, back) == 0:
            return NOTHING_NEW
        return Verdict("applied", "failed", "reversed") if asked else Verdict("to_check")  # old news, or a reversal
    return Verdict("applied", told) if told in STEPS[payment.status] else NOTHING_NEW


def reversal(payment: Payment, back: ByProvider) -> int:
    """What a bank takes that calls a payment back: all that its provider still had of it. A refund that waits there
    has not been paid, and will not be: the payer has it from the bank."""
    return 0 if payment.reversed else payment.received - back.done


def loss(payment: Payment, parts: Sequence[BillPart], going_on: Collection[UUID], not_ours: int) -> int:
    """What a reversed payment costs us: the shop orders that go on without it, and what we had paid back ourselves.

    `not_ours`: what of the refunds the provider paid, or the wallet has given back."""
    goods = sum(p.amount - p.refunded for p in parts if p.shop_order_id in going_on)
    return min(payment.received, goods + payment.refunded - not_ours)


FIRST_ASK = timedelta(seconds=15)
FIRST_CHARGE_AGAIN = timedelta(seconds=3)
"""While the provider has not answered, there is nothing the payer could pay."""
LAST_ASK = timedelta(minutes=5)
CONFIRMED_WITHIN = timedelta(minutes=15)
"""After its link has died a payment counts as being confirmed for so long, unless the provider says how it ended."""
REVERSED_WITHIN = timedelta(minutes=6)
"""Banks take a transfer back within five minutes, if they do; the webhook that tells of it may be lost, too."""
LATE_ASKS = tuple(timedelta(minutes=m) for m in (1, 10, 60, 6 * 60, 24 * 60))
"""After an attempt ended unpaid: money may still come, and the webhook that tells of it may be lost."""


def next_ask(payment: Payment, asks: int, now: datetime) -> datetime | None:
    """When to ask the provider again, having asked so often in the present status; None: no more."""
    if payment.provider is None:
        return None
    if payment.status == "pending":
        first = FIRST_CHARGE_AGAIN if payment.action.type == "none" else FIRST_ASK
        at = now + min(first * 1.6 ** min(asks, 20), LAST_ASK)
        if payment.expires_at is None:
            return at
        if now < payment.expires_at:
            return min(at, payment.expires_at)
        return now + FIRST_ASK if now < payment.expires_at + CONFIRMED_WITHIN else at  # goods are kept for it
    if payment.status in ("failed", "cancelled", "expired") and asks < len(LATE_ASKS):
        return now + LATE_ASKS[asks]
    return None


def once_settled(payment: Payment, now: datetime) -> datetime | None:
    """When to ask again about a payment, as it was when its money came; None: no more.

    A bank may take a transfer back. And of an attempt that was over, it may have said so before it said that the money
    had come: that meant nothing then.
    """
    doubtful = payment.method == "virtual_account" or payment.status != "pending"
    return now + REVERSED_WITHIN if payment.provider is not None and doubtful else None
