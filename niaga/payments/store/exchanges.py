"""What was said to and by the providers."""

from datetime import datetime
from uuid import UUID

import msgspec

from niaga.kit.db import Conn, sql

from ..types import Outcome, ProviderExchange, Webhook


class Told(msgspec.Struct, frozen=True):
    """A webhook as it came: `fresh` for the first time, else with what came of it then."""

    id: UUID
    fresh: bool
    outcome: Outcome


@sql
async def add_exchange(
    c: Conn,
    *,
    id: UUID,
    payment_id: UUID,
    provider: str,
    operation: str,
    url: str,
    request: str | None,
    status_code: int | None,
    response: str | None,
    error: str | None,
    at: datetime,
    took_ms: int,
) -> None:
    """
    INSERT INTO payments.exchange (id, payment_id, provider, operation, url, request, status_code, response, error, at,
                                   took_ms)
    VALUES (:id, :payment_id, :provider, :operation, :url, :request, :status_code, :response, :error, :at, :took_ms)
    """


@sql
async def of_payment(c: Conn, *, payment_id: UUID, most: int) -> list[ProviderExchange]:
    """
    SELECT {columns} FROM payments.exchange WHERE payment_id = :payment_id ORDER BY id DESC LIMIT :most
    """


@sql
async def keep_webhook(
    c: Conn, *, id: UUID, provider: str, event_key: str, payment_id: UUID | None, body: str, now: datetime
) -> Told:
    """
    INSERT INTO payments.webhook AS w (id, provider, event_key, payment_id, body, outcome, first_at, last_at)
    VALUES (:id, :provider, :event_key, :payment_id, :body, 'nothing_new', :now, :now)
    ON CONFLICT (provider, event_key) DO UPDATE SET told = w.told + 1, last_at = excluded.last_at
    RETURNING id, xmax = 0 AS fresh, outcome
    """


@sql
async def set_outcome(c: Conn, *, id: UUID, outcome: str) -> None:
    """
    UPDATE payments.webhook SET outcome = :outcome WHERE id = :id
    """


@sql
async def webhooks(c: Conn, *, payment_id: UUID, most: int) -> list[Webhook]:
    """
    SELECT {columns} FROM payments.webhook WHERE payment_id = :payment_id ORDER BY id DESC LIMIT :most
    """


@sql
async def webhook(c: Conn, *, id: UUID) -> Webhook | None:
    """
    SELECT {columns} FROM payments.webhook WHERE id = :id
    """
