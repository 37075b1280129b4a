"""What is kept ready, and when it is thrown away."""

import asyncio

import pytest

from niaga.catalog.api import page_cache
from niaga.catalog.api.page_cache import Shelf
from niaga.kit import cache, clock
from tests.conftest import until


class Kitchen:
    """Makes an answer when told to."""

    def __init__(self) -> None:
        self.made = 0
        self.go = asyncio.Event()

    async def make(self) -> int:
        self.made += 1
        number = self.made
        await self.go.wait()
        return number


async def test_asked_at_once_it_is_made_once() -> None:
    kept: Shelf[int] = Shelf()
    kitchen = Kitchen()
    asking = [asyncio.create_task(kept.get_or_make("a", kitchen.make)) for _ in range(5)]
    await asyncio.sleep(0)
    asking[0].cancel()
    kitchen.go.set()
    assert await asyncio.gather(*asking[1:]) == [1] * 4
    assert await kept.get_or_make("a", kitchen.make) == 1
    assert kitchen.made == 1


async def test_what_was_begun_before_a_change_is_not_kept() -> None:
    kept: Shelf[int] = Shelf()
    kitchen = Kitchen()
    early = asyncio.create_task(kept.get_or_make("a", kitchen.make))
    await asyncio.sleep(0)
    kept.clear()
    late = asyncio.create_task(kept.get_or_make("a", kitchen.make))
    await asyncio.sleep(0)
    kitchen.go.set()
    assert (await early, await late) == (1, 2)
    assert kept.get("a") == 2


async def test_a_failure_is_everybodys_and_not_kept() -> None:
    kept: Shelf[int] = Shelf()

    async def fail() -> int:
        raise RuntimeError("burnt")

    for _ in range(2):
        with pytest.raises(RuntimeError):
            await kept.get_or_make("a", fail)
    assert kept.get("a") is None


async def test_the_oldest_go_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_cache, "MAX_KEPT", 3)
    kept: Shelf[int] = Shelf()
    for n in range(5):
        kept.put(n, n, kept.age)
    assert [kept.get(n) for n in range(5)] == [None, None, 2, 3, 4]


async def test_kept_for_so_long(monkeypatch: pytest.MonkeyPatch) -> None:
    kept: Shelf[int] = Shelf()
    kept.put("a", 1, kept.age, most_s=-1)
    assert kept.get("a") is None


async def test_what_is_about_one_thing_goes_with_it_alone() -> None:
    kept: Shelf[str] = Shelf()
    for key, tag in (("id-of-shirt", "shirt"), ("shirt", "shirt"), ("cap", "cap")):
        kept.put(key, key, kept.age, tag=tag)
    kept.drop(["shirt", "unknown"])
    assert [kept.get(key) for key in ("id-of-shirt", "shirt", "cap")] == [None, None, "cap"]


async def test_what_was_begun_before_its_thing_changed_is_not_kept() -> None:
    kept: Shelf[int] = Shelf()
    kitchen = Kitchen()
    asked = [
        asyncio.create_task(kept.get_or_make("a", kitchen.make, tag=lambda _: "a")),
        asyncio.create_task(kept.get_or_make("b", kitchen.make, tag=lambda _: "b")),
    ]
    await asyncio.sleep(0)
    kept.drop(["a"])
    anew = asyncio.create_task(kept.get_or_make("a", kitchen.make, tag=lambda _: "a"))
    await asyncio.sleep(0)
    kitchen.go.set()
    assert (await asyncio.gather(*asked), await anew) == ([1, 2], 3)
    assert (kept.get("a"), kept.get("b")) == (3, 2)


async def test_so_many_changes_are_remembered_and_then_nothing_old_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_cache, "MAX_DROPPED", 3)
    kept: Shelf[int] = Shelf()
    age = kept.age
    kept.drop(range(4))
    kept.put("a", 1, age, tag="never changed")
    assert kept.get("a") is None
    kept.put("a", 1, kept.age, tag="never changed")
    assert kept.get("a") == 1


async def test_what_is_soiled_lives_for_a_moment_after_it_was_made(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 1000.0
    monkeypatch.setattr(clock, "monotonic", lambda: now)
    kept: Shelf[str] = Shelf()
    kept.put("old", "old", kept.age)
    now += 2
    kept.soil()
    now += 0.5
    kept.put("new", "new", kept.age)
    assert (kept.get("old"), kept.get("new")) == ("old", "new")
    now = 1000 + page_cache.SOILED_S + 0.1
    assert (kept.get("old"), kept.get("new")) == (None, "new")


async def test_while_counting_takes_too_long_changes_are_shown_together(monkeypatch: pytest.MonkeyPatch) -> None:
    """One by one each shows at once. Else lists show what was changed in a quarter of a second together."""
    monkeypatch.setattr(page_cache, "counting", page_cache.Counting())
    monkeypatch.setattr(page_cache, "soon", page_cache.Soon())
    monkeypatch.setattr(page_cache, "TOGETHER_S", 0.02)
    cleared = page_cache.lists.age
    page_cache.counting.spend(page_cache.COUNTS_S - 0.1)
    for _ in range(3):
        page_cache._forget(page_cache.LISTS)
    assert page_cache.lists.age == cleared + 3
    page_cache.counting.spend(0.2)
    page_cache.lists.put("a", b"seen", page_cache.lists.age)
    page_cache.counts.put("all", b"6", page_cache.counts.age)
    for _ in range(10):
        page_cache._forget(page_cache.LISTS)
    assert page_cache.lists.get("a") == b"seen"

    async def gone() -> bool:
        return page_cache.lists.get("a") is None

    await until(gone)
    assert page_cache.lists.age == cleared + 4
    assert page_cache.counts.get("all") == b"6"


def test_counting_may_take_its_share_of_the_time(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 1000.0
    monkeypatch.setattr(clock, "monotonic", lambda: now)
    counting = page_cache.Counting()
    counting.spend(page_cache.COUNTS_S)
    assert not counting.allowed
    now += 1
    assert counting.allowed
    counting.spend(page_cache.COUNTS_SHARE)
    assert not counting.allowed


@pytest.fixture
async def ears(app: object) -> None:
    await until(_listening)


async def _listening() -> bool:
    return page_cache.ears.listening


async def test_another_process_is_heard(ears: None) -> None:
    page_cache.lists.put("a", b"old", page_cache.lists.age)
    await cache.announce(page_cache.CHANNEL, page_cache.LISTS)

    async def gone() -> bool:
        return page_cache.lists.get("a") is None

    await until(gone)
    age = page_cache.faces.age
    page_cache.ears.heard(page_cache.LISTS)
    assert page_cache.faces.age == age
    await cache.announce(page_cache.CHANNEL, page_cache.ALL)

    async def older() -> bool:
        return page_cache.faces.age > age

    await until(older)


async def test_deaf_it_trusts_nothing_for_long(ears: None, monkeypatch: pytest.MonkeyPatch) -> None:
    kept: Shelf[int] = Shelf()
    monkeypatch.setattr(page_cache, "KEPT_DEAF_S", -1.0)
    monkeypatch.setattr(page_cache.ears, "listening", False)
    kept.put("a", 1, kept.age)
    assert kept.get("a") is None
