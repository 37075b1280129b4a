"""The category tree."""

from uuid import UUID

from litestar import delete, get, post, put

from niaga.kit import keys
from niaga.kit.errors import KeyReused, NotFound, ValidationFailed
from niaga.kit.http import web
from niaga.kit.ids import chosen

from .. import api
from ..types import Category, CategoryCycle, CategoryEdit, CategoryInUse, CategoryNode, NewCategory


@get("/categories", opt=web.PUBLIC)
async def list_categories(request: web.HttpRequest, hidden: bool = False) -> list[CategoryNode]:
    """The tree. `hidden=true` shows admins those that are hidden too."""
    actor = web.actor_or_none(request) if hidden else None  # without it the tree is everybody's, and may be kept
    return await api.category_tree(hidden=actor is not None and "admin" in actor.roles)


@post(
    "/categories",
    status_code=201,
    opt=web.role("admin"),
    responses=web.refusals(NotFound, ValidationFailed, KeyReused),
)
async def create_category(request: web.HttpRequest, data: NewCategory) -> Category:
    """Added as the last among its siblings."""
    asked = keys.asked("category", chosen(data.id), web.actor(request).id, data)
    return await api.create_category(id=asked.key, category=data, asked=asked)


@put(
    "/categories/{category_id:uuid}",
    opt=web.role("admin"),
    responses=web.refusals(NotFound, CategoryCycle, ValidationFailed),
)
async def edit_category(category_id: UUID, data: CategoryEdit) -> Category:
    """Rename, move under another (null: to the top), reorder, hide. What is left out stays."""
    return await api.edit_category(id=category_id, edit=data)


@delete("/categories/{category_id:uuid}", opt=web.role("admin"), responses=web.refusals(CategoryInUse))
async def remove_category(category_id: UUID) -> None:
    """Only when nothing is in it; hide it otherwise."""
    await api.remove_category(id=category_id)


routes = [list_categories, create_category, edit_category, remove_category]
