"""Rows as the statements read and write them: the cart's own, nobody else's."""

from typing import NamedTuple
from uuid import UUID

from msgspec import Struct

from niaga.catalog.types import Offer
from niaga.kit.keys import Asked

from .types import CartLine


class Row(Struct, frozen=True):
    """A line, and the cart it lies in."""

    cart_id: UUID
    id: UUID
    offer_id: UUID
    quantity: int
    note: str
    seen_price: int | None


class Written(Row, frozen=True):
    """A line that was put in, or grew, under this key."""

    key: UUID


class Put(NamedTuple):
    """One caller's addition to a cart."""

    asked: Asked
    cart_id: UUID
    user_id: UUID | None
    line_id: UUID
    offer_id: UUID
    quantity: int
    note: str
    price: int | None
    offer: Offer | None = None
    """With the limits it may set; None: nothing is checked."""


class Take(NamedTuple):
    """What one order takes out of a cart."""

    cart_id: UUID
    order_id: UUID
    lines: list[CartLine]


class Lying(Row, frozen=True):
    """A line that a checkout may buy."""

    order_id: UUID | None
    """Which has taken it already; None while it lies in its cart."""
