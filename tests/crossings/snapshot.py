"""Every row of one crossing, to see whether a refused act has left any."""

from typing import NamedTuple

from niaga.kit import db

from .healing import can_wait
from .scene import Scene

ROWS = """
SELECT 'order' AS kind, id::text AS id, o::text AS row FROM orders.orders o WHERE buyer_id = $1
UNION ALL SELECT 'shop order', s.id::text, s::text
  FROM orders.shop_order s JOIN orders.orders o ON o.id = s.order_id WHERE o.buyer_id = $1
UNION ALL SELECT 'step', seq::text, s.status
  FROM orders.step s JOIN orders.orders o ON o.id = s.order_id WHERE o.buyer_id = $1
UNION ALL SELECT 'returned payment', r.payment_id::text, ''
  FROM orders.returned_payment r JOIN orders.orders o ON o.id = r.order_id WHERE o.buyer_id = $1
UNION ALL SELECT 'payment', id::text, concat_ws(' ', method, status, amount, received, refunded, reversed, flag)
  FROM payments.payment WHERE payer_id = $1
UNION ALL SELECT 'bill', order_id::text, b::text FROM payments.bill b WHERE payer_id = $1
UNION ALL SELECT 'bill part', p.shop_order_id::text, p::text
  FROM payments.bill_part p JOIN payments.bill b USING (order_id) WHERE b.payer_id = $1
UNION ALL SELECT 'refund', r.id::text, concat_ws(' ', r.status, r.amount, r.route)
  FROM payments.refund r JOIN payments.payment p ON p.id = r.payment_id WHERE p.payer_id = $1
UNION ALL SELECT 'wallet', id::text, balance::text FROM payments.account WHERE id = $1
UNION ALL SELECT 'held', concat_ws(' ', hold_id, variant_id, warehouse_id), concat_ws(' ', quantity, state)
  FROM inventory.hold_line WHERE shop_id = ANY($2)
UNION ALL SELECT 'stock', concat_ws(' ', variant_id, warehouse_id), concat_ws(' ', on_hand, held)
  FROM inventory.stock WHERE shop_id = ANY($2)
UNION ALL SELECT 'cart line', l.offer_id::text, l.quantity::text FROM cart.line l WHERE cart_id = $3
UNION ALL SELECT 'job', id::text, entrypoint FROM queue.pgqueuer
"""


class Snapshot(NamedTuple):
    rows: dict[tuple[str, str], str]

    @property
    def quiet(self) -> bool:
        """Nothing waits to be told: whoever looks now settles nothing that others began."""
        return all(kind != "job" or can_wait(job) for (kind, _), job in self.rows.items())

    def since(self, before: "Snapshot", *, but: str = "") -> str:
        """What is other than it was, for a person."""
        told = []
        for key in sorted(self.rows.keys() | before.rows.keys()):
            old, new = before.rows.get(key), self.rows.get(key)
            if old != new and key[0] != but:
                told.append(f"{key[0]} {key[1][-12:]}: {old} → {new}")
        return "; ".join(told)


async def snapshot(scene: Scene) -> Snapshot:
    shops = [shop.id for shop in scene.slot.shops]
    rows = await db.pool().fetch(ROWS, scene.slot.buyer, shops, scene.slot.cart)
    return Snapshot({(r["kind"], r["id"]): r["row"] for r in rows})
