"""Products, their variants and pictures."""

import datetime as dt
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from niaga.kit.db import Conn, sql

from ..rows import AskedPage, FirstStock, ItemRow, PageRow, ProductRow, VariantRow
from ..types import Image


@sql
async def find(c: Conn, *, id: UUID | None, slug: str) -> UUID | None:
    """
    SELECT coalesce(merged_into, id) FROM catalog.product
     WHERE id = coalesce((SELECT id FROM catalog.product WHERE id = :id::uuid),
                         (SELECT product_id FROM catalog.product_slug WHERE slug = :slug))
       AND (merged_into IS NOT NULL OR NOT archived)
    """


@sql
async def get(c: Conn, *, id: UUID) -> ProductRow | None:
    """
    SELECT id, owner_shop_id, category_id, kind, name, slug, description, brand, specs, image_url, archived,
           merged_into, sold, rating, rating_count, version, created_at,
           catalog.prep_minutes(specs) AS prep_minutes
      FROM catalog.product WHERE id = :id
    """


@sql
async def lock(c: Conn, *, ids: list[UUID]) -> list[ProductRow]:
    """
    SELECT id, owner_shop_id, category_id, kind, name, slug, description, brand, specs, image_url, archived,
           merged_into, sold, rating, rating_count, version, created_at,
           catalog.prep_minutes(specs) AS prep_minutes
      FROM catalog.product WHERE id = ANY(:ids) ORDER BY id FOR UPDATE
    """


@sql
async def add(
    c: Conn,
    *,
    id: UUID,
    owner_shop_id: UUID | None,
    category_id: UUID | None,
    kind: str,
    name: str,
    slug: str,
    description: str,
    brand: str | None,
    specs: Any,
    now: dt.datetime,
) -> bool | None:
    """
    INSERT INTO catalog.product (id, owner_shop_id, category_id, kind, name, slug, description, brand, specs,
                                 created_at, updated_at)
    VALUES (:id, :owner_shop_id, :category_id, :kind, :name, :slug, :description, :brand, :specs, :now, :now)
    ON CONFLICT DO NOTHING
    RETURNING true
    """


@sql
async def write(
    c: Conn,
    *,
    id: UUID,
    category_id: UUID | None,
    name: str,
    slug: str,
    description: str,
    brand: str | None,
    specs: Any,
    now: dt.datetime,
) -> None:
    """
    UPDATE catalog.product
       SET category_id = :category_id, name = :name, slug = :slug, description = :description, brand = :brand,
           specs = :specs, version = version + 1, updated_at = :now
     WHERE id = :id
    """


@sql
async def set_slug(c: Conn, *, id: UUID, slug: str) -> None:
    """
    UPDATE catalog.product SET slug = :slug WHERE id = :id
    """


@sql
async def archive(c: Conn, *, id: UUID, merged_into: UUID | None, now: dt.datetime) -> None:
    """
    UPDATE catalog.product
       SET archived = true, merged_into = :merged_into, version = version + 1, updated_at = :now
     WHERE id = :id
    """


@sql
async def category_exists(c: Conn, *, id: UUID) -> bool:
    """
    SELECT EXISTS (SELECT FROM catalog.category WHERE id = :id)
    """


