"""Offers, and the copy of what is known of their shops."""

import datetime as dt
from uuid import UUID

from niaga.kit.db import Conn, sql

from ..rows import OfferKept, OfferRowShown, OwnRow, Unshelved
from ..types import Offer, OfferPlace, Selling, ShopOffer

# --- reading ----------------------------------------------------------------------------------------------------


@sql
async def by_ids(c: Conn, *, ids: list[UUID], now: dt.datetime) -> list[Offer]:
    """
    SELECT o.id, o.shop_id, s.name AS shop_name, o.variant_id, o.product_id, p.slug AS product_slug, p.name, p.kind,
           v.options, v.sku,
           CASE WHEN catalog.sale_is_on(o, :now) THEN o.sale_price ELSE o.price END AS price,
           CASE WHEN catalog.sale_is_on(o, :now) THEN greatest(o.compare_at_price, o.price)
                ELSE o.compare_at_price END AS compare_at_price,
           p.image_url, v.weight_g, o.min_quantity, o.max_quantity,
           o.active AND NOT o.archived AND NOT p.archived AND NOT v.archived AND s.on_sale AS active,
           catalog.prep_minutes(p.specs) AS prep_minutes
      FROM catalog.offer AS o
      JOIN catalog.product AS p ON p.id = o.product_id
      JOIN catalog.variant AS v ON v.id = o.variant_id
      JOIN catalog.shop AS s ON s.id = o.shop_id
     WHERE o.id = ANY(:ids)
    """


@sql
async def places(c: Conn, *, shop_ids: list[UUID], variant_ids: list[UUID]) -> list[OfferPlace]:
    """
    SELECT shop_id, variant_id, id AS offer_id FROM catalog.offer
     WHERE variant_id = ANY(:variant_ids) AND shop_id = ANY(:shop_ids) AND NOT archived
    """


@sql
async def of_product(c: Conn, *, product_id: UUID, now: dt.datetime) -> list[OfferRowShown]:
    """
    SELECT o.id, o.shop_id, s.name AS shop_name, o.variant_id, o.shown_variant_id,
           CASE WHEN catalog.sale_is_on(o, :now) THEN o.sale_price ELSE o.price END AS price,
           CASE WHEN catalog.sale_is_on(o, :now) THEN greatest(o.compare_at_price, o.price)
                ELSE o.compare_at_price END AS compare_at_price,
           o.min_quantity, o.max_quantity,
           CASE WHEN catalog.sale_is_on(o, :now) THEN o.sale_ends_at END AS sale_ends_at,
           CASE WHEN o.sale_price IS NULL THEN NULL
                WHEN o.sale_starts_at > :now THEN o.sale_starts_at
                WHEN o.sale_ends_at > :now THEN o.sale_ends_at END AS changes_at
      FROM catalog.offer AS o
      JOIN catalog.shop AS s ON s.id = o.shop_id AND s.on_sale
      JOIN catalog.variant AS v ON v.id = o.variant_id AND NOT v.archived
     WHERE o.product_id = :product_id AND o.active AND NOT o.archived
     ORDER BY 6, o.created_at, o.id
    """


@sql
async def of_shop(
    c: Conn, *, shop_id: UUID, q: str, product_id: UUID | None, now: dt.datetime, skip: int, most: int
) -> list[ShopOffer]:
    """
    SELECT o.id, o.shop_id, o.variant_id, o.product_id, p.slug AS product_slug, p.name AS product_name, v.options,
           v.sku, p.image_url, o.price,
           CASE WHEN catalog.sale_is_on(o, :now) THEN o.sale_price ELSE o.price END AS price_now,
           o.compare_at_price, o.sale_price, o.sale_starts_at, o.sale_ends_at, o.min_quantity, o.max_quantity,
           o.active, o.in_stock, o.version, o.updated_at
      FROM catalog.offer AS o
      JOIN catalog.product AS p ON p.id = o.product_id
      JOIN catalog.variant AS v ON v.id = o.variant_id
     WHERE o.shop_id = :shop_id AND NOT o.archived
       AND (:q = '' OR strpos(kit.fold(p.name), kit.fold(:q::text)) > 0
            OR strpos(kit.fold(v.sku), kit.fold(:q)) > 0)
       AND (:product_id::uuid IS NULL OR o.product_id = :product_id)
     ORDER BY p.name, p.id, v.position, o.id OFFSET :skip LIMIT :most
    """


