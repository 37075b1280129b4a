"""Without its database the platform says so, lives, and is there again when the database is."""

import os
import signal
import tempfile
from collections.abc import Iterator
from pathlib import Path

import asyncpg
import httpx
import pytest

from niaga.kit import config, embedded
from tests import running
from tests.conftest import PATIENCE_S, until


@pytest.fixture
def alone() -> Iterator[tuple[running.Platform, Path]]:
    """A platform whose servers nobody else needs, and their folder."""
    with tempfile.TemporaryDirectory(prefix="niaga-away-") as folder:
        home = Path(folder)
        with (
            embedded.services(config.Settings(home=home, database_url="", redis_url="")) as urls,
            running.run("one", [urls.database_url], urls.redis_url, home) as platform,
        ):
            yield platform, home


async def test_without_its_database_it_says_so_and_comes_back(alone: tuple[running.Platform, Path]) -> None:
    platform, home = alone
    data = home / "postgres"
    pid = int((data / "postmaster.pid").read_text().split()[0])
    async with httpx.AsyncClient(base_url=platform.url, timeout=PATIENCE_S) as http:

        async def status(path: str) -> int:
            return (await http.get(path)).status_code

        assert await status("/health/ready") == 200
        assert await status("/api/v1/shops") == 200
        os.kill(pid, signal.SIGQUIT)

        async def away() -> bool:
            return await status("/health/ready") == 503

        await until(away)
        assert await status("/health/live") == 200
        assert await status("/metrics") == 200
        told = await http.get("/api/v1/shops")
        assert (told.status_code, told.json()["code"]) == (503, "unreachable")

        async def gone() -> bool:
            return not (data / "postmaster.pid").exists()

        await until(gone)
        with embedded.postgres(home) as url:
            await (await asyncpg.connect(url)).close()

            async def back() -> bool:
                return await status("/api/v1/shops") == 200

            await until(back)

            async def ready() -> bool:  # what was found a second ago counts for a second
                return await status("/health/ready") == 200

            await until(ready)
