"""Names in addresses: `Kantin Bu Sri` → `kantin-bu-sri`."""

import re
import secrets
import unicodedata
from collections.abc import Iterator
from uuid import UUID

MAX_LENGTH = 80


def slug(text: str, fallback: str) -> str:
    """Lower-case ASCII words joined by hyphens, at most 80 characters; `fallback` when nothing is left."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain)
    return "-".join(words)[:MAX_LENGTH].strip("-") or fallback


def spellings(slug: str, id: UUID, kind: str) -> Iterator[str]:
    """Plain, with the end of the id, then by chance, without end: take the first that nobody has.

    None of them could be read as an id: what looks like one, such as a name of 32 digits, gets its `kind` in front.
    """
    named = f"{kind}-{slug}"[:MAX_LENGTH].strip("-")
    yield named if as_id(slug) else slug
    end = id.hex[-8:]
    longer = named if as_id(slug) or as_id(f"{slug}-{end}") else slug
    while True:
        yield f"{longer}-{end}"
        end = secrets.token_hex(4)


def as_id(text: str) -> UUID | None:
    """The id, if that is what it is; else it may be a slug."""
    try:
        return UUID(text)
    except ValueError:
        return None
