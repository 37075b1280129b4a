"""Whose cart: a person's, or a guest's who shows a random token. A cart's id follows from either.

A guest's cart has the id of the guest: kit/ids.py, guest_id.
"""

import re
import secrets
from uuid import UUID

from niaga.kit.ids import id_of

TOKEN = re.compile(r"[A-Za-z0-9_-]{22,64}")


def new_token() -> str:
    """128 random bits, for a guest to keep. We keep only what follows from it."""
    return secrets.token_urlsafe(16)


def is_token(text: str) -> bool:
    """Whether it has the shape of a token; clients may make their own."""
    return TOKEN.fullmatch(text) is not None


def cart_of_person(user_id: UUID) -> UUID:
    return id_of("person", user_id.bytes)
