"""Bills and the attempts to pay them."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec

from niaga.kit.db import Conn, sql
from niaga.kit.statement import columns

from ..rows import Bill, BillPart, BillPartRow, BillRow, PaidByWalletRow
from ..types import Part as Share
from ..types import Payment


class Due(msgspec.Struct, frozen=True):
    id: UUID
    asks: int


PAYMENT = columns(
    Payment,
    surplus="""method <> 'cash' AND EXISTS (
        SELECT FROM payments.bill b WHERE b.order_id = payment.order_id AND b.settled_by <> payment.id)""",
)
"""A surplus: the bill was settled by another one."""
BILL = columns(Bill, fresh="false", tried="false")


@sql
async def claim_bills(c: Conn, *, bills: Sequence[BillRow], parts: Sequence[BillPartRow]) -> list[Bill]:
    """
    WITH claimed AS (
        INSERT INTO payments.bill AS b (order_id, payer_id, amount, description, expires_at)
        SELECT order_id, payer_id, amount, description, expires_at FROM :bills ORDER BY order_id
        ON CONFLICT (order_id) DO UPDATE SET order_id = b.order_id
        RETURNING order_id, payer_id, amount, description, expires_at, settled_by, closed, xmax = 0 AS fresh
    ), parts AS (
        INSERT INTO payments.bill_part ({parts.columns})
        SELECT {p.columns} FROM :parts AS p JOIN claimed ON claimed.order_id = p.order_id AND claimed.fresh
        ON CONFLICT DO NOTHING
    )
    SELECT claimed.*, EXISTS (SELECT FROM payments.payment p WHERE p.id = b.payment_id) AS tried
      FROM claimed JOIN :bills AS b ON b.order_id = claimed.order_id
    """


@sql
async def drop_bills(c: Conn, *, orders: list[UUID]) -> None:
    """
    WITH parts AS (DELETE FROM payments.bill_part WHERE order_id = ANY (:orders::uuid[]))
    DELETE FROM payments.bill WHERE order_id = ANY (:orders::uuid[])
    """


@sql(columns=BILL)
async def lock_bill(c: Conn, *, order_id: UUID) -> Bill | None:
    """
    SELECT {columns} FROM payments.bill WHERE order_id = :order_id FOR UPDATE
    """


@sql(columns=BILL)
async def bill(c: Conn, *, order_id: UUID) -> Bill | None:
    """
    SELECT {columns} FROM payments.bill WHERE order_id = :order_id
    """


@sql
async def parts(c: Conn, *, order_id: UUID) -> list[BillPart]:
    """
    SELECT {columns} FROM payments.bill_part
     WHERE order_id = :order_id ORDER BY shop_order_id
    """


@sql
async def set_cash(c: Conn, *, order_id: UUID, shop_orders: list[UUID], cash: str) -> None:
    """
    UPDATE payments.bill_part SET cash = :cash
     WHERE order_id = :order_id AND shop_order_id = ANY (:shop_orders::uuid[]) AND cash IS NULL
    """


@sql
async def refund_parts(c: Conn, *, order_id: UUID, shares: Sequence[Share]) -> None:
    """
    UPDATE payments.bill_part p SET refunded = p.refunded + n.amount
      FROM :shares AS n
     WHERE p.order_id = :order_id AND p.shop_order_id = n.shop_order_id
    """


@sql
async def settle_bill(c: Conn, *, order_id: UUID, payment_id: UUID) -> None:
    """
    UPDATE payments.bill SET settled_by = :payment_id WHERE order_id = :order_id AND settled_by IS NULL
    """


@sql
async def close_bill(c: Conn, *, order_id: UUID, nobody: UUID) -> None:
    """
    INSERT INTO payments.bill AS b (order_id, payer_id, amount, description, closed)
    VALUES (:order_id, :nobody, 0, '', true)
    ON CONFLICT (order_id) DO UPDATE SET closed = true WHERE NOT b.closed
    """


@sql
async def add(
    c: Conn,
    *,
    id: UUID,
    order_id: UUID | None,
    payer_id: UUID,
    method: str,
    bank: str | None,
    provider: str | None,
    amount: int,
    description: str,
    expires_at: datetime | None,
    now: datetime,
    next_ask_at: datetime | None,
    covers: list[UUID] | None,
) -> None:
    """
    INSERT INTO payments.payment (id, order_id, payer_id, method, bank, provider, amount, status, action, description,
                                  expires_at, created_at, next_ask_at, covers)
    VALUES (:id, :order_id, :payer_id, :method, :bank, :provider, :amount, 'pending', '{"type": "none"}', :description,
            :expires_at, :now, :next_ask_at, :covers)
    """


@sql
async def add_paid_by_wallet(c: Conn, *, payments: Sequence[PaidByWalletRow], now: datetime) -> None:
    """
    WITH paid AS (
        SELECT * FROM :payments
    ), settled AS (
        UPDATE payments.bill b SET settled_by = paid.id
          FROM paid WHERE b.order_id = paid.order_id AND b.settled_by IS NULL
    )
    INSERT INTO payments.payment (id, order_id, payer_id, method, amount, status, action, description, paid_at,
                                  received, created_at, covers)
    SELECT id, order_id, payer_id, 'wallet', amount, 'paid', '{"type": "none"}', description, :now, amount, :now,
           covers
      FROM paid
    """


@sql(columns=PAYMENT)
async def by_ids(c: Conn, *, ids: list[UUID]) -> list[Payment]:
    """
    SELECT {columns} FROM payments.payment WHERE id = ANY (:ids::uuid[])
    """


@sql(columns=PAYMENT)
async def get(c: Conn, *, id: UUID) -> Payment | None:
    """
    SELECT {columns} FROM payments.payment WHERE id = :id
    """


@sql(columns=PAYMENT)
async def lock(c: Conn, *, id: UUID) -> Payment | None:
    """
    SELECT {columns} FROM payments.payment WHERE id = :id FOR UPDATE
    """


@sql(columns=PAYMENT)
async def of_order(c: Conn, *, order_id: UUID) -> list[Payment]:
    """
    SELECT {columns} FROM payments.payment WHERE order_id = :order_id ORDER BY created_at, id
    """


@sql(columns=PAYMENT)
async def of_orders(c: Conn, *, orders: list[UUID]) -> list[Payment]:
    """
    SELECT {columns} FROM payments.payment WHERE order_id = ANY (:orders::uuid[]) ORDER BY created_at, id
    """


@sql(columns=PAYMENT)
async def lock_of_order(c: Conn, *, order_id: UUID) -> list[Payment]:
    """
    SELECT {columns} FROM payments.payment WHERE order_id = :order_id ORDER BY id FOR UPDATE
    """


@sql
async def set_action(c: Conn, *, id: UUID, action: Any, provider_ref: str, next_ask_at: datetime | None) -> None:
    """
    UPDATE payments.payment SET action = :action, provider_ref = :provider_ref, next_ask_at = :next_ask_at
     WHERE id = :id AND status = 'pending'
    """


@sql
async def set_provider_ref(c: Conn, *, id: UUID, provider_ref: str) -> None:
    """
    UPDATE payments.payment SET provider_ref = :provider_ref
     WHERE id = :id AND provider_ref IS DISTINCT FROM :provider_ref
    """


@sql
async def set_status(
    c: Conn,
    *,
    id: UUID,
    status: str,
    received: int,
    refunded: int,
    paid_at: datetime | None,
    flag: str | None,
    next_ask_at: datetime | None,
) -> None:
    """
    UPDATE payments.payment
       SET status = :status, received = :received, refunded = :refunded, paid_at = :paid_at, flag = :flag,
           asks = CASE WHEN status = :status THEN asks ELSE 0 END, next_ask_at = :next_ask_at
     WHERE id = :id
    """


@sql
async def set_refunded(c: Conn, *, id: UUID, status: str, refunded: int) -> None:
    """
    UPDATE payments.payment SET status = :status, refunded = :refunded WHERE id = :id
    """


@sql
async def reverse(c: Conn, *, id: UUID, amount: int) -> None:
    """
    UPDATE payments.payment
       SET status = 'failed', reversed = :amount, flag = 'reversed', asks = 0, next_ask_at = NULL
     WHERE id = :id
    """


@sql
async def set_lost(c: Conn, *, id: UUID, amount: int) -> None:
    """
    UPDATE payments.payment SET lost = :amount WHERE id = :id
    """


@sql
async def set_flag(c: Conn, *, id: UUID, flag: str) -> None:
    """
    UPDATE payments.payment SET flag = :flag WHERE id = :id
    """


@sql
async def end_others(c: Conn, *, orders: list[UUID], but: list[UUID], now: datetime) -> None:
    """
    UPDATE payments.payment
       SET status = CASE WHEN received = 0 THEN 'cancelled' WHEN refunded = 0 THEN 'paid'
                         WHEN refunded = received THEN 'refunded' ELSE 'partly_refunded' END,
           paid_at = CASE WHEN received > 0 THEN :now::timestamptz END,
           asks = 0, next_ask_at = CASE WHEN provider IS NULL THEN NULL ELSE :now::timestamptz END
     WHERE order_id = ANY (:orders::uuid[]) AND status = 'pending' AND id <> ALL (:but::uuid[])
    """


@sql
async def set_covers(c: Conn, *, id: UUID, covers: list[UUID] | None) -> None:
    """
    UPDATE payments.payment SET covers = :covers WHERE id = :id
    """


@sql
async def replace(c: Conn, *, ids: list[UUID], now: datetime) -> None:
    """
    UPDATE payments.payment SET status = 'cancelled', asks = 0, next_ask_at = :now WHERE id = ANY (:ids::uuid[])
    """


@sql
async def one_top_up_at_a_time(c: Conn, *, payer_id: UUID) -> None:
    """
    SELECT pg_advisory_xact_lock(hashtextextended('top up ' || (:payer_id::uuid)::text, 0))
    """


@sql(columns=PAYMENT)
async def open_top_ups(c: Conn, *, payer_id: UUID) -> list[Payment]:
    """
    SELECT {columns} FROM payments.payment WHERE payer_id = :payer_id AND order_id IS NULL AND status = 'pending'
     ORDER BY id FOR UPDATE
    """


@sql
async def claim_due(c: Conn, *, now: datetime, lease: datetime, most: int) -> list[Due]:
    """
    UPDATE payments.payment p SET next_ask_at = :lease
      FROM (SELECT id FROM payments.payment WHERE next_ask_at <= :now
             ORDER BY next_ask_at LIMIT :most FOR UPDATE SKIP LOCKED) AS due
     WHERE p.id = due.id
    RETURNING p.id, p.asks
    """


@sql
async def ask_at(c: Conn, *, id: UUID, at: datetime | None) -> None:
    """
    UPDATE payments.payment SET asks = asks + 1, next_ask_at = :at WHERE id = :id
    """


@sql
async def may_ask(
    c: Conn, *, id: UUID, now: datetime, ahead: datetime, every: timedelta, astray: datetime
) -> bool | None:
    """
    UPDATE payments.payment
       SET looked_at = :every::interval
                     + CASE WHEN looked_at BETWEEN :now AND :ahead THEN looked_at ELSE :now::timestamptz END
     WHERE id = :id AND provider IS NOT NULL
       AND (looked_at IS NULL OR looked_at <= :ahead::timestamptz OR looked_at > :astray::timestamptz)
    RETURNING true
    """


@sql
async def ask_soon(c: Conn, *, id: UUID, now: datetime) -> None:
    """
    UPDATE payments.payment SET next_ask_at = :now WHERE id = :id AND provider IS NOT NULL
    """
