"""Who may sign in, and what they may see and change of themselves."""

import datetime as dt
from dataclasses import dataclass
from typing import Annotated, Any, Literal
from uuid import UUID

from litestar import Request, Response, delete, get, post, put
from litestar.datastructures import CacheControlHeader, Cookie, UploadFile
from litestar.enums import RequestEncodingType
from litestar.params import Body, HeaderParameter, Parameter
from msgspec import UNSET, Meta, Struct, UnsetType, structs

from niaga.kit import images, web
from niaga.kit.config import settings
from niaga.kit.errors import Forbidden, NotFound, RateLimited, Unauthenticated, ValidationFailed
from niaga.kit.ids import guest_id, new_id

from . import api
from .types import (
    AccountSuspended,
    Address,
    AddressChange,
    CampusIdTaken,
    Client,
    Credentials,
    Device,
    Email,
    EmailTaken,
    InvalidCredentials,
    LinkExpired,
    LinkToken,
    Name,
    NewAddress,
    OwnAccount,
    Password,
    Person,
    PhoneTaken,
    ProfileChange,
    PublicKey,
    Registration,
    Role,
    Session,
    SessionEnded,
    TokenReused,
    TooManyAddresses,
)

Req = Request[Any, Any, Any]
Kind = Annotated[Literal["token", "cookie"], Meta(description="Where the refresh token goes")]
GuestToken = Annotated[str | None, HeaderParameter(name="X-Cart-Token", max_length=128)]

COOKIE = "niaga_refresh"
COOKIE_PATH = "/api/v1/auth"
NOT_KEPT = {"cache-control": "no-store"}  # RFC 6749, 5.1
COOKIE_TTL_S = int(dt.timedelta(days=30).total_seconds())


class RegisterIn(Registration, frozen=True, kw_only=True):
    session: Kind = "token"


class LoginIn(Credentials, frozen=True, kw_only=True):
    session: Kind = "token"


class RefreshIn(Struct, frozen=True):
    refresh_token: Annotated[str, Meta(max_length=200)] | None = None


class TokenIn(Struct, frozen=True):
    token: LinkToken


class ForgotIn(Struct, frozen=True):
    email: Email


class ResetIn(Struct, frozen=True):
    token: LinkToken
    password: Password


class ChangePasswordIn(Struct, frozen=True):
    password: Password
    new_password: Password


class PersonIn(Struct, frozen=True, kw_only=True):
    name: Name | UnsetType = UNSET
    roles: Annotated[list[Role], Meta(max_length=6)] | UnsetType = UNSET
    status: Literal["active", "suspended"] | UnsetType = UNSET


@dataclass
class UploadForm:
    file: UploadFile


class KeySet(Struct, frozen=True):
    keys: list[PublicKey]


def _client(request: Req) -> Client:
    return Client(ip=web.client_ip(request), user_agent=request.headers.get("user-agent", "")[:200])


def _guest(token: str | None) -> UUID | None:
    return guest_id(token) if token else None


def _answer(session: Session, kind: str, status_code: int) -> Response[Session]:
    """The refresh token goes into the body or the cookie, never into both."""
    if kind == "token":
        return Response(session, status_code=status_code, headers=NOT_KEPT)
    cookie = _cookie(str(session.refresh_token), COOKIE_TTL_S)
    hidden = structs.replace(session, refresh_token=UNSET)
    return Response(hidden, status_code=status_code, headers=NOT_KEPT, cookies=[cookie])


def _cookie(value: str, max_age: int) -> Cookie:
    secure = settings().url.startswith("https:")
    return Cookie(
        COOKIE, value=value, path=COOKIE_PATH, max_age=max_age, httponly=True, samesite="strict", secure=secure
    )


def _from_cookie(request: Req) -> str | None:
    """The cookie's refresh token."""
    token = request.cookies.get(COOKIE)
    if token:
        _from_here(request)
    return token


def _from_here(request: Req) -> None:
    """Raises Forbidden when another site makes the browser send or take a cookie (SameSite says so too)."""
    if request.headers.get("sec-fetch-site", "none") not in ("same-origin", "none"):
        raise Forbidden()


