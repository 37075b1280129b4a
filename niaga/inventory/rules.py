"""Pure decisions: who gets what, and whom to tell."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from msgspec import UNSET, structs

from niaga.kit.errors import KeyReused, invalid
from niaga.kit.ids import id_of

from .rows import Ask, Ending, Entry, Holding, Key, Line, Locked, Spot, Turn
from .types import HeldLine, LineState, OutOfStock, Part, Place, ReceiptLine, Short, TooMuchHeld, Want, WarehouseEdit

FINAL: tuple[LineState, ...] = ("committed", "returned")
"""Never held again: the goods were sold."""
DEAD: tuple[LineState, ...] = ("released", "lapsed")
"""Takes up nothing, and may be held anew."""


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
    return id_of("warehouse", shop_id)


class Shelves:
    """The stock rows of some places, all of them locked, and what is left of each while a batch is decided."""

    def __init__(self, rows: Sequence[Locked]) -> None:
        self.of: dict[Spot, list[Locked]] = {}
        self.left: dict[Spot, int] = {}
        for row in sorted(rows, key=lambda r: (r.priority, r.warehouse_id)):
            self.of.setdefault(row.spot, []).append(row)
            self.left[row.spot] = self.left.get(row.spot, 0) + row.free

    def take(self, wants: Mapping[Spot, int]) -> list[Take] | OutOfStock:
        """All of it, from the warehouses in the order in which they sell, or nothing."""
        left = self.left
        short = [Short(*spot, n, max(left.get(spot, 0), 0)) for spot, n in wants.items() if n > left.get(spot, 0)]
        if short:
            return OutOfStock(lines=[structs.asdict(s) for s in short])
        takes = []
        for spot, wanted in wants.items():
            left[spot] -= wanted
            for row in self.of[spot]:
                part = min(wanted, row.free)
                if part > 0:
                    row.held += part
                    wanted -= part
                    takes.append(Take(row.key, part))
                if wanted == 0:
                    break
        return takes


class Holdings:
    """What owners hold, while a batch is decided: {owner: {hold: units}}."""

    def __init__(self, rows: Sequence[Holding]) -> None:
        self.of: dict[UUID, dict[UUID, int]] = {}
        for row in rows:
            self.of.setdefault(row.owner, {})[row.id] = row.units

    def check(self, ask: Ask) -> TooMuchHeld | None:
        """Whether the owner may hold this, too; what gives way to it does not count, nor what it holds already."""
        if ask.owner is None or ask.limit is None:
            return None
        others = {id: n for id, n in self.of.get(ask.owner, {}).items() if id != ask.id and id not in ask.instead_of}
        holds, units = len(others), sum(others.values())
        if holds < ask.limit.holds and units + sum(ask.wants.values()) <= ask.limit.units:
            return None
        return TooMuchHeld(holds=holds, units=units)

    def count(self, ask: Ask) -> None:
        if ask.owner is not None:
            self.of.setdefault(ask.owner, {})[ask.id] = sum(ask.wants.values())


def give_way(lines: Sequence[Line], rows: Sequence[Locked]) -> list[Turn]:
    """What is held in these places is free again."""
    there = {row.spot for row in rows}
    return [
        Turn(line, "released", -line.quantity, None) for line in lines if line.state == "held" and line.spot in there
    ]


def grant(
    asks: Sequence[Ask], shelves: Shelves, lines: Mapping[UUID, list[Line]], holdings: Holdings | None = None
) -> list[Grant | Exception]:
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
        over = holdings.check(ask) if holdings else None
        answer = over or _grant(ask, shelves, lines.get(ask.id, []))
        if isinstance(answer, Grant):
            decided[ask.id] = answer
            if holdings:
                holdings.count(ask)
        answers.append(answer)
    return answers


def _grant(ask: Ask, shelves: Shelves, had: Sequence[Line]) -> Grant | Exception:
    missing = ask.wants
    stay = [line for line in had if line.state not in DEAD]
    if stay:
        if demand(had) != ask.wants:
            return KeyReused()
        kept = demand(stay)
        missing = {spot: n - kept.get(spot, 0) for spot, n in ask.wants.items() if n > kept.get(spot, 0)}
    got = shelves.take(missing)
    if isinstance(got, OutOfStock):
        return got
    return Grant(ask, stay, got, [line for line in had if line.state in DEAD])


def is_tight(asks: Sequence[Ask], rows: Iterable[Locked]) -> bool:
    """Whether the counters, expired holds and all, may not be enough for everybody."""
    left: dict[Spot, int] = {}
    for row in rows:
        left[row.spot] = left.get(row.spot, 0) + row.free
    for ask in asks:
        for spot, wanted in ask.wants.items():
            left[spot] = left.get(spot, 0) - wanted
    return any(n < 0 for n in left.values())


def demand(lines: Iterable[Line | Want]) -> dict[Spot, int]:
    """What is wanted of each place, in the order in which stock is locked: two lines may want the same variant."""
    total: dict[Spot, int] = {}
    for line in lines:
        spot = line.shop_id, line.variant_id
        total[spot] = total.get(spot, 0) + line.quantity
    return dict(sorted(total.items())) if len(total) > 1 else total


def of_part(part: Part, lines: Mapping[UUID, Sequence[Line]]) -> list[Line]:
    return [line for line in lines.get(part.id, ()) if part.shop_id in (None, line.shop_id)]


def sales(parts: Sequence[Part], lines: Mapping[UUID, Sequence[Line]]) -> list[Turn]:
    """What committing these parts takes out of stock: of each shop all, or nothing when some of it is dead."""
    dead = {(line.hold_id, line.shop_id) for had in lines.values() for line in had if line.state in DEAD}
    sold = {
        (line.hold_id, *line.key): line
        for part in parts
        for line in of_part(part, lines)
        if line.state == "held" and (line.hold_id, line.shop_id) not in dead
    }
    return [
        Turn(x, "committed", -x.quantity, Entry(x.key, -x.quantity, "sold", "", x.hold_id, None)) for x in sold.values()
    ]


def endings(wishes: Sequence[Ending], lines: Mapping[UUID, Sequence[Line]]) -> list[Turn]:
    """What releasing or giving back these parts does: what is held is free again, what was sold is on hand again."""
    turned: dict[tuple[UUID, UUID, UUID, UUID], Turn] = {}
    for wish in wishes:
        for line in of_part(wish.part, lines):
            key = line.hold_id, *line.key
            before = turned.get(key)
            state = before.state if before else line.state
            if state == "returned" or (wish.state == "released" and state not in ("held", "lapsed")):
                continue
            held = before.held if before else -line.quantity if state == "held" else 0
            back = Entry(line.key, line.quantity, "returned", wish.note, wish.reference, wish.actor)
            turned[key] = Turn(line, wish.state, held, back if state == "committed" else None)
    return list(turned.values())


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


def check_place(latitude: float | None, longitude: float | None) -> None:
    """Raises ValidationFailed for half a place."""
    if (latitude is None) != (longitude is None):
        raise invalid("longitude" if longitude is None else "latitude", "one goes with the other")
