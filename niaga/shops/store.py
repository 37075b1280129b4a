"""Every SQL statement of shops."""

import datetime as dt
from typing import Any
from uuid import UUID

from msgspec import Struct

from niaga.kit.db import Conn, sql

from .types import Member, Shop, StaffRole


class Place(Struct, frozen=True):
    """A shop that was found."""

    id: UUID
    distance_m: int | None


@sql
async def by_ids(c: Conn, *, ids: list[UUID]) -> list[Shop]:
    """
    SELECT {columns} FROM shops.shop WHERE id = ANY(:ids)
    """


@sql
async def by_slug(c: Conn, *, slug: str) -> Shop | None:
    """
    SELECT {columns} FROM shops.shop WHERE slug = :slug
    """


@sql
async def lock(c: Conn, *, id: UUID) -> Shop | None:
    """
    SELECT {columns} FROM shops.shop WHERE id = :id FOR UPDATE
    """


@sql
async def of_person(c: Conn, *, user_id: UUID) -> list[Shop]:
    """
    SELECT {columns} FROM shops.shop WHERE id IN (SELECT shop_id FROM shops.member WHERE user_id = :user_id)
     ORDER BY created_at, id
    """


@sql
async def count_owned(c: Conn, *, owner_id: UUID) -> int:
    """
    SELECT count(*) FROM shops.shop WHERE owner_id = :owner_id
    """


@sql
async def find(
    c: Conn,
    *,
    q: str,
    kind: str | None,
    statuses: list[str],
    member_id: UUID | None,
    open_now: bool | None,
    open_ids: list[UUID],
    latitude: float | None,
    longitude: float | None,
    skip: int,
    most: int,
) -> list[Place]:
    """
    SELECT id, distance_m::bigint FROM (
        SELECT id, created_at, name,
               CASE WHEN latitude + longitude + :latitude::float8 + :longitude::float8 IS NOT NULL THEN
               12742000 * asin(least(1, sqrt(
                   power(sin(radians(latitude - :latitude::float8) / 2), 2)
                   + cos(radians(latitude)) * cos(radians(:latitude::float8))
                   * power(sin(radians(longitude - :longitude::float8) / 2), 2)))) END AS distance_m
          FROM shops.shop
         WHERE status = ANY(:statuses)
           AND (:kind::text IS NULL OR kind = :kind)
           AND (:q = '' OR strpos(kit.fold(name), kit.fold(:q::text)) > 0 OR strpos(kit.fold(city), kit.fold(:q)) > 0
                OR strpos(kit.fold(description), kit.fold(:q)) > 0)
           AND (:member_id::uuid IS NULL
                OR id IN (SELECT shop_id FROM shops.member WHERE user_id = :member_id))
           AND (:open_now::boolean IS NULL OR (id = ANY(:open_ids)) = :open_now)
    ) AS found
    ORDER BY distance_m NULLS LAST, CASE WHEN :statuses::text[] = '{pending}' THEN created_at END,
             name, created_at, id OFFSET :skip LIMIT :most
    """


@sql
async def count(
    c: Conn,
    *,
    q: str,
    kind: str | None,
    statuses: list[str],
    member_id: UUID | None,
    open_now: bool | None,
    open_ids: list[UUID],
) -> int:
    """
    SELECT count(*) FROM shops.shop
     WHERE status = ANY(:statuses)
       AND (:kind::text IS NULL OR kind = :kind)
       AND (:q = '' OR strpos(kit.fold(name), kit.fold(:q::text)) > 0 OR strpos(kit.fold(city), kit.fold(:q)) > 0
                OR strpos(kit.fold(description), kit.fold(:q)) > 0)
       AND (:member_id::uuid IS NULL OR id IN (SELECT shop_id FROM shops.member WHERE user_id = :member_id))
       AND (:open_now::boolean IS NULL OR (id = ANY(:open_ids)) = :open_now)
    """


@sql
async def zones(c: Conn) -> list[str]:
    """
    SELECT DISTINCT timezone FROM shops.shop WHERE status = 'approved'
    """


@sql
async def open_now(c: Conn, *, zones: list[str], clocks: list[dt.datetime]) -> list[UUID]:
    """
    WITH here AS (
        SELECT zone, clock FROM unnest(:zones::text[], :clocks::timestamp[]) AS z (zone, clock)
    ), day AS (
        SELECT zone, clock, clock::date + ahead AS day, jsonb_build_array(
                   jsonb_build_object('day', to_char(clock::date + ahead, 'YYYY-MM-DD'))) AS as_holiday, ahead
          FROM here, (VALUES (0), (-1)) AS d (ahead)
    )
    SELECT s.id FROM shops.shop AS s
     WHERE s.status = 'approved' AND EXISTS (
        SELECT FROM day
         WHERE day.zone = s.timezone AND NOT s.holidays @> day.as_holiday
           AND CASE WHEN s.opening_hours = '[]' THEN ahead = 0 ELSE EXISTS (
                SELECT FROM jsonb_to_recordset(s.opening_hours) AS h (weekday int, opens time, closes time)
                 WHERE h.weekday = extract(isodow FROM day.day) AND clock >= day.day + h.opens
                   AND clock < day.day + h.closes + CASE WHEN h.closes <= h.opens THEN interval '1 day'
                                                         ELSE interval '0' END) END)
    """


