"""Uploaded pictures: judged by content, stripped, made small."""

import io
import struct
import zlib

import pytest
from PIL import Image

from niaga.kit.images import ImageRefused, clean


def saved(kind: str, size: tuple[int, int] = (1000, 500), **options: object) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "teal").save(out, kind, **options)
    return out.getvalue()


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
async def test_made_anew_at_each_size(kind: str) -> None:
    cleaned = await clean(saved(kind), sizes=(400, 100, 5000))
    assert {px: opened(data).size for px, data in cleaned.webp.items()} == {
        400: (400, 200),
        100: (100, 50),
        5000: (1000, 500),
    }
    assert {opened(data).format for data in cleaned.webp.values()} == {"WEBP"}


async def test_square() -> None:
    cleaned = await clean(saved("PNG"), sizes=(200,), square=True)
    assert opened(cleaned.webp[200]).size == (200, 200)


async def test_what_it_tells_about_the_photographer_is_gone_and_it_stands_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    exif[0x010F] = "Kamera Rahasia"
    cleaned = await clean(saved("JPEG", exif=exif), sizes=(400,))
    picture = opened(cleaned.webp[400])
    assert picture.size == (200, 400)
    assert not picture.getexif()
    assert b"Kamera" not in cleaned.webp[400]


async def test_transparency_stays() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (50, 50), (0, 0, 0, 0)).save(out, "PNG")
    cleaned = await clean(out.getvalue(), sizes=(50,))
    assert opened(cleaned.webp[50]).mode == "RGBA"


def bomb() -> bytes:
    """A few bytes that say they are 60,000 by 60,000."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 100)) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    "data",
    [b"", b"hello", saved("GIF"), saved("BMP"), saved("PNG")[:200], saved("JPEG")[:300], bomb(), b"\0" * 6_000_000],
    ids=["empty", "text", "gif", "bmp", "half a png", "half a jpeg", "bomb", "too large"],
)
async def test_refused(data: bytes) -> None:
    with pytest.raises(ImageRefused) as refused:
        await clean(data, sizes=(100,))
    assert refused.value.data["errors"][0]["field"] == "file"
