"""Composes the demo's pictures: a thing or three on a soft, lit background. The same picture on every machine."""

from collections.abc import Sequence
from functools import cache
from io import BytesIO
from random import Random

from PIL import Image, ImageDraw, ImageFilter, ImageOps

from niaga.demo.art import Rgb, shade, thing
from niaga.demo.categories import ROOT_OF

PAGE = 800  # the side of a product picture
SMALLER = (2, 5)  # by how much the smaller sizes are smaller: 400 and 160 pixels
REVISION = 2  # goes into the cache's file names: raise it when a picture would look different

# Name -> background at the top left, background at the bottom right, the disc behind the hero.
PALETTES: dict[str, tuple[Rgb, Rgb, Rgb]] = {
    "jingga": ((255, 241, 224), (255, 214, 170), (255, 190, 130)),
    "merah": ((255, 236, 230), (255, 200, 188), (250, 164, 150)),
    "kuning": ((255, 249, 222), (255, 230, 160), (255, 212, 110)),
    "merah-muda": ((255, 240, 245), (252, 208, 224), (246, 178, 204)),
    "ungu": ((245, 240, 255), (218, 206, 250), (192, 174, 242)),
    "biru": ((236, 245, 255), (196, 222, 252), (160, 200, 248)),
    "toska": ((232, 251, 248), (184, 234, 228), (142, 216, 210)),
    "hijau": ((240, 251, 234), (206, 238, 190), (172, 222, 152)),
    "krem": ((253, 248, 238), (242, 226, 200), (230, 206, 168)),
    "cokelat": ((250, 241, 232), (230, 204, 178), (212, 176, 142)),
    "abu": ((246, 247, 251), (220, 225, 236), (196, 204, 222)),
    "malam": ((64, 70, 124), (34, 36, 78), (98, 100, 172)),
}
MOODS: dict[str, tuple[str, ...]] = {
    "kantin": ("jingga", "kuning", "merah", "krem", "hijau"),
    "ponsel-tablet": ("biru", "ungu", "abu", "toska", "merah-muda", "krem"),
    "elektronik": ("biru", "abu", "ungu", "toska", "krem"),
    "kuliah": ("kuning", "biru", "merah-muda", "krem", "toska"),
    "swalayan": ("hijau", "kuning", "merah-muda", "toska", "jingga"),
    "fesyen": ("merah-muda", "krem", "ungu", "cokelat", "biru"),
    "hobi": ("ungu", "hijau", "jingga", "toska", "kuning"),
}
# Where things stand, as parts of the page: centre x, centre y, size. Back to front; the hero's index last.
ARRANGEMENTS: dict[int, tuple[tuple[tuple[float, float, float], ...], ...]] = {
    1: (((0.5, 0.5, 0.72),),),
    2: (
        ((0.46, 0.47, 0.62), (0.76, 0.73, 0.3)),
        ((0.54, 0.47, 0.62), (0.24, 0.72, 0.3)),
        ((0.47, 0.53, 0.62), (0.77, 0.27, 0.26)),
    ),
    3: (
        ((0.5, 0.46, 0.58), (0.22, 0.72, 0.3), (0.78, 0.74, 0.3)),
        ((0.46, 0.5, 0.58), (0.79, 0.3, 0.26), (0.76, 0.74, 0.3)),
        ((0.54, 0.5, 0.58), (0.21, 0.3, 0.26), (0.24, 0.74, 0.3)),
    ),
}
SCENES = ("disc", "disc", "table", "arch", "hills")
DUSK = (36, 30, 66)  # the colour of shadows
ROOM = 6  # around a shadow for its soft edge, in eighths of its size
PAIRED = {"back", "phone"}  # drawn devices that stand side by side, overlapping


def product(name: str, art: str, category: str) -> list[bytes]:
    """The picture of a product as WebP, square: PAGE pixels and the catalogue's two smaller sizes."""
    lot = Random(f"{name}|{art}")  # noqa: S311 - chosen by name on purpose
    palette = PALETTES[lot.choice(MOODS[ROOT_OF[category]])]
    page = _background(palette, lot.choice(SCENES), (PAGE, PAGE)).copy()
    words = art.split()
    spots = _pair(words, lot) or lot.choice(ARRANGEMENTS[len(words)])
    leans = [lot.choice((-5, 0, 0, 5)), *(lot.choice((-12, 0, 12)) for _ in words[1:])]
    _stand(page, words, spots, leans)
    return [_webp(page), *(_webp(page.reduce(by)) for by in SMALLER)]


def _pair(words: Sequence[str], lot: Random) -> tuple[tuple[float, float, float], ...] | None:
    kinds = [w.partition("@")[0] for w in words]
    if len(words) == 2 and set(kinds) <= PAIRED:
        return ((0.38, 0.49, 0.7), (0.63, 0.54, 0.62)) if lot.random() < 0.5 else (
            (0.62, 0.49, 0.7), (0.37, 0.54, 0.62))  # fmt: skip
    return None


def logo(palette: str, art: str) -> list[bytes]:
    """A shop's sign: its emblem on a deep disc of its colour, square."""
    light, _, disc = PALETTES[palette]
    page = _background((shade(disc, 0.1), shade(disc, -0.18), light), "disc", (400, 400)).copy()
    _stand(page, [art], [(0.5, 0.5, 0.64)], [0])
    return [_webp(page)]