@post(
    "/auth/register",
    opt=web.OPEN,
    status_code=201,
    responses=web.refusals(ValidationFailed, EmailTaken, PhoneTaken, CampusIdTaken, Forbidden, RateLimited),
)
async def register(request: Req, data: RegisterIn, guest_token: GuestToken = None) -> Response[Session]:
    """Make an account and sign in. A link to verify the e-mail address is sent."""
    if data.session == "cookie":
        _from_here(request)
    new = Registration(**{name: getattr(data, name) for name in Registration.__struct_fields__})
    session = await api.register(id=new_id(), new=new, client=_client(request), guest_id=_guest(guest_token))
    return _answer(session, data.session, 201)


@post(
    "/auth/login",
    opt=web.OPEN,
    status_code=200,
    responses=web.refusals(ValidationFailed, InvalidCredentials, AccountSuspended, Forbidden, RateLimited),
)
async def login(request: Req, data: LoginIn, guest_token: GuestToken = None) -> Response[Session]:
    """Sign in with one of campus id, e-mail address or phone number, and the password."""
    if data.session == "cookie":
        _from_here(request)
    who = Credentials(**{name: getattr(data, name) for name in Credentials.__struct_fields__})
    session = await api.login(who=who, client=_client(request), guest_id=_guest(guest_token))
    return _answer(session, data.session, 200)


@post(
    "/auth/refresh",
    opt=web.OPEN,
    status_code=200,
    responses=web.refusals(Unauthenticated, TokenReused, SessionEnded, AccountSuspended, Forbidden),
)
async def refresh(request: Req, data: RefreshIn | None = None) -> Response[Session]:
    """A new access token and the next refresh token, for the present one: of the body, else of the cookie."""
    if data and data.refresh_token:
        session = await api.refresh(refresh_token=data.refresh_token, client=_client(request))
        return _answer(session, "token", 200)
    token = _from_cookie(request)
    if not token:
        raise Unauthenticated()
    browser = "sec-fetch-site" in request.headers
    session = await api.refresh(refresh_token=token, client=_client(request), may_repeat=browser)
    return _answer(session, "cookie", 200)


@post("/auth/logout", opt=web.PUBLIC, status_code=204, responses=web.refusals(Unauthenticated, Forbidden))
async def logout(request: Req, data: RefreshIn | None = None) -> Response[None]:
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
    devices = await api.sessions(user_id=actor.id)
    return [structs.replace(d, current=d.id == actor.session_id) for d in devices]


@delete("/auth/sessions/{session_id:uuid}", status_code=204, responses=web.refusals(NotFound))
async def end_session(request: Req, session_id: UUID) -> None:
    """Sign one of my devices out."""
    await api.end_session(user_id=web.actor(request).id, id=session_id)


@post("/auth/verify-email", opt=web.OPEN, status_code=204, responses=web.refusals(LinkExpired))
async def verify_email(data: TokenIn) -> None:
    """Use the link that was sent to the e-mail address."""
    await api.verify_email(token=data.token)


@post("/auth/resend-verification", status_code=204, responses=web.refusals(RateLimited))
async def resend_verification(request: Req) -> None:
    """Send a new link to verify my e-mail address; the earlier ones end. Nothing happens if it is verified."""
    await api.ask_verification(user_id=web.actor(request).id)


@post("/auth/forgot-password", opt=web.OPEN, status_code=204, responses=web.refusals(RateLimited))
async def forgot_password(data: ForgotIn) -> None:
    """Send a link to set a new password, if there is such an account. The answer does not tell."""
    await api.forgot_password(email=data.email)


@post(
    "/auth/reset-password",
    opt=web.OPEN,
    status_code=204,
    responses=web.refusals(LinkExpired, ValidationFailed),
)
async def reset_password(request: Req, data: ResetIn) -> None:
    """Set a new password with the link that was sent. Ends all sessions."""
    await api.reset_password(token=data.token, password=data.password, client=_client(request))


@post("/auth/restore-email", opt=web.OPEN, status_code=204, responses=web.refusals(LinkExpired, EmailTaken))
async def restore_email(data: TokenIn) -> None:
    """Get back an e-mail address that somebody else changed, with the link that was sent to it. Ends all sessions and
    the password, and sends a link to set another one.
    """
    await api.restore_email(token=data.token)


@post(
    "/auth/change-password",
    status_code=204,
    responses=web.refusals(InvalidCredentials, ValidationFailed, RateLimited),
)
async def change_password(request: Req, data: ChangePasswordIn) -> None:
    """Set a new password, knowing the present one. Ends my other sessions."""
    actor = web.actor(request)
    await api.change_password(
        user_id=actor.id,
        session_id=actor.session_id,
        password=data.password,
        new_password=data.new_password,
    )


