"""Products, their variants and pictures."""

from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

import msgspec
from msgspec import UNSET, structs

from niaga.inventory import api as inventory
from niaga.inventory.types import Place
from niaga.kit import clock, db, keys
from niaga.kit.batch import batched
from niaga.kit.db import Conn
from niaga.kit.errors import KeyReused, NotFound, StaleVersion, invalid
from niaga.kit.events import emit
from niaga.kit.ids import new_id
from niaga.kit.keys import Asked
from niaga.kit.port import port
from niaga.kit.slugs import as_id, slug, spellings
from niaga.shops import api as shops

from .. import rules
from ..rows import AskedPage, PageRow, ProductRow
from ..store import listing
from ..store import offers as offer_store
from ..store import products as store
from ..types import (
    NewProduct,
    NewVariant,
    OfferChanged,
    Product,
    ProductChanged,
    ProductEdit,
    SkuTaken,
    VariantEdit,
)
from . import page_cache, sync

PLATFORM = UUID(int=0)


# --- reading ----------------------------------------------------------------------------------------------------


@port
async def product_page(*, id_or_slug: str, viewer_id: UUID | None = None, roles: Collection[str] = ()) -> msgspec.Raw:
    """A `Product`, rendered, with what can be bought at this moment. Raises NotFound.

    What no approved shop owns or sells is shown to its owner's people only.
    """
    face = await page_cache.faces.get_or_make(id_or_slug, lambda: _face(id_or_slug), _keeps_s, lambda face: face.row.id)
    if not face.shown:
        if viewer_id is None or face.row.owner_shop_id is None:
            raise NotFound()
        await shops.require(user_id=viewer_id, roles=roles, shop_id=face.row.owner_shop_id, permission="products")
    return msgspec.Raw(await _rendered(face))


@port
async def product(*, id: UUID) -> Product:
    """Fresh, whether shown to the public or not. Raises NotFound."""
    return await fresh(id)


@batched(most=64)
async def _rendered(faces: Sequence[page_cache.Face]) -> Sequence[bytes]:
    """Pages opened at the same time ask for their stock together, and are written anew only where that has changed.

    The question is put after they came, so nobody sees the past.
    """
    each = {id(face): face for face in faces}
    available = await _available(list(each.values()))
    pages = {key: _written(face, available) for key, face in each.items()}
    return [pages[id(face)] for face in faces]


def _written(face: page_cache.Face, available: Mapping[tuple[UUID, UUID], int]) -> bytes:
    left = [available.get((o.shop_id, o.variant_id), 0) for o in face.offers]
    if face.written is None or face.written.left != left:
        face.written = page_cache.Written(left, msgspec.json.encode(_page(face, available)))
    return face.written.page


async def _available(faces: Sequence[page_cache.Face]) -> dict[tuple[UUID, UUID], int]:
    places = list({Place(o.shop_id, o.variant_id): None for face in faces for o in face.offers})
    found = await inventory.available(wants=places) if places else []
    return {(a.shop_id, a.variant_id): a.available for a in found}


def _page(face: page_cache.Face, available: Mapping[tuple[UUID, UUID], int]) -> Product:
    return rules.product(
        face.row,
        path=face.path,
        images=face.images,
        variants=face.variants,
        offers=face.offers,
        available=available,
    )


@batched(most=64)
async def _face(asked: Sequence[str]) -> Sequence[page_cache.Face | Exception]:
    """Whoever asks for pages that are not kept, at the same time, asks one question. Raises NotFound for each."""
    pages = [AskedPage(n, as_id(text), text) for n, text in enumerate(asked)]
    async with db.read() as c:
        found = {row.nth: row for row in await store.pages(c, asked=pages, now=clock.now())}
    return [_face_of(found[n]) if n in found else NotFound() for n in range(len(asked))]


def _face_of(row: PageRow) -> page_cache.Face:
    shown = bool(row.owner_sells or row.offers)
    return page_cache.Face(row.product, row.path, row.images, row.variants, row.offers, shown=shown)


def _keeps_s(face: page_cache.Face) -> float:
    """Until one of its prices changes by itself."""
    change = rules.next_change(face.offers)
    return page_cache.KEPT_S if change is None else (change - clock.now()).total_seconds()


