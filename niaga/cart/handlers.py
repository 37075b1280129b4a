"""What the cart does when a guest turns out to be somebody, when somebody is erased, and by the clock."""

import datetime as dt
from collections.abc import Sequence

from niaga.identity.types import PersonErased, SignedIn
from niaga.kit import clock, db
from niaga.kit.events import every, on

from . import api
from .store import carts as store

GUESTS_KEPT = dt.timedelta(days=60)
DONE_KEPT = dt.timedelta(days=30)
MAX_FORGOTTEN = 1_000


@on(SignedIn)
async def keep_guest_cart(*, events: Sequence[SignedIn]) -> None:
    for event in events:
        if event.guest_id:
            await api.merge(user_id=event.user_id, guest_id=event.guest_id)


@on(PersonErased)
async def forget_people(*, events: Sequence[PersonErased]) -> None:
    """Their carts, with what they wrote into them."""
    async with db.tx() as c:
        await store.forget_people(c, user_ids=[e.id for e in events])


@every("17 * * * *")
async def forget_what_is_old() -> None:
    """Carts of guests who never came back, and the marks of what was done once."""
    now = clock.now()
    while True:
        async with db.tx() as c:
            guests = await store.forget_guests(c, before=now - GUESTS_KEPT, most=MAX_FORGOTTEN)
            done = await store.forget_done(c, before=now - DONE_KEPT, most=MAX_FORGOTTEN)
        if guests < MAX_FORGOTTEN and done < MAX_FORGOTTEN:
            return
