"""`niaga doctor`: what is wrong with this installation, and how to mend it."""

import asyncio
import shutil
import socket
from collections.abc import Awaitable, Callable
from typing import NamedTuple

import asyncpg
import redis.asyncio as aioredis

from niaga import main
from niaga.kit import config, embedded, migrate

FREE_MB = 500
OLDEST_JOB_S = 300


class Advice(NamedTuple):
    """A complaint and its cure."""

    wrong: str
    mend: str


Check = Callable[[config.Settings], Awaitable[Advice | None]]


async def _disk(settings: config.Settings) -> Advice | None:
    free = shutil.disk_usage(settings.home.resolve()).free // 2**20
    if free < FREE_MB:
        return Advice(f"only {free} MB are free where {settings.home} is", "make room, or move it with NIAGA_HOME")
    return None


async def _database(settings: config.Settings) -> Advice | None:
    try:
        c = await asyncpg.connect(settings.database_url, timeout=5)
    except (OSError, asyncpg.PostgresError, TimeoutError) as wrong:
        return Advice(f"PostgreSQL does not answer ({wrong})", "start it, or correct NIAGA_DATABASE_URL")
    try:
        version = int(await c.fetchval("SHOW server_version_num")) // 10_000
        if version < 15:
            return Advice(f"PostgreSQL {version} is too old", "use 15 or later")
        if await c.fetchval("SHOW fsync") != "on":
            return Advice("PostgreSQL runs with fsync off: a crash may lose orders", "set fsync = on")
    finally:
        await c.close()
    return None


async def _migrations(settings: config.Settings) -> Advice | None:
    left = await migrate.pending(settings.database_url, settings.local)
    if left:
        return Advice(f"{len(left)} migrations are not applied (first: {left[0]})", "run `niaga migrate`")
    return None


async def _jobs(settings: config.Settings) -> Advice | None:
    c = await asyncpg.connect(settings.database_url, timeout=5)
    try:
        if await c.fetchval("SELECT to_regclass('queue.pgqueuer')") is None:
            return None
        failed = await c.fetch(
            "SELECT entrypoint, count(*) AS jobs FROM queue.pgqueuer WHERE status = 'failed' GROUP BY 1 ORDER BY 2 DESC"
        )
        if failed:
            named = ", ".join(f"{r['entrypoint']} ({r['jobs']})" for r in failed)
            return Advice(f"jobs failed for good: {named}", "read the log, mend the cause, then `niaga retry`")
        late = await c.fetchval(
            """SELECT extract(epoch FROM now() - min(execute_after)) FROM queue.pgqueuer
                WHERE status = 'queued' AND execute_after < now()"""
        )
        if late and late > OLDEST_JOB_S:
            return Advice(f"the oldest job waits for {late:.0f} s", "start a worker: `niaga worker`")
    finally:
        await c.close()
    return None


async def _redis(settings: config.Settings) -> Advice | None:
    client = aioredis.Redis.from_url(settings.redis_url, socket_timeout=3)
    try:
        await client.ping()
    except (aioredis.RedisError, OSError) as wrong:
        return Advice(
            f"Redis does not answer ({wrong}): all works, more slowly", "start it, or correct NIAGA_REDIS_URL"
        )
    finally:
        await client.aclose()
    return None


async def _web(_: config.Settings) -> Advice | None:
    if not (main.DIST / "index.html").exists():
        return Advice("the web client is not built", "run `make run`, or `npm ci && npm run build` in web/")
    return None


async def _port(settings: config.Settings) -> Advice | None:
    with socket.socket() as probe:
        probe.settimeout(1)
        if probe.connect_ex(("127.0.0.1", settings.port)) == 0:
            probe.sendall(b"GET /health/live HTTP/1.0\r\n\r\n")
            if b'"status":"ok"' not in probe.recv(4096):
                return Advice(f"something else listens on port {settings.port}", "choose another with NIAGA_PORT")
    return None


async def _gateway(settings: config.Settings) -> Advice | None:
    if settings.simulated:
        return None
    key = settings.midtrans_server_key.get_secret_value()
    if "sandbox" in settings.midtrans_url and not key.startswith("SB-"):
        return Advice("a live Midtrans key is used with the sandbox", "use the SB-… server key")
    if "sandbox" not in settings.midtrans_url and key.startswith("SB-"):
        return Advice("a sandbox Midtrans key is used with the live gateway", "use the live server key")
    if not settings.public_url.startswith("https://"):
        return Advice("the gateway cannot reach our webhook", "set NIAGA_PUBLIC_URL to the https address people use")
    return None


CHECKS: dict[str, Check] = {
    "disk": _disk,
    "port": _port,
    "PostgreSQL": _database,
    "migrations": _migrations,
    "jobs": _jobs,
    "Redis": _redis,
    "web client": _web,
    "payment gateway": _gateway,
}


def examine() -> int:
    """Print what was found; answers the exit status: 1 if anything is wrong."""
    try:
        settings = config.settings()
    except ValueError as wrong:
        print(f"✗ settings: {wrong}\n  → correct the NIAGA_… variable it names")  # noqa: T201 - for a person
        return 1
    with embedded.services(settings) as found:
        whole = settings.model_copy(update={"database_url": found.database_url, "redis_url": found.redis_url})
        return asyncio.run(_examine(whole))


async def _examine(settings: config.Settings) -> int:
    bad = 0
    for name, check in CHECKS.items():
        try:
            advice = await check(settings)
        except Exception as failed:
            advice = Advice(f"could not be checked: {failed}", "mend what is named above first")
        if advice:
            bad = 1
            print(f"✗ {name}: {advice.wrong}\n  → {advice.mend}")  # noqa: T201 - for a person
        else:
            print(f"✓ {name}")  # noqa: T201 - for a person
    return bad
