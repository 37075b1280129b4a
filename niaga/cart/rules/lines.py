"""Pure decisions: what may go into a cart, how two become one, what the buyer should know."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, TypeVar
from uuid import UUID

from niaga.catalog.types import Offer
from niaga.kit.errors import NotFound, Refusal, ValidationFailed, invalid

from ..rows import Put, Take
from ..types import (
    MAX_LINES,
    MAX_QUANTITY,
    Cart,
    CartGroup,
    CartItem,
    CartLine,
    CartShop,
    Filling,
    LimitReached,
    Notice,
    RentalNotOffered,
)

Line = TypeVar("Line", CartLine, Filling)
GONE = CartShop(UUID(int=0), "")
"""Where offers stand that the catalogue does not know any more."""


class Left(NamedTuple):
    """How many of an offer can be had."""

    free: int
    own: int = 0
    """Beside these: what an unpaid order of the buyer's own keeps."""
    order_id: UUID | None = None

    @property
    def all(self) -> int:
        return self.free + self.own


NOTHING = Left(0)


def check_addition(
    lines: Sequence[CartLine], offer: Offer | None, *, offer_id: UUID, quantity: int, note: str
) -> Offer:
    """Whether so many more may go in. Raises NotFound, LimitReached, ValidationFailed.

    Stock is not asked: a cart promises nothing, and says what is sold out.
    """
    if offer is None or not offer.active:
        raise NotFound(offer_id=offer_id)
    if offer.kind == "rental":
        raise RentalNotOffered(offer_ids=[offer_id])
    same = [line for line in lines if line.offer_id == offer_id]
    if len({(x.offer_id, x.note) for x in lines}) >= MAX_LINES and all(line.note != note for line in same):
        raise LimitReached(most=MAX_LINES)
    refused = quantity_refused(offer, sum(line.quantity for line in same) + quantity)
    if refused:
        raise refused
    return offer


def additions(puts: Sequence[Put], lines: Mapping[UUID, Sequence[CartLine]]) -> dict[UUID, Refusal]:
    """Decide in turn, by key: those that may not go in any more, with what the others have put in before them."""
    there = {cart_id: list(found) for cart_id, found in lines.items()}
    refused: dict[UUID, Refusal] = {}
    for put in puts:
        mine = there.setdefault(put.cart_id, [])
        try:
            check_addition(mine, put.offer, offer_id=put.offer_id, quantity=put.quantity, note=put.note)
        except Refusal as no:
            refused[put.asked.key] = no
        else:
            mine.append(CartLine(put.line_id, put.offer_id, put.quantity, put.note, put.price))
    return refused


def fitting(there: Sequence[CartLine], more: Sequence[Line]) -> list[Line]:
    """Those for which a cart has a place: with a line of the same offer and note, or in one of the lines left."""
    places = {(line.offer_id, line.note) for line in there}
    found = []
    for line in more:
        place = (line.offer_id, line.note)
        if place in places or len(places) < MAX_LINES:
            places.add(place)
            found.append(line)
    return found


def quantity_refused(offer: Offer, total: int) -> ValidationFailed | None:
    """Of one offer, in all its lines together."""
    most = min(offer.max_quantity or MAX_QUANTITY, MAX_QUANTITY)
    if total > most:
        return invalid("quantity", f"at most {most}", name=offer.name, most=most)
    if total < offer.min_quantity:
        return invalid("quantity", f"at least {offer.min_quantity}", name=offer.name, least=offer.min_quantity)
    return None


def caps(offers: Iterable[Offer], available: Mapping[UUID, Left]) -> dict[UUID, int]:
    """For each offer, the most that merging two carts may add up to."""
    return {
        offer.id: max(1, min(available.get(offer.id, NOTHING).free, offer.max_quantity or MAX_QUANTITY, MAX_QUANTITY))
        for offer in offers
        if offer.active
    }


def changed(lines: Sequence[CartLine], line: CartLine) -> list[CartLine]:
    """The lines, with this one new or as it is now."""
    if any(old.id == line.id for old in lines):
        return [line if old.id == line.id else old for old in lines]
    return [*lines, line]


def short(lines: Sequence[CartLine], offers: Mapping[UUID, Offer], available: Mapping[UUID, Left]) -> list[Offer]:
    """What more is wanted of than there is."""
    wanted = totals(lines)
    return [offers[id] for id, n in wanted.items() if id in offers and n > available.get(id, NOTHING).free]


def totals(lines: Iterable[CartLine]) -> dict[UUID, int]:
    """Of each offer, in all its lines together."""
    wanted: dict[UUID, int] = {}
    for line in lines:
        wanted[line.offer_id] = wanted.get(line.offer_id, 0) + line.quantity
    return wanted


def notices(line: CartLine, offer: Offer | None, *, wanted: int, left: Left) -> list[Notice]:
    """What the buyer should know, the weightiest first. `wanted`: of this offer, in all its lines together."""
    if offer is None or not offer.active:
        return [Notice("gone")]
    found = []
    if left.all == 0:
        found.append(Notice("sold_out"))
    elif left.all < wanted:
        found.append(Notice("only_n_left", left=left.all))
    if left.own and left.free < wanted:
        found.append(Notice("in_own_order", order_id=left.order_id))
    if offer.max_quantity is not None and wanted > offer.max_quantity:
        found.append(Notice("at_most", limit=offer.max_quantity))
    if wanted < offer.min_quantity:
        found.append(Notice("at_least", limit=offer.min_quantity))
    if line.seen_price is not None and line.seen_price != offer.price:
        found.append(Notice("price_changed", old=line.seen_price, new=offer.price))
    return found


def view(
    cart_id: UUID, lines: Sequence[CartLine], offers: Mapping[UUID, Offer], available: Mapping[UUID, Left]
) -> Cart:
    """The cart as its owner sees it: grouped by shop, in the order in which things went in."""
    wanted = totals(lines)
    groups: dict[CartShop, list[CartItem]] = {}
    for line in lines:
        offer = offers.get(line.offer_id)
        left = available.get(line.offer_id, NOTHING)
        shop = CartShop(offer.shop_id, offer.shop_name) if offer else GONE
        told = notices(line, offer, wanted=wanted[line.offer_id], left=left)
        groups.setdefault(shop, []).append(_item(line, offer, left.all, told))
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


def one_of_each_cart(takes: Sequence[Take]) -> list[list[Take]]:
    """In groups that have no cart twice: what one takes, the next must see gone."""
    rounds: list[dict[UUID, Take]] = []
    for take in takes:
        for chosen in rounds:
            if take.cart_id not in chosen:
                chosen[take.cart_id] = take
                break
        else:
            rounds.append({take.cart_id: take})
    return [list(chosen.values()) for chosen in rounds]
