"""`niaga doctor`: what is wrong with this installation, and how to mend it."""

import asyncio
import contextlib
import os
import secrets
import shutil
import socket
from collections.abc import Awaitable, Callable
from pathlib import Path
from urllib.parse import urlsplit

import asyncpg
import redis.asyncio as aioredis

from niaga import main, modules
from niaga.kit import config, db, embedded, migrate, modes
from niaga.kit.advice import Advice, advice_on
from niaga.notifications import settings as notifications
from niaga.payments import settings as payments

FREE_MB = 500
OLDEST_JOB_S = 300
ANSWERS_WITHIN_S = 3
OLDEST_POSTGRES, OLDEST_REDIS = 15, 6

Check = Callable[[config.Settings], Awaitable[Advice | None]]


async def _names(_: config.Settings) -> Advice | None:
    for odd, meant in modules.misspelt().items():
        return Advice(f"{odd} is no setting of ours", f"did you mean {meant}?" if meant else "unset it")
    return None


async def _disk(settings: config.Settings) -> Advice | None:
    free = shutil.disk_usage(settings.home.resolve()).free // 2**20
    if free < FREE_MB:
        return Advice(f"only {free} MB are free where {settings.home} is", "make room, or move it with NIAGA_HOME")
    return None


async def _files(settings: config.Settings) -> Advice | None:
    if "://" in settings.files_url:
        return None
    folder = Path(settings.files_url) if settings.files_url else settings.home
    if not os.access(folder, os.W_OK):
        return Advice(f"{folder} cannot be written", "let this user write there, or choose another NIAGA_FILES_URL")
    return None


async def _port(settings: config.Settings) -> Advice | None:
    with socket.socket() as probe:
        probe.settimeout(ANSWERS_WITHIN_S)
        if probe.connect_ex(("127.0.0.1", settings.port)) != 0:
            return None
        try:
            probe.sendall(b"GET /health/live HTTP/1.0\r\n\r\n")
            ours = b'"status":"ok"' in probe.recv(4096)
        except OSError:
            ours = False
    if not ours:
        return Advice(f"something else listens on port {settings.port}", "choose another with NIAGA_PORT")
    return None


async def _database(settings: config.Settings) -> Advice | None:
    c = await asyncpg.connect(settings.database_url, timeout=ANSWERS_WITHIN_S)
    try:
        version = int(await c.fetchval("SHOW server_version_num")) // 10_000
        if version < OLDEST_POSTGRES:
            return Advice(f"PostgreSQL {version} is too old", f"use {OLDEST_POSTGRES} or later")
        if await c.fetchval("SELECT pg_is_in_recovery()"):
            return Advice("PostgreSQL is a replica, which cannot be written", "give NIAGA_DATABASE_URL of the primary")
        for guard in ("fsync", "full_page_writes"):
            if await c.fetchval(f"SHOW {guard}") != "on":
                return Advice(f"PostgreSQL runs with {guard} off: a crash may lose orders", f"set {guard} = on")
        needs = (settings.workers + 1) * (settings.database_pool + db.SEARCH_POOL_SIZE + 1)
        most = int(await c.fetchval("SHOW max_connections"))
        if needs > most:
            return Advice(
                f"we may open {needs} connections, PostgreSQL allows {most}",
                "set its max_connections higher, or NIAGA_DATABASE_POOL lower",
            )
    finally:
        await c.close()
    return None


async def _migrations(settings: config.Settings) -> Advice | None:
    found = await migrate.difference(settings.database_url, modules.local(settings))
    if found.unknown:
        return Advice(
            f"a newer Niaga has changed the database ({found.unknown[0]})", "run that version, or a later one"
        )
    if found.changed:
        return Advice(f"migration {found.changed[0]} was applied and has been changed since", "take its old text back")
    if found.pending:
        return Advice(f"{len(found.pending)} migrations are not applied ({found.pending[0]} …)", "run `niaga migrate`")
    return None


async def _jobs(settings: config.Settings) -> Advice | None:
    c = await asyncpg.connect(settings.database_url, timeout=ANSWERS_WITHIN_S)
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
    try:
        client = aioredis.Redis.from_url(settings.redis_url, socket_timeout=ANSWERS_WITHIN_S)
        try:
            version = str((await client.info("server"))["redis_version"])
        finally:
            await client.aclose()
    except (aioredis.RedisError, OSError, ValueError) as wrong:
        return Advice(
            f"Redis does not answer ({wrong}): all works, more slowly", "start it, or correct NIAGA_REDIS_URL"
        )
    if int(version.split(".")[0]) < OLDEST_REDIS:
        return Advice(f"Redis {version} is too old", f"use {OLDEST_REDIS} or later")
    return None


