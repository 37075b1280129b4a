"""Pure decisions: codes, prices, trees."""

import datetime as dt
import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from msgspec import structs

from niaga.inventory.types import Level
from niaga.kit import text
from niaga.kit.errors import NotFound, invalid

from .rows import OfferKept, OfferRowShown, OwnRow, ProductRow, VariantRow
from .types import (
    Category,
    CategoryCycle,
    CategoryNode,
    CategoryRef,
    Image,
    NewOffer,
    NewProduct,
    NewVariant,
    OfferView,
    OwnProduct,
    Product,
    ShopName,
    VariantEdit,
    VariantView,
)

# --- codes ------------------------------------------------------------------------------------------------------

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: nothing to mistake


def sku(name: str, options: Mapping[str, str], id: UUID) -> str:
    """A code one can read: the beginnings of the name's words, the options, and five letters from the id."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().upper()
    start = "".join(word[:3] for word in re.findall(r"[A-Z0-9]+", plain)[:3]) or "SKU"
    chosen = "".join(
        "-" + re.sub(r"[^A-Z0-9]", "", unicodedata.normalize("NFKD", value).upper())[:4] for value in options.values()
    )
    end = "".join(ALPHABET[(id.int >> shift) & 31] for shift in (20, 15, 10, 5, 0))
    return f"{start}{chosen[:30]}-{end}".replace("--", "-")


# --- prices -----------------------------------------------------------------------------------------------------


def check_price(offer: NewOffer | OfferKept) -> None:
    """Raises ValidationFailed when the prices or limits contradict each other."""
    if offer.compare_at_price is not None and offer.compare_at_price <= offer.price:
        raise invalid("compare_at_price", "must be more than the price")
    if offer.sale_price is not None and offer.sale_price >= offer.price:
        raise invalid("sale_price", "must be less than the price")
    if offer.sale_price is None and (offer.sale_starts_at or offer.sale_ends_at):
        raise invalid("sale_price", "is missing for these dates")
    for name, at in (("sale_starts_at", offer.sale_starts_at), ("sale_ends_at", offer.sale_ends_at)):
        if at is not None and not 2000 < at.year < 2200:
            raise invalid(name, "is too far away")
    if offer.sale_starts_at and offer.sale_ends_at and offer.sale_starts_at >= offer.sale_ends_at:
        raise invalid("sale_ends_at", "must be after the start")
    if offer.max_quantity is not None and offer.max_quantity < offer.min_quantity:
        raise invalid("max_quantity", "must not be less than the minimum")


def edited(before: OfferKept, given: Mapping[str, Any]) -> OfferKept:
    """The offer with what an edit says. A new price takes along what it makes meaningless and the edit does not name:
    a price to compare with that is no longer more, a sale that is no longer less."""
    after = structs.replace(before, **given)
    if "price" not in given:
        return after
    if "compare_at_price" not in given and (after.compare_at_price or 0) <= after.price:
        after = structs.replace(after, compare_at_price=None)
    of_sale = ("sale_price", "sale_starts_at", "sale_ends_at")
    if not given.keys() & set(of_sale) and after.sale_price is not None and after.sale_price >= after.price:
        after = structs.replace(after, **dict.fromkeys(of_sale))
    return after


# --- products ---------------------------------------------------------------------------------------------------


def check_variants(variants: Sequence[NewVariant | VariantEdit]) -> None:
    """Variants differ, by the same options, and so do their codes and ids. Raises ValidationFailed."""
    options = [alike(v.options) for v in variants]
    if len({frozenset(name for name, _ in o) for o in options}) > 1:
        raise invalid("variants", "must all have the same options")
    if len(set(options)) < len(options):
        raise invalid("variants", "must differ in their options")
    for given in ([v.sku.lower() for v in variants if v.sku], [v.id for v in variants if v.id]):
        if len(set(given)) < len(given):
            raise invalid("variants", "must have different SKUs and ids")


def alike(options: Mapping[str, str]) -> frozenset[tuple[str, str]]:
    """The same for options between which nobody could choose, such as `M` and ` m`."""
    return frozenset((text.alike(name), text.alike(value)) for name, value in options.items())


def check_new(product: NewProduct) -> None:
    """Raises ValidationFailed."""
    check_variants(product.variants)
    for variant in product.variants:
        if variant.price and variant.compare_at_price and variant.compare_at_price <= variant.price:
            raise invalid("variants", "compare_at_price must be more than the price")


def pair_twins(theirs: Sequence[VariantRow], ours: Sequence[VariantRow]) -> dict[UUID, UUID]:
    """Which variant of one product is which of the other: those with options that look alike."""
    by_options = {alike(v.options): v.id for v in reversed(ours) if v.same_as is None}
    pairs: dict[UUID, UUID] = {}
    for v in theirs:
        if v.same_as is None and (ours_id := by_options.pop(alike(v.options), None)):
            pairs[v.id] = ours_id
    return pairs


def product(
    row: ProductRow,
    *,
    path: list[CategoryRef],
    images: list[Image],
    variants: Sequence[VariantRow],
    offers: Sequence[OfferRowShown],
    available: Mapping[tuple[UUID, UUID], int],
) -> Product:
    """The product page. `available` is by (shop, variant); `offers` come cheapest first."""
    shown: dict[UUID, list[OfferView]] = {v.id: [] for v in variants if v.same_as is None}
    best: OfferRowShown | None = None
    for offer in offers:
        left = available.get((offer.shop_id, offer.variant_id), 0)
        if best is None and left > 0:
            best = offer
        if offer.shown_variant_id in shown:
            shown[offer.shown_variant_id].append(_offer(offer, left))
    in_stock = best is not None
    best = best or (offers[0] if offers else None)
    return Product(
        id=row.id,
        name=row.name,
        slug=row.slug,
        kind=row.kind,
        description=row.description,
        brand=row.brand,
        specs=row.specs,
        category=path[-1] if path else None,
        category_path=path,
        images=images,
        image_url=row.image_url,
        owner_shop_id=row.owner_shop_id,
        price_from=best.price if best else None,
        price_to=offers[-1].price if offers else None,
        compare_at_price=best.compare_at_price if best else None,
        rating=row.rating,
        rating_count=row.rating_count,
        sold=row.sold,
        shop_count=len({o.shop_id for o in offers}),
        shop=ShopName(best.shop_id, best.shop_name) if best else None,
        in_stock=in_stock,
        prep_minutes=row.prep_minutes,
        variants=[
            VariantView(v.id, v.sku, v.options, v.barcode, v.weight_g, shown[v.id])
            for v in variants
            if v.same_as is None
        ],
        version=row.version,
        created_at=row.created_at,
    )


def _offer(o: OfferRowShown, left: int) -> OfferView:
    return OfferView(
        o.id,
        ShopName(o.shop_id, o.shop_name),
        o.price,
        o.compare_at_price,
        left,
        o.min_quantity,
        o.max_quantity,
        o.sale_ends_at,
    )


def own_products(rows: Sequence[OwnRow], levels: Sequence[Level]) -> list[OwnProduct]:
    """The seller's table, with what the inventory says of the shop's variants."""
    of = {level.variant_id: level for level in levels}
    found: list[OwnProduct] = []
    for row in rows:
        fields = structs.asdict(row)
        mine = [of[id] for id in fields.pop("variant_ids") if id in of]
        found.append(OwnProduct(**fields, available=sum(m.available for m in mine), low=any(m.low for m in mine)))
    return found


def item_name(product: str, options: Mapping[str, str]) -> str:
    """How a variant is called in a list of stock: `Kaos Polos · Hitam / L`."""
    return f"{product} · {' / '.join(options.values())}" if options else product


def next_change(offers: Sequence[OfferRowShown]) -> dt.datetime | None:
    """When a price of these will change by itself."""
    return min((o.changes_at for o in offers if o.changes_at), default=None)


# --- categories -------------------------------------------------------------------------------------------------


def tree(categories: Sequence[Category], *, hidden: bool) -> list[CategoryNode]:
    """Categories (siblings in order) as a tree; without `hidden` those, and what is under them, are left out."""
    under: dict[UUID | None, list[Category]] = {}
    for category in categories:
        if hidden or not category.hidden:
            under.setdefault(category.parent_id, []).append(category)

    def nodes(parent: UUID | None) -> list[CategoryNode]:
        return [
            CategoryNode(c.id, c.name, c.slug, c.parent_id, c.position, c.hidden, c.image_url, nodes(c.id))
            for c in under.get(parent, ())
        ]

    return nodes(None)


MAX_DEEP = 6


def check_move(categories: Collection[Category], id: UUID, parent_id: UUID | None) -> None:
    """Raises NotFound for a parent that is not there, CategoryCycle, or ValidationFailed when it gets too deep."""
    parents = {c.id: c.parent_id for c in categories}
    if parent_id is not None and parent_id not in parents:
        raise NotFound()
    above, depth = parent_id, 0
    while above is not None:
        if above == id:
            raise CategoryCycle()
        above, depth = parents[above], depth + 1
    if depth + _height(parents, id) > MAX_DEEP:
        raise invalid("parent_id", f"a tree is at most {MAX_DEEP} categories deep")


def _height(parents: Mapping[UUID, UUID | None], id: UUID) -> int:
    return 1 + max((_height(parents, child) for child, parent in parents.items() if parent == id), default=0)


def siblings(categories: Sequence[Category], id: UUID, parent_id: UUID | None, position: int) -> list[UUID]:
    """The children of that parent in order, with `id` put at that position."""
    others = [c.id for c in categories if c.parent_id == parent_id and c.id != id]
    return [*others[:position], id, *others[position:]]


def path(categories: Collection[Category], id: UUID | None) -> list[CategoryRef]:
    """From the root down."""
    by_id = {c.id: c for c in categories}
    found: list[CategoryRef] = []
    while id is not None:
        c = by_id[id]
        found.append(CategoryRef(c.id, c.name, c.slug))
        id = c.parent_id
    return found[::-1]
