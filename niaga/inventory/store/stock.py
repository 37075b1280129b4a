"""Statements of stock, its low marks and its ledger."""

import datetime as dt
from collections.abc import Sequence
from uuid import UUID

from niaga.kit.db import Conn, sql

from ..rows import LedgerLine, Locked, MovementRow, ReceiptRow, StockChange, StockFound
from ..types import Available, Level, Place, StockSort


@sql
async def lock(c: Conn, *, shop_ids: list[UUID], variant_ids: list[UUID]) -> list[Locked]:
    """
    SELECT s.shop_id, s.variant_id, s.warehouse_id, s.on_hand, s.held, s.active, w.priority, f.low_at, f.armed,
           s.version
      FROM (SELECT DISTINCT shop_id, variant_id
              FROM unnest(:shop_ids::uuid[], :variant_ids::uuid[]) AS q (shop_id, variant_id)) AS p
      JOIN inventory.stock s USING (shop_id, variant_id)
      JOIN inventory.warehouse w ON w.id = s.warehouse_id
      JOIN inventory.shelf f ON f.shop_id = s.shop_id AND f.variant_id = s.variant_id
     ORDER BY s.shop_id, s.variant_id, s.warehouse_id
       FOR UPDATE OF s
    """


@sql
async def available(c: Conn, *, shop_ids: list[UUID], variant_ids: list[UUID], now: dt.datetime) -> list[Available]:
    """
    SELECT p.shop_id, p.variant_id, coalesce((
               SELECT sum(s.on_hand - s.held + (
                          SELECT coalesce(sum(l.quantity), 0) FROM inventory.hold_line l
                           WHERE l.shop_id = s.shop_id AND l.variant_id = s.variant_id
                             AND l.warehouse_id = s.warehouse_id AND l.state = 'held' AND l.expires_at <= :now))
                 FROM inventory.stock s
                WHERE s.shop_id = p.shop_id AND s.variant_id = p.variant_id AND s.active), 0)::integer AS available
      FROM unnest(:shop_ids::uuid[], :variant_ids::uuid[]) WITH ORDINALITY AS p (shop_id, variant_id, n)
     ORDER BY p.n
    """


@sql
async def levels(c: Conn, *, shop_ids: list[UUID], variant_ids: list[UUID], now: dt.datetime) -> list[Level]:
    """
    SELECT p.shop_id, p.variant_id, n.available, coalesce(f.offered AND n.available < f.low_at, false) AS low
      FROM unnest(:shop_ids::uuid[], :variant_ids::uuid[]) AS p (shop_id, variant_id)
      LEFT JOIN inventory.shelf f ON f.shop_id = p.shop_id AND f.variant_id = p.variant_id
     CROSS JOIN LATERAL (
           SELECT coalesce(sum(s.on_hand - s.held + (
                      SELECT coalesce(sum(l.quantity), 0) FROM inventory.hold_line l
                       WHERE l.shop_id = s.shop_id AND l.variant_id = s.variant_id
                         AND l.warehouse_id = s.warehouse_id
                         AND l.state = 'held' AND l.expires_at <= :now)), 0)::integer AS available
             FROM inventory.stock s
            WHERE s.shop_id = p.shop_id AND s.variant_id = p.variant_id AND s.active) AS n
    """


@sql
async def open_rows(
    c: Conn,
    *,
    shop_id: UUID,
    warehouse_id: UUID,
    active: bool,
    variant_ids: list[UUID],
    low_at: int | None,
    now: dt.datetime,
) -> None:
    """
    WITH known AS (
        SELECT variant_id, coalesce(:low_at::integer, low_at) AS low_at FROM inventory.item AS i
         WHERE variant_id = ANY(:variant_ids::uuid[])
           AND (coalesce(owner_shop_id, :shop_id) = :shop_id
                OR EXISTS (SELECT FROM inventory.shelf f WHERE f.shop_id = :shop_id AND f.variant_id = i.variant_id))
    ), shelves AS (
        INSERT INTO inventory.shelf (shop_id, variant_id, low_at)
        SELECT :shop_id, variant_id, low_at FROM known ORDER BY variant_id
        ON CONFLICT DO NOTHING
    )
    INSERT INTO inventory.stock (shop_id, variant_id, warehouse_id, active, updated_at)
    SELECT :shop_id, variant_id, :warehouse_id, :active, :now FROM known ORDER BY variant_id
    ON CONFLICT DO NOTHING
    """


