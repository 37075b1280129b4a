"""What people see and change of themselves."""

from dataclasses import dataclass
from typing import Annotated, Any
from uuid import UUID

from litestar import Request, delete, get, post, put
from litestar.datastructures import UploadFile
from litestar.enums import RequestEncodingType
from litestar.params import Body

from niaga.kit import images, keys
from niaga.kit.errors import KeyReused, NotFound, RateLimited, ValidationFailed
from niaga.kit.http import web
from niaga.kit.ids import chosen

from .. import api
from ..types import (
    Address,
    AddressChange,
    CampusIdTaken,
    EmailTaken,
    InvalidCredentials,
    NewAddress,
    Person,
    PhoneTaken,
    ProfileChange,
    TooManyAddresses,
)

Req = Request[Any, Any, Any]


@dataclass
class AvatarUpload:
    file: UploadFile


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


@delete("/users/me/pending-email", status_code=200)
async def withdraw_email(request: Req) -> Person:
    """Not the new e-mail address after all: its link ends, the present one stays. Nothing happens if none waits."""
    return await api.withdraw_email(user_id=web.actor(request).id)


@post("/users/me/avatar", status_code=200, responses=web.refusals(images.ImageRefused))
async def set_avatar(
    request: Req, data: Annotated[AvatarUpload, Body(media_type=RequestEncodingType.MULTI_PART)]
) -> Person:
    """My picture: JPEG, PNG or WebP, at most 5 MB. It is cut square, and what it says about places is removed."""
    return await api.set_avatar(user_id=web.actor(request).id, image=await data.file.read())


@get("/users/me/addresses")
async def list_addresses(request: Req) -> list[Address]:
    """My addresses, the default first."""
    return await api.list_addresses(user_id=web.actor(request).id)


@post("/users/me/addresses", status_code=201, responses=web.refusals(ValidationFailed, TooManyAddresses, KeyReused))
async def add_address(request: Req, data: NewAddress) -> Address:
    """Add an address. The first one is the default."""
    asked = keys.asked("address", chosen(data.id), web.actor(request).id, data)
    return await api.add_address(user_id=asked.user_id, id=asked.key, new=data, asked=asked)


@put("/users/me/addresses/{address_id:uuid}", responses=web.refusals(NotFound, ValidationFailed))
async def update_address(request: Req, address_id: UUID, data: AddressChange) -> Address:
    """Change what is sent of an address."""
    return await api.change_address(user_id=web.actor(request).id, id=address_id, change=data)


@delete("/users/me/addresses/{address_id:uuid}", status_code=204, responses=web.refusals(NotFound))
async def remove_address(request: Req, address_id: UUID) -> None:
    """Remove an address; if it was the default, the newest other one is from now on."""
    await api.remove_address(user_id=web.actor(request).id, id=address_id)


routes = [get_me, update_me, withdraw_email, set_avatar, list_addresses, add_address, update_address, remove_address]
