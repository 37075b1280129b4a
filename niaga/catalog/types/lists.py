"""Lists and search."""

from uuid import UUID

from msgspec import Struct

from .values import Kind, ShopName, Sort


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
    open_now: bool | None = None
    """Sold in a shop that is open now, or in none that is."""
    ids: tuple[UUID, ...] | None = None
    """Only these, in this order unless another is asked for; those nobody sells are left out."""
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
    category_id: UUID | None
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
