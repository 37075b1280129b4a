"""The JSON Midtrans answers and notifies with: amounts as "44000.00", times in GMT+7 without a zone."""

import hashlib
import time
from datetime import datetime
from typing import Any

from . import rules
from .types import RefundLine, Transaction

MERCHANT_ID = "G000000001"
MESSAGES = {
    "bank_transfer": "Success, Bank Transfer transaction is created",
    "echannel": "OK, Mandiri Bill transaction is successful",
    "gopay": "GoPay transaction is created",
    "qris": "QRIS transaction is created",
    "shopeepay": "ShopeePay transaction is created",
    "cstore": "Success, cstore transaction is successful",
}
Body = dict[str, Any]


def refusal(code: int, message: str) -> Body:
    return {"status_code": str(code), "status_message": message}


def charged(transaction: Transaction, base_url: str) -> Body:
    return {
        "status_code": "201",
        "status_message": MESSAGES[transaction.payment_type],
        **_facts(transaction),
        **_payer_code(transaction),
        **_links(transaction, base_url),
    }


def status(transaction: Transaction, server_key: str) -> Body:
    code = rules.status_code(transaction)
    return {
        "status_code": code,
        "status_message": "Success, transaction is found",
        "signature_key": signature(transaction.order_id, code, rupiah(transaction.amount), server_key),
        **_facts(transaction),
        **_payer_code(transaction),
        **_paid(transaction),
        **_refunds(transaction),
    }


def ended(transaction: Transaction) -> Body:
    """The answer to cancel, expire, approve and deny."""
    code = rules.status_code(transaction)
    return {
        "status_code": code,
        "status_message": f"Success, transaction is {transaction.status}",
        **_facts(transaction),
    }


def refunded(transaction: Transaction, line: RefundLine) -> Body:
    return {
        "status_code": "200",
        "status_message": "Success, refund request is approved",
        **_facts(transaction),
        **_paid(transaction),
        **_refunds(transaction),
        "refund_chargeback_id": line.id,
        "refund_amount": rupiah(line.amount),
        "refund_key": line.key,
    }


def notification(transaction: Transaction, server_key: str, *, amount: int) -> Body:
    """As posted to the merchant, signed; `amount` may be made to differ from the truth."""
    code = rules.status_code(transaction)
    return {
        **_facts(transaction),
        **_payer_code(transaction),
        **_paid(transaction),
        **_refunds(transaction),
        "gross_amount": rupiah(amount),
        "status_message": "midtrans payment notification",
        "status_code": code,
        "signature_key": signature(transaction.order_id, code, rupiah(amount), server_key),
    }


def signature(order_id: str, status_code: str, gross_amount: str, server_key: str) -> str:
    return hashlib.sha512((order_id + status_code + gross_amount + server_key).encode()).hexdigest()


def rupiah(amount: int) -> str:
    return f"{amount}.00"


def wib(at: float) -> str:
    return datetime.fromtimestamp(at, rules.WIB).strftime("%Y-%m-%d %H:%M:%S")


def _facts(transaction: Transaction) -> Body:
    return {
        "transaction_id": transaction.id,
        "order_id": transaction.order_id,
        "merchant_id": MERCHANT_ID,
        "gross_amount": rupiah(transaction.amount),
        "currency": "IDR",
        "payment_type": transaction.payment_type,
        "transaction_time": wib(transaction.created),
        "transaction_status": transaction.status,
        "fraud_status": transaction.fraud_status,
        "expiry_time": wib(transaction.expires),
    }


def _payer_code(transaction: Transaction) -> Body:
    kind, code = transaction.payment_type, transaction.code or ""
    if kind == "echannel":
        return {"biller_code": transaction.biller_code, "bill_key": code}
    if kind == "cstore":
        return {"store": transaction.bank, "payment_code": code}
    if kind == "qris":
        return {"acquirer": transaction.acquirer}
    if kind != "bank_transfer":
        return {}
    if transaction.bank == "permata":
        return {"permata_va_number": code}
    return {"va_numbers": [{"bank": transaction.bank, "va_number": code}]}


def _paid(transaction: Transaction) -> Body:
    """What only a payment adds, by channel."""
    if transaction.settled is None:
        return {}
    paid: Body = {}
    if transaction.status != "capture":
        paid["settlement_time"] = wib(transaction.settled)
    if transaction.payment_type == "bank_transfer" and transaction.bank != "permata":
        paid["payment_amounts"] = [{"paid_at": wib(transaction.settled), "amount": rupiah(transaction.amount)}]
    if transaction.payment_type == "qris":
        paid |= {"transaction_type": "on-us", "issuer": "gopay"}
    if transaction.payment_type == "credit_card":
        paid |= {
            "masked_card": "48111111-1114",
            "eci": "05",
            "bank": "bca",
            "card_type": "credit",
            "approval_code": str(int(transaction.settled * 1000)),
            "channel_response_code": "00",
            "channel_response_message": "Approved",
        }
    return paid


def _refunds(transaction: Transaction) -> Body:
    if not transaction.refunds:
        return {}
    lines = [
        {
            "refund_chargeback_id": line.id,
            "refund_key": line.key,
            "refund_amount": rupiah(line.amount),
            "reason": line.reason,
            "created_at": wib(line.at),
        }
        for line in transaction.refunds
    ]
    return {"refund_amount": rupiah(transaction.refunded), "refunds": lines}


def _links(transaction: Transaction, base_url: str) -> Body:
    kind, own = transaction.payment_type, f"{base_url}/v2/{transaction.id}"
    pay = {"name": "deeplink-redirect", "method": "GET", "url": f"{base_url}/pay/{transaction.id}"}
    if kind == "shopeepay":
        return {"actions": [pay]}
    if kind not in ("qris", "gopay"):
        return {}
    picture = f"{base_url}/v2/{kind}/{transaction.id}/qr-code"
    actions = [{"name": "generate-qr-code", "method": "GET", "url": picture}]
    if kind == "gopay":
        actions += [
            pay,
            {"name": "get-status", "method": "GET", "url": f"{own}/status"},
            {"name": "cancel", "method": "POST", "url": f"{own}/cancel"},
        ]
    return {"qr_string": transaction.code, "actions": actions}


def refund_id() -> int:
    """Grows with time, like theirs."""
    return time.time_ns() // 1000
