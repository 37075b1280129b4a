"""Signing in, staying signed in, and ending that."""

import datetime as dt
import secrets
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit
from uuid import UUID

from litestar import Request, Response, delete, get, post
from litestar.datastructures import CacheControlHeader, Cookie
from litestar.params import HeaderParameter
from msgspec import UNSET, Meta, Struct, structs

from niaga.kit import telemetry, text
from niaga.kit.config import settings
from niaga.kit.errors import Forbidden, NotFound, RateLimited, Unauthenticated, ValidationFailed
from niaga.kit.http import web
from niaga.kit.ids import guest_id, new_id

from .. import api, rules
from ..types import (
    AccountSuspended,
    CampusIdTaken,
    Client,
    Credentials,
    Device,
    EmailTaken,
    InvalidCredentials,
    PhoneTaken,
    PublicKey,
    Registration,
    Session,
    SessionEnded,
    TokenReused,
)

Req = Request[Any, Any, Any]
Kind = Annotated[Literal["token", "cookie"], Meta(description="Where the refresh token goes")]
GuestToken = Annotated[str | None, HeaderParameter(name="X-Cart-Token", max_length=128)]

COOKIE = "niaga_refresh"
DEVICE = "niaga_device"
COOKIE_PATH = "/api/v1/auth"
NOT_KEPT = {"cache-control": "no-store"}  # RFC 6749, 5.1
COOKIE_TTL_S = int(dt.timedelta(days=30).total_seconds())
DEVICE_TTL_S = int(dt.timedelta(days=365).total_seconds())


class NewAccount(Registration, frozen=True, kw_only=True):
    session: Kind = "token"


class NewSession(Credentials, frozen=True, kw_only=True):
    session: Kind = "token"


class RefreshToken(text.Input, frozen=True):
    refresh_token: Annotated[str, text.SECRET, Meta(max_length=200)] | None = None


class KeySet(Struct, frozen=True):
    keys: list[PublicKey]


def client(request: Req) -> Client:
    return Client(
        ip=web.client_ip(request),
        user_agent=request.headers.get("user-agent", "")[:200],
        device=request.cookies.get(_named(DEVICE), "")[:100],
    )


def _guest(token: str | None) -> UUID | None:
    return guest_id(token) if token else None


def _answer(session: Session, kind: str, status_code: int, *, known_from_now: bool = False) -> Response[Session]:
    """The refresh token goes into the body or the cookie, never into both. `known_from_now`: somebody has signed in."""
    if kind == "token":
        return Response(session, status_code=status_code, headers=NOT_KEPT)
    cookies = [_cookie(str(session.refresh_token), COOKIE_TTL_S)]
    if known_from_now:
        token = rules.device(settings().key("identity.device"), session.user.id, secrets.token_bytes(rules.NONCE))
        cookies.append(_cookie(token, DEVICE_TTL_S, name=DEVICE))
    hidden = structs.replace(session, refresh_token=UNSET)
    return Response(hidden, status_code=status_code, headers=NOT_KEPT, cookies=cookies)


def _cookie(value: str, max_age: int, *, name: str = COOKIE) -> Cookie:
    return Cookie(
        _named(name),
        value=value,
        path=COOKIE_PATH,
        max_age=max_age,
        httponly=True,
        samesite="strict",
        secure=_secure(),
    )


def _secure() -> bool:
    return settings().url.startswith("https:")


def _named(name: str) -> str:
    """Over https with a name that browsers take over https only. `__Host-` would be for one host alone, but for all
    its paths: the token would travel with every request, and no other host of ours could plant a cookie that is used.
    """
    return f"__Secure-{name}" if _secure() else name


def _from_cookie(request: Req) -> str | None:
    """The cookie's refresh token."""
    token = request.cookies.get(_named(COOKIE))
    if token:
        _from_here(request)
    return token


def _from_here(request: Req) -> None:
    """Raises Forbidden when another site makes the browser send or take a cookie (SameSite says so too)."""
    if request.headers.get("sec-fetch-site", "none") not in ("same-origin", "none"):
        raise Forbidden()
    origin = request.headers.get("origin")
    if origin is not None and origin not in _origins(request):
        raise Forbidden()


def _origins(request: Req) -> set[str]:
    """How people reach us: by the public URL, or where none was set by whatever host they asked."""
    public = urlsplit(settings().public_url)
    if public.netloc:
        return {f"{public.scheme}://{public.netloc}".lower()}
    host = request.headers.get("host", "")
    return {f"{scheme}://{host}" for scheme in ("http", "https")}


