"""The outermost layer of every HTTP answer: trace id, rate limit, security headers, access log, metrics.

Plain ASGI around the application, because it runs for every request.
"""

from typing import Any
from urllib.parse import unquote

import structlog
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from . import clock, limits, telemetry
from .web import on_refusal

SECURITY = [
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"strict-origin-when-cross-origin"),
    (b"x-frame-options", b"DENY"),
]


class Edge:
    def __init__(self, app: ASGIApp, *, limited: bool, quiet: bool = False) -> None:
        self.app = app
        self.limited = limited
        self.quiet = quiet

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers: Any = scope["headers"]
        parent = next((v for k, v in headers if k == b"traceparent"), None)
        here = telemetry.begin(parent.decode("latin-1") if parent else None)
        start = clock.monotonic()
        extra = [(b"x-request-id", here.trace_id.encode()), *SECURITY]
        status = 500

        async def answer(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message["headers"], *extra]
            await send(message)

        if self.limited and (verdict := await limits.of_request(scope)) is not None:
            extra += verdict.headers
            if verdict.refusal is not None:
                refused = on_refusal(None, verdict.refusal)  # type: ignore[arg-type]  # it does not look at it
                await refused.to_asgi_response(None, None)(scope, receive, answer)  # type: ignore[arg-type]
                return
        try:
            await self.app(scope, receive, answer)
        finally:
            took = clock.monotonic() - start
            route = scope.get("path_template") or "unmatched"
            telemetry.REQUESTS.labels(scope["method"], route, status).inc()
            telemetry.REQUEST_SECONDS.labels(scope["method"], route).observe(took)
            if not self.quiet:
                telemetry.log.info(
                    "request",
                    method=scope["method"],
                    path=unquote(scope["path"]),
                    status=status,
                    ms=round(took * 1000, 1),
                    **({"user_id": str(found.id)} if (found := scope.get("niaga_actor")) else {}),  # type: ignore[attr-defined]
                )
            structlog.contextvars.clear_contextvars()
