"""Lists and search: the only statements that are put together, because filters and sorts are asked for in any mixture.

Every fragment is written here; only values travel, as parameters. A test has PostgreSQL prepare every mixture.
"""

from typing import Any
from uuid import UUID

from msgspec import Struct

from niaga.kit.db import Conn

from ..types import Sort


class Filter(Struct, frozen=True):
    """What is looked for, whatever page and order it is shown in."""

    words: tuple[str, ...] = ()
    category: UUID | str | None = None
    """Id or slug, as the shop."""
    shop: UUID | str | None = None
    kind: str | None = None
    min_price: int | None = None
    max_price: int | None = None
    min_rating: float | None = None
    in_stock: bool | None = None
    central: bool = False


STANDING = "l.in_stock DESC, l.sold DESC, l.product_id DESC"
ORDERS: dict[Sort, str] = {
    "relevance": STANDING,
    "newest": "l.created_at DESC, l.product_id DESC",
    "price_asc": "l.price_from, l.product_id",
    "price_desc": "l.price_from DESC, l.product_id DESC",
    "popular": "l.sold DESC, l.product_id DESC",
    "rating": "l.rating DESC NULLS LAST, l.rating_count DESC, l.product_id DESC",
}
RANKED = f"ts_rank('{{0.05, 0.2, 0.6, 1}}', l.words, asked.query) DESC, {STANDING}"

PRICE_EDGES = (10_000, 25_000, 50_000, 100_000, 250_000, 500_000, 1_000_000, 2_500_000, 5_000_000, 10_000_000)
MOST_SHOPS = 30

CARD = """json_build_object(
    'id', l.product_id, 'name', l.name, 'slug', l.slug, 'kind', l.kind, 'price_from', l.price_from,
    'price_to', l.price_to, 'compare_at_price', l.compare_at_price, 'image_url', l.image_url, 'rating', l.rating,
    'rating_count', l.rating_count, 'sold', l.sold, 'shop_count', cardinality(l.shop_ids),
    'shop', (SELECT json_build_object('id', s.id, 'name', s.name) FROM catalog.shop AS s WHERE s.id = l.shop_id),
    'in_stock', l.in_stock)"""


def page_text(wanted: Filter, sort: Sort) -> str:
    """The statement for one page; its last two parameters are OFFSET and LIMIT."""
    source, values = _source(wanted)
    order = RANKED if sort == "relevance" and wanted.words else ORDERS[sort]
    return f"""SELECT coalesce(json_agg({CARD}), '[]')::text FROM (
        SELECT l.product_id, l.name, l.slug, l.kind, l.price_from, l.price_to, l.compare_at_price, l.image_url,
               l.rating, l.rating_count, l.sold, l.shop_ids, l.shop_id, l.in_stock
          FROM {source} ORDER BY {order} OFFSET ${len(values) + 1}::bigint LIMIT ${len(values) + 2}::bigint
    ) AS l"""  # noqa: S608 - fragments of this file


