"""A share of all crossings; `make crossings` does all of it. See the package's docstring.

It is cut in two, and each half has a file of its own: tests are spread over processes by files.
"""

import os
import subprocess
import sys

from niaga.kit import embedded

PARTS = 2
SEED = 860967
"""The same share each time: what breaks here is the change's doing. `make crossings` goes elsewhere."""
TIMEOUT_S = 1_200
"""Some minutes are usual on two processors; what takes longer than this hangs."""


def share(urls: embedded.Services, part: int) -> None:
    run(urls, "share", str(SEED), str(part), str(PARTS))


def run(urls: embedded.Services, *arguments: str) -> None:
    """In a program of its own: it moves the clock and stops transactions."""
    environment = {**os.environ, "NIAGA_DATABASE_URL": urls.database_url, "NIAGA_REDIS_URL": urls.redis_url}
    done = subprocess.run(
        [sys.executable, "-m", "tests.crossings", *arguments],
        env=environment,
        capture_output=True,
        text=True,
        timeout=TIMEOUT_S,
    )
    assert done.returncode == 0, f"{done.stdout[-12_000:]}\n{done.stderr[-4_000:]}"
