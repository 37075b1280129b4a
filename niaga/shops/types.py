"""What others see of shops."""

import datetime as dt
import re
from typing import Annotated, Literal
from uuid import UUID

from msgspec import UNSET, Meta, Struct, UnsetType, field

from niaga.kit import text
from niaga.kit.errors import Refusal
from niaga.kit.events import Event

Kind = Literal["store", "canteen", "koperasi", "student"]
Status = Literal["pending", "approved", "rejected", "suspended"]
ReasonCode = Literal["owner_gone"]
StaffRole = Literal["owner", "manager", "cashier"]
Permission = Literal["orders", "stock", "products", "settings"]

Name = Annotated[str, text.LINE, Meta(min_length=2, max_length=80)]
Line = Annotated[str, text.TEXT, Meta(max_length=200)]
Text = Annotated[str, text.TEXT, Meta(max_length=2000)]
Zone = Annotated[
    str,
    text.ZONE_NAME,
    Meta(
        min_length=3,
        max_length=40,
        description="IANA name, such as Asia/Makassar",
        extra_json_schema=text.ZONE_NAME.schema,
    ),
]
Town = Annotated[str, text.LINE, Meta(max_length=80)]
Latitude = Annotated[float, Meta(ge=-90, le=90)]
Longitude = Annotated[float, Meta(ge=-180, le=180)]
ClockTime = Annotated[
    str, text.CLOCK_TIME, Meta(description="HH:MM on the shop's own clock", extra_json_schema=text.CLOCK_TIME.schema)
]
PHONE = text.Kind(
    text.phone, re.compile(r"[+(]{0,2}[0-9][0-9 ().-]{4,}", re.ASCII), "must be a phone number, such as 0274 555-123"
)
Phone = Annotated[
    str, PHONE, Meta(max_length=20, description="As it is shown; landlines too", extra_json_schema=PHONE.schema)
]
Reason = Annotated[str, text.TEXT, Meta(min_length=3, max_length=500)]
Weekday = Annotated[int, Meta(ge=1, le=7, description="1 is Monday, as in ISO 8601")]


class Hours(Struct, frozen=True):
    """One stretch of a weekday; a `closes` not after `opens` is on the next day. 00:00 to 00:00 is all day."""

    __schema_name__ = "OpeningHours"

    weekday: Weekday
    opens: str
    closes: str


class Holiday(Struct, frozen=True):
    """A day on which no stretch begins."""

    day: dt.date
    name: str = ""


class PickupPoint(Struct, frozen=True):
    id: UUID
    name: str
    address: str | None = None


class Shop(Struct, frozen=True):
    id: UUID
    slug: str
    name: str
    description: str
    kind: Kind
    status: Status
    reason: str | None
    """Why it was rejected or suspended."""
    owner_id: UUID
    timezone: str
    phone: str | None
    address: str | None
    city: str | None
    province: str | None
    latitude: float | None
    longitude: float | None
    logo_url: str | None
    banner_url: str | None
    opening_hours: list[Hours]
    """Empty: always open."""
    holidays: list[Holiday]
    pickup_points: list[PickupPoint]
    delivers: bool
    delivery_fee: int
    tax_bps: int
    commission_bps: int
    low_stock_at: int
    version: int
    created_at: dt.datetime
    reason_code: ReasonCode | None = None
    """Where it was suspended by itself."""


class Member(Struct, frozen=True):
    shop_id: UUID
    user_id: UUID
    role: StaffRole


class NewShop(text.Input, frozen=True, kw_only=True):
    """An application. `id` makes a repeated one harmless."""

    id: UUID | None = None
    name: Name
    description: Text = ""
    kind: Kind = "store"
    timezone: Zone = "Asia/Jakarta"
    phone: Phone | None = None
    address: Line | None = None
    city: Town | None = None
    province: Town | None = None
    latitude: Latitude | None = None
    longitude: Longitude | None = None


class NewHours(text.Input, frozen=True):
    """As `Hours`."""

    __schema_name__ = "NewOpeningHours"

    weekday: Weekday
    opens: ClockTime
    closes: ClockTime


class NewHoliday(text.Input, frozen=True):
    """As `Holiday`."""

    day: dt.date
    name: Town = ""


class NewPickupPoint(text.Input, frozen=True):
    name: Name
    address: Line | None = None
    id: UUID | None = None
    """Given for a point that is there already."""


