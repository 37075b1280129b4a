"""Who a bearer token is, decided in this process: the signature once for each token, then a look into a dictionary.

Access tokens are JWTs (ES256, 15 minutes). What changes sooner than that, a session that ended or roles that were
given or taken, is a `Change`: told to every process through Redis as it happens. While Redis is away each request
waits for a look at identity's table that began after the request came, and requests share such looks: slower, never
laxer. Tokens issued after a change already know of it.
"""

import asyncio
import base64
import datetime as dt
import hashlib
from collections.abc import Awaitable, Sequence
from typing import Any, Protocol
from uuid import UUID

import msgspec
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import ECKey

from .. import cache, clock, config
from ..bodies import decode
from ..live import Listener
from .access import Actor, Door, door

ALGORITHM = "ES256"
AUDIENCE = "niaga"
TYPE = "at+jwt"  # RFC 9068: nothing else that is signed is taken for an access token
TTL = dt.timedelta(minutes=15)
KEPT = TTL + dt.timedelta(minutes=1)
"""How long a change matters: afterwards every token that does not know of it has expired."""
OVERLAP = dt.timedelta(minutes=1)  # a change may be dated by a transaction that took so long
LOOKS_EVERY_S = 15.0  # in case a message was lost although Redis was there
ASKS_FOR_KEYS_EVERY_S = 0.2
UNKNOWN_FOR_S = 3.0
MAX_UNKNOWN = 2_000
MAX_KID = 100  # letters; ours have 43
MAX_KNOWN = 20_000  # verified tokens remembered; then the oldest half is forgotten
CHANNEL = "niaga:access"


class Change(msgspec.Struct, frozen=True):
    """Tokens of this session or person issued by then are no good, or (with `roles`) have these roles."""

    id: UUID
    at: float
    """Unix seconds."""
    roles: list[str] | None


class Claims(msgspec.Struct, frozen=True):
    iss: str
    aud: str
    sub: UUID
    sid: UUID
    roles: list[str]
    iat: float
    exp: float
    guest_id: UUID | None = None


class Key(Protocol):
    @property
    def kid(self) -> str: ...

    def jwk(self) -> dict[str, Any]: ...


class Authority(Protocol):
    """Who issues the tokens: identity's ports."""

    def public_keys(self) -> Awaitable[Sequence[Key]]: ...

    def access_changes(self, *, since: dt.datetime) -> Awaitable[Sequence[Change]]: ...


class _Known(msgspec.Struct, frozen=True):
    actor: Actor
    issued: float
    expires: float


