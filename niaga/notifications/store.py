"""Every SQL statement of notifications."""

import datetime as dt
from typing import Any
from uuid import UUID

from msgspec import Struct

from niaga.kit.db import Conn, sql

from .types import Mail, Notice


class Fresh(Struct, frozen=True):
    """A notice that was not there yet."""

    id: UUID
    person_id: UUID


class NoticeOfMoney(Struct, frozen=True):
    """What a buyer was told of an order's money."""

    id: UUID
    kind: str
    title: str
    body: str
    order_id: UUID


@sql
async def tell(
    c: Conn,
    *,
    ids: list[UUID],
    person_ids: list[UUID],
    keys: list[str],
    kinds: list[str],
    titles: list[str],
    bodies: list[str],
    paths: list[str],
    subjects: list[Any],
    at: dt.datetime,
) -> list[Fresh]:
    """
    INSERT INTO notifications.notice (id, person_id, key, kind, title, body, path, subject, at)
    SELECT n.*, :at
      FROM unnest(:ids::uuid[], :person_ids::uuid[], :keys::text[], :kinds::text[], :titles::text[],
                  :bodies::text[], :paths::text[], :subjects::jsonb[]) AS n
    ON CONFLICT (person_id, key) DO NOTHING
    RETURNING id, person_id
    """


@sql
async def supersede(
    c: Conn,
    *,
    ids: list[UUID],
    person_ids: list[UUID],
    orders: list[str],
    parts: list[str | None],
    progress: list[str],
    at: dt.datetime,
) -> None:
    """
    UPDATE notifications.notice AS o SET read_at = :at
      FROM unnest(:ids::uuid[], :person_ids::uuid[], :orders::text[], :parts::text[])
           AS n (id, person_id, order_id, part)
     WHERE o.person_id = n.person_id AND o.read_at IS NULL AND o.id < n.id AND o.kind = ANY (:progress::text[])
       AND o.subject ->> 'order_id' = n.order_id
       AND (n.part IS NULL OR coalesce(o.subject ->> 'shop_order_id', '') IN ('', n.part))
    """


@sql
async def inbox(c: Conn, *, person_id: UUID, before: UUID | None, size: int) -> list[Notice]:
    """
    SELECT {columns} FROM notifications.notice
     WHERE person_id = :person_id AND (:before::uuid IS NULL OR id < :before)
     ORDER BY id DESC
     LIMIT :size
    """


@sql
async def since(c: Conn, *, person_id: UUID, after: UUID, size: int) -> list[Notice]:
    """
    SELECT {columns} FROM notifications.notice
     WHERE person_id = :person_id AND id > :after
     ORDER BY id
     LIMIT :size
    """


@sql
async def naming_money(c: Conn, *, kinds: list[str], after: UUID, most: int) -> list[NoticeOfMoney]:
    """
    SELECT id, kind, title, body, (subject->>'order_id')::uuid AS order_id
      FROM notifications.notice
     WHERE kind = ANY(:kinds::text[]) AND id > :after AND subject ? 'order_id'
     ORDER BY id LIMIT :most
    """


@sql
async def unread(c: Conn, *, person_id: UUID, most: int) -> int:
    """
    SELECT count(*)
      FROM (SELECT FROM notifications.notice WHERE person_id = :person_id AND read_at IS NULL LIMIT :most) AS few
    """


@sql
async def mark_read(c: Conn, *, person_id: UUID, ids: list[UUID] | None, now: dt.datetime) -> None:
    """
    UPDATE notifications.notice
       SET read_at = :now
     WHERE person_id = :person_id AND read_at IS NULL AND (:ids::uuid[] IS NULL OR id = ANY(:ids))
    """


@sql
async def write_mails(
    c: Conn,
    *,
    ids: list[UUID],
    keys: list[str],
    person_ids: list[UUID],
    addresses: list[str],
    kinds: list[str],
    subjects: list[str],
    htmls: list[str],
    texts: list[str],
    at: dt.datetime,
) -> list[UUID]:
    """
    INSERT INTO notifications.mail (id, key, person_id, address, kind, subject, html, text, at)
    SELECT m.*, :at
      FROM unnest(:ids::uuid[], :keys::text[], :person_ids::uuid[], :addresses::text[], :kinds::text[],
                  :subjects::text[], :htmls::text[], :texts::text[]) AS m
    ON CONFLICT (key) DO NOTHING
    RETURNING id
    """


@sql
async def mail(c: Conn, *, id: UUID) -> Mail | None:
    """
    SELECT {columns} FROM notifications.mail WHERE id = :id
    """


@sql
async def mark_sent(c: Conn, *, id: UUID, now: dt.datetime, forget: bool) -> None:
    """
    UPDATE notifications.mail
       SET sent_at = :now,
           html = CASE WHEN :forget THEN '' ELSE html END,
           text = CASE WHEN :forget THEN '' ELSE text END
     WHERE id = :id AND sent_at IS NULL
    """


@sql
async def forget(c: Conn, *, person_ids: list[UUID]) -> None:
    """
    WITH notices AS (
        DELETE FROM notifications.notice WHERE person_id = ANY(:person_ids::uuid[])
    )
    DELETE FROM notifications.mail WHERE person_id = ANY(:person_ids::uuid[])
    """


@sql
async def mailbox(c: Conn, *, address: str | None, before: UUID | None, size: int) -> list[Mail]:
    """
    SELECT {columns} FROM notifications.mail
     WHERE (:address::text IS NULL OR lower(address) = lower(:address))
       AND (:before::uuid IS NULL OR id < :before)
     ORDER BY id DESC
     LIMIT :size
    """