@sql
async def count_of_shop(c: Conn, *, shop_id: UUID, q: str, product_id: UUID | None) -> int:
    """
    SELECT count(*)
      FROM catalog.offer AS o
      JOIN catalog.product AS p ON p.id = o.product_id
      JOIN catalog.variant AS v ON v.id = o.variant_id
     WHERE o.shop_id = :shop_id AND NOT o.archived
       AND (:q = '' OR strpos(kit.fold(p.name), kit.fold(:q::text)) > 0
            OR strpos(kit.fold(v.sku), kit.fold(:q)) > 0)
       AND (:product_id::uuid IS NULL OR o.product_id = :product_id)
    """


@sql
async def as_seller_sees(c: Conn, *, ids: list[UUID], now: dt.datetime) -> list[ShopOffer]:
    """
    SELECT o.id, o.shop_id, o.variant_id, o.product_id, p.slug AS product_slug, p.name AS product_name, v.options,
           v.sku, p.image_url, o.price,
           CASE WHEN catalog.sale_is_on(o, :now) THEN o.sale_price ELSE o.price END AS price_now,
           o.compare_at_price, o.sale_price, o.sale_starts_at, o.sale_ends_at, o.min_quantity, o.max_quantity,
           o.active, o.in_stock, o.version, o.updated_at
      FROM catalog.offer AS o
      JOIN catalog.product AS p ON p.id = o.product_id
      JOIN catalog.variant AS v ON v.id = o.variant_id
     WHERE o.id = ANY(:ids)
    """


@sql
async def own_products(
    c: Conn, *, shop_id: UUID, q: str, selling: Selling | None, now: dt.datetime, skip: int, most: int
) -> list[OwnRow]:
    """
    SELECT p.id, p.name, p.slug, p.kind, p.category_id, p.image_url,
           coalesce(p.owner_shop_id = :shop_id, false) AS owned,
           (SELECT count(*) FROM catalog.variant AS v
             WHERE v.product_id = p.id AND NOT v.archived AND v.same_as IS NULL) AS variant_count,
           coalesce(mine.offers, 0) AS offer_count, coalesce(mine.active, 0) AS active_count,
           mine.price_from, mine.price_to, coalesce(mine.in_stock, false) AS in_stock, p.updated_at,
           coalesce(mine.variant_ids, '{}') AS variant_ids
      FROM catalog.product AS p
      LEFT JOIN (
           SELECT product_id, count(*) AS offers, count(*) FILTER (WHERE o.active) AS active,
                  min(CASE WHEN catalog.sale_is_on(o, :now) THEN o.sale_price ELSE o.price END) AS price_from,
                  max(CASE WHEN catalog.sale_is_on(o, :now) THEN o.sale_price ELSE o.price END) AS price_to,
                  bool_or(o.in_stock) AS in_stock, array_agg(o.variant_id) AS variant_ids
             FROM catalog.offer AS o WHERE o.shop_id = :shop_id AND NOT o.archived GROUP BY product_id
           ) AS mine ON mine.product_id = p.id
     WHERE (p.owner_shop_id = :shop_id OR mine.product_id IS NOT NULL) AND NOT p.archived
       AND (:q = '' OR strpos(kit.fold(p.name), kit.fold(:q::text)) > 0)
       AND CASE :selling::text WHEN 'on_sale' THEN mine.active > 0
                             WHEN 'off_sale' THEN coalesce(mine.active, 0) = 0
                             WHEN 'out_of_stock' THEN NOT coalesce(mine.in_stock, false)
                             ELSE true END
     ORDER BY p.updated_at DESC, p.id OFFSET :skip LIMIT :most
    """


@sql
async def count_own_products(c: Conn, *, shop_id: UUID, q: str, selling: Selling | None) -> int:
    """
    SELECT count(*)
      FROM catalog.product AS p
      LEFT JOIN (
           SELECT product_id, count(*) FILTER (WHERE active) AS active, bool_or(in_stock) AS in_stock
             FROM catalog.offer WHERE shop_id = :shop_id AND NOT archived GROUP BY product_id
           ) AS mine ON mine.product_id = p.id
     WHERE (p.owner_shop_id = :shop_id OR mine.product_id IS NOT NULL) AND NOT p.archived
       AND (:q = '' OR strpos(kit.fold(p.name), kit.fold(:q::text)) > 0)
       AND CASE :selling::text WHEN 'on_sale' THEN mine.active > 0
                             WHEN 'off_sale' THEN coalesce(mine.active, 0) = 0
                             WHEN 'out_of_stock' THEN NOT coalesce(mine.in_stock, false)
                             ELSE true END
    """


