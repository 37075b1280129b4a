"""What others see of carts."""

from typing import Annotated, Literal
from uuid import UUID

from msgspec import UNSET, Meta, Struct, UnsetType

from niaga.kit import text
from niaga.kit.errors import Refusal

MAX_LINES = 50
MAX_QUANTITY = 999

Quantity = Annotated[int, Meta(ge=1, le=MAX_QUANTITY)]
Note = Annotated[str, text.TEXT, Meta(max_length=200)]
NoticeCode = Literal["price_changed", "sold_out", "only_n_left", "at_most", "at_least", "gone", "in_own_order"]


class CartLine(Struct, frozen=True):
    id: UUID
    offer_id: UUID
    quantity: int
    note: str
    seen_price: int | None
    """What one cost when the buyer last touched the line; null when it came from an earlier order."""


class CartLines(Struct, frozen=True):
    """A cart as checkout needs it."""

    id: UUID
    lines: list[CartLine]
    left_out: list[UUID] = []
    """Offers that found no place: the cart has as many lines as it may."""


class Filling(Struct, frozen=True):
    """What goes into a cart at once: ordered again, or back after an order has expired."""

    offer_id: UUID
    quantity: Quantity
    note: Note = ""


class NewItem(text.Input, frozen=True):
    __schema_name__ = "NewCartItem"

    offer_id: UUID
    quantity: Quantity = 1
    note: Note = ""


class ItemEdit(text.Input, frozen=True):
    __schema_name__ = "CartItemEdit"

    quantity: Quantity
    note: Note | UnsetType = UNSET


class CartShop(Struct, frozen=True):
    id: UUID
    name: str


class Notice(Struct, frozen=True):
    """What the buyer should know of a line."""

    __schema_name__ = "CartWarning"

    code: NoticeCode
    old: int | None = None
    """price_changed: the price when the line was last touched."""
    new: int | None = None
    """price_changed: today's."""
    left: int | None = None
    """only_n_left: how many of this offer there are, for all its lines together."""
    limit: int | None = None
    """at_most, at_least: how many of this offer one order may have, in all its lines together."""
    order_id: UUID | None = None
    """in_own_order: the unpaid order of one's own that keeps it; a new order takes its place."""


class CartItem(Struct, frozen=True):
    id: UUID
    offer_id: UUID
    product_id: UUID | None
    """Null, like what else is not known any more, when the offer is gone."""
    product_slug: str | None
    variant_id: UUID | None
    name: str
    kind: str | None
    options: dict[str, str]
    image_url: str | None
    note: str
    quantity: int
    unit_price: int
    """Today's."""
    compare_at_price: int | None
    subtotal: int
    """Zero for what is gone."""
    available: int
    min_quantity: int
    max_quantity: int | None
    notice: Notice | None
    """The weightiest of `notices`."""
    notices: list[Notice]


class CartGroup(Struct, frozen=True):
    shop: CartShop
    """The nil id and no name: offers the catalogue does not know any more."""
    items: list[CartItem]
    subtotal: int


class LeftOut(Struct, frozen=True):
    """A line of the cart from before signing in, for which there is no place in this one."""

    offer_id: UUID
    name: str
    quantity: int


class Cart(Struct, frozen=True):
    id: UUID
    shops: list[CartGroup]
    total: int
    """Of the goods, before delivery."""
    count: int
    """Units in all lines."""
    left_out: list[LeftOut] = []
    """They wait, and move in as soon as there is a place."""


class RentalNotOffered(Refusal):
    """Things to rent cannot be ordered here yet. Data: offer_ids."""

    status = 422


class LimitReached(Refusal):
    """A cart holds at most 50 different lines. Data: most."""

    status = 422
