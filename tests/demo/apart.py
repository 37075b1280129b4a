"""Where a story is told: apart from all other tests, on a database and on ports of its own."""

import asyncio
import os

from niaga.kit import embedded
from tests import running
from tests.conftest import HOME, create_database


def environment(urls: embedded.Services, name: str) -> dict[str, str]:
    """For a process that tells it, or looks at it. The gateway's part is left out where its ports are taken."""
    port, simulator_port = running.free_ports(2)
    return {
        **os.environ,
        "NIAGA_PORT": str(port),
        "NIAGA_SIMULATOR_PORT": str(simulator_port),
        "NIAGA_HOME": str(HOME / name),
        "NIAGA_DATABASE_URL": asyncio.run(create_database(urls.database_url, name)),
        "NIAGA_REDIS_URL": urls.redis_url,
        "NIAGA_SECRET": running.SECRET,
    }
