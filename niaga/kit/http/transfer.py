"""How answers to GET (and HEAD) travel: compressed, and not at all where the reader has them already.

Phones on a campus network wait for bytes. What everybody may see is compressed once for each content, whoever asks,
and carries an ETag; what one person sees is compressed each time, and nobody on the way or on the device keeps it.
Never compressed: what carries a token or a link that signs in, since lengths tell (BREACH); streams; what is small.

Not the framework's own middleware: that one says nothing to caches of answers it leaves alone, takes `gzip;q=0` for
yes, and compresses the same page anew for everybody.
"""

import functools
import hashlib
import re
import zlib
from typing import Any, NamedTuple

from litestar.enums import ScopeType
from litestar.types import ASGIApp, Message, Receive, Scope, Send

SMALLEST = 1000
"""Bytes. Below, the answer fits a packet anyway."""
LEVEL = 6
KEPT = 512
"""Contents kept compressed."""
NEVER = ("/api/v1/auth/", "/dev/", "/metrics", "/_")
KINDS = re.compile(rb"text/(?!event-stream)|image/svg|application/(json|javascript|manifest\+json|vnd\.oai\.openapi)")
REFUSED = re.compile(r"gzip\s*;\s*q=0(\.0*)?\s*(,|\Z)")


class Packed(NamedTuple):
    etag: bytes
    """Weak: of the content, however it is written."""
    small: bytes | None
    """Compressed, if it is large enough for that."""


class Transfer:
    """Plain ASGI between the edge and the application."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == ScopeType.HTTP and scope["method"] == "HEAD" and not scope["path"].endswith("/stream"):
            await self._head(scope, receive, send)
            return
        if scope["type"] != ScopeType.HTTP:
            await self.app(scope, receive, send)
            return
        packs = scope["method"] == "GET" and not scope["path"].startswith(NEVER)
        held: Any = None

        async def answer(message: Message) -> None:
            nonlocal held
            if message["type"] == "http.response.start":
                if packs and message["status"] == 200 and _is_text(message["headers"]):
                    held = message
                    return
                _keep_from_being_kept(message)
            elif held is not None:
                start, held = held, None
                if not message.get("more_body"):
                    _pack(scope, start, message)
                _keep_from_being_kept(start)
                await send(start)
            await send(message)

        await self.app(scope, receive, answer)

    async def _head(self, scope: Any, receive: Receive, send: Send) -> None:
        """What GET would answer, without its body."""

        async def answer(message: Any) -> None:
            if message["type"] == "http.response.body":
                message["body"] = b""
            await send(message)

        scope["method"] = "GET"
        try:
            await self(scope, receive, answer)
        finally:
            scope["method"] = "HEAD"


def _keep_from_being_kept(start: Any) -> None:
    """An answer that says nothing of keeping is for this once: an error, what was written, a page of mails."""
    if not any(name == b"cache-control" for name, _ in start["headers"]):
        start["headers"] = [*start["headers"], (b"cache-control", b"no-store")]


def _is_text(headers: Any) -> bool:
    if any(name == b"content-encoding" for name, _ in headers):
        return False  # compressed already, by the client's build
    kind = next((v for k, v in headers if k == b"content-type"), b"")
    return KINDS.match(kind) is not None


def _pack(scope: Any, start: Any, message: Any) -> None:
    """Make the answer, which is all in `message`, what this reader can take."""
    asked = {k: v for k, v in scope["headers"] if k in (b"accept-encoding", b"if-none-match")}
    body: bytes = message["body"]
    headers = [h for h in start["headers"] if h[0] != b"content-length"]
    headers.append((b"vary", b"accept-encoding"))
    takes = _takes_gzip(asked.get(b"accept-encoding", b""))
    if _for_everybody(scope):
        etag, small = packed(body)
        headers.append((b"etag", etag))
        caching = b"no-cache"
        if etag[2:] in asked.get(b"if-none-match", b""):
            start["status"], body, small = 304, b"", None
    else:
        small = compressed(body) if takes and len(body) >= SMALLEST else None
        caching = b"no-store"
    if not any(name == b"cache-control" for name, _ in headers):
        headers.append((b"cache-control", caching))
    if takes and small is not None:
        headers.append((b"content-encoding", b"gzip"))
        body = small
    message["body"] = body
    start["headers"] = headers if start["status"] == 304 else [*headers, (b"content-length", b"%d" % len(body))]


def _for_everybody(scope: Any) -> bool:
    """Whether all who may see it see the same; else it is the asker's own. So is what a public route answers once it
    has looked who is asking, and it is somebody: their own shops, a product nobody else sees yet."""
    handler = scope.get("route_handler")
    if handler is None or handler.opt.get("who") not in ("public", "open") or handler.opt.get("own"):
        return False
    return not (scope.get("niaga_looked") and scope.get("niaga_actor"))


@functools.lru_cache(maxsize=KEPT)
def packed(body: bytes) -> Packed:
    etag = b'W/"%s"' % hashlib.blake2b(body, digest_size=12).hexdigest().encode()
    return Packed(etag, compressed(body) if len(body) >= SMALLEST else None)


def compressed(body: bytes) -> bytes:
    """As gzip, whose header says no time: the same content always gives the same bytes."""
    writer = zlib.compressobj(LEVEL, zlib.DEFLATED, zlib.MAX_WBITS | 16)
    return writer.compress(body) + writer.flush()


@functools.lru_cache(maxsize=64)
def _takes_gzip(accepted: bytes) -> bool:
    text = accepted.decode("latin-1").lower()
    return "gzip" in text and REFUSED.search(text) is None
