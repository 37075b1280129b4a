"""The category tree."""

from typing import Annotated
from uuid import UUID

from msgspec import UNSET, Meta, Struct, UnsetType

from .values import Name


class Category(Struct, frozen=True):
    id: UUID
    name: str
    slug: str
    parent_id: UUID | None
    position: int
    hidden: bool
    image_url: str | None


class CategoryNode(Struct, frozen=True):
    """A category with those under it, in order."""

    id: UUID
    name: str
    slug: str
    parent_id: UUID | None
    position: int
    hidden: bool
    image_url: str | None
    children: list["CategoryNode"]


class NewCategory(Struct, frozen=True, kw_only=True):
    id: UUID | None = None
    name: Name
    parent_id: UUID | None = None
    slug: Annotated[str, Meta(min_length=2, max_length=80, pattern=r"^[a-z0-9-]+$")] | None = None
    image_url: Annotated[str, Meta(max_length=300)] | None = None
    hidden: bool = False


class CategoryEdit(Struct, frozen=True, kw_only=True):
    """What is left out stays. `position` counts from 0 among its siblings."""

    name: Name | UnsetType = UNSET
    parent_id: UUID | UnsetType | None = UNSET
    position: Annotated[int, Meta(ge=0, le=10_000)] | UnsetType = UNSET
    hidden: bool | UnsetType = UNSET
    image_url: Annotated[str, Meta(max_length=300)] | UnsetType | None = UNSET


class CategoryRef(Struct, frozen=True):
    id: UUID
    name: str
    slug: str
