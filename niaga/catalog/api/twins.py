"""Products that are one thing: found, looked at, and made one."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from niaga.inventory import api as inventory
from niaga.inventory.types import Place
from niaga.kit import clock, db
from niaga.kit.db import Conn
from niaga.kit.errors import NotFound, invalid
from niaga.kit.events import emit
from niaga.kit.port import port

from .. import rules
from ..rows import ProductRow, VariantRow
from ..store import listing, products
from ..store import offers as offer_store
from ..store import twins as store
from ..types import (
    MergePreview,
    Product,
    ProductChanged,
    ShopName,
    TwinCard,
    Twins,
    TwinsConflict,
    VariantBrief,
    VariantFate,
)
from . import page_cache, sync
from .products import fresh

MAX_TWINS = 50
MAX_IN_GROUP = 20  # the rest shows when these have become one


@port
async def likely_twins() -> list[Twins]:
    """Groups of products that may be one thing, those with one barcode first; at most 50."""
    async with db.read() as c:
        groups = await store.likely(c, most=MAX_TWINS, most_each=MAX_IN_GROUP)
        rows = await store.cards(c, ids=sorted({id for group in groups for id in group.ids}))
    cards = {row.id: row for row in rows}
    return [Twins(g.reason, g.value, _ranked([cards[id] for id in g.ids if id in cards])) for g in groups]


def _ranked(cards: Sequence[TwinCard]) -> list[TwinCard]:
    """A central product first, then whatever most shops sell."""
    return sorted(cards, key=lambda card: (card.owner is not None, -card.offer_count, -card.sold, card.id))


@port
async def preview_merge(*, id: UUID, into: UUID) -> MergePreview:
    """What `merge_products` would do now. Raises NotFound, ValidationFailed."""
    _check_two(id, into)
    async with db.read() as c:
        rows = [await products.get(c, id=one) for one in (id, into)]
        old, new = rows
        if old is None or new is None or old.archived or new.archived:
            raise NotFound()
        _check_kinds(old, new)
        theirs, ours = await _variants_of(c, id), await _variants_of(c, into)
        twins = rules.pair_twins(theirs, ours)
        conflicts = await offer_store.shops_selling_both(c, twins=list(twins), same_as=list(twins.values()))
        names = await store.shop_names(c, ids=conflicts)
        places = [Place(p.shop_id, p.variant_id) for p in await offer_store.of_variants(c, variant_ids=_ids(theirs))]
    left = await inventory.available(wants=places) if places else []
    return MergePreview(
        variants=_fates(theirs, ours, twins),
        offers=len(places),
        shops=len({place.shop_id for place in places}),
        units=sum(a.available for a in left),
        conflicts=[ShopName(name.id, name.name) for name in names],
        becomes_central=_nobodys(old, new),
        options_differ=len({frozenset(v.options) for v in (*theirs, *ours) if v.same_as is None}) > 1,
    )


def _fates(theirs: Sequence[VariantRow], ours: Sequence[VariantRow], twins: Mapping[UUID, UUID]) -> list[VariantFate]:
    known = {v.id: VariantBrief(v.id, v.sku, v.options) for v in (*theirs, *ours)}
    return [
        VariantFate(known[v.id], known[twins[v.id]] if v.id in twins else None) for v in theirs if v.same_as is None
    ]


@port
async def merge_products(*, id: UUID, into: UUID) -> Product:
    """The two are one thing: `id`'s variants and offers move, and its address leads to the other from now on.

    What two shops owned apart belongs to neither afterwards: it is central. Pictures and words stay `into`'s.
    Raises NotFound, TwinsConflict, ValidationFailed. Merging twice changes nothing.
    """
    _check_two(id, into)
    now = clock.now()
    async with db.tx() as c:
        rows = {r.id: r for r in await products.lock(c, ids=[id, into])}
        if id not in rows or into not in rows or rows[into].archived:
            raise NotFound()
        if rows[id].merged_into != into:
            if rows[id].archived:
                raise NotFound()
            await _merge(c, rows[id], rows[into])
            await listing.rebuild(c, product_ids=[id, into], now=now)
            await emit(c, ProductChanged(id), ProductChanged(into))
    await sync.register([into])
    await page_cache.changed([id, into])
    return await fresh(into)


async def _merge(c: Conn, old: ProductRow, new: ProductRow) -> None:
    _check_kinds(old, new)
    theirs, ours = await _variants_of(c, old.id), await _variants_of(c, new.id)
    twins = rules.pair_twins(theirs, ours)
    left, right = list(twins), list(twins.values())
    if conflict := await offer_store.shops_selling_both(c, twins=left, same_as=right):
        raise TwinsConflict(shop_ids=conflict)
    now = clock.now()
    await store.move_variants(c, old=old.id, new=new.id, twins=left, same_as=right)
    await offer_store.move(c, old=old.id, new=new.id, twins=left, same_as=right, now=now)
    await store.hand_over_slugs(c, old=old.id, new=new.id)
    await store.hand_over_merged(c, old=old.id, new=new.id)
    await store.add_figures(c, old=old.id, new=new.id)
    if _nobodys(old, new):
        await store.make_central(c, id=new.id)
    await products.archive(c, id=old.id, merged_into=new.id, now=now)


def _check_two(id: UUID, into: UUID) -> None:
    if id == into:
        raise invalid("into", "is the same product")


def _check_kinds(old: ProductRow, new: ProductRow) -> None:
    if old.kind != new.kind:
        raise invalid("into", "is of another kind")


def _nobodys(old: ProductRow, new: ProductRow) -> bool:
    """Whether a shop would come to own what others sell."""
    return new.owner_shop_id is not None and new.owner_shop_id != old.owner_shop_id


def _ids(variants: Sequence[VariantRow]) -> list[UUID]:
    return [v.id for v in variants]


async def _variants_of(c: Conn, id: UUID) -> list[VariantRow]:
    return await products.variants(c, product_ids=[id])
