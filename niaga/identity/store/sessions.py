"""Sessions, their refresh tokens, and what access tokens do not know."""

import datetime as dt
from uuid import UUID

from msgspec import Struct

from niaga.kit.db import Conn, sql
from niaga.kit.http.auth import Change

from ..types import Device


class TokenRow(Struct, frozen=True):
    """A refresh token and the session it belongs to."""

    session_id: UUID
    person_id: UUID
    used_at: dt.datetime | None
    successor: bytes | None
    expires_at: dt.datetime
    ended_at: dt.datetime | None
    created_at: dt.datetime
    """Of the session."""


@sql
async def add(
    c: Conn,
    *,
    id: UUID,
    person_id: UUID,
    at: dt.datetime,
    expires_at: dt.datetime,
    ip: str,
    user_agent: str,
    digest: bytes,
) -> None:
    """
    WITH session AS (
        INSERT INTO identity.session (id, person_id, created_at, last_used_at, expires_at, ip, user_agent)
        VALUES (:id, :person_id, :at, :at, :expires_at, :ip, :user_agent)
    )
    INSERT INTO identity.refresh_token (digest, session_id, issued_at) VALUES (:digest, :id, :at)
    """


@sql
async def lock_token(c: Conn, *, digest: bytes) -> TokenRow | None:
    """
    SELECT t.session_id, s.person_id, t.used_at, t.successor, s.expires_at, s.ended_at, s.created_at
      FROM identity.refresh_token t JOIN identity.session s ON s.id = t.session_id
     WHERE t.digest = :digest
       FOR UPDATE
    """


@sql
async def rotate(
    c: Conn,
    *,
    session_id: UUID,
    old: bytes,
    new: bytes,
    at: dt.datetime,
    expires_at: dt.datetime,
    ip: str,
    user_agent: str,
) -> None:
    """
    WITH used AS (
        UPDATE identity.refresh_token SET used_at = :at, successor = :new WHERE digest = :old
    ), given AS (
        INSERT INTO identity.refresh_token (digest, session_id, issued_at) VALUES (:new, :session_id, :at)
    )
    UPDATE identity.session
       SET last_used_at = :at, expires_at = :expires_at, ip = :ip, user_agent = :user_agent
     WHERE id = :session_id
    """


@sql
async def of_person(c: Conn, *, person_id: UUID, at: dt.datetime) -> list[Device]:
    """
    SELECT id, created_at, last_used_at, expires_at, ip, user_agent, false AS current
      FROM identity.session
     WHERE person_id = :person_id AND ended_at IS NULL AND expires_at > :at
     ORDER BY last_used_at DESC, id DESC
    """


@sql
async def owner(c: Conn, *, digest: bytes) -> TokenRow | None:
    """
    SELECT t.session_id, s.person_id, t.used_at, t.successor, s.expires_at, s.ended_at, s.created_at
      FROM identity.refresh_token t JOIN identity.session s ON s.id = t.session_id
     WHERE t.digest = :digest
    """


@sql
async def end(c: Conn, *, id: UUID, person_id: UUID | None, at: dt.datetime, why: str) -> list[UUID]:
    """
    UPDATE identity.session SET ended_at = :at, ended_why = :why
     WHERE id = :id AND ended_at IS NULL AND (:person_id::uuid IS NULL OR person_id = :person_id)
    RETURNING id
    """


@sql
async def exists(c: Conn, *, id: UUID, person_id: UUID) -> bool:
    """
    SELECT EXISTS (SELECT FROM identity.session WHERE id = :id AND person_id = :person_id)
    """


@sql
async def end_all(c: Conn, *, person_id: UUID, but: UUID | None, at: dt.datetime, why: str) -> list[UUID]:
    """
    UPDATE identity.session SET ended_at = :at, ended_why = :why
     WHERE person_id = :person_id AND ended_at IS NULL AND id IS DISTINCT FROM :but::uuid
    RETURNING id
    """


@sql
async def forget_places(c: Conn, *, person_id: UUID) -> None:
    """
    UPDATE identity.session SET ip = '', user_agent = '' WHERE person_id = :person_id
    """


@sql
async def end_crowd(c: Conn, *, person_id: UUID, most: int, at: dt.datetime) -> list[UUID]:
    """
    UPDATE identity.session SET ended_at = :at, ended_why = 'crowded'
     WHERE id IN (SELECT id FROM identity.session WHERE person_id = :person_id AND ended_at IS NULL
                   ORDER BY last_used_at DESC OFFSET :most)
    RETURNING id
    """


@sql
async def note_changes(c: Conn, *, ids: list[UUID], at: dt.datetime, roles: list[str] | None) -> None:
    """
    INSERT INTO identity.access_change (id, at, roles)
    SELECT id, :at, :roles::text[] FROM unnest(:ids::uuid[]) AS i (id)
    ON CONFLICT (id) DO UPDATE SET at = excluded.at, roles = excluded.roles
    """


@sql
async def changes(c: Conn, *, since: dt.datetime) -> list[Change]:
    """
    SELECT id, extract(epoch FROM at)::double precision AS at, roles
      FROM identity.access_change WHERE at > :since
    """


@sql
async def forget(c: Conn, *, sessions_before: dt.datetime, changes_before: dt.datetime) -> None:
    """
    WITH gone AS (
        DELETE FROM identity.session WHERE expires_at < :sessions_before
    )
    DELETE FROM identity.access_change WHERE at < :changes_before
    """
