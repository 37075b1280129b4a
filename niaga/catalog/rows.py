"""Rows as the statements give them, where they differ from what others see."""

import datetime as dt
from typing import Any, Literal, NamedTuple
from uuid import UUID

from msgspec import Struct

from .types import CategoryRef, Image, Kind


class ProductRow(Struct, frozen=True):
    id: UUID
    owner_shop_id: UUID | None
    category_id: UUID | None
    kind: Kind
    name: str
    slug: str
    description: str
    brand: str | None
    specs: dict[str, Any]
    image_url: str | None
    archived: bool
    merged_into: UUID | None
    sold: int
    rating: float | None
    rating_count: int
    version: int
    created_at: dt.datetime
    prep_minutes: int | None


class VariantRow(Struct, frozen=True):
    id: UUID
    product_id: UUID
    owner_key: UUID
    sku: str
    barcode: str | None
    options: dict[str, str]
    weight_g: int | None
    position: int
    same_as: UUID | None


class OfferRowShown(Struct, frozen=True):
    """An offer as the product page needs it."""

    id: UUID
    shop_id: UUID
    shop_name: str
    variant_id: UUID
    shown_variant_id: UUID
    price: int
    compare_at_price: int | None
    min_quantity: int
    max_quantity: int | None
    sale_ends_at: dt.datetime | None
    changes_at: dt.datetime | None
    """When its price will change by itself."""


class AskedPage(NamedTuple):
    """A page that is asked for, by id or slug."""

    nth: int
    id: UUID | None
    slug: str


class PageRow(Struct, frozen=True):
    """A product page without its stock: everything of one product, from one statement."""

    nth: int
    """Of the pages asked for together."""
    product: ProductRow
    path: list[CategoryRef]
    images: list[Image]
    variants: list[VariantRow]
    offers: list[OfferRowShown]
    owner_sells: bool


class OfferKept(Struct, frozen=True):
    """An offer as it is stored."""

    id: UUID
    shop_id: UUID
    variant_id: UUID
    shown_variant_id: UUID
    product_id: UUID
    price: int
    compare_at_price: int | None
    sale_price: int | None
    sale_starts_at: dt.datetime | None
    sale_ends_at: dt.datetime | None
    min_quantity: int
    max_quantity: int | None
    active: bool
    version: int


class Unshelved(Struct, frozen=True):
    """An offer that is new or gone, of which the inventory has not heard."""

    id: UUID
    product_id: UUID
    shop_id: UUID
    variant_id: UUID
    offered: bool
    """Whether the shop offers that variant, by this offer or another."""


class TwinGroup(Struct, frozen=True):
    """Products that may be one thing, and why."""

    reason: Literal["barcode", "name"]
    value: str
    ids: list[UUID]


class ItemRow(Struct, frozen=True):
    """What the inventory keeps a copy of."""

    variant_id: UUID
    sku: str
    product_name: str
    options: dict[str, str]
    owner_shop_id: UUID | None
    image_url: str | None


class FirstStock(Struct, frozen=True):
    product_id: UUID
    shop_id: UUID
    variant_id: UUID
    quantity: int


class OwnRow(Struct, frozen=True):
    """A row of the seller's table, and the variants the shop offers of it."""

    id: UUID
    name: str
    slug: str
    kind: Kind
    category_id: UUID | None
    image_url: str | None
    owned: bool
    variant_count: int
    offer_count: int
    active_count: int
    price_from: int | None
    price_to: int | None
    in_stock: bool
    updated_at: dt.datetime
    variant_ids: list[UUID]
