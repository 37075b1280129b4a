"""Payments by what they have in common."""

from datetime import datetime
from uuid import UUID

from niaga.kit.db import Conn, sql

from ..types import Payment
from .attempts import PAYMENT


@sql(columns=PAYMENT)
async def page(
    c: Conn,
    *,
    status: str | None,
    method: str | None,
    flagged: bool | None,
    order_id: UUID | None,
    since: datetime | None,
    until: datetime | None,
    sought: bool,
    id: UUID | None,
    reference: str | None,
    number: str | None,
    payers: list[UUID],
    offset: int,
    size: int,
) -> list[Payment]:
    """
    SELECT {columns} FROM payments.payment
     WHERE (:status::text IS NULL OR status = :status) AND (:order_id::uuid IS NULL OR order_id = :order_id)
       AND (:flagged::bool IS NULL OR (flag IS NOT NULL) = :flagged) AND (:method::text IS NULL OR method = :method)
       AND (:since::timestamptz IS NULL OR created_at >= :since)
       AND (:until::timestamptz IS NULL OR created_at < :until)
       AND (NOT :sought::bool OR id = :id OR order_id = :id OR provider_ref = :reference
            OR lower(substring(description FROM '[^ ]+$')) LIKE :number OR payer_id = ANY (:payers::uuid[]))
     ORDER BY created_at DESC, id DESC OFFSET :offset LIMIT :size
    """


@sql
async def count(
    c: Conn,
    *,
    status: str | None,
    method: str | None,
    flagged: bool | None,
    order_id: UUID | None,
    since: datetime | None,
    until: datetime | None,
    sought: bool,
    id: UUID | None,
    reference: str | None,
    number: str | None,
    payers: list[UUID],
) -> int:
    """
    SELECT count(*) FROM payments.payment
     WHERE (:status::text IS NULL OR status = :status) AND (:order_id::uuid IS NULL OR order_id = :order_id)
       AND (:flagged::bool IS NULL OR (flag IS NOT NULL) = :flagged) AND (:method::text IS NULL OR method = :method)
       AND (:since::timestamptz IS NULL OR created_at >= :since)
       AND (:until::timestamptz IS NULL OR created_at < :until)
       AND (NOT :sought::bool OR id = :id OR order_id = :id OR provider_ref = :reference
            OR lower(substring(description FROM '[^ ]+$')) LIKE :number OR payer_id = ANY (:payers::uuid[]))
    """


@sql
async def confirming(c: Conn, *, orders: list[UUID], now: datetime, since: datetime) -> list[UUID]:
    """
    SELECT DISTINCT order_id FROM payments.payment
     WHERE order_id = ANY (:orders::uuid[]) AND provider IS NOT NULL
       AND (status IN ('pending', 'authorized') AND expires_at > :since AND expires_at <= :now
            OR status = 'paid' AND paid_at > :since)
    """
