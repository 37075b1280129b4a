"""Addresses. One of each person's is the default, which a partial unique index says again."""

from typing import Any
from uuid import UUID

from niaga.kit.db import Conn, sql

from ..types import Address


@sql
async def add_many(c: Conn, *, addresses: list[dict[str, Any]]) -> None:
    """
    INSERT INTO identity.address (id, person_id, label, recipient, phone, line, province, regency, district, village,
                                  postal_code, latitude, longitude, note, is_default, created_at)
    SELECT id, person_id, label, recipient, phone, line, province, regency, district, village, postal_code, latitude,
           longitude, note, is_default, created_at
      FROM jsonb_to_recordset(:addresses::jsonb)
           AS a (id uuid, person_id uuid, label text, recipient text, phone text, line text, province text,
                 regency text, district text, village text, postal_code text, latitude double precision,
                 longitude double precision, note text, is_default boolean, created_at timestamptz)
    ON CONFLICT DO NOTHING
    """


@sql
async def change(
    c: Conn,
    *,
    id: UUID,
    label: str,
    recipient: str,
    phone: str,
    line: str,
    province: str,
    regency: str,
    district: str,
    village: str,
    postal_code: str,
    latitude: float | None,
    longitude: float | None,
    note: str,
    is_default: bool,
) -> None:
    """
    UPDATE identity.address
       SET label = :label, recipient = :recipient, phone = :phone, line = :line, province = :province,
           regency = :regency, district = :district, village = :village, postal_code = :postal_code,
           latitude = :latitude, longitude = :longitude, note = :note, is_default = :is_default
     WHERE id = :id
    """


@sql
async def of_person(c: Conn, *, person_id: UUID) -> list[Address]:
    """
    SELECT {columns} FROM identity.address WHERE person_id = :person_id
     ORDER BY is_default DESC, created_at DESC, id DESC
    """


@sql
async def one(c: Conn, *, person_id: UUID, id: UUID) -> Address | None:
    """
    SELECT {columns} FROM identity.address WHERE person_id = :person_id AND id = :id
    """


@sql
async def clear_default(c: Conn, *, person_id: UUID) -> None:
    """
    UPDATE identity.address SET is_default = false WHERE person_id = :person_id AND is_default
    """


@sql
async def make_newest_default(c: Conn, *, person_id: UUID) -> None:
    """
    UPDATE identity.address SET is_default = true
     WHERE id = (SELECT id FROM identity.address WHERE person_id = :person_id ORDER BY created_at DESC, id DESC LIMIT 1)
    """


@sql
async def remove(c: Conn, *, person_id: UUID, id: UUID) -> bool | None:
    """
    DELETE FROM identity.address WHERE person_id = :person_id AND id = :id RETURNING is_default
    """


@sql
async def remove_all(c: Conn, *, person_id: UUID) -> None:
    """
    DELETE FROM identity.address WHERE person_id = :person_id
    """
