"""Public answers kept ready in this process, and thrown away in every process when what they show has changed.

A change is told over Redis. While that can be heard an answer is kept for half a minute, otherwise for two seconds.
An answer whose making began before a change is not kept. The same question asked twice at once is answered once.

A product's page is thrown away by the product. Any list may show any product, so a change throws all lists away, with
what was counted for them. Where a large catalogue changes faster than it can be counted, lists are thrown away once for
all changes of TOGETHER_S, and totals and facets live for SOILED_S at most.
"""

import asyncio
import math
from collections.abc import Awaitable, Callable, Hashable, Iterable
from typing import Any, Generic, NamedTuple, TypeVar
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
MAX_KEPT = 1000
MAX_DROPPED = 10_000
COUNTS_S, COUNTS_SHARE = 1.0, 0.1
TOGETHER_S, SOILED_S = 0.25, 3.0
"""While changes come faster than can be counted."""
SOON_S, COSTLY_S, COSTLY_KEPT_S = 0.005, 0.1, 5.0
COSTLY_FROM = 10_000  # products: with fewer, what takes so long is the machine, which has other things to do

Value = TypeVar("Value")


class Kept(NamedTuple, Generic[Value]):
    value: Value
    made_at: float
    """When its making began: what changed before that, it shows."""
    until: float
    tag: Hashable
    """What it is about, if it can be thrown away by that."""


class Shelf(Generic[Value]):
    """Values by key; the oldest go first when there are too many."""

    def __init__(self) -> None:
        self._kept: dict[Hashable, Kept[Value]] = {}
        self._keys: dict[Hashable, set[Hashable]] = {}
        """By tag."""
        self._making: dict[Hashable, asyncio.Task[Value]] = {}
        self._dropped: dict[Hashable, int] = {}
        """At which age something about this tag has changed last."""
        self._soiled_at = -math.inf
        self.age = 0
        """How often something has changed."""
        self._cleared = 0
        """At which age everything was thrown away last."""

    def get(self, key: Hashable) -> Value | None:
        found = self.find(key)
        return None if found is None else found.value

    def find(self, key: Hashable) -> Kept[Value] | None:
        found = self._kept.get(key)
        if found is None:
            return None
        now = clock.monotonic()
        if found.until < now or (found.made_at < self._soiled_at and found.made_at + SOILED_S < now):
            self._remove(key)
            return None
        return found

    def put(
        self,
        key: Hashable,
        value: Value,
        age: int,
        most_s: float = KEPT_S,
        *,
        began: float | None = None,
        tag: Hashable = None,
    ) -> None:
        """Keep it, unless something that it is about has changed since that `age`, at which its making `began`."""
        if age < self._cleared or age < self._dropped.get(tag, 0):
            return
        while len(self._kept) >= MAX_KEPT:
            self._remove(next(iter(self._kept)))
        now = clock.monotonic()
        until = now + min(most_s, KEPT_S if ears.listening else KEPT_DEAF_S)
        self._kept[key] = Kept(value, now if began is None else began, until, tag)
        if tag is not None:
            self._keys.setdefault(tag, set()).add(key)

    def _remove(self, key: Hashable) -> None:
        gone = self._kept.pop(key, None)
        if gone is not None and gone.tag is not None and (keys := self._keys.get(gone.tag)):
            keys.discard(key)
            if not keys:
                del self._keys[gone.tag]

    async def get_or_make(
        self,
        key: Hashable,
        make: Callable[[], Awaitable[Value]],
        most_s: Callable[[Value], float] = lambda _: KEPT_S,
        tag: Callable[[Value], Hashable] = lambda _: None,
    ) -> Value:
        """The value kept, or a new one, kept for `most_s(value)` seconds at most; it is about `tag(value)`."""
        found = self.get(key)
        if found is not None:
            return found
        task = self._making.get(key)
        if task is None:
            task = self._making[key] = asyncio.create_task(self._make(key, make, most_s, tag, self.age))
        return await asyncio.shield(task)  # one caller who hangs up does not spoil it for the others

    async def _make(
        self,
        key: Hashable,
        make: Callable[[], Awaitable[Value]],
        most_s: Callable[[Value], float],
        tag: Callable[[Value], Hashable],
        age: int,
    ) -> Value:
        began = clock.monotonic()
        try:
            value = await make()
        finally:
            if self._making.get(key) is asyncio.current_task():
                del self._making[key]
        self.put(key, value, age, most_s(value), began=began, tag=tag(value))
        return value

    def clear(self) -> None:
        self.age += 1
        self._cleared = self.age
        self._kept.clear()
        self._keys.clear()
        self._dropped.clear()
        self._making.clear()  # whoever asks from now on must see the change

    def drop(self, tags: Iterable[Hashable]) -> None:
        """Throw away what is about these."""
        self.age += 1
        for tag in tags:
            self._dropped[tag] = self.age
            for key in list(self._keys.get(tag, ())):
                self._remove(key)
        self._making.clear()  # nobody knows yet what is being made there
        if len(self._dropped) > MAX_DROPPED:  # what is being made now is kept for nobody; later ones are newer than all
            self._dropped.clear()
            self._cleared = self.age

    def soil(self) -> None:
        """Something has changed that may show in any of them: none lives longer than SOILED_S after it was made."""
        self._soiled_at = clock.monotonic()


