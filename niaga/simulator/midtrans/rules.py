"""Midtrans' rules as plain decisions: states, codes, expiries, refunds, retries."""

from datetime import datetime
from zoneinfo import ZoneInfo

from ..delivery import RetryTable
from .types import PaymentType, Refused, Transaction, Unit

WIB = ZoneInfo("Asia/Jakarta")
MINUTE, HOUR, DAY = 60, 3600, 86_400
UNIT_S = {"second": 1, "minute": MINUTE, "hour": HOUR, "day": DAY}
LIFE_S = {"gopay": 15 * MINUTE, "shopeepay": 15 * MINUTE, "qris": 15 * MINUTE}  # all others: a day
CARD_SETTLES_S = 16 * HOUR  # a captured card is settled overnight

STEPS = {
    "created": {"capture", "deny", "expire"},
    "pending": {"settlement", "expire", "cancel", "deny"},
    "capture": {"settlement", "cancel", "deny"},
    "settlement": {"refund", "partial_refund", "deny"},
    "partial_refund": {"refund", "partial_refund"},
    "expire": {"settlement", "capture"},  # late money; only on demand
    "cancel": {"settlement", "capture"},  # the same: it was under way already
    "deny": set(),
    "refund": set(),
}
UNCHANGEABLE = "Merchant cannot modify the status of the transaction"


def check_step(old: str, new: str) -> None:
    if new not in STEPS[old]:
        raise Refused(412, UNCHANGEABLE)


def status_code(transaction: Transaction) -> str:
    """The code that goes with a state, in answers and in notifications."""
    if transaction.status == "capture" and transaction.fraud_status == "challenge":
        return "201"
    return {"pending": "201", "deny": "202", "expire": "407"}.get(transaction.status, "200")


def seconds(duration: int, unit: Unit) -> int:
    return duration * UNIT_S[unit.rstrip("s")]


def usual_life_s(payment_type: PaymentType) -> int:
    """How long it may be paid where the merchant says nothing."""
    return LIFE_S.get(payment_type, DAY)


# -- refunds

REFUND_DAYS = {"gopay": 180.0, "qris": 45.0, "shopeepay": 1.0, "credit_card": 365.0}


def check_refund(transaction: Transaction, amount: int, key: str, now: float) -> None:
    """Only settled money, only by channels that can, only in their window, never more than there was."""
    kind = "shopeepay" if transaction.acquirer == "airpay shopee" else transaction.payment_type
    if transaction.status not in ("settlement", "partial_refund") or kind not in REFUND_DAYS:
        raise Refused(412, UNCHANGEABLE)
    if any(line.key == key for line in transaction.refunds):
        raise Refused(406, "The refund_key has been used before")
    if amount > transaction.amount - transaction.refunded:
        raise Refused(413, "The refund amount exceeds what is left of the transaction")
    assert transaction.settled is not None
    if now - transaction.settled > REFUND_DAYS[kind] * DAY or (kind == "shopeepay" and _is_night(now)):
        raise Refused(414, "Payment provider does not allow a refund at this time")


def _is_night(now: float) -> bool:
    """ShopeePay does not refund from 23:55 to 06:00 WIB."""
    at = datetime.fromtimestamp(now, WIB)
    return at.hour < 6 or (at.hour, at.minute) >= (23, 55)


# -- notifications


def _retries(status: int | None) -> int:
    if status is None:
        return 5
    if 200 <= status < 300 or status in (301, 302, 303):
        return 0
    return {500: 1, 503: 4, 400: 2, 404: 2}.get(status, 5)


RETRIES = RetryTable(spacing_s=(2 * MINUTE, 10 * MINUTE, 30 * MINUTE, 90 * MINUTE, 210 * MINUTE), retries=_retries)