@port
async def owner(*, id: UUID) -> UUID | None:
    """The shop that owns the product; None for a central one. Raises NotFound."""
    async with db.read() as c:
        row = await store.get(c, id=id)
    if row is None or row.archived:
        raise NotFound()
    return row.owner_shop_id


# --- making -----------------------------------------------------------------------------------------------------


@port
async def create_product(*, id: UUID, product: NewProduct, asked: Asked | None = None) -> Product:
    """Central without `shop_id`; else the shop's own, with an offer for each variant that has a price.

    Raises NotFound, SkuTaken, KeyReused, ValidationFailed.
    """
    rules.check_new(product)
    if product.shop_id:
        await sync.know_shops([product.shop_id])
    variants = [structs.replace(v, id=v.id or new_id()) for v in product.variants]
    async with db.tx() as c:
        if await keys.claim(c, asked) and await _add(c, id, product):
            await _put_variants(c, id, product.shop_id, product.name, variants)
            await _offer(c, id, product.shop_id, variants)
            await listing.rebuild(c, product_ids=[id], now=clock.now())
            await emit(c, ProductChanged(id))
    await sync.register([id])
    await sync.bring_in([id])
    await sync.shelve([id])
    await page_cache.changed([id])
    return await fresh(id)


async def fresh(id: UUID) -> Product:
    face = await _face(str(id))
    return _page(face, await _available([face]))


async def _add(c: Conn, id: UUID, product: NewProduct) -> bool:
    """Whether it is new. Raises KeyReused when that id is another product's."""
    await _check_category(c, product.category_id)
    plain = slug(product.name, "produk")
    added = await store.add(
        c,
        id=id,
        owner_shop_id=product.shop_id,
        category_id=product.category_id,
        kind=product.kind,
        name=product.name,
        slug=plain,
        description=product.description,
        brand=product.brand,
        specs=product.specs,
        now=clock.now(),
    )
    if not added:
        (known,) = await store.lock(c, ids=[id])
        if (known.owner_shop_id, known.name, known.archived) != (product.shop_id, product.name, False):
            raise KeyReused()
        return False
    named = await _claim_slug(c, id, plain)
    if named != plain:
        await store.set_slug(c, id=id, slug=named)
    return True


async def _claim_slug(c: Conn, id: UUID, plain: str) -> str:
    """The first spelling that leads nowhere yet, or to what its owner has archived: made anew, it has its address."""
    for named in spellings(plain, id, "produk"):
        if await store.claim_slug(c, slug=named, product_id=id):
            return named
    raise AssertionError("spellings do not end")


async def _check_category(c: Conn, category_id: UUID | None) -> None:
    if category_id is not None and not await store.category_exists(c, id=category_id):
        raise invalid("category_id", "is no category")


async def _put_variants(
    c: Conn, id: UUID, owner_shop_id: UUID | None, name: str, variants: Sequence[NewVariant | VariantEdit]
) -> None:
    """Write these variants, in this order, all of which have an id. Raises SkuTaken, KeyReused."""
    ids = [v.id for v in variants if v.id]
    assert len(ids) == len(variants)
    owner_key = owner_shop_id or PLATFORM
    skus = [v.sku or rules.sku(name, v.options, key) for key, v in zip(ids, variants, strict=True)]
    await store.lock_skus(c, owner_key=str(owner_key))
    if taken := await store.sku_taken(c, owner_key=owner_key, keys=[sku.lower() for sku in skus], but=ids):
        raise SkuTaken(sku=taken)
    await store.put_variants(
        c,
        product_id=id,
        owner_key=owner_key,
        ids=ids,
        skus=skus,
        barcodes=[v.barcode for v in variants],
        options=[v.options for v in variants],
        weights_g=[v.weight_g for v in variants],
        positions=list(range(len(ids))),
    )
    if not set(ids) <= {v.id for v in await store.variants(c, product_ids=[id])}:
        raise KeyReused()


