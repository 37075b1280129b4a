"""What modules say of HTTP: `web.PUBLIC`, `web.Page[…]`, `web.refusals(…)`. Each is in access, paging or problems."""

from collections.abc import Mapping
from typing import Any

from litestar import MediaType, Response

from .access import OPEN, OWN, PUBLIC, Actor, HttpRequest, actor, actor_or_none, client_ip, role
from .paging import Page, PageNo, PageSize, Slice
from .problems import refusals

MAX_BODY = 8 * 1024 * 1024  # a 5 MB picture in multipart, and some room

__all__ = [
    "MAX_BODY",
    "OPEN",
    "OWN",
    "PUBLIC",
    "Actor",
    "HttpRequest",
    "Page",
    "PageNo",
    "PageSize",
    "Slice",
    "actor",
    "actor_or_none",
    "client_ip",
    "json_bytes",
    "refusals",
    "role",
]


def json_bytes(body: bytes, headers: Mapping[str, str] | None = None) -> Response[Any]:
    """An answer that is already JSON."""
    return Response(body, media_type=MediaType.JSON, headers=dict(headers or {}))
