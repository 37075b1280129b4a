"""Keeping up with the neighbours: what shops and the inventory say, and what the inventory must be told.

Each of these is idempotent and safe to repeat: called right after a change, and again by the handlers of its event.
"""

from collections.abc import Collection, Sequence
from uuid import UUID

from niaga.inventory import api as inventory
from niaga.inventory.types import Item, Place, ReceiptLine
from niaga.kit import clock, db
from niaga.kit.errors import NotFound
from niaga.kit.ids import id_of
from niaga.shops import api as shops
from niaga.shops.types import Shop

from .. import rules
from ..rows import FirstStock
from ..store import listing, products
from ..store import offers as store
from . import page_cache

AT_ONCE = 500


async def know_shops(ids: Collection[UUID]) -> dict[UUID, Shop]:
    """Keep the copy of these shops up to date, and what is listed of them. Raises NotFound when one is not there."""
    found = {shop.id: shop for shop in await shops.shops(ids=list(set(ids)))}
    if set(found) != set(ids):
        raise NotFound()
    async with db.tx() as c:
        fresh = await store.put_shops(
            c,
            ids=list(found),
            slugs=[s.slug for s in found.values()],
            names=[s.name for s in found.values()],
            on_sale=[s.status == "approved" for s in found.values()],
            versions=[s.version for s in found.values()],
        )
    if fresh:
        await relist_shops(fresh)
    return found


async def relist_shops(shop_ids: list[UUID]) -> None:
    """List anew what these shops sell, some hundred products at a time."""
    last: UUID | None = None
    while True:
        async with db.tx() as c:
            ids = await store.products_of_shops(c, shop_ids=shop_ids, after=last, most=AT_ONCE)
            if ids:
                await products.lock(c, ids=ids)
                await listing.rebuild(c, product_ids=ids, now=clock.now())
                last = ids[-1]
        if len(ids) < AT_ONCE:
            break
    await page_cache.changed()


async def register(product_ids: Sequence[UUID]) -> None:
    """Tell the inventory what the variants of these products are called and look like."""
    for start in range(0, len(product_ids), AT_ONCE):
        async with db.read() as c:
            rows = await products.items(c, product_ids=list(product_ids[start : start + AT_ONCE]))
        for first in range(0, len(rows), AT_ONCE):
            items = [
                Item(
                    r.variant_id,
                    r.sku,
                    rules.item_name(r.product_name, r.options),
                    r.owner_shop_id,
                    image_url=r.image_url,
                )
                for r in rows[first : first + AT_ONCE]
            ]
            await inventory.register_items(items=items)


async def shelve(product_ids: Sequence[UUID] | None = None) -> None:
    """Tell the inventory what shops offer and offer no more: of these products, or of all, what it has not heard of.

    What was told too late, after the shop had changed its mind and that was told too, is told again by the next call.
    """
    while True:
        async with db.read() as c:
            given = None if product_ids is None else list(product_ids)
            waiting = await store.unshelved(c, product_ids=given, most=AT_ONCE)
        if waiting:
            of = sorted({w.product_id for w in waiting})
            await register(of)
            await inventory.open_places(places=[Place(w.shop_id, w.variant_id) for w in waiting if w.offered])
            await inventory.close_places(places=[Place(w.shop_id, w.variant_id) for w in waiting if not w.offered])
            async with db.tx() as c:
                await products.lock(c, ids=of)
                await store.shelve(c, ids=[w.id for w in waiting], offered=[w.offered for w in waiting])
        if len(waiting) < AT_ONCE:
            break


async def bring_in(product_ids: Sequence[UUID]) -> None:
    """Receive what new products start with, once: the receipt's id follows from the product's and the shop's."""
    async with db.read() as c:
        waiting = await products.first_stock(c, product_ids=list(product_ids))
    receipts: dict[tuple[UUID, UUID], list[FirstStock]] = {}
    for w in waiting:
        receipts.setdefault((w.product_id, w.shop_id), []).append(w)
    for (product_id, shop_id), lines in receipts.items():
        await inventory.receive(
            id=id_of("receipt", product_id, shop_id),
            shop_id=shop_id,
            lines=[ReceiptLine(w.variant_id, w.quantity) for w in lines],
        )
        async with db.tx() as c:
            await products.first_stock_is_in(c, variant_ids=[w.variant_id for w in lines])
    await restock([w.variant_id for w in waiting])


async def restock(variant_ids: Sequence[UUID]) -> None:
    """Ask the inventory which offers of these variants are in stock, and list what has changed."""
    for start in range(0, len(variant_ids), AT_ONCE):
        wanted = list(variant_ids[start : start + AT_ONCE])
        async with db.read() as c:
            places = await store.of_variants(c, variant_ids=wanted)
        if not places:
            continue
        found = await inventory.available(wants=[Place(p.shop_id, p.variant_id) for p in places])
        left = {(a.shop_id, a.variant_id): a.available for a in found}
        states = [left.get((p.shop_id, p.variant_id), 0) > 0 for p in places]
        async with db.tx() as c:
            await products.lock(c, ids=await store.products_of_variants(c, variant_ids=wanted))
            turned = await store.set_in_stock(c, ids=[p.offer_id for p in places], states=states)
            if turned:
                await listing.rebuild(c, product_ids=list(set(turned)), now=clock.now())
        if turned:
            await page_cache.lists_changed()
