"""Products that are one thing, and what making them one would do."""

from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta, Struct

from .values import Kind, ShopName


class Merge(Struct, frozen=True):
    __schema_name__ = "ProductMerge"

    into: UUID


class TwinCard(Struct, frozen=True):
    id: UUID
    name: str
    slug: str
    kind: Kind
    brand: str | None
    image_url: str | None
    owner: ShopName | None
    """Null for a central product."""
    variant_count: int
    offer_count: int
    sold: int


class Twins(Struct, frozen=True):
    """Products that may be one thing: their barcodes say so, or goods of one brand have the same name."""

    reason: Literal["barcode", "name"]
    value: str
    """The barcode or the name, in small letters."""
    products: Annotated[list[TwinCard], Meta(min_length=2)]
    """The one most shops sell comes first: what the others are best merged into."""


class VariantBrief(Struct, frozen=True):
    id: UUID
    sku: str
    options: dict[str, str]


class VariantFate(Struct, frozen=True):
    """What becomes of a variant that moves: another name of `same_as`, or a choice of its own."""

    variant: VariantBrief
    same_as: VariantBrief | None


class MergePreview(Struct, frozen=True):
    """What merging would do now. Offers keep their ids and stock: carts and orders go on as they are."""

    variants: list[VariantFate]
    offers: int
    """That move, with their prices."""
    shops: int
    units: int
    """That can be bought from those offers; they stay where they lie."""
    conflicts: list[ShopName]
    """Shops that sell the same variant of both: merging is refused until they take one off."""
    becomes_central: bool
    """It would belong to a shop though others sell it too: it comes to belong to none."""
    options_differ: bool
    """The variants are told apart by other options: they need editing afterwards, to be chosen by the same ones."""