@sql
async def pages(c: Conn, *, asked: Sequence[AskedPage], now: dt.datetime) -> list[PageRow]:
    """
    WITH found AS MATERIALIZED (
        SELECT a.nth, coalesce(p.merged_into, p.id) AS id
          FROM :asked AS a
          JOIN catalog.product AS p
            ON p.id = coalesce((SELECT id FROM catalog.product WHERE id = a.id),
                               (SELECT product_id FROM catalog.product_slug WHERE slug = a.slug))
         WHERE p.merged_into IS NOT NULL OR NOT p.archived
    )
    SELECT f.nth,
           to_jsonb(p) || jsonb_build_object('prep_minutes', catalog.prep_minutes(p.specs)) AS product,
           coalesce((SELECT jsonb_agg(jsonb_build_object('id', above.id, 'name', above.name, 'slug', above.slug)
                                      ORDER BY cardinality(above.path))
                       FROM catalog.category AS own
                       JOIN catalog.category AS above ON above.id = ANY(own.path)
                      WHERE own.id = p.category_id), '[]') AS path,
           coalesce((SELECT jsonb_agg(to_jsonb(i) ORDER BY i.position, i.id)
                       FROM catalog.image AS i WHERE i.product_id = p.id), '[]') AS images,
           coalesce((SELECT jsonb_agg(to_jsonb(v) ORDER BY v.position, v.id)
                       FROM catalog.variant AS v WHERE v.product_id = p.id AND NOT v.archived), '[]') AS variants,
           coalesce((SELECT jsonb_agg(to_jsonb(shown) ORDER BY shown.price, shown.created_at, shown.id)
                       FROM (SELECT o.id, o.shop_id, s.name AS shop_name, o.variant_id, o.shown_variant_id,
                                    CASE WHEN catalog.sale_is_on(o, :now) THEN o.sale_price ELSE o.price END AS price,
                                    CASE WHEN catalog.sale_is_on(o, :now) THEN greatest(o.compare_at_price, o.price)
                                         ELSE o.compare_at_price END AS compare_at_price,
                                    o.min_quantity, o.max_quantity,
                                    CASE WHEN catalog.sale_is_on(o, :now) THEN o.sale_ends_at END AS sale_ends_at,
                                    CASE WHEN o.sale_price IS NULL THEN NULL
                                         WHEN o.sale_starts_at > :now THEN o.sale_starts_at
                                         WHEN o.sale_ends_at > :now THEN o.sale_ends_at END AS changes_at,
                                    o.created_at
                               FROM catalog.offer AS o
                               JOIN catalog.shop AS s ON s.id = o.shop_id AND s.on_sale
                               JOIN catalog.variant AS v ON v.id = o.variant_id AND NOT v.archived
                              WHERE o.product_id = p.id AND o.active AND NOT o.archived) AS shown), '[]') AS offers,
           p.owner_shop_id IS NULL
               OR EXISTS (SELECT FROM catalog.shop AS s WHERE s.id = p.owner_shop_id AND s.on_sale) AS owner_sells
      FROM found AS f JOIN catalog.product AS p ON p.id = f.id AND NOT p.archived
    """


# --- slugs ------------------------------------------------------------------------------------------------------


@sql
async def claim_slug(c: Conn, *, slug: str, product_id: UUID) -> bool:
    """
    WITH fresh AS (
        INSERT INTO catalog.product_slug AS known (slug, product_id) VALUES (:slug, :product_id)
        ON CONFLICT (slug) DO UPDATE SET product_id = excluded.product_id
         WHERE EXISTS (SELECT FROM catalog.product AS gone, catalog.product AS made
                        WHERE gone.id = known.product_id AND gone.archived AND gone.merged_into IS NULL
                          AND made.id = excluded.product_id
                          AND made.owner_shop_id IS NOT DISTINCT FROM gone.owner_shop_id)
        RETURNING true
    )
    SELECT EXISTS (SELECT FROM fresh)
        OR EXISTS (SELECT FROM catalog.product_slug WHERE slug = :slug AND product_id = :product_id)
    """


# --- variants ---------------------------------------------------------------------------------------------------


@sql
async def variants(c: Conn, *, product_ids: list[UUID]) -> list[VariantRow]:
    """
    SELECT {columns} FROM catalog.variant WHERE product_id = ANY(:product_ids) AND NOT archived
     ORDER BY product_id, position, id
    """


@sql
async def variant(c: Conn, *, id: UUID) -> VariantRow | None:
    """
    SELECT {columns} FROM catalog.variant WHERE id = :id AND NOT archived
    """


@sql
async def lock_skus(c: Conn, *, owner_key: str) -> None:
    """
    SELECT pg_advisory_xact_lock(hashtextextended('catalog.sku ' || :owner_key, 0))
    """


@sql
async def sku_taken(c: Conn, *, owner_key: UUID, keys: list[str], but: list[UUID]) -> str | None:
    """
    SELECT sku FROM catalog.variant
     WHERE owner_key = :owner_key AND sku_key = ANY(:keys) AND NOT archived AND id <> ALL(:but)
     LIMIT 1
    """


@sql
async def park(c: Conn, *, ids: list[UUID]) -> None:
    """
    UPDATE catalog.variant SET options = jsonb_build_object('', id), sku = id::text, sku_key = id::text
     WHERE id = ANY(:ids)
    """


