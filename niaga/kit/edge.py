"""The outermost layer of every HTTP answer: trace id, rate limit, security headers, access log, metrics.

Plain ASGI around the application, because it runs for every request.
"""

import asyncio
import contextlib
import functools
import re
from typing import Any, NamedTuple
from urllib.parse import unquote

from litestar.enums import ScopeType
from litestar.types import ASGIApp, Message, Receive, Scope, Send
from prometheus_client import Counter, Histogram

from . import clock, limits, telemetry
from .web import on_refusal

SECURITY = [
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"strict-origin-when-cross-origin"),
    (b"x-frame-options", b"DENY"),
]


EMPTY = re.compile(rb"(?<![^&])[^&=]*=(?:&|$)")
"""A parameter sent empty, as forms send what was left blank, says nothing; it is not a wrong number."""
METHODS = frozenset(("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"))
"""Others are counted as one: HTTP lets anybody make methods up, and each name would be kept for ever."""
LARGE = 64 * 1024
MOST_DRAINED = 64 * 1024 * 1024
DRAINED_WITHIN_S = 20


class Meters(NamedTuple):
    answers: Counter
    seconds: Histogram


@functools.lru_cache(maxsize=4096)
def _meters(method: str, route: str, status: int) -> Meters:
    """Finding a labelled meter costs more than counting with it."""
    seconds = telemetry.REQUEST_SECONDS.labels(method, route)
    return Meters(telemetry.REQUESTS.labels(method, route, status), seconds)


class Upload:
    """A large body. Its sender listens for no answer before all is sent, so a refusal waits for the rest."""

    def __init__(self, receive: Receive) -> None:
        self.rest = receive
        self.over = False

    async def receive(self) -> Any:
        message: Any = await self.rest()
        self.over = not message.get("more_body", False)
        return message

    async def drain(self) -> None:
        """Take in, and forget, what nobody has read."""
        drained = 0
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(DRAINED_WITHIN_S):
                while not self.over and drained < MOST_DRAINED:
                    drained += len((await self.receive()).get("body", b""))


class Edge:
    """`limited`: count requests against the limits. `quiet`: no access log."""

    def __init__(self, app: ASGIApp, *, limited: bool, quiet: bool = False) -> None:
        self.app = app
        self.limited = limited
        self.quiet = quiet

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != ScopeType.HTTP:
            await self.app(scope, receive, send)
            return
        headers: Any = scope["headers"]
        parent = next((v.decode("latin-1") for k, v in headers if k == b"traceparent"), None)
        trace = telemetry.begin(parent).trace_id
        if EMPTY.search(scope["query_string"]):
            scope["query_string"] = EMPTY.sub(b"", scope["query_string"])
        extra = [(b"x-request-id", trace.encode()), *SECURITY]
        length = next((v for k, v in headers if k == b"content-length"), b"0")
        upload = Upload(receive) if length.isdigit() and int(length) > LARGE else None
        if upload is not None:
            receive = upload.receive
        start = clock.monotonic()
        status = 500

        async def answer(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                if upload is not None and status >= 400:
                    await upload.drain()
                message["headers"] = [*message["headers"], *extra]
            await send(message)

        try:
            if self.limited and (verdict := await limits.of_request(scope)) is not None:
                extra += verdict.headers
                if verdict.refusal is not None:
                    refused: Any = on_refusal(None, verdict.refusal)
                    await refused.to_asgi_response(None, None)(scope, receive, answer)
                    return
            await self.app(scope, receive, answer)
        finally:
            took = clock.monotonic() - start
            method = scope["method"] if scope["method"] in METHODS else "other"
            route = scope.get("path_template") or "unmatched"
            self._note(scope, _meters(method, route, status), status, took)
            telemetry.ended(f"{method} {route}", parent, took, **{"http.response.status_code": status})

    def _note(self, scope: Any, meters: Meters, status: int, took: float) -> None:
        meters.answers.inc()
        meters.seconds.observe(took)
        if not self.quiet:
            actor = scope.get("niaga_actor")
            about = {name: str(id) for name, id in scope.get("path_params", {}).items() if name.endswith("_id")}
            telemetry.log.info(
                "request",
                method=scope["method"],
                path=unquote(scope["path"]),
                status=status,
                ms=round(took * 1000, 1),
                **about,
                **({"user_id": str(actor.id)} if actor else {}),
            )
