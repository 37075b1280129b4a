"""The category tree."""

from uuid import UUID

from msgspec import UNSET

from niaga.kit import db, keys
from niaga.kit.errors import KeyReused, NotFound
from niaga.kit.keys import Asked
from niaga.kit.port import port
from niaga.kit.slugs import slug, spellings

from .. import rules
from ..store import categories as store
from ..types import Category, CategoryEdit, CategoryInUse, CategoryNode, NewCategory
from . import page_cache


@port
async def category_tree(*, hidden: bool = False) -> list[CategoryNode]:
    """Roots with what is under them; `hidden` ones too if asked."""
    async with db.read() as c:
        return rules.tree(await store.every(c), hidden=hidden)


@port
async def create_category(*, id: UUID, category: NewCategory, asked: Asked | None = None) -> Category:
    """The last among its siblings. Raises NotFound for the parent, ValidationFailed, KeyReused."""
    async with db.tx() as c:
        fresh = await keys.claim(c, asked)
        await store.lock_tree(c)
        known = await store.every(c)
        if found := next((k for k in known if k.id == id), None):
            if fresh and (found.name, found.parent_id) != (category.name, category.parent_id):
                raise KeyReused()
            return found
        rules.check_move(known, id, category.parent_id)
        plain = category.slug or slug(category.name, "kategori")
        taken = {k.slug for k in known}
        await store.add(
            c,
            id=id,
            parent_id=category.parent_id,
            name=category.name,
            slug=_free(plain, id, taken, chosen=category.slug is not None),
            position=sum(k.parent_id == category.parent_id for k in known),
            hidden=category.hidden,
            image_url=category.image_url,
            path=[*(p.id for p in rules.path(known, category.parent_id)), id],
        )
        after = await store.every(c)
    await page_cache.changed()
    return next(k for k in after if k.id == id)


def _free(plain: str, id: UUID, taken: set[str], *, chosen: bool) -> str:
    """What an admin chose stays as it is, if nobody has it, even where it looks like an id."""
    if chosen and plain not in taken:
        return plain
    return next(s for s in spellings(plain, id, "kategori") if s not in taken)


@port
async def edit_category(*, id: UUID, edit: CategoryEdit) -> Category:
    """Rename, move, reorder, hide. Raises NotFound, CategoryCycle, ValidationFailed."""
    async with db.tx() as c:
        await store.lock_tree(c)
        known = await store.every(c)
        before = next((k for k in known if k.id == id), None)
        if before is None:
            raise NotFound()
        parent_id = before.parent_id if edit.parent_id is UNSET else edit.parent_id
        if parent_id != before.parent_id:
            rules.check_move(known, id, parent_id)
        await store.write(
            c,
            id=id,
            parent_id=parent_id,
            name=before.name if edit.name is UNSET else edit.name,
            hidden=before.hidden if edit.hidden is UNSET else edit.hidden,
            image_url=before.image_url if edit.image_url is UNSET else edit.image_url,
        )
        if edit.position is not UNSET or parent_id != before.parent_id:
            last = len(known) if edit.position is UNSET else edit.position
            await store.place(c, ids=rules.siblings(known, id, parent_id, last))
        if parent_id != before.parent_id:
            await store.relist(c, ids=await store.repath(c))
        after = await store.every(c)
    await page_cache.changed()
    return next(k for k in after if k.id == id)


@port
async def remove_category(*, id: UUID) -> None:
    """Raises CategoryInUse. Removing what is not there changes nothing."""
    async with db.tx() as c:
        await store.lock_tree(c)
        if await store.in_use(c, id=id):
            raise CategoryInUse()
        await store.remove(c, id=id)
    await page_cache.changed()
