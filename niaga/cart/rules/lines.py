"""Pure decisions: what may go into a cart, how two become one, what the buyer should know."""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from niaga.catalog.types import Offer
from niaga.kit.errors import NotFound, ValidationFailed, invalid

from ..types import MOST_LINES, MOST_QUANTITY, Cart, CartGroup, CartItem, CartLine, CartShop, LimitReached, Notice

GONE = CartShop(UUID(int=0), "")
"""Where offers stand that the catalogue does not know any more."""


def check_addition(
    lines: Sequence[CartLine], offer: Offer | None, *, offer_id: UUID, quantity: int, note: str
) -> Offer:
    """Whether so many more may go in. Raises NotFound, LimitReached, ValidationFailed.

    Stock is not asked: a cart promises nothing, and says what is sold out.
    """
    if offer is None or not offer.active:
        raise NotFound(offer_id=offer_id)
    same = [line for line in lines if line.offer_id == offer_id]
    if len(lines) >= MOST_LINES and all(line.note != note for line in same):
        raise LimitReached(most=MOST_LINES)
    refused = quantity_refused(offer, sum(line.quantity for line in same) + quantity)
    if refused:
        raise refused
    return offer


def quantity_refused(offer: Offer, total: int) -> ValidationFailed | None:
    """Of one offer, in all its lines together."""
    most = min(offer.max_quantity or MOST_QUANTITY, MOST_QUANTITY)
    if total > most:
        return invalid("quantity", f"at most {most}", name=offer.name, most=most)
    if total < offer.min_quantity:
        return invalid("quantity", f"at least {offer.min_quantity}", name=offer.name, least=offer.min_quantity)
    return None


def caps(offers: Iterable[Offer], available: Mapping[UUID, int]) -> dict[UUID, int]:
    """For each offer, the most that merging two carts may add up to."""
    return {
        offer.id: max(1, min(available.get(offer.id, 0), offer.max_quantity or MOST_QUANTITY, MOST_QUANTITY))
        for offer in offers
        if offer.active
    }


def changed(lines: Sequence[CartLine], line: CartLine) -> list[CartLine]:
    """The lines, with this one new or as it is now."""
    if any(old.id == line.id for old in lines):
        return [line if old.id == line.id else old for old in lines]
    return [*lines, line]


def notices(line: CartLine, offer: Offer | None, *, wanted: int, available: int) -> list[Notice]:
    """What the buyer should know, the weightiest first. `wanted`: of this offer, in all its lines together."""
    if offer is None or not offer.active:
        return [Notice("gone")]
    found = []
    if available == 0:
        found.append(Notice("sold_out"))
    elif available < wanted:
        found.append(Notice("only_n_left", left=available))
    if offer.max_quantity is not None and wanted > offer.max_quantity:
        found.append(Notice("at_most", limit=offer.max_quantity))
    if wanted < offer.min_quantity:
        found.append(Notice("at_least", limit=offer.min_quantity))
    if line.seen_price is not None and line.seen_price != offer.price:
        found.append(Notice("price_changed", old=line.seen_price, new=offer.price))
    return found


def view(cart_id: UUID, lines: Sequence[CartLine], offers: Mapping[UUID, Offer], available: Mapping[UUID, int]) -> Cart:
    """The cart as its owner sees it: grouped by shop, in the order in which things went in."""
    wanted: dict[UUID, int] = {}
    for line in lines:
        wanted[line.offer_id] = wanted.get(line.offer_id, 0) + line.quantity
    groups: dict[CartShop, list[CartItem]] = {}
    for line in lines:
        offer = offers.get(line.offer_id)
        left = available.get(line.offer_id, 0)
        shop = CartShop(offer.shop_id, offer.shop_name) if offer else GONE
        told = notices(line, offer, wanted=wanted[line.offer_id], available=left)
        groups.setdefault(shop, []).append(_item(line, offer, left, told))
    shops = [CartGroup(shop, items, sum(item.subtotal for item in items)) for shop, items in groups.items()]
    return Cart(cart_id, shops, sum(shop.subtotal for shop in shops), sum(line.quantity for line in lines))


def _item(line: CartLine, offer: Offer | None, left: int, told: list[Notice]) -> CartItem:
    price = offer.price if offer else line.seen_price or 0
    return CartItem(
        id=line.id,
        offer_id=line.offer_id,
        product_id=offer.product_id if offer else None,
        product_slug=offer.product_slug if offer else None,
        variant_id=offer.variant_id if offer else None,
        name=offer.name if offer else "",
        kind=offer.kind if offer else None,
        options=offer.options if offer else {},
        image_url=offer.image_url if offer else None,
        note=line.note,
        quantity=line.quantity,
        unit_price=price,
        compare_at_price=offer.compare_at_price if offer else None,
        subtotal=price * line.quantity if offer and offer.active else 0,
        available=left if offer and offer.active else 0,
        min_quantity=offer.min_quantity if offer else 1,
        max_quantity=offer.max_quantity if offer else None,
        notice=told[0] if told else None,
        notices=told,
    )
