"""Pure decisions: who gets what, and whom to tell."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from msgspec import UNSET

from niaga.kit.errors import KeyReused, invalid

from .rows import Ask, Entry, Key, Line, Locked, Spot
from .types import HeldLine, LineState, OutOfStock, Place, ReceiptLine, Short, Want, WarehouseEdit

FINAL: tuple[LineState, ...] = ("committed", "returned")
"""Never held again: the goods were sold."""
DEAD: tuple[LineState, ...] = ("released", "lapsed")
"""Takes up nothing, and may be held anew."""
DERIVED = 0x6E6961675F77  # any constant: it only has to make another id of the shop's


class Take(NamedTuple):
    """So many of a stock row go to a hold."""

    key: Key
    quantity: int


class Grant(NamedTuple):
    """A hold as it will be: lines that stay, and what is taken for it now."""

    ask: Ask
    stay: list[Line]
    takes: list[Take]
    dead: list[Line]
    """What it had and lost: the new lines replace these."""

    def lines(self) -> list[HeldLine]:
        stay = [HeldLine(*line.key, line.quantity, line.state) for line in self.stay]
        return stay + [HeldLine(*take.key, take.quantity, "held") for take in self.takes]


def default_warehouse(shop_id: UUID) -> UUID:
    """The id of the warehouse every shop has: follows from the shop's, so nobody has to wait for it to be made."""
    return UUID(int=shop_id.int ^ DERIVED)


class Shelves:
    """The stock rows of some places, all of them locked, and what is left of each while a batch is decided."""

    def __init__(self, rows: Sequence[Locked]) -> None:
        self.rows = {row.key: row for row in rows}
        self.of: dict[Spot, list[Locked]] = {}
        for row in sorted(rows, key=lambda r: (r.priority, r.warehouse_id)):
            self.of.setdefault(row.spot, []).append(row)

    def free(self, spot: Spot) -> int:
        return sum(row.free for row in self.of.get(spot, ()))

    def take(self, wants: Mapping[Spot, int]) -> list[Take] | list[Short]:
        """All of it, from the warehouses in the order in which they sell, or nothing."""
        short = [
            Short(*spot, wanted, max(left, 0)) for spot, wanted in wants.items() if wanted > (left := self.free(spot))
        ]
        if short:
            return short
        takes = []
        for spot, wanted in wants.items():
            for row in self.of.get(spot, ()):
                if (part := min(wanted, row.free)) > 0:
                    row.held += part
                    wanted -= part
                    takes.append(Take(row.key, part))
        return takes


def grant(asks: Sequence[Ask], shelves: Shelves, lines: Mapping[UUID, list[Line]]) -> list[Grant | Exception]:
    """Decide a batch of holds in order. Each gets all it wants or nothing; `lines` are those the holds have already.

    Changes `shelves`. Asking again for what is held keeps it; what was lost of it since is taken anew.
    """
    decided: dict[UUID, Grant] = {}
    answers: list[Grant | Exception] = []
    for ask in asks:
        twin = decided.get(ask.id)
        if twin is not None:
            answers.append(twin if twin.ask.wants == ask.wants else KeyReused())
            continue
        answer = _grant(ask, shelves, lines.get(ask.id, []))
        if isinstance(answer, Grant):
            decided[ask.id] = answer
        answers.append(answer)
    return answers


def _grant(ask: Ask, shelves: Shelves, had: Sequence[Line]) -> Grant | Exception:
    stay = [line for line in had if line.state not in DEAD]
    if stay and demand(had) != ask.wants:
        return KeyReused()
    kept = demand(stay)
    missing = {spot: wanted - kept.get(spot, 0) for spot, wanted in ask.wants.items() if wanted > kept.get(spot, 0)}
    got = shelves.take(missing)
    if got and isinstance(got[0], Short):
        return OutOfStock(lines=got)
    dead = [line for line in had if line.state in DEAD]
    return Grant(ask, stay, [take for take in got if isinstance(take, Take)], dead)


def demand(lines: Iterable[Line | Want]) -> dict[Spot, int]:
    """What is wanted of each place, in the order in which stock is locked: two lines may want the same variant."""
    total: dict[Spot, int] = {}
    for line in lines:
        spot = line.shop_id, line.variant_id
        total[spot] = total.get(spot, 0) + line.quantity
    return dict(sorted(total.items()))


class Watch:
    """What a transaction does to what can be bought: look before, look after, tell the difference."""

    def __init__(self, rows: Iterable[Locked]) -> None:
        self.rows = list(rows)
        self.before = self._free()
        self.low = {row.spot: (row.low_at, row.armed) for row in self.rows}

    def _free(self) -> dict[Spot, int]:
        """As the counters have it: expired holds count until they are lapsed, so that lapsing them is a change."""
        free: dict[Spot, int] = {}
        for row in self.rows:
            free[row.spot] = free.get(row.spot, 0) + row.free
        return free

    def turned(self) -> list[Place]:
        """What went from none to some, or from some to none."""
        after = self._free()
        return [Place(*spot) for spot, was in self.before.items() if (was > 0) != (after[spot] > 0)]

    def fell(self) -> list[Spot]:
        """What is below its low mark and has not been told."""
        return [spot for spot, left in self._free().items() if self.low[spot][1] and left < self.low[spot][0]]

    def filled(self) -> list[Spot]:
        """What has come up to its low mark again, to be told the next time it falls."""
        return [spot for spot, left in self._free().items() if not self.low[spot][1] and left >= self.low[spot][0]]


def check_count(row: Locked | None, *, on_hand: int | None) -> int:
    """What `on_hand` becomes when a person sets it; None: empty it. Raises ValidationFailed."""
    held = row.held if row else 0
    if on_hand is None:
        return held
    if on_hand < 0:
        raise invalid("on_hand", "cannot be negative")
    if on_hand < held:
        raise invalid("on_hand", f"{held} are held for buyers already")
    return on_hand


def received(
    lines: Sequence[ReceiptLine], *, shop_id: UUID, warehouse_id: UUID, receipt: UUID, note: str, actor: UUID | None
) -> list[Entry]:
    """The ledger's entries for a receipt, one a variant."""
    total: dict[UUID, int] = {}
    for line in lines:
        total[line.variant_id] = total.get(line.variant_id, 0) + line.quantity
    return [
        Entry((shop_id, variant, warehouse_id), quantity, "received", note, receipt, actor)
        for variant, quantity in sorted(total.items())
    ]


def given(edit: WarehouseEdit) -> dict[str, Any]:
    """The fields of an edit that were sent."""
    values = {field: getattr(edit, field) for field in edit.__struct_fields__}
    return {field: value for field, value in values.items() if value is not UNSET}


def literally(q: str) -> str:
    """What a person typed, with nothing in it that LIKE would take for a pattern."""
    return re.sub(r"([\\%_])", r"\\\1", q.strip())
