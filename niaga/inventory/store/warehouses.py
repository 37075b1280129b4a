"""Statements of warehouses and of the catalogue's words for what lies in them."""

import datetime as dt
from collections.abc import Sequence
from uuid import UUID

from niaga.kit.db import Conn, sql

from ..types import Impact, Item, Warehouse


@sql
async def get(c: Conn, *, id: UUID) -> Warehouse | None:
    """
    SELECT {columns} FROM inventory.warehouse WHERE id = :id
    """


@sql
async def share(c: Conn, *, id: UUID) -> Warehouse | None:
    """
    SELECT {columns} FROM inventory.warehouse WHERE id = :id FOR SHARE
    """


@sql
async def share_all(c: Conn, *, ids: list[UUID]) -> None:
    """
    SELECT FROM inventory.warehouse WHERE id = ANY(:ids::uuid[]) ORDER BY id FOR SHARE
    """


@sql
async def lock(c: Conn, *, id: UUID) -> Warehouse | None:
    """
    SELECT {columns} FROM inventory.warehouse WHERE id = :id FOR UPDATE
    """


@sql
async def of_shop(c: Conn, *, shop_id: UUID) -> list[Warehouse]:
    """
    SELECT {columns} FROM inventory.warehouse WHERE shop_id = :shop_id ORDER BY priority, id
    """


@sql
async def add(c: Conn, *, warehouses: Sequence[Warehouse]) -> None:
    """
    INSERT INTO inventory.warehouse ({warehouses.columns}) SELECT {warehouses.columns} FROM :warehouses ORDER BY id
    ON CONFLICT DO NOTHING
    """


@sql
async def set(
    c: Conn,
    *,
    id: UUID,
    name: str,
    address: str,
    priority: int,
    active: bool,
    latitude: float | None,
    longitude: float | None,
) -> None:
    """
    UPDATE inventory.warehouse
       SET name = :name, address = :address, priority = :priority, active = :active,
           latitude = :latitude, longitude = :longitude
     WHERE id = :id
    """


@sql
async def forget_places(c: Conn, *, shop_ids: list[UUID]) -> None:
    """
    UPDATE inventory.warehouse SET address = '', latitude = NULL, longitude = NULL
     WHERE shop_id = ANY(:shop_ids::uuid[])
    """


@sql
async def stocked(c: Conn, *, id: UUID) -> list[UUID]:
    """
    SELECT variant_id FROM inventory.stock WHERE warehouse_id = :id ORDER BY variant_id
    """


@sql
async def switch_stock(c: Conn, *, id: UUID, active: bool) -> None:
    """
    UPDATE inventory.stock SET active = :active WHERE warehouse_id = :id
    """


@sql
async def impact(c: Conn, *, id: UUID, shop_id: UUID, now: dt.datetime) -> Impact:
    """
    WITH live AS (
        SELECT hold_id, variant_id, warehouse_id, quantity FROM inventory.hold_line
         WHERE shop_id = :shop_id AND state = 'held' AND expires_at > :now
    ), here AS (
        SELECT s.variant_id, s.on_hand,
               s.active AND s.on_hand > coalesce((SELECT sum(quantity) FROM live l
                                                   WHERE l.variant_id = s.variant_id AND l.warehouse_id = :id), 0)
                   AS sells
          FROM inventory.stock s WHERE s.warehouse_id = :id
    )
    SELECT :id::uuid AS warehouse_id,
           coalesce((SELECT sum(on_hand) FROM here), 0)::integer AS units_on_hand,
           coalesce((SELECT sum(quantity) FROM live WHERE warehouse_id = :id), 0)::integer AS units_held,
           (SELECT count(DISTINCT hold_id) FROM live WHERE warehouse_id = :id)::integer AS open_holds,
           (SELECT count(*) FROM here WHERE on_hand > 0)::integer AS variants,
           (SELECT count(*) FROM here h
             WHERE h.sells AND NOT EXISTS (
                   SELECT FROM inventory.stock o
                    WHERE o.shop_id = :shop_id AND o.variant_id = h.variant_id AND o.warehouse_id <> :id AND o.active
                      AND o.on_hand > coalesce((SELECT sum(quantity) FROM live l
                                                 WHERE l.variant_id = o.variant_id
                                                   AND l.warehouse_id = o.warehouse_id), 0)))::integer
               AS variants_sold_out,
           NOT EXISTS (SELECT FROM inventory.warehouse w
                        WHERE w.shop_id = :shop_id AND w.id <> :id AND w.active) AS last_active
    """


@sql
async def register(c: Conn, *, items: Sequence[Item]) -> None:
    """
    INSERT INTO inventory.item ({items.columns}) SELECT {items.columns} FROM :items ORDER BY variant_id
    ON CONFLICT (variant_id) DO UPDATE
       SET sku = excluded.sku, name = excluded.name, owner_shop_id = excluded.owner_shop_id,
           image_url = excluded.image_url
     WHERE (item.sku, item.name, item.owner_shop_id, item.image_url)
           IS DISTINCT FROM (excluded.sku, excluded.name, excluded.owner_shop_id, excluded.image_url)
    """


@sql
async def unknown(c: Conn, *, variant_ids: list[UUID]) -> list[UUID]:
    """
    SELECT v.id FROM unnest(:variant_ids::uuid[]) AS v (id)
     WHERE NOT EXISTS (SELECT FROM inventory.item i WHERE i.variant_id = v.id)
    """
