"""Links that are sent by e-mail, and the passwords that are set with them."""

import asyncio
import datetime as dt
from collections.abc import Sequence
from uuid import UUID

import asyncpg

from niaga.identity import rules
from niaga.identity.api import passwords, tokens
from niaga.identity.store import people as store
from niaga.identity.store import sessions as session_store
from niaga.identity.store.people import Secret
from niaga.identity.types import (
    Client,
    EmailChanged,
    EmailTaken,
    EmailVerified,
    InvalidCredentials,
    LinkExpired,
    PasswordChanged,
    PasswordResetAsked,
    Person,
    Purpose,
    SentLink,
    VerificationAsked,
)
from niaga.kit import auth, clock, db, limits
from niaga.kit.auth import Change
from niaga.kit.config import settings
from niaga.kit.db import Conn
from niaga.kit.errors import NotFound, RateLimited, ValidationFailed
from niaga.kit.events import emit
from niaga.kit.ids import new_id
from niaga.kit.port import port

from .signing_in import note_ended, take_turn, tries

LASTS: dict[Purpose, dt.timedelta] = {
    "verify_email": dt.timedelta(days=2),
    "reset_password": dt.timedelta(hours=1),
    "restore_email": dt.timedelta(days=3),
}
ASKED: dict[Purpose, type[VerificationAsked | PasswordResetAsked | EmailChanged]] = {
    "verify_email": VerificationAsked,
    "reset_password": PasswordResetAsked,
    "restore_email": EmailChanged,
}
MOST_PER_HOUR = 5
"""Links of one purpose by one person: nobody's mailbox is filled through us."""
COUNTED_FOR = dt.timedelta(hours=1)
FORGOT_TAKES_S = 0.1
"""Longer than either way through `forgot_password`, so that how long it takes tells nothing."""


def strong_enough(password: str, personal: Sequence[str | None], *, field: str = "password") -> None:
    """Raises ValidationFailed."""
    weak = rules.weakness(password, personal, passwords.common())
    if weak:
        raise ValidationFailed(errors=[{"field": field, "message": weak[1], "code": weak[0]}])


async def prove(user_id: UUID, password: str) -> Secret:
    """Somebody in a session says again who they are: sessions are stolen. Raises InvalidCredentials, RateLimited."""
    key = f"password|{user_id}"
    await take_turn([(key, limits.TRIES_FREE)])
    async with db.read() as c:
        owner = await store.secret(c, id=user_id)
    if owner is None or not await passwords.matches(owner.password_hash, password):
        raise InvalidCredentials()
    await limits.forgive(key)
    return owner


async def ask(c: Conn, *, person_id: UUID, email: str, purpose: Purpose) -> None:
    """Have a link sent, inside the caller's transaction; earlier ones of the purpose end."""
    await store.replace_links(c, person_id=person_id, purposes=[purpose])
    await _send(c, person_id, email, purpose, LASTS[purpose])


async def _send(c: Conn, person_id: UUID, email: str, purpose: Purpose, lasts: dt.timedelta) -> None:
    now, id = clock.now(), new_id()
    await store.add_link(c, id=id, person_id=person_id, purpose=purpose, email=email, at=now, expires_at=now + lasts)
    await emit(c, ASKED[purpose](id))


@port
async def ask_verification(*, user_id: UUID) -> None:
    """Send a new link to verify the e-mail address, if it is not verified yet. Raises RateLimited, NotFound."""
    async with db.tx() as c:
        person = await store.lock(c, id=user_id)
        if person is None:
            raise NotFound()
        if person.email_verified or person.email is None:
            return
        await _ask_to_verify(c, user_id, person.email)


async def _ask_to_verify(c: Conn, person_id: UUID, email: str) -> None:
    """Raises RateLimited."""
    if await _too_many(c, person_id, "verify_email"):
        raise RateLimited(retry_after=int(COUNTED_FOR.total_seconds()))
    await ask(c, person_id=person_id, email=email, purpose="verify_email")


async def _too_many(c: Conn, person_id: UUID, purpose: Purpose) -> bool:
    if settings().rate_limit == "off":
        return False
    since = clock.now() - COUNTED_FOR
    return await store.links_since(c, person_id=person_id, purpose=purpose, since=since) >= MOST_PER_HOUR


async def move_mailbox(c: Conn, before: Person, email: str) -> None:
    """Another e-mail address was written for them: it has to be verified, and the old one is told. Only one that was
    proven to be theirs gets a way back; a stranger's, mistyped, must not get in. Raises RateLimited.
    """
    await store.replace_links(c, person_id=before.id, purposes=["reset_password"])
    await _ask_to_verify(c, before.id, email)
    if before.email:
        lasts = LASTS["restore_email"] if before.email_verified else dt.timedelta()
        await _send(c, before.id, before.email, "restore_email", lasts)


