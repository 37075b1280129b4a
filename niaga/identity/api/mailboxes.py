"""E-mail addresses: asked for, proven by a link, moved, taken back.

An address counts once its mailbox is proven. What somebody only says, at registration or of a new address, gives way
to whoever proves it.
"""

import datetime as dt
from uuid import UUID

import asyncpg

from niaga.kit import clock, db
from niaga.kit.config import settings
from niaga.kit.db import Conn
from niaga.kit.errors import NotFound, RateLimited
from niaga.kit.events import emit
from niaga.kit.http import auth
from niaga.kit.ids import new_id
from niaga.kit.port import port

from .. import rules
from ..api import tokens
from ..store import links as link_store
from ..store import people as store
from ..store import sessions as session_store
from ..store.links import LinkRow
from ..types import (
    EmailChanged,
    EmailTaken,
    EmailVerified,
    LinkExpired,
    OtherAccount,
    PasswordResetAsked,
    Person,
    Purpose,
    SentLink,
    VerificationAsked,
)
from .sessions import note_ended

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
MAX_PER_HOUR = 5
"""Links of one purpose by one person: nobody's mailbox is filled through us."""
COUNTED_FOR = dt.timedelta(hours=1)


# --- links ------------------------------------------------------------------------------------------------------


async def ask(c: Conn, *, person_id: UUID, email: str, purpose: Purpose) -> None:
    """Have a link sent, inside the caller's transaction; earlier ones of the purpose end."""
    await link_store.replace(c, person_id=person_id, purposes=[purpose])
    await _send(c, person_id, email, purpose)


async def _send(c: Conn, person_id: UUID, email: str, purpose: Purpose) -> None:
    now, id = clock.now(), new_id()
    await link_store.add(
        c, id=id, person_id=person_id, purpose=purpose, email=email, at=now, expires_at=now + LASTS[purpose]
    )
    await emit(c, ASKED[purpose](id))


async def too_many(c: Conn, person_id: UUID, purpose: Purpose) -> bool:
    """Whether so many links were sent lately that no more are."""
    if settings().rate_limit == "off":
        return False
    since = clock.now() - COUNTED_FOR
    return await link_store.since(c, person_id=person_id, purpose=purpose, since=since) >= MAX_PER_HOUR


async def use(c: Conn, token: str, purpose: Purpose) -> tuple[LinkRow, Person]:
    """The link, now used, and its person as they are. Locks their row and those of others who have that address;
    the links come after the people, as everywhere. Raises LinkExpired.
    """
    id = tokens.link_id(token, purpose)
    row = await link_store.one(c, id=id) if id else None
    if row is None:
        raise LinkExpired()
    rivals = await store.who_have_email(c, email=row.email, but=row.person_id)
    locked = {p.id: p for p in await store.lock_all(c, ids=[row.person_id, *rivals])}
    row = await link_store.use(c, id=row.id, purpose=purpose, at=clock.now())
    if row is None or row.person_id not in locked:
        raise LinkExpired()
    return row, locked[row.person_id]


@port
async def links(*, ids: list[UUID]) -> list[SentLink]:
    """What is to be sent: those that exist."""
    now = clock.now()
    async with db.read() as c:
        rows = await link_store.by_ids(c, ids=ids)
        people = {p.id: p for p in await store.by_ids(c, ids=[row.person_id for row in rows])}
    return [
        SentLink(
            id=row.id,
            person_id=row.person_id,
            purpose=row.purpose,
            email=row.email,
            token=tokens.link(row.id, row.purpose),
            expires_at=row.expires_at,
            account=rules.known_as(people[row.person_id]),
            usable=row.usable(now),
        )
        for row in rows
    ]


# --- proving an address -----------------------------------------------------------------------------------------


@port
async def ask_verification(*, user_id: UUID) -> None:
    """Send a new link to the address that waits for its proof; nothing when none does. Raises RateLimited, NotFound."""
    async with db.tx() as c:
        person = await store.lock(c, id=user_id)
        if person is None:
            raise NotFound()
        waiting = person.pending_email or (None if person.email_verified else person.email)
        if waiting:
            await _ask_to_verify(c, user_id, waiting)


