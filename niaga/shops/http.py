"""Who may see shops, apply for one, decide on one, and change one."""

from typing import Annotated, Literal
from uuid import UUID

from litestar import get, post, put
from litestar.datastructures import UploadFile
from litestar.enums import RequestEncodingType
from litestar.params import Body, Parameter, QueryParameter
from msgspec import Struct

from niaga.kit import clock, files, images, keys, text
from niaga.kit.errors import (
    Forbidden,
    KeyReused,
    NotFound,
    StaleVersion,
    Unauthenticated,
    ValidationFailed,
    WrongState,
    invalid,
)
from niaga.kit.http import web
from niaga.kit.ids import chosen

from . import api, rules
from .types import (
    KeptShop,
    Kind,
    NewShop,
    OwnerGone,
    Reason,
    Settings,
    Shop,
    ShopQuery,
    ShopView,
    StaffRole,
    Status,
    TooManyShops,
)

Near = Annotated[str | None, Parameter(max_length=50, description="latitude,longitude: the nearest first")]
Words = Annotated[str | None, Parameter(max_length=80, description="Part of the name, city or description")]
Mine = Annotated[bool, Parameter(description="Only shops I work for, whatever their status")]
Wanted = Annotated[Status | None, QueryParameter(name="status", description="Others than approved: admins only")]

EVERY: list[Status] = ["pending", "approved", "rejected", "suspended"]
LOGO_PX, BANNER_PX = 320, 1600


class ReasonGiven(text.Input, frozen=True):
    reason: Reason | None = None


class ShopPictureUpload(Struct):
    file: UploadFile


PictureUpload = Annotated[ShopPictureUpload, Body(media_type=RequestEncodingType.MULTI_PART)]


@get("/shops", opt=web.PUBLIC, responses=web.refusals(Unauthenticated, Forbidden))
async def list_shops(
    request: web.HttpRequest,
    q: Words = None,
    kind: Kind | None = None,
    near: Near = None,
    open_now: bool | None = None,
    mine: Mine = False,
    wanted: Wanted = None,
    page: web.PageNo = 1,
    size: web.PageSize = 24,
) -> web.Page[ShopView]:
    """Approved shops; `mine=true` those I work for; admins may ask for any status."""
    actor = web.actor(request) if mine else web.actor_or_none(request)
    roles = actor.roles if actor else frozenset[str]()
    statuses: list[Status] = ["approved"]
    if wanted is not None and (mine or rules.ADMIN in roles):
        statuses = [wanted]
    elif mine:
        statuses = EVERY
    elif wanted not in (None, "approved"):
        raise Unauthenticated() if actor is None else Forbidden()
    query = ShopQuery(
        q=q,
        kind=kind,
        statuses=statuses,
        member_id=actor.id if mine and actor else None,
        near=_place(near),
        open_now=open_now,
        page=page,
        size=size,
    )
    found = await api.find(query=query)
    staff = await _roles(actor, [s.id for s in found.shops])
    now = clock.now()
    items = [
        rules.view(shop, now, role=staff.get(shop.id), roles=roles, distance_m=far)
        for shop, far in zip(found.shops, found.distances, strict=True)
    ]
    return web.Page(items, found.total, page, size)


def _place(near: str | None) -> tuple[float, float] | None:
    if near is None:
        return None
    try:
        latitude, longitude = (float(part) for part in near.split(","))
    except ValueError:
        raise invalid("near", "is latitude,longitude, such as -7.77,110.38") from None
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise invalid("near", "is not on this planet")
    return latitude, longitude


async def _roles(actor: web.Actor | None, shop_ids: list[UUID]) -> dict[UUID, StaffRole]:
    """In which of these shops the person works, and as what."""
    if actor is None or not shop_ids:
        return {}
    return {m.shop_id: m.role for m in await api.members(shop_ids=shop_ids) if m.user_id == actor.id}


async def _view(request: web.HttpRequest, shop: Shop) -> ShopView:
    """Raises NotFound for a shop that is not approved, unless it is one's own or one is an admin."""
    actor = web.actor_or_none(request)
    roles = actor.roles if actor else frozenset[str]()
    role = (await _roles(actor, [shop.id])).get(shop.id)
    if shop.status != "approved" and role is None and rules.ADMIN not in roles:
        raise NotFound()
    return rules.view(shop, clock.now(), role=role, roles=roles)


@get("/shops/{shop:str}", opt=web.PUBLIC, responses=web.refusals(NotFound))
async def get_shop(request: web.HttpRequest, shop: str) -> ShopView:
    """By id or slug."""
    return await _view(request, await api.shop(id_or_slug=shop))


