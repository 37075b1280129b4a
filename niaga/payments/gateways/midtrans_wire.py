"""What Midtrans' words mean: pure reading and writing of its JSON, no network.

Amounts are strings like "44000.00" and times are GMT+7 without saying so. Fields we do not know are ignored.
"""

import hashlib
import hmac
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import msgspec

from niaga.kit.bodies import decode
from niaga.kit.clock import WIB
from niaga.kit.hiding import Hiding

from .gateway import Action, BadProof, Charge, Declined, Method, Notice, Status, Unknown

VA_BANKS = ("bca", "bni", "bri", "permata")
BANKS: Mapping[Method, tuple[str, ...]] = {
    "virtual_account": (*VA_BANKS, "mandiri"),
    "ewallet": ("gopay", "shopeepay"),
}
STATUSES: Mapping[str, Status] = {
    "pending": "pending",
    "authorize": "pending",
    "capture": "paid",
    "settlement": "paid",
    "deny": "failed",
    "failure": "failed",
    "cancel": "cancelled",
    "expire": "expired",
    "refund": "refunded",
    "chargeback": "refunded",
    "partial_refund": "partly_refunded",
    "partial_chargeback": "partly_refunded",
}
SECRETS = frozenset(
    {
        *("signature_key", "token", "redirect_url", "token_id", "saved_token_id", "client_key"),
        *("card_number", "card_cvv", "masked_card"),
        *("email", "phone", "first_name", "last_name"),
    }
)
HIDDEN = re.compile(rf'("(?:{"|".join(sorted(SECRETS))})"\s*:\s*)"[^"]*"?')
"""Secrets in what is no JSON as a whole."""
AMOUNT = re.compile(r"([0-9]{1,15})(?:\.0{1,4})?")
"""Written out: to read "1E999999" would stop the whole process for as long as writing so many digits takes."""
MAX_QUOTED = 30  # characters of what we cannot go by
MAX_LOGGED = 8_000  # characters of a body kept in the log


class VaNumber(msgspec.Struct, frozen=True):
    bank: str = ""
    va_number: str = ""


class Link(msgspec.Struct, frozen=True):
    name: str = ""
    url: str = ""


class RefundLine(msgspec.Struct, frozen=True):
    refund_key: str = ""
    refund_amount: str = ""
    created_at: str = ""


class Answer(Hiding, msgspec.Struct, frozen=True):
    """Any Core or Snap answer, and any notification: they share their field names."""

    status_code: str = ""
    status_message: str = ""
    transaction_id: str = ""
    order_id: str = ""
    gross_amount: str = ""
    signature_key: str = ""
    transaction_status: str = ""
    fraud_status: str | None = None
    payment_type: str = ""
    transaction_time: str = ""
    settlement_time: str = ""
    expiry_time: str = ""
    refund_amount: str = ""
    refund_chargeback_id: str | int = ""
    refunds: list[RefundLine] = []
    va_numbers: list[VaNumber] = []
    permata_va_number: str = ""
    biller_code: str = ""
    bill_key: str = ""
    qr_string: str = ""
    actions: list[Link] = []
    token: str = ""  # Snap
    redirect_url: str = ""
    error_messages: list[str] = []

    def link(self, name: str) -> str | None:
        return next((link.url for link in self.actions if link.name == name), None)


def read(body: bytes) -> Answer | None:
    """None: not in their language. A field that is null counts as absent."""
    try:
        told = decode(body, dict[str, Any])
        return msgspec.convert({k: v for k, v in told.items() if v is not None}, Answer)
    except msgspec.DecodeError:
        return None


def charge_body(charge: Charge, now: datetime) -> dict[str, Any]:
    """The Core API request of every method but card, with the expiry always explicit."""
    return {
        **_instrument(charge),
        "transaction_details": {"order_id": charge.order_id, "gross_amount": charge.amount},
        "customer_details": _customer(charge),
        "custom_expiry": {
            "order_time": _wib(now),
            "expiry_duration": _seconds_left(charge, now),
            "unit": "second",
        },
    }


