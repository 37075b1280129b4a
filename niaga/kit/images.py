"""Pictures people upload: judged by their content, stripped of what they tell about the photographer, made small.

A picture that lies about its size or would unpack into gigabytes is refused before it is unpacked.
"""

import asyncio
import io
from collections.abc import Sequence
from typing import NamedTuple

from PIL import Image, ImageOps, UnidentifiedImageError

from .errors import Refusal

MOST_BYTES = 5 * 1024 * 1024
MOST_PIXELS = 50_000_000
FORMATS = ("JPEG", "PNG", "WEBP")
QUALITY = 82
_BUSY = asyncio.Semaphore(2)  # unpacked pictures are large: never many at once


class ImageRefused(Refusal):
    """Pictures must be JPG, PNG or WebP of at most 5 MB. Data: errors, a list of {field, message}."""

    status = 422


class Cleaned(NamedTuple):
    width: int
    height: int
    """Of the original, the right way up."""
    webp: dict[int, bytes]
    """Size (longest side in pixels, at most) -> the picture."""


async def clean(data: bytes, *, sizes: Sequence[int], square: bool = False) -> Cleaned:
    """Check the picture and make it anew at each size, as WebP without metadata. Raises ImageRefused.

    `square` cuts the middle out. A picture is never made larger than it is.
    """
    if len(data) > MOST_BYTES:
        raise too_large()
    async with _BUSY:
        return await asyncio.to_thread(_clean, data, sizes, square)


def too_large() -> ImageRefused:
    return _refused("larger than 5 MB")


def _refused(message: str) -> ImageRefused:
    return ImageRefused(errors=[{"field": "file", "message": message}])


def _clean(data: bytes, sizes: Sequence[int], square: bool) -> Cleaned:
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise _refused("more than 50 megapixels")
            opened.draft("RGB", (max(sizes), max(sizes)))  # JPEG: unpacks no more than is needed
            original = ImageOps.exif_transpose(opened)
            original.load()
    except (UnidentifiedImageError, Image.DecompressionBombError) as wrong:
        raise _refused("not a JPG, PNG or WebP picture") from wrong
    except (OSError, ValueError, SyntaxError, EOFError) as broken:
        raise _refused("the picture is damaged") from broken
    plain = original.convert("RGBA" if original.has_transparency_data else "RGB")
    if square:
        side = min(plain.size)
        plain = ImageOps.fit(plain, (side, side))
    return Cleaned(*plain.size, {size: _webp(plain, size) for size in sizes})


def _webp(picture: Image.Image, size: int) -> bytes:
    small = picture.copy()
    small.thumbnail((size, size), Image.Resampling.LANCZOS)
    small.info.clear()
    out = io.BytesIO()
    small.save(out, "WEBP", quality=QUALITY, method=4)
    return out.getvalue()
