"""Making an account, and what people see and change of themselves."""

from uuid import UUID

import asyncpg

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
from niaga.kit.errors import NotFound, Refusal
from niaga.kit.events import emit
from niaga.kit.port import port

from .recovery import ask, move_mailbox, prove, strong_enough
from .signing_in import opened

AVATAR_PX = 256
OWN = (
    "id",
    "name",
    "email",
    "phone",
    "campus_id",
    "language",
    "timezone",
    "wants_email",
    "quiet_from",
    "quiet_until",
)
"""What people change of themselves."""


@port
async def register(*, id: UUID, new: Registration, client: Client, guest_id: UUID | None = None) -> Session:
    """Make an account and sign in. Raises ValidationFailed, EmailTaken, PhoneTaken, CampusIdTaken."""
    email, name = rules.email(new.email), rules.name(new.name)
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
            session, _ = await opened(c, signer, person, client, guest_id)
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
    password), EmailTaken, PhoneTaken, CampusIdTaken, RateLimited.
    """
    before = await person(id=user_id)
    wanted = rules.changed(before, change).email
    if wanted != before.email:
        await prove(user_id, change.password or "")
    try:
        async with db.tx() as c:
            present = await store.lock(c, id=user_id)
            assert present, "people are never deleted"
            after = rules.changed(present, change)
            await store.set_profile(c, **{name: getattr(after, name) for name in OWN})
            if after.email != present.email:
                if wanted == before.email:  # it was changed meanwhile, and this would change it back unproven
                    raise InvalidCredentials()
                await move_mailbox(c, present, str(after.email))
            (answer,) = await store.by_ids(c, ids=[user_id])
    except asyncpg.UniqueViolationError as taken:
        raise _taken(taken) from taken
    return answer


@port
async def set_avatar(*, user_id: UUID, image: bytes) -> Person:
    """Raises ImageRefused."""
    cleaned = await images.clean(image, sizes=[AVATAR_PX], square=True)
    key = await files.put("avatars", cleaned.webp[AVATAR_PX], "webp")
    async with db.tx() as c:
        await store.set_avatar(c, id=user_id, avatar_url=files.url(key))
    return await person(id=user_id)
