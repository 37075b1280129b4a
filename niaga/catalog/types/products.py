"""A product and what it is made of."""

import datetime as dt
from typing import Annotated
from uuid import UUID

from msgspec import UNSET, Meta, Struct, UnsetType, field

from niaga.kit import text

from .categories import CategoryRef
from .values import Barcode, Brand, Kind, Measure, Name, Options, Price, ShopName, Sku, Specs, Text


class Image(Struct, frozen=True):
    __schema_name__ = "ProductImage"

    id: UUID
    url: str
    """1200 px at most on the longer side."""
    medium_url: str
    """480 px."""
    small_url: str
    """160 px."""


class OfferView(Struct, frozen=True):
    __schema_name__ = "Offer"

    id: UUID
    shop: ShopName
    price: int
    compare_at_price: int | None
    available: int
    min_quantity: int
    max_quantity: int | None
    sale_ends_at: dt.datetime | None


class VariantView(Struct, frozen=True):
    __schema_name__ = "Variant"

    id: UUID
    sku: str
    options: dict[str, str]
    barcode: str | None
    weight_g: int | None
    offers: list[OfferView]
    """Cheapest first."""


class Product(Struct, frozen=True):
    id: UUID
    name: str
    slug: str
    kind: Kind
    description: str
    brand: str | None
    specs: dict[str, str | bool | float | Measure]
    category: CategoryRef | None
    category_path: list[CategoryRef]
    """From the root down."""
    images: list[Image]
    image_url: str | None
    owner_shop_id: UUID | None
    """Null for a central product."""
    price_from: int | None
    price_to: int | None
    compare_at_price: int | None
    rating: float | None
    rating_count: int
    sold: int
    shop_count: int
    shop: ShopName | None
    in_stock: bool
    prep_minutes: int | None
    """How long a shop takes once it has accepted: what `specs` says as `Siap`, in `menit`."""
    variants: list[VariantView]
    version: int
    created_at: dt.datetime


class NewVariant(text.Input, frozen=True, kw_only=True):
    id: UUID | None = None
    sku: Sku | None = None
    options: Options = field(default_factory=dict)
    barcode: Barcode | None = None
    weight_g: Annotated[int, Meta(ge=0, le=1_000_000)] | None = None
    price: Price | None = None
    compare_at_price: Price | None = None
    stock: Annotated[int, Meta(ge=0, le=1_000_000)] | None = None


class NewProduct(text.Input, frozen=True, kw_only=True):
    """`id` makes a repeated call harmless. Without `shop_id`: central when an admin makes it, else of the seller."""

    id: UUID | None = None
    name: Name
    description: Text = ""
    category_id: UUID | None = None
    kind: Kind = "goods"
    brand: Brand | None = None
    specs: Specs = field(default_factory=dict)
    variants: Annotated[list[NewVariant], Meta(min_length=1, max_length=100)]
    shop_id: UUID | None = None


class VariantEdit(text.Input, frozen=True, kw_only=True):
    """With `id` an existing variant; without, a new one."""

    id: UUID | None = None
    sku: Sku | None = None
    options: Options = field(default_factory=dict)
    barcode: Barcode | None = None
    weight_g: Annotated[int, Meta(ge=0, le=1_000_000)] | None = None


class ProductEdit(text.Input, frozen=True, kw_only=True):
    """What is left out stays. `variants` given: those not named are archived, and their offers with them."""

    name: Name | UnsetType = UNSET
    description: Text | UnsetType = UNSET
    category_id: UUID | UnsetType | None = UNSET
    brand: Brand | UnsetType | None = UNSET
    specs: Specs | UnsetType = UNSET
    variants: Annotated[list[VariantEdit], Meta(min_length=1, max_length=100)] | UnsetType = UNSET
    version: int | None = None


class ImageOrder(Struct, frozen=True):
    ids: Annotated[list[UUID], Meta(max_length=12)]
    """Every picture that stays, in order; the others are removed."""


class OwnProduct(Struct, frozen=True):
    """A row of the seller's table: what the shop owns or offers."""

    id: UUID
    name: str
    slug: str
    kind: Kind
    category_id: UUID | None
    image_url: str | None
    owned: bool
    variant_count: int
    offer_count: int
    """Offers of this shop."""
    active_count: int
    """Those that are switched on."""
    price_from: int | None
    price_to: int | None
    in_stock: bool
    updated_at: dt.datetime
    available: int
    """What can be bought of all its offers of this shop together, in all its warehouses."""
    low: bool
    """The shop has little or nothing of one of them."""
