"""Where other processes of the platform knock: port calls and events, each signed. See port.py and worker.py.

On a port of its own, and only where the platform is split: whoever could forge a call could do anything, so nobody
outside should even be able to try.
"""

import asyncio
import contextlib
import os
import signal
from collections.abc import AsyncIterator

import msgspec
from granian.constants import HTTPModes, Interfaces
from granian.server.embed import Server
from litestar import Litestar, Response, post
from litestar.types import ASGIApp

from .. import port, telemetry, worker
from ..errors import Refusal, Unauthenticated
from . import problems, web
from .edge import Edge

LOOKS, LOOKS_EVERY_S = 500, 0.01
BACKLOG = 1024


@post(port.PATH + "{module:str}/{name:str}", status_code=200)
async def answer_port(request: web.HttpRequest, module: str, name: str) -> Response[bytes]:
    body = await _from_peer(request)
    try:
        return web.json_bytes(await port.serve(f"{module}/{name}", body))
    except Refusal as refused:
        told = msgspec.json.encode(port.Refused(refused.code, refused.data))
        return Response(told, status_code=refused.status, media_type="application/json")


@post(worker.PATH + "{name:str}", status_code=204)
async def hear_event(request: web.HttpRequest, name: str) -> None:
    await worker.serve(name, await _from_peer(request))


async def _from_peer(request: web.HttpRequest) -> bytes:
    """The body, read once it is proven to come from a peer. Raises Unauthenticated, Unreachable (too late)."""
    digest = port.check(request.scope["path"], request.headers)
    body = await request.body()
    if port.digest(body) != digest:
        raise Unauthenticated()
    return body


def application(*, quiet: bool = False) -> ASGIApp:
    """What listens on the peers' port."""
    app = Litestar(
        [answer_port, hear_event],
        exception_handlers=problems.exception_handlers,
        request_max_body_size=web.MAX_BODY,  # a picture travels as what a port is asked
        openapi_config=None,
        logging_config=None,
        debug=False,
    )
    return Edge(app, limited=False, quiet=quiet)


@contextlib.asynccontextmanager
async def listening(host: str, number: int, *, quiet: bool = False) -> AsyncIterator[None]:
    """Serve peers from this process's loop meanwhile, beside what the public sees. Processes share the port."""
    server = Server(
        application(quiet=quiet),
        address=host,
        port=number,
        interface=Interfaces.ASGINL,
        http=HTTPModes.http1,
        websockets=False,
        backlog=BACKLOG,
        log_enabled=False,
    )
    serving = asyncio.create_task(server.serve())
    try:
        for _ in range(LOOKS):
            if serving.done() or await _open(host, number):
                break
            await asyncio.sleep(LOOKS_EVERY_S)
        serving.add_done_callback(_ended)
        yield
    finally:
        serving.remove_done_callback(_ended)
        server.stop()  # type: ignore[no-untyped-call]  # the library has none
        await serving


def _ended(serving: "asyncio.Task[None]") -> None:
    """Without it other processes would ask in vain for as long as this one lives: another is started instead."""
    telemetry.log.error("peers_port_closed", exc_info=serving.exception())
    os.kill(os.getpid(), signal.SIGKILL)


async def _open(host: str, number: int) -> bool:
    try:
        _, writer = await asyncio.open_connection(host, number)
    except OSError:
        return False
    writer.close()
    return True
