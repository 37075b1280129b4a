"""@port makes a function callable by other modules, in this process or over HTTP.

The caller writes `await inventory.hold(id=...)` and never knows which. Two rules make that honest:
a port is idempotent (a read, or a write keyed by the caller's id), and it is never called inside a transaction.

Over HTTP: POST /_port/<module>/<name> to the other's NIAGA_PEERS_PORT, JSON both ways, signed with the secret the
processes share (HMAC-SHA256 over path, deadline and the body's digest, so that it is proven before a byte of the body
is read), refused after its deadline. A replay within the deadline is harmless: see the first rule.
"""

import asyncio
import functools
import hashlib
import hmac
import inspect
import time
from collections.abc import Awaitable, Callable, Mapping
from contextvars import ContextVar
from typing import Any, NamedTuple, ParamSpec, TypeVar, cast, get_type_hints

import httpx
import msgspec

from . import db, telemetry
from .bodies import decode
from .errors import KINDS, Refusal, Unauthenticated, Unreachable
from .hiding import Hiding

P = ParamSpec("P")
R = TypeVar("R")

TRIES = 3
WITHIN_S = 10.0
CLOCKS_DIFFER_S = 5.0
"""Of two machines, at most."""
PATH = "/_port/"


class Port(NamedTuple):
    body: Callable[..., Awaitable[Any]]
    args: type[msgspec.Struct]
    result: Any


class Peers(msgspec.Struct):
    """Where the modules run that do not run here."""

    secret: bytes = b""
    elsewhere: dict[str, httpx.AsyncClient] = {}

    def __repr__(self) -> str:
        return f"Peers({list(self.elsewhere)})"


class Refused(msgspec.Struct, frozen=True):
    """How a refusal travels between processes."""

    code: str
    data: dict[str, Any]


PORTS: dict[str, Port] = {}
peers = Peers()
deadline: ContextVar[float | None] = ContextVar("deadline", default=None)
"""Unix seconds by which the present request must be answered; calls made for it inherit it."""


def port(fn: Callable[P, Awaitable[R]]) -> Callable[P, Awaitable[R]]:
    module = fn.__module__.split(".")[1]
    name = f"{module}/{fn.__name__}"
    hints = get_type_hints(fn)
    result = hints.pop("return")
    params = inspect.signature(fn).parameters.values()
    assert all(p.kind is p.KEYWORD_ONLY for p in params), f"{name}: ports take keyword arguments"
    assert name not in PORTS, f"two ports named {name}"
    fields = [(p.name, hints[p.name]) if p.default is p.empty else (p.name, hints[p.name], p.default) for p in params]
    args = msgspec.defstruct(fn.__name__, fields, bases=(Hiding,), kw_only=True, frozen=True)
    PORTS[name] = Port(fn, args, result)

    @functools.wraps(fn)
    async def call(*_: P.args, **kwargs: P.kwargs) -> R:
        assert not db.in_tx(), f"{name} called inside a transaction"
        client = peers.elsewhere.get(module)
        if client is None:
            return await fn(**kwargs)  # type: ignore[call-arg]  # keyword-only, asserted above
        answer = await post(client, PATH + name, msgspec.json.encode(args(**kwargs)))
        return cast(R, decode(answer, result))

    return call


def digest(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()


def sign(path: str, until: str, digest: str) -> str:
    said = "\n".join((path, until, digest)).encode("utf-8", "replace")
    return hmac.new(peers.secret, said, hashlib.sha256).hexdigest()


def proof(path: str, until: str, body: bytes) -> dict[str, str]:
    """The headers that prove a call."""
    of_body = digest(body)
    return {
        "x-niaga-deadline": until,
        "x-niaga-digest": of_body,
        "x-niaga-signature": sign(path, until, of_body),
    }


async def post(client: httpx.AsyncClient, path: str, body: bytes) -> bytes:
    """Ask a peer; again if it does not answer. Raises its refusal, or Unreachable."""
    until = min(deadline.get() or float("inf"), time.time() + WITHIN_S)
    for attempt in range(TRIES):
        left = until - time.time()
        if left <= 0:
            break
        headers = proof(path, f"{until:.3f}", body)
        if here := telemetry.traceparent():
            headers["traceparent"] = here
        try:
            answer = await client.post(path, content=body, headers=headers, timeout=left)
        except httpx.TransportError:
            await asyncio.sleep(min(0.05 * 2**attempt, max(left, 0)))
            continue
        if answer.is_success:
            return answer.content
        if answer.status_code < 500:
            refused = decode(answer.content, Refused)
            raise KINDS.get(refused.code, Refusal)(**refused.data)
    raise Unreachable(port=path)


def check(path: str, headers: Mapping[str, str]) -> str:
    """Refuse what no peer of ours signed, or what comes too late; returns the digest that the body must have.
    Raises Unauthenticated, Unreachable."""
    until, of_body, signature = (headers.get(f"x-niaga-{name}", "") for name in ("deadline", "digest", "signature"))
    signed = sign(path, until, of_body).encode()
    if not peers.secret or not hmac.compare_digest(signed, signature.encode("utf-8", "replace")):
        raise Unauthenticated()
    try:
        left = float(until) - time.time()
    except ValueError:
        raise Unauthenticated() from None
    if not left <= WITHIN_S + CLOCKS_DIFFER_S:  # nobody is waited for longer; asked this way, "nan" is refused too
        raise Unauthenticated()
    if left < 0:
        raise Unreachable(port=path)
    deadline.set(float(until))
    return of_body


async def serve(name: str, body: bytes) -> bytes:
    """The other end of `post`, for ports."""
    found = PORTS[name]
    args = decode(body, found.args)
    values = {field: getattr(args, field) for field in found.args.__struct_fields__}
    return msgspec.json.encode(await found.body(**values))
