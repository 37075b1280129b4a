"""Lists and search: the only statements that are put together, because filters and sorts are asked for in any mixture.

Every fragment is written here; only values travel, as parameters. A test has PostgreSQL prepare every mixture.
"""

from typing import Any
from uuid import UUID

from msgspec import Struct

from niaga.kit.db import Conn
from niaga.kit.slugs import as_id

from ..types import Sort


class Filter(Struct, frozen=True):
    """What is looked for, whatever page and order it is shown in."""

    words: str = ""
    """As they were typed. Signs without a word find nothing: nothing is called so."""
    category: UUID | str | None = None
    """Id or slug, as the shop."""
    shop: UUID | str | None = None
    kind: str | None = None
    min_price: int | None = None
    max_price: int | None = None
    min_rating: float | None = None
    in_stock: bool | None = None
    open_now: bool | None = None
    open_shops: tuple[UUID, ...] = ()
    """Those that are open, when `open_now` is asked for."""
    ids: tuple[UUID, ...] | None = None
    central: bool = False


STANDING = "l.in_stock DESC, l.sold DESC, l.created_at DESC, l.product_id DESC"
ORDERS: dict[Sort, str] = {
    "relevance": STANDING,
    "newest": "l.created_at DESC, l.product_id DESC",
    "price_asc": "l.price_from, l.created_at, l.product_id",
    "price_desc": "l.price_from DESC, l.created_at DESC, l.product_id DESC",
    "popular": "l.sold DESC, l.created_at DESC, l.product_id DESC",
    "rating": "l.rating DESC NULLS LAST, l.rating_count DESC, l.created_at DESC, l.product_id DESC",
}
"""Among equals our clock decides: ids are made by clients."""
RANK = "ts_rank('{0.05, 0.2, 0.6, 1}', l.words, asked.query)"

IDS = "$1::uuid[]"
"""Where products are named, they are the first parameter: the order needs them too."""

PRICE_EDGES = (10_000, 25_000, 50_000, 100_000, 250_000, 500_000, 1_000_000, 2_500_000, 5_000_000, 10_000_000)
MAX_SHOPS = 30

CARD = """json_build_object(
    'id', l.product_id, 'name', l.name, 'slug', l.slug, 'kind', l.kind,
    'category_id', l.category_id, 'price_from', l.price_from,
    'price_to', l.price_to, 'compare_at_price', l.compare_at_price, 'image_url', l.image_url, 'rating', l.rating,
    'rating_count', l.rating_count, 'sold', l.sold, 'shop_count', cardinality(l.shop_ids),
    'shop', (SELECT json_build_object('id', s.id, 'name', s.name) FROM catalog.shop AS s WHERE s.id = l.shop_id),
    'in_stock', l.in_stock)"""


def page_text(wanted: Filter, sort: Sort) -> str:
    """The statement for one page; its last two parameters are OFFSET and LIMIT."""
    source, values = _source(wanted)
    return f"""SELECT coalesce(json_agg({CARD}), '[]')::text FROM (
        SELECT l.product_id, l.name, l.slug, l.kind, l.category_id, l.price_from, l.price_to, l.compare_at_price,
               l.image_url, l.rating, l.rating_count, l.sold, l.shop_ids, l.shop_id, l.in_stock
          FROM {source} ORDER BY {_order(wanted, sort, RANK)} {_slice(values)}
    ) AS l"""  # noqa: S608 - fragments of this file


def counts_text(wanted: Filter) -> str:
    """The statement for total and facets: for filters that find much, read twice rather than laid aside."""
    source, _ = _source(wanted)
    return f"""WITH hit AS NOT MATERIALIZED (
        SELECT l.category_id, l.kind, l.shop_ids, l.price_from, l.price_most, l.prices, l.in_stock FROM {source}
    ), {COUNTED} SELECT ({COUNTS})::text"""  # noqa: S608 - fragments of this file