@post(
    "/auth/register",
    opt=web.OPEN,
    status_code=201,
    responses=web.refusals(ValidationFailed, EmailTaken, PhoneTaken, CampusIdTaken, Forbidden, RateLimited),
)
async def register(request: Req, data: NewAccount, guest_token: GuestToken = None) -> Response[Session]:
    """Make an account and sign in. A link to verify the e-mail address is sent."""
    if data.session == "cookie":
        _from_here(request)
    new = Registration(**{name: getattr(data, name) for name in Registration.__struct_fields__})
    session = await api.register(id=new_id(), new=new, client=client(request), guest_id=_guest(guest_token))
    telemetry.about(user_id=session.user.id)
    return _answer(session, data.session, 201, known_from_now=True)


@post(
    "/auth/login",
    opt=web.OPEN,
    status_code=200,
    responses=web.refusals(ValidationFailed, InvalidCredentials, AccountSuspended, Forbidden, RateLimited),
)
async def login(request: Req, data: NewSession, guest_token: GuestToken = None) -> Response[Session]:
    """Sign in with one of campus id, e-mail address or phone number, and the password."""
    if data.session == "cookie":
        _from_here(request)
    who = Credentials(**{name: getattr(data, name) for name in Credentials.__struct_fields__})
    telemetry.about(name_used=telemetry.pseudonym(who.email or who.phone or who.campus_id or ""))
    session = await api.login(who=who, client=client(request), guest_id=_guest(guest_token))
    telemetry.about(user_id=session.user.id)
    return _answer(session, data.session, 200, known_from_now=True)


@post(
    "/auth/refresh",
    opt=web.OPEN,
    status_code=200,
    responses=web.refusals(Unauthenticated, TokenReused, SessionEnded, AccountSuspended, Forbidden),
)
async def refresh(request: Req, data: RefreshToken | None = None) -> Response[Session]:
    """A new access token and the next refresh token, for the present one: of the body, else of the cookie."""
    if data and data.refresh_token:
        session = await api.refresh(refresh_token=data.refresh_token, client=client(request))
        return _answer(session, "token", 200)
    token = _from_cookie(request)
    if not token:
        raise Unauthenticated()
    browser = "sec-fetch-site" in request.headers
    session = await api.refresh(refresh_token=token, client=client(request), may_repeat=browser)
    return _answer(session, "cookie", 200)


@post("/auth/logout", opt=web.PUBLIC, status_code=204, responses=web.refusals(Unauthenticated, Forbidden))
async def logout(request: Req, data: RefreshToken | None = None) -> Response[None]:
    """End the session of the access token, else of the refresh token of the body or the cookie."""
    token = data.refresh_token if data and data.refresh_token else _from_cookie(request)
    if actor := web.actor_or_none(request):
        await api.end_session(user_id=actor.id, id=actor.session_id)
    elif token:
        await api.end_session_of(refresh_token=token)
    else:
        raise Unauthenticated()
    return Response(None, status_code=204, cookies=[_cookie("", 0)])


@post("/auth/logout-all", status_code=204)
async def logout_all(request: Req) -> Response[None]:
    """End all my sessions, this one too."""
    await api.end_sessions(user_id=web.actor(request).id)
    return Response(None, status_code=204, cookies=[_cookie("", 0)])


@get("/auth/sessions")
async def list_sessions(request: Req) -> list[Device]:
    """Where I am signed in, last used first."""
    actor = web.actor(request)
    devices = await api.list_sessions(user_id=actor.id)
    return [structs.replace(d, current=d.id == actor.session_id) for d in devices]


@delete("/auth/sessions/{session_id:uuid}", status_code=204, responses=web.refusals(NotFound))
async def end_session(request: Req, session_id: UUID) -> None:
    """Sign one of my devices out."""
    await api.end_session(user_id=web.actor(request).id, id=session_id)


@get("/.well-known/jwks.json", opt=web.OPEN, cache_control=CacheControlHeader(max_age=300, public=True))
async def public_keys() -> KeySet:
    """The keys access tokens can be checked with (RFC 7517)."""
    return KeySet(await api.public_keys())


root_routes = [public_keys]
routes = [register, login, refresh, logout, logout_all, list_sessions, end_session]
