"""What the catalogue does when something has happened, and its timed jobs."""

import datetime as dt
from collections.abc import Sequence

from niaga.inventory.types import StockChanged
from niaga.kit import clock, db
from niaga.kit.events import every, on
from niaga.shops.types import ShopChanged

from .api import page_cache, sync
from .store import listing, products
from .store import offers as store
from .types import ProductChanged

SALES_KEPT = dt.timedelta(days=60)
MAX_AT_ONCE = 500


@on(ProductChanged)
async def tell_the_inventory(*, events: Sequence[ProductChanged]) -> None:
    """Said already when the product was made; here again, for a crash in between."""
    ids = list(dict.fromkeys(e.id for e in events))
    await sync.register(ids)
    await sync.bring_in(ids)


@on(StockChanged)
async def list_what_is_in_stock(*, events: Sequence[StockChanged]) -> None:
    await sync.restock(list(dict.fromkeys(id for e in events for id in e.variant_ids)))


@on(ShopChanged)
async def follow_shops(*, events: Sequence[ShopChanged]) -> None:
    """Approved, suspended, renamed: what it sells is listed accordingly."""
    await sync.know_shops({e.id for e in events})


@every("* * * * * */5")
async def turn_sales() -> None:
    """Scheduled prices begin and end."""
    now = clock.now()
    async with db.tx() as c:
        ids = await store.sales_to_turn(c, now=now)
        if ids:
            await products.lock(c, ids=ids)
            await listing.rebuild(c, product_ids=ids, now=now)
    if ids:
        await page_cache.changed(ids)


@every("* * * * * */10")
async def tell_what_is_offered() -> None:
    """Said already when the offer was made; here again, for a crash in between and for offers of earlier days."""
    await sync.shelve()


@every("* * * * * */10")
async def count_sales() -> None:
    """What was sold lately shows in lists."""
    async with db.tx() as c:
        ids = await listing.sold_lately(c, most=MAX_AT_ONCE)
        if ids:
            await products.lock(c, ids=ids)
            await listing.count_sales(c, product_ids=ids)


@every("17 3 * * *")
async def forget_sales() -> None:
    async with db.tx() as c:
        await listing.forget_sales(c, before=clock.now() - SALES_KEPT)