def whole_text(wanted: Filter, sort: Sort) -> str:
    """The statement for both: for words, which find little, what was found is gone through once."""
    source, values = _source(wanted)
    rank = f", {RANK} AS rank" if sort == "relevance" else ""
    return f"""WITH hit AS MATERIALIZED (
        SELECT l.product_id, l.category_id, l.kind, l.shop_ids, l.price_from, l.price_most, l.prices, l.in_stock,
               l.sold, l.created_at, l.rating, l.rating_count{rank}
          FROM {source}
    ), {COUNTED}
    SELECT (SELECT coalesce(json_agg({CARD} ORDER BY place), '[]')
              FROM (SELECT product_id, row_number() OVER () AS place
                      FROM (SELECT product_id FROM hit AS l ORDER BY {_order(wanted, sort, "l.rank")} {_slice(values)})
                           AS first) AS shown
              JOIN catalog.listing AS l USING (product_id))::text AS items,
           ({COUNTS})::text AS counts"""  # noqa: S608 - fragments of this file


EDGES = f"ARRAY[{', '.join(map(str, PRICE_EDGES))}]::bigint[]"

COUNTED = f"""counted AS (
        SELECT category_id, kind, bucket, grouping(category_id, kind, bucket) AS by, count(*) AS n,
               min(price_from) AS low, max(price_most) AS high, count(*) FILTER (WHERE in_stock) AS in_stock
          FROM (SELECT category_id, kind, price_from, price_most, in_stock,
                       CASE WHEN price_from = price_most THEN width_bucket(price_from, {EDGES}) END AS bucket
                  FROM hit) AS h
         GROUP BY GROUPING SETS ((category_id), (kind), (bucket), ())
    ), by_price AS (
        SELECT bucket, sum(n)::bigint AS n FROM (
            SELECT bucket, n FROM counted WHERE by = 6 AND bucket IS NOT NULL
            UNION ALL
            SELECT bucket, count(*)
              FROM hit, LATERAL (SELECT DISTINCT width_bucket(price, {EDGES}) AS bucket
                                   FROM unnest(prices) AS price) AS each
             WHERE price_from < price_most GROUP BY bucket) AS both_ways
         GROUP BY bucket
    ), by_category AS (
        SELECT above.id, sum(n) AS n
          FROM counted JOIN catalog.category AS c ON c.id = category_id, unnest(c.path) AS above (id)
         GROUP BY above.id
    ), by_shop AS (
        SELECT shop.id, count(*) AS n FROM hit, unnest(shop_ids) AS shop (id)
         GROUP BY shop.id ORDER BY n DESC, shop.id LIMIT {MAX_SHOPS}
    )"""  # noqa: S608 - fragments of this file
"""`by` has a bit for each of the three that a row is not grouped by: 7 is the row for all."""

COUNTS = f"""SELECT json_build_object(
        'total', n,
        'facets', json_build_object(
            'categories', (SELECT coalesce(json_agg(json_build_object('id', c.id, 'slug', c.slug, 'name', c.name,
                                  'parent_id', c.parent_id, 'count', n)
                                  ORDER BY cardinality(c.path), c.position, c.name), '[]')
                             FROM by_category JOIN catalog.category AS c USING (id) WHERE NOT c.hidden),
            'shops', (SELECT coalesce(json_agg(json_build_object('id', s.id, 'name', s.name, 'count', n)
                             ORDER BY n DESC, s.name), '[]') FROM by_shop JOIN catalog.shop AS s USING (id)),
            'kinds', (SELECT coalesce(json_agg(json_build_object('kind', kind, 'count', n) ORDER BY n DESC, kind), '[]')
                        FROM counted WHERE by = 5),
            'price', CASE WHEN low IS NOT NULL THEN json_build_object('min', low, 'max', high,
                'buckets', (SELECT json_agg(json_build_object('low', coalesce(({EDGES})[bucket], 0),
                                   'high', ({EDGES})[bucket + 1], 'count', n) ORDER BY bucket)
                              FROM by_price)) END,
            'in_stock', in_stock)) FROM counted WHERE by = 7"""  # noqa: S608 - fragments of this file


