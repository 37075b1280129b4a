"""What tests stand on: a real PostgreSQL and Redis for each test process, and the platform on top of them.

`client` speaks HTTP to the application in this process; ports may be called beside it (same pool, same loop).
`events` delivers what was emitted, when the test says so. `platform` is the real thing: processes and sockets.
"""

import asyncio
import contextlib
import datetime as dt
import os
import shutil
import tempfile
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import asyncpg
import httpx
import hypothesis
import msgspec
import pytest

HOME = Path(tempfile.mkdtemp(prefix="niaga-test-"))
PATIENCE_S = 60.0
"""Only what is broken takes so long, on any machine."""
os.environ.update(NIAGA_MODE="test", NIAGA_HOME=str(HOME), NIAGA_RATE_LIMIT="off", NIAGA_LOG_LEVEL="warning")
for name in ("NIAGA_DATABASE_URL", "NIAGA_REDIS_URL"):
    os.environ.pop(name, None)

from niaga import main, modules  # noqa: E402 - settings are read from the environment above
from niaga.kit import clock, config, db, embedded, worker  # noqa: E402
from niaga.kit import events as kit_events  # noqa: E402
from niaga.kit.migrate import migrate  # noqa: E402
from tests import running  # noqa: E402

pytest_plugins = ("tests.payments.outside",)

# The same examples each time, however long one takes here: what fails is the change's doing. With NIAGA_FUZZ, others.
hypothesis.settings.register_profile(
    "steady",
    derandomize="NIAGA_FUZZ" not in os.environ,
    database=None,
    deadline=None,
    print_blob=True,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.load_profile("steady")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A parallel run takes tests by their ids: of two with the same id it would run one, and say nothing."""
    assert len({item.nodeid for item in items}) == len(items), "two tests have the same id"


@pytest.fixture(scope="session")
def urls() -> Iterator[embedded.Services]:
    """Real servers of this test process's own, gone afterwards."""
    try:
        with embedded.services(config.settings()) as found:
            yield found
    finally:
        shutil.rmtree(HOME, ignore_errors=True)


@pytest.fixture(scope="session")
def settings(urls: embedded.Services) -> config.Settings:
    os.environ["NIAGA_DATABASE_URL"], os.environ["NIAGA_REDIS_URL"] = urls
    config.settings.cache_clear()
    return config.settings()


NOBODY = httpx.Auth()
"""Asks without the credentials that a client has otherwise."""


async def create_database(url: str, name: str) -> str:
    """A new empty database on the same server; returns its URL."""
    c = await asyncpg.connect(url)
    try:
        await c.execute(f'CREATE DATABASE "{name}"')
    finally:
        await c.close()
    return url.replace("/niaga?", f"/{name}?")


@pytest.fixture
async def empty_database(urls: embedded.Services) -> AsyncIterator[str]:
    """The URL of a database with nothing in it, dropped afterwards."""
    name = f"t_{uuid.uuid4().hex[:12]}"
    yield await create_database(urls.database_url, name)
    c = await asyncpg.connect(urls.database_url)
    await c.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
    await c.close()


@pytest.fixture(scope="session")
async def app(settings: config.Settings) -> AsyncIterator[Any]:
    """The application, started, in this process."""
    await migrate(settings.database_url, modules.NAMES)
    built = main.build(settings, settings.database_url, settings.redis_url)
    async with lifespan(built):
        yield built


@contextlib.asynccontextmanager
async def lifespan(app: Any) -> AsyncIterator[None]:
    """Start an ASGI application as a server would, and stop it."""
    to_app: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
    from_app: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
    scope = {"type": "lifespan", "asgi": {"version": "3.0"}, "state": {}}
    task = asyncio.create_task(app(scope, to_app.get, from_app.put))
    await to_app.put({"type": "lifespan.startup"})
    answer = await from_app.get()
    assert answer["type"] == "lifespan.startup.complete", answer
    try:
        yield
    finally:
        await to_app.put({"type": "lifespan.shutdown"})
        await from_app.get()
        await task


@pytest.fixture
async def client(app: Any) -> AsyncIterator[httpx.AsyncClient]:
    """HTTP to the application in this process; paths under /api/v1."""
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(app, raise_app_exceptions=False), base_url="http://niaga.test/api/v1"
    ) as found:
        yield found


class Events:
    """Delivers waiting events at once, without a worker."""

    async def drain(self) -> None:
        """Deliver everything that was emitted, and what that emits in turn, until nothing is left."""
        for _ in range(100):
            async with db.pool().acquire() as c:
                jobs = await c.fetch(
                    "DELETE FROM queue.pgqueuer WHERE status = 'queued' RETURNING id, entrypoint, payload"
                )
            if not jobs:
                return
            for job in sorted(jobs, key=lambda j: j["id"]):
                await worker.deliver(kit_events.SUBSCRIBERS[job["entrypoint"]], job["payload"])
        raise AssertionError("events go round in circles")

    async def named(self, kind: type[kit_events.Event], **fields: Any) -> list[Any]:
        """Those of the log that have these fields."""
        async with db.pool().acquire() as c:
            rows = await c.fetch("SELECT body FROM kit.event WHERE name = $1 ORDER BY id", kind.name)
        found = [msgspec.convert(r["body"], kind) for r in rows]
        return [e for e in found if all(getattr(e, k) == v for k, v in fields.items())]


@pytest.fixture
def events(app: Any) -> Events:
    return Events()


@pytest.fixture
def later() -> Iterator[Callable[[dt.timedelta], None]]:
    """Moves this process's clock ahead, until the test ends."""
    total = dt.timedelta()

    def move(by: dt.timedelta) -> None:
        nonlocal total
        total += by
        clock.shift(total)

    yield move
    clock.shift(dt.timedelta())


async def until(check: Callable[[], Awaitable[Any]], *, within_s: float = PATIENCE_S) -> Any:
    """Ask until the answer is true; returns it. For what other processes do in their own time."""
    loop = asyncio.get_running_loop()
    end = loop.time() + within_s
    while True:
        found = await check()
        if found:
            return found
        assert loop.time() < end, f"not within {within_s} s"
        await asyncio.sleep(0.02)


async def waits_for_a_lock() -> bool:
    """Whether somebody in this process's database does. Platforms beside it have databases of their own."""
    async with db.read() as c:
        return bool(
            await c.fetchval(
                "SELECT EXISTS (SELECT FROM pg_stat_activity"
                " WHERE datname = current_database() AND wait_event_type = 'Lock')"
            )
        )


@pytest.fixture(scope="session")
def start_platform(urls: embedded.Services) -> Iterator[Callable[[str], running.Platform]]:
    """Starts the platform in a layout (`one`, `split`), once for this test process."""
    started: dict[str, running.Platform] = {}
    with contextlib.ExitStack() as stack:

        def start(layout: str) -> running.Platform:
            if layout not in started:
                names = [f"{layout}_{n}" for n in range(len(running.LAYOUTS[layout]))]
                databases = [asyncio.run(create_database(urls.database_url, name)) for name in names]
                home = HOME / layout
                started[layout] = stack.enter_context(running.run(layout, databases, urls.redis_url, home))
            return started[layout]

        yield start


@pytest.fixture(scope="session")
def platform(start_platform: Callable[[str], running.Platform]) -> running.Platform:
    """All modules in one process."""
    return start_platform("one")
