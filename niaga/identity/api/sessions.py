"""Signing in, staying signed in, and ending that."""

import datetime as dt
from uuid import UUID

from niaga.kit import clock, db
from niaga.kit.config import settings
from niaga.kit.db import Conn
from niaga.kit.errors import NotFound, RateLimited, Refusal, Unauthenticated
from niaga.kit.events import emit
from niaga.kit.http import auth, limits
from niaga.kit.http.auth import Change
from niaga.kit.ids import new_id
from niaga.kit.port import port

from .. import rules
from ..api import passwords, tokens
from ..store import keys as key_store
from ..store import people as people_store
from ..store import sessions as store
from ..store.people import Secret
from ..types import (
    AccountSuspended,
    AccountTried,
    Client,
    Credentials,
    Device,
    InvalidCredentials,
    Person,
    PublicKey,
    Session,
    SessionEnded,
    SignedIn,
    TokenReused,
)

LASTS = dt.timedelta(days=30)
"""How long a session may lie unused."""
MAX_AGE = dt.timedelta(days=90)
"""How long a session lasts, however much it is used."""
MAX_SESSIONS = 200
MAX_FOLLOWED = 5
REPEATABLE_FOR = dt.timedelta(seconds=10)
TOLD_OF_TRIES = limits.Limit(1, 24 * 60 * 60)
TRIES_FROM_ANYWHERE = 60
"""Wrong passwords for one account from all addresses together before its owner has to wait too."""


@port
async def login(*, who: Credentials, client: Client, guest_id: UUID | None = None) -> Session:
    """Sign in. Raises InvalidCredentials, AccountSuspended, RateLimited, ValidationFailed."""
    kind, name = rules.account(who)
    found = await _secret(kind, name)
    keys = tries(found.id if found else name, client)
    await _take_turn_of(found, keys)
    right = await passwords.matches(found.password_hash if found else None, who.password)
    if not right or found is None:
        raise InvalidCredentials()
    await limits.forgive(*(key for key, _ in keys))
    fresh = None
    if found.password_hash and passwords.outdated(found.password_hash):
        fresh = await passwords.hash(who.password)
    signer = await tokens.signer()
    async with db.tx() as c:
        person = await people_store.lock(c, id=found.id)
        if person is None or person.status == "erased":
            raise InvalidCredentials()
        if person.status == "suspended":
            raise AccountSuspended()
        if fresh:
            await people_store.set_password(c, id=person.id, password_hash=fresh)
        session, changes = await opened(c, signer, person, client, guest_id)
    await auth.announce(changes)
    return session


async def opened(
    c: Conn, signer: tokens.Signer, person: Person, client: Client, guest_id: UUID | None
) -> tuple[Session, list[Change]]:
    """A new session of a person whose row is locked. The changes are to be announced after the commit."""
    now, id, refresh_token = clock.now(), new_id(), tokens.refresh()
    await store.add(
        c,
        id=id,
        person_id=person.id,
        at=now,
        expires_at=now + LASTS,
        ip=client.ip,
        user_agent=client.user_agent,
        digest=tokens.digest(refresh_token),
    )
    crowd = await store.end_crowd(c, person_id=person.id, most=MAX_SESSIONS, at=now)
    await emit(c, SignedIn(person.id, id, guest_id))
    return _answer(signer, person, id, refresh_token, now, guest_id), await note_ended(c, crowd, now)


def _answer(
    signer: tokens.Signer, person: Person, id: UUID, refresh_token: str, at: dt.datetime, guest_id: UUID | None = None
) -> Session:
    token = tokens.access(signer, user_id=person.id, session_id=id, roles=person.roles, at=at, guest_id=guest_id)
    return Session(token, int(auth.TTL.total_seconds()), person, refresh_token)


async def note_ended(c: Conn, ids: list[UUID], at: dt.datetime) -> list[Change]:
    """Remember that these sessions have ended, for access tokens that are still out there."""
    if ids:
        await store.note_changes(c, ids=ids, at=at, roles=None)
    return [Change(id, at.timestamp(), None) for id in ids]


async def take_turn(keys: list[tuple[str, int]]) -> None:
    """Count a try for a password under each of these names. Raises RateLimited."""
    if settings().rate_limit == "on":
        for key, free in keys:
            if wait := await limits.attempt(key, free=free):
                raise RateLimited(retry_after=wait)


def tries(whose: UUID | str, client: Client) -> list[tuple[str, int]]:
    """What is counted of sign-ins in vain: its name, and how many are free. A device on which they have signed in
    before is counted by itself: strangers who try do not lock the owner out.
    """
    key = settings().key("identity.device")
    if client.device and isinstance(whose, UUID) and rules.knows(key, client.device, whose):
        return [(f"login|{whose}|{client.device}", limits.TRIES_FREE)]
    near = (f"login|{whose}|{limits.origin(client.ip)}", limits.TRIES_FREE)
    return [near, (f"login|{whose}", TRIES_FROM_ANYWHERE)]


async def _take_turn_of(owner: Secret | None, keys: list[tuple[str, int]]) -> None:
    """As `take_turn`; where everybody has to wait the owner is told, once a day. Raises RateLimited."""
    await take_turn(keys[:1])
    try:
        await take_turn(keys[1:])
    except RateLimited:
        if owner and (await limits.check(f"tried:{owner.id}", TOLD_OF_TRIES)).allowed:
            async with db.tx() as c:
                await emit(c, AccountTried(owner.id))
        raise


