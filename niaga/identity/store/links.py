"""The links that are sent to people."""

import datetime as dt
from collections.abc import Sequence
from uuid import UUID

from msgspec import Struct

from niaga.kit.db import Conn, sql

from ..types import Purpose


class LinkRow(Struct, frozen=True):
    id: UUID
    person_id: UUID
    purpose: Purpose
    email: str
    expires_at: dt.datetime
    used_at: dt.datetime | None
    replaced: bool

    def usable(self, now: dt.datetime) -> bool:
        """Neither used nor expired nor replaced."""
        return self.used_at is None and not self.replaced and self.expires_at > now


@sql
async def replace(c: Conn, *, person_id: UUID, purposes: Sequence[str]) -> None:
    """
    UPDATE identity.link SET replaced = true
     WHERE person_id = :person_id AND purpose = ANY(:purposes) AND used_at IS NULL AND NOT replaced
    """


@sql
async def replace_later(c: Conn, *, person_id: UUID, purpose: str, id: UUID) -> None:
    """
    UPDATE identity.link SET replaced = true
     WHERE person_id = :person_id AND purpose = :purpose AND id > :id AND used_at IS NULL AND NOT replaced
    """


@sql
async def add(
    c: Conn, *, id: UUID, person_id: UUID, purpose: str, email: str, at: dt.datetime, expires_at: dt.datetime
) -> None:
    """
    INSERT INTO identity.link (id, person_id, purpose, email, created_at, expires_at)
    VALUES (:id, :person_id, :purpose, :email, :at, :expires_at)
    """


@sql
async def one(c: Conn, *, id: UUID) -> LinkRow | None:
    """
    SELECT {columns} FROM identity.link WHERE id = :id
    """


@sql
async def by_ids(c: Conn, *, ids: list[UUID]) -> list[LinkRow]:
    """
    SELECT {columns} FROM identity.link WHERE id = ANY(:ids::uuid[])
    """


@sql
async def use(c: Conn, *, id: UUID, purpose: str, at: dt.datetime) -> LinkRow | None:
    """
    UPDATE identity.link SET used_at = :at
     WHERE id = :id AND purpose = :purpose AND used_at IS NULL AND NOT replaced AND expires_at > :at
    RETURNING {columns}
    """


@sql
async def since(c: Conn, *, person_id: UUID, purpose: str, since: dt.datetime) -> int:
    """
    SELECT count(*) FROM identity.link
     WHERE person_id = :person_id AND purpose = :purpose AND created_at > :since
    """


@sql
async def forget(c: Conn, *, before: dt.datetime) -> None:
    """
    DELETE FROM identity.link WHERE expires_at < :before
    """


@sql
async def replace_to(c: Conn, *, person_ids: list[UUID], email: str) -> None:
    """
    UPDATE identity.link SET replaced = true
     WHERE person_id = ANY(:person_ids::uuid[]) AND email = :email AND used_at IS NULL AND NOT replaced
    """


@sql
async def remove_all(c: Conn, *, person_id: UUID) -> None:
    """
    DELETE FROM identity.link WHERE person_id = :person_id
    """