@sql
async def add(
    c: Conn,
    *,
    id: UUID,
    slug: str,
    name: str,
    description: str,
    kind: str,
    owner_id: UUID,
    timezone: str,
    phone: str | None,
    address: str | None,
    city: str | None,
    province: str | None,
    latitude: float | None,
    longitude: float | None,
    now: dt.datetime,
) -> bool | None:
    """
    INSERT INTO shops.shop (id, slug, name, description, kind, status, owner_id, timezone, phone, address, city,
                            province, latitude, longitude, created_at)
    VALUES (:id, :slug, :name, :description, :kind, 'pending', :owner_id, :timezone, :phone, :address, :city,
            :province, :latitude, :longitude, :now)
    ON CONFLICT DO NOTHING
    RETURNING true
    """


@sql
async def add_member(c: Conn, *, shop_id: UUID, user_id: UUID, role: str) -> None:
    """
    INSERT INTO shops.member (shop_id, user_id, role) VALUES (:shop_id, :user_id, :role) ON CONFLICT DO NOTHING
    """


@sql
async def set_status(c: Conn, *, id: UUID, status: str, reason: str | None, reason_code: str | None) -> None:
    """
    UPDATE shops.shop
       SET status = :status, reason = :reason, reason_code = :reason_code, version = version + 1
     WHERE id = :id
    """


@sql
async def write(
    c: Conn,
    *,
    id: UUID,
    name: str,
    description: str,
    kind: str,
    timezone: str,
    phone: str | None,
    address: str | None,
    city: str | None,
    province: str | None,
    latitude: float | None,
    longitude: float | None,
    logo_url: str | None,
    banner_url: str | None,
    opening_hours: Any,
    holidays: Any,
    pickup_points: Any,
    delivers: bool,
    delivery_fee: int,
    tax_bps: int,
    commission_bps: int,
    low_stock_at: int,
) -> None:
    """
    UPDATE shops.shop
       SET name = :name, description = :description, kind = :kind, timezone = :timezone, phone = :phone,
           address = :address, city = :city, province = :province, latitude = :latitude, longitude = :longitude,
           logo_url = :logo_url, banner_url = :banner_url, opening_hours = :opening_hours, holidays = :holidays,
           pickup_points = :pickup_points, delivers = :delivers, delivery_fee = :delivery_fee, tax_bps = :tax_bps,
           commission_bps = :commission_bps, low_stock_at = :low_stock_at, version = version + 1
     WHERE id = :id
    """


@sql
async def role_in(c: Conn, *, shop_id: UUID, user_id: UUID) -> StaffRole | None:
    """
    SELECT role FROM shops.member WHERE shop_id = :shop_id AND user_id = :user_id
    """


@sql
async def members(c: Conn, *, shop_ids: list[UUID]) -> list[Member]:
    """
    SELECT shop_id, user_id, role FROM shops.member WHERE shop_id = ANY(:shop_ids) ORDER BY shop_id, user_id
    """


@sql
async def kept_by(c: Conn, *, user_id: UUID) -> list[UUID]:
    """
    SELECT shop_id FROM shops.member WHERE user_id = :user_id AND role IN ('owner', 'manager') ORDER BY shop_id
    """


@sql
async def selling(c: Conn) -> list[UUID]:
    """
    SELECT id FROM shops.shop WHERE status = 'approved' ORDER BY id
    """


@sql
async def drop_contacts(c: Conn, *, ids: list[UUID], owner_id: UUID) -> list[UUID]:
    """
    UPDATE shops.shop
       SET phone = NULL, address = NULL, latitude = NULL, longitude = NULL, pickup_points = '[]', version = version + 1
     WHERE id = ANY(:ids::uuid[]) AND owner_id = :owner_id
       AND (phone IS NOT NULL OR address IS NOT NULL OR latitude IS NOT NULL OR pickup_points <> '[]')
    RETURNING id
    """


@sql
async def seed(c: Conn, *, shops: Any, now: dt.datetime) -> list[UUID]:
    """
    INSERT INTO shops.shop (id, slug, name, description, kind, status, reason, owner_id, timezone, phone, address, city,
                            province, latitude, longitude, logo_url, banner_url, opening_hours, holidays,
                            pickup_points, delivers, delivery_fee, tax_bps, commission_bps, low_stock_at, created_at)
    SELECT id, slug, name, description, kind, status, reason, owner_id, timezone, phone, address, city,
           province, latitude, longitude, logo_url, banner_url, opening_hours, holidays,
           pickup_points, delivers, delivery_fee, tax_bps, commission_bps, low_stock_at, :now
      FROM jsonb_to_recordset(:shops::jsonb) AS s (
           id uuid, slug text, name text, description text, kind text, status text, reason text, owner_id uuid,
           timezone text, phone text, address text, city text, province text, latitude float8, longitude float8,
           logo_url text, banner_url text, opening_hours jsonb, holidays jsonb, pickup_points jsonb, delivers boolean,
           delivery_fee bigint, tax_bps integer, commission_bps integer, low_stock_at integer)
    ON CONFLICT DO NOTHING
    RETURNING id
    """


@sql
async def seed_owners(c: Conn, *, shop_ids: list[UUID]) -> None:
    """
    INSERT INTO shops.member (shop_id, user_id, role)
    SELECT id, owner_id, 'owner' FROM shops.shop WHERE id = ANY(:shop_ids)
    ON CONFLICT DO NOTHING
    """
