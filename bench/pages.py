"""What people look at: a page of the listing, a product, a search; beside a bare answer of the same size."""

import time

import asyncpg
import httpx

from bench import load, stage
from bench.report import Report
from niaga.kit.db import STATEMENTS
from tests import running

WORDS = ["kabel", "baju", "nasi goreng", "buku", "lampu", "tas", "kopi", "sepatu", "charger", "kaos hitam"]


async def run(report: Report) -> None:
    report.section("Pages (16 connections, 10,000 products and the demo)")
    with stage.platform() as platform:
        async with httpx.AsyncClient(base_url=platform.url, timeout=30) as client:
            await client.get("/api/v1/products")
            listing = [f"/api/v1/products?page={n}&size=24" for n in range(1, 41)]
            first = await client.get(listing[0])
            products = [p for n in (1, 2, 3) for p in (await client.get(listing[n])).json()["items"]]
            details = [f"/api/v1/products/{p['id']}" for p in products]
            size = {"listing": len(first.content), "product": len((await client.get(details[0])).content)}
        await _beside_bare(report, platform, "GET /products, 40 pages in turn", listing, size["listing"], 0.25)
        await _beside_bare(report, platform, "GET /products/{id}, 72 products in turn", details, size["product"], 0.25)
        await _search(report, platform)
        await _statements(report, platform)


async def _beside_bare(
    report: Report, platform: running.Platform, name: str, paths: list[str], size: int, at_least: float
) -> None:
    with load.bare(size, running.free_ports(1)[0]) as url:
        limit = await load.get(url, ["/"])
    found = await load.get(platform.url, paths)
    assert not found.failed, f"{found.failed} answers failed"
    report.ratio(name, found.per_s, "/s", f"a bare answer of {size:,} bytes", limit.per_s, at_least)


async def _search(report: Report, platform: running.Platform) -> None:
    """Every path differs from every other; the load generator sends each on all its connections at once."""
    paths = [
        f"/api/v1/products?q={word.replace(' ', '+')}&min_price={n}&sort={sort}"
        for n in range(1000, 51_000, 100)
        for word in WORDS
        for sort in ("relevance", "price_asc")
    ]
    found = await load.get(platform.url, paths)
    assert not found.failed, f"{found.failed} answers failed"
    report.at_least("search, many queries, each on all connections", found.per_s, "/s", 1000)
    again = await load.get(platform.url, [f"/api/v1/products?q={w.replace(' ', '+')}" for w in WORDS])
    report.at_least("search, ten words in turn", again.per_s, "/s", 1000)


async def _statements(report: Report, platform: running.Platform) -> None:
    """The catalogue's page statement alone, in a raw loop, for scale."""
    text = next((s.text for s in STATEMENTS if s.where.endswith("catalog.store.page_of_listing")), None)
    if text is None:
        return
    c = await asyncpg.connect(platform.databases[0])
    prepared = await c.prepare("SELECT body FROM catalog.listing ORDER BY created_at DESC LIMIT 24")
    start, rounds = time.perf_counter(), 2000
    for _ in range(rounds):
        await prepared.fetch()
    report.section(
        f"  (24 rows of the listing by raw asyncpg, one connection: {rounds / (time.perf_counter() - start):,.0f}/s)"
    )
    await c.close()
