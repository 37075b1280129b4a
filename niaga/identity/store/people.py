"""People, their secrets, and the links sent to them."""

import datetime as dt
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from msgspec import Struct

from niaga.identity.types import Language, Person, Purpose, Status
from niaga.kit.db import Conn, sql


class Secret(Struct, frozen=True):
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


class LinkRow(Struct, frozen=True):
    id: UUID
    person_id: UUID
    purpose: Purpose
    email: str
    expires_at: dt.datetime
    used_at: dt.datetime | None
    replaced: bool


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
           created_at, status, language, timezone, wants_email, quiet_from, quiet_until
      FROM identity.person WHERE id = ANY(:ids::uuid[])
    """


@sql
async def lock(c: Conn, *, id: UUID) -> Person | None:
    """
    SELECT id, name, email, phone, campus_id, roles, avatar_url, email_verified_at IS NOT NULL AS email_verified,
           created_at, status, language, timezone, wants_email, quiet_from, quiet_until
      FROM identity.person WHERE id = :id FOR NO KEY UPDATE
    """


@sql
async def find(c: Conn, *, q: str | None, role: str | None, status: str | None, size: int, skip: int) -> list[Person]:
    """
    SELECT id, name, email, phone, campus_id, roles, avatar_url, email_verified_at IS NOT NULL AS email_verified,
           created_at, status, language, timezone, wants_email, quiet_from, quiet_until
      FROM identity.person
     WHERE (:q::text IS NULL OR name ILIKE :q OR email ILIKE :q OR phone ILIKE :q OR campus_id ILIKE :q)
       AND (:role::text IS NULL OR roles @> ARRAY[:role::text])
       AND (:status::text IS NULL OR status = :status)
     ORDER BY created_at DESC, id DESC
     LIMIT :size OFFSET :skip
    """


@sql
async def count(c: Conn, *, q: str | None, role: str | None, status: str | None) -> int:
    """
    SELECT count(*) FROM identity.person
     WHERE (:q::text IS NULL OR name ILIKE :q OR email ILIKE :q OR phone ILIKE :q OR campus_id ILIKE :q)
       AND (:role::text IS NULL OR roles @> ARRAY[:role::text])
       AND (:status::text IS NULL OR status = :status)
    """


@sql
async def with_role(c: Conn, *, role: str, most: int) -> list[UUID]:
    """
    SELECT id FROM identity.person WHERE roles @> ARRAY[:role::text] AND status = 'active' ORDER BY id LIMIT :most
    """


@sql
async def secret(c: Conn, *, id: UUID) -> Secret | None:
    """
    SELECT id, name, email, phone, campus_id, password_hash, status FROM identity.person WHERE id = :id
    """


@sql
async def secret_by_email(c: Conn, *, email: str) -> Secret | None:
    """
    SELECT id, name, email, phone, campus_id, password_hash, status FROM identity.person WHERE email = :email
    """


@sql
async def secret_by_phone(c: Conn, *, phone: str) -> Secret | None:
    """
    SELECT id, name, email, phone, campus_id, password_hash, status FROM identity.person WHERE phone = :phone
    """


@sql
async def secret_by_campus_id(c: Conn, *, campus_id: str) -> Secret | None:
    """
    SELECT id, name, email, phone, campus_id, password_hash, status
      FROM identity.person WHERE lower(campus_id) = lower(:campus_id)
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
async def set_profile(
    c: Conn,
    *,
    id: UUID,
    name: str,
    email: str | None,
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
           wants_email = :wants_email, quiet_from = :quiet_from, quiet_until = :quiet_until,
           email_verified_at = CASE WHEN email IS NOT DISTINCT FROM :email THEN email_verified_at END,
           email = :email
     WHERE id = :id
    """


@sql
async def set_avatar(c: Conn, *, id: UUID, avatar_url: str) -> None:
    """
    UPDATE identity.person SET avatar_url = :avatar_url WHERE id = :id AND status <> 'erased'
    """


@sql
async def set_standing(c: Conn, *, id: UUID, name: str, roles: list[str], status: str) -> None:
    """
    UPDATE identity.person SET name = :name, roles = :roles, status = :status WHERE id = :id
    """


@sql
async def erase(c: Conn, *, id: UUID, name: str) -> None:
    """
    UPDATE identity.person
       SET name = :name, email = NULL, phone = NULL, campus_id = NULL, password_hash = NULL, avatar_url = NULL,
           email_verified_at = NULL, roles = '{customer}', status = 'erased', quiet_from = NULL, quiet_until = NULL
     WHERE id = :id
    """


@sql
async def restore_email(c: Conn, *, id: UUID, email: str, at: dt.datetime) -> None:
    """
    UPDATE identity.person SET email = :email, email_verified_at = :at, password_hash = NULL WHERE id = :id
    """


@sql
async def replace_links(c: Conn, *, person_id: UUID, purposes: Sequence[str]) -> None:
    """
    UPDATE identity.link SET replaced = true
     WHERE person_id = :person_id AND purpose = ANY(:purposes) AND used_at IS NULL AND NOT replaced
    """


@sql
async def replace_later_links(c: Conn, *, person_id: UUID, purpose: str, id: UUID) -> None:
    """
    UPDATE identity.link SET replaced = true
     WHERE person_id = :person_id AND purpose = :purpose AND id > :id AND used_at IS NULL AND NOT replaced
    """


@sql
async def add_link(
    c: Conn, *, id: UUID, person_id: UUID, purpose: str, email: str, at: dt.datetime, expires_at: dt.datetime
) -> None:
    """
    INSERT INTO identity.link (id, person_id, purpose, email, created_at, expires_at)
    VALUES (:id, :person_id, :purpose, :email, :at, :expires_at)
    """


@sql
async def link(c: Conn, *, id: UUID) -> LinkRow | None:
    """
    SELECT id, person_id, purpose, email, expires_at, used_at, replaced FROM identity.link WHERE id = :id
    """


@sql
async def links(c: Conn, *, ids: list[UUID]) -> list[LinkRow]:
    """
    SELECT id, person_id, purpose, email, expires_at, used_at, replaced FROM identity.link WHERE id = ANY(:ids::uuid[])
    """


@sql
async def use_link(c: Conn, *, id: UUID, purpose: str, at: dt.datetime) -> LinkRow | None:
    """
    UPDATE identity.link SET used_at = :at
     WHERE id = :id AND purpose = :purpose AND used_at IS NULL AND NOT replaced AND expires_at > :at
    RETURNING id, person_id, purpose, email, expires_at, used_at, replaced
    """


@sql
async def links_since(c: Conn, *, person_id: UUID, purpose: str, since: dt.datetime) -> int:
    """
    SELECT count(*) FROM identity.link
     WHERE person_id = :person_id AND purpose = :purpose AND created_at > :since
    """


@sql
async def forget_links(c: Conn, *, before: dt.datetime) -> None:
    """
    DELETE FROM identity.link WHERE expires_at < :before
    """
