"""The listing read table: rebuilt for given products, in the transaction that changed them."""

import datetime as dt
from uuid import UUID

from niaga.kit.db import Conn, sql
from niaga.kit.verify import Finding


@sql
async def rebuild(c: Conn, *, product_ids: list[UUID], now: dt.datetime) -> None:
    """
    WITH best AS (
        SELECT product_id,
               (array_agg(price ORDER BY in_stock DESC, price))[1] AS price_from,
               max(price) AS price_to,
               coalesce(array_agg(DISTINCT price) FILTER (WHERE in_stock), array_agg(DISTINCT price)) AS prices,
               (array_agg(compare_at_price ORDER BY in_stock DESC, price, created_at, id))[1] AS compare_at_price,
               (array_agg(shop_id ORDER BY in_stock DESC, price, created_at, id))[1] AS shop_id,
               array_agg(DISTINCT shop_id) AS shop_ids,
               bool_or(in_stock) AS in_stock
          FROM (
            SELECT o.id, o.product_id, o.shop_id, o.in_stock, o.created_at,
                   CASE WHEN catalog.sale_is_on(o, :now) THEN o.sale_price ELSE o.price END AS price,
                   CASE WHEN catalog.sale_is_on(o, :now) THEN greatest(o.compare_at_price, o.price)
                        ELSE o.compare_at_price END AS compare_at_price
              FROM catalog.offer AS o
              JOIN catalog.shop AS s ON s.id = o.shop_id AND s.on_sale
             WHERE o.product_id = ANY(:product_ids) AND o.active AND NOT o.archived
          ) AS live GROUP BY product_id
    ), codes AS (
        SELECT product_id, string_agg(sku || ' ' || coalesce(barcode, '') || ' '
                   || coalesce((SELECT string_agg(value, ' ') FROM jsonb_each_text(options)), ''), ' ') AS text
          FROM catalog.variant WHERE product_id = ANY(:product_ids) AND NOT archived GROUP BY product_id
    ), turned AS (
        UPDATE catalog.offer AS o SET sale_live = catalog.sale_is_on(o, :now)
         WHERE product_id = ANY(:product_ids) AND sale_live <> catalog.sale_is_on(o, :now)
    ), gone AS (
        DELETE FROM catalog.listing WHERE product_id IN (
            SELECT id FROM catalog.product WHERE id = ANY(:product_ids) AND archived)
    )
    INSERT INTO catalog.listing AS l (product_id, on_sale, central, name, slug, kind, category_id, category_path,
           image_url, price_from, price_to, prices, compare_at_price, shop_ids, shop_id, in_stock, sold, rating,
           rating_count, created_at, words)
    SELECT p.id, best.product_id IS NOT NULL, p.owner_shop_id IS NULL, p.name, p.slug, p.kind, p.category_id,
           coalesce(cat.path, '{}'), p.image_url, best.price_from, best.price_to,
           coalesce(best.prices, '{}'), best.compare_at_price,
           coalesce(best.shop_ids, '{}'), best.shop_id, coalesce(best.in_stock, false), p.sold, p.rating,
           p.rating_count, p.created_at, catalog.words(p.name, p.brand, coalesce(codes.text, ''), p.description)
      FROM catalog.product AS p
      LEFT JOIN catalog.category AS cat ON cat.id = p.category_id
      LEFT JOIN best ON best.product_id = p.id
      LEFT JOIN codes ON codes.product_id = p.id
     WHERE p.id = ANY(:product_ids) AND NOT p.archived
    ON CONFLICT (product_id) DO UPDATE
       SET on_sale = excluded.on_sale, central = excluded.central, name = excluded.name, slug = excluded.slug,
           kind = excluded.kind, category_id = excluded.category_id, category_path = excluded.category_path,
           image_url = excluded.image_url, price_from = excluded.price_from, price_to = excluded.price_to,
           prices = excluded.prices, compare_at_price = excluded.compare_at_price,
           shop_ids = excluded.shop_ids, shop_id = excluded.shop_id,
           in_stock = excluded.in_stock, sold = excluded.sold, rating = excluded.rating,
           rating_count = excluded.rating_count, created_at = excluded.created_at, words = excluded.words
    """


# --- what was sold ----------------------------------------------------------------------------------------------


@sql
async def add_sales(
    c: Conn, *, ids: list[UUID], product_ids: list[UUID], quantities: list[int], now: dt.datetime
) -> None:
    """
    INSERT INTO catalog.sale (id, product_id, quantity, at)
    SELECT id, product_id, quantity, :now
      FROM unnest(:ids::uuid[], :product_ids::uuid[], :quantities::int[]) AS s (id, product_id, quantity)
    ON CONFLICT DO NOTHING
    """


@sql
async def sold_lately(c: Conn, *, most: int) -> list[UUID]:
    """
    SELECT DISTINCT product_id FROM catalog.sale WHERE NOT counted ORDER BY product_id LIMIT :most
    """


@sql
async def count_sales(c: Conn, *, product_ids: list[UUID]) -> None:
    """
    WITH fresh AS (
        UPDATE catalog.sale SET counted = true WHERE product_id = ANY(:product_ids) AND NOT counted
        RETURNING product_id, quantity
    ), sums AS (
        SELECT product_id, sum(quantity) AS quantity FROM fresh GROUP BY product_id
    ), added AS (
        UPDATE catalog.product AS p SET sold = p.sold + sums.quantity FROM sums WHERE p.id = sums.product_id
    )
    UPDATE catalog.listing AS l SET sold = l.sold + sums.quantity FROM sums WHERE l.product_id = sums.product_id
    """


@sql
async def forget_sales(c: Conn, *, before: dt.datetime) -> None:
    """
    DELETE FROM catalog.sale WHERE at < :before AND counted
    """


@sql
async def size(c: Conn) -> int:
    """
    SELECT reltuples::bigint FROM pg_class WHERE oid = 'catalog.listing'::regclass
    """


# --- checking ---------------------------------------------------------------------------------------------------


@sql
async def findings(c: Conn) -> list[Finding]:
    """
    SELECT 'catalog' AS module, rule, subject::text AS subject, detail FROM (
        SELECT 'every_product_is_listed' AS rule, p.id AS subject, p.slug AS detail
          FROM catalog.product AS p
         WHERE p.archived <> NOT EXISTS (SELECT FROM catalog.listing AS l WHERE l.product_id = p.id)
        UNION ALL
        SELECT 'listing_shows_the_price', l.product_id, coalesce(l.price_from::text, 'none')
          FROM catalog.listing AS l
          LEFT JOIN LATERAL (
               SELECT CASE WHEN o.sale_live THEN o.sale_price ELSE o.price END AS price
                 FROM catalog.offer AS o JOIN catalog.shop AS s ON s.id = o.shop_id AND s.on_sale
                WHERE o.product_id = l.product_id AND o.active AND NOT o.archived
                ORDER BY o.in_stock DESC, CASE WHEN o.sale_live THEN o.sale_price ELSE o.price END, o.id
                LIMIT 1) AS best ON true
         WHERE best.price IS DISTINCT FROM l.price_from
        UNION ALL
        SELECT 'offers_follow_their_variant', o.id, o.product_id::text
          FROM catalog.offer AS o JOIN catalog.variant AS v ON v.id = o.variant_id
         WHERE v.product_id <> o.product_id
    ) AS wrong ORDER BY rule, subject LIMIT 1000
    """
