"""Statements that compare what is kept twice, each answering what disagrees; and those that put the copy right."""

import datetime as dt
from uuid import UUID

import msgspec

from niaga.kit.db import Conn, sql
from niaga.kit.verify import Finding


@sql
async def balances(c: Conn, *, most: int) -> list[Finding]:
    """
    SELECT 'inventory' AS module, 'on_hand_is_the_sum_of_its_ledger' AS rule,
           concat_ws('/', shop_id, variant_id, warehouse_id) AS subject,
           format('on hand %s, ledger %s', coalesce(s.on_hand, 0), coalesce(m.change, 0)) AS detail
      FROM inventory.stock s
      FULL JOIN (SELECT shop_id, variant_id, warehouse_id, sum(change) AS change
                   FROM inventory.movement GROUP BY 1, 2, 3) m USING (shop_id, variant_id, warehouse_id)
     WHERE coalesce(s.on_hand, 0) <> coalesce(m.change, 0)
     LIMIT :most
    """


@sql
async def held(c: Conn, *, most: int) -> list[Finding]:
    """
    SELECT 'inventory' AS module, 'held_is_the_sum_of_its_holds' AS rule,
           concat_ws('/', shop_id, variant_id, warehouse_id) AS subject,
           format('held %s, lines %s', coalesce(s.held, 0), coalesce(l.quantity, 0)) AS detail
      FROM inventory.stock s
      FULL JOIN (SELECT shop_id, variant_id, warehouse_id, sum(quantity) AS quantity
                   FROM inventory.hold_line WHERE state = 'held' GROUP BY 1, 2, 3) l
           USING (shop_id, variant_id, warehouse_id)
     WHERE coalesce(s.held, 0) <> coalesce(l.quantity, 0)
     LIMIT :most
    """


@sql
async def active(c: Conn, *, most: int) -> list[Finding]:
    """
    SELECT 'inventory' AS module, 'stock_sells_when_its_warehouse_does' AS rule,
           concat_ws('/', s.shop_id, s.variant_id, s.warehouse_id) AS subject,
           format('stock %s, warehouse %s', s.active, w.active) AS detail
      FROM inventory.stock s JOIN inventory.warehouse w ON w.id = s.warehouse_id
     WHERE s.active <> w.active OR s.shop_id <> w.shop_id
     LIMIT :most
    """


@sql
async def sold(c: Conn, *, most: int) -> list[Finding]:
    """
    SELECT 'inventory' AS module, 'what_is_committed_was_sold_in_the_ledger' AS rule,
           hold_id::text AS subject, format('committed %s, ledger %s', l.quantity, m.quantity) AS detail
      FROM (SELECT hold_id, sum(quantity) AS quantity FROM inventory.hold_line WHERE state = 'committed' GROUP BY 1) l
      FULL JOIN (SELECT d.hold_id, sum(d.quantity) AS quantity
                   FROM (SELECT m.reference AS hold_id, -m.change AS quantity, m.shop_id, m.variant_id, m.warehouse_id
                           FROM inventory.movement m WHERE m.reason = 'sold') d
                   JOIN inventory.hold_line x USING (hold_id, shop_id, variant_id, warehouse_id)
                  WHERE x.state = 'committed' GROUP BY 1) m USING (hold_id)
     WHERE l.quantity IS DISTINCT FROM m.quantity
     LIMIT :most
    """


class Spot(msgspec.Struct, frozen=True):
    shop_id: UUID
    variant_id: UUID
    warehouse_id: UUID


@sql
async def lock_wrong(c: Conn, *, most: int) -> list[Spot]:
    """
    SELECT s.shop_id, s.variant_id, s.warehouse_id
      FROM inventory.stock s
      LEFT JOIN (SELECT shop_id, variant_id, warehouse_id, sum(change) AS change
                   FROM inventory.movement GROUP BY 1, 2, 3) m USING (shop_id, variant_id, warehouse_id)
      LEFT JOIN (SELECT shop_id, variant_id, warehouse_id, sum(quantity) AS quantity
                   FROM inventory.hold_line WHERE state = 'held' GROUP BY 1, 2, 3) l
           USING (shop_id, variant_id, warehouse_id)
      JOIN inventory.warehouse w ON w.id = s.warehouse_id
     WHERE (s.on_hand, s.held, s.active) <> (coalesce(m.change, 0), coalesce(l.quantity, 0), w.active)
     ORDER BY 1, 2, 3
     LIMIT :most
       FOR UPDATE OF s
    """


@sql
async def recount(
    c: Conn, *, shop_ids: list[UUID], variant_ids: list[UUID], warehouse_ids: list[UUID], now: dt.datetime
) -> list[UUID]:
    """
    UPDATE inventory.stock AS s
       SET on_hand = t.on_hand, held = t.held, active = t.active, version = s.version + 1, updated_at = :now
      FROM (SELECT p.shop_id, p.variant_id, p.warehouse_id, w.active,
                   (SELECT coalesce(sum(m.change), 0) FROM inventory.movement m
                     WHERE (m.shop_id, m.variant_id, m.warehouse_id) = (p.shop_id, p.variant_id, p.warehouse_id)
                   ) AS on_hand,
                   (SELECT coalesce(sum(l.quantity), 0) FROM inventory.hold_line l
                     WHERE (l.shop_id, l.variant_id, l.warehouse_id) = (p.shop_id, p.variant_id, p.warehouse_id)
                       AND l.state = 'held') AS held
              FROM unnest(:shop_ids::uuid[], :variant_ids::uuid[], :warehouse_ids::uuid[])
                   AS p (shop_id, variant_id, warehouse_id)
              JOIN inventory.warehouse w ON w.id = p.warehouse_id) AS t
     WHERE (s.shop_id, s.variant_id, s.warehouse_id) = (t.shop_id, t.variant_id, t.warehouse_id)
       AND t.on_hand >= t.held
    RETURNING s.variant_id
    """
