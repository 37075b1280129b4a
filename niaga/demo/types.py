"""The words the demo's story is told in: plain values, no ids, no money moved."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product
from typing import Literal
from zlib import crc32

from niaga.catalog.types import Measure
from niaga.shops.types import Kind, Status

Axes = dict[str, dict[str, int]]
"""Option name -> choice -> what that choice adds to the price, in rupiah."""

Spec = str | int | float | bool
UNITS = {
    "cm": "cm",
    "gb": "GB",
    "gram": "g",
    "inci": "inci",
    "jam": "jam",
    "kkal": "kkal",
    "mah": "mAh",
    "menit": "menit",
    "ml": "ml",
    "mm": "mm",
    "mp": "MP",
    "persen": "%",
    "watt": "W",
}
ACRONYMS = {"ram", "gps", "spf"}


def spec_sheet(given: dict[str, Spec]) -> dict[str, Spec | Measure]:
    """Keywords as people read them, units as measures: isi_ml=600 becomes "Isi": 600 ml, tahan_air="5 ATM"
    "Tahan air": "5 ATM"."""
    sheet: dict[str, Spec | Measure] = {}
    for key, value in given.items():
        *words, unit = key.split("_")
        measured = bool(words) and unit in UNITS and isinstance(value, int | float)
        name = " ".join(words if measured else [*words, unit])
        shown = Measure(float(value), UNITS[unit]) if measured else value
        sheet[name.upper() if name in ACRONYMS else name[0].upper() + name[1:]] = shown
    return sheet


@dataclass(frozen=True)
class Place:
    """A postal address as Indonesians write it, with coordinates."""

    street: str
    kelurahan: str
    kecamatan: str
    city: str
    provinsi: str
    postal_code: str
    latitude: float
    longitude: float
    timezone: str = "Asia/Jakarta"

    @property
    def line(self) -> str:
        return (
            f"{self.street}, Kel. {self.kelurahan}, Kec. {self.kecamatan}, "
            f"{self.city}, {self.provinsi} {self.postal_code}"
        )


@dataclass(frozen=True)
class Variant:
    options: dict[str, str]
    price: int
    compare_at_price: int | None
    stock: int


@dataclass(frozen=True)
class Item:
    """A row of a menu or of a shelf."""

    name: str
    price: int
    art: str  # what pictures.py composes: emoji or drawn things, the most important first
    about: str
    category: str
    kind: Literal["goods", "food"] = "goods"
    axes: Axes = field(default_factory=dict)
    specs: dict[str, Spec | Measure] = field(default_factory=dict)
    stock: int = 24  # of each variant, roughly: see variants()
    was: int = 0  # the price before the reduction; 0 when there is none
    gone: tuple[str, ...] = ()  # choices that are sold out
    weight_g: int = 0
    barcode: str = ""  # as printed on its pack by whoever made it; for what has no choices

    def variants(self) -> Iterator[Variant]:
        """Every combination of choices. Stock differs a little between them, as on any shelf."""
        for choices in product(*(axis.items() for axis in self.axes.values())):
            extra = sum(more for _, more in choices)
            labels = [label for label, _ in choices]
            spread = crc32("/".join([self.name, *labels]).encode()) % 7 - 3
            stock = max(self.stock * (12 + spread) // 12, min(self.stock, 1))
            yield Variant(
                options=dict(zip(self.axes, labels, strict=True)),
                price=self.price + extra,
                compare_at_price=self.was + extra if self.was else None,
                stock=0 if set(labels) & set(self.gone) else stock,
            )


Telling = Literal["once", "twice", "forged", "late", "never"]
"""How a provider tells of the money: as it should, twice, with a wrong signature (nobody believes it, but asking finds
it out), long after the order expired, or not at all, because nobody paid."""


@dataclass(frozen=True)
class Person:
    email: str
    name: str
    phone: str  # as people write it: 0812…
    art: str
    home: Place
    wallet: int = 0
    campus_id: str | None = None


@dataclass(frozen=True)
class Warehouse:
    name: str
    place: Place
    priority: int = 0


@dataclass(frozen=True)
class Shop:
    """A shop of the story, with what it alone sells. `owner` is a person's e-mail address."""

    slug: str
    name: str
    kind: Kind
    owner: str
    about: str
    art: str
    palette: str
    place: Place
    hours: str  # "senin-jumat 07.00-16.00; sabtu 08.00-13.00"; days not named are closed
    phone: str
    items: tuple[Item, ...] = ()
    warehouses: tuple[Warehouse, ...] = ()  # beyond the one that every approved shop has
    status: Status = "approved"
    reason: str = ""  # why it was rejected or suspended
