"""People and their secrets."""

import datetime as dt
from typing import Any
from uuid import UUID

from niaga.kit.db import Conn, sql
from niaga.kit.hiding import Hiding

from ..types import Language, Person, Status


class Secret(Hiding, frozen=True):
    """What signing in looks at."""

    id: UUID
    name: str
    email: str | None
    phone: str | None
    campus_id: str | None
    password_hash: str | None
    status: Status

    @property
    def names(self) -> list[str]:
        """What they may sign in with, as `rules.account` has it."""
        return [name for name in (self.email, self.phone, self.campus_id and self.campus_id.lower()) if name]

    @property
    def words(self) -> list[str]:
        """What others know of them, and their password should not be."""
        return [self.name, *self.names]


@sql
async def add(
    c: Conn,
    *,
    id: UUID,
    name: str,
    email: str,
    phone: str | None,
    campus_id: str | None,
    password_hash: str,
    roles: list[str],
    language: Language,
    at: dt.datetime,
) -> None:
    """
    INSERT INTO identity.person (id, name, email, phone, campus_id, password_hash, roles, language, created_at)
    VALUES (:id, :name, :email, :phone, :campus_id, :password_hash, :roles, :language, :at)
    """


@sql
async def add_many(c: Conn, *, people: list[dict[str, Any]]) -> None:
    """
    INSERT INTO identity.person (id, name, email, phone, campus_id, password_hash, roles, avatar_url,
                                 email_verified_at, language, timezone, created_at)
    SELECT id, name, email, phone, campus_id, password_hash, roles, avatar_url, created_at, language, timezone,
           created_at
      FROM jsonb_to_recordset(:people::jsonb)
           AS p (id uuid, name text, email text, phone text, campus_id text, password_hash text, roles text[],
                 avatar_url text, language text, timezone text, created_at timestamptz)
    ON CONFLICT (id) DO NOTHING
    """


@sql
async def by_ids(c: Conn, *, ids: list[UUID]) -> list[Person]:
    """
    SELECT id, name, email, phone, campus_id, roles, avatar_url, email_verified_at IS NOT NULL AS email_verified,
           created_at, status, language, timezone, wants_email, quiet_from, quiet_until, pending_email,
           campus_id_verified_at IS NOT NULL AS campus_id_verified
      FROM identity.person WHERE id = ANY(:ids::uuid[])
    """


@sql
async def lock(c: Conn, *, id: UUID) -> Person | None:
    """
    SELECT id, name, email, phone, campus_id, roles, avatar_url, email_verified_at IS NOT NULL AS email_verified,
           created_at, status, language, timezone, wants_email, quiet_from, quiet_until, pending_email,
           campus_id_verified_at IS NOT NULL AS campus_id_verified
      FROM identity.person WHERE id = :id FOR NO KEY UPDATE
    """


@sql
async def lock_all(c: Conn, *, ids: list[UUID]) -> list[Person]:
    """
    SELECT id, name, email, phone, campus_id, roles, avatar_url, email_verified_at IS NOT NULL AS email_verified,
           created_at, status, language, timezone, wants_email, quiet_from, quiet_until, pending_email,
           campus_id_verified_at IS NOT NULL AS campus_id_verified
      FROM identity.person WHERE id = ANY(:ids::uuid[]) ORDER BY id FOR NO KEY UPDATE
    """


@sql
async def who_have_email(c: Conn, *, email: str, but: UUID) -> list[UUID]:
    """
    SELECT id FROM identity.person WHERE email = :email AND id <> :but
    """


@sql
async def who_have_campus_id(c: Conn, *, campus_id: str, but: UUID) -> list[UUID]:
    """
    SELECT id FROM identity.person WHERE lower(campus_id) = lower(:campus_id) AND id <> :but
    """


@sql
async def find(
    c: Conn, *, q: str | None, phones: list[str], role: str | None, status: str | None, size: int, skip: int
) -> list[Person]:
    """
    SELECT id, name, email, phone, campus_id, roles, avatar_url, email_verified_at IS NOT NULL AS email_verified,
           created_at, status, language, timezone, wants_email, quiet_from, quiet_until, pending_email,
           campus_id_verified_at IS NOT NULL AS campus_id_verified
      FROM identity.person
     WHERE (:q::text IS NULL OR name ILIKE :q OR email ILIKE :q OR pending_email ILIKE :q OR campus_id ILIKE :q
            OR phone LIKE ANY(:phones::text[]))
       AND (:role::text IS NULL OR roles @> ARRAY[:role::text])
       AND (:status::text IS NULL OR status = :status)
     ORDER BY created_at DESC, id DESC
     LIMIT :size OFFSET :skip
    """


@sql
async def count(c: Conn, *, q: str | None, phones: list[str], role: str | None, status: str | None) -> int:
    """
    SELECT count(*) FROM identity.person
     WHERE (:q::text IS NULL OR name ILIKE :q OR email ILIKE :q OR pending_email ILIKE :q OR campus_id ILIKE :q
            OR phone LIKE ANY(:phones::text[]))
       AND (:role::text IS NULL OR roles @> ARRAY[:role::text])
       AND (:status::text IS NULL OR status = :status)
    """


