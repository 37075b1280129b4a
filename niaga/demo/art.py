"""The things that pictures are composed of: 3D emoji, tinted or not, and a few drawn devices.

A thing is written as a word: `🍜`, `👕@biru` (tinted), `back@hijau/3` (drawn: the back of a phone with three
lenses), `case@ungu/🐱🚀` (drawn, with emoji printed on it). Things are square, transparent, lit from above left.
"""

from collections.abc import Callable
from functools import cache
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageOps, ImageStat

Rgb = tuple[int, int, int]
Box = tuple[float, float, float, float]

EMOJI = Path(__file__).parent / "node_modules/@lobehub/fluent-emoji-3d/assets"
SIDE = 512  # what a device is drawn at; the emoji come at half of it

TINTS: dict[str, Rgb] = {
    "hitam": (58, 60, 72),
    "putih": (236, 238, 244),
    "abu": (142, 148, 162),
    "perak": (190, 198, 212),
    "bening": (214, 228, 240),
    "krem": (238, 218, 184),
    "emas": (226, 184, 96),
    "kuning": (250, 204, 70),
    "oranye": (246, 142, 62),
    "merah": (232, 74, 84),
    "merah-muda": (246, 150, 182),
    "ungu": (140, 110, 226),
    "biru": (70, 130, 236),
    "toska": (52, 184, 178),
    "hijau": (84, 180, 110),
    "cokelat": (150, 102, 72),
}


class ArtMissing(Exception):
    """The emoji package is not installed: run `npm ci` in niaga/demo."""


def installed() -> bool:
    return EMOJI.is_dir()


@cache
def thing(word: str) -> Image.Image:
    """The thing a word names: RGBA, square."""
    name, _, rest = word.partition("@")
    tint, _, detail = rest.partition("/")
    if name in DRAWN:
        return DRAWN[name](TINTS[tint], detail)
    picture = _emoji(name)
    return tinted(picture, TINTS[tint]) if tint else picture


@cache
def _emoji(character: str) -> Image.Image:
    codes = "-".join(f"{ord(c):x}" for c in character)
    if "-1f4bb" not in codes:  # the package has the second and third skin tone swapped, but at computers
        codes = codes.replace("1f3fd", "1f3fc")
    bare = codes.replace("-fe0f", "")
    for name in (codes, bare, f"{bare}-fe0f"):
        path = EMOJI / f"{name}.webp"
        if path.exists():
            with Image.open(path) as picture:
                return picture.convert("RGBA")
    raise ArtMissing(f"{character} ({codes})") if installed() else ArtMissing()


def shade(colour: Rgb, by: float) -> Rgb:
    """Darker for by < 0 (towards black at -1), lighter for by > 0 (towards white at 1)."""
    end = 255 if by > 0 else 0
    r, g, b = (round(c + (end - c) * abs(by)) for c in colour)
    return r, g, b


def tinted(picture: Image.Image, colour: Rgb) -> Image.Image:
    """Keeps light and shadow, changes the colour: what was of middling brightness gets the colour itself."""
    alpha = picture.getchannel("A")
    light = picture.convert("L")
    middle = min(max(round(ImageStat.Stat(light, alpha.point(lambda a: a > 128 and 255)).mean[0]), 60), 216)
    out = ImageOps.colorize(
        light,
        shade(colour, -0.66),
        shade(colour, 0.86),
        mid=colour,
        blackpoint=max(middle - 130, 0),
        midpoint=middle,
        whitepoint=min(middle + 96, 255),
    )
    out.putalpha(alpha)
    return out


# --- drawn things -----------------------------------------------------------------------------------------


