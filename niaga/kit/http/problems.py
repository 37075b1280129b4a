"""Refusals and errors as they are answered: RFC 9457, one form for all of them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

import asyncpg
import msgspec
from litestar import MediaType, Response
from litestar.exceptions import HTTPException, NotAuthorizedException, ValidationException
from litestar.openapi.datastructures import ResponseSpec

from .. import images, telemetry
from ..errors import (
    BadRequest,
    NotFound,
    RateLimited,
    Refusal,
    Unauthenticated,
    Unreachable,
    ValidationFailed,
    invalid,
)
from .access import HttpRequest

KEY = "Idempotency-Key"


class FieldError(msgspec.Struct, frozen=True):
    field: str
    message: str


class Problem(msgspec.Struct, frozen=True):
    """RFC 9457. More members follow from the code."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    request_id: str | None
    errors: list[FieldError] | msgspec.UnsetType = msgspec.UNSET


@dataclass
class Refused(ResponseSpec):
    """One status, and the refusals that have it."""

    kinds: tuple[type[Refusal], ...] = ()


def refusals(*kinds: type[Refusal]) -> dict[int, ResponseSpec]:
    """For a route's `responses=`: the refusals of its own, in OpenAPI; openapi.py adds those of any route."""
    by_status: dict[int, list[type[Refusal]]] = {}
    for kind in sorted(set(kinds), key=lambda kind: kind.code):
        by_status.setdefault(kind.status, []).append(kind)
    return {
        status: Refused(
            data_container=Problem,
            generate_examples=False,
            media_type="application/problem+json",
            description="; ".join(f"`{k.code}`: {(k.__doc__ or '').strip().splitlines()[0]}" for k in same),
            kinds=tuple(same),
        )
        for status, same in by_status.items()
    }


def problem(refusal: Refusal, headers: Mapping[str, str] | None = None) -> Response[bytes]:
    telemetry.REFUSALS.labels(refusal.code).inc()
    body = {
        "type": f"https://niaga.test/problems/{refusal.code}",
        "title": HTTPStatus(refusal.status).phrase,
        "status": refusal.status,
        "detail": refusal.message,
        "code": refusal.code,
        "request_id": telemetry.trace_id(),
        **refusal.data,
    }
    return Response(
        msgspec.json.encode(body),
        status_code=refusal.status,
        media_type="application/problem+json",
        headers=dict(headers or {}),
    )


def on_refusal(request: HttpRequest | None, refusal: Refusal) -> Response[bytes]:
    headers = {}
    if isinstance(refusal, ValidationFailed) and request is not None and request.method == "GET":
        refusal.status = 400  # type: ignore[misc]  # of this one answer: all that was sent are parameters
    if isinstance(refusal, RateLimited) and "retry_after" in refusal.data:
        headers["retry-after"] = str(refusal.data["retry_after"])
    if isinstance(refusal, Unauthenticated):
        headers["www-authenticate"] = "Bearer"
    return problem(refusal, headers)


class MethodNotAllowed(Refusal):
    """That address has no such method."""

    status = 405


class TooLarge(Refusal):
    """That is larger than allowed."""

    status = 413


class RequestTimeout(Refusal):
    """What was being sent did not arrive in time."""

    status = 408


class ClientLeft(Exception):
    """Who asked has hung up, in the middle of what they were sending. Nobody reads the answer."""


LEFT = 499
"""How access logs have come to say so."""


class InternalError(Refusal):
    """Something went wrong on our side. Quote the request id when you tell us."""

    status = 500


MISSING = re.compile(r"Missing required (\w+) parameter '([^']+)'")
"""How Litestar says that a parameter which has no default was not sent."""
LACKS = re.compile(r"Object missing required field `([^`]+)`")
"""How msgspec says it of what a body should have; its path ends at the object."""
OF_FIELD = re.compile(r"`([^`]+)` (.+)", re.S)
"""How a text.Input says what is wrong with one of its fields; the path ends at the object here too."""


