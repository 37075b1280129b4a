"""What other modules tell the catalogue and hear from it."""

import datetime as dt
from uuid import UUID

from msgspec import Struct

from niaga.kit.errors import Refusal
from niaga.kit.events import Event

from .products import Image
from .values import Kind, Measure


class Sold(Struct, frozen=True):
    order_id: UUID
    product_id: UUID
    quantity: int


class CategorySeed(Struct, frozen=True, kw_only=True):
    id: UUID
    name: str
    slug: str
    parent_id: UUID | None = None
    position: int = 0
    image_url: str | None = None


class OfferSeed(Struct, frozen=True, kw_only=True):
    id: UUID
    shop_id: UUID
    price: int
    compare_at_price: int | None = None
    in_stock: bool = False
    """What the listing says until the inventory tells otherwise."""


class VariantSeed(Struct, frozen=True, kw_only=True):
    id: UUID
    sku: str
    options: dict[str, str] = {}
    barcode: str | None = None
    weight_g: int | None = None
    offers: list[OfferSeed] = []


class ProductSeed(Struct, frozen=True, kw_only=True):
    """A whole product at once, for demo data and imports. Made once; a repetition changes nothing."""

    id: UUID
    slug: str
    name: str
    description: str
    kind: Kind
    category_id: UUID | None
    owner_shop_id: UUID | None = None
    brand: str | None = None
    specs: dict[str, str | bool | float | Measure] = {}
    images: list[Image] = []
    variants: list[VariantSeed]
    sold: int = 0
    rating: float | None = None
    rating_count: int = 0
    created_at: dt.datetime | None = None


class ProductChanged(Event, frozen=True):
    """Made, edited, merged or archived."""

    id: UUID


class OfferChanged(Event, frozen=True):
    id: UUID


class OfferExists(Refusal):
    """The shop offers that variant already. Data: offer_id."""


class SkuTaken(Refusal):
    """That SKU is another variant's. Data: sku."""


class CategoryCycle(Refusal):
    """A category cannot be moved under itself."""

    status = 422


class CategoryInUse(Refusal):
    """Products or categories are still in it."""


class TwinsConflict(Refusal):
    """A shop offers the same variant of both products. Data: shop_ids."""


class TooManyImages(Refusal):
    """A product has at most 12 pictures."""
