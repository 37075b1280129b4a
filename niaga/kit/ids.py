"""UUIDv7 (RFC 9562): ids that sort by the time they were made, so that indexes grow at one end.

new_id()                          a new one
id_of("receipt", product, shop)   the one that follows from what it is about: always the same
chosen(data.id)                   one that a client has made for what it sends

Ids of different kinds never meet, and a client's Idempotency-Key is never an id: see keys.py.
"""

import hashlib
import os
import time
from uuid import UUID

from .errors import invalid

DAY_MS = 24 * 3600 * 1000
MAX_AGE_MS = 30 * DAY_MS
"""A client may keep an id before it sends it: a form left open, a phone out of reach."""
MAX_AHEAD_MS = DAY_MS
"""Clocks differ."""

_last_ms = 0
_counter = 0


def new_id() -> UUID:
    """A new UUIDv7. Within one process and millisecond, later ids are greater (RFC 9562, 6.2, method 1)."""
    global _last_ms, _counter
    ms = time.time_ns() // 1_000_000
    if ms > _last_ms:
        _last_ms, _counter = ms, int.from_bytes(os.urandom(2), "big") & 0x7FF
    else:
        _counter += 1
        if _counter > 0xFFF:
            _last_ms, _counter = _last_ms + 1, 0
    tail = int.from_bytes(os.urandom(8), "big") & 0x3FFF_FFFF_FFFF_FFFF
    return UUID(int=_last_ms << 80 | 7 << 76 | _counter << 64 | 2 << 62 | tail)


def id_of(kind: str, *about: UUID | str | bytes) -> UUID:
    """The id of this kind that follows from what it is about, or from what somebody shows; nobody finds that by it.

    122 bits of a digest, in the form of a UUIDv7. Its time is that of the last it is about, where that is one, so that
    an index still grows at one end; what is given as bytes or text tells no time, and then neither does the id.
    """
    parts = [x.bytes if isinstance(x, UUID) else x.encode() if isinstance(x, str) else x for x in about]
    told = parts[0] if len(parts) == 1 else b"".join(len(x).to_bytes(4, "big") + x for x in parts)
    digest = hashlib.blake2b(told, digest_size=16, person=f"niaga {kind}".encode()).digest()
    last = about[-1]
    if isinstance(last, UUID) and last.version == 7:
        digest = last.bytes[:6] + digest[6:]
    bits = int.from_bytes(digest, "big")
    bits = bits & ~(0xF << 76) | 7 << 76
    return UUID(int=bits & ~(0x3 << 62) | 2 << 62)


def guest_id(token: str) -> UUID:
    """Who shows this token instead of signing in. It is neither kept nor told itself: who has it is that guest."""
    return id_of("guest", token)


def chosen(id: UUID | None, field: str = "id") -> UUID:
    """The id a client has made for what it sends, else a new one.

    Equals stand in the order of their ids, so an id from another time would be a place for the taking. Raises
    ValidationFailed.
    """
    if id is None:
        return new_id()
    age_ms = time.time_ns() // 1_000_000 - (id.int >> 80)
    if id.version != 7 or not -MAX_AHEAD_MS <= age_ms <= MAX_AGE_MS:
        raise invalid(field, "is no UUIDv7 made in the last days")
    return id