# --- writing ----------------------------------------------------------------------------------------------------


@sql
async def lock(c: Conn, *, ids: list[UUID]) -> list[OfferKept]:
    """
    SELECT {columns} FROM catalog.offer WHERE id = ANY(:ids) AND NOT archived ORDER BY id FOR UPDATE
    """


@sql
async def get(c: Conn, *, ids: list[UUID]) -> list[OfferKept]:
    """
    SELECT {columns} FROM catalog.offer WHERE id = ANY(:ids) AND NOT archived
    """


@sql
async def by_variant(c: Conn, *, shop_id: UUID, variant_ids: list[UUID]) -> list[OfferKept]:
    """
    SELECT {columns} FROM catalog.offer
     WHERE shop_id = :shop_id AND NOT archived
       AND (variant_id = ANY(:variant_ids) OR shown_variant_id = ANY(:variant_ids))
    """


@sql
async def add(
    c: Conn,
    *,
    id: UUID,
    shop_id: UUID,
    variant_id: UUID,
    shown_variant_id: UUID,
    product_id: UUID,
    price: int,
    compare_at_price: int | None,
    sale_price: int | None,
    sale_starts_at: dt.datetime | None,
    sale_ends_at: dt.datetime | None,
    min_quantity: int,
    max_quantity: int | None,
    active: bool,
    in_stock: bool,
    now: dt.datetime,
) -> bool | None:
    """
    INSERT INTO catalog.offer (id, shop_id, variant_id, shown_variant_id, product_id, price, compare_at_price,
                               sale_price, sale_starts_at, sale_ends_at, min_quantity, max_quantity, active, in_stock,
                               created_at, updated_at)
    VALUES (:id, :shop_id, :variant_id, :shown_variant_id, :product_id, :price, :compare_at_price,
            :sale_price, :sale_starts_at, :sale_ends_at, :min_quantity, :max_quantity, :active, :in_stock, :now, :now)
    ON CONFLICT DO NOTHING
    RETURNING true
    """


@sql
async def write(
    c: Conn,
    *,
    id: UUID,
    price: int,
    compare_at_price: int | None,
    sale_price: int | None,
    sale_starts_at: dt.datetime | None,
    sale_ends_at: dt.datetime | None,
    min_quantity: int,
    max_quantity: int | None,
    active: bool,
    now: dt.datetime,
) -> None:
    """
    UPDATE catalog.offer
       SET price = :price, compare_at_price = :compare_at_price, sale_price = :sale_price,
           sale_starts_at = :sale_starts_at, sale_ends_at = :sale_ends_at, min_quantity = :min_quantity,
           max_quantity = :max_quantity, active = :active, version = version + 1, updated_at = :now
     WHERE id = :id
    """


@sql
async def archive(c: Conn, *, ids: list[UUID], now: dt.datetime) -> None:
    """
    UPDATE catalog.offer SET archived = true, shelved = false, version = version + 1, updated_at = :now
     WHERE id = ANY(:ids) AND NOT archived
    """


@sql
async def archive_of_variants(c: Conn, *, variant_ids: list[UUID], now: dt.datetime) -> list[UUID]:
    """
    UPDATE catalog.offer SET archived = true, shelved = false, version = version + 1, updated_at = :now
     WHERE (variant_id = ANY(:variant_ids) OR shown_variant_id = ANY(:variant_ids)) AND NOT archived
    RETURNING id
    """


@sql
async def shops_selling_both(c: Conn, *, twins: list[UUID], same_as: list[UUID]) -> list[UUID]:
    """
    SELECT DISTINCT a.shop_id
      FROM unnest(:twins::uuid[], :same_as::uuid[]) AS m (twin, same_as)
      JOIN catalog.offer AS a ON a.shown_variant_id = m.twin AND NOT a.archived
      JOIN catalog.offer AS b ON b.shown_variant_id = m.same_as AND b.shop_id = a.shop_id AND NOT b.archived
     ORDER BY 1
    """


