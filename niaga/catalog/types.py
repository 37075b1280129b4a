"""What others see of the catalogue."""

import datetime as dt
from typing import Annotated, Literal
from uuid import UUID

from msgspec import UNSET, Meta, Struct, UnsetType

from niaga.kit.errors import Refusal
from niaga.kit.events import Event

Kind = Literal["goods", "food", "rental"]
Sort = Literal["relevance", "newest", "price_asc", "price_desc", "popular", "rating"]

MOST_PRICE = 10_000_000_000
Price = Annotated[int, Meta(ge=1, le=MOST_PRICE, description="Whole rupiah")]
Name = Annotated[str, Meta(min_length=2, max_length=120)]
Text = Annotated[str, Meta(max_length=5000)]
Word = Annotated[str, Meta(min_length=1, max_length=60)]
Sku = Annotated[str, Meta(min_length=1, max_length=64, pattern=r"^[A-Za-z0-9][A-Za-z0-9._/-]*$")]
Barcode = Annotated[str, Meta(min_length=4, max_length=32, pattern=r"^[0-9A-Za-z-]+$")]
Options = Annotated[dict[Word, Word], Meta(max_length=5, description="Such as {'Ukuran': 'L'}")]
Quantity = Annotated[int, Meta(ge=1, le=999)]


class Measure(Struct, frozen=True):
    value: float
    unit: Annotated[str, Meta(min_length=1, max_length=20)]


Spec = Annotated[str, Meta(max_length=500)] | bool | int | float | Measure
Specs = Annotated[dict[Word, Spec], Meta(max_length=40)]


class ShopName(Struct, frozen=True):
    id: UUID
    name: str


# --- categories -------------------------------------------------------------------------------------------------


class Category(Struct, frozen=True):
    id: UUID
    name: str
    slug: str
    parent_id: UUID | None
    position: int
    hidden: bool
    image_url: str | None


class CategoryNode(Struct, frozen=True):
    """A category with those under it, in order."""

    id: UUID
    name: str
    slug: str
    parent_id: UUID | None
    position: int
    hidden: bool
    image_url: str | None
    children: list["CategoryNode"]


class NewCategory(Struct, frozen=True, kw_only=True):
    id: UUID | None = None
    name: Name
    parent_id: UUID | None = None
    slug: Annotated[str, Meta(min_length=2, max_length=80, pattern=r"^[a-z0-9-]+$")] | None = None
    image_url: Annotated[str, Meta(max_length=300)] | None = None
    hidden: bool = False


class CategoryEdit(Struct, frozen=True, kw_only=True):
    """What is left out stays. `position` counts from 0 among its siblings."""

    name: Name | UnsetType = UNSET
    parent_id: UUID | UnsetType | None = UNSET
    position: Annotated[int, Meta(ge=0, le=10_000)] | UnsetType = UNSET
    hidden: bool | UnsetType = UNSET
    image_url: Annotated[str, Meta(max_length=300)] | UnsetType | None = UNSET


class CategoryRef(Struct, frozen=True):
    id: UUID
    name: str
    slug: str


# --- lists and search -------------------------------------------------------------------------------------------


class ProductQuery(Struct, frozen=True, kw_only=True):
    q: str = ""
    category: str | None = None
    """Slug or id; what is under it counts too."""
    shop: str | None = None
    kind: Kind | None = None
    min_price: int | None = None
    max_price: int | None = None
    min_rating: float | None = None
    in_stock: bool | None = None
    central: bool = False
    """Only central products, sold by anybody or not: what a seller may offer."""
    sort: Sort = "relevance"
    page: int = 1
    size: int = 24


class ProductCard(Struct, frozen=True):
    id: UUID
    name: str
    slug: str
    kind: Kind
    price_from: int | None
    """Of the cheapest offer in stock, or of the cheapest when none is."""
    price_to: int | None
    compare_at_price: int | None
    image_url: str | None
    rating: float | None
    rating_count: int
    sold: int
    shop_count: int
    shop: ShopName | None
    """Whose offer `price_from` is."""
    in_stock: bool


class CategoryCount(Struct, frozen=True):
    id: UUID
    slug: str
    name: str
    parent_id: UUID | None
    count: int


class ShopCount(Struct, frozen=True):
    id: UUID
    name: str
    count: int


class KindCount(Struct, frozen=True):
    kind: Kind
    count: int


class PriceBucket(Struct, frozen=True):
    """Prices from `low` on, below `high` (null: no end)."""

    low: int
    high: int | None
    count: int


class PriceFacet(Struct, frozen=True):
    min: int
    max: int
    buckets: list[PriceBucket]


