"""Where other processes of the platform knock: port calls and events, each signed. See port.py and worker.py."""

import msgspec
from litestar import Response, post

from . import port, web, worker
from .errors import Refusal


@post(port.PATH + "{module:str}/{name:str}", opt=web.OPEN, status_code=200, include_in_schema=False)
async def answer_port(request: web.HttpRequest, module: str, name: str) -> Response[bytes]:
    body = await _from_peer(request)
    try:
        return web.json_bytes(await port.serve(f"{module}/{name}", body))
    except Refusal as refused:
        told = msgspec.json.encode({"code": refused.code, "data": refused.data})
        return Response(told, status_code=refused.status, media_type="application/json")


@post(worker.PATH + "{name:str}", opt=web.OPEN, status_code=204, include_in_schema=False)
async def hear_event(request: web.HttpRequest, name: str) -> None:
    await worker.serve(name, await _from_peer(request))


async def _from_peer(request: web.HttpRequest) -> bytes:
    """The body, once it is proven to come from a peer. Raises Unauthenticated, Unreachable (too late)."""
    body = await request.body()
    until, signature = request.headers.get("x-niaga-deadline", "0"), request.headers.get("x-niaga-signature", "")
    port.check(request.scope["path"], until, signature, body)
    return body


routes = [answer_port, hear_event]
