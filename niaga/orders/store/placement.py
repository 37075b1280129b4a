"""Writing new orders."""

from datetime import datetime
from uuid import UUID

from niaga.kit.db import Conn, sql

from ..rows import Claim, LineRow, OrderRow, ShopOrderRow, StepRow


@sql
async def place(
    c: Conn,
    *,
    orders: list[OrderRow],
    shop_orders: list[ShopOrderRow],
    lines: list[LineRow],
    steps: list[StepRow],
    now: datetime,
) -> list[UUID]:
    """
    WITH placed AS (
        INSERT INTO orders.orders ({orders.columns}) SELECT {orders.columns} FROM :orders
        ON CONFLICT DO NOTHING
        RETURNING id
    ), claims AS (
        INSERT INTO orders.claim (id, state, at) SELECT id, 'written', :now FROM placed ORDER BY id
    ), parts AS (
        INSERT INTO orders.shop_order ({shop_orders.columns})
        SELECT {part.columns} FROM :shop_orders AS part JOIN placed ON placed.id = part.order_id
    ), goods AS (
        INSERT INTO orders.line ({lines.columns})
        SELECT {line.columns} FROM :lines AS line JOIN placed ON placed.id = line.order_id
    ), history AS (
        INSERT INTO orders.step ({steps.columns})
        SELECT {step.columns} FROM :steps AS step JOIN placed ON placed.id = step.order_id
    )
    SELECT id FROM placed
    """


@sql
async def claims(c: Conn, *, ids: list[UUID]) -> list[Claim]:
    """
    SELECT id, state FROM orders.claim WHERE id = ANY(:ids::uuid[])
    """


@sql
async def give_up(c: Conn, *, ids: list[UUID], now: datetime) -> list[UUID]:
    """
    INSERT INTO orders.claim (id, state, at)
    SELECT id, 'given_up', :now FROM unnest(:ids::uuid[]) AS a (id) ORDER BY id
    ON CONFLICT DO NOTHING
    RETURNING id
    """


@sql
async def undo(c: Conn, *, id: UUID) -> None:
    """
    UPDATE orders.claim SET state = 'undoing'
     WHERE id = :id AND state = 'written'
       AND EXISTS (SELECT FROM orders.orders o WHERE o.id = :id AND o.status = 'pending_payment')
    """


@sql
async def unwrite(c: Conn, *, id: UUID) -> UUID | None:
    """
    WITH untold AS MATERIALIZED (
        SELECT id FROM orders.orders WHERE id = :id AND status = 'pending_payment' FOR UPDATE
    ), claims AS (
        UPDATE orders.claim SET state = 'given_up' WHERE id IN (SELECT id FROM untold)
    ), steps AS (
        DELETE FROM orders.step WHERE order_id IN (SELECT id FROM untold)
    ), goods AS (
        DELETE FROM orders.line WHERE order_id IN (SELECT id FROM untold)
    ), parts AS (
        DELETE FROM orders.shop_order WHERE order_id IN (SELECT id FROM untold)
    )
    DELETE FROM orders.orders WHERE id IN (SELECT id FROM untold) RETURNING id
    """
