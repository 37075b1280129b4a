"""Whether what is listed is true, and the listing made anew where it is not."""

from uuid import UUID

from niaga.kit import clock, db
from niaga.kit.port import port
from niaga.kit.verify import Finding

from ..store import listing as store
from ..store import products
from . import page_cache


@port
async def verify() -> list[Finding]:
    """Where the listing and what it is made of disagree."""
    async with db.read() as c:
        return await store.findings(c)


@port
async def repair() -> int:
    """List anew what is listed wrongly, from the products and their offers; returns how many products."""
    async with db.read() as c:
        found = await store.findings(c)
    ids = sorted({UUID(f.subject) for f in found if f.rule in ("every_product_is_listed", "listing_shows_the_price")})
    if ids:
        async with db.tx() as c:
            await products.lock(c, ids=ids)
            await store.rebuild(c, product_ids=ids, now=clock.now())
        await page_cache.changed()
    return len(ids)