def _slab(canvas: Image.Image, box: Box, radius: float, top: Rgb, bottom: Rgb, *, sheen: int = 46) -> None:
    """A rounded body: a vertical gradient, a soft light along the upper left edge, a dark one below."""
    mask = Image.new("L", canvas.size)
    ImageDraw.Draw(mask).rounded_rectangle(box, radius, fill=255)
    ramp = Image.linear_gradient("L").resize(canvas.size)
    body = ImageOps.colorize(ramp, top, bottom).convert("RGBA")
    inner = ImageChops.offset(mask, 7, 9).filter(ImageFilter.GaussianBlur(9))
    edge = ImageChops.subtract(mask, inner).point(lambda v: v * sheen // 100)
    body.paste((255, 255, 255, 255), mask=edge)
    inner = ImageChops.offset(mask, -7, -9).filter(ImageFilter.GaussianBlur(10))
    edge = ImageChops.subtract(mask, inner).point(lambda v: v * 30 // 100)
    body.paste((20, 22, 40, 255), mask=edge)
    canvas.paste(body, mask=mask)


def _blank() -> Image.Image:
    return Image.new("RGBA", (SIDE, SIDE))


def _glass(canvas: Image.Image) -> tuple[Image.Image, ImageDraw.ImageDraw]:
    """A layer to draw see-through shapes on; they show only where the canvas already has something."""
    layer = Image.new("RGBA", canvas.size)
    return layer, ImageDraw.Draw(layer)


def _lay(canvas: Image.Image, layer: Image.Image) -> None:
    within = ImageChops.multiply(layer.getchannel("A"), canvas.getchannel("A"))
    layer.putalpha(within)
    canvas.alpha_composite(layer)


def _disc(draw: ImageDraw.ImageDraw, x: float, y: float, r: float, fill: Rgb) -> None:
    draw.ellipse((x - r, y - r, x + r, y + r), fill=(*fill, 255))


def _lens(draw: ImageDraw.ImageDraw, x: float, y: float, r: float) -> None:
    _disc(draw, x, y, r, (24, 26, 36))
    _disc(draw, x, y, r * 0.72, (44, 50, 74))
    _disc(draw, x, y, r * 0.42, (18, 20, 32))
    _disc(draw, x - r * 0.3, y - r * 0.34, r * 0.16, (210, 224, 255))


def back(colour: Rgb, lenses: str) -> Image.Image:
    """The back of a phone with one to three lenses."""
    canvas = _blank()
    _slab(canvas, (132, 22, 380, 490), 44, shade(colour, 0.22), shade(colour, -0.14))
    count = int(lenses or 2)
    island = (152, 44, 268, 44 + 116 + (count > 2) * 78 - (count < 2) * 40)
    _slab(canvas, island, 34, shade(colour, 0.34), shade(colour, 0.06), sheen=60)
    draw = ImageDraw.Draw(canvas)
    spots = {1: [(210, 82)], 2: [(186, 84), (232, 122)], 3: [(188, 86), (232, 140), (188, 194)]}[count]
    for x, y in spots:
        _lens(draw, x, y, 25)
    _disc(draw, 236, 82 if count > 1 else 120, 8, (255, 244, 214))
    return canvas


def phone(colour: Rgb, _: str) -> Image.Image:
    """The front: a bright wallpaper in the colour's family."""
    canvas = _blank()
    _slab(canvas, (132, 22, 380, 490), 44, (46, 48, 60), (28, 30, 40))
    _slab(canvas, (142, 32, 370, 480), 36, shade(colour, 0.55), shade(colour, -0.1), sheen=10)
    layer, draw = _glass(canvas)
    draw.ellipse((150, 236, 440, 526), fill=(*shade(colour, 0.75), 150))
    draw.ellipse((60, 330, 300, 570), fill=(*shade(colour, -0.25), 170))
    ImageDraw.Draw(screen := Image.new("L", canvas.size)).rounded_rectangle((142, 32, 370, 480), 36, fill=255)
    layer.putalpha(ImageChops.multiply(layer.getchannel("A"), screen))
    _lay(canvas, layer)
    draw = ImageDraw.Draw(canvas)
    draw.rounded_rectangle((226, 44, 286, 60), 8, fill=(20, 22, 30))
    draw.rounded_rectangle((196, 112, 316, 128), 8, fill=(255, 255, 255))
    draw.rounded_rectangle((222, 140, 290, 150), 5, fill=(250, 250, 255))
    draw.rounded_rectangle((222, 462, 290, 468), 3, fill=(250, 250, 255))
    return canvas


def tablet(colour: Rgb, _: str) -> Image.Image:
    canvas = _blank()
    _slab(canvas, (22, 92, 490, 420), 34, shade(colour, 0.2), shade(colour, -0.25))
    _landscape(canvas, (40, 110, 472, 402), 20)
    return canvas


def tv(colour: Rgb, _: str) -> Image.Image:
    """A flat television on two feet."""
    canvas = _blank()
    draw = ImageDraw.Draw(canvas)
    for x in (120, 360):
        draw.polygon([(x, 380), (x + 32, 380), (x + 42, 440), (x - 10, 440)], fill=shade(colour, -0.2))
    _slab(canvas, (8, 84, 504, 392), 18, shade(colour, 0.1), shade(colour, -0.3))
    _landscape(canvas, (20, 96, 492, 378), 8)
    return canvas


def _landscape(canvas: Image.Image, box: Box, radius: float) -> None:
    """A screen that shows an evening behind two mountains."""
    left, top, right, bottom = box
    wide, high = right - left, bottom - top

    def at(x: float, y: float) -> tuple[float, float]:
        return left + x * wide, top + y * high

    scene = canvas.copy()
    _slab(scene, box, radius, (130, 178, 250), (196, 140, 236), sheen=8)
    draw = ImageDraw.Draw(scene)
    draw.ellipse((*at(0.48, 0.2), *at(0.82, 0.72)), fill=(255, 232, 190))
    ridge = [at(0, 1), at(0, 0.75), at(0.25, 0.4), at(0.51, 0.75), at(0.67, 0.57), at(1, 0.9), at(1, 1)]
    draw.polygon(ridge, fill=(74, 92, 170))
    draw.polygon([at(0.16, 1), at(0.48, 0.69), at(0.84, 1)], fill=(52, 66, 136))
    mask = Image.new("L", canvas.size)
    ImageDraw.Draw(mask).rounded_rectangle(box, radius, fill=255)
    canvas.paste(scene, mask=mask)


def case(colour: Rgb, prints: str) -> Image.Image:
    """A phone case with emoji printed on it."""
    canvas = _blank()
    _slab(canvas, (128, 18, 384, 494), 52, shade(colour, 0.3), shade(colour, -0.04), sheen=64)
    marks = [_emoji(e) for e in split_emoji(prints)]
    for i, (x, y, size) in enumerate(((256, 318, 190), (186, 444, 74), (328, 214, 70), (330, 440, 58))):
        if marks:
            mark = marks[i % len(marks)].resize((size, size), Image.Resampling.LANCZOS)
            canvas.alpha_composite(mark, (x - size // 2, y - size // 2))
    draw = ImageDraw.Draw(canvas)
    draw.rounded_rectangle((150, 42, 272, 178), 36, fill=(*shade(colour, -0.42), 255))
    for x, y in ((188, 84), (232, 130), (188, 140)):
        _lens(draw, x, y, 21)
    return canvas


def tumbler(colour: Rgb, _: str) -> Image.Image:
    canvas = _blank()
    _slab(canvas, (176, 96, 336, 496), 40, shade(colour, 0.2), shade(colour, -0.16), sheen=70)
    _slab(canvas, (168, 76, 344, 132), 20, (236, 240, 246), (168, 176, 190))
    _slab(canvas, (206, 30, 306, 86), 22, shade(colour, 0.1), shade(colour, -0.2))
    layer, draw = _glass(canvas)
    draw.rounded_rectangle((198, 150, 214, 450), 8, fill=(255, 255, 255, 90))
    _lay(canvas, layer)
    return canvas


def earbuds(colour: Rgb, _: str) -> Image.Image:
    """An open charging case and the two buds over it."""
    canvas = _blank()
    _slab(canvas, (96, 300, 416, 492), 84, shade(colour, 0.3), shade(colour, -0.1), sheen=60)
    draw = ImageDraw.Draw(canvas)
    draw.rounded_rectangle((120, 306, 392, 340), 17, fill=(*shade(colour, -0.5), 255))
    _disc(draw, 256, 420, 8, (120, 240, 170))
    for x in (178, 334):
        _slab(canvas, (x - 16, 120, x + 16, 318), 16, shade(colour, 0.34), shade(colour, 0.0))
        _slab(canvas, (x - 56, 36, x + 56, 148), 56, shade(colour, 0.4), shade(colour, 0.04), sheen=60)
        draw = ImageDraw.Draw(canvas)
        _disc(draw, x + (-22 if x < 256 else 22), 96, 24, shade(colour, -0.55))
    return canvas


def powerbank(colour: Rgb, _: str) -> Image.Image:
    canvas = _blank()
    _slab(canvas, (136, 40, 376, 480), 44, shade(colour, 0.24), shade(colour, -0.14), sheen=60)
    draw = ImageDraw.Draw(canvas)
    for i in range(4):
        _disc(draw, 216 + i * 27, 96, 8, (140, 246, 180) if i < 3 else shade(colour, -0.35))
    bolt = [(276, 190), (206, 300), (252, 300), (236, 384), (310, 266), (264, 266)]
    draw.polygon(bolt, fill=shade(colour, 0.85))
    draw.rounded_rectangle((226, 448, 286, 464), 8, fill=(*shade(colour, -0.55), 255))
    return canvas


def charger(colour: Rgb, _: str) -> Image.Image:
    canvas = _blank()
    draw = ImageDraw.Draw(canvas)
    for x in (196, 292):
        draw.rounded_rectangle((x, 24, x + 24, 130), 8, fill=(176, 182, 194, 255))
    _slab(canvas, (116, 104, 396, 472), 54, shade(colour, 0.2), shade(colour, -0.12), sheen=60)
    draw = ImageDraw.Draw(canvas)
    for y in (384, 424):
        draw.rounded_rectangle((206, y, 306, y + 22), 11, fill=(60, 64, 78, 255))
    return canvas


def cable(colour: Rgb, _: str) -> Image.Image:
    """A coiled cable with a plug at each end."""
    canvas = _blank()
    draw = ImageDraw.Draw(canvas)
    for i, tone in enumerate((-0.3, 0.0, 0.3)):
        inset = 100 + i * 5
        draw.ellipse((inset, inset - 30, 512 - inset, 482 - inset), outline=(*shade(colour, tone), 255),
                     width=34 - i * 10)  # fmt: skip
    for x in (170, 342):
        draw.line((256, 366, x, 424), fill=(*shade(colour, -0.1), 255), width=24)
        _slab(canvas, (x - 26, 400, x + 26, 468), 16, shade(colour, 0.2), shade(colour, -0.2))
        ImageDraw.Draw(canvas).rounded_rectangle((x - 15, 464, x + 15, 502), 8, fill=(186, 192, 204, 255))
    return canvas


def speaker(colour: Rgb, _: str) -> Image.Image:
    """A round fabric speaker with a strap."""
    canvas = _blank()
    draw = ImageDraw.Draw(canvas)
    draw.arc((330, 40, 440, 200), 190, 60, fill=(*shade(colour, -0.45), 255), width=22)
    _slab(canvas, (70, 90, 442, 462), 130, shade(colour, 0.26), shade(colour, -0.2), sheen=56)
    draw = ImageDraw.Draw(canvas)
    for r, tone in ((128, -0.42), (112, -0.2), (92, -0.5), (46, 0.1), (30, -0.25)):
        _disc(draw, 256, 276, r, shade(colour, tone))
    return canvas


DRAWN: dict[str, Callable[[Rgb, str], Image.Image]] = {
    f.__name__: f for f in (back, phone, tablet, tv, case, tumbler, earbuds, powerbank, charger, cable, speaker)
}


def split_emoji(text: str) -> list[str]:
    """Neighbouring emoji apart: joiners, variation marks and skin tones stay with what they follow."""
    out: list[str] = []
    for c in text:
        follows = c in "\ufe0f\u200d" or "\U0001f3fb" <= c <= "\U0001f3ff"
        if out and (follows or out[-1].endswith("\u200d")):
            out[-1] += c
        else:
            out.append(c)
    return out