class Counting:
    """How much of the time counting may take: COUNTS_S in a burst, and COUNTS_SHARE of each second that passes."""

    def __init__(self) -> None:
        self._spent, self._at = 0.0, -math.inf

    def spend(self, seconds: float) -> None:
        self._spent = self._now() + seconds

    @property
    def allowed(self) -> bool:
        return self._now() < COUNTS_S

    def _now(self) -> float:
        now = clock.monotonic()
        self._spent, self._at = max(0.0, self._spent - (now - self._at) * COUNTS_SHARE), now
        return self._spent


class Soon:
    """Clears once for all that is asked within TOGETHER_S."""

    def __init__(self) -> None:
        self._asked = False

    def clear(self, shelf: Shelf[Any]) -> None:
        if not self._asked:
            self._asked = True
            asyncio.get_running_loop().call_later(TOGETHER_S, self._clear, shelf)

    def _clear(self, shelf: Shelf[Any]) -> None:
        self._asked = False
        shelf.clear()


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
counts: Shelf[bytes] = Shelf()
"""Totals and facets, for all pages and orders of the same search."""
costly: Shelf[bytes] = Shelf()
"""Facets of a large catalogue that took longer than COSTLY_S to count: they outlive changes, or one busy seller could
keep us counting."""
faces: Shelf[Face] = Shelf()
open_shops: Shelf[tuple[UUID, ...]] = Shelf()


def kept_s(query: ProductQuery) -> float:
    """For how long the answer to it may be kept."""
    return KEPT_S if query.open_now is None else OPEN_KEPT_S


ALL, LISTS, OF = b"all", b"lists", b"of:"
counting, soon = Counting(), Soon()


async def changed(product_ids: Iterable[UUID] | None = None) -> None:
    """Forget here at once, and everywhere as soon as it is heard: what shows these products, or everything. Call it
    after the commit."""
    await _tell(ALL if product_ids is None else OF + b",".join(id.hex.encode() for id in product_ids))


async def lists_changed() -> None:
    """The same of what only lists show, such as being in stock."""
    await _tell(LISTS)


async def _tell(what: bytes) -> None:
    _forget(what)
    await cache.announce(CHANNEL, what)


def _forget(what: bytes) -> None:
    if what == ALL:
        for kept in (lists, counts, faces, open_shops):
            kept.clear()
        return
    if what.startswith(OF):
        faces.drop(UUID(hex=id.decode()) for id in what.removeprefix(OF).split(b",") if id)
    if counting.allowed:
        lists.clear()
        counts.clear()
    else:
        counts.soil()
        soon.clear(lists)


async def _caught_up() -> None:
    _forget(ALL)


ears = Listener(CHANNEL, _forget, _caught_up)
