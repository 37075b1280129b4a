"""What was sold, and whether what is listed is true."""

from uuid import UUID

from niaga.kit import clock, db
from niaga.kit.port import port
from niaga.kit.verify import Finding

from ..store import listing as store
from ..store import products
from ..types import Sold
from . import shelf


@port
async def count_sold(*, sold: list[Sold]) -> None:
    """Each order's products are counted once, however often they are told; lists show it within seconds."""
    sums: dict[tuple[UUID, UUID], int] = {}
    for line in sold:
        key = (line.order_id, line.product_id)
        sums[key] = sums.get(key, 0) + line.quantity
    if sums:
        order_ids, product_ids = zip(*sums, strict=True)
        async with db.read() as c:
            await store.add_sales(
                c, ids=list(order_ids), product_ids=list(product_ids), quantities=list(sums.values()), now=clock.now()
            )


@port
async def verify() -> list[Finding]:
    """Where the listing and what it is made of disagree."""
    async with db.read() as c:
        return await store.findings(c)


@port
async def repair() -> int:
    """List anew what is listed wrongly, from the products and their offers; answers how many products."""
    async with db.read() as c:
        found = await store.findings(c)
    ids = sorted({UUID(f.subject) for f in found if f.rule in ("every_product_is_listed", "listing_shows_the_price")})
    if ids:
        async with db.tx() as c:
            await products.lock(c, ids=ids)
            await store.rebuild(c, product_ids=ids, now=clock.now())
        await shelf.changed()
    return len(ids)
