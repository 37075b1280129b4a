"""What others see of inventory."""

import datetime as dt
from typing import Annotated, Literal
from uuid import UUID

from msgspec import UNSET, Meta, Struct, UnsetType

from niaga.kit import text
from niaga.kit.errors import Refusal
from niaga.kit.events import Event

MAX_ON_HAND = 10_000_000
MAX_LINES = 200
LOW_AT = 10

Name = Annotated[str, text.LINE, Meta(min_length=2, max_length=80)]
Address = Annotated[str, text.TEXT, Meta(max_length=300)]
Note = Annotated[str, text.TEXT, Meta(max_length=200)]
Priority = Annotated[int, Meta(ge=0, le=1_000, description="Lower sells first")]
Latitude = Annotated[float, Meta(ge=-90, le=90)]
Longitude = Annotated[float, Meta(ge=-180, le=180)]
Version = Annotated[int, Meta(ge=0, description="As last seen; 0 where there is no row yet")]

LineState = Literal["held", "committed", "returned", "released", "lapsed"]
LostState = Literal["lapsed", "released", "unknown"]
Reason = Literal["received", "adjusted", "emptied", "sold", "returned"]
StockSort = Literal["name", "need"]
"""need: what is out, then what is low, then the rest by name."""


class Place(Struct, frozen=True):
    """What is counted together: one variant in one shop, over all its warehouses."""

    shop_id: UUID
    variant_id: UUID


class Want(Struct, frozen=True):
    shop_id: UUID
    variant_id: UUID
    quantity: Annotated[int, Meta(ge=1, le=1_000_000)]


class HeldLine(Struct, frozen=True):
    shop_id: UUID
    variant_id: UUID
    warehouse_id: UUID
    quantity: int
    state: LineState


class Hold(Struct, frozen=True):
    """A promise of stock until `expires_at`. Its id is the order's."""

    id: UUID
    expires_at: dt.datetime
    lines: list[HeldLine]


class Limit(Struct, frozen=True):
    """What one owner may hold at a time, everything together."""

    holds: int
    units: int


class OwnHold(Struct, frozen=True):
    """So many units of a place that a hold of one's own takes up."""

    id: UUID
    shop_id: UUID
    variant_id: UUID
    quantity: int
    made_at: dt.datetime


class Part(Struct, frozen=True):
    """One shop's lines of a hold; without a shop, all of them."""

    id: UUID
    shop_id: UUID | None = None


class Short(Struct, frozen=True):
    shop_id: UUID
    variant_id: UUID
    wanted: int
    available: int


class Lost(Struct, frozen=True):
    """A part that could not be committed: nothing of it was taken from stock."""

    id: UUID
    shop_id: UUID | None
    state: LostState
    """lapsed: it expired and others have the stock now; released: it was given up before; unknown: never held."""
    lines: list[Short]
    """What there is not enough of."""


class Available(Struct, frozen=True):
    shop_id: UUID
    variant_id: UUID
    available: int


class Level(Struct, frozen=True):
    """What its seller should know of a place: what can be bought, and whether that is little."""

    shop_id: UUID
    variant_id: UUID
    available: int
    low: bool
    """Offered, and fewer than the shop's low mark of it."""


class Item(Struct, frozen=True):
    """The catalogue's words for a variant, kept here so that stock can be listed and searched."""

    variant_id: UUID
    sku: str
    name: str
    owner_shop_id: UUID | None = None
    """Only this shop, and those that offer it, may take it into their stock; null: everybody."""
    low_at: int = LOW_AT
    """Below this many available a shop's stock counts as low; each shop may set its own later."""
    image_url: str | None = None


class Warehouse(Struct, frozen=True):
    id: UUID
    shop_id: UUID
    name: str
    address: str
    priority: int
    active: bool
    latitude: float | None
    longitude: float | None
    created_at: dt.datetime


