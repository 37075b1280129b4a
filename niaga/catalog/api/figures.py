"""What was sold, and whether what is listed is true."""

from uuid import UUID

from niaga.kit import clock, db
from niaga.kit.port import port
from niaga.kit.verify import Finding

from ..store import listing as store
from ..types import Sold


@port
async def count_sold(*, id: UUID, lines: list[Sold]) -> None:
    """Counted once for each id, which is the order's or shop order's; lists show it within seconds."""
    sums: dict[UUID, int] = {}
    for line in lines:
        sums[line.product_id] = sums.get(line.product_id, 0) + line.quantity
    if sums:
        async with db.read() as c:
            await store.add_sales(c, id=id, product_ids=list(sums), quantities=list(sums.values()), now=clock.now())


@port
async def verify() -> list[Finding]:
    """Where the listing and what it is made of disagree."""
    async with db.read() as c:
        return await store.findings(c)
