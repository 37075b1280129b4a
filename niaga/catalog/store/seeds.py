"""Many rows at once: demo data, imports, benchmarks."""

import datetime as dt
from typing import Any
from uuid import UUID

from niaga.kit.db import Conn, sql


@sql
async def categories(c: Conn, *, rows: Any) -> None:
    """
    INSERT INTO catalog.category (id, parent_id, name, slug, position, image_url, path)
    SELECT id, parent_id, name, slug, position, image_url, ARRAY[id]
      FROM jsonb_to_recordset(:rows::jsonb)
           AS r (id uuid, parent_id uuid, name text, slug text, position integer, image_url text)
    ON CONFLICT DO NOTHING
    """


@sql
async def products(c: Conn, *, rows: Any, now: dt.datetime) -> list[UUID]:
    """
    INSERT INTO catalog.product (id, owner_shop_id, category_id, kind, name, slug, description, brand, specs, image_url,
                                 sold, rating, rating_count, created_at, updated_at)
    SELECT id, owner_shop_id, category_id, kind, name, slug, description, brand, specs, image_url,
           sold, rating, rating_count, coalesce(created_at, :now), :now
      FROM jsonb_to_recordset(:rows::jsonb)
           AS r (id uuid, owner_shop_id uuid, category_id uuid, kind text, name text, slug text, description text,
                 brand text, specs jsonb, image_url text, sold bigint, rating real, rating_count integer,
                 created_at timestamptz)
    ON CONFLICT DO NOTHING
    RETURNING id
    """


@sql
async def slugs(c: Conn, *, ids: list[UUID]) -> None:
    """
    INSERT INTO catalog.product_slug (slug, product_id)
    SELECT slug, id FROM catalog.product WHERE id = ANY(:ids)
    ON CONFLICT DO NOTHING
    """


@sql
async def variants(c: Conn, *, rows: Any) -> None:
    """
    INSERT INTO catalog.variant (id, product_id, owner_key, sku, sku_key, barcode, options, weight_g, position)
    SELECT r.id, product_id, coalesce(p.owner_shop_id, '00000000-0000-0000-0000-000000000000'), sku, lower(sku),
           barcode, options, weight_g, position
      FROM jsonb_to_recordset(:rows::jsonb)
           AS r (id uuid, product_id uuid, sku text, barcode text, options jsonb, weight_g integer, position integer)
      JOIN catalog.product AS p ON p.id = r.product_id
    ON CONFLICT DO NOTHING
    """


@sql
async def offers(c: Conn, *, rows: Any, now: dt.datetime) -> None:
    """
    INSERT INTO catalog.offer (id, shop_id, variant_id, shown_variant_id, product_id, price, compare_at_price, in_stock,
                               shelved, created_at, updated_at)
    SELECT r.id, shop_id, variant_id, variant_id, v.product_id, price, compare_at_price, in_stock, in_stock, :now, :now
      FROM jsonb_to_recordset(:rows::jsonb)
           AS r (id uuid, shop_id uuid, variant_id uuid, price bigint, compare_at_price bigint, in_stock boolean)
      JOIN catalog.variant AS v ON v.id = r.variant_id
    ON CONFLICT DO NOTHING
    """


@sql
async def settle(c: Conn) -> None:
    """
    ANALYZE catalog.listing, catalog.product, catalog.variant, catalog.offer
    """
