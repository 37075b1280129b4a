"""The outermost layer of every HTTP answer: trace id, rate limit, security headers, access log, metrics.

Plain ASGI around the application, because it runs for every request.
"""

import asyncio
import contextlib
import functools
import re
from typing import Any, NamedTuple
from urllib.parse import unquote

import structlog
from litestar.enums import ScopeType
from litestar.types import ASGIApp, Message, Receive, Scope, Send
from prometheus_client import Counter, Histogram

from .. import clock, telemetry
from . import limits, policies
from .policies import Policies
from .problems import ClientLeft, RequestTimeout, on_refusal

EMPTY = re.compile(rb"(?<![^&])[^&=]*=(?:&|\Z)")
"""A parameter sent empty, as forms send what was left blank, says nothing; it is not a wrong number."""
METHODS = frozenset(("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"))
"""Others are counted as one: HTTP lets anybody make methods up, and each name would be kept for ever."""
READS = ("GET", "HEAD", "OPTIONS")
ACCOUNTS = ("/api/v1/auth/", "/api/v1/users/me")
REFRESH = "/api/v1/auth/refresh"
LARGE = 64 * 1024
MAX_DRAINED = 64 * 1024 * 1024
DRAINED_WITHIN_S = 20
PART_WITHIN_S = 15
"""How long the next part of a body may take to come."""
BODY_WITHIN_S = 120
"""How long all of it may take: 8 MB at half a megabit a second."""


class Meters(NamedTuple):
    answers: Counter
    seconds: Histogram


@functools.lru_cache(maxsize=4096)
def _meters(method: str, route: str, status: int) -> Meters:
    """Finding a labelled meter costs more than counting with it."""
    seconds = telemetry.REQUEST_SECONDS.labels(method, route)
    return Meters(telemetry.REQUESTS.labels(method, route, status), seconds)


class Body:
    """What a request brings. It has to come in time; and of a large one the sender listens for no answer before all
    is sent, so that a refusal waits for the rest."""

    def __init__(self, receive: Receive, *, large: bool) -> None:
        self.rest = receive
        self.large = large
        self.over = False
        self.until = clock.monotonic() + BODY_WITHIN_S

    async def receive(self) -> Any:
        if self.over:  # what is waited for now is that the client leaves
            return await self.rest()
        try:
            async with asyncio.timeout(min(PART_WITHIN_S, self.until - clock.monotonic())):
                message: Any = await self.rest()
        except TimeoutError:
            self.over = True
            raise RequestTimeout() from None
        if message["type"] == "http.disconnect":
            raise ClientLeft()
        self.over = not message.get("more_body", False)
        return message

    async def drain(self) -> None:
        """Take in, and forget, what nobody has read."""
        drained = 0
        with contextlib.suppress(TimeoutError, RequestTimeout, ClientLeft):
            async with asyncio.timeout(DRAINED_WITHIN_S):
                while not self.over and drained < MAX_DRAINED:
                    drained += len((await self.receive()).get("body", b""))


def _body(headers: Any, receive: Receive) -> Body | None:
    for name, value in headers:
        if name == b"content-length" and value != b"0":
            return Body(receive, large=value.isdigit() and int(value) > LARGE)
        if name == b"transfer-encoding":
            return Body(receive, large=False)
    return None


class Edge:
    """`limited`: count requests against the limits. `quiet`: no access log. `policies`: what browsers are told."""

    def __init__(self, app: ASGIApp, *, limited: bool, quiet: bool = False, policies: Policies = policies.NONE) -> None:
        self.app = app
        self.policies = policies
        self.limited = limited
        self.quiet = quiet

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != ScopeType.HTTP:
            await self.app(scope, receive, send)
            return
        structlog.contextvars.clear_contextvars()  # of what a request before this one was about
        headers: Any = scope["headers"]
        parent = next((v.decode("latin-1") for k, v in headers if k == b"traceparent"), None)
        trace = telemetry.begin(parent).trace_id
        if EMPTY.search(scope["query_string"]):
            scope["query_string"] = EMPTY.sub(b"", scope["query_string"])
        extra = [(b"x-request-id", trace.encode())]
        body = _body(headers, receive)
        if body is not None:
            receive = body.receive
        start = clock.monotonic()
        status = 500

        async def answer(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                if body is not None and body.large and status >= 400:
                    await body.drain()
                said: Any = message["headers"]
                message["headers"] = [*said, *extra, *self.policies.of(scope["path"], said)]
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
            if status and _is_of_security(scope):
                _tell_security(scope, route, status)
            telemetry.ended(f"{method} {route}", parent, took, **{"http.response.status_code": status})

    def _note(self, scope: Any, meters: Meters, status: int, took: float) -> None:
        meters.answers.inc()
        meters.seconds.observe(took)
        if not self.quiet:
            telemetry.log.info(
                "request",
                method=scope["method"],
                path=unquote(scope["path"]),
                status=status,
                ms=round(took * 1000, 1),
                **_about(scope),
            )


def _about(scope: Any) -> dict[str, str]:
    """Who asked, from where, about what."""
    actor, client = scope.get("niaga_actor"), scope.get("client")
    found = {name: str(id) for name, id in scope.get("path_params", {}).items() if name.endswith("_id")}
    if "user_id" in found:  # whose account it is about, and not who asks
        found["subject_id"] = found.pop("user_id")
    found["ip"] = telemetry.network(client[0]) if client else "unknown"
    return found | ({"user_id": str(actor.id)} if actor else {})


def _is_of_security(scope: Any) -> bool:
    """Whether an auditor would ask about it: signing in, changing an account, whatever an admin does."""
    if scope["method"] in READS:
        return False
    path, handler = scope["path"], scope.get("route_handler")
    return path.startswith(ACCOUNTS) or (handler is not None and handler.opt.get("who") == "role")


def _tell_security(scope: Any, route: str, status: int) -> None:
    done = status < 400
    if done and route == REFRESH:  # each device does so every quarter of an hour
        return
    tell = telemetry.log.info if done else telemetry.log.warning
    outcome = "done" if done else "refused"
    tell("security", action=f"{scope['method']} {route}", outcome=outcome, status=status, **_about(scope))
