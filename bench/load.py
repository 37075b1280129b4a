"""Load: requests over 16 connections for some seconds, from a process of its own."""

import asyncio
import contextlib
import json
import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
CONNECTIONS = 16
SECONDS = 5


class Load(NamedTuple):
    per_s: float
    p99_ms: float
    failed: int


async def get(url: str, paths: list[str], *, seconds: int = SECONDS, random: bool = False) -> Load:
    """GET the paths as fast as the answers come: in turn, or each connection at random."""
    command = ["node", str(HERE / "load.js"), url, str(CONNECTIONS), str(seconds), *(["random"] if random else [])]
    process = await asyncio.create_subprocess_exec(
        *command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    out, wrong = await process.communicate(json.dumps(paths).encode())
    assert process.returncode == 0, wrong.decode()
    found = json.loads(out)
    return Load(found["per_s"], found["p99_ms"], found["failed"])


@contextlib.contextmanager
def bare(size: int, port: int) -> Iterator[str]:
    """The bare application on the same server as ours, answering with so many bytes."""
    server = subprocess.Popen(
        [sys.executable, "-m", "granian", "--interface", "asgi", "--loop", "uvloop", "--no-ws", "--no-log", "--port",
         str(port), "bench.bare:app"],
        env={**os.environ, "NIAGA_BENCH_BYTES": str(size)},
    )  # fmt: skip
    url = f"http://127.0.0.1:{port}"
    try:
        for _ in range(400):
            with contextlib.suppress(OSError), urllib.request.urlopen(url, timeout=1):
                break
            time.sleep(0.05)
        yield url
    finally:
        server.terminate()
        server.wait(10)
