"""Looking orders up: one by one, and lists."""

from datetime import datetime, timedelta
from uuid import UUID

from niaga.kit.db import Conn, sql

from ..rows import LineRow, OrderRow, ShopOrderRow, StepRow


@sql
async def orders(c: Conn, *, ids: list[UUID]) -> list[OrderRow]:
    """
    SELECT {columns} FROM orders.orders WHERE id = ANY(:ids::uuid[])
    """


@sql
async def shop_order(c: Conn, *, id: UUID) -> ShopOrderRow | None:
    """
    SELECT {columns} FROM orders.shop_order WHERE id = :id
    """


@sql
async def shop_orders_by_id(c: Conn, *, ids: list[UUID]) -> list[ShopOrderRow]:
    """
    SELECT {columns} FROM orders.shop_order WHERE id = ANY(:ids::uuid[])
     ORDER BY placed_at DESC, id DESC
    """


@sql
async def lines(c: Conn, *, order_ids: list[UUID]) -> list[LineRow]:
    """
    SELECT {columns} FROM orders.line WHERE order_id = ANY(:order_ids::uuid[])
     ORDER BY order_id, shop_order_id, position
    """


@sql
async def steps(c: Conn, *, order_ids: list[UUID]) -> list[StepRow]:
    """
    SELECT {columns} FROM orders.step WHERE order_id = ANY(:order_ids::uuid[])
     ORDER BY order_id, seq
    """


@sql
async def page_of_buyer(
    c: Conn,
    *,
    buyer_id: UUID,
    status: str | None,
    words: str,
    letters: str,
    now: datetime,
    ends_after: timedelta,
    most: int,
    skip: int,
) -> list[UUID]:
    """
    SELECT id FROM orders.orders o
     WHERE buyer_id = :buyer_id
       AND (:status::text IS NULL OR :status = CASE
            WHEN status = 'pending_payment'
             AND CASE WHEN expires_at > pay_by + :ends_after::interval THEN expires_at ELSE pay_by END <= :now
             AND NOT EXISTS (SELECT FROM orders.shop_order s WHERE s.order_id = o.id AND s.status <> 'pending')
            THEN 'expired' ELSE status END
            OR :status IN ('in_progress', 'finished') AND status IN ('paid', 'completed', 'partly_refunded')
               AND (:status = 'in_progress') = EXISTS (
                   SELECT FROM orders.shop_order s WHERE s.order_id = o.id
                      AND s.status NOT IN ('completed', 'cancelled', 'rejected', 'refunded')))
       AND (:words::text = '' OR :letters::text <> '' AND position(:letters IN o.number) > 0
            OR EXISTS (SELECT FROM orders.shop_order s
                        WHERE s.order_id = o.id AND position(kit.fold(:words) IN kit.fold(s.shop_name)) > 0)
            OR EXISTS (SELECT FROM orders.line l
                        WHERE l.order_id = o.id AND position(kit.fold(:words) IN kit.fold(l.name)) > 0))
     ORDER BY placed_at DESC, id DESC LIMIT :most OFFSET :skip
    """


@sql
async def count_of_buyer(
    c: Conn, *, buyer_id: UUID, status: str | None, words: str, letters: str, now: datetime, ends_after: timedelta
) -> int:
    """
    SELECT count(*) FROM orders.orders o
     WHERE buyer_id = :buyer_id
       AND (:status::text IS NULL OR :status = CASE
            WHEN status = 'pending_payment'
             AND CASE WHEN expires_at > pay_by + :ends_after::interval THEN expires_at ELSE pay_by END <= :now
             AND NOT EXISTS (SELECT FROM orders.shop_order s WHERE s.order_id = o.id AND s.status <> 'pending')
            THEN 'expired' ELSE status END
            OR :status IN ('in_progress', 'finished') AND status IN ('paid', 'completed', 'partly_refunded')
               AND (:status = 'in_progress') = EXISTS (
                   SELECT FROM orders.shop_order s WHERE s.order_id = o.id
                      AND s.status NOT IN ('completed', 'cancelled', 'rejected', 'refunded')))
       AND (:words::text = '' OR :letters::text <> '' AND position(:letters IN o.number) > 0
            OR EXISTS (SELECT FROM orders.shop_order s
                        WHERE s.order_id = o.id AND position(kit.fold(:words) IN kit.fold(s.shop_name)) > 0)
            OR EXISTS (SELECT FROM orders.line l
                        WHERE l.order_id = o.id AND position(kit.fold(:words) IN kit.fold(l.name)) > 0))
    """


@sql
async def page_of_shops(
    c: Conn, *, shop_ids: list[UUID] | None, statuses: list[str], pattern: str, most: int, skip: int
) -> list[UUID]:
    """
    SELECT id FROM orders.shop_order
     WHERE (:shop_ids::uuid[] IS NULL OR shop_id = ANY(:shop_ids::uuid[]))
       AND (cardinality(:statuses::text[]) = 0 OR status = ANY(:statuses::text[]))
       AND number LIKE :pattern
     ORDER BY placed_at DESC, id DESC LIMIT :most OFFSET :skip
    """


@sql
async def count_of_shops(c: Conn, *, shop_ids: list[UUID] | None, statuses: list[str], pattern: str) -> int:
    """
    SELECT count(*) FROM orders.shop_order
     WHERE (:shop_ids::uuid[] IS NULL OR shop_id = ANY(:shop_ids::uuid[]))
       AND (cardinality(:statuses::text[]) = 0 OR status = ANY(:statuses::text[]))
       AND number LIKE :pattern
    """
