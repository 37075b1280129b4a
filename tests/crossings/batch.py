"""Many crossings in one fresh database, one after the other, each in its own slot and at its own time."""

import contextlib
import datetime as dt
import itertools
import os
import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from typing import Any
from uuid import UUID

import asyncpg
import structlog

from niaga import main, modules
from niaga.kit import clock, config, db, embedded

from .crossing import Crossing, Result, cross
from .gates import installed
from .healing import Queue, heal
from .invariants import broken
from .outside import Outside
from .scene import Scene, prepare
from .world import slots, template

SLOTS = 200
BETWEEN = dt.timedelta(days=3)
"""From one crossing's start to the next: longer than anything of it lasts."""
MEMORY = Path("/dev/shm")


class Stage:
    """Servers, the template, and the program's settings for crossings."""

    def __init__(self, urls: embedded.Services, name: str) -> None:
        self.urls, self.name = urls, name
        self.numbers = itertools.count()
        self.bugs: list[BaseException] = []
        self.gates: dict[tuple[str, str], int] = {}

    def fitted(self, crossing: Crossing) -> Crossing:
        """Stopped at a gate that there is, as far as is known how many the act passes."""
        count = self.gates.get((crossing.acts[0], crossing.start.method), 0)
        return crossing._replace(at=1 + (crossing.at - 1) % count) if crossing.at and count else crossing

    def learn(self, result: Result) -> None:
        for outcome in result.outcomes:
            if outcome.code != "killed":
                key = outcome.act, result.crossing.start.method
                self.gates[key] = max(self.gates.get(key, 0), len(outcome.where))

    @contextlib.asynccontextmanager
    async def batch(self) -> AsyncIterator[Outside]:
        """A fresh copy of the world, open."""
        name = f"{self.name}_{os.getpid()}_{next(self.numbers)}"
        c = await asyncpg.connect(self.urls.database_url)
        try:
            await c.execute(f'CREATE DATABASE "{name}" TEMPLATE "{self.name}"')
            url = self.urls.database_url.replace("/niaga?", f"/{name}?")
            folder = MEMORY if MEMORY.is_dir() else None
            with tempfile.TemporaryDirectory(prefix="niaga-crossings-", dir=folder) as home:
                async with main.opened(config.settings(), url, self.urls.redis_url, durable=False):
                    outside = Outside(Path(home), self.bugs)
                    try:
                        yield outside
                    finally:
                        await outside.close()
        finally:
            await c.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
            await c.close()
            clock.shift(dt.timedelta())


async def prepare_world(urls: embedded.Services) -> str:
    """The template's name, made where it is not there."""
    modules.load()
    return await template(urls.database_url, urls.redis_url, SLOTS)


@contextlib.asynccontextmanager
async def stage(urls: embedded.Services) -> AsyncIterator[Stage]:
    made = Stage(urls, await prepare_world(urls))
    _listen_for_bugs(made.bugs)
    with installed():
        yield made


class Logged(Exception):
    """What the program itself logged as a bug, and went on."""


def _listen_for_bugs(bugs: list[BaseException]) -> None:
    def heard(_: Any, level: str, event: Any) -> Any:
        if level in ("error", "critical", "exception"):
            import sys

            bug = Logged(str(event.get("event")))
            bug.__cause__ = sys.exc_info()[1]
            bugs.append(bug)
        raise structlog.DropEvent

    structlog.configure(processors=[heard], cache_logger_on_first_use=False)


async def run(made: Stage, crossings: Sequence[Crossing]) -> list[Result]:
    """All of them, and what is broken in each after everything was healed."""
    assert len(crossings) <= SLOTS
    places = slots(len(crossings))
    results: list[Result] = []
    put: dict[UUID, int | None] = {}
    interleaved: set[UUID] = set()
    async with made.batch() as outside:
        queue = Queue()
        for number, (slot, crossing) in enumerate(zip(places, crossings, strict=True)):
            clock.shift(BETWEEN * number)
            crossing = made.fitted(crossing)
            scene = Scene(slot, crossing.start, outside, queue, made.bugs)
            queue.dice = None
            await prepare(scene)
            queue.dice = crossing.dice()
            result = await cross(crossing, scene)
            await heal(queue, outside, made.bugs, clock.shift)
            result.broken += _told(made.bugs)
            made.learn(result)
            put[slot.buyer] = scene.put
            if crossing.mode not in ("after", "told"):
                interleaved.add(slot.buyer)
            results.append(result)
            for job in queue.failed.values():
                result.broken.append(f"jobs_end: {job.job} {job.payload!r} fails: {job.why}")
            if queue.failed:
                await db.pool().execute("DELETE FROM queue.pgqueuer WHERE id = ANY($1)", list(queue.failed))
                queue.failed.clear()
        await queue.drain()
        by_buyer = {slot.buyer: result for slot, result in zip(places, results, strict=True)}
        for buyer, text in await broken(places, outside, put, interleaved):
            for result in [by_buyer[buyer]] if buyer in by_buyer else results[-1:]:
                result.broken.append(text)
        for bug in _told(made.bugs):
            results[-1].broken.append(bug)
    return results


def _told(bugs: list[BaseException]) -> list[str]:
    import traceback

    told = ["bug: " + "".join(traceback.format_exception(bug, limit=-5)).strip() for bug in bugs]
    bugs.clear()
    return told


class Speed:
    def __init__(self) -> None:
        self.start, self.done = time.monotonic(), 0

    def __str__(self) -> str:
        took = time.monotonic() - self.start
        return f"{self.done} crossings in {took:.0f} s ({self.done / max(took, 0.001):.0f} a second)"
