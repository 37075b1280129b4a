"""Uploaded pictures: judged by content, stripped, made small."""

import asyncio
import io
import json
import struct
import subprocess
import sys
import zlib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms, PngImagePlugin

from niaga.kit import decoder, images
from niaga.kit.errors import RateLimited
from niaga.kit.images import ImageRefused, clean

PEAK_MB = 250
"""What one picture may take, whatever it is, beside some 360 MB that all processes of the platform take together."""


def saved(kind: str, size: tuple[int, int] = (1000, 500), **options: Any) -> bytes:
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


# --- what is said beside the picture ----------------------------------------------------------------------------

SHORT, LONG, RATIONAL, SBYTE, ASCII, FLOAT = 3, 4, 5, 6, 2, 11
UPRIGHT = (0x0112, SHORT, 1, struct.pack("<HH", 6, 0))
ODD_TAGS = {
    "software is a number": (0x0131, FLOAT, 1, struct.pack("<f", 1.5)),
    "a fraction is a text": (0x011A, RATIONAL, 1, b"72dp"),
    "a text of many": (0x010E, ASCII, 70_000, struct.pack("<I", 8)),
    "gps is a byte": (0x8825, SBYTE, 1, b"\xff\0\0\0"),
    "gps leads nowhere": (0x8825, LONG, 1, struct.pack("<I", 0xFFFFFFF0)),
    "of a type nobody knows": (0x9999, 77, 1, b"\0\0\0\0"),
    "the same twice": (0x0112, ASCII, 1, b"x\0\0\0"),
}


def exif(*tags: tuple[int, int, int, bytes]) -> bytes:
    entries = b"".join(struct.pack("<HHI", tag, kind, count) + value for tag, kind, count, value in tags)
    return b"II*\0" + struct.pack("<IH", 8, len(tags)) + entries + b"\0\0\0\0"


def with_exif(kind: str, said: bytes) -> bytes:
    """Left half red, right half blue, lying on its side."""
    picture = Image.new("RGB", (400, 200), "red")
    picture.paste("blue", (200, 0, 400, 200))
    out = io.BytesIO()
    picture.save(out, kind, exif=b"Exif\0\0" + said)
    return out.getvalue()


@pytest.mark.parametrize("odd", ODD_TAGS.values(), ids=ODD_TAGS.keys())
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
async def test_stands_upright_whatever_else_is_said(kind: str, odd: tuple[int, int, int, bytes]) -> None:
    for tags in ((UPRIGHT, odd), (odd, UPRIGHT)):
        cleaned = await clean(with_exif(kind, exif(*tags)), sizes=(400,))
        picture = opened(cleaned.webp[400]).convert("RGB")
        assert (cleaned.width, cleaned.height) == picture.size == (200, 400)
        top, bottom = picture.getpixel((100, 50)), picture.getpixel((100, 350))
        assert top[0] > 200 > bottom[0], "what was left is on top"  # type: ignore[index]  # an RGB pixel
        assert bottom[2] > 200  # type: ignore[index]  # an RGB pixel


@given(st.binary(max_size=200), st.booleans())
def test_any_metadata_is_survived(said: bytes, begins_right: bool) -> None:
    assert 1 <= decoder.orientation([(b"II*\0\x08\0\0\0" if begins_right else b"") + said]) <= 8


@given(st.integers(0, 1200), st.binary(max_size=30))
def test_what_is_broken_is_refused_and_no_more(at: int, noise: bytes) -> None:
    for data in WHOLE:
        broken = data[:at] + noise + data[at + len(noise) :]
        answer, pictures = decoder.answered(broken, [64], False)
        assert (answer["refused"] is None) == bool(pictures)


WHOLE = [with_exif(kind, exif(UPRIGHT)) for kind in ("JPEG", "PNG", "WEBP")]


async def test_upright_by_xmp_too() -> None:
    xmp = b'<x:xmpmeta><rdf:Description tiff:Orientation="8"/></x:xmpmeta>'
    cleaned = await clean(saved("JPEG", xmp=xmp), sizes=(100,))
    assert (cleaned.width, cleaned.height) == (500, 1000)


# --- colours ----------------------------------------------------------------------------------------------------


