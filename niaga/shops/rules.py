"""Pure decisions: who may, which step is next, and when a shop is open."""

import datetime as dt
from collections.abc import Collection, Sequence
from typing import Any, NamedTuple, get_args
from uuid import UUID
from zoneinfo import ZoneInfo

from msgspec import UNSET, structs

from niaga.identity.types import Person
from niaga.kit import text
from niaga.kit.clock import WIB
from niaga.kit.errors import WrongState, invalid

from .types import (
    Holiday,
    Hours,
    Member,
    NewPickupPoint,
    Permission,
    PickupPoint,
    Settings,
    Shop,
    ShopSettings,
    ShopView,
    StaffRole,
    Status,
)

STEPS: dict[Status, frozenset[Status]] = {
    "pending": frozenset({"approved", "rejected"}),
    "approved": frozenset({"suspended"}),
    "rejected": frozenset({"pending", "approved"}),
    "suspended": frozenset({"approved"}),
}

MAY: dict[StaffRole, frozenset[Permission]] = {
    "owner": frozenset({"orders", "stock", "products", "settings"}),
    "manager": frozenset({"orders", "stock", "products"}),
    "cashier": frozenset({"orders"}),
}

PERMISSIONS: tuple[Permission, ...] = get_args(Permission)
DAYS_AHEAD = 14
ADMIN = "admin"


def step(old: Status, new: Status) -> bool:
    """Whether something changes; False when it is there already. Raises WrongState."""
    if new == old:
        return False
    if new not in STEPS[old]:
        raise WrongState(present=old, allowed=sorted(STEPS[old]))
    return True


def check_reason(status: Status, reason: str | None) -> None:
    """Who is turned away is told why. Raises ValidationFailed."""
    if status in ("rejected", "suspended") and not reason:
        raise invalid("reason", "is required")


def may(role: StaffRole | None, roles: Collection[str], permission: Permission) -> bool:
    """`role` is the one in the shop, `roles` are those on the platform."""
    return ADMIN in roles or (role is not None and permission in MAY[role])


def keeps(member: Member, person: Person | None) -> bool:
    """Whether the shop is in these hands: a manager who can sign in, or an owner who may sell as well."""
    if person is None or person.status != "active":
        return False
    return member.role == "manager" or (member.role == "owner" and bool({"seller", ADMIN} & set(person.roles)))


def zone(name: str) -> ZoneInfo:
    """Raises ValidationFailed for a zone nobody knows."""
    found = text.zone(name)
    if found is None:
        raise invalid("timezone", "is not a known time zone, such as Asia/Jakarta")
    return found


def given(settings: Settings) -> dict[str, Any]:
    """What is sent of the settings, as it is kept; for its pickup points see below."""
    sent = {name: value for name, value in structs.asdict(settings).items() if value is not UNSET}
    if settings.opening_hours is not UNSET:
        sent["opening_hours"] = [Hours(h.weekday, h.opens, h.closes) for h in settings.opening_hours]
    if settings.holidays is not UNSET:
        sent["holidays"] = [Holiday(h.day, h.name) for h in settings.holidays]
    del sent["version"]
    return sent


def check_place(latitude: float | None, longitude: float | None) -> None:
    """Raises ValidationFailed."""
    if (latitude is None) != (longitude is None):
        raise invalid("longitude", "goes with a latitude")


def pickup_points(wanted: Sequence[NewPickupPoint], ids: Sequence[UUID]) -> list[PickupPoint]:
    """Those without an id get theirs of `ids`. Raises ValidationFailed when a point is named twice."""
    points = [PickupPoint(p.id or id, p.name, p.address) for p, id in zip(wanted, ids, strict=True)]
    if len({point.id for point in points}) < len(points):
        raise invalid("pickup_points", "name a point twice")
    return points


class Opening(NamedTuple):
    open_now: bool
    opens_at: dt.datetime | None
    closes_at: dt.datetime | None


