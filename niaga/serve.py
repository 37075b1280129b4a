"""The HTTP server: Granian, running niaga.main:application in each of its processes."""

from granian import Granian
from granian.constants import Interfaces, Loops

from niaga.kit.advice import must_be_free
from niaga.kit.config import Settings


def serve_http(settings: Settings) -> None:
    """Serve until told to stop (SIGINT, SIGTERM)."""
    must_be_free(settings.host, settings.port, "NIAGA_PORT")
    Granian(
        "niaga.main:application",
        factory=True,
        address=settings.host,
        port=settings.port,
        interface=Interfaces.ASGI,
        loop=Loops.uvloop,
        workers=settings.workers,
        websockets=False,
        backlog=2048,
        respawn_failed_workers=True,
        workers_kill_timeout=10,
        log_enabled=False,
    ).serve()
