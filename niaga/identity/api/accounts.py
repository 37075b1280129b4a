"""Making an account, and what people see and change of themselves."""

from uuid import UUID

import asyncpg

from niaga.kit import clock, db, files, images
from niaga.kit.db import Conn
from niaga.kit.errors import NotFound, Refusal, invalid
from niaga.kit.events import emit
from niaga.kit.ids import new_id
from niaga.kit.port import port

from .. import rules
from ..api import passwords, tokens
from ..store import people as store
from ..types import (
    AvatarLeft,
    CampusIdTaken,
    Client,
    EmailTaken,
    Person,
    PhoneTaken,
    ProfileChange,
    Registered,
    Registration,
    Session,
)
from .mailboxes import ask, ask_for
from .recovery import prove, strong_enough
from .sessions import opened, take_turn

AVATAR_PX = 256
AVATARS = "avatars"
OWN = (
    "id",
    "name",
    "phone",
    "campus_id",
    "language",
    "timezone",
    "wants_email",
    "quiet_from",
    "quiet_until",
)
"""What people change of themselves at once; another e-mail address waits for its proof."""
CLAIMS = ("email", "phone", "campus_id")
CLAIMS_FREE = 9
"""Claims that cost no wait."""


@port
async def register(*, id: UUID, new: Registration, client: Client, guest_id: UUID | None = None) -> Session:
    """Make an account and sign in. Raises ValidationFailed, EmailTaken, PhoneTaken, CampusIdTaken."""
    email, name = rules.email(new.email), rules.name(new.name)
    phone = rules.real_phone(new.phone) if new.phone else None
    campus_id = new.campus_id or None
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
        raise taken_by(taken) from taken
    return session


def taken_by(violation: asyncpg.UniqueViolationError) -> Refusal:
    """What somebody else has."""
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
    """Only what is set changes; a new e-mail address waits for its proof. Raises ValidationFailed, InvalidCredentials
    (names to sign in with need the password), EmailTaken, PhoneTaken, CampusIdTaken, RateLimited.
    """
    before = await person(id=user_id)
    wanted = rules.changed(before, change)
    claimed = [name for name in CLAIMS if getattr(wanted, name) not in (None, getattr(before, name))]
    if claimed:
        await take_turn([(f"claim|{user_id}", CLAIMS_FREE)])  # the answer tells whether somebody has it
    if rules.needs_proof(before, wanted):
        await prove(user_id, change.password or None)
    try:
        async with db.tx() as c:
            present = await store.lock(c, id=user_id)
            assert present, "people are never deleted"
            after = rules.changed(present, change)
            if rules.needs_proof(present, after) and not rules.needs_proof(before, wanted):
                # It was changed meanwhile, and this would change it back unproven.
                raise invalid("password", "Give your password to change this.", code="password_needed")
            await store.set_profile(c, **{name: getattr(after, name) for name in OWN})
            if after.email != present.email:
                await ask_for(c, present, str(after.email))
            (answer,) = await store.by_ids(c, ids=[user_id])
    except asyncpg.UniqueViolationError as taken:
        raise taken_by(taken) from taken
    return answer


@port
async def set_avatar(*, user_id: UUID, image: bytes) -> Person:
    """Raises ImageRefused."""
    cleaned = await images.clean(image, sizes=[AVATAR_PX], square=True)
    key = await files.put(AVATARS, cleaned.webp[AVATAR_PX], "webp", own=new_id().bytes)
    async with db.tx() as c:
        before = await store.lock(c, id=user_id)
        await store.set_avatar(c, id=user_id, avatar_url=files.url(key))
        await avatar_left(c, before)
    return await person(id=user_id)


async def avatar_left(c: Conn, before: Person | None) -> None:
    """Nobody shows the picture they had any more: it is to be deleted."""
    url = before.avatar_url if before else None
    if url and url.startswith(files.url(f"{AVATARS}/")):
        await emit(c, AvatarLeft(files.id_of(url)))
