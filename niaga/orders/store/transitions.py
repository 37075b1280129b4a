"""What happens to an order after it is placed: money, steps, expiry. The order's row is locked before any of it."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from niaga.kit.db import Conn, sql

from ..rows import Due, PaidRow, RefundedRow, ReturnedRow, ShopOrderRow, StatusRow, StepRow


@sql
async def due(c: Conn, *, ids: list[UUID]) -> list[Due]:
    """
    SELECT {columns} FROM orders.orders WHERE id = ANY(:ids::uuid[])
    """


@sql
async def lock(c: Conn, *, ids: list[UUID]) -> list[Due]:
    """
    SELECT {columns} FROM orders.orders WHERE id = ANY(:ids::uuid[])
     ORDER BY id FOR UPDATE
    """


@sql
async def shop_orders(c: Conn, *, order_ids: list[UUID]) -> list[ShopOrderRow]:
    """
    SELECT {columns} FROM orders.shop_order WHERE order_id = ANY(:order_ids::uuid[])
     ORDER BY order_id, number
    """


@sql
async def not_begun(c: Conn, *, order_ids: list[UUID]) -> list[UUID]:
    """
    SELECT s.id FROM orders.shop_order AS s
     WHERE s.order_id = ANY(:order_ids::uuid[]) AND s.status = 'refunded'
       AND NOT EXISTS (SELECT FROM orders.step AS h
                        WHERE h.order_id = s.order_id AND h.shop_order_id = s.id AND h.status = 'processing')
    """


@sql
async def pay(
    c: Conn,
    *,
    money: Sequence[PaidRow],
    at: datetime,
) -> None:
    """
    WITH money AS (
        SELECT * FROM :money AS m
    ), paid AS (
        UPDATE orders.orders AS o
           SET status = 'paid', paid_at = :at::timestamptz, payment_id = m.payment_id, payment_method = m.method,
               notice = coalesce(m.notice, o.notice), cancelled_by = NULL
          FROM money AS m WHERE o.id = m.id
    ), parts AS (
        UPDATE orders.shop_order AS s
           SET status = 'paid', reason = '', reason_code = NULL
          FROM money AS m
         WHERE s.order_id = m.id AND (s.status = 'pending' OR s.status = 'cancelled' AND m.late)
           AND (m.covers IS NULL OR s.id = ANY (m.covers))
        RETURNING s.id, s.order_id, m.notice AS reason_code
    )
    INSERT INTO orders.step (order_id, shop_order_id, at, status, actor, reason, reason_code)
    SELECT order_id, id, :at::timestamptz, 'paid', 'system', '', reason_code FROM parts ORDER BY order_id, id
    """


@sql
async def collected(c: Conn, *, id: UUID, status: str, at: datetime) -> None:
    """
    UPDATE orders.orders SET status = :status, paid_at = :at WHERE id = :id
    """


@sql
async def give_back(c: Conn, *, returned: Sequence[ReturnedRow], at: datetime) -> list[UUID]:
    """
    WITH back AS (
        SELECT * FROM :returned AS b
    ), told AS (
        UPDATE orders.orders AS o SET notice = b.notice
          FROM back AS b WHERE o.id = b.order_id AND o.notice IS DISTINCT FROM 'payment_reversed'
    )
    INSERT INTO orders.returned_payment (payment_id, order_id, notice, at)
    SELECT payment_id, order_id, notice, :at::timestamptz FROM back
    ON CONFLICT DO NOTHING
    RETURNING payment_id
    """


@sql
async def note_reversal(c: Conn, *, id: UUID) -> None:
    """
    UPDATE orders.orders SET notice = 'payment_reversed' WHERE id = :id
    """


@sql
async def step(c: Conn, *, steps: list[StepRow]) -> None:
    """
    WITH history AS (
        INSERT INTO orders.step ({steps.columns}) SELECT {steps.columns} FROM :steps
        RETURNING seq, shop_order_id, status, reason, reason_code
    ), last AS (
        SELECT DISTINCT ON (shop_order_id) shop_order_id, status, reason, reason_code
          FROM history ORDER BY shop_order_id, seq DESC
    )
    UPDATE orders.shop_order AS s
       SET status = last.status,
           reason = CASE WHEN last.status IN ('cancelled', 'rejected', 'refunded') THEN last.reason ELSE s.reason END,
           reason_code = CASE WHEN last.status IN ('cancelled', 'rejected', 'refunded') THEN last.reason_code
                              ELSE s.reason_code END
      FROM last WHERE s.id = last.shop_order_id
    """


@sql
async def set_refunded(c: Conn, *, refunded: Sequence[RefundedRow]) -> None:
    """
    UPDATE orders.shop_order AS s SET refunded = least(s.total, x.amount)
      FROM :refunded AS x
     WHERE s.id = x.id
    """


@sql
async def set_status(c: Conn, *, statuses: Sequence[StatusRow]) -> None:
    """
    UPDATE orders.orders AS o
       SET status = x.status, cancelled_by = coalesce(o.cancelled_by, x.cancelled_by)
      FROM :statuses AS x
     WHERE o.id = x.id
    """


@sql
async def waiting_until(c: Conn, *, before: datetime, most: int) -> list[UUID]:
    """
    SELECT DISTINCT order_id
      FROM (SELECT order_id FROM orders.shop_order
             WHERE status = 'pending' AND expires_at <= :before ORDER BY expires_at LIMIT :most) AS soon
    """


@sql
async def lock_overdue(c: Conn, *, ids: list[UUID], now: datetime) -> list[Due]:
    """
    SELECT {columns} FROM orders.orders
     WHERE id = ANY(:ids::uuid[]) AND expires_at <= :now
     ORDER BY id FOR UPDATE SKIP LOCKED
    """


@sql
async def put_off(c: Conn, *, ids: list[UUID], until: datetime) -> None:
    """
    WITH later AS (
        UPDATE orders.orders SET expires_at = :until
         WHERE id = ANY(:ids::uuid[]) AND status = 'pending_payment' AND expires_at < :until
        RETURNING id
    )
    UPDATE orders.shop_order AS s SET expires_at = :until
      FROM later WHERE s.order_id = later.id AND s.status = 'pending'
    """
