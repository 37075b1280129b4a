"""Products that are one thing."""

from uuid import UUID

from niaga.kit.db import Conn, sql

from ..rows import TwinGroup
from ..types import ShopName, TwinCard


@sql
async def likely(c: Conn, *, most: int, most_each: int) -> list[TwinGroup]:
    """
    SELECT reason, value, ids[1:(:most_each)] AS ids FROM (
        SELECT 1 AS place, 'barcode' AS reason, v.barcode AS value, array_agg(DISTINCT p.id) AS ids
          FROM catalog.variant AS v JOIN catalog.product AS p ON p.id = v.product_id AND NOT p.archived
         WHERE v.barcode IS NOT NULL AND NOT v.archived
         GROUP BY v.barcode, p.kind HAVING count(DISTINCT p.id) > 1
        UNION ALL
        SELECT 2, 'name', lower(name), array_agg(id ORDER BY owner_shop_id IS NOT NULL, id)
          FROM catalog.product WHERE NOT archived AND kind = 'goods'
         GROUP BY lower(name), lower(coalesce(brand, '')) HAVING count(*) > 1
    ) AS found ORDER BY place, cardinality(ids) DESC, value LIMIT :most
    """


@sql
async def cards(c: Conn, *, ids: list[UUID]) -> list[TwinCard]:
    """
    SELECT p.id, p.name, p.slug, p.kind, p.brand, p.image_url,
           CASE WHEN s.id IS NOT NULL THEN jsonb_build_object('id', s.id, 'name', s.name) END AS owner,
           (SELECT count(*) FROM catalog.variant AS v
             WHERE v.product_id = p.id AND NOT v.archived AND v.same_as IS NULL) AS variant_count,
           (SELECT count(*) FROM catalog.offer AS o WHERE o.product_id = p.id AND NOT o.archived) AS offer_count,
           p.sold
      FROM catalog.product AS p LEFT JOIN catalog.shop AS s ON s.id = p.owner_shop_id
     WHERE p.id = ANY(:ids)
    """


@sql
async def shop_names(c: Conn, *, ids: list[UUID]) -> list[ShopName]:
    """
    SELECT id, name FROM catalog.shop WHERE id = ANY(:ids) ORDER BY name, id
    """


# --- making two one ---------------------------------------------------------------------------------------------


@sql
async def hand_over_slugs(c: Conn, *, old: UUID, new: UUID) -> None:
    """
    UPDATE catalog.product_slug SET product_id = :new WHERE product_id = :old
    """


@sql
async def hand_over_merged(c: Conn, *, old: UUID, new: UUID) -> None:
    """
    UPDATE catalog.product SET merged_into = :new WHERE merged_into = :old
    """


@sql
async def add_figures(c: Conn, *, old: UUID, new: UUID) -> None:
    """
    UPDATE catalog.product AS p SET sold = p.sold + twin.sold
      FROM catalog.product AS twin WHERE p.id = :new AND twin.id = :old
    """


@sql
async def move_variants(c: Conn, *, old: UUID, new: UUID, twins: list[UUID], same_as: list[UUID]) -> None:
    """
    UPDATE catalog.variant AS v
       SET product_id = :new,
           same_as = coalesce((SELECT s FROM unnest(:twins::uuid[], :same_as::uuid[]) AS m (t, s) WHERE t = v.id),
                              (SELECT s FROM unnest(:twins::uuid[], :same_as::uuid[]) AS m (t, s) WHERE t = v.same_as),
                              v.same_as)
     WHERE product_id = :old
    """


@sql
async def make_central(c: Conn, *, id: UUID) -> None:
    """
    UPDATE catalog.product SET owner_shop_id = NULL WHERE id = :id
    """