async def _peers(settings: config.Settings) -> Advice | None:
    for module, url in modules.elsewhere(settings).items():
        if (wrong := await _closed(url)) is not None:
            return Advice(f"{module} does not answer at {url} ({wrong})", "start it there, or correct NIAGA_PEERS")
    return None


async def _mail(_: config.Settings) -> Advice | None:
    url = notifications.settings().smtp_url
    if url and (wrong := await _closed(url)) is not None:
        where = urlsplit(url).hostname
        return Advice(f"the mail server {where} does not answer ({wrong})", "start it, or correct NIAGA_SMTP_URL")
    return None


async def _closed(url: str) -> str | None:
    """Why nobody can be reached there; None if somebody can."""
    parts = urlsplit(url)
    port = parts.port or {"https": 443, "smtps": 465, "smtp": 587}.get(parts.scheme, 80)
    try:
        _, writer = await asyncio.wait_for(asyncio.open_connection(parts.hostname, port), ANSWERS_WITHIN_S)
    except (OSError, TimeoutError) as wrong:
        return str(wrong) or type(wrong).__name__
    writer.close()
    return None


async def _web(_: config.Settings) -> Advice | None:
    if not (main.DIST / "index.html").exists():
        return Advice("the web client is not built", "run `make run`, or `npm ci && npm run build` in web/")
    return None


async def _gateway(settings: config.Settings) -> Advice | None:
    gateway = payments.settings()
    if gateway.simulated:
        return None
    key = gateway.midtrans_server_key.get_secret_value()
    if "sandbox" in gateway.midtrans_url and not key.startswith("SB-"):
        return Advice("a live Midtrans key is used with the sandbox", "use the SB-… server key")
    if "sandbox" not in gateway.midtrans_url and key.startswith("SB-"):
        return Advice("a sandbox Midtrans key is used with the live gateway", "use the live server key")
    if not settings.public_url.startswith("https://"):
        return Advice("the gateway cannot reach our webhook", "set NIAGA_PUBLIC_URL to the https address people use")
    if settings.mode == "production" and (near := await _near(gateway.midtrans_url)):
        return Advice(f"NIAGA_MIDTRANS_URL is {near}, not on the internet", "correct it, or mend this machine's DNS")
    return None


async def _near(url: str) -> str | None:
    """The address of that host, where it is of this machine or a network of ours."""
    host = urlsplit(url).hostname or ""
    with contextlib.suppress(OSError):
        for *_, (found, *_) in await asyncio.get_running_loop().getaddrinfo(host, 443, type=socket.SOCK_STREAM):
            near = modes.address(str(found))
            if near is not None and not near.is_global:
                return str(near)
    return None


CHECKS: dict[str, Check] = {
    "settings": _names,
    "disk": _disk,
    "files": _files,
    "port": _port,
    "PostgreSQL": _database,
    "migrations": _migrations,
    "jobs": _jobs,
    "Redis": _redis,
    "peers": _peers,
    "web client": _web,
    "mail": _mail,
    "payment gateway": _gateway,
}
NEED_DATABASE = ("migrations", "jobs")


def examine() -> int:
    """Print what was found; returns the exit status: 1 if anything is wrong."""
    try:
        modules.check_settings()
    except Advice as wrong:
        if "NIAGA_SECRET" in str(wrong):
            print(f"  a good secret, made just now: NIAGA_SECRET={secrets.token_hex(32)}")  # noqa: T201 - for a person
        raise
    settings = config.settings()
    with embedded.services(settings) as found:
        whole = settings.model_copy(update={"database_url": found.database_url, "redis_url": found.redis_url})
        return asyncio.run(_examine(whole))


async def _examine(settings: config.Settings) -> int:
    wrong: set[str] = set()
    for name, check in CHECKS.items():
        if name in NEED_DATABASE and "PostgreSQL" in wrong:
            print(f"? {name}: once PostgreSQL answers")  # noqa: T201 - for a person
            continue
        try:
            advice = await check(settings)
        except Exception as failed:
            advice = advice_on(failed) or Advice(f"could not be checked: {failed!r}", "tell us: this is a bug")
        if advice:
            wrong.add(name)
            print(f"✗ {name}: {advice}")  # noqa: T201 - for a person
        else:
            print(f"✓ {name}")  # noqa: T201 - for a person
    return int(bool(wrong))
