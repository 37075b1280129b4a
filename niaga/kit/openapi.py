"""The OpenAPI document: what it says of every route beyond what the route's signature says.

Who may call it, and the refusals any route can answer with, so that a route declares only those of its own.
"""

import inspect
from collections.abc import Iterable
from typing import Any

from litestar import Router
from litestar.handlers import HTTPRouteHandler
from litestar.openapi import OpenAPIConfig
from litestar.openapi.datastructures import ResponseSpec
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.openapi.spec import Components, SecurityScheme
from litestar.status_codes import HTTP_204_NO_CONTENT

from . import web
from .docs import DocsPage
from .errors import (
    BadRequest,
    Forbidden,
    NotFound,
    RateLimited,
    Refusal,
    Unauthenticated,
    Unreachable,
    ValidationFailed,
)


def config() -> OpenAPIConfig:
    return OpenAPIConfig(
        title="Niaga",
        version="1",
        description="One commerce platform: many shops, one cart, one payment. Money is whole rupiah.",
        use_handler_docstrings=True,
        openapi_router=Router("/api", route_handlers=[], include_in_schema=False, opt=web.OPEN),
        render_plugins=[JsonRenderPlugin(path="/openapi.json"), DocsPage()],
        components=Components(
            security_schemes={"bearer": SecurityScheme(type="http", scheme="bearer", bearer_format="JWT")}
        ),
    )


def describe(routes: Iterable[Any]) -> None:
    """Complete what the document says of these routes of modules."""
    for route in routes:
        assert isinstance(route, HTTPRouteHandler)
        said = route.responses or {}
        own = [kind for spec in said.values() if isinstance(spec, web.Refused) for kind in spec.kinds]
        answers = {status: spec for status, spec in said.items() if not isinstance(spec, web.Refused)}
        if route.status_code == HTTP_204_NO_CONTENT:
            answers[HTTP_204_NO_CONTENT] = ResponseSpec(data_container=None, description="Done")
        route.responses = answers | web.refusals(*own, *_refusals_of_any(route))
        route.security = _who_may(route)
        route.summary = route.handler_name.replace("_", " ").capitalize()
        route.tags = [min(route.paths).strip("/.").partition("/")[0]]
        if len(route.paths) == 1:
            route.operation_id = route.handler_name


def _who_may(route: HTTPRouteHandler) -> list[dict[str, list[str]]]:
    who = route.opt.get("who", "signed_in")
    bearer = {"bearer": sorted(route.opt.get("roles", ()))}
    return {"open": [], "public": [{}, bearer]}.get(who, [bearer])


def _refusals_of_any(route: HTTPRouteHandler) -> list[type[Refusal]]:
    """Whoever may not, what cannot be read, too many requests, a part of the platform that does not answer."""
    who = route.opt.get("who", "signed_in")
    sent = set(inspect.signature(route.fn).parameters)
    kinds: list[type[Refusal]] = [RateLimited, Unreachable]
    if who != "open":
        kinds.append(Unauthenticated)
    if who == "role":
        kinds.append(Forbidden)
    if any("{" in path for path in route.paths):
        kinds.append(NotFound)
    if sent - {"request", "body"}:
        kinds.append(BadRequest)
    if sent & {"data", "body"}:
        kinds.append(web.TooLarge)
    if "data" in sent:
        kinds.append(ValidationFailed)
    return kinds
