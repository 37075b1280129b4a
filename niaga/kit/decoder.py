"""Unpacks one picture, in a process of its own: whatever is in it, no more than this process is lost.

python -I decoder.py 1200,480,160 square, with the picture on standard input; on standard output the length of an answer
in JSON, the answer, and the pictures made. Started by images.py for each picture: it may use so
much memory and time, and on one machine pictures are unpacked one after the other, by whatever process.

It imports nothing of ours, and so starts quickly.
"""

import contextlib
import fcntl
import io
import json
import os
import re
import resource
import struct
import sys
import tempfile
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple, cast

from PIL import Image, ImageCms, ImageOps, JpegImagePlugin, PngImagePlugin, UnidentifiedImageError, WebPImagePlugin

READERS = (JpegImagePlugin.JpegImageFile, PngImagePlugin.PngImageFile, WebPImagePlugin.WebPImageFile)
FORMATS = tuple(reader.format for reader in READERS)
MAX_PIXELS = {"JPEG": 50_000_000, "PNG": 50_000_000, "WEBP": 12_600_000}
"""WebP is unpacked four times over by its library: phones make 12 million pixels of it, and not more."""
WORK_MB = 225
"""So much memory may be had for a picture, beside the 25 MB of this program: 50 million pixels take 200 MB."""
TIME_S = 20  # of the processor
QUALITY = 82
GAP = 1.25  # how much larger than asked for a picture is made by the quick way, before it is made small by the fine one
BAND_ROWS = 64
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""By what EXIF says of how the camera was held."""


class Refused(Exception):
    """Not a picture we take; the message says why."""


class Made(NamedTuple):
    width: int
    height: int
    webp: dict[int, bytes]


def main() -> None:
    sizes, shape = sys.argv[1:]
    data = sys.stdin.buffer.read()
    with _alone():
        _limit()
        answer, pictures = answered(data, [int(size) for size in sizes.split(",")], shape == "square")
    told = json.dumps(answer).encode()
    sys.stdout.buffer.write(struct.pack(">I", len(told)) + told + b"".join(pictures))


@contextlib.contextmanager
def _alone() -> Iterator[None]:
    """One picture at a time on this machine: two web servers would need twice the memory."""
    path = os.path.join(tempfile.gettempdir(), f"niaga-decoder-{os.getuid()}")
    lock = os.open(path, os.O_CREAT | os.O_RDWR | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    fcntl.flock(lock, fcntl.LOCK_EX)
    yield
    os.close(lock)


def _limit() -> None:
    Image.new("RGB", (8, 8)).save(io.BytesIO(), "WEBP")  # load what is loaded once
    with contextlib.suppress(OSError):
        with open("/proc/self/statm") as file:
            present = int(file.read().split()[0]) * resource.getpagesize()
        most = present + WORK_MB * 1024 * 1024
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CPU, (TIME_S, TIME_S))


def _had_all() -> bool:
    """Whether memory was, or nearly was, what was missing."""
    most = resource.getrlimit(resource.RLIMIT_AS)[0]
    with contextlib.suppress(OSError):
        with open("/proc/self/status") as file:
            peak = re.search(r"VmPeak:\s*([0-9]+) kB", file.read())
        return most != resource.RLIM_INFINITY and peak is not None and int(peak[1]) * 1024 > most * 0.9
    return False


def _coefficients(picture: JpegImagePlugin.JpegImageFile) -> int:
    """What a progressive JPEG takes before its first pixel is seen, in bytes."""
    sampled: list[tuple[int, int, int, int]] = picture.layer
    finest = max(across * down for _, across, down, _ in sampled)
    return picture.width * picture.height * 2 * sum(across * down for _, across, down, _ in sampled) // finest


def answered(data: bytes, sizes: Sequence[int], square: bool) -> tuple[dict[str, Any], list[bytes]]:
    """What is told of the picture, and what was made of it."""
    try:
        made = clean(data, sizes, square)
    except Refused as refused:
        return {"refused": str(refused)}, []
    except MemoryError:
        return {"refused": "takes too much memory to be read"}, []
    except Exception as wrong:  # of the libraries, by what they were given: nothing here is worth a server's error
        if _had_all():  # which some of them take for something else
            return {"refused": "takes too much memory to be read"}, []
        sys.stderr.write(f"{type(wrong).__name__}: {wrong}\n")
        return {"refused": "the picture is damaged"}, []
    return {
        "refused": None,
        "width": made.width,
        "height": made.height,
        "webp": [[size, len(picture)] for size, picture in made.webp.items()],
    }, list(made.webp.values())


# --- the picture ------------------------------------------------------------------------------------------------


def clean(data: bytes, sizes: Sequence[int], square: bool) -> Made:
    """The picture at each size: upright, in sRGB, without a word about where it comes from."""
    bare, about = stripped(data)
    try:
        opened = Image.open(io.BytesIO(bare), formats=FORMATS)
    except (UnidentifiedImageError, Image.DecompressionBombError) as wrong:
        raise Refused("not a JPG, PNG or WebP picture") from wrong
    most = MAX_PIXELS[opened.format or "WEBP"]
    if opened.width * opened.height > most:
        raise Refused(f"more than {most // 1_000_000} megapixels")
    width, height = opened.size
    profile = opened.info.get("icc_profile")
    if isinstance(opened, JpegImagePlugin.JpegImageFile):
        if opened.info.get("progressive") and _coefficients(opened) > WORK_MB * 1024 * 1024 * 3 // 4:
            raise MemoryError
        opened.draft("RGB", (max(sizes), max(sizes)))  # unpacks no more than is needed
    opened.load()
    small = smaller(opened, max(sizes), square)
    del opened  # before anything else is made of the small one
    small = in_srgb(small, profile)
    turn = TURNS.get(orientation(about))
    upright = small.transpose(turn) if turn is not None else small
    if turn is not None and turn not in (TURNS[2], TURNS[3], TURNS[4]):
        width, height = height, width
    if square:
        width = height = min(width, height)
        upright = ImageOps.fit(upright, (min(upright.size),) * 2)
    return Made(width, height, {size: webp(upright, size) for size in sizes})


def smaller(picture: Image.Image, size: int, square: bool) -> Image.Image:
    """About the size asked for, by whole factors, in a mode that can be worked with; a band at a time, since a second
    copy of a large picture would be too much."""
    box = (0, 0, *picture.size)
    if square:
        side = min(picture.size)
        left, top = (picture.width - side) // 2, (picture.height - side) // 2
        box = (left, top, left + side, top + side)
    mode = _mode(picture)
    factor = max(1, int(max(box[2] - box[0], box[3] - box[1]) / (size * GAP)))
    if factor == 1 and picture.mode == mode and not square:
        return picture
    wide, high = -(-(box[2] - box[0]) // factor), -(-(box[3] - box[1]) // factor)
    made = Image.new(mode, (wide, high))
    rows = max(1, BAND_ROWS // factor)
    for n, top in enumerate(range(box[1], box[3], rows * factor)):
        band = _in_mode(picture.crop((box[0], top, box[2], min(top + rows * factor, box[3]))), mode)
        made.paste(band.reduce(factor) if factor > 1 else band, (0, n * rows))
    return made


def _mode(picture: Image.Image) -> str:
    if picture.has_transparency_data:
        return "RGBA"
    if picture.mode == "CMYK":
        return "CMYK"
    return "L" if picture.mode in ("L", "1") or picture.mode.startswith("I") else "RGB"


def _in_mode(band: Image.Image, mode: str) -> Image.Image:
    if band.mode.startswith("I"):  # 16 bits, of which 8 are kept
        band = band.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    return band if band.mode == mode else band.convert(mode)


def in_srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """The colours as their profile means them; where it makes no sense, as they are."""
    plain, alpha = (picture.convert("RGB"), picture.getchannel("A")) if picture.mode == "RGBA" else (picture, None)
    if profile:
        with contextlib.suppress(ImageCms.PyCMSError, OSError, ValueError, TypeError):
            meant = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            plain = cast(
                Image.Image,
                ImageCms.profileToProfile(plain, meant, ImageCms.createProfile("sRGB"), outputMode="RGB"),
            )
    plain = plain.convert("RGB")
    if alpha is not None:
        plain.putalpha(alpha)
    return plain


def webp(picture: Image.Image, size: int) -> bytes:
    small = picture.copy()
    small.thumbnail((size, size), Image.Resampling.LANCZOS)
    small.info.clear()
    out = io.BytesIO()
    small.save(out, "WEBP", quality=QUALITY, method=4)
    return out.getvalue()


# --- what is said beside it -------------------------------------------------------------------------------------


def stripped(data: bytes) -> tuple[bytes, list[bytes]]:
    """The file with nothing but what its colours need, and what was said in EXIF and XMP; no library has to
    understand that. Where the file is not as it should be it stays as it is."""
    kinds = ((b"\xff\xd8", _jpeg), (b"\x89PNG\r\n\x1a\n", _png), (b"RIFF", _webp))
    take_apart = next((f for start, f in kinds if data.startswith(start)), None)
    if take_apart is None:
        return data, []
    try:
        return take_apart(data)
    except (struct.error, IndexError):
        return data, []


def _jpeg(data: bytes) -> tuple[bytes, list[bytes]]:
    kept, about, at = [data[:2]], list[bytes](), 2
    while data[at] == 0xFF and data[at + 1] != 0xDA:
        if data[at + 1] == 0xFF:  # padding
            at += 1
            continue
        length = 2 + struct.unpack_from(">H", data, at + 2)[0]
        segment, marker = data[at : at + length], data[at + 1]
        if marker == 0xE1:
            about.append(segment[4:])
        elif not (0xE3 <= marker <= 0xED or marker in (0xEF, 0xFE)) and (
            marker != 0xE2 or segment[4:].startswith(b"ICC_PROFILE")
        ):
            kept.append(segment)
        at += length
    return b"".join([*kept, data[at:]]), about


def _png(data: bytes) -> tuple[bytes, list[bytes]]:
    kept, about, at = [data[:8]], list[bytes](), 8
    while at < len(data):
        length = 12 + struct.unpack_from(">I", data, at)[0]
        kind, chunk = data[at + 4 : at + 8], data[at : at + length]
        if kind in (b"eXIf", b"iTXt"):
            about.append(chunk[8:-4])
        elif kind not in (b"tEXt", b"zTXt", b"tIME"):
            kept.append(chunk)
        at += length
    return b"".join(kept), about


def _webp(data: bytes) -> tuple[bytes, list[bytes]]:
    kept, about, at = list[bytes](), list[bytes](), 12
    while at < len(data):
        length = 8 + struct.unpack_from("<I", data, at + 4)[0]
        length += length % 2
        if data[at : at + 4] in (b"EXIF", b"XMP "):
            about.append(data[at + 8 : at + length])
        else:
            kept.append(data[at : at + length])
        at += length
    body = data[8:12] + b"".join(kept)
    return b"RIFF" + struct.pack("<I", len(body)) + body, about


XMP = re.compile(rb"tiff:Orientation(?:=[\"']|>)\s*([1-8])")


def orientation(about: Sequence[bytes]) -> int:
    """How the camera was held, 1 to 8; 1 where nothing says so that can be read."""
    for said in about:
        plain = said.removeprefix(b"Exif\0\0")
        with contextlib.suppress(struct.error):
            if plain[:2] in (b"II", b"MM") and (found := _of_exif(plain, "<" if plain[:2] == b"II" else ">")):
                return found
    written = next(filter(None, map(XMP.search, about)), None)
    return int(written[1]) if written else 1


def _of_exif(tiff: bytes, order: str) -> int | None:
    (at,) = struct.unpack_from(f"{order}I", tiff, 4)
    (count,) = struct.unpack_from(f"{order}H", tiff, at)
    for n in range(count):
        tag, kind, _ = struct.unpack_from(f"{order}HHI", tiff, at + 2 + 12 * n)
        if tag == 0x0112 and kind in (1, 3, 4):  # of 8, 16 or 32 bits
            form = {1: "B", 3: "H", 4: "I"}[kind]
            value: int = struct.unpack_from(f"{order}{form}", tiff, at + 10 + 12 * n)[0]
            return value if 1 <= value <= 8 else None
    return None


if __name__ == "__main__":
    main()