async def _offer(c: Conn, id: UUID, shop_id: UUID | None, variants: Sequence[NewVariant]) -> None:
    """Offers for those with a price, and what their stock starts with."""
    if shop_id is None:
        return
    for variant in variants:
        if variant.price is not None and variant.id:
            await offer_store.add(
                c,
                id=new_id(),
                shop_id=shop_id,
                variant_id=variant.id,
                shown_variant_id=variant.id,
                product_id=id,
                price=variant.price,
                compare_at_price=variant.compare_at_price,
                sale_price=None,
                sale_starts_at=None,
                sale_ends_at=None,
                min_quantity=1,
                max_quantity=None,
                active=True,
                in_stock=False,
                now=clock.now(),
            )
    stocked = [(v.id, v.stock) for v in variants if v.stock and v.id]
    if stocked:
        ids, quantities = map(list, zip(*stocked, strict=True))
        await store.add_first_stock(c, variant_ids=ids, shop_id=shop_id, quantities=quantities)


# --- changing ---------------------------------------------------------------------------------------------------


async def locked(c: Conn, id: UUID) -> ProductRow:
    found = await store.lock(c, ids=[id])
    if not found or found[0].archived:
        raise NotFound()
    return found[0]


CHANGEABLE = ("name", "description", "category_id", "brand", "specs")


@port
async def edit_product(*, id: UUID, edit: ProductEdit) -> Product:
    """Raises NotFound, StaleVersion, SkuTaken, ValidationFailed."""
    async with db.tx() as c:
        before = await locked(c, id)
        if edit.version not in (None, before.version):
            raise StaleVersion(version=before.version)
        given = {f: v for f in CHANGEABLE if (v := getattr(edit, f)) is not UNSET}
        after = structs.replace(before, **given)
        if edit.category_id is not UNSET:
            await _check_category(c, edit.category_id)
        await _rewrite(c, before, after)
        gone: list[UUID] = []
        if edit.variants is not UNSET:
            gone = await _edit_variants(c, after, edit.variants)
        await listing.rebuild(c, product_ids=[id], now=clock.now())
        await emit(c, ProductChanged(id), *(OfferChanged(offer_id) for offer_id in gone))
    await sync.register([id])
    await sync.shelve([id])
    await page_cache.changed([id])
    return await fresh(id)


async def _rewrite(c: Conn, before: ProductRow, after: ProductRow) -> None:
    """With a new name comes a new slug; the old ones keep leading here."""
    renamed = after.name != before.name
    named = await _claim_slug(c, after.id, slug(after.name, "produk")) if renamed else before.slug
    await store.write(
        c,
        id=after.id,
        category_id=after.category_id,
        name=after.name,
        slug=named,
        description=after.description,
        brand=after.brand,
        specs=after.specs,
        now=clock.now(),
    )


async def _edit_variants(c: Conn, product: ProductRow, edits: list[VariantEdit]) -> list[UUID]:
    """Write, add and archive variants. Returns the offers that went with those archived."""
    rules.check_variants(edits)
    known = {v.id: v for v in await store.variants(c, product_ids=[product.id]) if v.same_as is None}
    if unknown := {e.id for e in edits if e.id} - set(known):
        raise invalid("variants", f"{next(iter(unknown))} is no variant of this product")
    rows = [structs.replace(e, id=e.id or new_id(), sku=e.sku or (known[e.id].sku if e.id else None)) for e in edits]
    dropped = [id for id in known if id not in {r.id for r in rows}]
    offers = await offer_store.archive_of_variants(c, variant_ids=dropped, now=clock.now()) if dropped else []
    if dropped:
        await store.archive_variants(c, ids=dropped)
    await store.park(c, ids=[r.id for r in rows if r.id in known])  # two may swap their options
    await _put_variants(c, product.id, product.owner_shop_id, product.name, rows)
    return offers


@port
async def archive_product(*, id: UUID) -> None:
    """Off sale for good; orders keep what they say. Archiving twice changes nothing."""
    async with db.tx() as c:
        found = await store.lock(c, ids=[id])
        if found and not found[0].archived:
            ids = [v.id for v in await store.variants(c, product_ids=[id])]
            gone = await offer_store.archive_of_variants(c, variant_ids=ids, now=clock.now())
            await store.archive_variants(c, ids=ids)
            await store.archive(c, id=id, merged_into=None, now=clock.now())
            await listing.rebuild(c, product_ids=[id], now=clock.now())
            await emit(c, ProductChanged(id), *(OfferChanged(offer_id) for offer_id in gone))
    await sync.shelve([id])
    await page_cache.changed([id])
