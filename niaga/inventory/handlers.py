"""What inventory does when shops change, and by the clock."""

from collections.abc import Sequence

from niaga.kit import clock, db
from niaga.kit.events import every, on
from niaga.shops.types import ShopAbandoned, ShopApproved

from . import api
from .api.ledger import lapse, split, tell
from .rules import Watch
from .store import holds, stock, warehouses

MAX_PLACES = 500


@on(ShopApproved)
async def open_first_warehouse(*, events: Sequence[ShopApproved]) -> None:
    await api.open_shops(shop_ids=sorted({event.id for event in events}))


@on(ShopAbandoned)
async def forget_places(*, events: Sequence[ShopAbandoned]) -> None:
    """Where its warehouses are: often the home of whoever was erased."""
    async with db.tx() as c:
        await warehouses.forget_places(c, shop_ids=sorted({event.id for event in events}))


@every("* * * * * */5")
async def lapse_expired_holds() -> None:
    """Nobody needs it for the truth, expired holds count as free anyway: it tells listings what can be bought again."""
    now = clock.now()
    async with db.tx() as c:
        places = await holds.expired_places(c, now=now, most=MAX_PLACES)
        if not places:
            return
        shop_ids, variant_ids = split([(place.shop_id, place.variant_id) for place in places])
        rows = await stock.lock(c, shop_ids=shop_ids, variant_ids=variant_ids)
        watch = Watch(rows)
        await lapse(c, rows, now)
        await tell(c, watch)
