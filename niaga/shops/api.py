"""What other modules may call."""

import contextlib
import datetime as dt
from collections.abc import Collection
from itertools import islice
from typing import Literal
from uuid import UUID

from msgspec import UNSET, structs

from niaga.identity import api as identity
from niaga.kit import clock, db, keys, text
from niaga.kit.errors import KeyReused, NotFound, StaleVersion, WrongState, invalid
from niaga.kit.events import Event, emit
from niaga.kit.ids import new_id
from niaga.kit.keys import Asked
from niaga.kit.port import port
from niaga.kit.slugs import as_id, slug, spellings
from niaga.kit.verify import Finding

from . import rules, store
from .types import (
    KeptShop,
    Member,
    NewShop,
    OwnerGone,
    Permission,
    ReasonCode,
    Settings,
    Shop,
    ShopAbandoned,
    ShopApplied,
    ShopApproved,
    ShopChanged,
    ShopQuery,
    ShopRejected,
    ShopSeed,
    ShopsFound,
    ShopSuspended,
    Status,
    TooManyShops,
)

MAX_OWNED = 20
SLUG_TRIES = 5

TOLD: dict[Status, type[ShopApplied | ShopApproved | ShopRejected | ShopSuspended]] = {
    "pending": ShopApplied,
    "approved": ShopApproved,
    "rejected": ShopRejected,
    "suspended": ShopSuspended,
}


# --- reading ----------------------------------------------------------------------------------------------------


@port
async def shops(*, ids: list[UUID]) -> list[Shop]:
    """Those that exist, in no particular order."""
    async with db.read() as c:
        return await store.by_ids(c, ids=ids)


@port
async def shop(*, id_or_slug: str) -> Shop:
    """Raises NotFound."""
    async with db.read() as c:
        id = as_id(id_or_slug)
        found = next(iter(await store.by_ids(c, ids=[id])), None) if id else None
        found = found or await store.by_slug(c, slug=id_or_slug)  # it may look like an id
    if found is None:
        raise NotFound()
    return found


@port
async def open_for(*, ids: list[UUID], minutes: int) -> list[dt.datetime | None]:
    """When each of these shops will have been open for so long, from now on; None: not within two weeks, or unknown."""
    async with db.read() as c:
        found = {shop.id: shop for shop in await store.by_ids(c, ids=ids)}
    length, now = dt.timedelta(minutes=minutes), clock.now()
    return [rules.open_for(found[id], length, now) if id in found else None for id in ids]


@port
async def find(*, query: ShopQuery) -> ShopsFound:
    """A page of shops: the nearest first when `near` is given, else by name."""
    q = text.line(query.q or "")
    latitude, longitude = query.near or (None, None)
    statuses = list[str](query.statuses)
    async with db.read() as c:
        open_ids = [] if query.open_now is None else await _open(c)
        total = await store.count(
            c,
            q=q,
            kind=query.kind,
            statuses=statuses,
            member_id=query.member_id,
            open_now=query.open_now,
            open_ids=open_ids,
        )
        places = await store.find(
            c,
            q=q,
            kind=query.kind,
            statuses=statuses,
            member_id=query.member_id,
            open_now=query.open_now,
            open_ids=open_ids,
            latitude=latitude,
            longitude=longitude,
            skip=(query.page - 1) * query.size,
            most=query.size,
        )
        by_id = {s.id: s for s in await store.by_ids(c, ids=[p.id for p in places])}
    found = [(by_id[p.id], p.distance_m) for p in places if p.id in by_id]
    return ShopsFound([s for s, _ in found], [far for _, far in found], total)


@port
async def open_shops() -> list[UUID]:
    """The approved shops that are open now, in no particular order."""
    async with db.read() as c:
        return await _open(c)


async def _open(c: db.Conn) -> list[UUID]:
    now = clock.now()
    zones = await store.zones(c)
    return await store.open_now(c, zones=zones, clocks=[rules.wall_clock(zone, now) for zone in zones])


@port
async def of_person(*, user_id: UUID) -> list[Shop]:
    """The shops this person works for, the oldest first."""
    async with db.read() as c:
        return await store.of_person(c, user_id=user_id)


