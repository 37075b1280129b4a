"""What admins and other modules do to people: roles, standing, the end of an account; and people in bulk."""

import contextlib
import datetime as dt
from collections.abc import Callable
from uuid import UUID

import asyncpg
from msgspec import UNSET, structs, to_builtins

from niaga.kit import clock, db
from niaga.kit.db import Conn
from niaga.kit.errors import NotFound, WrongState
from niaga.kit.events import emit
from niaga.kit.http import auth
from niaga.kit.http.auth import Change
from niaga.kit.port import port

from .. import rules
from ..store import addresses as address_store
from ..store import links as link_store
from ..store import people as store
from ..store import sessions as session_store
from ..types import (
    CampusIdTaken,
    NewPerson,
    OwnAccount,
    PeopleFound,
    Person,
    PersonChange,
    PersonErased,
    PersonSuspended,
    Role,
    RolesChanged,
    SellerDismissed,
    Status,
)
from .accounts import avatar_left, taken_by
from .sessions import note_ended

MAX_AT_ONCE = 1000
ERASED_NAME = "Akun dihapus"


@port
async def find_people(
    *, q: str | None = None, role: Role | None = None, status: Status | None = None, page: int = 1, size: int = 24
) -> PeopleFound:
    """Newest first; `q` is part of a name, e-mail address, phone number or campus id."""
    like, phones = _like(q), rules.parts_of_phone(q or "")
    async with db.read() as c:
        found = await store.find(c, q=like, phones=phones, role=role, status=status, size=size, skip=(page - 1) * size)
        total = await store.count(c, q=like, phones=phones, role=role, status=status)
    return PeopleFound(found, total)


def _like(q: str | None) -> str | None:
    text = (q or "").strip()
    return f"%{rules.beginning(text)}" if text else None


@port
async def look_up(*, q: str, most: int) -> list[UUID]:
    """The newest whose e-mail address, or the words of whose name, begin like this, or whose phone number or campus id
    it is. Quick among any number of people, as `find_people` is not."""
    said = q.strip().lower()
    if not said:
        return []
    words = rules.words_beginning(said)
    async with db.search() as c:
        return await store.look_up(
            c, beginning=rules.beginning(said), phone=rules.phone(said), campus_id=said, words=words, most=most
        )


@port
async def with_role(*, role: Role) -> list[UUID]:
    """Whom to tell: a hundred at most, the newest."""
    async with db.read() as c:
        return await store.with_role(c, role=role, most=100)


@port
async def administer(*, id: UUID, by: UUID, change: PersonChange) -> Person:
    """Change what is given; it counts at once, for tokens that are out there too. Raises NotFound, OwnAccount,
    ValidationFailed, PhoneTaken, CampusIdTaken (by somebody whose it is).
    """
    lesser = change.roles is not UNSET and "admin" not in change.roles
    if id == by and (change.status == "suspended" or lesser):
        raise OwnAccount()
    try:
        return await _change_standing(id, by, lambda present: rules.administered(present, change))
    except asyncpg.UniqueViolationError as taken:
        raise taken_by(taken) from taken


@port
async def grant_role(*, user_id: UUID, role: Role) -> None:
    """The erased get none. Raises NotFound."""
    with contextlib.suppress(WrongState):
        await _change_standing(user_id, None, lambda p: structs.replace(p, roles=rules.roles([*p.roles, role])))


async def _change_standing(id: UUID, by: UUID | None, change: Callable[[Person], Person]) -> Person:
    async with db.tx() as c:
        present = await store.lock(c, id=id)
        if present is None:
            raise NotFound()
        if present.status == "erased":
            raise WrongState(present="erased", allowed=[])
        changed = change(present)
        if (changed.campus_id, changed.campus_id_verified) != (present.campus_id, present.campus_id_verified):
            await _give_campus_id(c, changed)
        await store.set_standing(
            c, id=id, name=changed.name, phone=changed.phone, roles=changed.roles, status=changed.status
        )
        now = clock.now()  # after the lock: tokens issued later know of it
        changes: list[Change] = []
        if changed.roles != present.roles:
            await session_store.note_changes(c, ids=[id], at=now, roles=changed.roles)
            changes.append(Change(id, now.timestamp(), changed.roles))
            await emit(c, RolesChanged(id, by))
            if "seller" in present.roles and "seller" not in changed.roles:
                await emit(c, SellerDismissed(id))
        if changed.status == "suspended" and present.status != "suspended":
            changes += await _lock_out(c, id, now, "suspended")
            await emit(c, PersonSuspended(id, by))
    await auth.announce(changes)
    return changed


async def _give_campus_id(c: Conn, person: Person) -> None:
    """It is theirs, an admin says: whoever only claims it has none from now on. Raises CampusIdTaken."""
    if person.campus_id:
        rivals = await store.by_ids(c, ids=await store.who_have_campus_id(c, campus_id=person.campus_id, but=person.id))
        if any(rival.campus_id_verified for rival in rivals):
            raise CampusIdTaken()
        await store.drop_campus_id(c, ids=[rival.id for rival in rivals])
    verified_at = clock.now() if person.campus_id_verified else None
    await store.set_campus_id(c, id=person.id, campus_id=person.campus_id, verified_at=verified_at)


async def _lock_out(c: Conn, id: UUID, at: dt.datetime, why: str) -> list[Change]:
    ended = await session_store.end_all(c, person_id=id, but=None, at=at, why=why)
    return await note_ended(c, ended, at)


@port
async def erase(*, id: UUID, by: UUID) -> None:
    """Remove what is personal, for ever, here at once and elsewhere as PersonErased tells: orders keep the regency,
    those under way their address until they are finished. The id stays, for the books. Raises NotFound, OwnAccount.
    """
    if id == by:
        raise OwnAccount()
    async with db.tx() as c:
        present = await store.lock(c, id=id)
        if present is None:
            raise NotFound()
        if present.status == "erased":
            return
        await store.erase(c, id=id, name=ERASED_NAME, at=clock.now())
        await address_store.remove_all(c, person_id=id)
        await link_store.remove_all(c, person_id=id)
        await session_store.forget_places(c, person_id=id)
        await avatar_left(c, present)
        changes = await _lock_out(c, id, clock.now(), "erased")
        await emit(c, PersonErased(id, by))
    await auth.announce(changes)


@port
async def erased(*, since: dt.datetime) -> list[UUID]:
    """Who has been erased since: what was under way to be written of them then can be removed too."""
    async with db.read() as c:
        return await store.erased_since(c, since=since)


@port
async def create_people(*, people: list[NewPerson]) -> None:
    """Many at once, with verified e-mail addresses; those that exist (by id) stay as they are."""
    rows, places = [], []
    for new in people:
        row = to_builtins(new)
        row["email"] = rules.email(new.email) if new.email else None
        row["phone"] = rules.phone(new.phone) if new.phone else None
        row["roles"] = rules.roles(new.roles)
        for place in row.pop("addresses"):
            phone = rules.phone(place["phone"]) or place["phone"]
            places.append({**place, "phone": phone, "person_id": row["id"], "created_at": row["created_at"]})
        rows.append(row)
    for start in range(0, len(rows), MAX_AT_ONCE):
        some = rows[start : start + MAX_AT_ONCE]
        ids = {row["id"] for row in some}
        async with db.tx() as c:
            await store.add_many(c, people=some)
            await address_store.add_many(c, addresses=[p for p in places if p["person_id"] in ids])