def banner(palette: str, *arts: str) -> list[bytes]:
    """A wide strip whose middle stands for itself: narrow cards show only that. Up to nine things, largest first."""
    lot = Random("|".join(arts))  # noqa: S311 - chosen by name on purpose
    page = _background(PALETTES[palette], "plain", (1600, 480)).copy()
    draw = ImageDraw.Draw(page, "RGBA")
    disc = PALETTES[palette][2]
    draw.ellipse((520, -40, 1080, 520), fill=(*disc, 140))
    draw.ellipse((-180, 220, 260, 660), fill=(*disc, 100))
    draw.ellipse((1340, -180, 1780, 260), fill=(*disc, 100))
    spots = ((0.5, 0.5, 0.22), (0.375, 0.62, 0.13), (0.625, 0.62, 0.13), (0.22, 0.5, 0.14), (0.78, 0.5, 0.14),
             (0.31, 0.24, 0.08), (0.69, 0.24, 0.08), (0.07, 0.6, 0.12), (0.93, 0.46, 0.12))  # fmt: skip
    words = list(arts[: len(spots)])
    _stand(page, words, spots[: len(words)], [0, *(lot.randint(-12, 12) for _ in words[1:])])
    return [_webp(page)]


def category(slug: str, art: str) -> list[bytes]:
    lot = Random(slug)  # noqa: S311 - chosen by name on purpose
    page = _background(PALETTES[lot.choice(MOODS[ROOT_OF[slug]])], "disc", (400, 400)).copy()
    _stand(page, [art], [(0.5, 0.5, 0.68)], [0])
    return [_webp(page)]


def avatar(name: str, art: str) -> list[bytes]:
    lot = Random(name)  # noqa: S311 - chosen by name on purpose
    light, deep, disc = PALETTES[lot.choice(("jingga", "biru", "toska", "ungu", "hijau", "merah-muda", "kuning"))]
    page = _background((deep, disc, light), "disc", (320, 320)).copy()
    _stand(page, [art], [(0.5, 0.56, 0.84)], [0])
    return [_webp(page)]


@cache
def _background(palette: tuple[Rgb, Rgb, Rgb], scene: str, size: tuple[int, int]) -> Image.Image:
    """A diagonal gradient and, in the third colour, what the scene has behind or below its things."""
    top, bottom, third = palette
    width, height = size
    corners = Image.new("L", (2, 2))
    corners.putdata((0, 118, 138, 255))
    page = ImageOps.colorize(corners.resize(size, Image.Resampling.BICUBIC), top, bottom)
    shape = Image.new("L", size)
    draw = ImageDraw.Draw(shape)
    if scene == "disc":
        draw.ellipse((width * 0.08, height * 0.08, width * 0.92, height * 0.92), fill=120)
    elif scene == "table":
        draw.rectangle((0, height * 0.66, width, height), fill=130)
        draw.rectangle((0, height * 0.66, width, height * 0.672), fill=70)
    elif scene == "arch":
        draw.rounded_rectangle((width * 0.17, height * 0.1, width * 0.83, height * 1.4), width * 0.33, fill=130)
    elif scene == "hills":
        draw.ellipse((width * -0.4, height * 0.58, width * 0.8, height * 1.6), fill=90)
        draw.ellipse((width * 0.3, height * 0.66, width * 1.5, height * 1.7), fill=140)
    page.paste(third, mask=shape.filter(ImageFilter.GaussianBlur(1.2)))
    return page


@cache
def _sprite(word: str, side: int, lean: int) -> Image.Image:
    drawn = thing(word)
    if lean:
        drawn = drawn.rotate(lean, Image.Resampling.BICUBIC)
    return drawn.resize((side, side), Image.Resampling.BICUBIC)


@cache
def _shadow(word: str, side: int) -> Image.Image:
    """How dark a thing makes what lies under it. Worked at an eighth of the size: shadows have no detail."""
    small = side // 8
    mask = Image.new("L", (small + 2 * ROOM, small + 2 * ROOM))
    mask.paste(thing(word).getchannel("A").resize((small, small)).point(lambda a: a * 34 // 100), (ROOM, ROOM))
    soft = mask.filter(ImageFilter.GaussianBlur(max(side / 200, 1)))
    return soft.resize((soft.width * 8, soft.height * 8), Image.Resampling.BILINEAR)


def _stand(
    page: Image.Image, words: Sequence[str], spots: Sequence[tuple[float, float, float]], leans: Sequence[int]
) -> None:
    """Put things on the page, the first at the back, each throwing a soft shadow down and to the right.

    A spot is the centre, as a part of the page's width and height, and the size, as a part of its width.
    """
    for word, (x, y, size), lean in zip(words, spots, leans, strict=True):
        side = round(page.width * size)
        left, top = round(page.width * x - side / 2), round(page.height * y - side / 2)
        page.paste(DUSK, (left - ROOM * 8 + side // 30, top - ROOM * 8 + side // 12), _shadow(word, side))
        sprite = _sprite(word, side, lean)
        page.paste(sprite, (left, top), sprite)


def _webp(page: Image.Image) -> bytes:
    out = BytesIO()
    page.save(out, "WEBP", quality=82, method=1)
    return out.getvalue()
