"""Refunds."""

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from niaga.kit.db import Conn, sql

from ..rows import ByProvider
from ..types import Refund


class DueRefund(msgspec.Struct, frozen=True):
    id: UUID
    tries: int


@sql
async def add(
    c: Conn,
    *,
    id: UUID,
    payment_id: UUID,
    order_id: UUID | None,
    shop_order_id: UUID | None,
    amount: int,
    reason: str,
    route: str,
    note: str | None,
    now: datetime,
    next_try_at: datetime | None,
    surplus: bool,
    parts: list[Any],
) -> None:
    """
    INSERT INTO payments.refund (id, payment_id, order_id, shop_order_id, amount, reason, route, status, note,
                                 surplus, parts, created_at, next_try_at)
    VALUES (:id, :payment_id, :order_id, :shop_order_id, :amount, :reason, :route, 'pending', :note,
            :surplus, :parts::jsonb, :now, :next_try_at)
    """


@sql
async def get(c: Conn, *, id: UUID) -> Refund | None:
    """
    SELECT {columns} FROM payments.refund WHERE id = :id
    """


@sql
async def lock(c: Conn, *, id: UUID) -> Refund | None:
    """
    SELECT {columns} FROM payments.refund WHERE id = :id FOR UPDATE
    """


@sql
async def of_payments(c: Conn, *, ids: list[UUID]) -> list[Refund]:
    """
    SELECT {columns} FROM payments.refund WHERE payment_id = ANY (:ids::uuid[]) ORDER BY created_at, id
    """


@sql
async def of_orders(c: Conn, *, orders: list[UUID]) -> list[Refund]:
    """
    SELECT {columns} FROM payments.refund WHERE order_id = ANY (:orders::uuid[]) ORDER BY created_at, id
    """


@sql
async def by_provider(c: Conn, *, payment_id: UUID) -> ByProvider:
    """
    SELECT coalesce(sum(amount), 0)::bigint AS asked,
           coalesce(sum(amount) FILTER (WHERE status = 'done'), 0)::bigint AS done
      FROM payments.refund WHERE payment_id = :payment_id AND route = 'provider'
    """


@sql
async def lock_waiting(c: Conn, *, payment_id: UUID) -> list[Refund]:
    """
    SELECT {columns} FROM payments.refund WHERE payment_id = :payment_id AND status = 'pending' ORDER BY id FOR UPDATE
    """


@sql
async def to_wallet(c: Conn, *, payment_id: UUID) -> int:
    """
    SELECT coalesce(sum(amount), 0)::bigint FROM payments.refund
     WHERE payment_id = :payment_id AND route = 'wallet' AND status = 'done'
    """


@sql
async def done_by_provider(c: Conn, *, payment_id: UUID) -> int:
    """
    SELECT coalesce(sum(amount), 0)::bigint FROM payments.refund
     WHERE payment_id = :payment_id AND route = 'provider' AND status = 'done'
    """


@sql
async def finish(c: Conn, *, id: UUID, route: str, note: str | None, now: datetime) -> None:
    """
    UPDATE payments.refund SET status = 'done', route = :route, note = :note, done_at = :now, next_try_at = NULL
     WHERE id = :id
    """


@sql
async def claim_due(c: Conn, *, now: datetime, lease: datetime, most: int) -> list[DueRefund]:
    """
    UPDATE payments.refund r SET tries = r.tries + 1, next_try_at = :lease
      FROM (SELECT id FROM payments.refund WHERE next_try_at <= :now
             ORDER BY next_try_at LIMIT :most FOR UPDATE SKIP LOCKED) AS due
     WHERE r.id = due.id
    RETURNING r.id, r.tries
    """


@sql
async def try_at(c: Conn, *, id: UUID, at: datetime) -> None:
    """
    UPDATE payments.refund SET next_try_at = :at WHERE id = :id AND status = 'pending'
    """
