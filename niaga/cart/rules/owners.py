"""Whose cart: a person's, or a guest's who shows a random token. A cart's id follows from either."""

import hashlib
import re
import secrets
from uuid import UUID

TOKEN = re.compile(r"[A-Za-z0-9_-]{22,64}")


def new_token() -> str:
    """128 random bits, for a guest to keep. We keep only what follows from it."""
    return secrets.token_urlsafe(16)


def is_token(text: str) -> bool:
    """Whether it has the shape of a token; clients may make their own."""
    return TOKEN.fullmatch(text) is not None


def cart_of_person(user_id: UUID) -> UUID:
    return _id(b"person", user_id.bytes)


def cart_of_guest(token: str) -> UUID:
    return _id(b"guest", token.encode())


def _id(kind: bytes, owner: bytes) -> UUID:
    """122 bits of a digest, in the form of a UUIDv7: ids of one form everywhere. Its time says nothing."""
    digest = hashlib.blake2b(owner, digest_size=16, person=b"niaga " + kind).digest()
    bits = int.from_bytes(digest, "big")
    bits = bits & ~(0xF << 76) | 7 << 76
    return UUID(int=bits & ~(0x3 << 62) | 2 << 62)
