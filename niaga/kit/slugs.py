"""Names in addresses: `Kantin Bu Sri` → `kantin-bu-sri`."""

import re
import secrets
import unicodedata
from collections.abc import Iterator
from uuid import UUID

MOST = 80


def slug(text: str, fallback: str) -> str:
    """Lower-case ASCII words joined by hyphens, at most 80 characters; `fallback` when nothing is left."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain)
    return "-".join(words)[:MOST].strip("-") or fallback


def spellings(slug: str, id: UUID) -> Iterator[str]:
    """Plain, with the end of the id, then by chance, without end: take the first that nobody has."""
    yield slug
    yield f"{slug}-{id.hex[-8:]}"
    while True:
        yield f"{slug}-{secrets.token_hex(4)}"


def as_id(text: str) -> UUID | None:
    """The id, if that is what it is; else it may be a slug."""
    try:
        return UUID(text)
    except ValueError:
        return None