@sql
async def open_places(
    c: Conn,
    *,
    shop_ids: list[UUID],
    variant_ids: list[UUID],
    warehouse_ids: list[UUID],
    low_ats: list[int | None],
    now: dt.datetime,
) -> None:
    """
    WITH known AS (
        SELECT p.shop_id, p.variant_id, p.warehouse_id, coalesce(p.low_at, i.low_at) AS low_at
          FROM unnest(:shop_ids::uuid[], :variant_ids::uuid[], :warehouse_ids::uuid[], :low_ats::integer[])
               AS p (shop_id, variant_id, warehouse_id, low_at)
          JOIN inventory.item i USING (variant_id)
    ), shelves AS (
        INSERT INTO inventory.shelf AS f (shop_id, variant_id, low_at)
        SELECT shop_id, variant_id, low_at FROM known ORDER BY shop_id, variant_id
        ON CONFLICT (shop_id, variant_id) DO UPDATE SET offered = true WHERE NOT f.offered
    )
    INSERT INTO inventory.stock (shop_id, variant_id, warehouse_id, active, updated_at)
    SELECT k.shop_id, k.variant_id, k.warehouse_id, w.active, :now
      FROM known k JOIN inventory.warehouse w ON w.id = k.warehouse_id
     WHERE NOT EXISTS (SELECT FROM inventory.stock s WHERE s.shop_id = k.shop_id AND s.variant_id = k.variant_id)
     ORDER BY k.shop_id, k.variant_id
    ON CONFLICT DO NOTHING
    """


@sql
async def close_places(c: Conn, *, shop_ids: list[UUID], variant_ids: list[UUID]) -> None:
    """
    WITH closed AS (
        SELECT f.shop_id, f.variant_id FROM inventory.shelf f
          JOIN unnest(:shop_ids::uuid[], :variant_ids::uuid[]) AS p (shop_id, variant_id) USING (shop_id, variant_id)
         WHERE f.offered
         ORDER BY f.shop_id, f.variant_id FOR UPDATE OF f
    )
    UPDATE inventory.shelf f SET offered = false, armed = false
      FROM closed WHERE f.shop_id = closed.shop_id AND f.variant_id = closed.variant_id
    """


@sql
async def count(c: Conn, *, changes: Sequence[StockChange], now: dt.datetime) -> None:
    """
    UPDATE inventory.stock s
       SET on_hand = s.on_hand + t.on_hand, held = s.held + t.held,
           version = s.version + (t.on_hand <> 0)::integer,
           updated_at = CASE WHEN t.on_hand <> 0 THEN :now ELSE s.updated_at END
      FROM :changes AS t
     WHERE (s.shop_id, s.variant_id, s.warehouse_id) = (t.shop_id, t.variant_id, t.warehouse_id)
    """


@sql
async def write_down(c: Conn, *, movements: Sequence[MovementRow], now: dt.datetime) -> None:
    """
    INSERT INTO inventory.movement ({movements.columns}, at) SELECT {movements.columns}, :now FROM :movements
    """


@sql
async def arm(c: Conn, *, shop_ids: list[UUID], variant_ids: list[UUID], armed: bool) -> list[Place]:
    """
    UPDATE inventory.shelf f SET armed = :armed
      FROM unnest(:shop_ids::uuid[], :variant_ids::uuid[]) AS p (shop_id, variant_id)
     WHERE f.shop_id = p.shop_id AND f.variant_id = p.variant_id AND f.armed <> :armed
    RETURNING f.shop_id, f.variant_id
    """


@sql
async def set_low_mark(c: Conn, *, shop_id: UUID, variant_id: UUID, low_at: int) -> bool | None:
    """
    UPDATE inventory.shelf SET low_at = :low_at WHERE shop_id = :shop_id AND variant_id = :variant_id
    RETURNING true
    """


@sql
async def add_receipt(
    c: Conn,
    *,
    id: UUID,
    warehouse_id: UUID,
    shop_id: UUID,
    variant_ids: list[UUID],
    quantities: list[int],
    note: str,
    actor: UUID | None,
    now: dt.datetime,
) -> bool | None:
    """
    INSERT INTO inventory.receipt (id, warehouse_id, shop_id, variant_ids, quantities, note, actor, at)
    VALUES (:id, :warehouse_id, :shop_id, :variant_ids::uuid[], :quantities::integer[], :note, :actor, :now)
    ON CONFLICT DO NOTHING
    RETURNING true
    """


