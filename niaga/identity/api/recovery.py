"""Passwords: proven, forgotten, set anew."""

import asyncio
from collections.abc import Sequence
from typing import get_args
from uuid import UUID

from niaga.kit import clock, db
from niaga.kit.db import Conn
from niaga.kit.errors import ValidationFailed, invalid
from niaga.kit.events import emit
from niaga.kit.http import auth, limits
from niaga.kit.http.auth import Change
from niaga.kit.port import port

from .. import rules
from ..api import passwords, tokens
from ..store import addresses as address_store
from ..store import links as link_store
from ..store import people as store
from ..store import sessions as session_store
from ..store.people import Secret
from ..types import Client, InvalidCredentials, LinkExpired, PasswordChanged, Person, Purpose
from .mailboxes import ask, drop_pending, too_many, use
from .sessions import note_ended, take_turn, tries

FORGOT_TAKES_S = 0.1
"""Longer than either way through `forgot_password`, so that how long it takes tells nothing."""


def strong_enough(password: str, personal: Sequence[str | None], *, field: str = "password") -> None:
    """Raises ValidationFailed."""
    weak = rules.weakness(password, personal, passwords.common())
    if weak:
        raise ValidationFailed(errors=[{"field": field, "message": weak[1], "code": weak[0]}])


async def _another(owner: Secret, password: str, *, field: str = "password") -> None:
    """Raises ValidationFailed when it is the one they have."""
    if owner.password_hash and await passwords.matches(owner.password_hash, password):
        raise invalid(field, "That is the password you have. Choose another.", code="password_unchanged")


async def prove(user_id: UUID, password: str | None) -> Secret:
    """Somebody in a session says again who they are: sessions are stolen. Raises ValidationFailed without a password,
    InvalidCredentials for a wrong one, RateLimited.
    """
    if not password:
        raise invalid("password", "Give your password to change this.", code="password_needed")
    key = f"password|{user_id}"
    await take_turn([(key, limits.TRIES_FREE)])
    async with db.read() as c:
        owner = await store.secret(c, id=user_id)
    if owner is None or not await passwords.matches(owner.password_hash, password):
        raise InvalidCredentials()
    await limits.forgive(key)
    return owner


@port
async def forgot_password(*, email: str) -> None:
    """Send a link if there is such an account; neither the answer nor its time tells."""
    pause = asyncio.create_task(asyncio.sleep(FORGOT_TAKES_S))
    async with db.tx() as c:
        found = await store.secret_by_email(c, email=rules.email(email))
        if found and found.email and found.status == "active":
            await store.lock(c, id=found.id)
            if not await too_many(c, found.id, "reset_password"):
                await ask(c, person_id=found.id, email=found.email, purpose="reset_password")
    await pause


@port
async def reset_password(*, token: str, password: str, client: Client) -> None:
    """Set a new password and end all sessions. The mailbox is proven by it; if it never was before, somebody else may
    have made the account, and what they said of themselves is theirs. Raises LinkExpired, ValidationFailed.
    """
    id = tokens.link_id(token, "reset_password")
    async with db.read() as c:
        row = await link_store.one(c, id=id) if id else None
        owner = await store.secret(c, id=row.person_id) if row else None
    if row is None or owner is None or not row.usable(clock.now()):
        raise LinkExpired()
    strong_enough(password, owner.words)
    await _another(owner, password)
    password_hash = await passwords.hash(password)
    async with db.tx() as c:
        row, person = await use(c, token, "reset_password")
        if row.email != person.email or person.status == "erased":
            raise LinkExpired()  # they have another address by now
        if not person.email_verified:
            await _forget_claims(c, person)
        await store.set_password(c, id=person.id, password_hash=password_hash)
        await store.set_verified(c, id=person.id, email=row.email, at=clock.now())
        changes = await _changed(c, person, but=None)
    await auth.announce(changes)
    await limits.forgive(*(key for key, _ in tries(owner.id, client)))


async def _forget_claims(c: Conn, person: Person) -> None:
    """Names to sign in with, addresses and links that the one who proves the mailbox may never have given."""
    await store.drop_claims(c, id=person.id)
    await address_store.remove_all(c, person_id=person.id)
    await link_store.replace(c, person_id=person.id, purposes=get_args(Purpose))


async def _changed(c: Conn, person: Person, *, but: UUID | None) -> list[Change]:
    """A new password: whoever got in with the old one is out, with the links they had sent to themselves."""
    now = clock.now()
    await link_store.replace(c, person_id=person.id, purposes=["reset_password"])
    await drop_pending(c, person)
    await emit(c, PasswordChanged(person.id))
    ended = await session_store.end_all(c, person_id=person.id, but=but, at=now, why="password")
    return await note_ended(c, ended, now)


@port
async def change_password(*, user_id: UUID, session_id: UUID, password: str, new_password: str) -> None:
    """Ends the other sessions. Raises InvalidCredentials, ValidationFailed, RateLimited."""
    owner = await prove(user_id, password)
    strong_enough(new_password, owner.words, field="new_password")
    await _another(owner, new_password, field="new_password")
    password_hash = await passwords.hash(new_password)
    async with db.tx() as c:
        person = await store.lock(c, id=user_id)
        assert person, "people are never deleted"
        await store.set_password(c, id=user_id, password_hash=password_hash)
        changes = await _changed(c, person, but=session_id)
    await auth.announce(changes)