def on_invalid(request: HttpRequest, wrong: ValidationException) -> Response[bytes]:
    """Litestar's own check of parameters and body. Parameters: 400; body, and the key it is sent under: 422."""
    found = wrong.extra if isinstance(wrong.extra, list) else []
    if missing := MISSING.match(wrong.detail):
        found = [{"source": missing[1], "key": missing[2], "message": "is required"}]
    told = [e for e in found if isinstance(e, dict)]
    errors = [wrong_field(e.get("source"), str(e.get("key") or ""), str(e.get("message", ""))) for e in told]
    refusal = ValidationFailed(errors=errors or [{"field": "body", "message": wrong.detail}])
    if any(e.get("source") in ("query", "path", "header", "cookie") for e in told) and errors[0]["field"] != KEY:
        refusal.status = 400  # type: ignore[misc]  # of this one answer
    return on_refusal(request, refusal)


def wrong_field(source: str | None, key: str, message: str) -> dict[str, str]:
    """The field as its sender named it (lines.0.quantity, Idempotency-Key), not as our function names its argument."""
    if source == "header":
        return {"field": key.replace("_", "-").title(), "message": message}
    steps = key.replace("[...]", "").replace("[", ".").replace("]", "").split(".")
    if steps[0] in ("data", ""):
        del steps[0]
    if message == "'data'":  # nothing was sent at all
        message = "is required"
    if lacks := LACKS.fullmatch(message):
        steps, message = [*steps, lacks[1]], "is required"
    elif found := OF_FIELD.fullmatch(message):
        steps, message = [*steps, found[1]], found[2]
    if "<class" in message:  # of all that a body may hold only an upload has a class of Python's own
        message = "must be one file"
    return {"field": ".".join(steps) or "body", "message": message}


def on_http_error(request: HttpRequest, wrong: HTTPException) -> Response[bytes]:
    if isinstance(wrong, NotAuthorizedException):
        return on_refusal(request, Unauthenticated())
    kinds: dict[int, type[Refusal]] = {404: NotFound, 405: MethodNotAllowed, 413: TooLarge}
    if wrong.status_code >= 500:
        return on_bug(request, wrong)
    if wrong.status_code == TooLarge.status and "multipart" in request.headers.get("content-type", ""):
        return problem(images.too_large())  # all that is sent in parts are pictures
    refusal = kinds.get(wrong.status_code, BadRequest)()
    if type(refusal) is BadRequest and wrong.detail:
        refusal.data["errors"] = [{"field": "body", "message": wrong.detail}]
    return problem(refusal, wrong.headers)


def on_bug(_: HttpRequest, bug: Exception) -> Response[bytes]:
    telemetry.log.error("bug", exc_info=bug)
    return problem(InternalError())


def on_left(_: HttpRequest, __: ClientLeft) -> Response[bytes]:
    return Response(b"", status_code=LEFT, media_type=MediaType.TEXT)


def on_unwritable(request: HttpRequest, _: Exception) -> Response[bytes]:
    """JSON can say U+0000, PostgreSQL's text cannot hold it."""
    return on_refusal(request, invalid("body", "contains a NUL character"))


def on_unreadable(request: HttpRequest, _: UnicodeDecodeError) -> Response[bytes]:
    """JSON is UTF-8; the decoder says so in an error of its own."""
    return on_refusal(request, BadRequest())


def on_away(request: HttpRequest, away: Exception) -> Response[bytes]:
    """The database, or the disk, does not answer: not a bug, and it may be back at the next try."""
    telemetry.log.warning("away", error=f"{type(away).__name__}: {away}")
    return on_refusal(request, Unreachable())


AWAY = (
    OSError,
    asyncpg.PostgresConnectionError,
    asyncpg.CannotConnectNowError,
    asyncpg.TooManyConnectionsError,
    asyncpg.AdminShutdownError,
    asyncpg.CrashShutdownError,
)

exception_handlers: dict[Any, Any] = {
    **dict.fromkeys(AWAY, on_away),
    Refusal: on_refusal,
    ClientLeft: on_left,
    asyncpg.CharacterNotInRepertoireError: on_unwritable,
    asyncpg.UntranslatableCharacterError: on_unwritable,
    UnicodeDecodeError: on_unreadable,
    ValidationException: on_invalid,
    HTTPException: on_http_error,
    Exception: on_bug,
}
