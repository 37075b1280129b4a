"""An end is an end, and every state has a way out."""

from collections.abc import Iterator

from ..world import Slot
from .facts import Facts, Row, lives


def orders(order: Row, facts: Facts) -> Iterator[str]:
    parts = facts.parts[order["id"]]
    over = not any(lives(p) for p in parts)
    if order["status"] == "pending_payment" and (order["payment_method"] != "cash" or over):
        yield "orders_end: it waits for its payment for ever"
    if over and order["status"] not in ("cancelled", "expired", "refunded"):
        yield f"orders_end: nothing of it lives, it is {order['status']}"
    for part in parts:
        if part["status"] == "pending" or (part["status"] == "paid" and order["paid_at"] is None):
            yield f"parts_end: {part['number'][-2:]} is {part['status']} for ever"
    held = [line for line in facts.holds[order["id"]] if line["state"] == "held"]
    if held:
        yield f"holds_end: {sum(x['quantity'] for x in held)} still held by it"


def payments(order: Row, facts: Facts) -> Iterator[str]:
    attempts, parts = facts.payments[order["id"]], facts.parts[order["id"]]
    over = not any(lives(p) for p in parts)
    for payment in attempts:
        if payment["status"] == "pending" and (over or payment["method"] != "cash"):
            yield f"payments_end: {payment['method']} is pending for ever"
        if any(r["status"] != "done" for r in facts.refunds[payment["id"]]):
            yield "refunds_end: one is pending for ever"
    cash = [p for p in attempts if p["method"] == "cash"]
    awaited = order["payment_method"] == "cash" and order["paid_at"] is None and not over
    if awaited and cash and all(p["status"] != "pending" for p in cash):
        yield f"payments_end: a living order's cash is {cash[-1]['status']}"


def shops(slot: Slot, facts: Facts) -> Iterator[str]:
    """A shop without anybody to run it sells nothing."""
    for shop in slot.shops:
        if facts.standing[shop.owner] != "active" and facts.shops[shop.id]["status"] == "approved":
            yield f"shops_close_with_their_owners: the owner is {facts.standing[shop.owner]}, the shop sells on"
