"""UUIDv7 (RFC 9562): ids that sort by the time they were made, so that indexes grow at one end."""

import hashlib
import os
import time
from uuid import UUID

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


def id_of(kind: str, owner: bytes) -> UUID:
    """The id that follows from what its owner is, or shows: always the same, and nobody finds the owner by it.

    122 bits of a digest, in the form of a UUIDv7: ids of one form everywhere. Its time says nothing.
    """
    digest = hashlib.blake2b(owner, digest_size=16, person=f"niaga {kind}".encode()).digest()
    bits = int.from_bytes(digest, "big")
    bits = bits & ~(0xF << 76) | 7 << 76
    return UUID(int=bits & ~(0x3 << 62) | 2 << 62)


def guest_id(token: str) -> UUID:
    """Who shows this token instead of signing in. It is neither kept nor told itself: who has it is that guest."""
    return id_of("guest", token.encode())
