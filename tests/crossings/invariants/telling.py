"""Nobody is told what is not true: amounts in notices and mails are those in the books, and what they say happened."""

import re
from collections.abc import Iterator

from .facts import Facts, Row, lives

RUPIAH = re.compile(r"Rp\s?([\d.]+)")


def to_the_buyer(order: Row, facts: Facts) -> Iterator[str]:
    payments, parts = facts.payments[order["id"]], facts.parts[order["id"]]
    right = {
        "order_placed": {order["total"]},
        "order_paid": {p["received"] for p in payments if p["id"] == order["payment_id"]},
        "refunded": {r["amount"] for p in payments for r in facts.refunds[p["id"]]},
    }
    for notice in facts.notices[order["buyer_id"]]:
        if (notice["subject"] or {}).get("order_id") != str(order["id"]):
            continue
        kind, said = notice["kind"], f"{notice['title']} {notice['body']}"
        mails = [m["text"] for m in facts.mails[f"{notice['person_id']}:{notice['key']}"]]
        for amount in {int(m.replace(".", "")) for text in (said, *mails) for m in RUPIAH.findall(text)}:
            if kind in right and amount not in right[kind]:
                yield f"told_what_is_true: {kind} names {amount}, the books {sorted(right[kind])}"
        if kind == "order_paid" and order["paid_at"] is None:
            yield "told_what_is_true: it is told paid, and is not"
        if kind == "order_cancelled" and any(lives(p) for p in parts) and "seluruhnya" in said:
            yield "told_what_is_true: it is told cancelled, all of it, and some of it goes on"


def to_shops(order: Row, facts: Facts) -> Iterator[str]:
    parts = {str(part["id"]): part for part in facts.parts[order["id"]]}
    for notice in facts.shop_notices[str(order["id"])]:
        part = parts.get((notice["subject"] or {}).get("shop_order_id", ""))
        if part is None:
            continue
        steps = {step["status"] for step in facts.steps[part["id"]]}
        if notice["kind"] in ("sale_cancelled", "sale_unpaid") and not steps & {"cancelled", "refunded"}:
            yield f"told_what_is_true: the shop hears {notice['kind']}, its part is {part['status']}"
        if notice["kind"] == "sale_paid" and "paid" not in steps:
            yield f"told_what_is_true: the shop hears of a new sale, which its part ({part['status']}) never was"
        for amount in {int(m.replace(".", "")) for m in RUPIAH.findall(notice["body"])}:
            if notice["kind"] in ("sale_paid", "sale_to_accept") and amount != part["total"]:
                yield f"told_what_is_true: {notice['kind']} names {amount}, the part costs {part['total']}"
