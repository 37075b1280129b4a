"""Every unit is on a shelf, or with somebody; what was wished for is in the cart, or ordered."""

from collections import Counter
from collections.abc import Iterator
from uuid import UUID

from ..world import Slot
from .facts import Facts, Row, lives


def units(slot: Slot, facts: Facts) -> Iterator[str]:
    counted, there, out = Counter[UUID](), Counter[UUID](), Counter[UUID]()
    for shop in slot.shops:
        for row in facts.moved[shop.id]:
            if row["reason"] not in ("sold", "returned"):
                counted[row["variant_id"]] += row["change"]
        for row in facts.stock[shop.id]:
            there[row["variant_id"]] += row["on_hand"]
            if row["held"]:
                yield f"holds_end: {row['held']} of a shelf are still held"
    for order in facts.orders_of[slot.buyer]:
        for part in facts.parts[order["id"]]:
            if _with_buyer(part, order, facts):
                for line in facts.lines[part["id"]]:
                    out[line["variant_id"]] += line["quantity"]
    for shop in slot.shops:
        for goods in shop.goods.values():
            expected = counted[goods.variant_id] - out[goods.variant_id]
            if there[goods.variant_id] != expected:
                yield f"every_unit_is_somewhere: {there[goods.variant_id]} on the shelf, should be {expected}"


def _with_buyer(part: Row, order: Row, facts: Facts) -> bool:
    """Its goods have left the shelf for good. Of what was refunded after it was begun, shop or buyer have them."""
    if part["status"] == "refunded":
        return facts.begun(part)
    return lives(part) and (order["paid_at"] is not None or facts.begun(part))


def cart(slot: Slot, facts: Facts) -> Iterator[str]:
    """Nothing is bought that was not put into the cart, and nothing comes back twice."""
    put = facts.put.get(slot.buyer)
    if put is None or facts.standing[slot.buyer] == "erased":  # whose cart is forgotten
        return
    left = sum(line["quantity"] for line in facts.carts[slot.cart])
    bought = unpaid = 0
    for order in facts.orders_of[slot.buyer]:
        parts = facts.parts[order["id"]]
        units = sum(line["quantity"] for part in parts for line in facts.lines[part["id"]])
        if order["paid_at"] is None and order["cancelled_by"] == "system":
            unpaid += units  # what was never paid may have stayed in the cart
            if order["status"] == "cancelled":
                yield "losers_leave_nothing: an order that could not be paid is among the buyer's"
        else:
            bought += units
    if not left + bought <= put <= left + bought + unpaid:
        yield f"one_cart_one_order: {put} put into the cart, {bought} (and {unpaid} unpaid) ordered, {left} still in it"
