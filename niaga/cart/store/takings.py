"""Statements of takings: what checkouts took out of carts. `lines` travel as the JSON of a list of cart lines."""

import datetime as dt
from uuid import UUID

from niaga.kit.db import Conn, sql

from ..rows import Lying


@sql
async def lines_for(c: Conn, *, cart_ids: list[UUID], order_ids: list[UUID]) -> list[Lying]:
    """
    SELECT cart_id, id, offer_id, quantity, note, seen_price, NULL::uuid AS order_id
      FROM cart.line WHERE cart_id = ANY(:cart_ids::uuid[])
    UNION ALL
    SELECT t.cart_id, x.id, x.offer_id, x.quantity, x.note, x.seen_price, t.order_id
      FROM cart.taking t,
           jsonb_to_recordset(t.lines) AS x (id uuid, offer_id uuid, quantity integer, note text, seen_price bigint)
     WHERE t.order_id = ANY(:order_ids::uuid[])
     ORDER BY id
    """


@sql
async def take(
    c: Conn, *, order_ids: list[UUID], cart_ids: list[UUID], lines: list[str], now: dt.datetime
) -> list[UUID]:
    """
    WITH asked AS (
        SELECT order_id, cart_id, lines::jsonb AS lines
          FROM unnest(:order_ids::uuid[], :cart_ids::uuid[], :lines::text[]) AS a (order_id, cart_id, lines)
    ), locked AS MATERIALIZED (
        SELECT id FROM cart.cart WHERE id IN (SELECT cart_id FROM asked) ORDER BY id FOR UPDATE
    ), wanted AS (
        SELECT a.order_id, a.cart_id, x.id, x.quantity
          FROM asked a, jsonb_to_recordset(a.lines) AS x (id uuid, quantity integer)
    ), there AS MATERIALIZED (
        SELECT w.order_id, l.id, l.quantity - w.quantity AS rest
          FROM wanted w JOIN locked ON locked.id = w.cart_id
          JOIN cart.line l ON l.id = w.id AND l.cart_id = w.cart_id
           FOR UPDATE OF l
    ), whole AS (
        SELECT w.order_id FROM wanted w LEFT JOIN there t ON t.order_id = w.order_id AND t.id = w.id
         GROUP BY w.order_id HAVING bool_and(coalesce(t.rest >= 0, false))
    ), taken AS (
        INSERT INTO cart.taking (order_id, cart_id, lines, at)
        SELECT a.order_id, a.cart_id, a.lines, :now FROM asked a JOIN whole USING (order_id)
         ORDER BY a.order_id
        ON CONFLICT DO NOTHING
        RETURNING order_id
    ), less AS (
        UPDATE cart.line l SET quantity = t.rest
          FROM there t JOIN taken USING (order_id) WHERE l.id = t.id AND t.rest > 0
    ), gone AS (
        DELETE FROM cart.line l USING there t JOIN taken USING (order_id) WHERE l.id = t.id AND t.rest = 0
    )
    SELECT order_id FROM taken
    """


@sql
async def known(c: Conn, *, order_ids: list[UUID]) -> list[UUID]:
    """
    SELECT order_id FROM cart.taking WHERE order_id = ANY(:order_ids::uuid[])
    """


@sql
async def older(c: Conn, *, before: dt.datetime, most: int) -> list[UUID]:
    """
    SELECT order_id FROM cart.taking WHERE at <= :before ORDER BY at LIMIT :most
    """


@sql
async def forget(c: Conn, *, order_ids: list[UUID]) -> None:
    """
    DELETE FROM cart.taking WHERE order_id = ANY(:order_ids::uuid[])
    """


@sql
async def give_back(c: Conn, *, order_ids: list[UUID]) -> None:
    """
    WITH locked AS MATERIALIZED (
        SELECT id FROM cart.cart
         WHERE id IN (SELECT cart_id FROM cart.taking WHERE order_id = ANY(:order_ids::uuid[]))
         ORDER BY id FOR UPDATE
    ), gone AS (
        DELETE FROM cart.taking t USING locked
         WHERE t.order_id = ANY(:order_ids::uuid[]) AND t.cart_id = locked.id
        RETURNING t.cart_id, t.lines
    ), back AS (
        SELECT g.cart_id, x.offer_id, x.note, min(x.id::text)::uuid AS id, sum(x.quantity) AS quantity,
               max(x.seen_price) AS seen_price
          FROM gone g,
               jsonb_to_recordset(g.lines)
                   AS x (id uuid, offer_id uuid, quantity integer, note text, seen_price bigint)
         GROUP BY g.cart_id, x.offer_id, x.note
    )
    INSERT INTO cart.line AS l (id, cart_id, offer_id, quantity, note, seen_price)
    SELECT CASE WHEN EXISTS (SELECT FROM cart.line o WHERE o.id = b.id AND (o.offer_id, o.note) <> (b.offer_id, b.note))
                THEN gen_random_uuid() ELSE b.id END,
           b.cart_id, b.offer_id, least(b.quantity, 999), b.note, b.seen_price
      FROM back b
     ORDER BY b.cart_id, b.offer_id, b.note
    ON CONFLICT (cart_id, offer_id, note)
    DO UPDATE SET quantity = least(l.quantity + excluded.quantity, 999)
    """