class Settings(text.Input, frozen=True, kw_only=True):
    """What is left out stays as it is. `version` given: refused when somebody else was faster."""

    __schema_name__ = "ShopEdit"

    name: Name | UnsetType = UNSET
    description: Text | UnsetType = UNSET
    kind: Kind | UnsetType = UNSET
    timezone: Zone | UnsetType = UNSET
    phone: Phone | UnsetType | None = UNSET
    address: Line | UnsetType | None = UNSET
    city: Town | UnsetType | None = UNSET
    province: Town | UnsetType | None = UNSET
    latitude: Latitude | UnsetType | None = UNSET
    longitude: Longitude | UnsetType | None = UNSET
    opening_hours: Annotated[list[NewHours], Meta(max_length=28)] | UnsetType = UNSET
    holidays: Annotated[list[NewHoliday], Meta(max_length=100)] | UnsetType = UNSET
    pickup_points: Annotated[list[NewPickupPoint], Meta(max_length=20)] | UnsetType = UNSET
    delivers: bool | UnsetType = UNSET
    delivery_fee: Annotated[int, Meta(ge=0, le=10_000_000)] | UnsetType = UNSET
    tax_bps: Annotated[int, Meta(ge=0, le=5_000, description="1 bps is 0.01 %")] | UnsetType = UNSET
    low_stock_at: Annotated[int, Meta(ge=0, le=100_000)] | UnsetType = UNSET
    commission_bps: Annotated[int, Meta(ge=0, le=5_000, description="Admins only")] | UnsetType = UNSET
    version: int | None = None


class ShopSettings(Struct, frozen=True):
    """What only the shop's people and admins see."""

    owner_id: UUID
    role: StaffRole | None
    """Of the one who asks; null for an admin who is not on the staff."""
    permissions: list[Permission]
    """What the one who asks may do there."""
    reason: str | None
    """What an admin wrote, or the code."""
    reason_code: ReasonCode | None
    """Where it was suspended by itself; clients have a sentence for it."""
    tax_bps: int
    commission_bps: int
    low_stock_at: int
    version: int


class ShopView(Struct, frozen=True):
    """A shop as people see it."""

    __schema_name__ = "Shop"

    id: UUID
    slug: str
    name: str
    description: str
    kind: Kind
    status: Status
    timezone: str
    phone: str | None
    address: str | None
    city: str | None
    province: str | None
    latitude: float | None
    longitude: float | None
    logo_url: str | None
    banner_url: str | None
    opening_hours: list[Hours]
    holidays: list[Holiday]
    pickup_points: list[PickupPoint]
    delivers: bool
    delivery_fee: int
    created_at: dt.datetime
    open_now: bool
    opens_at: dt.datetime | None
    """When it opens next; null while it is open, or when it will not within two weeks."""
    closes_at: dt.datetime | None
    """When it closes; null while it is closed, or when it always is open."""
    distance_m: int | None = None
    """From the place asked about, as the crow flies."""
    settings: ShopSettings | None = None


class ShopQuery(Struct, frozen=True, kw_only=True):
    q: str | None = None
    kind: Kind | None = None
    statuses: list[Status] = field(default_factory=lambda: ["approved"])
    member_id: UUID | None = None
    """Only shops this person works for."""
    near: tuple[float, float] | None = None
    """Latitude and longitude: the nearest first."""
    open_now: bool | None = None
    page: int = 1
    size: int = 24


class ShopsFound(Struct, frozen=True):
    shops: list[Shop]
    distances: list[int | None]
    total: int


class ShopSeed(Struct, frozen=True, kw_only=True):
    """A whole shop at once, for demo data and imports. Made once; a repetition changes nothing."""

    id: UUID
    slug: str
    name: str
    description: str
    kind: Kind
    owner_id: UUID
    status: Status = "approved"
    reason: str | None = None
    timezone: str = "Asia/Jakarta"
    phone: str | None = None
    address: str | None = None
    city: str | None = None
    province: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    logo_url: str | None = None
    banner_url: str | None = None
    opening_hours: list[Hours] = []
    holidays: list[Holiday] = []
    pickup_points: list[PickupPoint] = []
    delivers: bool = True
    delivery_fee: int = 0
    tax_bps: int = 0
    commission_bps: int = 500
    low_stock_at: int = 10


class KeptShop(Struct, frozen=True):
    """A shop somebody owns or manages."""

    id: UUID
    slug: str
    name: str
    status: Status
    alone: bool
    """Nobody else could run it: without them it is suspended."""


class ShopApplied(Event, frozen=True):
    id: UUID


class ShopApproved(Event, frozen=True):
    id: UUID


class ShopRejected(Event, frozen=True):
    id: UUID


class ShopSuspended(Event, frozen=True):
    id: UUID


class ShopChanged(Event, frozen=True):
    """Its profile or settings; also told at every change of status."""

    id: UUID


class ShopAbandoned(Event, frozen=True):
    """Its owner was erased and nobody else runs it: its addresses were theirs, and go with them."""

    id: UUID


class OwnerGone(Refusal):
    """Nobody is left who could run that shop. Let its owner sign in and sell again first."""


class TooManyShops(Refusal):
    """One person can own at most 20 shops."""
