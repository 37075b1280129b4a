"""Offers: prices in shops."""

from collections.abc import Sequence
from uuid import UUID

from msgspec import UNSET, structs

from niaga.inventory import api as inventory
from niaga.inventory.types import Place
from niaga.kit import clock, db, keys, text
from niaga.kit.batch import batched
from niaga.kit.db import Conn
from niaga.kit.errors import KeyReused, NotFound, Refusal, StaleVersion, invalid
from niaga.kit.events import emit
from niaga.kit.ids import new_id
from niaga.kit.keys import Asked
from niaga.kit.port import port

from .. import rules
from ..rows import OfferKept
from ..store import listing, products
from ..store import offers as store
from ..types import (
    NewOffer,
    Offer,
    OfferChanged,
    OfferEdit,
    OfferExists,
    OfferPlace,
    OfferRow,
    OwnProduct,
    RowResult,
    Selling,
    ShopOffer,
)
from . import page_cache, sync

# --- reading ----------------------------------------------------------------------------------------------------


@port
async def offers_by_id(*, ids: list[UUID]) -> list[Offer]:
    """Those that exist, on sale or not, at today's price, in no particular order."""
    return await _offers(ids)


@batched(most=64, lanes=2)
async def _offers(asked: Sequence[list[UUID]]) -> Sequence[list[Offer]]:
    async with db.read() as c:
        rows = await store.by_ids(c, ids=list({id for ids in asked for id in ids}), now=clock.now())
    found = {offer.id: offer for offer in rows}
    return [[found[id] for id in dict.fromkeys(ids) if id in found] for ids in asked]


@port
async def offers_of(*, shop_ids: list[UUID], variant_ids: list[UUID]) -> list[OfferPlace]:
    """Which offers sell these variants in these shops."""
    async with db.read() as c:
        return await store.places(c, shop_ids=shop_ids, variant_ids=variant_ids)


@port
async def shop_offers(
    *, shop_id: UUID, q: str = "", product_id: UUID | None = None, page: int = 1, size: int = 24
) -> tuple[list[ShopOffer], int]:
    """A page of the shop's offers by product name, and how many there are."""
    q = text.line(q)
    async with db.read() as c:
        total = await store.count_of_shop(c, shop_id=shop_id, q=q, product_id=product_id)
        rows = await store.of_shop(
            c,
            shop_id=shop_id,
            q=q,
            product_id=product_id,
            now=clock.now(),
            skip=(page - 1) * size,
            most=size,
        )
    return rows, total


@port
async def own_products(
    *, shop_id: UUID, q: str = "", selling: Selling | None = None, page: int = 1, size: int = 24
) -> tuple[list[OwnProduct], int]:
    """A page of what the shop owns or offers, the latest change first, and how many there are."""
    q = text.line(q)
    async with db.read() as c:
        total = await store.count_own_products(c, shop_id=shop_id, q=q, selling=selling)
        rows = await store.own_products(
            c, shop_id=shop_id, q=q, selling=selling, now=clock.now(), skip=(page - 1) * size, most=size
        )
    places = [Place(shop_id, variant_id) for row in rows for variant_id in row.variant_ids]
    levels = await inventory.levels(places=places) if places else []
    return rules.own_products(rows, levels), total


@port
async def shop_of_offer(*, id: UUID) -> UUID:
    """Raises NotFound."""
    async with db.read() as c:
        found = await store.get(c, ids=[id])
    if not found:
        raise NotFound()
    return found[0].shop_id


# --- writing ----------------------------------------------------------------------------------------------------


@port
async def create_offer(*, id: UUID, shop_id: UUID, offer: NewOffer, asked: Asked | None = None) -> ShopOffer:
    """Sell this variant in this shop. Raises OfferExists, NotFound, ValidationFailed, KeyReused."""
    rules.check_price(offer)
    await _may_sell(shop_id, [offer.variant_id])
    made = await _create(id, shop_id, offer, asked)
    await _after([made])
    return await _seen(made.id)


async def _may_sell(shop_id: UUID, variant_ids: list[UUID]) -> None:
    """Anybody may sell what is central; what a shop owns, only shops of the same person. Raises NotFound."""
    async with db.read() as c:
        owners = await store.owners_of_variants(c, variant_ids=variant_ids)
    known = await sync.know_shops([shop_id, *owners])
    if any(known[owner].owner_id != known[shop_id].owner_id for owner in owners):
        raise NotFound()


async def _create(id: UUID, shop_id: UUID, offer: NewOffer, asked: Asked | None = None) -> OfferKept:
    async with db.tx() as c:
        await keys.claim(c, asked)
        known = await store.get(c, ids=[id])
        if known:
            if (known[0].shop_id, known[0].variant_id) != (shop_id, offer.variant_id):
                raise KeyReused()
            return known[0]
        variant = await products.variant(c, id=offer.variant_id)
        if variant is None:
            raise NotFound()
        (product,) = await products.lock(c, ids=[variant.product_id])
        if product.archived:
            raise NotFound()
        if not await _add(c, id, shop_id, offer, variant.same_as or variant.id, product.id):
            taken = await store.by_variant(c, shop_id=shop_id, variant_ids=[variant.same_as or variant.id])
            if not taken:  # the id is of an offer that was archived, or of another shop's
                raise KeyReused()
            if taken[0].id == id:  # the same request came twice at once
                return taken[0]
            raise OfferExists(offer_id=taken[0].id)
        await listing.rebuild(c, product_ids=[product.id], now=clock.now())
        await emit(c, OfferChanged(id))
        (made,) = await store.get(c, ids=[id])
        return made


