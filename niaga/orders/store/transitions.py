"""What happens to an order after it is placed: money, steps, expiry. The order's row is locked before any of it."""

from datetime import datetime
from uuid import UUID

from niaga.kit.db import Conn, sql

from ..rows import Due, ShopOrderRow, StepRow


@sql
async def due(c: Conn, *, ids: list[UUID]) -> list[Due]:
    """
    SELECT id, status, payment_method, payment_id, expires_at, paid_at, cancelled_by, notice
      FROM orders.orders WHERE id = ANY(:ids::uuid[])
    """


@sql
async def lock(c: Conn, *, ids: list[UUID]) -> list[Due]:
    """
    SELECT id, status, payment_method, payment_id, expires_at, paid_at, cancelled_by, notice
      FROM orders.orders WHERE id = ANY(:ids::uuid[])
     ORDER BY id FOR UPDATE
    """


@sql
async def shop_orders(c: Conn, *, order_ids: list[UUID]) -> list[ShopOrderRow]:
    """
    SELECT id, order_id, shop_id, number, shop_name, status, delivery_option, note, reason, subtotal, discount,
           delivery_fee, tax, total, refunded, placed_at, expires_at
      FROM orders.shop_order WHERE order_id = ANY(:order_ids::uuid[])
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
    ids: list[UUID],
    payments: list[UUID],
    methods: list[str],
    covers: list[str | None],
    notices: list[str | None],
    late: list[bool],
    at: datetime,
) -> None:
    """
    WITH money AS (
        SELECT * FROM unnest(:ids::uuid[], :payments::uuid[], :methods::text[], :covers::text[], :notices::text[],
                             :late::bool[])
            AS m (id, payment_id, method, covers, notice, late)
    ), paid AS (
        UPDATE orders.orders AS o
           SET status = 'paid', paid_at = :at::timestamptz, payment_id = m.payment_id, payment_method = m.method,
               notice = coalesce(m.notice, o.notice), cancelled_by = NULL
          FROM money AS m WHERE o.id = m.id
    ), parts AS (
        UPDATE orders.shop_order AS s
           SET status = 'paid', reason = ''
          FROM money AS m
         WHERE s.order_id = m.id AND (s.status = 'pending' OR s.status = 'cancelled' AND m.late)
           AND (m.covers IS NULL OR s.id = ANY (m.covers::uuid[]))
        RETURNING s.id, s.order_id, coalesce(m.notice, '') AS reason
    )
    INSERT INTO orders.step (order_id, shop_order_id, at, status, actor, reason)
    SELECT order_id, id, :at::timestamptz, 'paid', 'system', reason FROM parts ORDER BY order_id, id
    """


@sql
async def collected(c: Conn, *, id: UUID, status: str, at: datetime) -> None:
    """
    UPDATE orders.orders SET status = :status, paid_at = :at WHERE id = :id
    """


@sql
async def give_back(
    c: Conn, *, payment_ids: list[UUID], order_ids: list[UUID], notices: list[str], at: datetime
) -> list[UUID]:
    """
    WITH back AS (
        SELECT * FROM unnest(:payment_ids::uuid[], :order_ids::uuid[], :notices::text[])
            AS b (payment_id, order_id, notice)
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
        INSERT INTO orders.step (order_id, shop_order_id, at, status, actor, actor_id, reason)
        SELECT order_id, shop_order_id, at, status, actor, actor_id, reason
          FROM json_populate_recordset(NULL::orders.step, :steps::json)
        RETURNING seq, shop_order_id, status, reason
    ), last AS (
        SELECT DISTINCT ON (shop_order_id) shop_order_id, status, reason FROM history ORDER BY shop_order_id, seq DESC
    )
    UPDATE orders.shop_order AS s
       SET status = last.status,
           reason = CASE WHEN last.status IN ('cancelled', 'rejected', 'refunded') THEN last.reason ELSE s.reason END
      FROM last WHERE s.id = last.shop_order_id
    """


@sql
async def set_refunded(c: Conn, *, ids: list[UUID], amounts: list[int]) -> None:
    """
    UPDATE orders.shop_order AS s SET refunded = least(s.total, x.amount)
      FROM unnest(:ids::uuid[], :amounts::bigint[]) AS x (id, amount)
     WHERE s.id = x.id
    """


@sql
async def set_status(c: Conn, *, ids: list[UUID], statuses: list[str], cancelled_by: list[str | None]) -> None:
    """
    UPDATE orders.orders AS o
       SET status = x.status, cancelled_by = coalesce(o.cancelled_by, x.cancelled_by)
      FROM unnest(:ids::uuid[], :statuses::text[], :cancelled_by::text[]) AS x (id, status, cancelled_by)
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
    SELECT id, status, payment_method, payment_id, expires_at, paid_at, cancelled_by, notice
      FROM orders.orders
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
