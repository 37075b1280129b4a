"""The small values everything else is made of."""

from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta, Struct

Kind = Literal["goods", "food", "rental"]
Sort = Literal["relevance", "newest", "price_asc", "price_desc", "popular", "rating"]

MOST_PRICE = 10_000_000_000
Price = Annotated[int, Meta(ge=1, le=MOST_PRICE, description="Whole rupiah")]
NOT_BLANK = r"\S"
Name = Annotated[str, Meta(min_length=2, max_length=120, pattern=NOT_BLANK)]
Text = Annotated[str, Meta(max_length=5000)]
Word = Annotated[str, Meta(min_length=1, max_length=60, pattern=NOT_BLANK)]
Sku = Annotated[str, Meta(min_length=1, max_length=64, pattern=r"^[A-Za-z0-9][A-Za-z0-9._/-]*$")]
Barcode = Annotated[str, Meta(min_length=4, max_length=32, pattern=r"^[0-9A-Za-z-]+$")]
Options = Annotated[dict[Word, Word], Meta(max_length=5, description="Such as {'Ukuran': 'L'}")]
Quantity = Annotated[int, Meta(ge=1, le=999)]


class Measure(Struct, frozen=True):
    value: float
    unit: Annotated[str, Meta(min_length=1, max_length=20)]


Spec = Annotated[str, Meta(max_length=500)] | bool | float | Measure
Specs = Annotated[dict[Word, Spec], Meta(max_length=40)]


class ShopName(Struct, frozen=True):
    id: UUID
    name: str