async def _ask_to_verify(c: Conn, person_id: UUID, email: str) -> None:
    """Raises RateLimited."""
    if await too_many(c, person_id, "verify_email"):
        raise RateLimited(retry_after=int(COUNTED_FOR.total_seconds()))
    await ask(c, person_id=person_id, email=email, purpose="verify_email")


async def ask_for(c: Conn, person: Person, email: str) -> None:
    """They want another address, which waits for its proof beside the present one. Raises RateLimited, EmailTaken."""
    others = await store.by_ids(c, ids=await store.who_have_email(c, email=email, but=person.id))
    if any(other.email_verified for other in others):
        raise EmailTaken()
    await _ask_to_verify(c, person.id, email)
    await store.set_pending_email(c, id=person.id, email=email)


async def drop_pending(c: Conn, person: Person) -> None:
    """The address they asked for is not wanted any more, and its link is worth nothing."""
    if person.pending_email:
        await store.set_pending_email(c, id=person.id, email=None)
        await link_store.replace_to(c, person_ids=[person.id], email=person.pending_email)


@port
async def withdraw_email(*, user_id: UUID) -> Person:
    """Not that address after all; nothing when none waits. Raises NotFound."""
    async with db.tx() as c:
        person = await store.lock(c, id=user_id)
        if person is None:
            raise NotFound()
        await drop_pending(c, person)
        (answer,) = await store.by_ids(c, ids=[user_id])
    return answer


@port
async def verify_email(*, token: str, actor_id: UUID | None) -> None:
    """The link shows whose the mailbox is. Raises LinkExpired, EmailTaken.

    For another address than the present one whoever uses the link has to be signed in to the account that asked:
    else a stranger who presses the button would give their address to it. Raises OtherAccount, and the link is left.
    """
    try:
        async with db.tx() as c:
            row, person = await use(c, token, "verify_email")
            if row.email not in (person.email, person.pending_email) or person.status == "erased":
                raise LinkExpired()  # they have another address by now
            if row.email != person.email and actor_id != person.id:
                raise OtherAccount()
            await _proven(c, person, row.email)
            await emit(c, EmailVerified(person.id))
    except asyncpg.UniqueViolationError as taken:
        raise EmailTaken() from taken


async def _proven(c: Conn, person: Person, email: str) -> None:
    """The address is theirs. An earlier one that was, is told and may bring itself back."""
    await _take_from_others(c, person.id, email)
    await store.move_email(c, id=person.id, email=email, at=clock.now())
    await link_store.replace(c, person_id=person.id, purposes=["verify_email"])
    if email != person.email:
        await link_store.replace(c, person_id=person.id, purposes=["reset_password"])
        if person.email and person.email_verified:
            await _send(c, person.id, person.email, "restore_email")


async def _take_from_others(c: Conn, person_id: UUID, email: str) -> None:
    """Whoever only says that the address is theirs has none from now on. Raises EmailTaken for a proof of theirs."""
    others = await store.by_ids(c, ids=await store.who_have_email(c, email=email, but=person_id))
    if any(other.email_verified for other in others):
        raise EmailTaken()
    ids = [other.id for other in others]
    await store.drop_email(c, ids=ids)
    await link_store.replace_to(c, person_ids=ids, email=email)


@port
async def restore_email(*, token: str) -> None:
    """Undo a change of the e-mail address that its owner did not make: the address is back, all sessions, the password
    and the phone number end, and a link to set another password is sent. Raises LinkExpired, EmailTaken.
    """
    try:
        async with db.tx() as c:
            row, person = await use(c, token, "restore_email")
            if person.status == "erased":
                raise LinkExpired()
            now = clock.now()
            await _take_from_others(c, person.id, row.email)
            await store.restore_email(c, id=person.id, email=row.email, at=now)
            # An earlier address keeps its way back: a thief may have changed it twice.
            await link_store.replace(c, person_id=person.id, purposes=["verify_email"])
            await link_store.replace_later(c, person_id=person.id, purpose="restore_email", id=row.id)
            await ask(c, person_id=person.id, email=row.email, purpose="reset_password")
            ended = await session_store.end_all(c, person_id=person.id, but=None, at=now, why="password")
            changes = await note_ended(c, ended, now)
    except asyncpg.UniqueViolationError as taken:
        raise EmailTaken() from taken
    await auth.announce(changes)