@port
async def members(*, shop_ids: list[UUID]) -> list[Member]:
    """Who works for these shops: whom to tell."""
    async with db.read() as c:
        return await store.members(c, shop_ids=shop_ids)


@port
async def require(*, user_id: UUID, roles: Collection[str], shop_id: UUID, permission: Permission) -> Shop:
    """The shop, if this person may do that in it; `roles` are theirs on the platform.

    Raises NotFound for anybody else: another tenant's shop does not exist for them.
    """
    async with db.read() as c:
        role = await store.role_in(c, shop_id=shop_id, user_id=user_id)
        found = await store.by_ids(c, ids=[shop_id]) if rules.may(role, roles, permission) else []
    if not found:
        raise NotFound()
    return found[0]


# --- becoming and being a shop ----------------------------------------------------------------------------------


@port
async def apply(*, id: UUID, owner_id: UUID, application: NewShop, asked: Asked | None = None) -> Shop:
    """A new shop, pending. Raises TooManyShops, KeyReused, ValidationFailed."""
    rules.zone(application.timezone)
    rules.check_place(application.latitude, application.longitude)
    async with db.tx() as c:
        await keys.claim(c, asked)
        known = await store.by_ids(c, ids=[id])
        if known:
            if known[0].owner_id != owner_id:
                raise KeyReused()
            return known[0]
        if await store.count_owned(c, owner_id=owner_id) >= MAX_OWNED:
            raise TooManyShops()
        plain = slug(application.name, "toko")
        for candidate in islice(spellings(plain, id, "toko"), SLUG_TRIES):  # it may also be the id that is taken
            if await _add(c, id, candidate, owner_id, application):
                await store.add_member(c, shop_id=id, user_id=owner_id, role="owner")
                await emit(c, ShopApplied(id))
                break
        (made,) = await store.by_ids(c, ids=[id])
        if made.owner_id != owner_id:  # somebody else took that id a moment ago
            raise KeyReused()
    return made


async def _add(c: db.Conn, id: UUID, slug: str, owner_id: UUID, application: NewShop) -> bool:
    fields = structs.asdict(application) | {"id": id}
    added = await store.add(c, slug=slug, owner_id=owner_id, now=clock.now(), **fields)
    return bool(added)


async def _require_hands(id: UUID) -> None:
    """Whoever owns it becomes a seller by the approval, and has to be there for it. Raises OwnerGone."""
    async with db.read() as c:
        staff = [m for m in await store.members(c, shop_ids=[id]) if m.role in ("owner", "manager")]
    people = await identity.people(ids=[m.user_id for m in staff])
    if staff and not any(person.status == "active" for person in people):
        raise OwnerGone()


@port
async def decide(*, id: UUID, status: Status, reason: str | None = None, reason_code: ReasonCode | None = None) -> Shop:
    """Approve, reject, suspend, or put up for approval again. Raises NotFound, WrongState, OwnerGone,
    ValidationFailed.
    """
    if status == "approved":
        await _require_hands(id)
    async with db.tx() as c:
        found = await store.lock(c, id=id)
        if found is None:
            raise NotFound()
        if rules.step(found.status, status):
            rules.check_reason(status, reason or reason_code)
            await store.set_status(c, id=id, status=status, reason=reason, reason_code=reason_code)
            await emit(c, TOLD[status](id), ShopChanged(id))
        (after,) = await store.by_ids(c, ids=[id])
    if status == "approved":
        await identity.grant_role(user_id=after.owner_id, role="seller")
    return after


# --- whose hands a shop is in -------------------------------------------------------------------------------------


@port
async def kept_by(*, user_id: UUID) -> list[KeptShop]:
    """The shops this person owns or manages, and whether somebody else could run each, by name."""
    async with db.read() as c:
        ids = await store.kept_by(c, user_id=user_id)
        found = await store.by_ids(c, ids=ids)
    others = await _kept(ids, but=user_id)
    kept = [KeptShop(s.id, s.slug, s.name, s.status, s.id not in others) for s in found]
    return sorted(kept, key=lambda shop: (shop.name, shop.id))


