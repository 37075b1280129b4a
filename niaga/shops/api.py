"""What other modules may call."""

from collections.abc import Collection
from itertools import islice
from typing import Literal
from uuid import UUID

from msgspec import UNSET, structs

from niaga.identity import api as identity
from niaga.kit import clock, db
from niaga.kit.errors import KeyReused, NotFound, StaleVersion, invalid
from niaga.kit.events import Event, emit
from niaga.kit.ids import new_id
from niaga.kit.port import port
from niaga.kit.slugs import as_id, slug, spellings

from . import rules, store
from .types import (
    Member,
    NewShop,
    Permission,
    Settings,
    Shop,
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

MOST_OWNED = 20
SLUG_TRIES = 5
MOST_LOOKED_AT = 1000
"""Opening hours are computed, so a list of what is open now looks at no more shops than this."""

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
        if id := as_id(id_or_slug):
            found = next(iter(await store.by_ids(c, ids=[id])), None)
        else:
            found = await store.by_slug(c, slug=id_or_slug)
    if found is None:
        raise NotFound()
    return found


@port
async def find(*, query: ShopQuery) -> ShopsFound:
    """A page of shops: the nearest first when `near` is given, else by name."""
    like = f"%{_escaped(query.q)}%" if query.q else None
    latitude, longitude = query.near or (None, None)
    looked = query.open_now is not None
    skip = 0 if looked else (query.page - 1) * query.size
    async with db.read() as c:
        statuses = list[str](query.statuses)
        total = await store.count(c, like=like, kind=query.kind, statuses=statuses, member_id=query.member_id)
        places = await store.find(
            c,
            like=like,
            kind=query.kind,
            statuses=statuses,
            member_id=query.member_id,
            latitude=latitude,
            longitude=longitude,
            skip=skip,
            most=MOST_LOOKED_AT if looked else query.size,
        )
        by_id = {s.id: s for s in await store.by_ids(c, ids=[p.id for p in places])}
    found = [(by_id[p.id], p.distance_m) for p in places if p.id in by_id]
    if looked:
        now = clock.now()
        found = [(s, far) for s, far in found if rules.view(s, now).open_now == query.open_now]
        total = len(found)
        found = found[(query.page - 1) * query.size :][: query.size]
    return ShopsFound([s for s, _ in found], [far for _, far in found], total)


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


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
async def apply(*, id: UUID, owner_id: UUID, application: NewShop) -> Shop:
    """A new shop, pending. Raises TooManyShops, KeyReused, ValidationFailed."""
    rules.zone(application.timezone)
    rules.check_place(application.latitude, application.longitude)
    async with db.tx() as c:
        known = await store.by_ids(c, ids=[id])
        if known:
            if known[0].owner_id != owner_id:
                raise KeyReused()
            return known[0]
        if await store.count_owned(c, owner_id=owner_id) >= MOST_OWNED:
            raise TooManyShops()
        plain = slug(application.name, "toko")
        for candidate in islice(spellings(plain, id), SLUG_TRIES):  # it may also be the id that is taken
            if await _add(c, id, candidate, owner_id, application):
                await store.add_member(c, shop_id=id, user_id=owner_id, role="owner")
                await emit(c, ShopApplied(id))
                break
        (made,) = await store.by_ids(c, ids=[id])
        if made.owner_id != owner_id:  # somebody else took that id a moment ago
            raise KeyReused()
    return made


async def _add(c: db.Conn, id: UUID, slug: str, owner_id: UUID, application: NewShop) -> bool:
    fields = rules.tidy(structs.asdict(application)) | {"id": id}
    added = await store.add(c, slug=slug, owner_id=owner_id, now=clock.now(), **fields)
    return bool(added)


@port
async def decide(*, id: UUID, status: Status, reason: str | None = None) -> Shop:
    """Approve, reject, suspend, or put up for approval again. Raises NotFound, WrongState."""
    async with db.tx() as c:
        found = await store.lock(c, id=id)
        if found is None:
            raise NotFound()
        if rules.step(found.status, status):
            await store.set_status(c, id=id, status=status, reason=reason)
            await emit(c, TOLD[status](id), ShopChanged(id))
        (after,) = await store.by_ids(c, ids=[id])
    if status == "approved":
        await identity.grant_role(user_id=after.owner_id, role="seller")
    return after


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
        given = {name: value for name, value in structs.asdict(settings).items() if value is not UNSET}
        del given["version"]
        if settings.pickup_points is not UNSET:
            given["pickup_points"] = rules.pickup_points(
                settings.pickup_points, [new_id() for _ in settings.pickup_points]
            )
        changed = structs.replace(before, **rules.tidy(given))
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


FIXED = ("slug", "status", "reason", "owner_id", "version", "created_at")


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
