"""Pictures people upload: judged by their content, stripped of what they tell about the photographer, made small.

They are unpacked in a process of its own (decoder.py), of bounded memory and time: a picture that lies about its size,
or that a library stumbles over, is refused, and nobody else notices.
"""

import asyncio
import contextlib
import struct
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

from . import bodies, telemetry
from .errors import RateLimited, Refusal, Unreachable

MAX_BYTES = 5 * 1024 * 1024
MAX_WAITING = 8  # each of them with its bytes in memory
TIMEOUT_S = 30.0
DECODER = Path(__file__).with_name("decoder.py")
_one_at_a_time = asyncio.Semaphore(1)
_waiting = 0


class ImageRefused(Refusal):
    """Pictures must be JPG, PNG or WebP of at most 5 MB. Data: errors, a list of {field, message}."""

    status = 422


class Cleaned(NamedTuple):
    width: int
    height: int
    """Of the original, the right way up."""
    webp: dict[int, bytes]
    """Size (longest side in pixels, at most) -> the picture."""


class Answer(msgspec.Struct, frozen=True):
    """What the decoder tells of a picture."""

    refused: str | None
    width: int = 0
    height: int = 0
    webp: list[tuple[int, int]] = []
    """Sizes, and the lengths of what follows."""


async def clean(data: bytes, *, sizes: Sequence[int], square: bool = False) -> Cleaned:
    """Check the picture and make it anew at each size, as WebP in sRGB without metadata. Raises ImageRefused;
    RateLimited or Unreachable while many others wait.

    `square` cuts the middle out. A picture is never made larger than it is.
    """
    global _waiting
    if len(data) > MAX_BYTES:
        raise too_large()
    if _waiting >= MAX_WAITING:
        raise RateLimited(retry_after=5)
    _waiting += 1
    try:
        async with _one_at_a_time:
            return await _cleaned(data, sizes, square)
    finally:
        _waiting -= 1


def too_large() -> ImageRefused:
    return _refused("larger than 5 MB")


def _refused(message: str) -> ImageRefused:
    return ImageRefused(errors=[{"field": "file", "message": message}])


async def _cleaned(data: bytes, sizes: Sequence[int], square: bool) -> Cleaned:
    order = (",".join(map(str, sizes)), "square" if square else "whole")
    decoder = await asyncio.create_subprocess_exec(
        sys.executable, "-I", str(DECODER), *order, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    try:
        async with asyncio.timeout(TIMEOUT_S):
            told, said = await decoder.communicate(data)
    except TimeoutError:
        raise Unreachable() from None  # others' pictures took all the time there is
    finally:
        if decoder.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                decoder.kill()
            await decoder.wait()
    if said or decoder.returncode:
        telemetry.log.warning("decoder", code=decoder.returncode, said=said.decode(errors="replace")[-500:])
    if decoder.returncode:  # killed, by one of its limits
        raise _refused("takes too much to be read")
    return _read(told)


def _read(told: bytes) -> Cleaned:
    (length,) = struct.unpack_from(">I", told)
    answer = bodies.decode(told[4 : 4 + length], Answer)
    if answer.refused is not None:
        raise _refused(answer.refused)
    webp, at = {}, 4 + length
    for size, long in answer.webp:
        webp[size] = told[at : at + long]
        at += long
    return Cleaned(answer.width, answer.height, webp)
