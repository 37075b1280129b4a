"""Taking out of orders what is personal, when their buyer was erased."""

from datetime import datetime
from uuid import UUID

from niaga.kit.db import Conn, sql


@sql
async def note_erased(c: Conn, *, ids: list[UUID], at: datetime) -> None:
    """
    INSERT INTO orders.erased_buyer (buyer_id, at)
    SELECT DISTINCT id, :at::timestamptz FROM unnest(:ids::uuid[]) AS b (id)
    ON CONFLICT DO NOTHING
    """


@sql
async def lock_finished(c: Conn, *, most: int) -> list[UUID]:
    """
    SELECT o.id FROM orders.orders AS o
     WHERE o.buyer_id IN (SELECT buyer_id FROM orders.erased_buyer) AND o.forgotten_at IS NULL
       AND NOT EXISTS (SELECT FROM orders.shop_order AS s
                        WHERE s.order_id = o.id
                          AND s.status NOT IN ('delivered', 'completed', 'cancelled', 'rejected', 'refunded'))
     ORDER BY o.id LIMIT :most FOR UPDATE
    """


@sql
async def forget(c: Conn, *, ids: list[UUID], at: datetime) -> None:
    """
    WITH whole AS (
        UPDATE orders.orders
           SET forgotten_at = :at,
               address = address || jsonb_build_object(
                   'label', '', 'recipient', '', 'phone', '', 'line', '', 'village', '', 'district', '',
                   'postal_code', '', 'latitude', NULL, 'longitude', NULL, 'note', '')
         WHERE id = ANY(:ids::uuid[])
    ), lines AS (
        UPDATE orders.line SET note = '' WHERE order_id = ANY(:ids::uuid[]) AND note <> ''
    ), said AS (
        UPDATE orders.step SET reason = '' WHERE order_id = ANY(:ids::uuid[]) AND actor = 'buyer' AND reason <> ''
        RETURNING shop_order_id, status
    )
    UPDATE orders.shop_order AS s
       SET note = '',
           reason = CASE WHEN EXISTS (SELECT FROM said WHERE said.shop_order_id = s.id AND said.status = s.status)
                         THEN '' ELSE s.reason END
     WHERE s.order_id = ANY(:ids::uuid[])
    """


@sql
async def done_with(c: Conn, *, before: datetime) -> None:
    """
    DELETE FROM orders.erased_buyer AS b
     WHERE b.at < :before
       AND NOT EXISTS (SELECT FROM orders.orders AS o WHERE o.buyer_id = b.buyer_id AND o.forgotten_at IS NULL)
    """
