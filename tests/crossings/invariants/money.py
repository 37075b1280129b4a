"""Received − returned = what the living parts cost; nothing is asked twice; provider, books and wallet agree."""

from collections.abc import Iterator

from ..outside import Outside
from .facts import GONE, HANDED_OVER, Facts, Row, lives

SELLERS = ("seller", "admin")


def kept(order: Row, facts: Facts) -> Iterator[str]:
    parts, payments = facts.parts[order["id"]], facts.payments[order["id"]]
    refunded = {p["id"]: sum(r["amount"] for r in went_back(p, order, facts)) for p in payments}
    kept = sum(p["received"] - p["reversed"] - refunded[p["id"]] + p["lost"] for p in payments)
    kept += sum(  # and what of it had gone to the wallet came from there
        t["amount"]
        for t in facts.transfers[order["id"]]
        if t["kind"] == "reversal" and t["debit_account_id"] == order["buyer_id"]
    )
    cash = order["payment_method"] == "cash"
    due = sum(
        part["total"] - part["refunded"]
        for part in parts
        if lives(part) and (part["status"] in HANDED_OVER if cash else order["paid_at"] is not None)
    )
    if kept != due:
        yield f"money_kept_is_what_lives: kept {kept}, living parts cost {due}"
    for part in parts:
        if part["status"] == "refunded" and part["refunded"] != part["total"]:
            yield f"refunded_is_whole: part {part['refunded']} of {part['total']}"


def went_back(payment: Row, order: Row, facts: Facts) -> list[Row]:
    """The refunds of a payment; what its bank gave back while they waited is part of the reversal."""
    booked = {t["cause"] for t in facts.transfers[order["id"]]}
    return [r for r in facts.refunds[payment["id"]] if r["note"] != "reversed" or r["id"] in booked]


def bill(order: Row, facts: Facts) -> Iterator[str]:
    """Order and bill name one amount, divided among the same shop orders; a bill closed before anybody asked for money
    names none."""
    bill = facts.bills.get(order["id"])
    never_asked = bill is not None and bill["amount"] == 0 and not facts.payments[order["id"]] and not order["paid_at"]
    if bill is not None and bill["amount"] != order["total"] and not never_asked:
        yield f"bill_is_the_orders: bill {bill['amount']}, order {order['total']}"
    if bill is None and order["paid_at"] is not None:
        yield "bill_is_the_orders: paid without a bill"


def asked(order: Row, facts: Facts) -> Iterator[str]:
    """A payment asks for what is still due when it begins: of parts that are gone or were handed over, nothing.

    A part is cancelled or rejected a moment before its bill knows. What begins just in between is ended, or what of it
    was too much goes back.
    """
    parts = facts.parts[order["id"]]
    for payment in facts.payments[order["id"]]:
        if payment["method"] == "cash":
            continue
        begun = payment["created_at"]
        due = sum(part["total"] for part in parts if not _over(part, order, begun, facts))
        between = order["buyer_id"] in facts.interleaved and payment["refunded"] >= payment["received"] - due
        undone = between or (due == 0 and payment["id"] in facts.returned)
        if payment["amount"] > due and not (undone and payment["status"] != "pending"):
            yield f"asks_what_is_due: {payment['method']} asks {payment['amount']} of {due}, {payment['status']}"


def _over(part: Row, order: Row, at: object, facts: Facts) -> bool:
    """Gone by then, or handed over for cash."""
    before = [s["status"] for s in facts.steps[part["id"]] if s["at"] < at]
    return bool(before) and (
        before[-1] in GONE or (facts.cash.get(part["id"]) == "collected" and before[-1] in HANDED_OVER)
    )


def shops_word(order: Row, facts: Facts) -> Iterator[str]:
    """Only who receives cash may say that it was received."""
    for part in facts.parts[order["id"]]:
        said = [s for s in facts.steps[part["id"]] if s["status"] in HANDED_OVER and s["actor"] in SELLERS]
        if facts.cash.get(part["id"]) == "collected" and not said:
            yield f"cash_is_the_shops_word: {part['total']} are booked, the shop has said nothing"


def reversals(order: Row, facts: Facts) -> Iterator[str]:
    """What a bank takes back is taken from whoever still has it, before it is a loss."""
    payments = facts.payments[order["id"]]
    lost = sum(p["lost"] for p in payments)
    going_on = sum(part["total"] - part["refunded"] for part in facts.parts[order["id"]] if lives(part))
    balance = facts.balances.get(order["buyer_id"], 0)
    if lost > going_on and balance > 0:
        yield f"wallet_pays_before_we_do: {lost} lost, {going_on} of goods, the wallet has {balance}"


def provider(order: Row, facts: Facts, outside: Outside) -> Iterator[str]:
    """The provider and we name the same amounts; another amount than asked is flagged, and told."""
    for payment in facts.payments[order["id"]]:
        if payment["provider"] is None:
            continue
        there = outside.find(payment["id"])
        came = 0
        if there is not None and there.status in ("settlement", "capture", "refund", "partial_refund"):
            came = there.amount - there.refunded
        sent = sum(r["amount"] for r in went_back(payment, order, facts) if r["route"] == "provider")
        here = payment["received"] - payment["reversed"] - sent
        waits = payment["came"] if payment["status"] == "authorized" else 0
        kinds = {n["kind"] for n in facts.notices[order["buyer_id"]]}
        hears = "amount_differs" in kinds or facts.standing[order["buyer_id"]] == "erased"
        if waits and not hears:
            yield f"other_amounts_are_told: the buyer paid {came} and hears nothing"
        if came != here + waits:
            yield (
                f"provider_agrees: it has {came}, our books {here}, {waits} wait "
                f"({payment['method']} {payment['status']}, there {there and there.status})"
            )
        if payment["decided"] == "accepted" and not hears:
            yield f"other_amounts_are_told: {payment['came']} came, a person has decided, and the buyer hears nothing"
