"""@port makes a function callable by other modules, in this process or over HTTP.

The caller writes `await inventory.hold(id=...)` and never knows which. Two rules make that honest:
a port is idempotent (a read, or a write keyed by the caller's id), and it is never called inside a transaction.

Over HTTP: POST /_port/<module>/<name>, JSON both ways, signed with the secret the processes share (HMAC-SHA256 over
path, deadline and body), refused after its deadline. A replay within the deadline is harmless: see the first rule.
"""

import asyncio
import functools
import hashlib
import hmac
import inspect
import time
from collections.abc import Awaitable, Callable
from contextvars import ContextVar
from typing import Any, NamedTuple, ParamSpec, TypeVar, cast, get_type_hints

import httpx
import msgspec

from . import db
from .errors import KINDS, Refusal, Unauthenticated, Unreachable

P = ParamSpec("P")
R = TypeVar("R")

TRIES = 3
WITHIN_S = 10.0
PATH = "/_port/"


class Port(NamedTuple):
    body: Callable[..., Awaitable[Any]]
    args: type[msgspec.Struct]
    result: Any


class Peers(msgspec.Struct):
    """Where the modules run that do not run here."""

    secret: bytes = b""
    elsewhere: dict[str, httpx.AsyncClient] = {}


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
    args = msgspec.defstruct(fn.__name__, fields, kw_only=True, frozen=True)
    PORTS[name] = Port(fn, args, result)

    @functools.wraps(fn)
    async def call(*_: P.args, **kwargs: P.kwargs) -> R:
        assert not db.in_tx(), f"{name} called inside a transaction"
        client = peers.elsewhere.get(module)
        if client is None:
            return await fn(**kwargs)  # type: ignore[call-arg]  # keyword-only, asserted above
        answer = await post(client, PATH + name, msgspec.json.encode(args(**kwargs)))
        return cast(R, msgspec.json.decode(answer, type=result))

    return call


def sign(path: str, until: str, body: bytes) -> str:
    return hmac.new(peers.secret, b"\n".join((path.encode(), until.encode(), body)), hashlib.sha256).hexdigest()


async def post(client: httpx.AsyncClient, path: str, body: bytes) -> bytes:
    """Ask a peer; again if it does not answer. Raises its refusal, or Unreachable."""
    until = min(deadline.get() or float("inf"), time.time() + WITHIN_S)
    for attempt in range(TRIES):
        left = until - time.time()
        if left <= 0:
            break
        stamp = f"{until:.3f}"
        headers = {"x-niaga-deadline": stamp, "x-niaga-signature": sign(path, stamp, body)}
        try:
            answer = await client.post(path, content=body, headers=headers, timeout=left)
        except httpx.TransportError:
            await asyncio.sleep(min(0.05 * 2**attempt, max(left, 0)))
            continue
        if answer.is_success:
            return answer.content
        if answer.status_code < 500:
            refused = answer.json()
            raise KINDS.get(refused["code"], Refusal)(**refused["data"])
    raise Unreachable(port=path)


def check(path: str, until: str, signature: str, body: bytes) -> None:
    """Refuse what no peer of ours signed, or what comes too late. Raises Unauthenticated."""
    if not peers.secret or not hmac.compare_digest(sign(path, until, body), signature):
        raise Unauthenticated()
    if float(until) < time.time():
        raise Unreachable(port=path)
    deadline.set(float(until))


async def serve(name: str, body: bytes) -> bytes:
    """The other end of `post`, for ports."""
    found = PORTS[name]
    args = msgspec.json.decode(body, type=found.args)
    values = {field: getattr(args, field) for field in found.args.__struct_fields__}
    return msgspec.json.encode(await found.body(**values))
