"""What time does, and the jobs that notice it: a worker may do each of them at any moment. Every timed job that comes
every few seconds is an act by itself."""

import datetime as dt
from uuid import UUID

from niaga import modules
from niaga.kit.events import Timed

from ..healing import frequent
from ..scene import CASH_LAPSES, HOLD_LAPSES, LINK_DIES, Scene
from . import act


@act("timers")
async def minute_passes(s: Scene, key: UUID) -> None:
    s.move(dt.timedelta(minutes=1, seconds=5))


@act("timers", of={"qris", "virtual_account", "ewallet", "card"})
async def link_dies(s: Scene, key: UUID) -> None:
    s.move(LINK_DIES)
    await s.outside.pass_time()


@act("timers")
async def hold_lapses(s: Scene, key: UUID) -> None:
    s.move(CASH_LAPSES if s.start.method == "cash" else HOLD_LAPSES)


@act("timers")
async def deliver_events(s: Scene, key: UUID) -> None:
    """A worker takes what waits in the queue."""
    await s.queue.drain(telling=False)


@act("timers")
async def webhooks_arrive(s: Scene, key: UUID) -> None:
    """What the provider wanted to tell, it tells."""
    await s.outside.pass_time()


MOSTLY_AT = {
    "expire_unpaid": {"unpaid", "link_dead", "overdue", "expired", "replaced", "cancelled"},
    "keep_while_confirming": {"unpaid", "link_dead", "overdue"},
    "send_refunds": {"refunding", "paid", "cancelled"},
}


def _job(timed: Timed) -> None:
    async def run(s: Scene, key: UUID) -> None:
        await timed.body()

    run.__name__ = timed.name.split(".")[-1]
    act("timers", at=MOSTLY_AT.get(run.__name__, ()))(run)


modules.load()
for each in frequent():
    _job(each)
