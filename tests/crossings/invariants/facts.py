"""Every row of a batch, by what it belongs to."""

from collections import defaultdict
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import Any
from uuid import UUID

import asyncpg

from ..world import Slot

Row = asyncpg.Record
GONE = ("cancelled", "rejected", "refunded")
HANDED_OVER = ("delivered", "completed")
BEGUN = ("processing", "packed", "ready_for_pickup", "shipped", *HANDED_OVER)
TABLES = {
    "orders": "SELECT * FROM orders.orders ORDER BY placed_at, id",
    "parts": "SELECT * FROM orders.shop_order ORDER BY number",
    "lines": "SELECT * FROM orders.line",
    "steps": "SELECT * FROM orders.step ORDER BY seq",
    "returned": "SELECT * FROM orders.returned_payment",
    "payments": "SELECT * FROM payments.payment ORDER BY created_at, id",
    "bills": "SELECT * FROM payments.bill",
    "bill_parts": "SELECT * FROM payments.bill_part",
    "refunds": "SELECT * FROM payments.refund",
    "wallets": "SELECT * FROM payments.account WHERE kind = 'wallet'",
    "transfers": "SELECT * FROM payments.transfer ORDER BY seq",
    "holds": "SELECT * FROM inventory.hold_line",
    "stock": "SELECT * FROM inventory.stock",
    "moved": "SELECT * FROM inventory.movement",
    "cart": "SELECT * FROM cart.line",
    "notices": "SELECT * FROM notifications.notice",
    "mails": "SELECT * FROM notifications.mail",
    "shops": "SELECT * FROM shops.shop",
    "people": "SELECT id, status, email_verified_at FROM identity.person",
    "jobs": "SELECT * FROM queue.pgqueuer",
}


class Facts:
    def __init__(
        self,
        rows: dict[str, list[Row]],
        slots: Sequence[Slot],
        put: dict[UUID, int | None],
        interleaved: AbstractSet[UUID],
    ) -> None:
        self.rows, self.put, self.interleaved = rows, put, interleaved
        self.parts, self.lines = by(rows["parts"], "order_id"), by(rows["lines"], "shop_order_id")
        self.payments, self.refunds = by(rows["payments"], "order_id"), by(rows["refunds"], "payment_id")
        self.holds, self.buyers = by(rows["holds"], "hold_id"), {o["id"]: o["buyer_id"] for o in rows["orders"]}
        self.orders_of, self.steps = by(rows["orders"], "buyer_id"), by(rows["steps"], "shop_order_id")
        self.bills = {b["order_id"]: b for b in rows["bills"]}
        self.cash = {p["shop_order_id"]: p["cash"] for p in rows["bill_parts"]}
        self.balances = {w["id"]: w["balance"] for w in rows["wallets"]}
        self.transfers = by(rows["transfers"], "reference")
        self.notices, self.mails = by(rows["notices"], "person_id"), by(rows["mails"], "key")
        self.shop_notices: dict[str, list[Row]] = defaultdict(list)
        for notice in rows["notices"]:
            if notice["kind"].startswith("sale_"):
                self.shop_notices[(notice["subject"] or {}).get("order_id", "")].append(notice)
        self.carts, self.stock, self.moved = (
            by(rows["cart"], "cart_id"),
            by(rows["stock"], "shop_id"),
            by(rows["moved"], "shop_id"),
        )
        self.standing = {p["id"]: p["status"] for p in rows["people"]}
        self.proven = {p["id"] for p in rows["people"] if p["email_verified_at"]}
        self.shops = {s["id"]: s for s in rows["shops"]}
        self.returned = {r["payment_id"] for r in rows["returned"]}
        self.owner = self._owners(slots)

    def _owners(self, slots: Sequence[Slot]) -> dict[str, UUID]:
        owner: dict[str, UUID] = {}
        for slot in slots:
            for id in (slot.buyer, slot.cart, *(x for s in slot.shops for x in (s.id, s.owner, *s.warehouses))):
                owner[str(id)] = slot.buyer
            for goods in (g for s in slot.shops for g in s.goods.values()):
                owner[str(goods.variant_id)] = slot.buyer
        owner |= {str(order["id"]): order["buyer_id"] for order in self.rows["orders"]}
        owner |= {str(part["id"]): self.buyers[part["order_id"]] for part in self.rows["parts"]}
        for payment in self.rows["payments"]:
            owner[str(payment["id"])] = payment["payer_id"]
            owner |= {str(refund["id"]): payment["payer_id"] for refund in self.refunds[payment["id"]]}
        return owner

    def whose(self, text: str) -> UUID | None:
        """The slot that a finding's words are about."""
        for word in text.replace("/", " ").replace(":", " ").replace(",", " ").split():
            if word in self.owner:
                return self.owner[word]
        return None

    def begun(self, part: Row) -> bool:
        """Whether the shop ever began it."""
        return any(step["status"] in BEGUN for step in self.steps[part["id"]])


def by(rows: Sequence[Row], column: str) -> dict[Any, list[Row]]:
    found: dict[Any, list[Row]] = defaultdict(list)
    for row in rows:
        found[row[column]].append(row)
    return found


def lives(part: Row) -> bool:
    return part["status"] not in GONE