def snap_body(charge: Charge, now: datetime) -> dict[str, Any]:
    """A hosted page for the card, so that no card number ever reaches us. Its expiry counts whole minutes."""
    body: dict[str, Any] = {
        "transaction_details": {"order_id": charge.order_id, "gross_amount": charge.amount},
        "customer_details": _customer(charge),
        "enabled_payments": ["credit_card"],
        "credit_card": {"secure": True},
        "expiry": {
            "start_time": _wib(now),
            "unit": "minute",
            "duration": max(1, _seconds_left(charge, now) // 60),
        },
    }
    if charge.return_url:
        body["callbacks"] = {"finish": charge.return_url}
    return body


def bank_of(method: Method, bank: str | None) -> str:
    """The bank or wallet meant, the first of the list where none is named."""
    offered = BANKS.get(method)
    if offered is None:
        return ""
    if bank is not None and bank not in offered:
        raise Declined("unsupported_bank", f"{method} is offered for {', '.join(offered)}")
    return bank or offered[0]


def _instrument(charge: Charge) -> dict[str, Any]:
    bank = bank_of(charge.method, charge.bank)
    if charge.method == "qris":
        return {"payment_type": "qris", "qris": {"acquirer": "gopay"}}
    if bank == "mandiri":
        bill = {"bill_info1": "Pembayaran:", "bill_info2": charge.description[:30]}
        return {"payment_type": "echannel", "echannel": bill}
    if charge.method == "virtual_account":
        return {"payment_type": "bank_transfer", "bank_transfer": {"bank": bank}}
    back = {"callback_url": charge.return_url} if charge.return_url else {}
    if bank == "gopay":
        return {"payment_type": "gopay", "gopay": {"enable_callback": bool(back), **back}}
    return {"payment_type": "shopeepay", "shopeepay": back}


def _customer(charge: Charge) -> dict[str, str]:
    email = {"email": charge.customer_email} if charge.customer_email else {}
    return {"first_name": charge.customer_name[:255], **email}


def _seconds_left(charge: Charge, now: datetime) -> int:
    left = int((charge.expires_at - now).total_seconds())
    if left <= 0:
        raise Declined("expired", "The time to pay is over.")
    if charge.method == "ewallet" and bank_of(charge.method, charge.bank) == "gopay":
        return max(left, 15 * 60)  # GoPay takes no shorter expiry; we end the attempt ourselves when it is time
    return left


def action(answer: Answer, charge: Charge) -> Action:
    """What the payer has to do, from the answer to the charge or, after a duplicate, from a status answer."""
    if answer.redirect_url:
        return Action(type="redirect", redirect_url=answer.redirect_url)
    if charge.method == "qris":
        return Action(type="qr", qr_string=answer.qr_string or None, qr_image_url=answer.link("generate-qr-code"))
    if charge.method == "ewallet":
        deeplink = answer.link("deeplink-redirect")
        return Action(
            type="redirect",
            bank=bank_of(charge.method, charge.bank),
            redirect_url=deeplink,
            deeplink_url=deeplink,
            qr_string=answer.qr_string or None,
            qr_image_url=answer.link("generate-qr-code"),
        )
    number = answer.va_numbers[0].va_number if answer.va_numbers else answer.permata_va_number
    return Action(
        type="virtual_account",
        bank=bank_of(charge.method, charge.bank),
        va_number=number or None,
        biller_code=answer.biller_code or None,
        bill_key=answer.bill_key or None,
    )


def notice(answer: Answer, *, by_webhook: bool) -> Notice:
    """The state an answer or a notification tells. Its key depends on that state only, not on how we heard."""
    status, needs_check = _status(answer, by_webhook=by_webhook)
    lines = [line.refund_amount for line in answer.refunds] or [answer.refund_amount]
    refunded = sum(rupiah(line) for line in lines if line)  # beside the lines, refund_amount is the last one's
    amount = rupiah(answer.gross_amount)
    proof = "unproved" if needs_check else answer.fraud_status or ""
    parts = (answer.transaction_id, answer.transaction_status, proof, amount, refunded)
    return Notice(
        event_key="/".join(str(part) for part in parts),
        order_id=answer.order_id,
        transaction_id=answer.transaction_id,
        status=status,
        amount=amount,
        refunded=refunded or (amount if status == "refunded" else 0),
        at=_happened_at(answer),
        raw_status=answer.transaction_status,
        needs_check=needs_check,
    )


def _status(answer: Answer, *, by_webhook: bool) -> tuple[Status, bool]:
    """Paid needs the right code, an accepting fraud status and the right state; see their notification guide."""
    status = STATUSES.get(answer.transaction_status)
    if status is None:
        return "pending", True
    if status != "paid":
        return status, False
    if answer.fraud_status == "challenge":
        return "challenge", False
    if answer.fraud_status == "deny":
        return "failed", False
    if answer.status_code != "200" or answer.fraud_status not in (None, "accept"):
        return "pending", True
    return "paid", by_webhook and answer.fraud_status is None


def _happened_at(answer: Answer) -> datetime:
    told = {
        "settlement": answer.settlement_time,
        "expire": answer.expiry_time,
        "refund": answer.refunds[-1].created_at if answer.refunds else "",
        "partial_refund": answer.refunds[-1].created_at if answer.refunds else "",
    }
    return instant(told.get(answer.transaction_status) or answer.transaction_time)


def proven(body: bytes, server_key: str) -> Answer:
    """The notification, once its signature over the strings as received has been proved."""
    answer = read(body)
    if answer is None:
        raise BadProof("not a notification")
    told = signature(answer.order_id, answer.status_code, answer.gross_amount, server_key)
    if not hmac.compare_digest(told.encode(), answer.signature_key.encode()):
        raise BadProof("wrong signature")
    return answer


def signature(order_id: str, status_code: str, gross_amount: str, server_key: str) -> str:
    return hashlib.sha512(f"{order_id}{status_code}{gross_amount}{server_key}".encode()).hexdigest()


def rupiah(text: str) -> int:
    """ "44000.00" → 44000. A fraction of a rupiah or no number at all is an answer we cannot go by."""
    found = AMOUNT.fullmatch(text)
    if found is None:
        raise Unknown(f"not an amount in rupiah: {text[:MAX_QUOTED]!r}")
    return int(found[1])


def instant(text: str) -> datetime:
    try:
        return datetime.strptime(text, "%Y-%m-%d %H:%M:%S").replace(tzinfo=WIB).astimezone(UTC)
    except ValueError as wrong:
        raise Unknown(f"not a time of theirs: {text[:MAX_QUOTED]!r}") from wrong


def _wib(at: datetime) -> str:
    return at.astimezone(WIB).strftime("%Y-%m-%d %H:%M:%S +0700")


def masked(body: bytes) -> str:
    """The body as it may be kept: secrets and personal data out, and not too long."""
    try:
        text = msgspec.json.encode(_without_secrets(decode(body))).decode()
    except (msgspec.DecodeError, RecursionError):  # the second is ours: it walks less deep than the reader
        text = HIDDEN.sub(r'\1"***"', body.decode(errors="replace"))
    return text[:MAX_LOGGED]


def _without_secrets(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: "***" if k in SECRETS and v else _without_secrets(v) for k, v in value.items()}
    if isinstance(value, list):
        return [_without_secrets(item) for item in value]
    return value
