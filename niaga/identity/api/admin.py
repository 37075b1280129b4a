"""What admins and other modules do to people: roles, standing, the end of an account; and people in bulk."""

import contextlib
import datetime as dt
from collections.abc import Callable
from typing import get_args
from uuid import UUID

from msgspec import structs, to_builtins

from niaga.identity import rules
from niaga.identity.store import addresses as address_store
from niaga.identity.store import people as store
from niaga.identity.store import sessions as session_store
from niaga.identity.types import (
    NewPerson,
    OwnAccount,
    PeopleFound,
    Person,
    PersonErased,
    PersonSuspended,
    Purpose,
    Role,
    RolesChanged,
    Status,
)
from niaga.kit import auth, clock, db
from niaga.kit.auth import Change
from niaga.kit.db import Conn
from niaga.kit.errors import NotFound, WrongState
from niaga.kit.events import emit
from niaga.kit.port import port

from .signing_in import note_ended

MOST_AT_ONCE = 1000
ERASED_NAME = "Akun dihapus"


@port
async def find_people(
    *, q: str | None = None, role: Role | None = None, status: Status | None = None, page: int = 1, size: int = 24
) -> PeopleFound:
    """Newest first; `q` is part of a name, e-mail address, phone number or campus id."""
    like = _like(q)
    async with db.read() as c:
        found = await store.find(c, q=like, role=role, status=status, size=size, skip=(page - 1) * size)
        total = await store.count(c, q=like, role=role, status=status)
    return PeopleFound(found, total)


def _like(q: str | None) -> str | None:
    text = (q or "").strip()
    if not text:
        return None
    text = rules.phone(text) or text  # 0812… is kept as +62812…
    for special in "\\%_":
        text = text.replace(special, "\\" + special)
    return f"%{text}%"


@port
async def with_role(*, role: Role) -> list[UUID]:
    """At most a hundred: whom to tell."""
    async with db.read() as c:
        return await store.with_role(c, role=role, most=100)


@port
async def administer(
    *,
    id: UUID,
    by: UUID,
    name: str | None = None,
    roles: list[str] | None = None,
    status: Status | None = None,
) -> Person:
    """Change what is given; it counts at once, for tokens that are out there too. Raises NotFound, OwnAccount."""
    if id == by and (status == "suspended" or (roles is not None and "admin" not in roles)):
        raise OwnAccount()

    def change(present: Person) -> Person:
        return structs.replace(
            present,
            name=rules.name(name) if name else present.name,
            roles=rules.roles(roles) if roles is not None else present.roles,
            status=status or present.status,
        )

    return await _change_standing(id, by, change)


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
        await store.set_standing(c, id=id, name=changed.name, roles=changed.roles, status=changed.status)
        now = clock.now()  # after the lock: tokens issued later know of it
        changes: list[Change] = []
        if changed.roles != present.roles:
            await session_store.note_changes(c, ids=[id], at=now, roles=changed.roles)
            changes.append(Change(id, now.timestamp(), changed.roles))
            await emit(c, RolesChanged(id, by))
        if changed.status == "suspended" and present.status != "suspended":
            changes += await _lock_out(c, id, now, "suspended")
            await emit(c, PersonSuspended(id, by))
    await auth.announce(changes)
    return changed


async def _lock_out(c: Conn, id: UUID, at: dt.datetime, why: str) -> list[Change]:
    ended = await session_store.end_all(c, person_id=id, but=None, at=at, why=why)
    return await note_ended(c, ended, at)


@port
async def erase(*, id: UUID, by: UUID) -> None:
    """Remove what is personal, for ever. The id stays, for the books. Raises NotFound, OwnAccount."""
    if id == by:
        raise OwnAccount()
    async with db.tx() as c:
        present = await store.lock(c, id=id)
        if present is None:
            raise NotFound()
        if present.status == "erased":
            return
        await store.erase(c, id=id, name=ERASED_NAME)
        await address_store.remove_all(c, person_id=id)
        await store.replace_links(c, person_id=id, purposes=get_args(Purpose))
        changes = await _lock_out(c, id, clock.now(), "erased")
        await emit(c, PersonErased(id, by))
    await auth.announce(changes)


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
    for start in range(0, len(rows), MOST_AT_ONCE):
        some = rows[start : start + MOST_AT_ONCE]
        ids = {row["id"] for row in some}
        async with db.tx() as c:
            await store.add_many(c, people=some)
            await address_store.add_many(c, addresses=[p for p in places if p["person_id"] in ids])
