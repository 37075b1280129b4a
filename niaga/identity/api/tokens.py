"""What people prove themselves with: access tokens (signed), refresh tokens (the first of a session is random, each
other follows from the one before), links (made from their ids).
"""

import base64
import datetime as dt
import hashlib
import hmac
import secrets
from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from joserfc import jwt
from joserfc.jwk import ECKey

from niaga.kit import clock, db
from niaga.kit.config import settings
from niaga.kit.http import auth

from ..store import keys as store
from ..types import PublicKey

ROTATES_AFTER = dt.timedelta(days=30)
PUBLISHED_FOR = ROTATES_AFTER + dt.timedelta(days=1)
LOOKS_AGAIN_S = 60.0
NONCE = 12


class Signer(NamedTuple):
    kid: str
    key: ECKey
    looked_at: float
    """Monotonic seconds."""


_signer: Signer | None = None


async def signer() -> Signer:
    """The key that signs now: the newest that our secret opens; made when there is none, or it is a month old."""
    global _signer
    if _signer is None or clock.monotonic() - _signer.looked_at > LOOKS_AGAIN_S:
        async with db.read() as c:
            found = _open(await store.all(c))
        if found is None:
            async with db.tx() as c:
                await store.take_turns(c)
                found = _open(await store.all(c))  # another process may have been faster
                if found is None:
                    found = ECKey.generate_key("P-256", auto_kid=True, private=True)
                    kid, public = str(found.kid), dict(found.as_dict(private=False))
                    sealed = _seal(kid, found.as_pem(private=True))
                    await store.add(c, kid=kid, public=public, sealed=sealed, at=clock.now())
                    await store.forget(c, before=clock.now() - PUBLISHED_FOR)
        _signer = Signer(str(found.kid), found, clock.monotonic())
    return _signer


def _open(rows: Sequence[store.KeyRow]) -> ECKey | None:
    for row in rows:
        if row.created_at > clock.now() - ROTATES_AFTER:
            try:
                pem = _sealer().decrypt(row.sealed[:NONCE], row.sealed[NONCE:], row.kid.encode())
            except InvalidTag:  # sealed with a secret that is no longer ours
                continue
            return ECKey.import_key(pem, {"kid": row.kid})
    return None


def _sealer() -> AESGCM:
    return AESGCM(settings().key("identity.signing-key"))


def _seal(kid: str, pem: bytes) -> bytes:
    nonce = secrets.token_bytes(NONCE)
    return nonce + _sealer().encrypt(nonce, pem, kid.encode())


def published(rows: Sequence[store.KeyRow]) -> list[PublicKey]:
    return [PublicKey(row.kid, *(row.public[part] for part in ("kty", "crv", "x", "y"))) for row in rows]


def access(
    by: Signer, *, user_id: UUID, session_id: UUID, roles: Sequence[str], at: dt.datetime, guest_id: UUID | None
) -> str:
    """An access token. `iat` has microseconds: a change of roles may come right after it.

    `guest_id`: whom the person was known as until now, for whoever is asked before the event of this sign-in has come.
    """
    claims = {
        "iss": auth.issuer(),
        "aud": auth.AUDIENCE,
        "sub": str(user_id),
        "sid": str(session_id),
        "roles": list(roles),
        "iat": at.timestamp(),
        "exp": int((at + auth.TTL).timestamp()),
        **({"guest_id": str(guest_id)} if guest_id else {}),
    }
    header = {"alg": auth.ALGORITHM, "typ": auth.TYPE, "kid": by.kid}
    return jwt.encode(header, claims, by.key, algorithms=[auth.ALGORITHM])


def refresh() -> str:
    return secrets.token_urlsafe(32)


def following(refresh_token: str) -> str:
    """The refresh token after this one. Always the same, so that however many ask with one at once, and in whichever
    order the answers come, all of them get the same; nobody finds it without our secret.
    """
    key = settings().key("identity.refresh-token")
    return base64.urlsafe_b64encode(hmac.new(key, refresh_token.encode(), hashlib.sha256).digest()).decode().rstrip("=")


def digest(refresh_token: str) -> bytes:
    """What is kept of a refresh token. Nobody guesses one, so a fast hash is enough."""
    return hashlib.sha256(refresh_token.encode()).digest()


def link(id: UUID, purpose: str) -> str:
    """The token of a link: its id and a proof that we made it, so that nothing secret need be kept or told."""
    return base64.urlsafe_b64encode(id.bytes + _proof(id, purpose)).decode().rstrip("=")


def link_id(token: str, purpose: str) -> UUID | None:
    """None when it is not a token of ours."""
    try:
        raw = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
    except ValueError:
        return None
    if len(raw) != 16 + 24:
        return None
    id = UUID(bytes=raw[:16])
    return id if hmac.compare_digest(raw[16:], _proof(id, purpose)) else None


def _proof(id: UUID, purpose: str) -> bytes:
    return hmac.new(settings().key(f"identity.link.{purpose}"), id.bytes, hashlib.sha256).digest()[:24]
