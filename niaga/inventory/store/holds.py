"""Statements of holds: all of them for many holds at once."""

import datetime as dt
from collections.abc import Sequence
from uuid import UUID

from niaga.kit.db import Conn, sql

from ..rows import (
    Freed,
    HeadRow,
    HoldHead,
    Holding,
    HoldLineRow,
    Line,
    LockedOfHolds,
    MovementRow,
    StateRow,
    StockChange,
)
from ..types import OwnHold, Place


@sql
async def lock_heads(c: Conn, *, ids: list[UUID]) -> list[HoldHead]:
    """
    SELECT id, expires_at FROM inventory.hold WHERE id = ANY(:ids::uuid[]) ORDER BY id FOR UPDATE
    """


@sql
async def heads(c: Conn, *, ids: list[UUID]) -> list[HoldHead]:
    """
    SELECT id, expires_at FROM inventory.hold WHERE id = ANY(:ids::uuid[])
    """


@sql
async def lock_owners(c: Conn, *, owners: list[UUID]) -> None:
    """
    SELECT pg_advisory_xact_lock(key)
      FROM (SELECT DISTINCT hashtextextended(owner::text, 0) AS key FROM unnest(:owners::uuid[]) AS o (owner)
             ORDER BY 1) AS keys
    """


@sql
async def holding(c: Conn, *, owners: list[UUID], now: dt.datetime) -> list[Holding]:
    """
    SELECT h.owner, h.id, sum(l.quantity)::integer AS units
      FROM inventory.hold h JOIN inventory.hold_line l ON l.hold_id = h.id
     WHERE h.owner = ANY(:owners::uuid[]) AND h.expires_at > :now AND l.state = 'held' AND l.expires_at > :now
     GROUP BY h.owner, h.id
    """


@sql
async def own(
    c: Conn, *, owner: UUID, shop_ids: list[UUID], variant_ids: list[UUID], now: dt.datetime
) -> list[OwnHold]:
    """
    SELECT h.id, l.shop_id, l.variant_id, sum(l.quantity)::integer AS quantity, h.made_at
      FROM inventory.hold h JOIN inventory.hold_line l ON l.hold_id = h.id
      JOIN unnest(:shop_ids::uuid[], :variant_ids::uuid[]) AS p (shop_id, variant_id)
           ON p.shop_id = l.shop_id AND p.variant_id = l.variant_id
      JOIN inventory.stock s
           ON s.shop_id = l.shop_id AND s.variant_id = l.variant_id AND s.warehouse_id = l.warehouse_id AND s.active
     WHERE h.owner = :owner AND h.expires_at > :now AND l.state = 'held' AND l.expires_at > :now
     GROUP BY h.id, l.shop_id, l.variant_id
     ORDER BY h.made_at, h.id
    """


@sql
async def lines_of(c: Conn, *, ids: list[UUID]) -> list[Line]:
    """
    SELECT {columns} FROM inventory.hold_line
     WHERE hold_id = ANY(:ids::uuid[])
     ORDER BY hold_id, shop_id, variant_id, warehouse_id
    """


@sql
async def lock_holds_and_stock(c: Conn, *, ids: list[UUID]) -> list[LockedOfHolds]:
    """
    WITH heads AS MATERIALIZED (
        SELECT id FROM inventory.hold WHERE id = ANY(:ids::uuid[]) ORDER BY id FOR UPDATE
    )
    SELECT s.shop_id, s.variant_id, s.warehouse_id, s.on_hand, s.held, s.active, w.priority, f.low_at, f.armed,
           s.version, p.holds
      FROM (SELECT shop_id, variant_id, array_agg(DISTINCT hold_id) AS holds
              FROM inventory.hold_line WHERE hold_id IN (SELECT id FROM heads) GROUP BY 1, 2) AS p
      JOIN inventory.stock s USING (shop_id, variant_id)
      JOIN inventory.warehouse w ON w.id = s.warehouse_id
      JOIN inventory.shelf f ON f.shop_id = s.shop_id AND f.variant_id = s.variant_id
     ORDER BY s.shop_id, s.variant_id, s.warehouse_id
       FOR UPDATE OF s
    """


