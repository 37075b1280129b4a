"""The category tree."""

from uuid import UUID

from niaga.kit.db import Conn, sql

from ..types import Category


@sql
async def lock_tree(c: Conn) -> None:
    """
    LOCK TABLE catalog.category IN SHARE ROW EXCLUSIVE MODE
    """


@sql
async def every(c: Conn) -> list[Category]:
    """
    SELECT {columns} FROM catalog.category
     ORDER BY parent_id NULLS FIRST, position, name, id
    """


@sql
async def add(
    c: Conn,
    *,
    id: UUID,
    parent_id: UUID | None,
    name: str,
    slug: str,
    position: int,
    hidden: bool,
    image_url: str | None,
    path: list[UUID],
) -> bool | None:
    """
    INSERT INTO catalog.category (id, parent_id, name, slug, position, hidden, image_url, path)
    VALUES (:id, :parent_id, :name, :slug, :position, :hidden, :image_url, :path)
    ON CONFLICT DO NOTHING
    RETURNING true
    """


@sql
async def write(c: Conn, *, id: UUID, parent_id: UUID | None, name: str, hidden: bool, image_url: str | None) -> None:
    """
    UPDATE catalog.category SET parent_id = :parent_id, name = :name, hidden = :hidden, image_url = :image_url
     WHERE id = :id
    """


@sql
async def place(c: Conn, *, ids: list[UUID]) -> None:
    """
    UPDATE catalog.category AS c SET position = n - 1
      FROM unnest(:ids::uuid[]) WITH ORDINALITY AS wanted (id, n)
     WHERE c.id = wanted.id AND c.position <> n - 1
    """


@sql
async def repath(c: Conn) -> list[UUID]:
    """
    WITH RECURSIVE down (id, path) AS (
        SELECT id, ARRAY[id] FROM catalog.category WHERE parent_id IS NULL
        UNION ALL
        SELECT c.id, down.path || c.id FROM catalog.category AS c JOIN down ON c.parent_id = down.id
    )
    UPDATE catalog.category AS c SET path = down.path FROM down WHERE c.id = down.id AND c.path <> down.path
    RETURNING c.id
    """


@sql
async def relist(c: Conn, *, ids: list[UUID]) -> None:
    """
    UPDATE catalog.listing AS l SET category_path = c.path
      FROM catalog.category AS c
     WHERE c.id = l.category_id AND c.id = ANY(:ids)
    """


@sql
async def in_use(c: Conn, *, id: UUID) -> bool:
    """
    SELECT EXISTS (SELECT FROM catalog.category WHERE parent_id = :id)
        OR EXISTS (SELECT FROM catalog.product WHERE category_id = :id)
    """


@sql
async def remove(c: Conn, *, id: UUID) -> None:
    """
    DELETE FROM catalog.category WHERE id = :id
    """