def facets_text(wanted: Filter) -> str:
    """The statement for total and facets, as one JSON object."""
    source, _ = _source(wanted)
    edges = ", ".join(map(str, PRICE_EDGES))
    return f"""WITH hit AS MATERIALIZED (
        SELECT l.category_id, l.kind, l.shop_ids, l.price_from, l.in_stock FROM {source}
    ), by_category AS (
        SELECT above.id, sum(n) AS n
          FROM (SELECT category_id, count(*) AS n FROM hit GROUP BY category_id) AS own
          JOIN catalog.category AS c ON c.id = own.category_id, unnest(c.path) AS above (id)
         GROUP BY above.id
    ), by_shop AS (
        SELECT shop.id, count(*) AS n FROM hit, unnest(shop_ids) AS shop (id)
         GROUP BY shop.id ORDER BY n DESC, shop.id LIMIT {MOST_SHOPS}
    ), by_kind AS (
        SELECT kind, count(*) AS n FROM hit GROUP BY kind
    ), by_price AS (
        SELECT width_bucket(price_from, ARRAY[{edges}]::bigint[]) AS bucket, count(*) AS n
          FROM hit WHERE price_from IS NOT NULL GROUP BY bucket
    )
    SELECT json_build_object(
        'total', count(*),
        'facets', json_build_object(
            'categories', (SELECT coalesce(json_agg(json_build_object('id', c.id, 'slug', c.slug, 'name', c.name,
                                  'parent_id', c.parent_id, 'count', n)
                                  ORDER BY cardinality(c.path), c.position, c.name), '[]')
                             FROM by_category JOIN catalog.category AS c USING (id) WHERE NOT c.hidden),
            'shops', (SELECT coalesce(json_agg(json_build_object('id', s.id, 'name', s.name, 'count', n)
                             ORDER BY n DESC, s.name), '[]') FROM by_shop JOIN catalog.shop AS s USING (id)),
            'kinds', (SELECT coalesce(json_agg(json_build_object('kind', kind, 'count', n) ORDER BY n DESC, kind), '[]')
                        FROM by_kind),
            'price', CASE WHEN count(price_from) > 0 THEN json_build_object(
                'min', min(price_from), 'max', max(price_from),
                'buckets', (SELECT json_agg(json_build_object(
                                   'low', coalesce((ARRAY[{edges}]::bigint[])[bucket], 0),
                                   'high', (ARRAY[{edges}]::bigint[])[bucket + 1], 'count', n) ORDER BY bucket)
                              FROM by_price)) END,
            'in_stock', count(*) FILTER (WHERE in_stock)))::text
      FROM hit"""  # noqa: S608 - fragments of this file


async def page(c: Conn, wanted: Filter, *, sort: Sort, skip: int, most: int) -> str:
    """The cards of one page, as a JSON array."""
    _, values = _source(wanted)
    found: str = await c.fetchval(page_text(wanted, sort), *values, skip, most)
    return found


async def facets(c: Conn, wanted: Filter) -> str:
    """`{"total": …, "facets": …}` over everything found."""
    _, values = _source(wanted)
    found: str = await c.fetchval(facets_text(wanted), *values)
    return found


def _source(wanted: Filter) -> tuple[str, list[Any]]:
    """What stands after FROM, and its parameters."""
    values: list[Any] = []
    table = "catalog.listing AS l"
    must = ["l.central" if wanted.central else "l.on_sale"]

    def parameter(value: Any) -> str:
        values.append(value)
        return f"${len(values)}"

    if wanted.words:
        # As a subquery the words are turned into a query once, not for every row.
        table += f", (SELECT catalog.asked({parameter(list(wanted.words))}::text[]) AS query OFFSET 0) AS asked"
        must.append("l.words @@ asked.query")
    if wanted.category is not None:
        must.append(f"l.category_path @> ARRAY[{_id_of('category', wanted.category, parameter)}]")
    if wanted.shop is not None:
        must.append(f"l.shop_ids @> ARRAY[{_id_of('shop', wanted.shop, parameter)}]")
    if wanted.kind is not None:
        must.append(f"l.kind = {parameter(wanted.kind)}")
    if wanted.min_price is not None:
        must.append(f"l.price_from >= {parameter(wanted.min_price)}")
    if wanted.max_price is not None:
        must.append(f"l.price_from <= {parameter(wanted.max_price)}")
    if wanted.min_rating is not None:
        must.append(f"l.rating >= {parameter(wanted.min_rating)}")
    if wanted.in_stock is not None:
        must.append("l.in_stock" if wanted.in_stock else "NOT l.in_stock")
    return f"{table} WHERE {' AND '.join(must)}", values


def _id_of(table: str, value: UUID | str, parameter: Any) -> str:
    if isinstance(value, UUID):
        return f"{parameter(value)}::uuid"
    return f"(SELECT id FROM catalog.{table} WHERE slug = {parameter(value)} LIMIT 1)"  # noqa: S608 - a name of ours
