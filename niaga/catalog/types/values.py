"""The small values everything else is made of."""

from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta, Struct

from niaga.kit import text

Kind = Literal["goods", "food", "rental"]
Selling = Literal["on_sale", "off_sale", "out_of_stock"]
"""A shop's product: some of it is switched on, none of it is, none of it is in stock (switched on or not)."""
Sort = Literal["relevance", "newest", "price_asc", "price_desc", "popular", "rating"]

MAX_PRICE = 10_000_000_000
Price = Annotated[int, Meta(ge=1, le=MAX_PRICE, description="Whole rupiah")]
SKU = text.coded(r"[A-Za-z0-9][A-Za-z0-9._/-]*", "must be letters, digits, . _ / and -, with none of the signs first")
BARCODE = text.coded(r"[0-9A-Za-z-]+", "must be digits, letters and -")

Name = Annotated[str, text.LINE, Meta(min_length=2, max_length=120)]
Text = Annotated[str, text.TEXT, Meta(max_length=5000)]
Word = Annotated[str, text.LINE, Meta(min_length=1, max_length=60)]
Brand = Annotated[str, text.LINE, Meta(max_length=60)]
Sku = Annotated[str, SKU, Meta(min_length=1, max_length=64, extra_json_schema=SKU.schema)]
Barcode = Annotated[str, BARCODE, Meta(min_length=4, max_length=32, extra_json_schema=BARCODE.schema)]
Slug = Annotated[str, text.SLUG, Meta(min_length=2, max_length=80, extra_json_schema=text.SLUG.schema)]
Address = Annotated[str, text.ADDRESS, Meta(max_length=300)]
Options = Annotated[dict[Word, Word], Meta(max_length=5, description="Such as {'Ukuran': 'L'}")]
Quantity = Annotated[int, Meta(ge=1, le=999)]


class Measure(Struct, frozen=True):
    value: float
    unit: str


class NewMeasure(text.Input, frozen=True):
    """As `Measure`."""

    value: float
    unit: Annotated[str, text.LINE, Meta(min_length=1, max_length=20)]


Spec = Annotated[str, text.LINE, Meta(max_length=500)] | bool | float | NewMeasure
Specs = Annotated[dict[Word, Spec], Meta(max_length=40)]


class ShopName(Struct, frozen=True):
    id: UUID
    name: str
