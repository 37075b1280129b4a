"""Making an account, and what people see and change of themselves."""

from typing import TypeVar
from uuid import UUID

import asyncpg
from msgspec import UNSET, UnsetType

from niaga.identity import rules
from niaga.identity.api import passwords, tokens
from niaga.identity.store import people as store
from niaga.identity.types import (
    CampusIdTaken,
    Client,
    EmailTaken,
    InvalidCredentials,
    Person,
    PhoneTaken,
    ProfileChange,
    Registered,
    Registration,
    Session,
)
from niaga.kit import clock, db, files, images
from niaga.kit.errors import NotFound, Refusal, invalid
from niaga.kit.events import emit
from niaga.kit.port import port

from .recovery import ask, strong_enough
from .signing_in import opened

AVATAR_PX = 256

T = TypeVar("T")


def _or(sent: T | UnsetType, present: T) -> T:
    return present if sent is UNSET else sent


@port
async def register(*, id: UUID, new: Registration, client: Client, guest_token: str | None = None) -> Session:
    """Make an account and sign in. Raises ValidationFailed, EmailTaken, PhoneTaken, CampusIdTaken."""
    email, name = rules.email(new.email), " ".join(new.name.split())
    phone = rules.real_phone(new.phone) if new.phone else None
    campus_id = new.campus_id.strip() if new.campus_id else None
    strong_enough(new.password, [name, email, new.phone, campus_id])
    password_hash = await passwords.hash(new.password)
    signer = await tokens.signer()
    try:
        async with db.tx() as c:
            await store.add(
                c,
                id=id,
                name=name,
                email=email,
                phone=phone,
                campus_id=campus_id,
                password_hash=password_hash,
                roles=rules.roles([new.role]),
                language=new.language,
                at=clock.now(),
            )
            (person,) = await store.by_ids(c, ids=[id])
            await emit(c, Registered(id))
            await ask(c, person_id=id, email=email, purpose="verify_email")
            session, _ = await opened(c, signer, person, client, guest_token)
    except asyncpg.UniqueViolationError as taken:
        raise _taken(taken) from taken
    return session


def _taken(violation: asyncpg.UniqueViolationError) -> Refusal:
    kinds = {"person_email": EmailTaken, "person_phone": PhoneTaken, "person_campus_id": CampusIdTaken}
    return kinds.get(violation.constraint_name or "", EmailTaken)()


@port
async def people(*, ids: list[UUID]) -> list[Person]:
    """Those that exist, in the order asked for."""
    async with db.read() as c:
        found = {p.id: p for p in await store.by_ids(c, ids=ids)}
    return [found[id] for id in ids if id in found]


@port
async def person(*, id: UUID) -> Person:
    """Raises NotFound."""
    found = await people(ids=[id])
    if not found:
        raise NotFound()
    return found[0]


@port
async def change_profile(*, user_id: UUID, change: ProfileChange) -> Person:
    """Only what is set changes. Raises ValidationFailed, InvalidCredentials (a new e-mail address needs the
    password), EmailTaken, PhoneTaken, CampusIdTaken.
    """
    now = await person(id=user_id)
    email = _or(change.email, now.email)
    email = rules.email(email) if email else email
    phone = rules.real_phone(change.phone) if change.phone else _or(change.phone, now.phone)
    campus_id = _or(change.campus_id, now.campus_id)
    if now.campus_id and campus_id != now.campus_id:
        raise invalid("campus_id", "The campus id is set already; ask an admin to change it.")
    quiet = (_or(change.quiet_from, now.quiet_from), _or(change.quiet_until, now.quiet_until))
    if (quiet[0] is None) != (quiet[1] is None):
        raise invalid("quiet_until", "Quiet hours need a beginning and an end.")
    if email != now.email:
        await _prove(user_id, change.password)
    try:
        async with db.tx() as c:
            await store.lock(c, id=user_id)
            await store.set_profile(
                c,
                id=user_id,
                name=" ".join(_or(change.name, now.name).split()),
                email=email,
                phone=phone,
                campus_id=campus_id,
                language=_or(change.language, now.language),
                timezone=_or(change.timezone, now.timezone),
                wants_email=_or(change.wants_email, now.wants_email),
                quiet_from=quiet[0],
                quiet_until=quiet[1],
            )
            if email and email != now.email:
                await store.replace_links(c, person_id=user_id, purpose="reset_password")
                await ask(c, person_id=user_id, email=email, purpose="verify_email")
    except asyncpg.UniqueViolationError as taken:
        raise _taken(taken) from taken
    return await person(id=user_id)


async def _prove(user_id: UUID, password: str | UnsetType) -> None:
    async with db.read() as c:
        secret = await store.secret(c, id=user_id)
    given = password if isinstance(password, str) else ""
    if not await passwords.matches(secret.password_hash if secret else None, given):
        raise InvalidCredentials()


@port
async def set_avatar(*, user_id: UUID, image: bytes) -> Person:
    """Raises ImageRefused."""
    cleaned = await images.clean(image, sizes=[AVATAR_PX], square=True)
    key = await files.put("avatars", cleaned.webp[AVATAR_PX], "webp")
    async with db.tx() as c:
        await store.set_avatar(c, id=user_id, avatar_url=files.url(key))
    return await person(id=user_id)
