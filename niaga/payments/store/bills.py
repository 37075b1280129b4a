"""Bills and their parts, of many orders."""

from uuid import UUID

from niaga.kit.db import Conn, sql

from ..rows import Bill, PartOfOrder


@sql
async def of_orders(c: Conn, *, orders: list[UUID]) -> list[Bill]:
    """
    SELECT order_id, payer_id, amount, description, expires_at, settled_by, closed, false AS fresh, false AS tried
      FROM payments.bill WHERE order_id = ANY (:orders::uuid[])
    """


@sql
async def parts_of(c: Conn, *, orders: list[UUID]) -> list[PartOfOrder]:
    """
    SELECT {columns} FROM payments.bill_part
     WHERE order_id = ANY (:orders::uuid[]) ORDER BY shop_order_id
    """
