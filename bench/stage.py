"""The stage benchmarks play on: embedded servers in a folder of their own, the platform as processes, products."""

import contextlib
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import httpx

from niaga.kit import config, embedded
from tests import running

PRODUCTS = 10_000


@contextlib.contextmanager
def platform(*, products: int = PRODUCTS) -> Iterator[running.Platform]:
    """Everything as `niaga up` runs it, with so many products beside the demo's."""
    with tempfile.TemporaryDirectory(prefix="niaga-bench-") as folder:
        home = Path(folder)
        settings = config.Settings(home=home)
        with embedded.services(settings) as urls:
            environment = {
                **os.environ,
                "NIAGA_HOME": folder,
                "NIAGA_DATABASE_URL": urls.database_url,
                "NIAGA_REDIS_URL": urls.redis_url,
                "NIAGA_SECRET": running.SECRET,
            }
            subprocess.run(
                [sys.executable, "-m", "niaga", "demo", "--scale", str(products)],
                env=environment,
                check=True,
                stdout=subprocess.DEVNULL,
            )
            with running.run("one", [urls.database_url], urls.redis_url, home) as found:
                yield found


async def sign_in(client: httpx.AsyncClient, email: str) -> str:
    """An access token of a demo account."""
    answer = await client.post("/api/v1/auth/login", json={"email": email, "password": "niaga-demo"})
    answer.raise_for_status()
    return str(answer.json()["access_token"])
