"""Events through the real queue: told at least once, none held up by another, none lost for good."""

import asyncio
import contextlib
import datetime as dt
from collections.abc import AsyncIterator, Sequence
from typing import Any
from uuid import UUID

import pytest

from niaga.kit import clock, config, db, telemetry, worker
from niaga.kit import events as kit_events
from niaga.kit.errors import KeyReused
from niaga.kit.events import Event, Subscriber, emit
from niaga.kit.ids import new_id
from tests.conftest import until

TRIES = 3


class Rang(Event, frozen=True):
    __module__ = "niaga.kit"  # events are named after their module

    id: UUID


class Bell:
    """A subscriber that cannot stand some events."""

    def __init__(self) -> None:
        self.heard: list[UUID] = []
        self.tried: list[UUID] = []
        self.unbearable: set[UUID] = set()

    async def hear(self, *, events: Sequence[Rang]) -> None:
        ids = [event.id for event in events]
        self.tried += ids
        assert self.unbearable.isdisjoint(ids)
        self.heard += ids


@pytest.fixture
async def bell(app: Any, monkeypatch: pytest.MonkeyPatch) -> Bell:
    found = Bell()
    async with db.tx() as c:  # what earlier tests left to be told is nobody's business here
        await c.execute("DELETE FROM queue.pgqueuer")
    monkeypatch.setitem(kit_events.SUBSCRIBERS, "kit.hear", Subscriber("kit.hear", Rang, found.hear))
    monkeypatch.setattr(worker, "TRIES", TRIES)
    monkeypatch.setattr(worker, "FIRST_RETRY", dt.timedelta(milliseconds=20))
    monkeypatch.setattr(worker, "LOOKS_EVERY", dt.timedelta(milliseconds=100))
    return found


@contextlib.asynccontextmanager
async def working(settings: config.Settings, modules: Sequence[str] = ()) -> AsyncIterator[None]:
    stop = asyncio.Event()
    running = asyncio.create_task(worker.run(settings.database_url, modules, stop))
    try:
        yield
    finally:
        stop.set()
        await running


async def ring(*ids: UUID) -> None:
    async with db.tx() as c:
        await emit(c, *[Rang(id) for id in ids])


async def kept() -> dict[str, int]:
    """The bell's jobs that are still there, by status."""
    async with db.read() as c:
        rows = await c.fetch(
            "SELECT status::text, count(*) FROM queue.pgqueuer WHERE entrypoint = 'kit.hear' GROUP BY status"
        )
    return {row["status"]: row["count"] for row in rows}


async def test_what_is_not_committed_is_told_to_nobody(bell: Bell, settings: config.Settings) -> None:
    lost, told = new_id(), new_id()
    with contextlib.suppress(ZeroDivisionError):
        async with db.tx() as c:
            await emit(c, Rang(lost))
            raise ZeroDivisionError
    await ring(told)
    async with working(settings):
        await until(lambda: _is(bell.heard == [told]))
    assert lost not in bell.tried


@pytest.mark.parametrize("modules", [[], ["kit"]], ids=["told one job at a time", "told together"])
async def test_a_bad_event_holds_up_nobody_and_is_kept_aside(
    bell: Bell, settings: config.Settings, modules: list[str]
) -> None:
    good, bad = [new_id() for _ in range(4)], new_id()
    bell.unbearable.add(bad)
    async with working(settings, modules):
        await ring(*good[:2], bad, good[2])
        await ring(good[3])
        await until(lambda: _is(sorted(bell.heard) == sorted(good)))
        await until(lambda: _kept_aside())
        assert bell.tried.count(bad) >= TRIES
        bell.unbearable.clear()
        assert await worker.requeue(settings.database_url) >= 1
        await until(lambda: _is(bad in bell.heard))
        await until(lambda: _nothing_kept())
    assert sorted(bell.heard) == sorted([*good, bad])


async def test_a_key_used_for_something_else_is_a_bug_and_tried_once(
    bell: Bell, settings: config.Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No try mends it: it was tried for hours, and told as one refusal among many."""
    heard: list[UUID] = []

    async def refuse(*, events: Sequence[Rang]) -> None:
        heard.extend(event.id for event in events)
        raise KeyReused()

    monkeypatch.setitem(kit_events.SUBSCRIBERS, "kit.hear", Subscriber("kit.hear", Rang, refuse))
    bugs = telemetry.JOBS.labels("kit.hear", "bug")
    before = bugs._value.get()
    id = new_id()
    async with working(settings):
        await ring(id)
        await until(lambda: _kept_aside())
    assert heard == [id]
    assert bugs._value.get() == before + 1
    async with db.tx() as c:
        await c.execute("DELETE FROM queue.pgqueuer WHERE entrypoint = 'kit.hear'")


async def test_the_diary_of_the_queue_is_forgotten_after_a_week(app: Any) -> None:
    async with db.tx() as c:
        for days in (6, 8):
            await c.execute(
                "INSERT INTO queue.pgqueuer_log (created, job_id, status, priority, entrypoint)"
                " VALUES ($1, 1, 'successful', 0, 'kit.old')",
                clock.now() - dt.timedelta(days=days),
            )
    await worker.forget_diary()
    async with db.read() as c:
        left = await c.fetch("SELECT created FROM queue.pgqueuer_log WHERE entrypoint = 'kit.old'")
    assert [(clock.now() - row["created"]).days for row in left] == [6]


async def _is(true: bool) -> bool:
    return true


async def _kept_aside() -> bool:
    return await kept() == {"failed": 1}


async def _nothing_kept() -> bool:
    return await kept() == {}