async def _secret(kind: str, name: str) -> Secret | None:
    async with db.read() as c:
        if kind == "email":
            return await people_store.secret_by_email(c, email=name)
        if kind == "phone":
            return await people_store.secret_by_phone(c, phone=name)
        return await people_store.secret_by_campus_id(c, campus_id=name)


@port
async def refresh(*, refresh_token: str, client: Client, may_repeat: bool = False) -> Session:
    """The next pair of tokens. Raises Unauthenticated, TokenReused (and the session ends), SessionEnded,
    AccountSuspended.

    `may_repeat`: tabs of a browser ask at once, and one that was reloaded may never have got the answer. Within ten
    seconds the same token is answered with the same successor, as long as nobody has used that one for longer: in
    whichever order the answers come, the cookie is good. A thief who was as fast has it too; of the two the second to
    use it later ends the session.
    """
    signer = await tokens.signer()
    refused: Refusal | None = None
    changes: list[Change] = []
    async with db.tx() as c:
        owner = await store.owner(c, digest=tokens.digest(refresh_token))
        if owner is None:
            raise Unauthenticated()
        person = await people_store.lock(c, id=owner.person_id)  # before the session, as everywhere
        token = await store.lock_token(c, digest=tokens.digest(refresh_token))
        now = clock.now()
        if person is None or token is None or token.ended_at or token.expires_at <= now:
            raise SessionEnded()
        if person.status != "active":
            raise AccountSuspended()
        following = tokens.following(refresh_token)
        if token.used_at is None:
            await _rotate(c, token, refresh_token, following, client, now)
        elif may_repeat and now - token.used_at < REPEATABLE_FOR:
            following = await _newest(c, following, now)
        else:
            following = ""
        if not following:
            ended = await store.end(c, id=token.session_id, person_id=None, at=now, why="reused")
            changes = await note_ended(c, ended, now)
            refused = TokenReused()  # raised after the commit: the session must end
    await auth.announce(changes)
    if refused is not None:
        raise refused
    return _answer(signer, person, token.session_id, following, now)


async def _rotate(
    c: Conn, token: store.TokenRow, present: str, following: str, client: Client, now: dt.datetime
) -> None:
    await store.rotate(
        c,
        session_id=token.session_id,
        old=tokens.digest(present),
        new=tokens.digest(following),
        at=now,
        expires_at=min(now + LASTS, token.created_at + MAX_AGE),
        ip=client.ip,
        user_agent=client.user_agent,
    )


async def _newest(c: Conn, refresh_token: str, now: dt.datetime) -> str:
    """That token, or what followed it in these seconds; empty when it has been used for longer, or is not ours."""
    for _ in range(MAX_FOLLOWED):
        token = await store.owner(c, digest=tokens.digest(refresh_token))
        if token is None or (token.used_at and now - token.used_at >= REPEATABLE_FOR):
            return ""
        if token.used_at is None:
            return refresh_token
        refresh_token = tokens.following(refresh_token)
    return ""


@port
async def list_sessions(*, user_id: UUID) -> list[Device]:
    """Where they are signed in, last used first."""
    async with db.read() as c:
        return await store.of_person(c, person_id=user_id, at=clock.now())


@port
async def end_session(*, user_id: UUID, id: UUID) -> None:
    """Sign one of their devices out; its tokens are no good from now on. Raises NotFound for somebody else's."""
    now = clock.now()
    async with db.tx() as c:
        ended = await store.end(c, id=id, person_id=user_id, at=now, why="logout")
        if not ended and not await store.exists(c, id=id, person_id=user_id):
            raise NotFound()
        changes = await note_ended(c, ended, now)
    await auth.announce(changes)


@port
async def end_session_of(*, refresh_token: str) -> None:
    """Sign the device out that has this refresh token. One that is unknown has nothing to end."""
    now = clock.now()
    async with db.tx() as c:
        token = await store.owner(c, digest=tokens.digest(refresh_token))
        ended = await store.end(c, id=token.session_id, person_id=None, at=now, why="logout") if token else []
        changes = await note_ended(c, ended, now)
    await auth.announce(changes)


@port
async def end_sessions(*, user_id: UUID) -> None:
    """Sign all their devices out."""
    now = clock.now()
    async with db.tx() as c:
        await people_store.lock(c, id=user_id)
        ended = await store.end_all(c, person_id=user_id, but=None, at=now, why="logout")
        changes = await note_ended(c, ended, now)
    await auth.announce(changes)


@port
async def access_changes(*, since: dt.datetime) -> list[Change]:
    """What access tokens issued before do not know. See kit/http/auth.py."""
    async with db.read() as c:
        return await store.changes(c, since=since)


@port
async def public_keys() -> list[PublicKey]:
    """The keys that access tokens of the last days were signed with."""
    await tokens.signer()
    async with db.read() as c:
        return tokens.published(await key_store.all(c))


@port
async def hash_password(*, password: str) -> str:
    """For `create_people`. Nothing is checked."""
    return await passwords.hash(password)
