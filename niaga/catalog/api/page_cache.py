"""Public answers kept ready in this process, and thrown away in every process when what they show has changed.

A change is told over Redis. While that can be heard an answer is kept for half a minute, otherwise for two seconds.
An answer whose making began before a change is not kept. The same question asked twice at once is answered once.
"""

import asyncio
from collections.abc import Awaitable, Callable, Hashable
from typing import Generic, NamedTuple, TypeVar
from uuid import UUID

import msgspec

from niaga.kit import cache, clock
from niaga.kit.live import Listener

from ..rows import OfferRowShown, ProductRow, VariantRow
from ..types import CategoryRef, Image, ProductQuery

CHANNEL = "catalog.changed"
KEPT_S = 30.0
KEPT_DEAF_S = 2.0
OPEN_KEPT_S = 5.0
"""Shops open and close without a word."""
MOST = 1000
COSTLY_S, COSTLY_KEPT_S = 0.1, 5.0
COSTLY_FROM = 10_000  # products: with fewer, what takes so long is the machine, which has other things to do

Value = TypeVar("Value")


class Shelf(Generic[Value]):
    """Values by key; the oldest go first when there are too many."""

    def __init__(self) -> None:
        self._kept: dict[Hashable, tuple[Value, float]] = {}
        self._making: dict[Hashable, asyncio.Task[Value]] = {}
        self.age = 0
        """How often something has changed."""

    def get(self, key: Hashable) -> Value | None:
        found = self._kept.get(key)
        if found is None:
            return None
        value, until = found
        if until < clock.monotonic():
            del self._kept[key]
            return None
        return value

    def put(self, key: Hashable, value: Value, age: int, most_s: float = KEPT_S) -> None:
        """Keep it, unless something has changed since that `age`, at which its making began."""
        if age != self.age:
            return
        while len(self._kept) >= MOST:
            del self._kept[next(iter(self._kept))]
        self._kept[key] = (value, clock.monotonic() + min(most_s, KEPT_S if ears.listening else KEPT_DEAF_S))

    async def get_or_make(
        self, key: Hashable, make: Callable[[], Awaitable[Value]], most_s: Callable[[Value], float] = lambda _: KEPT_S
    ) -> Value:
        """The value kept, or a new one, kept for `most_s(value)` seconds at most."""
        found = self.get(key)
        if found is not None:
            return found
        task = self._making.get(key)
        if task is None:
            task = self._making[key] = asyncio.create_task(self._make(key, make, most_s, self.age))
        return await asyncio.shield(task)  # one caller who hangs up does not spoil it for the others

    async def _make(
        self, key: Hashable, make: Callable[[], Awaitable[Value]], most_s: Callable[[Value], float], age: int
    ) -> Value:
        try:
            value = await make()
        finally:
            if self._making.get(key) is asyncio.current_task():
                del self._making[key]
        self.put(key, value, age, most_s(value))
        return value

    def clear(self) -> None:
        self.age += 1
        self._kept.clear()
        self._making.clear()  # whoever asks from now on must see the change


class Written(NamedTuple):
    """A product page as it was last rendered, with so many of each offer left."""

    left: list[int]
    page: bytes


class Face(msgspec.Struct):
    """A product page without its stock, which is asked for each time."""

    row: ProductRow
    path: list[CategoryRef]
    images: list[Image]
    variants: list[VariantRow]
    offers: list[OfferRowShown]
    shown: bool
    """Whether everybody may see it; else only its owner's people."""
    written: Written | None = None


lists: Shelf[bytes] = Shelf()
"""Rendered lists and facets: any change to any product may show in any of them."""
costly: Shelf[bytes] = Shelf()
"""Facets of a large catalogue that took longer than COSTLY_S to count: they outlive changes, or one busy seller could
keep us counting."""
faces: Shelf[Face] = Shelf()
open_shops: Shelf[tuple[UUID, ...]] = Shelf()


def kept_s(query: ProductQuery) -> float:
    """For how long the answer to it may be kept."""
    return KEPT_S if query.open_now is None else OPEN_KEPT_S


ALL, LISTS = b"all", b"lists"


async def changed(what: bytes = ALL) -> None:
    """Forget here at once, and everywhere as soon as it is heard. Call it after the commit.

    LISTS when only what lists show has changed, such as being in stock.
    """
    _forget(what)
    await cache.announce(CHANNEL, what)


def _forget(what: bytes) -> None:
    lists.clear()
    if what != LISTS:
        faces.clear()
        open_shops.clear()


async def _caught_up() -> None:
    _forget(ALL)


ears = Listener(CHANNEL, _forget, _caught_up)
