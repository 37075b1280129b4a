"""Passwords: hashed with argon2id, never in the event loop, never many at once."""

import asyncio
import functools
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

R = TypeVar("R")

# OWASP's minimum for argon2id. Memory counts: it is what a busy minute of sign-ins costs, times AT_ONCE.
_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
AT_ONCE = 4
_busy = asyncio.Semaphore(AT_ONCE)


@functools.cache
def _decoy() -> str:
    """What is verified for people that do not exist, so that it takes as long."""
    return _hasher.hash("nobody's")


async def _aside(work: Callable[..., R], *args: str) -> R:
    async with _busy:
        return await asyncio.to_thread(work, *args)


async def hash(password: str) -> str:
    return await _aside(_hasher.hash, _typed(password))


async def matches(password_hash: str | None, password: str) -> bool:
    """Takes the same time whether or not there is a hash."""
    if password_hash is None:
        await _aside(_verify, _decoy(), password)
        return False
    return await _aside(_verify, password_hash, _typed(password))


def _typed(password: str) -> str:
    """Keyboards make the same letter of one character or of two (NIST SP 800-63B: normalise first)."""
    return unicodedata.normalize("NFKC", password)


def _verify(password_hash: str, password: str) -> bool:
    try:
        return _hasher.verify(password_hash, password)
    except (VerificationError, InvalidHashError):
        return False


def outdated(password_hash: str) -> bool:
    """Made with less than today's cost."""
    return _hasher.check_needs_rehash(password_hash)


@functools.cache
def common() -> frozenset[str]:
    """Passwords that are tried first."""
    text = (Path(__file__).parent.parent / "common_passwords.txt").read_text()
    return frozenset(line for line in text.splitlines() if not line.startswith("# "))