class Verifier:
    def __init__(self, authority: Authority) -> None:
        self.authority = authority
        self.keys: dict[str, ECKey] = {}
        self.asked_for_keys = float("-inf")  # when the last look that ended began
        self.unknown: dict[str, float] = {}  # names that no key has, until when
        self.known: dict[bytes, _Known] = {}
        self.changes: dict[UUID, Change] = {}
        self.looked_at = float("-inf")  # when the last look that ended began
        self.looking = asyncio.Lock()
        self.asking = asyncio.Lock()
        self.listener = Listener(CHANNEL, self.hear, self.look)
        self._watch: asyncio.Task[None] | None = None

    def start(self) -> None:
        self.listener.start()
        self._watch = asyncio.create_task(self._look_now_and_then())

    async def stop(self) -> None:
        await self.listener.stop()
        if self._watch is not None:
            self._watch.cancel()
            await asyncio.gather(self._watch, return_exceptions=True)

    async def actor(self, token: str) -> Actor | None:
        """None when the token is no good."""
        if not self.listener.listening:
            await self.look(since_now=True)
        digest = hashlib.blake2b(token.encode(), digest_size=16).digest()
        found = self.known.get(digest)
        if found is None:
            found = await self._verify(token)
            if found is None:
                return None
            if len(self.known) >= MAX_KNOWN:
                self.known = dict(list(self.known.items())[MAX_KNOWN // 2 :])
            self.known[digest] = found
        elif found.expires <= clock.now().timestamp():
            del self.known[digest]
            return None
        return self._as_changed(found) if self.changes else found.actor

    def seen(self, token: str) -> Actor | None:
        """The actor, if this process has verified the token before. For limits: proves nothing."""
        found = self.known.get(hashlib.blake2b(token.encode(), digest_size=16).digest())
        return found.actor if found else None

    async def _verify(self, token: str) -> _Known | None:
        try:
            header = jwt_header(token)
            if header.get("typ") != TYPE:
                return None
            kid = header.get("kid")
            if not isinstance(kid, str) or len(kid) > MAX_KID:
                return None
            key = self.keys.get(kid) or await self._ask_for_key(kid)
            if key is None:
                return None
            decoded = jwt.decode(token, key, algorithms=[ALGORITHM])
            claims = msgspec.convert(decoded.claims, Claims, strict=False)
        except (JoseError, ValueError, msgspec.MsgspecError):
            return None
        if (claims.iss, claims.aud) != (issuer(), AUDIENCE) or claims.exp <= clock.now().timestamp():
            return None
        actor = Actor(claims.sub, claims.sid, frozenset(claims.roles), claims.guest_id)
        return _Known(actor, claims.iat, claims.exp)

    async def _ask_for_key(self, kid: str) -> ECKey | None:
        """A key not met before. Made-up names cannot make us ask all the time, nor make others wait in turn: one look
        that began after they came answers all who wait, and what it did not find is known to be unknown for a while."""
        came = clock.monotonic()
        if self.unknown.get(kid, 0.0) > came:
            return None
        async with self.asking:
            if kid not in self.keys and self.asked_for_keys <= came:
                wait = self.asked_for_keys + ASKS_FOR_KEYS_EVERY_S - clock.monotonic()
                if self.keys and wait > 0:
                    await asyncio.sleep(wait)
                began = clock.monotonic()
                found = await self.authority.public_keys()
                self.keys = {key.kid: ECKey.import_key(key.jwk()) for key in found}
                self.asked_for_keys = began
        key = self.keys.get(kid)
        if key is None:
            if len(self.unknown) >= MAX_UNKNOWN:
                self.unknown.clear()
            self.unknown[kid] = clock.monotonic() + UNKNOWN_FOR_S
        return key

    def _as_changed(self, found: _Known) -> Actor | None:
        actor = found.actor
        session, person = self.changes.get(actor.session_id), self.changes.get(actor.id)
        if session is not None and found.issued <= session.at:
            return None
        if person is not None and found.issued <= person.at:
            if person.roles is None:
                return None
            return msgspec.structs.replace(actor, roles=frozenset(person.roles))
        return actor

    def hear(self, message: bytes) -> None:
        self.take_in(decode(message, list[Change]))

    def take_in(self, changes: Sequence[Change]) -> None:
        for change in changes:
            present = self.changes.get(change.id)
            if present is None or present.at < change.at:
                self.changes[change.id] = change

    async def look(self, *, since_now: bool = False) -> None:
        """Learn of all changes made before this call."""
        came = clock.monotonic()
        async with self.looking:
            if since_now and self.looked_at >= came:
                return
            began = clock.monotonic()
            now = clock.now()
            first = self.looked_at == float("-inf")
            behind = dt.timedelta() if first else dt.timedelta(seconds=began - self.looked_at)
            since = now - (KEPT if first else min(KEPT, behind + OVERLAP))
            self.take_in(await self.authority.access_changes(since=since))
            old = (now - KEPT).timestamp()
            self.changes = {id: change for id, change in self.changes.items() if change.at > old}
            self.looked_at = began

    async def _look_now_and_then(self) -> None:
        while True:
            await asyncio.sleep(LOOKS_EVERY_S)
            if self.listener.listening:
                try:
                    await self.look()
                except Exception:  # the next look, or the next request, tries again
                    self.listener.listening = False


def issuer() -> str:
    """Who signs. The same in every process, also where each has a URL of its own because none was set for all."""
    return config.settings().public_url or "niaga"


def jwt_header(token: str) -> dict[str, Any]:
    """The token's header, unproven. Raises ValueError, or msgspec's errors."""
    head = token.split(".", 1)[0]
    if len(token) > 4096:
        raise ValueError("longer than any token of ours")
    return decode(base64.urlsafe_b64decode(head + "=" * (-len(head) % 4)), dict[str, Any])


_verifier: Verifier | None = None


def start(authority: Authority) -> None:
    """Begin to listen; bearer tokens are known from now on."""
    global _verifier
    assert _verifier is None, "started already"
    _verifier = Verifier(authority)
    _verifier.start()
    door.authenticate = _verifier.actor


async def stop() -> None:
    global _verifier
    if _verifier is not None:
        gone, _verifier = _verifier, None
        door.authenticate = Door().authenticate
        await gone.stop()


def seen(token: str) -> Actor | None:
    """Whose token it is, if this process has verified it before; no proof that it still counts."""
    return _verifier.seen(token) if _verifier else None


async def announce(changes: Sequence[Change]) -> None:
    """Changes that are committed: they count in this process at once, and everywhere as soon as Redis tells."""
    if _verifier is not None:
        _verifier.take_in(changes)
    if changes:
        await cache.announce(CHANNEL, msgspec.json.encode(changes))


async def still(actor: Actor) -> bool:
    """Whether the session of an actor from before has not ended; for answers that last, such as streams."""
    if _verifier is None:
        return False
    if not _verifier.listener.listening:
        await _verifier.look(since_now=True)
    changes = _verifier.changes
    person = changes.get(actor.id)
    return actor.session_id not in changes and (person is None or person.roles is not None)
