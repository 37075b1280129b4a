"""Who may: every route is refused unless it says otherwise.

@get("/products", opt=web.PUBLIC)        guests too; a token that is no good is still 401
@get("/cart", opt=web.OWN)               the same, and what it answers is the asker's own: nobody may keep it
@post("/auth/login", opt=web.OPEN)       no look at any token: the route has its own proof
@get("/users", opt=web.role("admin"))    one of these roles
@get("/cart/secret")                     nothing said: whoever has signed in
"""

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

import msgspec
from litestar import Request
from litestar.datastructures import State
from litestar.enums import ScopeType
from litestar.exceptions import WebSocketException
from litestar.types import ASGIApp, Receive, Scope, Send

from ..errors import Forbidden, Unauthenticated

SOCKET_REFUSED = 4403  # of the codes that RFC 6455 leaves to applications

PUBLIC: dict[str, Any] = {"who": "public"}
OWN: dict[str, Any] = {"who": "public", "own": True}
OPEN: dict[str, Any] = {"who": "open"}

HttpRequest = Request[Any, Any, State]


def role(*names: str) -> dict[str, Any]:
    return {"who": "role", "roles": frozenset(names)}


class Actor(msgspec.Struct, frozen=True):
    """Who is asking."""

    id: UUID
    session_id: UUID
    roles: frozenset[str]
    guest_id: UUID | None = None
    """What they were known by just before they signed in."""


Authenticate = Callable[[str], Awaitable[Actor | None]]


async def _nobody(_: str) -> Actor | None:
    return None


class Door(msgspec.Struct):
    """How a bearer token becomes an Actor; main sets it."""

    authenticate: Authenticate = _nobody


door = Door()


class Guard:
    """Lets in who may. A layer of its own: Litestar hands its guards a copy of the route, made for every request.

    Around every route, files and mounted applications too. A socket is refused: nobody has said who may open one.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != ScopeType.HTTP:
            raise WebSocketException(detail=Forbidden().message, code=SOCKET_REFUSED)
        await admit(scope)
        await self.app(scope, receive, send)


async def admit(scope: Any) -> None:
    """Note who is asking. Raises Unauthenticated, or Forbidden for a role that the route does not want."""
    route = scope["route_handler"]
    who = route.opt.get("who", "signed_in")
    if who == "open" or (scope["method"] == "OPTIONS" and _says_methods_only(route)):
        return
    header = next((v for k, v in scope["headers"] if k == b"authorization"), None)
    found = await bearer(header.decode("latin-1")) if header is not None else None
    if found is None:
        if who != "public":
            raise Unauthenticated()
        return
    scope["niaga_actor"] = found
    if who == "role" and not (found.roles & route.opt["roles"]):
        raise Forbidden()


def _says_methods_only(route: Any) -> bool:
    """Litestar's own answer to OPTIONS, beside each route; a mounted application would answer by itself."""
    return getattr(route, "http_methods", None) == {"OPTIONS"}


async def bearer(header: str) -> Actor:
    """Whose token it is. Raises Unauthenticated when it is no good."""
    scheme, _, token = header.partition(" ")
    found = await door.authenticate(token.strip()) if scheme.lower() == "bearer" else None
    if found is None:
        raise Unauthenticated()
    return found


def actor_or_none(request: HttpRequest) -> Actor | None:
    """Who is asking. Whatever is answered after this look may be for them alone, so that nobody keeps it."""
    request.scope["niaga_looked"] = True  # type: ignore[typeddict-unknown-key]  # ours, for transfer
    found: Actor | None = request.scope.get("niaga_actor")  # type: ignore[assignment]  # ours, set by the guard
    return found


def actor(request: HttpRequest) -> Actor:
    found = actor_or_none(request)
    if found is None:
        raise Unauthenticated()
    return found


def client_ip(request: HttpRequest) -> str:
    return request.client.host if request.client else "unknown"
