"""What admins see and change of people."""

from typing import Annotated, Any, Literal
from uuid import UUID

from litestar import Request, delete, get, put
from litestar.params import Parameter

from niaga.kit.errors import NotFound, ValidationFailed, WrongState
from niaga.kit.http import web

from .. import api
from ..types import CampusIdTaken, OwnAccount, Person, PersonChange, PhoneTaken, Role

Req = Request[Any, Any, Any]


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


@put(
    "/users/{user_id:uuid}",
    opt=web.role("admin"),
    responses=web.refusals(NotFound, OwnAccount, ValidationFailed, WrongState, PhoneTaken, CampusIdTaken),
)
async def update_user(request: Req, user_id: UUID, data: PersonChange) -> Person:
    """Rename somebody, change their roles, suspend them or let them in again, correct their phone number, say which
    campus id is theirs. It counts at once.
    """
    return await api.administer(id=user_id, by=web.actor(request).id, change=data)


@delete("/users/{user_id:uuid}", opt=web.role("admin"), status_code=204, responses=web.refusals(NotFound, OwnAccount))
async def erase_user(request: Req, user_id: UUID) -> None:
    """Remove all that is personal and end the account. What the books need stays, under the id alone."""
    await api.erase(id=user_id, by=web.actor(request).id)


routes = [list_users, get_user, update_user, erase_user]
