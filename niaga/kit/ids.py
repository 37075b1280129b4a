"""UUIDv7 (RFC 9562): ids that sort by the time they were made, so that indexes grow at one end."""

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
