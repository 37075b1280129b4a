"""Buyers who were erased: finished orders keep the regency they went to, those under way what is needed for them."""

import datetime as dt
from uuid import UUID

from niaga.kit import clock, db

from ..store import erasure as store

MAX_AT_ONCE = 200
LOOKED_AT_FOR = dt.timedelta(days=2)
"""An order may have been on its way when its buyer was erased."""


async def note_erased(buyer_ids: list[UUID]) -> None:
    async with db.tx() as c:
        await store.note_erased(c, ids=buyer_ids, at=clock.now())
    await forget_finished()


async def forget_finished() -> None:
    """Take out recipient, phone number, street and what was written, of what needs them no more."""
    while True:
        now = clock.now()
        async with db.tx() as c:
            finished = await store.lock_finished(c, most=MAX_AT_ONCE)
            await store.forget(c, ids=finished, at=now)
            await store.done_with(c, before=now - LOOKED_AT_FOR)
        if len(finished) < MAX_AT_ONCE:
            return
