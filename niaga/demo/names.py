"""Ids that follow from names, so that telling the story again changes nothing."""

import datetime as dt
from hashlib import blake2b
from uuid import UUID

BEGAN = dt.datetime(2026, 8, 24, 0, 30, tzinfo=dt.UTC)  # the first morning of the semester, 07.30 WIB


def named(kind: str, *words: str, at: dt.datetime = BEGAN) -> UUID:
    """A UUIDv7 as if made at that time, its random part drawn from the words."""
    digest = int.from_bytes(blake2b("/".join((kind, *words)).encode(), digest_size=10).digest(), "big")
    high, low = digest >> 62 & 0xFFF, digest & 0x3FFF_FFFF_FFFF_FFFF
    return UUID(int=int(at.timestamp() * 1000) << 80 | 7 << 76 | high << 64 | 2 << 62 | low)