@sql
async def lapse(
    c: Conn, *, shop_ids: list[UUID], variant_ids: list[UUID], keep: list[UUID], now: dt.datetime
) -> list[Freed]:
    """
    WITH gone AS (
        UPDATE inventory.hold_line l SET state = 'lapsed'
          FROM unnest(:shop_ids::uuid[], :variant_ids::uuid[]) AS p (shop_id, variant_id)
         WHERE l.shop_id = p.shop_id AND l.variant_id = p.variant_id
           AND l.state = 'held' AND l.expires_at <= :now AND l.hold_id <> ALL(:keep::uuid[])
        RETURNING l.shop_id, l.variant_id, l.warehouse_id, l.quantity
    ), freed AS (
        SELECT shop_id, variant_id, warehouse_id, sum(quantity)::integer AS quantity FROM gone GROUP BY 1, 2, 3
    )
    UPDATE inventory.stock s SET held = s.held - f.quantity
      FROM freed f
     WHERE (s.shop_id, s.variant_id, s.warehouse_id) = (f.shop_id, f.variant_id, f.warehouse_id)
    RETURNING s.shop_id, s.variant_id, s.warehouse_id, f.quantity
    """


@sql
async def write(
    c: Conn,
    *,
    heads: Sequence[HeadRow],
    lines: Sequence[HoldLineRow],
    taken: Sequence[StockChange],
    now: dt.datetime,
) -> None:
    """
    WITH made AS (
        INSERT INTO inventory.hold ({heads.columns}, made_at) SELECT {heads.columns}, :now FROM :heads ORDER BY id
    ), lines AS (
        INSERT INTO inventory.hold_line ({lines.columns}, state)
        SELECT {lines.columns}, 'held' FROM :lines
        ON CONFLICT (hold_id, shop_id, variant_id, warehouse_id) DO UPDATE
           SET quantity = hold_line.quantity + excluded.quantity, expires_at = excluded.expires_at
    )
    UPDATE inventory.stock s SET held = s.held + t.held
      FROM :taken AS t
     WHERE (s.shop_id, s.variant_id, s.warehouse_id) = (t.shop_id, t.variant_id, t.warehouse_id)
    """


@sql
async def bury(c: Conn, *, ids: list[UUID], shop_ids: list[UUID]) -> None:
    """
    DELETE FROM inventory.hold_line l USING unnest(:ids::uuid[], :shop_ids::uuid[]) AS p (id, shop_id)
     WHERE l.hold_id = p.id AND l.shop_id = p.shop_id AND l.state IN ('released', 'lapsed')
    """


@sql
async def renew(c: Conn, *, ids: list[UUID], expire: list[dt.datetime]) -> list[UUID]:
    """
    WITH later AS (
        SELECT id, expires_at FROM unnest(:ids::uuid[], :expire::timestamptz[]) AS l (id, expires_at)
    ), heads AS (
        UPDATE inventory.hold h SET expires_at = greatest(h.expires_at, later.expires_at)
          FROM later WHERE h.id = later.id
    )
    UPDATE inventory.hold_line l SET expires_at = greatest(l.expires_at, later.expires_at)
      FROM later
     WHERE l.hold_id = later.id AND l.state = 'held'
    RETURNING l.hold_id
    """


@sql
async def turn(
    c: Conn,
    *,
    states: Sequence[StateRow],
    stock: Sequence[StockChange],
    movements: Sequence[MovementRow],
    now: dt.datetime,
) -> None:
    """
    WITH lines AS (
        UPDATE inventory.hold_line l SET state = t.state
          FROM :states AS t
         WHERE (l.hold_id, l.shop_id, l.variant_id, l.warehouse_id)
               = (t.hold_id, t.shop_id, t.variant_id, t.warehouse_id)
    ), counted AS (
        UPDATE inventory.stock s
           SET on_hand = s.on_hand + t.on_hand, held = s.held + t.held,
               version = s.version + (t.on_hand <> 0)::integer,
               updated_at = CASE WHEN t.on_hand <> 0 THEN :now::timestamptz ELSE s.updated_at END
          FROM :stock AS t
         WHERE (s.shop_id, s.variant_id, s.warehouse_id) = (t.shop_id, t.variant_id, t.warehouse_id)
    )
    INSERT INTO inventory.movement ({movements.columns}, at)
    SELECT {movements.columns}, :now::timestamptz FROM :movements
    """


@sql
async def expired_places(c: Conn, *, now: dt.datetime, most: int) -> list[Place]:
    """
    SELECT DISTINCT shop_id, variant_id FROM inventory.hold_line WHERE state = 'held' AND expires_at <= :now
     ORDER BY shop_id, variant_id LIMIT :most
    """
