"""When a shop's part will be ready: by what its goods say of themselves, or not at all."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from ..types import ShopOrderStatus

AT_WORK: frozenset[ShopOrderStatus] = frozenset({"processing", "packed"})


def minutes(lines: Iterable[int | None]) -> int | None:
    """How long the whole takes: as long as its slowest line, for a kitchen makes them side by side. None as soon as one
    of them does not say: what nobody has said is not promised."""
    takes = list(lines)
    said = [line for line in takes if line is not None]
    return max(said) if said and len(said) == len(takes) else None


def at(status: ShopOrderStatus, begun_at: datetime | None, takes: int | None) -> datetime | None:
    """So long after the shop has begun, while it is at work. None before, and once it is ready or has ended."""
    if status not in AT_WORK or begun_at is None or takes is None:
        return None
    return begun_at + timedelta(minutes=takes)
