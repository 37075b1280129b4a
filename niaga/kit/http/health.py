"""/health/live, /health/ready and /metrics."""

import asyncio
import contextlib
import hmac
from collections.abc import Awaitable, Callable, Coroutine
from typing import Generic, Literal, TypeVar

import msgspec
from litestar import Response, get
from litestar.openapi.datastructures import ResponseSpec
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from .. import cache, clock, config, db, telemetry
from ..db import sql
from ..errors import NotFound, Unauthenticated
from . import problems, web

WITHIN_S = 2.0
RECENT_S = 1.0
T = TypeVar("T")


class Health(msgspec.Struct, frozen=True):
    status: Literal["ok", "degraded", "down"]
    checks: dict[str, str]
    """What was asked, and `ok` or what is wrong."""


class QueueSize(msgspec.Struct, frozen=True):
    queue: str
    status: str
    jobs: int


@sql
async def _one(c: db.Conn) -> int:
    """
    SELECT 1
    """


@sql
async def queue_sizes(c: db.Conn) -> list[QueueSize]:
    """
    SELECT entrypoint AS queue, status::text, count(*) AS jobs FROM queue.pgqueuer GROUP BY 1, 2
    """


@get("/health/live", opt=web.OPEN, tags=["health"])
async def live() -> Health:
    """The process runs. Says nothing of what it depends on."""
    return Health("ok", {})


@get(
    "/health/ready",
    opt=web.OPEN,
    tags=["health"],
    responses={503: ResponseSpec(data_container=Health, generate_examples=False, description="Not now")},
)
async def ready() -> Response[Health]:
    """Whether to send requests here: 503 without the database; `degraded` (still 200) without Redis."""
    found = await _health.get()
    return Response(found, status_code=503 if found.status == "down" else 200)


@get("/metrics", opt=web.OPEN, include_in_schema=False)
async def metrics(request: web.HttpRequest) -> Response[bytes]:
    """This process's figures; without those of the queue while the database is away. They tell how business goes: in
    production for whoever has the token."""
    if config.settings().mode == "production":
        _must_have_token(request.headers.get("authorization", ""))
    await _queue.get()
    telemetry.POOL.labels("open").set(db.pool().get_size())
    telemetry.POOL.labels("idle").set(db.pool().get_idle_size())
    return Response(generate_latest(), headers={"content-type": CONTENT_TYPE_LATEST})


def _must_have_token(authorization: str) -> None:
    """Raises NotFound where there is no token, else Unauthenticated."""
    token = config.settings().metrics_token.get_secret_value()
    if not token:
        raise NotFound()
    if not hmac.compare_digest(authorization.encode("utf-8", "replace"), f"Bearer {token}".encode()):
        raise Unauthenticated()


class _Recent(Generic[T]):
    """What was found a moment ago, for all who ask meanwhile: nobody can make us ask the database all the time."""

    def __init__(self, look: Callable[[], Awaitable[T]]) -> None:
        self.look = look
        self.looking: asyncio.Task[T] | None = None
        self.until = float("-inf")

    async def get(self) -> T:
        task = self.looking
        if task is None or (task.done() and clock.monotonic() >= self.until):
            task = self.looking = asyncio.create_task(self._look())
        return await asyncio.shield(task)

    async def _look(self) -> T:
        found = await self.look()
        self.until = clock.monotonic() + RECENT_S
        return found


async def _look_at_health() -> Health:
    checks = {"database": await _ask(_database()), "redis": await _ask(_redis())}
    if checks["database"] != "ok":
        return Health("down", checks)
    return Health("ok" if checks["redis"] == "ok" else "degraded", checks)


async def _look_at_queue() -> None:
    telemetry.QUEUE.clear()
    with contextlib.suppress(*problems.AWAY):
        async with db.read() as c:
            for size in await queue_sizes(c):
                telemetry.QUEUE.labels(size.queue, size.status).set(size.jobs)


_health, _queue = _Recent(_look_at_health), _Recent(_look_at_queue)


async def _database() -> None:
    async with db.read() as c:
        await _one(c)


async def _redis() -> None:
    await cache.redis().ping()


async def _ask(check: Coroutine[None, None, None]) -> str:
    try:
        await asyncio.wait_for(check, WITHIN_S)
    except Exception as wrong:
        return type(wrong).__name__
    return "ok"


routes = [live, ready, metrics]
