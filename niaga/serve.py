"""The HTTP server: Granian, running niaga.main:application in each of its processes."""

from granian import Granian
from granian.constants import HTTPModes, Interfaces, Loops
from granian.http import HTTP1Settings

from niaga.kit.advice import must_be_free
from niaga.kit.config import Settings
from niaga.kit.http.seats import connections

HEADERS_WITHIN_S = 15
"""A connection that says nothing for so long is closed, also between two requests: a reverse proxy has to let go of its
idle connections to us sooner. Only where HTTP/1 is spoken and nothing else: to find out which, the server would wait
for the first bytes for ever."""


def serve_http(settings: Settings) -> None:
    """Serve until told to stop (SIGINT, SIGTERM)."""
    must_be_free(settings.host, settings.port, "NIAGA_PORT")
    if settings.peers_port:
        must_be_free(settings.peers_host or settings.host, settings.peers_port, "NIAGA_PEERS_PORT")
    Granian(
        "niaga.main:application",
        factory=True,
        address=settings.host,
        port=settings.port,
        interface=Interfaces.ASGI,
        loop=Loops.uvloop,
        workers=settings.workers,
        websockets=False,
        http=HTTPModes.http1,
        http1_settings=HTTP1Settings(header_read_timeout=HEADERS_WITHIN_S * 1000),
        backlog=2048,
        backpressure=connections(),
        respawn_failed_workers=True,
        workers_kill_timeout=10,
        log_enabled=False,
    ).serve()
