"""Many at once: demo data, imports, benchmarks. What exists stays as it is."""

import asyncio
from collections.abc import Iterator, Sequence
from typing import Any

from msgspec import structs

from niaga.kit import clock, db
from niaga.kit.port import port

from ..store import categories, listing, seeds
from ..store import products as store
from ..types import CategorySeed, ProductSeed
from . import page_cache, sync
from .pictures import columns

AT_ONCE, LANES = 250, 2


@port
async def create_categories(*, categories: list[CategorySeed]) -> None:
    """Parents may come after their children."""
    await _create_categories(categories)
    await page_cache.changed()


async def _create_categories(wanted: Sequence[CategorySeed]) -> None:
    async with db.tx() as c:
        await categories.lock_tree(c)
        await seeds.categories(c, rows=[structs.asdict(w) for w in wanted])
        await categories.relist(c, ids=await categories.repath(c))


@port
async def create_products(*, products: list[ProductSeed]) -> None:
    """Whole products with variants, pictures and offers; their stock is the caller's to receive.

    The shops must exist. The inventory is told what the variants are called; listings say `in_stock` as given.
    No ProductChanged is told: whoever loads a hundred thousand products does not want a hundred thousand events.
    """
    shop_ids = {o.shop_id for p in products for v in p.variants for o in v.offers}
    await sync.know_shops(shop_ids | {p.owner_shop_id for p in products if p.owner_shop_id})
    lanes = asyncio.Semaphore(LANES)

    async def piece(start: int) -> None:
        async with lanes:
            part = products[start : start + AT_ONCE]
            await _create(part)
            await sync.register([p.id for p in part])

    await asyncio.gather(*(piece(start) for start in range(0, len(products), AT_ONCE)))
    if len(products) >= 2 * AT_ONCE:
        async with db.read() as c:
            await seeds.settle(c)
    await page_cache.changed()


async def _create(wanted: Sequence[ProductSeed]) -> None:
    now = clock.now()
    async with db.tx() as c:
        made = set(await seeds.products(c, rows=[_product(p) for p in wanted], now=now))
        fresh = [p for p in wanted if p.id in made]
        if not fresh:
            return
        await seeds.slugs(c, ids=[p.id for p in fresh])
        await seeds.variants(c, rows=[*_variants(fresh)])
        await seeds.offers(c, rows=[*_offers(fresh)], now=now)
        await store.put_images(c, **columns([(p.id, p.images) for p in fresh]))
        await listing.rebuild(c, product_ids=[p.id for p in fresh], now=now)


def _product(p: ProductSeed) -> dict[str, Any]:
    row = structs.asdict(p)
    del row["variants"], row["images"]
    row["image_url"] = p.images[0].medium_url if p.images else None
    return row


def _variants(wanted: Sequence[ProductSeed]) -> Iterator[dict[str, Any]]:
    for p in wanted:
        for position, v in enumerate(p.variants):
            yield {
                "id": v.id,
                "product_id": p.id,
                "sku": v.sku,
                "barcode": v.barcode,
                "options": v.options,
                "weight_g": v.weight_g,
                "position": position,
            }


def _offers(wanted: Sequence[ProductSeed]) -> Iterator[dict[str, Any]]:
    for p in wanted:
        for v in p.variants:
            for o in v.offers:
                yield structs.asdict(o) | {"variant_id": v.id}
