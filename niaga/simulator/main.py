"""Runs the simulator as a process of its own, in one thread of Python."""

import asyncio
import os
import signal
import sys

import uvloop
from granian.constants import Interfaces
from granian.server.embed import Server

from niaga.kit.child import end_with_parent
from niaga.kit.modes import is_loopback

from .app import build
from .settings import Settings, from_env

YES = ("yes", "true", "on", "1", "y", "t")
"""As settings are read everywhere else; the library that does it is left out here."""


def run(settings: Settings | None = None) -> None:
    """Serve until SIGINT or SIGTERM; with no settings, as the environment says. Production mode refuses it."""
    if os.environ.get("NIAGA_MODE") == "production":
        sys.exit("production mode refuses the simulator")
    found = settings or from_env(os.environ)
    if not is_loopback(found.host) and os.environ.get("NIAGA_DEMO_ON_NETWORK", "").lower() not in YES:
        sys.exit(
            f"NIAGA_SIMULATOR_HOST={found.host}: everybody there could pay for nothing (NIAGA_DEMO_ON_NETWORK=yes)"
        )
    end_with_parent()
    # Litestar loads pydantic if it finds it, to support its models: 9 MB for nothing here.
    sys.modules.setdefault("pydantic", None)  # type: ignore[arg-type]  # None is how Python spells "not there"
    uvloop.run(_serve(found))


async def _serve(settings: Settings) -> None:
    server = Server(
        build(settings),
        address=settings.host,
        port=settings.port,
        interface=Interfaces.ASGI,
        websockets=False,
        log_enabled=False,
    )
    loop = asyncio.get_running_loop()
    for sign in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(sign, server.stop)
    await server.serve()


if __name__ == "__main__":
    run()
