"""What people look at: a page of the listing, a product, a search; beside a bare answer of the same size."""

import asyncio
import contextlib
import random
import time
from collections.abc import AsyncIterator

import asyncpg
import httpx

from bench import load, stage
from bench.report import Figure, Report
from niaga.kit.db import STATEMENTS
from tests import running

SELLER = "seller@niaga.test"
WORDS = ["kabel", "baju", "nasi goreng", "buku", "lampu", "tas", "kopi", "sepatu", "charger", "kaos hitam"]


async def run(report: Report) -> None:
    report.section("Pages (16 connections, 10,000 products and the demo)")
    with stage.platform() as platform:
        async with httpx.AsyncClient(base_url=platform.url, timeout=30) as client:
            await client.get("/api/v1/products")
            listing = [f"/api/v1/products?page={n}&size=24" for n in range(1, 41)]
            first = await client.get(listing[0])
            pages = [(await client.get(f"/api/v1/products?page={n}&size=100")).json() for n in range(1, 101)]
            every = [f"/api/v1/products/{p['id']}" for page in pages for p in page["items"]]
            details = every[:72]
            size = {"listing": len(first.content), "product": len((await client.get(details[0])).content)}
            name = f"GET /products/{{id}}, any of {len(every):,} at random"
            await _beside_bare(report, platform, name, every, size["product"], 0.25, at_random=True)
            async with edits(client):
                found = await load.get(platform.url, every, random=True)
                report.add(Figure("  the same while sellers change prices and stock", found.per_s, "/s"))
                found = await load.get(platform.url, listing, random=True)
                report.add(Figure("  lists meanwhile", found.per_s, "/s"))
        await _beside_bare(report, platform, "GET /products, 40 pages in turn", listing, size["listing"], 0.25)
        await _beside_bare(report, platform, "GET /products/{id}, 72 products in turn", details, size["product"], 0.25)
        await _search(report, platform)
        await _statements(report, platform)


@contextlib.asynccontextmanager
async def edits(client: httpx.AsyncClient) -> AsyncIterator[None]:
    """A shop's people change prices and stock, 25 of each a second, of things that may be on any page."""
    token = await stage.sign_in(client, SELLER)
    client.headers["authorization"] = f"Bearer {token}"
    shop = (await client.get("/api/v1/shops?mine=true")).json()["items"][0]["id"]
    offers = (await client.get(f"/api/v1/shops/{shop}/offers?size=100")).json()["items"]
    stock = (await client.get(f"/api/v1/shops/{shop}/stock?size=100")).json()["items"]
    made = 0

    async def go_on() -> None:
        nonlocal made
        while True:
            offer, row = random.choice(offers), random.choice(stock)
            await client.put(
                f"/api/v1/offers/{offer['id']}", json={"price": offer["price"] + random.randrange(9) * 100}
            )
            path = f"/api/v1/warehouses/{row['warehouse_id']}/stock/{row['variant_id']}"
            answer = await client.put(
                path, json={"on_hand": row["on_hand"] + 1 + random.randrange(9), "version": row["version"]}
            )
            if answer.status_code == 200:
                row["version"] = answer.json()["version"]
            made += 2
            await asyncio.sleep(0.04)

    editing = asyncio.create_task(go_on())
    start = time.monotonic()
    try:
        yield
    finally:
        editing.cancel()
        print(f"  ({made / (time.monotonic() - start):.0f} edits a second)")
        del client.headers["authorization"]


async def _beside_bare(
    report: Report,
    platform: running.Platform,
    name: str,
    paths: list[str],
    size: int,
    at_least: float,
    at_random: bool = False,
) -> None:
    with load.bare(size, running.free_ports(1)[0]) as url:
        limit = await load.get(url, ["/"])
    found = await load.get(platform.url, paths, random=at_random)
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
