"""What was sold, for what lists call popular."""

from uuid import UUID

from niaga.kit import clock, db
from niaga.kit.port import port

from ..store import listing as store
from ..types import Sold


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
