"""What `niaga verify` recomputes of orders in their own tables."""

from datetime import datetime
from uuid import UUID

from niaga.kit.db import Conn, sql
from niaga.kit.verify import Finding


@sql
async def order_sums(c: Conn, *, most: int) -> list[Finding]:
    """
    SELECT 'orders' AS module, 'order_is_sum_of_shop_orders' AS rule, o.id::text AS subject,
           format('order %s/%s/%s/%s/%s, shop orders %s/%s/%s/%s/%s', o.subtotal, o.discount, o.delivery_fee, o.tax,
                  o.total, s.subtotal, s.discount, s.delivery_fee, s.tax, s.total) AS detail
      FROM orders.orders AS o
      LEFT JOIN (SELECT order_id, sum(subtotal) AS subtotal, sum(discount) AS discount,
                        sum(delivery_fee) AS delivery_fee, sum(tax) AS tax, sum(total) AS total
                   FROM orders.shop_order GROUP BY order_id) AS s ON s.order_id = o.id
     WHERE (o.subtotal, o.discount, o.delivery_fee, o.tax, o.total)
           IS DISTINCT FROM (s.subtotal, s.discount, s.delivery_fee, s.tax, s.total)
     LIMIT :most
    """


@sql
async def shop_order_sums(c: Conn, *, most: int) -> list[Finding]:
    """
    SELECT 'orders' AS module, 'shop_order_is_sum_of_lines' AS rule, s.id::text AS subject,
           format('shop order %s/%s/%s, lines %s/%s/%s', s.subtotal, s.discount, s.tax, l.subtotal, l.discount, l.tax)
               AS detail
      FROM orders.shop_order AS s
      LEFT JOIN (SELECT shop_order_id, sum(subtotal) AS subtotal, sum(discount) AS discount, sum(tax) AS tax
                   FROM orders.line GROUP BY shop_order_id) AS l ON l.shop_order_id = s.id
     WHERE (s.subtotal, s.discount, s.tax) IS DISTINCT FROM (l.subtotal, l.discount, l.tax)
     LIMIT :most
    """


@sql
async def last_steps(c: Conn, *, most: int) -> list[Finding]:
    """
    SELECT 'orders' AS module, 'status_is_last_step' AS rule, s.id::text AS subject,
           format('status %s, last step %s', s.status, h.status) AS detail
      FROM orders.shop_order AS s
      LEFT JOIN (SELECT DISTINCT ON (shop_order_id) shop_order_id, status
                   FROM orders.step ORDER BY shop_order_id, seq DESC) AS h ON h.shop_order_id = s.id
     WHERE s.status IS DISTINCT FROM h.status
     LIMIT :most
    """


@sql
async def unended(c: Conn, *, overdue_before: datetime, most: int) -> list[Finding]:
    """
    SELECT 'orders' AS module, 'orders_end' AS rule, o.id::text AS subject,
           format('could be paid until %s, and is still %s', o.pay_by, o.status) AS detail
      FROM orders.orders AS o
     WHERE o.status = 'pending_payment' AND o.pay_by < :overdue_before
       AND NOT EXISTS (SELECT FROM orders.shop_order s
                        WHERE s.order_id = o.id AND s.status NOT IN ('pending', 'cancelled', 'rejected'))
     LIMIT :most
    """


@sql
async def unended_parts(c: Conn, *, overdue_before: datetime, most: int) -> list[Finding]:
    """
    SELECT 'orders' AS module, 'parts_end' AS rule, s.id::text AS subject,
           format('%s is %s of an order that is %s', s.number, s.status, o.status) AS detail
      FROM orders.shop_order AS s JOIN orders.orders AS o ON o.id = s.order_id
     WHERE CASE s.status WHEN 'pending' THEN o.pay_by < :overdue_before
                         WHEN 'paid' THEN o.paid_at IS NULL ELSE false END
     LIMIT :most
    """


@sql
async def after(c: Conn, *, id: UUID, most: int) -> list[UUID]:
    """
    SELECT id FROM orders.orders WHERE id > :id ORDER BY id LIMIT :most
    """


@sql
async def returned(c: Conn, *, order_ids: list[UUID]) -> list[UUID]:
    """
    SELECT payment_id FROM orders.returned_payment WHERE order_id = ANY(:order_ids::uuid[])
    """
