"""An order's goods, once more into the cart."""

from uuid import UUID

from niaga.cart import api as cart
from niaga.cart.types import Filling
from niaga.catalog import api as catalog
from niaga.kit.keys import Asked
from niaga.kit.port import port

from ..types import Reordered
from .queries import own


@port
async def again(*, id: UUID, asked: Asked) -> Reordered:
    """Put an order's goods into the cart, once for each key. Raises NotFound, KeyReused."""
    book = await own(id, asked.user_id)
    offers = {o.id: o for o in await catalog.offers_by_id(ids=list({line.offer_id for line in book.lines})) if o.active}
    there = [line for line in book.lines if line.offer_id in offers]
    filled = await cart.fill(
        asked=asked,
        lines=[Filling(line.offer_id, line.quantity, line.note) for line in there],
    )
    gone = [line.name for line in book.lines if line.offer_id not in offers]
    lying = {line.offer_id for line in filled.lines}
    added = [x.offer_id for x in there if x.offer_id in lying and x.offer_id not in filled.left_out]
    left_out = [line.name for line in there if line.offer_id in filled.left_out]
    return Reordered(filled.id, added, gone, left_out)