@get("/.well-known/jwks.json", opt=web.OPEN, cache_control=CacheControlHeader(max_age=300, public=True))
async def public_keys() -> KeySet:
    """The keys access tokens can be checked with (RFC 7517)."""
    return KeySet(await api.public_keys())


@get("/users/me")
async def get_me(request: Req) -> Person:
    """My profile and preferences."""
    return await api.person(id=web.actor(request).id)


@put(
    "/users/me",
    responses=web.refusals(ValidationFailed, InvalidCredentials, EmailTaken, PhoneTaken, CampusIdTaken, RateLimited),
)
async def update_me(request: Req, data: ProfileChange) -> Person:
    """Change my profile or preferences: what is sent, and nothing else."""
    return await api.change_profile(user_id=web.actor(request).id, change=data)


@post("/users/me/avatar", status_code=200, responses=web.refusals(images.ImageRefused))
async def set_avatar(
    request: Req, data: Annotated[UploadForm, Body(media_type=RequestEncodingType.MULTI_PART)]
) -> Person:
    """My picture: JPEG, PNG or WebP, at most 5 MB. It is cut square, and what it says about places is removed."""
    return await api.set_avatar(user_id=web.actor(request).id, image=await data.file.read())


@get("/users/me/addresses")
async def list_addresses(request: Req) -> list[Address]:
    """My addresses, the default first."""
    return await api.addresses(user_id=web.actor(request).id)


@post("/users/me/addresses", status_code=201, responses=web.refusals(ValidationFailed, TooManyAddresses))
async def add_address(request: Req, data: NewAddress) -> Address:
    """Add an address. The first one is the default."""
    return await api.add_address(user_id=web.actor(request).id, id=data.id or new_id(), new=data)


@put("/users/me/addresses/{address_id:uuid}", responses=web.refusals(NotFound, ValidationFailed))
async def update_address(request: Req, address_id: UUID, data: AddressChange) -> Address:
    """Change what is sent of an address."""
    return await api.change_address(user_id=web.actor(request).id, id=address_id, change=data)


@delete("/users/me/addresses/{address_id:uuid}", status_code=204, responses=web.refusals(NotFound))
async def remove_address(request: Req, address_id: UUID) -> None:
    """Remove an address; if it was the default, the newest other one is from now on."""
    await api.remove_address(user_id=web.actor(request).id, id=address_id)


@get("/users", opt=web.role("admin"))
async def list_users(
    page: web.PageNo = 1,
    size: web.PageSize = 24,
    q: Annotated[str | None, Parameter(max_length=100, description="In name, e-mail, phone or campus id")] = None,
    role: Role | None = None,
    status: Literal["active", "suspended", "erased"] | None = None,
) -> web.Page[Person]:
    """Everybody, newest first."""
    found = await api.find_people(q=q, role=role, status=status, page=page, size=size)
    return web.Page(items=found.items, total=found.total, page=page, size=size)


@get("/users/{user_id:uuid}", opt=web.role("admin"), responses=web.refusals(NotFound))
async def get_user(user_id: UUID) -> Person:
    """One person."""
    return await api.person(id=user_id)


@put("/users/{user_id:uuid}", opt=web.role("admin"), responses=web.refusals(NotFound, OwnAccount))
async def update_user(request: Req, user_id: UUID, data: PersonIn) -> Person:
    """Rename somebody, change their roles, suspend them or let them in again. It counts at once."""
    return await api.administer(
        id=user_id,
        by=web.actor(request).id,
        name=None if data.name is UNSET else data.name,
        roles=None if data.roles is UNSET else list(data.roles),
        status=None if data.status is UNSET else data.status,
    )


@delete("/users/{user_id:uuid}", opt=web.role("admin"), status_code=204, responses=web.refusals(NotFound, OwnAccount))
async def erase_user(request: Req, user_id: UUID) -> None:
    """Remove all that is personal and end the account. What the books need stays, under the id alone."""
    await api.erase(id=user_id, by=web.actor(request).id)


root_routes = [public_keys]
routes = [
    register,
    login,
    refresh,
    logout,
    logout_all,
    list_sessions,
    end_session,
    verify_email,
    resend_verification,
    forgot_password,
    reset_password,
    restore_email,
    change_password,
    get_me,
    update_me,
    set_avatar,
    list_addresses,
    add_address,
    update_address,
    remove_address,
    list_users,
    get_user,
    update_user,
    erase_user,
]
