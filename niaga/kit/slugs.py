"""Names in addresses: `Kantin Bu Sri` → `kantin-bu-sri`."""

import re
import unicodedata
from uuid import UUID

MOST = 80


def slug(text: str, fallback: str) -> str:
    """Lower-case ASCII words joined by hyphens, at most 80 characters; `fallback` when nothing is left."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain)
    return "-".join(words)[:MOST].strip("-") or fallback


def told_apart(slug: str, id: UUID) -> str:
    """The same with the end of the id, for when the plain one is taken."""
    return f"{slug}-{id.hex[-8:]}"


def as_id(text: str) -> UUID | None:
    """The id, if that is what it is; else it may be a slug."""
    try:
        return UUID(text)
    except ValueError:
        return None