def opening(hours: Sequence[Hours], holidays: Sequence[Holiday], where: ZoneInfo, now: dt.datetime) -> Opening:
    """Whether it is open at `now`, and when that changes, looking two weeks ahead. No hours at all: always open."""
    if not hours and not holidays:
        return Opening(True, None, None)
    today = now.astimezone(where).date()
    end = _instant(today + dt.timedelta(days=DAYS_AHEAD), dt.time(), where)
    for opens, closes in _stretches(hours or ALL_DAY, {h.day for h in holidays}, where, today):
        if closes <= now:
            continue
        if opens <= now:
            return Opening(True, None, closes if closes < end else None)
        return Opening(False, opens, None)
    return Opening(False, None, None)


def wall_clock(zone: str, now: dt.datetime) -> dt.datetime:
    """What clocks in that zone show at `now`: a time without a zone."""
    return now.astimezone(text.zone(zone) or WIB).replace(tzinfo=None)


def open_for(shop: Shop, length: dt.timedelta, now: dt.datetime) -> dt.datetime | None:
    """When the shop will have been open for so long, from now on; None: not within two weeks."""
    where = text.zone(shop.timezone) or WIB
    left = length
    for opens, closes in _stretches(
        shop.opening_hours or ALL_DAY, {h.day for h in shop.holidays}, where, now.astimezone(where).date()
    ):
        begin = max(opens, now)
        if closes - begin >= left:
            return begin + left
        left -= max(closes - begin, dt.timedelta())
    return None


ALL_DAY = [Hours(weekday, "00:00", "00:00") for weekday in range(1, 8)]


def _stretches(
    hours: Sequence[Hours], closed: set[dt.date], where: ZoneInfo, today: dt.date
) -> list[tuple[dt.datetime, dt.datetime]]:
    """From yesterday (it may end today) on; those that touch are one."""
    found = []
    for ahead in range(-1, DAYS_AHEAD):
        day = today + dt.timedelta(days=ahead)
        if day in closed:
            continue
        for h in hours:
            begin, end = clock_time(h.opens), clock_time(h.closes)
            if h.weekday == day.isoweekday() and begin is not None and end is not None:
                last = day if end > begin else day + dt.timedelta(days=1)
                found.append((_instant(day, begin, where), _instant(last, end, where)))
    joined: list[tuple[dt.datetime, dt.datetime]] = []
    for opens, closes in sorted(found):
        if joined and opens <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(closes, joined[-1][1]))
        else:
            joined.append((opens, closes))
    return joined


def clock_time(written: str) -> dt.time | None:
    """None for what is no time: a list of shops must not fail for one stretch that somehow got into one of them."""
    return dt.time.fromisoformat(written) if text.CLOCK_TIME.fits(written) else None


def _instant(day: dt.date, at: dt.time, where: ZoneInfo) -> dt.datetime:
    return dt.datetime.combine(day, at, where).astimezone(dt.UTC)


def view(
    shop: Shop,
    now: dt.datetime,
    *,
    role: StaffRole | None = None,
    roles: Collection[str] = (),
    distance_m: int | None = None,
) -> ShopView:
    """The shop as the one who asks may see it."""
    here = opening(shop.opening_hours, shop.holidays, text.zone(shop.timezone) or WIB, now)
    if shop.status != "approved":
        here = Opening(False, None, None)
    return ShopView(
        id=shop.id,
        slug=shop.slug,
        name=shop.name,
        description=shop.description,
        kind=shop.kind,
        status=shop.status,
        timezone=shop.timezone,
        phone=shop.phone,
        address=shop.address,
        city=shop.city,
        province=shop.province,
        latitude=shop.latitude,
        longitude=shop.longitude,
        logo_url=shop.logo_url,
        banner_url=shop.banner_url,
        opening_hours=shop.opening_hours,
        holidays=shop.holidays,
        pickup_points=shop.pickup_points,
        delivers=shop.delivers,
        delivery_fee=shop.delivery_fee,
        created_at=shop.created_at,
        open_now=here.open_now,
        opens_at=here.opens_at,
        closes_at=here.closes_at,
        distance_m=distance_m,
        settings=ShopSettings(
            owner_id=shop.owner_id,
            role=role,
            permissions=[permission for permission in PERMISSIONS if may(role, roles, permission)],
            reason=shop.reason or shop.reason_code,
            tax_bps=shop.tax_bps,
            commission_bps=shop.commission_bps,
            low_stock_at=shop.low_stock_at,
            version=shop.version,
            reason_code=shop.reason_code,
        )
        if role or ADMIN in roles
        else None,
    )