@sql
async def put_variants(
    c: Conn,
    *,
    product_id: UUID,
    owner_key: UUID,
    ids: list[UUID],
    skus: list[str],
    barcodes: list[str | None],
    options: Any,
    weights_g: list[int | None],
    positions: list[int],
) -> None:
    """
    INSERT INTO catalog.variant AS variant (id, product_id, owner_key, sku, sku_key, barcode, options, weight_g,
                                            position)
    SELECT id, :product_id, :owner_key, sku, lower(sku), barcode, :options::jsonb -> (n - 1)::int, weight_g, position
      FROM unnest(:ids::uuid[], :skus::text[], :barcodes::text[], :weights_g::int[], :positions::int[])
           WITH ORDINALITY AS v (id, sku, barcode, weight_g, position, n)
    ON CONFLICT (id) DO UPDATE
       SET owner_key = excluded.owner_key, sku = excluded.sku, sku_key = excluded.sku_key, barcode = excluded.barcode,
           options = excluded.options, weight_g = excluded.weight_g, position = excluded.position
     WHERE variant.product_id = excluded.product_id
    """


@sql
async def archive_variants(c: Conn, *, ids: list[UUID]) -> None:
    """
    UPDATE catalog.variant SET archived = true WHERE (id = ANY(:ids) OR same_as = ANY(:ids)) AND NOT archived
    """


# --- pictures ---------------------------------------------------------------------------------------------------


@sql
async def images(c: Conn, *, product_id: UUID) -> list[Image]:
    """
    SELECT {columns} FROM catalog.image WHERE product_id = :product_id ORDER BY position, id
    """


@sql
async def put_images(
    c: Conn,
    *,
    product_ids: list[UUID],
    ids: list[UUID],
    positions: list[int],
    urls: list[str],
    medium_urls: list[str],
    small_urls: list[str],
) -> None:
    """
    INSERT INTO catalog.image (id, product_id, position, url, medium_url, small_url)
    SELECT id, product_id, position, url, medium_url, small_url
      FROM unnest(:ids::uuid[], :product_ids::uuid[], :positions::int[], :urls::text[], :medium_urls::text[],
                  :small_urls::text[])
           AS i (id, product_id, position, url, medium_url, small_url)
    ON CONFLICT (id) DO UPDATE SET position = excluded.position
    """


@sql
async def drop_images(c: Conn, *, product_id: UUID, keep: list[UUID]) -> None:
    """
    DELETE FROM catalog.image WHERE product_id = :product_id AND id <> ALL(:keep)
    """


@sql
async def choose_image(c: Conn, *, product_ids: list[UUID], now: dt.datetime) -> None:
    """
    UPDATE catalog.product AS p
       SET image_url = (SELECT medium_url FROM catalog.image AS i
                         WHERE i.product_id = p.id ORDER BY position, id LIMIT 1),
           updated_at = :now
     WHERE p.id = ANY(:product_ids)
    """


# --- for the inventory ------------------------------------------------------------------------------------------


@sql
async def items(c: Conn, *, product_ids: list[UUID]) -> list[ItemRow]:
    """
    SELECT v.id AS variant_id, v.sku, p.name AS product_name, v.options, p.owner_shop_id, p.image_url
      FROM catalog.variant AS v JOIN catalog.product AS p ON p.id = v.product_id
     WHERE v.product_id = ANY(:product_ids) AND NOT v.archived
     ORDER BY v.id
    """


@sql
async def add_first_stock(c: Conn, *, variant_ids: list[UUID], shop_id: UUID, quantities: list[int]) -> None:
    """
    INSERT INTO catalog.first_stock (variant_id, shop_id, quantity)
    SELECT variant_id, :shop_id, quantity
      FROM unnest(:variant_ids::uuid[], :quantities::int[]) AS f (variant_id, quantity)
    ON CONFLICT DO NOTHING
    """


@sql
async def first_stock(c: Conn, *, product_ids: list[UUID]) -> list[FirstStock]:
    """
    SELECT v.product_id, f.shop_id, f.variant_id, f.quantity
      FROM catalog.first_stock AS f JOIN catalog.variant AS v ON v.id = f.variant_id
     WHERE v.product_id = ANY(:product_ids)
     ORDER BY v.product_id, f.shop_id, f.variant_id
    """


@sql
async def first_stock_is_in(c: Conn, *, variant_ids: list[UUID]) -> None:
    """
    DELETE FROM catalog.first_stock WHERE variant_id = ANY(:variant_ids)
    """