async def _add(c: Conn, id: UUID, shop_id: UUID, offer: NewOffer, shown: UUID, product_id: UUID) -> bool:
    fields = structs.asdict(offer) | {"id": id}
    added = await store.add(
        c, shop_id=shop_id, shown_variant_id=shown, product_id=product_id, in_stock=False, now=clock.now(), **fields
    )
    return bool(added)


@port
async def edit_offer(*, id: UUID, edit: OfferEdit) -> ShopOffer:
    """Raises NotFound, StaleVersion, ValidationFailed."""
    kept = await _edit(id, edit)
    await page_cache.changed([kept.product_id])
    return await _seen(kept.id)


async def _edit(id: UUID, edit: OfferEdit) -> OfferKept:
    async with db.tx() as c:
        known = await store.get(c, ids=[id])
        if not known:
            raise NotFound()
        await products.lock(c, ids=[known[0].product_id])
        locked = await store.lock(c, ids=[id])
        if not locked:
            raise NotFound()
        before = locked[0]
        if edit.version not in (None, before.version):
            raise StaleVersion(version=before.version)
        given = {f: v for f in CHANGEABLE if (v := getattr(edit, f)) is not UNSET}
        after = rules.edited(before, given)
        rules.check_price(after)
        fields = {f: getattr(after, f) for f in CHANGEABLE}
        await store.write(c, id=id, now=clock.now(), **fields)
        await listing.rebuild(c, product_ids=[before.product_id], now=clock.now())
        await emit(c, OfferChanged(id))
    return after


CHANGEABLE = (
    "price",
    "compare_at_price",
    "sale_price",
    "sale_starts_at",
    "sale_ends_at",
    "min_quantity",
    "max_quantity",
    "active",
)


@port
async def edit_offers(*, shop_id: UUID, rows: list[OfferRow]) -> list[RowResult]:
    """Each row for itself: one that is refused does not hold up the others. Returns in the order of the rows."""
    done: list[OfferKept | Refusal] = []
    for row in rows:
        try:
            done.append(await _row(shop_id, row))
        except Refusal as refused:
            done.append(refused)
    kept = [d for d in done if isinstance(d, OfferKept)]
    await _after(kept)
    async with db.read() as c:
        seen = {o.id: o for o in await store.as_seller_sees(c, ids=[k.id for k in kept], now=clock.now())}
    return [
        RowResult(True, seen[d.id]) if isinstance(d, OfferKept) else RowResult(False, None, d.code, d.message)
        for d in done
    ]


async def _row(shop_id: UUID, row: OfferRow) -> OfferKept:
    if row.id is None and row.variant_id is None:
        raise invalid("id", "or variant_id must say which offer")
    async with db.read() as c:
        if row.id is not None:
            found = [o for o in await store.get(c, ids=[row.id]) if o.shop_id == shop_id]
        else:
            assert row.variant_id is not None
            found = await store.by_variant(c, shop_id=shop_id, variant_ids=[row.variant_id])
    if found:
        return await _edit(found[0].id, row)
    if row.variant_id is None:
        raise NotFound()
    if row.price is UNSET:
        raise invalid("price", "is missing for a new offer")
    given = {f: v for f in CHANGEABLE if (v := getattr(row, f)) is not UNSET}
    offer = NewOffer(variant_id=row.variant_id, **given)
    rules.check_price(offer)
    await _may_sell(shop_id, [row.variant_id])
    return await _create(new_id(), shop_id, offer)


@port
async def archive_offer(*, id: UUID) -> None:
    """Take it off sale for good. Archiving twice changes nothing."""
    async with db.tx() as c:
        known = await store.get(c, ids=[id])
        if known:
            await products.lock(c, ids=[known[0].product_id])
            await store.archive(c, ids=[id], now=clock.now())
            await listing.rebuild(c, product_ids=[known[0].product_id], now=clock.now())
            await emit(c, OfferChanged(id))
    of = [known[0].product_id] if known else []
    await sync.shelve(of)
    await page_cache.changed(of)


async def _after(made: Sequence[OfferKept]) -> None:
    """The inventory knows what the shop sells now, and the listing whether it is in stock."""
    await sync.shelve([o.product_id for o in made])
    await sync.restock([o.variant_id for o in made])
    await page_cache.changed({o.product_id for o in made})


async def _seen(id: UUID) -> ShopOffer:
    async with db.read() as c:
        (found,) = await store.as_seller_sees(c, ids=[id], now=clock.now())
    return found