async def _kept(ids: list[UUID], *, but: UUID | None = None) -> set[UUID]:
    """Those of these shops that somebody (else) could run."""
    async with db.read() as c:
        staff = [m for m in await store.members(c, shop_ids=ids) if m.user_id != but]
    people = {p.id: p for p in await identity.people(ids=sorted({m.user_id for m in staff}))}
    return {m.shop_id for m in staff if rules.keeps(m, people.get(m.user_id))}


@port
async def suspend_unkept(*, ids: list[UUID]) -> None:
    """Those that sell although nobody is left who could run them. Told again, or too late, changes nothing."""
    kept = await _kept(ids)
    for shop in await shops(ids=[id for id in ids if id not in kept]):
        if shop.status == "approved":
            with contextlib.suppress(WrongState):
                await decide(id=shop.id, status="suspended", reason_code="owner_gone")


@port
async def verify() -> list[Finding]:
    """Shops that sell although nobody is left who could run them."""
    async with db.read() as c:
        ids = await store.selling(c)
    kept = await _kept(ids)
    return [
        Finding("shops", "shops_close_with_their_owners", str(id), "nobody is left who could run it")
        for id in ids
        if id not in kept
    ]


@port
async def forget_owner(*, user_id: UUID) -> None:
    """They were erased: a shop that was theirs alone has no phone number and no street any more."""
    async with db.read() as c:
        ids = await store.kept_by(c, user_id=user_id)
    kept = await _kept(ids)
    unkept = [id for id in ids if id not in kept]
    async with db.tx() as c:
        changed = await store.drop_contacts(c, ids=unkept, owner_id=user_id)
        await emit(c, *(ShopChanged(id) for id in changed), *(ShopAbandoned(id) for id in unkept))


@port
async def edit(*, id: UUID, settings: Settings, as_admin: bool) -> Shop:
    """Change the profile or the settings. Raises NotFound, StaleVersion, ValidationFailed."""
    if settings.timezone is not UNSET:
        rules.zone(settings.timezone)
    if settings.commission_bps is not UNSET and not as_admin:
        raise invalid("commission_bps", "is set by the platform")
    async with db.tx() as c:
        before = await store.lock(c, id=id)
        if before is None:
            raise NotFound()
        if settings.version not in (None, before.version):
            raise StaleVersion(version=before.version)
        given = rules.given(settings)
        if settings.pickup_points is not UNSET:
            given["pickup_points"] = rules.pickup_points(
                settings.pickup_points, [new_id() for _ in settings.pickup_points]
            )
        changed = structs.replace(before, **given)
        rules.check_place(changed.latitude, changed.longitude)
        await _write(c, changed)
        await emit(c, ShopChanged(id))
        (after,) = await store.by_ids(c, ids=[id])
    return after


@port
async def set_picture(*, id: UUID, which: Literal["logo", "banner"], url: str | None) -> Shop:
    """Raises NotFound."""
    async with db.tx() as c:
        before = await store.lock(c, id=id)
        if before is None:
            raise NotFound()
        await _write(c, structs.replace(before, **{f"{which}_url": url}))
        await emit(c, ShopChanged(id))
        (after,) = await store.by_ids(c, ids=[id])
    return after


FIXED = ("slug", "status", "reason", "reason_code", "owner_id", "version", "created_at")


async def _write(c: db.Conn, after: Shop) -> None:
    fields = structs.asdict(after)
    for name in FIXED:
        del fields[name]
    await store.write(c, **fields)


@port
async def create_shops(*, shops: list[ShopSeed]) -> None:
    """Many whole shops at once, approved or not, for demo data and imports. What exists stays as it is."""
    for seed in shops:
        rules.zone(seed.timezone)
    async with db.tx() as c:
        made = await store.seed(c, shops=[_row(s) for s in shops], now=clock.now())
        await store.seed_owners(c, shop_ids=made)
        events: list[Event] = []
        for seed in shops:
            if seed.id in set(made):
                events += [TOLD[seed.status](seed.id), ShopChanged(seed.id)]
        await emit(c, *events)
    for owner_id in {s.owner_id for s in shops if s.status == "approved"}:
        await identity.grant_role(user_id=owner_id, role="seller")


def _row(seed: ShopSeed) -> dict[str, object]:
    return structs.asdict(seed)