class Facets(Struct, frozen=True):
    """Over everything found, not only this page."""

    categories: list[CategoryCount]
    shops: list[ShopCount]
    kinds: list[KindCount]
    price: PriceFacet | None
    in_stock: int


class ProductList(Struct, frozen=True):
    items: list[ProductCard]
    total: int
    page: int
    size: int
    facets: Facets


# --- a product --------------------------------------------------------------------------------------------------


class Image(Struct, frozen=True):
    id: UUID
    url: str
    """1200 px at most on the longer side."""
    medium_url: str
    """480 px."""
    small_url: str
    """160 px."""


class OfferView(Struct, frozen=True):
    id: UUID
    shop: ShopName
    price: int
    compare_at_price: int | None
    available: int
    min_quantity: int
    max_quantity: int | None
    sale_ends_at: dt.datetime | None


class VariantView(Struct, frozen=True):
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
    specs: dict[str, str | bool | int | float | Measure]
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
    variants: list[VariantView]
    version: int
    created_at: dt.datetime


class NewVariant(Struct, frozen=True, kw_only=True):
    id: UUID | None = None
    sku: Sku | None = None
    options: Options = {}
    barcode: Barcode | None = None
    weight_g: Annotated[int, Meta(ge=0, le=1_000_000)] | None = None
    price: Price | None = None
    compare_at_price: Price | None = None
    stock: Annotated[int, Meta(ge=0, le=1_000_000)] | None = None


class NewProduct(Struct, frozen=True, kw_only=True):
    """`id` makes a repeated call harmless. Without `shop_id`: central when an admin makes it, else of the seller."""

    id: UUID | None = None
    name: Name
    description: Text = ""
    category_id: UUID | None = None
    kind: Kind = "goods"
    brand: Annotated[str, Meta(max_length=60)] | None = None
    specs: Specs = {}
    variants: Annotated[list[NewVariant], Meta(min_length=1, max_length=100)]
    shop_id: UUID | None = None


class VariantEdit(Struct, frozen=True, kw_only=True):
    """With `id` an existing variant; without, a new one."""

    id: UUID | None = None
    sku: Sku | None = None
    options: Options = {}
    barcode: Barcode | None = None
    weight_g: Annotated[int, Meta(ge=0, le=1_000_000)] | None = None


class ProductEdit(Struct, frozen=True, kw_only=True):
    """What is left out stays. `variants` given: those not named are archived, and their offers with them."""

    name: Name | UnsetType = UNSET
    description: Text | UnsetType = UNSET
    category_id: UUID | UnsetType | None = UNSET
    brand: Annotated[str, Meta(max_length=60)] | UnsetType | None = UNSET
    specs: Specs | UnsetType = UNSET
    variants: Annotated[list[VariantEdit], Meta(min_length=1, max_length=100)] | UnsetType = UNSET
    version: int | None = None


class ImageOrder(Struct, frozen=True):
    ids: Annotated[list[UUID], Meta(max_length=12)]
    """Every picture that stays, in order; the others are removed."""


class Merge(Struct, frozen=True):
    into: UUID


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


# --- offers -----------------------------------------------------------------------------------------------------


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
    sale_starts_at: dt.datetime | None = None
    sale_ends_at: dt.datetime | None = None
    min_quantity: Quantity = 1
    max_quantity: Quantity | None = None
    active: bool = True


class OfferEdit(Struct, frozen=True, kw_only=True):
    """What is left out stays. `version` given: refused when somebody else was faster."""

    price: Price | UnsetType = UNSET
    compare_at_price: Price | UnsetType | None = UNSET
    sale_price: Price | UnsetType | None = UNSET
    sale_starts_at: dt.datetime | UnsetType | None = UNSET
    sale_ends_at: dt.datetime | UnsetType | None = UNSET
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
    ok: bool
    offer: ShopOffer | None = None
    code: str | None = None
    """Of the refusal, when not ok."""
    message: str | None = None


class RowResults(Struct, frozen=True):
    rows: list[RowResult]
    """In the order of what was sent."""


class OfferPlace(Struct, frozen=True):
    """Which offer sells this variant in this shop."""

    shop_id: UUID
    variant_id: UUID
    offer_id: UUID


# --- from other modules -----------------------------------------------------------------------------------------


class Sold(Struct, frozen=True):
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
    specs: dict[str, str | bool | int | float | Measure] = {}
    images: list[Image] = []
    variants: list[VariantSeed]
    sold: int = 0
    rating: float | None = None
    rating_count: int = 0
    created_at: dt.datetime | None = None


# --- events and refusals ----------------------------------------------------------------------------------------


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
