"""Writing new orders. Rows travel as JSON: their fields are named like the columns."""

from uuid import UUID

from niaga.kit.db import Conn, sql

from .rows import LineRow, OrderRow, ShopOrderRow, StepRow


@sql
async def place(
    c: Conn, *, orders: list[OrderRow], shop_orders: list[ShopOrderRow], lines: list[LineRow], steps: list[StepRow]
) -> list[UUID]:
    """
    WITH placed AS (
        INSERT INTO orders.orders
        SELECT * FROM json_populate_recordset(NULL::orders.orders, :orders::json)
        ON CONFLICT DO NOTHING
        RETURNING id
    ), parts AS (
        INSERT INTO orders.shop_order
        SELECT part.* FROM json_populate_recordset(NULL::orders.shop_order, :shop_orders::json) AS part
          JOIN placed ON placed.id = part.order_id
    ), goods AS (
        INSERT INTO orders.line
        SELECT line.* FROM json_populate_recordset(NULL::orders.line, :lines::json) AS line
          JOIN placed ON placed.id = line.order_id
    ), history AS (
        INSERT INTO orders.step (order_id, shop_order_id, at, status, actor, actor_id, reason)
        SELECT order_id, shop_order_id, at, status, actor, actor_id, reason
          FROM json_populate_recordset(NULL::orders.step, :steps::json) AS step
          JOIN placed ON placed.id = step.order_id
    )
    SELECT id FROM placed
    """