@sql
async def move(c: Conn, *, old: UUID, new: UUID, twins: list[UUID], same_as: list[UUID], now: dt.datetime) -> None:
    """
    UPDATE catalog.offer AS o
       SET product_id = :new, updated_at = :now,
           shown_variant_id = coalesce((SELECT s FROM unnest(:twins::uuid[], :same_as::uuid[]) AS m (t, s)
                                         WHERE t = o.shown_variant_id), o.shown_variant_id)
     WHERE product_id = :old
    """


# --- what others told -------------------------------------------------------------------------------------------


@sql
async def of_variants(c: Conn, *, variant_ids: list[UUID]) -> list[OfferPlace]:
    """
    SELECT shop_id, variant_id, id AS offer_id FROM catalog.offer WHERE variant_id = ANY(:variant_ids) AND NOT archived
    """


@sql
async def products_of_variants(c: Conn, *, variant_ids: list[UUID]) -> list[UUID]:
    """
    SELECT DISTINCT product_id FROM catalog.offer WHERE variant_id = ANY(:variant_ids) AND NOT archived
    """


@sql
async def owners_of_variants(c: Conn, *, variant_ids: list[UUID]) -> list[UUID]:
    """
    SELECT DISTINCT p.owner_shop_id
      FROM catalog.variant AS v JOIN catalog.product AS p ON p.id = v.product_id
     WHERE v.id = ANY(:variant_ids) AND p.owner_shop_id IS NOT NULL
    """


@sql
async def set_in_stock(c: Conn, *, ids: list[UUID], states: list[bool]) -> list[UUID]:
    """
    UPDATE catalog.offer AS o SET in_stock = said.state
      FROM unnest(:ids::uuid[], :states::boolean[]) AS said (id, state)
     WHERE o.id = said.id AND o.in_stock <> said.state
    RETURNING o.product_id
    """


@sql
async def unshelved(c: Conn, *, product_ids: list[UUID] | None, most: int) -> list[Unshelved]:
    """
    SELECT id, product_id, shop_id, variant_id,
           EXISTS (SELECT FROM catalog.offer AS l
                    WHERE l.shop_id = o.shop_id AND l.variant_id = o.variant_id AND NOT l.archived) AS offered
      FROM catalog.offer AS o
     WHERE NOT shelved AND (:product_ids::uuid[] IS NULL OR product_id = ANY(:product_ids))
     ORDER BY product_id LIMIT :most
    """


@sql
async def shelve(c: Conn, *, ids: list[UUID], offered: list[bool]) -> None:
    """
    UPDATE catalog.offer AS o
       SET shelved = told.offered = EXISTS (SELECT FROM catalog.offer AS l
                                             WHERE l.shop_id = o.shop_id AND l.variant_id = o.variant_id
                                               AND NOT l.archived)
      FROM unnest(:ids::uuid[], :offered::boolean[]) AS told (id, offered)
     WHERE o.id = told.id
    """


@sql
async def put_shops(
    c: Conn, *, ids: list[UUID], slugs: list[str], names: list[str], on_sale: list[bool], versions: list[int]
) -> list[UUID]:
    """
    INSERT INTO catalog.shop AS s (id, slug, name, on_sale, version)
    SELECT * FROM unnest(:ids::uuid[], :slugs::text[], :names::text[], :on_sale::boolean[], :versions::int[])
    ON CONFLICT (id) DO UPDATE
       SET slug = excluded.slug, name = excluded.name, on_sale = excluded.on_sale, version = excluded.version
     WHERE s.version < excluded.version
    RETURNING id
    """


@sql
async def is_on_sale(c: Conn, *, shop_id: UUID) -> bool:
    """
    SELECT EXISTS (SELECT FROM catalog.shop WHERE id = :shop_id AND on_sale)
    """


@sql
async def products_of_shops(c: Conn, *, shop_ids: list[UUID], after: UUID | None, most: int) -> list[UUID]:
    """
    SELECT DISTINCT product_id FROM catalog.offer
     WHERE shop_id = ANY(:shop_ids) AND NOT archived AND (:after::uuid IS NULL OR product_id > :after)
     ORDER BY product_id LIMIT :most
    """


@sql
async def sales_to_turn(c: Conn, *, now: dt.datetime) -> list[UUID]:
    """
    SELECT DISTINCT product_id FROM catalog.offer AS o
     WHERE sale_price IS NOT NULL AND NOT archived AND sale_live <> catalog.sale_is_on(o, :now)
     ORDER BY product_id LIMIT 500
    """
