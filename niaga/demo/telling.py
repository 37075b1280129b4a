"""When and how the story is told: the clock goes back to the weeks before today, and handlers follow at once."""

import datetime as dt

from niaga.kit import clock, db, events, worker
from niaga.simulator import clock as outside_clock

MAX_ROUNDS = 1_000


def set_clock(at: dt.datetime | None) -> None:
    """From here on it is `at`, as far as this process knows; None: as late as it really is."""
    clock.shift(dt.timedelta())
    ahead = at - clock.now() if at is not None else dt.timedelta()
    clock.shift(ahead)
    outside_clock.shift(ahead.total_seconds())


async def catch_up() -> None:
    """Deliver the events that wait, and those that follow from them, so that they happen at the story's time."""
    for _ in range(MAX_ROUNDS):
        async with db.pool().acquire() as c:
            jobs = await c.fetch("DELETE FROM queue.pgqueuer WHERE status = 'queued' RETURNING id, entrypoint, payload")
        if not jobs:
            return
        for job in sorted(jobs, key=lambda job: job["id"]):
            await worker.deliver(events.SUBSCRIBERS[job["entrypoint"]], job["payload"])
    raise AssertionError("events go round in circles")