def blue_for_red() -> bytes:
    """sRGB with the first and the third colour changed over."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return profile.replace(b"rXYZ", b"tXYZ").replace(b"bXYZ", b"rXYZ").replace(b"tXYZ", b"bXYZ")


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "P"])
@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
async def test_colours_are_what_the_profile_means(kind: str, mode: str) -> None:
    if kind == "JPEG" and mode != "RGB":
        pytest.skip("no such JPEG")
    out = io.BytesIO()
    Image.new("RGB", (60, 60), (255, 0, 0)).convert(mode).save(out, kind, icc_profile=blue_for_red())
    cleaned = await clean(out.getvalue(), sizes=(60,))
    shown = opened(cleaned.webp[60])
    assert "icc_profile" not in shown.info
    red, _, blue = shown.convert("RGB").getpixel((30, 30))  # type: ignore[misc]  # an RGB pixel
    assert blue > 230 > 30 > red


@pytest.mark.parametrize("profile", [b"no profile", b"\0" * 200])
async def test_a_profile_that_is_none_is_passed_over(profile: bytes) -> None:
    cleaned = await clean(saved("PNG", icc_profile=profile), sizes=(60,))
    assert opened(cleaned.webp[60]).convert("RGB").getpixel((30, 10)) == pytest.approx((0, 128, 128), abs=6)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "CMYK", "I;16"])
async def test_every_mode_keeps_its_light(mode: str) -> None:
    grey = Image.new("I;16", (60, 60), 128 * 256) if mode == "I;16" else Image.new("L", (60, 60), 128).convert(mode)
    out = io.BytesIO()
    grey.save(out, "JPEG" if mode == "CMYK" else "PNG")
    cleaned = await clean(out.getvalue(), sizes=(60,))
    if mode != "1":
        assert opened(cleaned.webp[60]).convert("L").getpixel((30, 30)) == pytest.approx(128, abs=12)


# --- memory and time --------------------------------------------------------------------------------------------


def png(width: int, height: int, colour: int, depth: int = 8) -> bytes:
    """Black, written row by row: to make it takes no memory."""
    row = bytes(1 + width * {0: 1, 2: 3, 4: 2, 6: 4}[colour] * depth // 8)
    packed = zlib.compressobj(1)
    data = b"".join(packed.compress(row) for _ in range(height)) + packed.flush()
    header = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    out = io.BytesIO(b"\x89PNG\r\n\x1a\n")
    out.seek(0, io.SEEK_END)
    for kind, said in ((b"IHDR", header), (b"IDAT", data), (b"IEND", b"")):
        PngImagePlugin.putchunk(out, kind, said)
    return out.getvalue()


def large_jpeg(**options: Any) -> bytes:
    return saved("JPEG", (7000, 7000), **options)


def large_webp() -> bytes:
    return saved("WEBP", (4096, 3072))


HUGE = {
    "rgba": (lambda: png(7000, 7000, 6), True),
    "rgb of 16 bits": (lambda: png(7000, 7000, 2, 16), True),
    "grey and clear": (lambda: png(7000, 7000, 4), True),
    "a thread": (lambda: png(100, 490_000, 6), True),
    "jpeg": (large_jpeg, True),
    "progressive jpeg": (lambda: large_jpeg(progressive=True), True),
    "progressive jpeg of full colour": (lambda: large_jpeg(progressive=True, subsampling=0), False),
    "webp": (large_webp, True),
    "too large a webp": (lambda: saved("WEBP", (5000, 5000)), False),
}
MEASURED = f"""
import runpy, sys
try:
    runpy.run_path({str(images.DECODER)!r}, run_name="__main__")
finally:
    sys.stderr.write([line for line in open("/proc/self/status") if line.startswith("VmHWM")][0])
"""


@pytest.mark.parametrize(("name", "square"), [*((name, False) for name in HUGE), ("rgba", True), ("a thread", True)])
def test_no_picture_takes_more_than_stated(name: str, square: bool) -> None:
    make: Any
    make, taken = HUGE[name]
    order = ["256", "square"] if square else ["1200,480,160", "whole"]
    ran = subprocess.run(
        [sys.executable, "-I", "-c", MEASURED, *order],
        input=make(),
        capture_output=True,
        check=True,
    )
    answer = json.loads(ran.stdout[4 : 4 + struct.unpack_from(">I", ran.stdout)[0]])
    assert (answer["refused"] is None) == taken, answer
    assert "damaged" not in str(answer["refused"])
    peak = int(ran.stderr.decode().rpartition("VmHWM:")[2].split()[0]) // 1024
    assert peak < PEAK_MB, f"{peak} MB"


async def test_no_more_than_a_few_wait() -> None:
    asked = [clean(saved("PNG", (10, 10)), sizes=(10,)) for _ in range(images.MAX_WAITING + 3)]
    answers = await asyncio.gather(*asked, return_exceptions=True)
    assert sum(isinstance(a, RateLimited) for a in answers) == 3
    assert sum(isinstance(a, images.Cleaned) for a in answers) == images.MAX_WAITING


async def test_a_decoder_that_dies_is_a_refusal(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    dying = tmp_path / "dying.py"
    dying.write_text("import os, signal; os.kill(os.getpid(), signal.SIGKILL)")
    monkeypatch.setattr(images, "DECODER", dying)
    with pytest.raises(ImageRefused):
        await clean(saved("PNG"), sizes=(10,))
