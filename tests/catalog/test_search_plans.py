"""The searches on a large catalogue: every mixture is a statement PostgreSQL knows, and none goes through it all."""

import itertools
import json
import uuid
from collections.abc import AsyncIterator
from typing import Any

import asyncpg
import pytest

from niaga.catalog.store.search import ORDERS, Filter, _source, counts_text, page, page_text, whole, whole_text
from niaga.kit import db, embedded
from niaga.kit.migrate import migrate
from niaga.modules import NAMES
from tests.conftest import create_database

ROWS = 20_000

FILL = f"""
INSERT INTO catalog.shop SELECT gen_random_uuid(), 'toko-' || n, 'Toko ' || n, true, 1 FROM generate_series(1, 50) AS n;
INSERT INTO catalog.category (id, name, slug, path)
SELECT id, slug, slug, ARRAY[id]
  FROM (SELECT gen_random_uuid() AS id, 'kat-' || n AS slug FROM generate_series(1, 40) AS n) AS c;
INSERT INTO catalog.listing (product_id, on_sale, central, name, slug, kind, category_id, category_path, price_from,
       price_to, prices, shop_ids, shop_id, in_stock, sold, rating, rating_count, created_at, words)
SELECT gen_random_uuid(), true, false, 'Barang ' || n, 'barang-' || n, 'goods', c.id, ARRAY[c.id], 1000 + n % 977 * 500,
       500000, ARRAY[1000 + n % 977 * 500],
       ARRAY[s.id], s.id, n % 7 > 0, n % 1013, (n % 50) / 10.0, n % 90, now() - n * interval '1 minute',
       catalog.words('Barang ' || md5((n % 2000)::text) || ' ' || n, NULL, 'SKU-' || n, '')
  FROM generate_series(1, {ROWS}) AS n
  JOIN (SELECT id, row_number() OVER () AS k FROM catalog.category) AS c ON c.k = n % 40 + 1
  JOIN (SELECT id, row_number() OVER () AS k FROM catalog.shop) AS s ON s.k = n % 50 + 1;
"""


@pytest.fixture(scope="module")
async def large(urls: embedded.Services) -> AsyncIterator[db.Conn]:
    url = await create_database(urls.database_url, f"large_{uuid.uuid4().hex[:8]}")
    await migrate(url, NAMES)
    c = await asyncpg.connect(url, server_settings={"jit": "off"})
    await db.prepare(c)
    await c.execute(FILL)
    # As long after as you like: what autovacuum would do some time, and plans depend on, is done.
    await c.execute("VACUUM ANALYZE catalog.listing, catalog.shop, catalog.category")
    try:
        yield c
    finally:
        await c.close()


def mixtures() -> list[Filter]:
    some = itertools.product(
        ["", "barang ab"],
        [None, "kat-1", uuid.UUID(int=1)],
        [None, "toko-1", uuid.UUID(int=1)],
        [None, "goods"],
        [(None, None, None), (1000, 9000, 4.0)],
        [None, True, False],
    )
    return [
        Filter(words, category, shop, kind, low, high, rating, in_stock, central=central)
        for words, category, shop, kind, (low, high, rating), in_stock in some
        for central in ((False, True) if kind is None else (False,))
    ] + [
        Filter(words, "kat-1", open_now=open_now, open_shops=(uuid.UUID(int=1),), ids=ids)
        for words in ("", "barang ab")
        for open_now in (True, False)
        for ids in (None, (uuid.UUID(int=1),))
    ]


async def test_every_mixture_is_a_statement(large: db.Conn) -> None:
    for wanted in mixtures():
        for sort in ORDERS:
            await large.prepare(page_text(wanted, sort))
            if wanted.words:
                await large.prepare(whole_text(wanted, sort))
        await large.prepare(counts_text(wanted))


async def test_page_and_whole_agree(large: db.Conn) -> None:
    some = [
        Filter(),
        Filter(words="barang 19"),
        Filter(category="kat-3", in_stock=True),
        Filter(shop="toko-4", min_price=2000, max_price=90_000),
    ]
    for wanted, sort in itertools.product(some, ORDERS):
        cards = json.loads(await page(large, wanted, sort=sort, skip=24, most=24))
        items, counts = await whole(large, wanted, sort=sort, skip=24, most=24)
        assert json.loads(items) == cards
        found = json.loads(counts)
        assert found["total"] == sum(b["count"] for b in found["facets"]["price"]["buckets"])
        assert len(cards) == min(24, max(found["total"] - 24, 0))


async def scanned(c: db.Conn, wanted: Filter, sort: str) -> tuple[int, list[str]]:
    """How many rows of the listing the page's plan really went through, and by which ways."""
    _, values = _source(wanted)
    text = f"EXPLAIN (ANALYZE, FORMAT JSON) {page_text(wanted, sort)}"  # type: ignore[arg-type]
    (plan,) = await c.fetchval(text, *values, 0, 24)
    rows, ways = 0, []

    def walk(node: dict[str, Any]) -> None:
        nonlocal rows
        if node.get("Relation Name") == "listing":
            rows += int(node["Actual Rows"] + node.get("Rows Removed by Filter", 0))
            ways.append(node.get("Index Name", node["Node Type"]))
        for inner in node.get("Plans", ()):
            walk(inner)

    walk(plan["Plan"])
    return rows, ways


@pytest.mark.parametrize("sort", ORDERS)
async def test_browsing_reads_a_page_from_an_index(large: db.Conn, sort: str) -> None:
    rows, ways = await scanned(large, Filter(), sort)
    assert rows <= 24, ways
    assert "Seq Scan" not in ways


@pytest.mark.parametrize(
    ("wanted", "most"),
    [
        (Filter(words="barang 19999"), 5),
        (Filter(words="c4ca4238a0b923820dcc509a6f75849b"), 20),
        (Filter(words="c4ca42"), 20),
        (Filter(category="kat-7"), 1500),
        (Filter(shop="toko-7"), 1500),
        (Filter(category="kat-7", shop="toko-7"), 1500),
    ],
)
async def test_a_search_reads_what_it_finds(large: db.Conn, wanted: Filter, most: int) -> None:
    for sort in ("relevance", "price_asc", "newest"):
        rows, ways = await scanned(large, wanted, sort)
        assert rows <= most, (sort, ways)
        assert "Seq Scan" not in ways
