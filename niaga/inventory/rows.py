"""Rows as the statements read and write them, and what the rules decide with: inventory's own, nobody else's."""

import datetime as dt
from typing import NamedTuple, TypeAlias
from uuid import UUID

from msgspec import Struct

from .types import Limit, LineState, Part, Reason, StockRow

Key: TypeAlias = tuple[UUID, UUID, UUID]
"""A stock row: shop, variant, warehouse. Also the order in which rows are locked."""
Spot: TypeAlias = tuple[UUID, UUID]
"""A place: shop, variant."""


class Ask(NamedTuple):
    """One caller's wish in a batch of holds."""

    id: UUID
    wants: dict[Spot, int]
    expires_at: dt.datetime
    owner: UUID | None = None
    limit: Limit | None = None
    instead_of: tuple[UUID, ...] = ()
    """Holds of the same owner that give way to it."""


class Holding(Struct, frozen=True):
    """A live hold, and what it takes up in all."""

    owner: UUID
    id: UUID
    units: int


class Locked(Struct):
    """A stock row under lock."""

    shop_id: UUID
    variant_id: UUID
    warehouse_id: UUID
    on_hand: int
    held: int
    active: bool
    priority: int
    low_at: int
    armed: bool
    version: int

    @property
    def key(self) -> Key:
        return self.shop_id, self.variant_id, self.warehouse_id

    @property
    def spot(self) -> Spot:
        return self.shop_id, self.variant_id

    @property
    def free(self) -> int:
        return self.on_hand - self.held if self.active else 0


class LockedOfHolds(Locked):
    holds: list[UUID]
    """Those under lock that have lines here."""


class Line(Struct, frozen=True):
    hold_id: UUID
    shop_id: UUID
    variant_id: UUID
    warehouse_id: UUID
    quantity: int
    state: LineState

    @property
    def key(self) -> Key:
        return self.shop_id, self.variant_id, self.warehouse_id

    @property
    def spot(self) -> Spot:
        return self.shop_id, self.variant_id


class Freed(Struct, frozen=True):
    """So much of a stock row's `held` was of holds that have expired."""

    shop_id: UUID
    variant_id: UUID
    warehouse_id: UUID
    quantity: int


class Ending(NamedTuple):
    """One caller's wish that a part of a hold ends."""

    part: Part
    state: LineState
    """released or returned."""
    reference: UUID | None = None
    note: str = ""
    actor: UUID | None = None


class Entry(NamedTuple):
    """A ledger line to be."""

    key: Key
    change: int
    reason: Reason
    note: str
    reference: UUID | None
    actor: UUID | None


class Turn(NamedTuple):
    """A line that changes its state, and what that does to its stock row."""

    line: Line
    state: LineState
    held: int
    entry: Entry | None


class HeadRow(NamedTuple):
    """A hold that is made."""

    id: UUID
    expires_at: dt.datetime
    owner: UUID | None


class HoldLineRow(NamedTuple):
    """What a hold takes up of one stock row."""

    hold_id: UUID
    shop_id: UUID
    variant_id: UUID
    warehouse_id: UUID
    quantity: int
    expires_at: dt.datetime


class StateRow(NamedTuple):
    """The state a hold's line is in from now on."""

    hold_id: UUID
    shop_id: UUID
    variant_id: UUID
    warehouse_id: UUID
    state: LineState


class StockChange(NamedTuple):
    """By how much a stock row changes."""

    shop_id: UUID
    variant_id: UUID
    warehouse_id: UUID
    on_hand: int
    held: int


class MovementRow(Struct, frozen=True):
    """A line of the ledger."""

    id: UUID
    shop_id: UUID
    variant_id: UUID
    warehouse_id: UUID
    change: int
    reason: Reason
    note: str
    reference: UUID | None
    actor: UUID | None


class HoldHead(Struct, frozen=True):
    id: UUID
    expires_at: dt.datetime


class LedgerLine(Struct, frozen=True):
    id: UUID
    at: dt.datetime
    warehouse_id: UUID
    variant_id: UUID
    sku: str
    name: str
    change: int
    reason: Reason
    note: str
    reference: UUID | None
    actor: UUID | None


class ReceiptRow(Struct, frozen=True):
    id: UUID
    warehouse_id: UUID
    shop_id: UUID
    variant_ids: list[UUID]
    quantities: list[int]
    note: str
    actor: UUID | None
    at: dt.datetime


class StockFound(StockRow, frozen=True):
    """A row of the seller's list, and how many rows there are in all."""

    total: int
