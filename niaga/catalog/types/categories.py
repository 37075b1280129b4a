"""The category tree."""

from typing import Annotated
from uuid import UUID

from msgspec import UNSET, Meta, Struct, UnsetType

from niaga.kit import text

from .values import Address, Name, Slug


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


class NewCategory(text.Input, frozen=True, kw_only=True):
    id: UUID | None = None
    name: Name
    parent_id: UUID | None = None
    slug: Slug | None = None
    image_url: Address | None = None
    hidden: bool = False


class CategoryEdit(text.Input, frozen=True, kw_only=True):
    """What is left out stays. `position` counts from 0 among its siblings."""

    name: Name | UnsetType = UNSET
    parent_id: UUID | UnsetType | None = UNSET
    position: Annotated[int, Meta(ge=0, le=10_000)] | UnsetType = UNSET
    hidden: bool | UnsetType = UNSET
    image_url: Address | UnsetType | None = UNSET


class CategoryRef(Struct, frozen=True):
    id: UUID
    name: str
    slug: str