@sql
async def receipt(c: Conn, *, id: UUID) -> ReceiptRow:
    """
    SELECT {columns} FROM inventory.receipt WHERE id = :id
    """


@sql
async def edited(c: Conn, *, shop_id: UUID, warehouse_id: UUID, variant_id: UUID, id: UUID) -> bool | None:
    """
    SELECT (warehouse_id, variant_id) = (:warehouse_id::uuid, :variant_id::uuid)
      FROM inventory.movement WHERE shop_id = :shop_id AND id = :id
    """


@sql
async def rows(
    c: Conn,
    *,
    shop_id: UUID,
    q: str,
    low: bool | None,
    warehouse_id: UUID | None,
    variant_id: UUID | None,
    sort: StockSort,
    now: dt.datetime,
    skip: int,
    most: int,
) -> list[StockFound]:
    """
    WITH counted AS (
        SELECT s.variant_id, s.warehouse_id, s.on_hand, s.active, s.version, s.updated_at,
               s.held - coalesce((SELECT sum(l.quantity) FROM inventory.hold_line l
                                   WHERE l.shop_id = s.shop_id AND l.variant_id = s.variant_id
                                     AND l.warehouse_id = s.warehouse_id
                                     AND l.state = 'held' AND l.expires_at <= :now), 0)::integer AS held
          FROM inventory.stock s
         WHERE s.shop_id = :shop_id AND (:variant_id::uuid IS NULL OR s.variant_id = :variant_id)
    ), summed AS (
        SELECT n.*, f.low_at, f.offered,
               sum((n.on_hand - n.held) * n.active::integer) OVER (PARTITION BY n.variant_id) AS left_in_all
          FROM counted n JOIN inventory.shelf f ON f.shop_id = :shop_id AND f.variant_id = n.variant_id
    ), judged AS (
        SELECT s.*, s.offered AND s.left_in_all < s.low_at AS low, s.offered AND s.left_in_all <= 0 AS out FROM summed s
    )
    SELECT j.variant_id, i.sku, i.name, j.warehouse_id, w.name AS warehouse_name, i.image_url, j.on_hand, j.held,
           (j.on_hand - j.held) * j.active::integer AS available, j.low, j.out, j.low_at, j.version, j.updated_at,
           count(*) OVER () AS total
      FROM judged j
      JOIN inventory.item i USING (variant_id)
      JOIN inventory.warehouse w ON w.id = j.warehouse_id
     WHERE (j.offered OR j.on_hand > 0 OR :variant_id::uuid IS NOT NULL)
       AND (:q = '' OR strpos(kit.fold(i.name), kit.fold(:q::text)) > 0
            OR starts_with(kit.fold(i.sku), kit.fold(:q)))
       AND (:low::boolean IS NULL OR j.low = :low)
       AND (:warehouse_id::uuid IS NULL OR j.warehouse_id = :warehouse_id)
     ORDER BY CASE WHEN :sort::text = 'name' THEN 0 WHEN j.out THEN 1 WHEN j.low THEN 2 ELSE 3 END,
              i.name, i.sku, j.variant_id, w.priority, w.id
    OFFSET :skip LIMIT :most
    """


@sql
async def movements(
    c: Conn, *, shop_id: UUID, variant_id: UUID | None, after: UUID | None, most: int
) -> list[LedgerLine]:
    """
    SELECT m.id, m.at, m.warehouse_id, m.variant_id, coalesce(i.sku, '') AS sku, coalesce(i.name, '') AS name,
           m.change, m.reason, m.note, m.reference, m.actor
      FROM inventory.movement m LEFT JOIN inventory.item i USING (variant_id)
     WHERE m.shop_id = :shop_id
       AND (:variant_id::uuid IS NULL OR m.variant_id = :variant_id)
       AND (:after::uuid IS NULL OR (m.at, m.id) < (
               SELECT l.at, l.id FROM inventory.movement l WHERE l.shop_id = :shop_id AND l.id = :after))
     ORDER BY m.at DESC, m.id DESC
     LIMIT :most
    """
