"""What heals in life: events told again until they are taken, timed jobs, and time itself."""

import datetime as dt
import random
import traceback
from collections.abc import Callable

from niaga.kit import clock, db, events, worker

from .outside import Outside

LATER = ("notifications.", "catalog.list_what", "catalog.tell_the", "orders.count_sold")
"""Subscribers that only tell or count: they hear everything at the end of a batch, together,"""
PROMPT = ("notifications.tell_of_differences",)
"""but for those that tell what waits for somebody."""
STEPS = tuple(dt.timedelta(seconds=s) for s in (6, 20, 130, 14 * 60, 16 * 60, 32 * 60, 26 * 3600, 50 * 3600))
"""Moments after the acts at which all clocks tick: polls, leases, the link's death, the hold's, the last asking."""
SOON, LATE = dt.timedelta(seconds=6), dt.timedelta(hours=26)
WAITS = """
SELECT EXISTS (SELECT FROM payments.payment WHERE status = 'pending' AND provider IS NOT NULL)
    OR EXISTS (SELECT FROM payments.refund WHERE status = 'pending')
    OR EXISTS (SELECT FROM orders.shop_order WHERE status = 'pending')
    OR EXISTS (SELECT FROM inventory.hold_line WHERE state = 'held')
    OR EXISTS (SELECT FROM cart.taking t WHERE NOT EXISTS (SELECT FROM orders.orders o WHERE o.id = t.order_id))
    OR EXISTS (SELECT FROM queue.pgqueuer
                WHERE NOT entrypoint LIKE ANY ('{notifications.%,catalog.%,orders.count_sold}'))
"""
"""Whether anything is still to come by itself; asking again about what has ended can wait for a day."""
ROUNDS = 30
TWICE = 0.1


def can_wait(subscriber: str) -> bool:
    return subscriber.startswith(LATER) and subscriber not in PROMPT


class Failed:
    """A job that failed, how often, and why at last."""

    def __init__(self, job: str, payload: bytes, error: BaseException) -> None:
        self.job, self.payload = job, payload
        self.why = "".join(traceback.format_exception(error, limit=-6))


class Queue:
    """Delivers what was emitted, as workers do: in any order, sometimes twice; what fails stays, and comes again."""

    def __init__(self) -> None:
        self.failed: dict[int, Failed] = {}
        self.dice: random.Random | None = None
        """Decides in which order, and what is told twice; None: in turn and once."""

    async def drain(self, *, telling: bool = True) -> int:
        """Deliver what waits and what that emits in turn; returns how many jobs there were. Without `telling`, those
        that only tell people wait."""
        done = 0
        tried: set[int] = set()
        for _ in range(ROUNDS):
            rows = await db.pool().fetch("SELECT id, entrypoint, payload FROM queue.pgqueuer ORDER BY id")
            jobs = [r for r in rows if r["id"] not in tried and (telling or not can_wait(r["entrypoint"]))]
            if not jobs:
                return done
            if self.dice:
                self.dice.shuffle(jobs)
            for job in jobs:
                tried.add(job["id"])
                done += await self._deliver(job["id"], job["entrypoint"], job["payload"])
        raise AssertionError("events go round in circles")

    async def _deliver(self, id: int, name: str, payload: bytes) -> bool:
        try:
            await worker.deliver(events.SUBSCRIBERS[name], payload)
            if self.dice and self.dice.random() < TWICE:
                await worker.deliver(events.SUBSCRIBERS[name], payload)
        except Exception as error:
            self.failed[id] = Failed(name, payload, error)
            return False
        self.failed.pop(id, None)
        await db.pool().execute("DELETE FROM queue.pgqueuer WHERE id = $1", id)
        return True


def frequent() -> list[events.Timed]:
    """The timed jobs that come every few seconds, and are not about lists."""
    return [t for t in events.TIMED.values() if len(t.cron.split()) == 6 and not t.name.startswith("catalog.")]


async def tick(queue: Queue, outside: Outside, bugs: list[BaseException], *, telling: bool) -> None:
    """All that happens by itself at this moment, until nothing happens any more."""
    for _ in range(ROUNDS):
        for job in frequent():
            try:
                await job.body()
            except Exception as bug:
                bugs.append(bug)
        acted = await outside.pass_time()
        if not await queue.drain(telling=telling) and not acted:
            return


async def heal(queue: Queue, outside: Outside, bugs: list[BaseException], move: Callable[[dt.timedelta], None]) -> None:
    """Let time pass until everything has come to its end."""
    outside.troubles.clear()
    outside.engine.clockwork.busy.clear()  # a notification that got no answer is sent again
    await outside.pass_time()
    await queue.drain(telling=False)
    start = clock._shift
    for step in STEPS:
        if SOON < step < LATE and not await db.pool().fetchval(WAITS):
            continue
        move(start + step)
        await tick(queue, outside, bugs, telling=False)
