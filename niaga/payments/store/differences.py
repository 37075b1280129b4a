"""Payments whose money is not what was asked."""

from uuid import UUID

from niaga.kit.db import Conn, sql


@sql
async def suspend(c: Conn, *, id: UUID, came: int) -> None:
    """
    UPDATE payments.payment
       SET status = 'authorized', came = :came, flag = 'amount_mismatch', asks = 0, next_ask_at = NULL
     WHERE id = :id
    """


@sql
async def decide(c: Conn, *, id: UUID, decision: str) -> None:
    """
    UPDATE payments.payment SET decided = :decision WHERE id = :id
    """


@sql
async def undecided(c: Conn, *, orders: list[UUID]) -> list[UUID]:
    """
    SELECT id FROM payments.payment
     WHERE order_id = ANY (:orders::uuid[]) AND status = 'authorized' ORDER BY id FOR UPDATE
    """
