"""What is scarce and promised with an order: a list of things, all with the same few operations, by the order's id.

A new one (a slot, a quota, the use of a voucher, a dated asset, a deposit) is a module with such ports and one entry
here. Checkout, settlement, expiry and cancelling know nothing else about it.
"""

import asyncio
import datetime as dt
from collections.abc import Collection, Sequence
from typing import NamedTuple, Protocol
from uuid import UUID

from niaga.inventory.types import Part
from niaga.payments.types import Method

from ..types import CheckoutRequest, OrderRef, Quote


class Wish(NamedTuple):
    """What a checkout asks to be promised, under the id that its order will have."""

    id: UUID
    buyer_id: UUID
    method: Method
    proven: bool
    """Whether the buyer's e-mail or phone is verified; not asked where the wallet pays."""
    request: CheckoutRequest
    quoted: Quote
    expires_at: dt.datetime


class Scarce(Protocol):
    """Everything may be asked again under the same id, at any time: done twice it is as done once."""

    async def hold(self, wish: Wish) -> list[OrderRef]:
        """Promise it until `wish.expires_at`, all or nothing; it lapses by itself. Returns the orders whose place it
        has taken. Raises a Refusal when there is not enough."""

    async def extend(self, id: UUID, until: dt.datetime) -> bool:
        """Keep it longer, while a payment is being confirmed. False when some of it has lapsed."""

    async def commit(self, ids: Collection[UUID], late: Collection[UUID], until: dt.datetime) -> set[UUID]:
        """It is sold. `late`: those of them whose time was over; they are held anew until `until` first. Returns those
        for which there is not enough any more."""

    async def commit_part(self, part: Part) -> None:
        """One shop's part is sold, before it is paid. Raises a Refusal when there is not enough any more."""

    async def release(self, ids: Collection[UUID]) -> None:
        """What is only held is free. For checkouts that came to nothing."""

    async def expire(self, ids: Collection[UUID]) -> None:
        """Nobody has paid in time: all of it is free, until late money asks for it anew."""

    async def give_back(self, cause: UUID, part: Part, reason: str) -> None:
        """Held or sold, it is free for good; `cause` names why, once."""


THINGS: list[Scarce] = []
"""In the order in which they are held: what may take the place of an older order comes last, when nothing else can
refuse any more."""


async def extend(ids: Sequence[UUID], until: dt.datetime) -> list[UUID]:
    """Those of which nothing has lapsed."""

    async def all_of(id: UUID) -> bool:
        return all(await asyncio.gather(*(thing.extend(id, until) for thing in THINGS)))

    kept = await asyncio.gather(*(all_of(id) for id in ids))
    return [id for id, there in zip(ids, kept, strict=True) if there]


async def commit(ids: Collection[UUID], late: Collection[UUID], until: dt.datetime) -> set[UUID]:
    """Returns those of which something is missing: what was committed of them is still to be given back."""
    lost: set[UUID] = set()
    for thing in THINGS:
        left = [id for id in ids if id not in lost]
        lost |= await thing.commit(left, [id for id in late if id not in lost], until)
    return lost


async def commit_part(part: Part) -> None:
    for thing in THINGS:
        await thing.commit_part(part)


async def release(ids: Collection[UUID]) -> None:
    await asyncio.gather(*(thing.release(ids) for thing in THINGS))


async def expire(ids: Collection[UUID]) -> None:
    await asyncio.gather(*(thing.expire(ids) for thing in THINGS))


async def give_back(cause: UUID, part: Part, reason: str) -> None:
    await asyncio.gather(*(thing.give_back(cause, part, reason) for thing in THINGS))
