"""What only a reverse proxy of ours may say of a request: where it comes from, and which trace it belongs to."""

import functools
import ipaddress
from collections.abc import Callable

from granian.utils.proxies import wrap_asgi_with_proxy_headers
from litestar.enums import ScopeType
from litestar.types import ASGIApp, Receive, Scope, Send

EVERYBODY = "*"


def behind(app: ASGIApp, proxies: str) -> ASGIApp:
    """The application behind these (NIAGA_PROXIES). Of anybody else, what they say is not even read."""
    trusted = _trusts(proxies)
    inner: ASGIApp = wrap_asgi_with_proxy_headers(app, proxies) if proxies else app

    async def wrapped(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == ScopeType.HTTP and any(name == b"traceparent" for name, _ in scope["headers"]):
            client = scope.get("client")
            if not client or not trusted(client[0]):
                scope["headers"] = [h for h in scope["headers"] if h[0] != b"traceparent"]
        await inner(scope, receive, send)

    return wrapped


def _trusts(proxies: str) -> Callable[[str], bool]:
    named = [part.strip() for part in proxies.split(",") if part.strip()]
    networks = [ipaddress.ip_network(name, strict=False) for name in named if name != EVERYBODY]

    @functools.lru_cache(maxsize=1024)
    def trusted(host: str) -> bool:
        try:
            address = ipaddress.ip_address(host)
        except ValueError:
            return False
        return EVERYBODY in named or any(address in network for network in networks)

    return trusted