@post("/shops", status_code=201, responses=web.refusals(ValidationFailed, TooManyShops, KeyReused))
async def apply_for_shop(request: web.HttpRequest, data: NewShop) -> ShopView:
    """Apply to sell. The shop is pending until an admin has decided."""
    asked = keys.asked("shop", chosen(data.id), web.actor(request).id, data)
    made = await api.apply(id=asked.key, owner_id=asked.user_id, application=data, asked=asked)
    return await _view(request, made)


@put("/shops/{shop_id:uuid}", responses=web.refusals(NotFound, StaleVersion, ValidationFailed))
async def edit_shop(request: web.HttpRequest, shop_id: UUID, data: Settings) -> ShopView:
    """Profile, place, opening hours, holidays, pickup points, delivery. What is left out stays."""
    actor = web.actor(request)
    await api.require(user_id=actor.id, roles=actor.roles, shop_id=shop_id, permission="settings")
    edited = await api.edit(id=shop_id, settings=data, as_admin=rules.ADMIN in actor.roles)
    return await _view(request, edited)


@post("/shops/{shop_id:uuid}/reapply", status_code=200, responses=web.refusals(NotFound, WrongState))
async def reapply_for_shop(request: web.HttpRequest, shop_id: UUID) -> ShopView:
    """Put a rejected shop up for approval again."""
    actor = web.actor(request)
    before = await api.require(user_id=actor.id, roles=actor.roles, shop_id=shop_id, permission="settings")
    if before.status not in ("pending", "rejected"):
        raise WrongState(present=before.status, allowed=sorted(rules.STEPS[before.status]))
    return await _view(request, await api.decide(id=shop_id, status="pending"))


@post(
    "/shops/{shop_id:uuid}/approve",
    status_code=200,
    opt=web.role("admin"),
    responses=web.refusals(NotFound, WrongState, OwnerGone),
)
async def approve_shop(request: web.HttpRequest, shop_id: UUID) -> ShopView:
    """It may sell from now on, and its owner is a seller."""
    return await _view(request, await api.decide(id=shop_id, status="approved"))


@post(
    "/shops/{shop_id:uuid}/reject",
    status_code=200,
    opt=web.role("admin"),
    responses=web.refusals(NotFound, WrongState, ValidationFailed),
)
async def reject_shop(request: web.HttpRequest, shop_id: UUID, data: ReasonGiven | None = None) -> ShopView:
    """With the reason, which the applicant is told."""
    return await _view(request, await api.decide(id=shop_id, status="rejected", reason=data.reason if data else None))


@post(
    "/shops/{shop_id:uuid}/suspend",
    status_code=200,
    opt=web.role("admin"),
    responses=web.refusals(NotFound, WrongState, ValidationFailed),
)
async def suspend_shop(request: web.HttpRequest, shop_id: UUID, data: ReasonGiven | None = None) -> ShopView:
    """Nothing more is sold by it; orders already placed go on."""
    return await _view(request, await api.decide(id=shop_id, status="suspended", reason=data.reason if data else None))


@get("/users/{user_id:uuid}/shops", opt=web.role("admin"))
async def list_kept_shops(user_id: UUID) -> list[KeptShop]:
    """The shops somebody owns or manages: those that only they could run are suspended with them."""
    return await api.kept_by(user_id=user_id)


@post("/shops/{shop_id:uuid}/logo", status_code=200, responses=web.refusals(NotFound, images.ImageRefused))
async def set_shop_logo(request: web.HttpRequest, shop_id: UUID, data: PictureUpload) -> ShopView:
    """Upload the logo, which is cut square: JPG, PNG or WebP of at most 5 MB."""
    return await _set_picture(request, shop_id, "logo", data)


@post("/shops/{shop_id:uuid}/banner", status_code=200, responses=web.refusals(NotFound, images.ImageRefused))
async def set_shop_banner(request: web.HttpRequest, shop_id: UUID, data: PictureUpload) -> ShopView:
    """Upload the picture on top of the shop's page: JPG, PNG or WebP of at most 5 MB."""
    return await _set_picture(request, shop_id, "banner", data)


async def _set_picture(
    request: web.HttpRequest, shop_id: UUID, which: Literal["logo", "banner"], data: ShopPictureUpload
) -> ShopView:
    actor = web.actor(request)
    await api.require(user_id=actor.id, roles=actor.roles, shop_id=shop_id, permission="settings")
    size = LOGO_PX if which == "logo" else BANNER_PX
    cleaned = await images.clean(await data.file.read(), sizes=[size], square=which == "logo")
    key = await files.put("shops", cleaned.webp[size], "webp")
    return await _view(request, await api.set_picture(id=shop_id, which=which, url=files.url(key)))


routes = [
    list_shops,
    get_shop,
    apply_for_shop,
    edit_shop,
    reapply_for_shop,
    approve_shop,
    reject_shop,
    suspend_shop,
    list_kept_shops,
    set_shop_logo,
    set_shop_banner,
]