async def page(c: Conn, wanted: Filter, *, sort: Sort, skip: int, most: int) -> str:
    """The cards of one page, as a JSON array."""
    _, values = _source(wanted)
    found: str = await c.fetchval(page_text(wanted, sort), *values, skip, most)
    return found


async def whole(c: Conn, wanted: Filter, *, sort: Sort, skip: int, most: int) -> tuple[str, str]:
    """The cards of one page, and `{"total": …, "facets": …}` over everything found."""
    _, values = _source(wanted)
    if not wanted.words:
        counts: str = await c.fetchval(counts_text(wanted), *values)
        return await page(c, wanted, sort=sort, skip=skip, most=most), counts
    found = await c.fetchrow(whole_text(wanted, sort), *values, skip, most)
    assert found is not None
    return found["items"], found["counts"]


def _order(wanted: Filter, sort: Sort, rank: str) -> str:
    if sort == "relevance" and wanted.ids is not None:
        return f"array_position({IDS}, l.product_id)"
    if sort == "relevance" and wanted.words:
        return f"{rank} DESC, {STANDING}"
    if sort == "price_desc" and wanted.central:  # some of which nobody sells: last in both directions
        return ORDERS[sort].replace("l.price_from DESC", "l.price_from DESC NULLS LAST")
    return ORDERS[sort]


def _slice(values: list[Any]) -> str:
    return f"OFFSET ${len(values) + 1}::bigint LIMIT ${len(values) + 2}::bigint"


def _source(wanted: Filter) -> tuple[str, list[Any]]:
    """What stands after FROM, and its parameters."""
    values: list[Any] = []
    table = "catalog.listing AS l"
    must = ["l.central" if wanted.central else "l.on_sale"]

    def parameter(value: Any) -> str:
        values.append(value)
        return f"${len(values)}"

    if wanted.ids is not None:
        parameter(list(wanted.ids))
        must.append(f"l.product_id = ANY({IDS})")
    if wanted.words:
        # As a subquery the words are turned into a query once, not for every row.
        table += f", (SELECT catalog.asked({parameter(wanted.words)}::text) AS query OFFSET 0) AS asked"
        must.append("l.words @@ asked.query")
    if wanted.category is not None:
        must.append(f"l.category_path @> ARRAY[{_id_of('category', wanted.category, parameter)}]")
    if wanted.shop is not None:
        must.append(f"l.shop_ids @> ARRAY[{_id_of('shop', wanted.shop, parameter)}]")
    if wanted.kind is not None:
        must.append(f"l.kind = {parameter(wanted.kind)}")
    must += _in_range(wanted, parameter)
    if wanted.min_rating is not None:
        must.append(f"l.rating >= {parameter(wanted.min_rating)}")
    if wanted.in_stock is not None:
        must.append("l.in_stock" if wanted.in_stock else "NOT l.in_stock")
    if wanted.open_now is not None:
        sold_there = f"l.shop_ids && {parameter(list(wanted.open_shops))}::uuid[]"
        must.append(sold_there if wanted.open_now else f"NOT {sold_there}")
    return f"{table} WHERE {' AND '.join(must)}", values


def _in_range(wanted: Filter, parameter: Any) -> list[str]:
    """Something can be bought for a price of that range, not only for the lowest one of all."""
    must = []
    low = None if wanted.min_price is None else f"{parameter(wanted.min_price)}::bigint"
    high = None if wanted.max_price is None else f"{parameter(wanted.max_price)}::bigint"
    if low:
        must.append(f"l.price_most >= {low}")
    if high:
        must.append(f"l.price_from <= {high}")
    if low and high:
        must.append(f"EXISTS (SELECT FROM unnest(l.prices) AS price WHERE price BETWEEN {low} AND {high})")
    return must


def _id_of(table: str, value: UUID | str, parameter: Any) -> str:
    if isinstance(value, UUID):
        return f"{parameter(value)}::uuid"
    by_slug = f"(SELECT id FROM catalog.{table} WHERE slug = {parameter(value)} LIMIT 1)"  # noqa: S608 - a name of ours
    id = as_id(value)
    return by_slug if id is None else f"coalesce({by_slug}, {parameter(id)}::uuid)"
