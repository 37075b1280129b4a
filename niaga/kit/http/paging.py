"""Lists by the page, and long streams by where one is."""

from typing import Annotated, Generic, TypeVar

import msgspec
from litestar.params import Parameter

MAX_PER_PAGE = 100

Item = TypeVar("Item")

PageNo = Annotated[int, Parameter(ge=1, le=10_000, description="Page, from 1")]
PageSize = Annotated[int, Parameter(ge=1, le=MAX_PER_PAGE, description="Items on a page")]


class Page(msgspec.Struct, Generic[Item], frozen=True):
    items: list[Item]
    total: int
    page: int
    size: int


class Slice(msgspec.Struct, Generic[Item], frozen=True):
    """Part of a long stream; `next` goes into ?after= for more, null at the end."""

    items: list[Item]
    next: str | None
