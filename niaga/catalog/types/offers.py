"""Prices in shops."""

import datetime as dt
from typing import Annotated
from uuid import UUID

from msgspec import UNSET, Meta, Struct, UnsetType

from .values import Kind, Price, Quantity

Instant = Annotated[dt.datetime, Meta(tz=True)]


class Offer(Struct, frozen=True):
    """What cart and checkout need to know of an offer, at today's price."""

    id: UUID
    shop_id: UUID
    shop_name: str
    variant_id: UUID
    product_id: UUID
    product_slug: str
    name: str
    kind: Kind
    options: dict[str, str]
    sku: str
    price: int
    compare_at_price: int | None
    image_url: str | None
    weight_g: int | None
    min_quantity: int
    max_quantity: int | None
    active: bool
    """The product, the offer and the shop are all on sale."""
    prep_minutes: int | None = None
    """How long one waits for it once it is begun: what the product's specification `Siap` says in `menit`. 0: it is
    there at once; None: nobody says."""


class ShopOffer(Struct, frozen=True):
    """An offer as its seller sees it."""

    id: UUID
    shop_id: UUID
    variant_id: UUID
    product_id: UUID
    product_slug: str
    product_name: str
    options: dict[str, str]
    sku: str
    image_url: str | None
    price: int
    """The everyday price."""
    price_now: int
    compare_at_price: int | None
    sale_price: int | None
    sale_starts_at: dt.datetime | None
    sale_ends_at: dt.datetime | None
    min_quantity: int
    max_quantity: int | None
    active: bool
    in_stock: bool
    version: int
    updated_at: dt.datetime


class NewOffer(Struct, frozen=True, kw_only=True):
    id: UUID | None = None
    variant_id: UUID
    price: Price
    compare_at_price: Price | None = None
    sale_price: Price | None = None
    sale_starts_at: Instant | None = None
    sale_ends_at: Instant | None = None
    min_quantity: Quantity = 1
    max_quantity: Quantity | None = None
    active: bool = True


class OfferEdit(Struct, frozen=True, kw_only=True):
    """What is left out stays. `version` given: refused when somebody else was faster."""

    price: Price | UnsetType = UNSET
    compare_at_price: Price | UnsetType | None = UNSET
    sale_price: Price | UnsetType | None = UNSET
    sale_starts_at: Instant | UnsetType | None = UNSET
    sale_ends_at: Instant | UnsetType | None = UNSET
    min_quantity: Quantity | UnsetType = UNSET
    max_quantity: Quantity | UnsetType | None = UNSET
    active: bool | UnsetType = UNSET
    version: int | None = None


class OfferRow(OfferEdit, frozen=True, kw_only=True):
    """A row of a bulk edit: an offer by `id`, or the shop's offer of `variant_id`, made when there is none."""

    id: UUID | None = None
    variant_id: UUID | None = None


class OfferRows(Struct, frozen=True):
    rows: Annotated[list[OfferRow], Meta(min_length=1, max_length=500)]


class RowResult(Struct, frozen=True):
    __schema_name__ = "OfferRowResult"

    ok: bool
    offer: ShopOffer | None = None
    code: str | None = None
    """Of the refusal, when not ok."""
    message: str | None = None


class RowResults(Struct, frozen=True):
    __schema_name__ = "OfferRowResults"

    rows: list[RowResult]
    """In the order of what was sent."""


class OfferPlace(Struct, frozen=True):
    """Which offer sells this variant in this shop."""

    shop_id: UUID
    variant_id: UUID
    offer_id: UUID