@sql
async def look_up(
    c: Conn, *, beginning: str, phone: str | None, campus_id: str, words: str | None, most: int
) -> list[UUID]:
    """
    SELECT id FROM identity.person
     WHERE email LIKE :beginning OR phone = :phone OR lower(campus_id) = :campus_id
        OR to_tsvector('simple', name) @@ to_tsquery('simple', :words)
     ORDER BY created_at DESC, id DESC LIMIT :most
    """


@sql
async def with_role(c: Conn, *, role: str, most: int) -> list[UUID]:
    """
    SELECT id FROM identity.person WHERE roles @> ARRAY[:role::text] AND status = 'active' ORDER BY id DESC LIMIT :most
    """


@sql
async def secret(c: Conn, *, id: UUID) -> Secret | None:
    """
    SELECT {columns} FROM identity.person WHERE id = :id
    """


@sql
async def secret_by_email(c: Conn, *, email: str) -> Secret | None:
    """
    SELECT {columns} FROM identity.person WHERE email = :email
    """


@sql
async def secret_by_phone(c: Conn, *, phone: str) -> Secret | None:
    """
    SELECT {columns} FROM identity.person WHERE phone = :phone
    """


@sql
async def secret_by_campus_id(c: Conn, *, campus_id: str) -> Secret | None:
    """
    SELECT {columns} FROM identity.person WHERE lower(campus_id) = lower(:campus_id)
    """


@sql
async def set_password(c: Conn, *, id: UUID, password_hash: str) -> None:
    """
    UPDATE identity.person SET password_hash = :password_hash WHERE id = :id
    """


@sql
async def set_verified(c: Conn, *, id: UUID, email: str, at: dt.datetime) -> bool | None:
    """
    UPDATE identity.person SET email_verified_at = coalesce(email_verified_at, :at)
     WHERE id = :id AND email = :email RETURNING true
    """


@sql
async def set_pending_email(c: Conn, *, id: UUID, email: str | None) -> None:
    """
    UPDATE identity.person SET pending_email = :email WHERE id = :id
    """


@sql
async def move_email(c: Conn, *, id: UUID, email: str, at: dt.datetime) -> None:
    """
    UPDATE identity.person SET email = :email, email_verified_at = :at, pending_email = NULL WHERE id = :id
    """


@sql
async def drop_email(c: Conn, *, ids: list[UUID]) -> None:
    """
    UPDATE identity.person SET email = NULL WHERE id = ANY(:ids::uuid[])
    """


@sql
async def drop_claims(c: Conn, *, id: UUID) -> None:
    """
    UPDATE identity.person
       SET phone = NULL,
           campus_id = CASE WHEN campus_id_verified_at IS NOT NULL THEN campus_id END
     WHERE id = :id
    """


@sql
async def set_campus_id(c: Conn, *, id: UUID, campus_id: str | None, verified_at: dt.datetime | None) -> None:
    """
    UPDATE identity.person SET campus_id = :campus_id, campus_id_verified_at = :verified_at WHERE id = :id
    """


@sql
async def drop_campus_id(c: Conn, *, ids: list[UUID]) -> None:
    """
    UPDATE identity.person SET campus_id = NULL WHERE id = ANY(:ids::uuid[])
    """


@sql
async def set_profile(
    c: Conn,
    *,
    id: UUID,
    name: str,
    phone: str | None,
    campus_id: str | None,
    language: str,
    timezone: str,
    wants_email: bool,
    quiet_from: str | None,
    quiet_until: str | None,
) -> None:
    """
    UPDATE identity.person
       SET name = :name, phone = :phone, campus_id = :campus_id, language = :language, timezone = :timezone,
           wants_email = :wants_email, quiet_from = :quiet_from, quiet_until = :quiet_until
     WHERE id = :id
    """


@sql
async def set_avatar(c: Conn, *, id: UUID, avatar_url: str) -> None:
    """
    UPDATE identity.person SET avatar_url = :avatar_url WHERE id = :id AND status <> 'erased'
    """


@sql
async def has_avatar(c: Conn, *, avatar_url: str) -> bool:
    """
    SELECT EXISTS (SELECT FROM identity.person WHERE avatar_url = :avatar_url)
    """


@sql
async def erased_since(c: Conn, *, since: dt.datetime) -> list[UUID]:
    """
    SELECT id FROM identity.person WHERE erased_at > :since ORDER BY id
    """


@sql
async def set_standing(c: Conn, *, id: UUID, name: str, phone: str | None, roles: list[str], status: str) -> None:
    """
    UPDATE identity.person SET name = :name, phone = :phone, roles = :roles, status = :status WHERE id = :id
    """


@sql
async def erase(c: Conn, *, id: UUID, name: str, at: dt.datetime) -> None:
    """
    UPDATE identity.person
       SET name = :name, email = NULL, phone = NULL, campus_id = NULL, password_hash = NULL, avatar_url = NULL,
           email_verified_at = NULL, pending_email = NULL, campus_id_verified_at = NULL, roles = '{customer}',
           status = 'erased', erased_at = :at, quiet_from = NULL, quiet_until = NULL
     WHERE id = :id
    """


@sql
async def restore_email(c: Conn, *, id: UUID, email: str, at: dt.datetime) -> None:
    """
    UPDATE identity.person
       SET email = :email, email_verified_at = :at, pending_email = NULL, password_hash = NULL, phone = NULL
     WHERE id = :id
    """
