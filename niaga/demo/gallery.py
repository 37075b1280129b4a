"""Makes every picture of the story once, keeps it with the platform's files and remembers where."""

import asyncio
import multiprocessing
import os
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import NamedTuple

import msgspec

from niaga.catalog.types import Image
from niaga.demo import art, pictures
from niaga.demo.names import named
from niaga.kit import config, files
from niaga.kit.bodies import decode

AT_ONCE = 24  # pictures in one piece of work for a process; they are sorted, so that things are drawn once

Say = Callable[[str], None]
MAKERS: dict[str, tuple[Callable[..., list[bytes]], str]] = {
    "product": (pictures.product, "products"),
    "logo": (pictures.logo, "shops"),
    "banner": (pictures.banner, "shops"),
    "category": (pictures.category, "categories"),
    "avatar": (pictures.avatar, "avatars"),
}


class Wanted(NamedTuple):
    """One picture: which function of `pictures` makes it, and of what."""

    maker: str
    words: tuple[str, ...]

    @property
    def name(self) -> str:
        return "|".join((self.maker, *self.words))


class Gallery:
    """Where each picture hangs: its URLs, the largest first. Empty when the art is not installed."""

    def __init__(self, keys: dict[str, list[str]]) -> None:
        self._keys = keys

    def url(self, wanted: Wanted) -> str | None:
        keys = self._keys.get(wanted.name)
        return files.url(keys[0]) if keys else None

    def images(self, wanted: Wanted) -> list[Image]:
        keys = self._keys.get(wanted.name)
        return [Image(named("image", wanted.name), *map(files.url, keys))] if keys else []


async def hang(wanted: Sequence[Wanted], say: Say) -> Gallery:
    """Compose what was not composed before, in as many processes as there are cores."""
    if not art.installed():
        say("No pictures: run `npm ci` in niaga/demo to install the art, then `niaga demo --reset`.")
        return Gallery({})
    settings = config.settings()
    place = settings.files_url or "home"
    index = settings.home / "demo" / f"pictures-{pictures.REVISION}-{named('place', place).hex[-8:]}.json"
    known = _read(index)
    missing = sorted({w for w in wanted if w.name not in known}, key=lambda w: (w.maker, w.words[1:]))
    if missing:
        say(f"Composing {len(missing)} pictures …")
        await _compose(missing, known)
        index.parent.mkdir(parents=True, exist_ok=True)
        index.write_bytes(msgspec.json.encode(known))
    return Gallery(known)


def _read(index: Path) -> dict[str, list[str]]:
    return decode(index.read_bytes(), dict[str, list[str]]) if index.exists() else {}


async def _compose(missing: Sequence[Wanted], known: dict[str, list[str]]) -> None:
    loop = asyncio.get_running_loop()
    pieces = [missing[i : i + AT_ONCE] for i in range(0, len(missing), AT_ONCE)]
    # spawned, not forked: this process has threads
    with ProcessPoolExecutor(os.cpu_count() or 1, multiprocessing.get_context("spawn")) as pool:

        async def one(piece: Sequence[Wanted]) -> None:
            for wanted, made in zip(piece, await loop.run_in_executor(pool, _make, piece), strict=True):
                folder = MAKERS[wanted.maker][1]
                known[wanted.name] = [await files.put(folder, data, "webp") for data in made]

        await asyncio.gather(*map(one, pieces))


def _make(piece: Sequence[Wanted]) -> list[list[bytes]]:
    return [MAKERS[wanted.maker][0](*wanted.words) for wanted in piece]