class NewWarehouse(text.Input, frozen=True, kw_only=True):
    name: Name
    address: Address = ""
    priority: Priority = 100
    latitude: Latitude | None = None
    longitude: Longitude | None = None


class WarehouseEdit(text.Input, frozen=True, kw_only=True):
    """What is left out stays. An inactive warehouse sells nothing more and keeps its open holds."""

    name: Name | UnsetType = UNSET
    address: Address | UnsetType = UNSET
    priority: Priority | UnsetType = UNSET
    active: bool | UnsetType = UNSET
    latitude: Latitude | UnsetType | None = UNSET
    longitude: Longitude | UnsetType | None = UNSET


class Impact(Struct, frozen=True):
    """What deactivating a warehouse would do now."""

    __schema_name__ = "WarehouseImpact"

    warehouse_id: UUID
    units_on_hand: int
    units_held: int
    """Promised to buyers; these are kept."""
    open_holds: int
    variants: int
    """Variants with something on hand here."""
    variants_sold_out: int
    """Those the shop could no longer sell from anywhere."""
    last_active: bool
    """No other warehouse of the shop is active."""


class StockRow(Struct, frozen=True):
    """One variant in one warehouse, as its seller sees it."""

    variant_id: UUID
    sku: str
    name: str
    warehouse_id: UUID
    warehouse_name: str
    image_url: str | None
    """Of its product, 480 px."""
    on_hand: int
    held: int
    available: int
    """Zero in an inactive warehouse."""
    low: bool
    """The shop has fewer than `low_at` of it available, in all its warehouses together."""
    out: bool
    """The shop offers it and has none available, in all its warehouses together."""
    low_at: int
    version: int
    updated_at: dt.datetime


class StockList(Struct, frozen=True):
    items: list[StockRow]
    total: int


class ReceiptLine(Struct, frozen=True):
    variant_id: UUID
    quantity: Annotated[int, Meta(ge=1, le=1_000_000)]


class NewReceipt(text.Input, frozen=True):
    lines: Annotated[list[ReceiptLine], Meta(min_length=1, max_length=MAX_LINES)]
    note: Note = ""


class Receipt(Struct, frozen=True):
    """Goods that came in."""

    id: UUID
    warehouse_id: UUID
    shop_id: UUID
    lines: list[ReceiptLine]
    note: str
    actor: UUID | None
    at: dt.datetime


class StockEdit(text.Input, frozen=True, kw_only=True):
    on_hand: Annotated[int, Meta(le=MAX_ON_HAND)]
    version: Version
    reason: Note = ""


class StockEmptying(text.Input, frozen=True, kw_only=True):
    version: Version
    reason: Note = ""


class LowStockEdit(Struct, frozen=True):
    low_at: Annotated[int, Meta(ge=0, le=1_000_000, description="0: never low")]


class MovementActor(Struct, frozen=True):
    id: UUID
    name: str


class Movement(Struct, frozen=True):
    """One line of the ledger."""

    id: UUID
    at: dt.datetime
    warehouse_id: UUID
    variant_id: UUID
    sku: str
    name: str
    change: int
    reason: Reason
    note: str
    reference: UUID | None
    """The receipt, the order, the refund."""
    actor: MovementActor | None
    """Null when the system did it."""


class MovementSlice(Struct, frozen=True):
    items: list[Movement]
    next: str | None


class StockChanged(Event, frozen=True):
    """Goods were counted anew, or what can be bought of these variants went from none to some or back."""

    variant_ids: list[UUID]


class LowStock(Event, frozen=True):
    """A shop's availability of a variant fell below its low mark: once, until it is filled up again."""

    shop_id: UUID
    variant_id: UUID


class TooMuchHeld(Refusal):
    """Too much is held for this owner already. Data: holds, units (without what was asked for)."""


class OutOfStock(Refusal):
    """There is not enough left. Data: lines, a list of {shop_id, variant_id, wanted, available}."""
