"""/health/live, /health/ready and /metrics."""

import asyncio
import contextlib
from collections.abc import Coroutine
from typing import Literal

import msgspec
from litestar import Response, get
from litestar.openapi.datastructures import ResponseSpec
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from . import cache, db, telemetry, web
from .db import sql

WITHIN_S = 2.0


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
    checks = {"database": await _ask(_database()), "redis": await _ask(_redis())}
    status: Literal["ok", "degraded", "down"] = "ok"
    if checks["database"] != "ok":
        status = "down"
    elif checks["redis"] != "ok":
        status = "degraded"
    return Response(Health(status, checks), status_code=503 if status == "down" else 200)


@get("/metrics", opt=web.OPEN, include_in_schema=False)
async def metrics() -> Response[bytes]:
    """This process's figures; without those of the queue while the database is away."""
    telemetry.QUEUE.clear()
    with contextlib.suppress(*web.AWAY):
        async with db.read() as c:
            for size in await queue_sizes(c):
                telemetry.QUEUE.labels(size.queue, size.status).set(size.jobs)
    telemetry.POOL.labels("open").set(db.pool().get_size())
    telemetry.POOL.labels("idle").set(db.pool().get_idle_size())
    return Response(generate_latest(), headers={"content-type": CONTENT_TYPE_LATEST})


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
