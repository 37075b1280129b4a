"""Rows as the statements read and write them: the cart's own, nobody else's."""

from typing import NamedTuple
from uuid import UUID

from msgspec import Struct

from ..types import Taken


class Row(Struct, frozen=True):
    """A line, and the cart it lies in."""

    cart_id: UUID
    id: UUID
    offer_id: UUID
    quantity: int
    note: str
    seen_price: int | None


class Put(NamedTuple):
    """One caller's addition to a cart."""

    id: UUID
    cart_id: UUID
    user_id: UUID | None
    line_id: UUID
    offer_id: UUID
    quantity: int
    note: str
    price: int | None


class Take(NamedTuple):
    """What one order takes out of a cart."""

    cart_id: UUID
    order_id: UUID
    lines: list[Taken]
