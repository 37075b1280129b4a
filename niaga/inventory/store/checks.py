"""Statements that compare what is kept twice. Each answers what disagrees."""

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
