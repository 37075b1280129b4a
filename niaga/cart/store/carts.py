"""Every SQL statement of carts."""

import datetime as dt
from uuid import UUID

from niaga.kit.db import Conn, sql

from ..rows import Row, Written


@sql
async def lines_of(c: Conn, *, cart_ids: list[UUID]) -> list[Row]:
    """
    SELECT {columns} FROM cart.line WHERE cart_id = ANY(:cart_ids::uuid[])
     ORDER BY id
    """


@sql
async def open_carts(c: Conn, *, ids: list[UUID], user_ids: list[UUID | None], now: dt.datetime) -> None:
    """
    INSERT INTO cart.cart (id, user_id, touched_at)
    SELECT id, user_id, :now FROM unnest(:ids::uuid[], :user_ids::uuid[]) AS c (id, user_id)
     ORDER BY id
    ON CONFLICT (id) DO UPDATE SET touched_at = excluded.touched_at
    """


@sql
async def lock(c: Conn, *, ids: list[UUID]) -> list[UUID]:
    """
    SELECT id FROM cart.cart WHERE id = ANY(:ids::uuid[]) ORDER BY id FOR UPDATE
    """


@sql
async def put(
    c: Conn,
    *,
    kinds: list[str],
    keys: list[UUID],
    users: list[UUID],
    digests: list[str],
    cart_ids: list[UUID],
    user_ids: list[UUID | None],
    line_ids: list[UUID],
    offer_ids: list[UUID],
    quantities: list[int],
    notes: list[str],
    prices: list[int | None],
    now: dt.datetime,
) -> list[Written]:
    """
    WITH asked AS (
        SELECT * FROM unnest(:keys::uuid[], :cart_ids::uuid[], :user_ids::uuid[], :line_ids::uuid[], :offer_ids::uuid[],
                             :quantities::integer[], :notes::text[], :prices::bigint[])
                      AS a (key, cart_id, user_id, line_id, offer_id, quantity, note, price)
    ), fresh AS (
        SELECT kit.note_keys(:kinds::text[], :keys::uuid[], :users::uuid[], :digests::text[], :now::timestamptz) AS key
    ), carts AS (
        INSERT INTO cart.cart (id, user_id, touched_at)
        SELECT DISTINCT ON (cart_id) cart_id, user_id, :now::timestamptz FROM asked ORDER BY cart_id
        ON CONFLICT (id) DO UPDATE SET touched_at = excluded.touched_at
        RETURNING id
    ), summed AS (
        SELECT a.cart_id, a.offer_id, a.note, min(a.line_id::text)::uuid AS line_id, sum(a.quantity) AS quantity,
               max(a.price) AS price
          FROM asked a JOIN fresh USING (key)
         GROUP BY a.cart_id, a.offer_id, a.note
    ), written AS (
        INSERT INTO cart.line AS l (id, cart_id, offer_id, quantity, note, seen_price)
        SELECT s.line_id, s.cart_id, s.offer_id, least(s.quantity, 999), s.note, s.price
          FROM summed s JOIN carts ON carts.id = s.cart_id
         ORDER BY s.cart_id, s.offer_id, s.note
        ON CONFLICT (cart_id, offer_id, note)
        DO UPDATE SET quantity = least(l.quantity + excluded.quantity, 999),
                      seen_price = coalesce(excluded.seen_price, l.seen_price)
        RETURNING cart_id, id, offer_id, quantity, note, seen_price
    )
    SELECT w.cart_id, w.id, w.offer_id, w.quantity, w.note, w.seen_price, a.key
      FROM asked a JOIN fresh USING (key) JOIN written w USING (cart_id, offer_id, note)
    """


@sql
async def edit(c: Conn, *, id: UUID, cart_id: UUID, quantity: int, note: str, price: int | None) -> UUID | None:
    """
    UPDATE cart.line SET quantity = :quantity, note = :note, seen_price = coalesce(:price, seen_price)
     WHERE id = :id AND cart_id = :cart_id
    RETURNING id
    """


@sql
async def join(c: Conn, *, cart_id: UUID, id: UUID, quantity: int, note: str) -> None:
    """
    WITH gone AS (
        DELETE FROM cart.line WHERE id = :id AND cart_id = :cart_id RETURNING cart_id, offer_id
    )
    UPDATE cart.line l SET quantity = least(l.quantity + :quantity, 999)
      FROM gone WHERE l.cart_id = gone.cart_id AND l.offer_id = gone.offer_id AND l.note = :note AND l.id <> :id
    """


@sql
async def remove(c: Conn, *, cart_id: UUID, ids: list[UUID]) -> list[UUID]:
    """
    DELETE FROM cart.line WHERE cart_id = :cart_id AND id = ANY(:ids::uuid[]) RETURNING id
    """


@sql
async def clear(c: Conn, *, cart_id: UUID) -> None:
    """
    DELETE FROM cart.line WHERE cart_id = :cart_id
    """


@sql
async def move(c: Conn, *, ids: list[UUID], guest: UUID, person: UUID, offer_ids: list[UUID], caps: list[int]) -> None:
    """
    WITH moved AS (
        DELETE FROM cart.line WHERE cart_id = :guest AND id = ANY(:ids::uuid[])
        RETURNING id, offer_id, quantity, note, seen_price
    ), capped AS (
        SELECT m.*, coalesce(k.cap, 999) AS cap
          FROM moved m
          LEFT JOIN unnest(:offer_ids::uuid[], :caps::integer[]) AS k (offer_id, cap) USING (offer_id)
    ), mine AS (
        SELECT offer_id, note, quantity FROM cart.line WHERE cart_id = :person
    )
    INSERT INTO cart.line AS l (id, cart_id, offer_id, quantity, note, seen_price)
    SELECT c.id, :person, c.offer_id,
           greatest(coalesce(m.quantity, 1), least(coalesce(m.quantity, 0) + c.quantity, c.cap)), c.note, c.seen_price
      FROM capped c LEFT JOIN mine m ON m.offer_id = c.offer_id AND m.note = c.note
    ON CONFLICT (cart_id, offer_id, note) DO UPDATE SET quantity = excluded.quantity
    """


@sql
async def forget_people(c: Conn, *, user_ids: list[UUID]) -> None:
    """
    DELETE FROM cart.cart
     WHERE id IN (SELECT id FROM cart.cart WHERE user_id = ANY(:user_ids::uuid[]) ORDER BY id FOR UPDATE)
    """


@sql
async def forget_guests(c: Conn, *, before: dt.datetime, most: int) -> int:
    """
    WITH old AS (
        SELECT id FROM cart.cart WHERE user_id IS NULL AND touched_at < :before
         ORDER BY id LIMIT :most FOR UPDATE SKIP LOCKED
    ), gone AS (
        DELETE FROM cart.cart c USING old WHERE c.id = old.id RETURNING 1
    )
    SELECT count(*) FROM gone
    """


@sql
async def forget_done(c: Conn, *, before: dt.datetime, most: int) -> int:
    """
    WITH old AS (
        SELECT id, what FROM cart.done WHERE at < :before ORDER BY at LIMIT :most FOR UPDATE SKIP LOCKED
    ), gone AS (
        DELETE FROM cart.done d USING old WHERE d.id = old.id AND d.what = old.what RETURNING 1
    )
    SELECT count(*) FROM gone
    """