@port
async def restore_email(*, token: str) -> None:
    """Undo a change of the e-mail address that its owner did not make: the address is back, all sessions and the
    password end, and a link to set another one is sent. Raises LinkExpired, EmailTaken.
    """
    try:
        async with db.tx() as c:
            row = await _use(c, token, "restore_email")
            now = clock.now()
            await store.restore_email(c, id=row.person_id, email=row.email, at=now)
            # An earlier address keeps its way back: a thief may have changed it twice.
            await store.replace_links(c, person_id=row.person_id, purposes=["verify_email"])
            await store.replace_later_links(c, person_id=row.person_id, purpose="restore_email", id=row.id)
            await ask(c, person_id=row.person_id, email=row.email, purpose="reset_password")
            ended = await session_store.end_all(c, person_id=row.person_id, but=None, at=now, why="password")
            changes = await note_ended(c, ended, now)
    except asyncpg.UniqueViolationError as taken:
        raise EmailTaken() from taken
    await auth.announce(changes)


@port
async def links(*, ids: list[UUID]) -> list[SentLink]:
    """What is to be sent: those that exist."""
    now = clock.now()
    async with db.read() as c:
        rows = await store.links(c, ids=ids)
    return [
        SentLink(
            id=row.id,
            person_id=row.person_id,
            purpose=row.purpose,
            email=row.email,
            token=tokens.link(row.id, row.purpose),
            expires_at=row.expires_at,
            usable=row.used_at is None and not row.replaced and row.expires_at > now,
        )
        for row in rows
    ]


@port
async def verify_email(*, token: str) -> None:
    """Raises LinkExpired."""
    async with db.tx() as c:
        row = await _use(c, token, "verify_email")
        if not await store.set_verified(c, id=row.person_id, email=row.email, at=clock.now()):
            raise LinkExpired()  # they have another address by now
        await emit(c, EmailVerified(row.person_id))


async def _use(c: Conn, token: str, purpose: Purpose) -> store.LinkRow:
    """The link, now used; its person's row is locked first, as everywhere."""
    id = tokens.link_id(token, purpose)
    row = await store.link(c, id=id) if id else None
    if row is not None:
        await store.lock(c, id=row.person_id)
        row = await store.use_link(c, id=row.id, purpose=purpose, at=clock.now())
    if row is None:
        raise LinkExpired()
    return row


@port
async def forgot_password(*, email: str) -> None:
    """Send a link if there is such an account; neither the answer nor its time tells."""
    pause = asyncio.create_task(asyncio.sleep(FORGOT_TAKES_S))
    async with db.tx() as c:
        found = await store.secret_by_email(c, email=rules.email(email))
        if found and found.email and found.status == "active":
            await store.lock(c, id=found.id)
            if not await _too_many(c, found.id, "reset_password"):
                await ask(c, person_id=found.id, email=found.email, purpose="reset_password")
    await pause


@port
async def reset_password(*, token: str, password: str, client: Client) -> None:
    """Set a new password and end all sessions. The mailbox is proven by it. Raises LinkExpired, ValidationFailed."""
    id = tokens.link_id(token, "reset_password")
    async with db.read() as c:
        row = await store.link(c, id=id) if id else None
        owner = await store.secret(c, id=row.person_id) if row else None
    if row is None or owner is None:
        raise LinkExpired()
    strong_enough(password, owner.words)
    password_hash = await passwords.hash(password)
    async with db.tx() as c:
        row = await _use(c, token, "reset_password")
        await store.set_password(c, id=row.person_id, password_hash=password_hash)
        await store.set_verified(c, id=row.person_id, email=row.email, at=clock.now())
        changes = await _changed(c, row.person_id, but=None)
    await auth.announce(changes)
    await limits.forgive(*(key for name in owner.names for key, _ in tries(name, client)))


async def _changed(c: Conn, person_id: UUID, *, but: UUID | None) -> list[Change]:
    """A new password: whoever got in with the old one is out, and links to set another one end."""
    now = clock.now()
    await store.replace_links(c, person_id=person_id, purposes=["reset_password"])
    await emit(c, PasswordChanged(person_id))
    ended = await session_store.end_all(c, person_id=person_id, but=but, at=now, why="password")
    return await note_ended(c, ended, now)


@port
async def change_password(*, user_id: UUID, session_id: UUID, password: str, new_password: str) -> None:
    """Ends the other sessions. Raises InvalidCredentials, ValidationFailed, RateLimited."""
    owner = await prove(user_id, password)
    strong_enough(new_password, owner.words, field="new_password")
    password_hash = await passwords.hash(new_password)
    async with db.tx() as c:
        await store.lock(c, id=user_id)
        await store.set_password(c, id=user_id, password_hash=password_hash)
        changes = await _changed(c, user_id, but=session_id)
    await auth.announce(changes)
