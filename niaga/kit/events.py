"""Events: what has happened, in the past tense, ids only, written in the transaction that made it so.

    class OrderPaid(Event):            # in types.py
        id: UUID

    await emit(c, OrderPaid(id), ...)  # inside a transaction: appends to the log, enqueues one job per subscriber

    @on(OrderPaid)                     # in another module's handlers.py
    async def tell_seller(*, events: Sequence[OrderPaid]) -> None: ...

    @every("* * * * * */5")            # timed job: cron, optional sixth field is seconds
    async def sweep() -> None: ...

What one `emit` tells a subscriber arrives together, at least once, maybe late, maybe out of order: handlers are
idempotent. A handler that fails is retried with back-off; a list that fails is retried one by one, so that one bad
event cannot hold up its neighbours. After the last try the job is kept aside (`niaga doctor` shows it).
"""

import asyncio
import contextlib
import inspect
import os
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import Any, ClassVar, NamedTuple, TypeVar, get_type_hints

import asyncpg
import msgspec

from . import clock, db, telemetry
from .db import Conn, sql
from .ids import new_id

MAX_EVENTS = 200  # events in one job
WAKES_AFTER_S = 0.1  # what happens meanwhile is told together: a telling costs about as much for ten as for one
CHANNEL = "ch_pgqueuer"

os.environ["PGQUEUER_SCHEMA"] = "queue"  # PgQueuer reads it once, when its tables are first named


class Event(msgspec.Struct, frozen=True):
    name: ClassVar[str] = ""

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        cls.name = f"{cls.__module__.split('.')[1]}.{cls.__name__}"
        assert cls.name not in EVENTS, f"two events named {cls.name}"
        EVENTS[cls.name] = cls


E = TypeVar("E", bound=Event)
Handler = Callable[..., Awaitable[None]]


class Subscriber(NamedTuple):
    name: str
    """`<module>.<function>`: also the name of its queue."""
    event: type[Event]
    body: Handler


class Timed(NamedTuple):
    name: str
    cron: str
    body: Callable[[], Awaitable[None]]


EVENTS: dict[str, type[Event]] = {}
SUBSCRIBERS: dict[str, Subscriber] = {}
TIMED: dict[str, Timed] = {}


def on(event: type[E]) -> Callable[[Callable[..., Awaitable[None]]], Callable[..., Awaitable[None]]]:
    def decorate(fn: Handler) -> Handler:
        module = fn.__module__.split(".")[1]
        assert list(inspect.signature(fn).parameters) == ["events"], f"{fn.__name__} takes `*, events`"
        name = f"{module}.{fn.__name__}"
        assert name not in SUBSCRIBERS, f"two subscribers named {name}"
        get_type_hints(fn)  # names must resolve
        SUBSCRIBERS[name] = Subscriber(name, event, fn)
        return fn

    return decorate


def every(cron: str) -> Callable[[Callable[[], Awaitable[None]]], Callable[[], Awaitable[None]]]:
    def decorate(fn: Callable[[], Awaitable[None]]) -> Callable[[], Awaitable[None]]:
        name = f"{fn.__module__.split('.')[1]}.{fn.__name__}"
        assert name not in TIMED, f"two timed jobs named {name}"
        TIMED[name] = Timed(name, cron, fn)
        return fn

    return decorate


@sql
async def _write(
    c: Conn,
    *,
    ids: list[Any],
    names: list[str],
    bodies: list[str],
    at: Any,
    trace: str | None,
    queues: list[str],
    payloads: list[bytes],
) -> None:
    """
    WITH log AS (
        INSERT INTO kit.event (id, name, body, at, trace)
        SELECT id, name, body::jsonb, :at, :trace
          FROM unnest(:ids::uuid[], :names::text[], :bodies::text[]) AS e (id, name, body)
    )
    INSERT INTO queue.pgqueuer (priority, entrypoint, payload, status)
    SELECT 0, entrypoint, payload, 'queued'
      FROM unnest(:queues::text[], :payloads::bytea[]) AS j (entrypoint, payload)
    """


class FailedJobs(msgspec.Struct, frozen=True):
    entrypoint: str
    jobs: int


@sql
async def failed_jobs(c: Conn) -> list[FailedJobs]:
    """
    SELECT entrypoint, count(*)::int AS jobs FROM queue.pgqueuer WHERE status = 'failed' GROUP BY 1 ORDER BY 2 DESC, 1
    """


async def emit(c: Conn, *events: Event) -> None:
    """Append to the log and enqueue one job for each subscriber, in the caller's transaction."""
    if not events:
        return
    bodies = [msgspec.json.encode(e) for e in events]
    jobs = []
    for subscriber in SUBSCRIBERS.values():
        mine = [b for e, b in zip(events, bodies, strict=True) if type(e) is subscriber.event]
        for start in range(0, len(mine), MAX_EVENTS):
            jobs.append((subscriber.name, b"[" + b",".join(mine[start : start + MAX_EVENTS]) + b"]"))
    await _keep(c, events, bodies, jobs)
    db.after_commit(partial(_count, events))


def _count(events: Sequence[Event]) -> None:
    for name, many in Counter(event.name for event in events).items():
        telemetry.EVENTS.labels(name).inc(many)


async def enqueue(c: Conn, jobs: Sequence[tuple[str, bytes]]) -> None:
    """One job for each (subscriber, JSON list of events), in the caller's transaction."""
    if jobs:
        await _keep(c, [], [], jobs)


async def _keep(c: Conn, events: Sequence[Event], bodies: Sequence[bytes], jobs: Sequence[tuple[str, bytes]]) -> None:
    """Log and queue in one trip. PgQueuer's own `enqueue` is one more, and a row in its diary that nobody reads."""
    await _write(
        c,
        ids=[new_id() for _ in events],
        names=[e.name for e in events],
        bodies=[b.decode() for b in bodies],
        at=clock.now(),
        trace=telemetry.trace_id(),
        queues=[queue for queue, _ in jobs],
        payloads=[payload for _, payload in jobs],
    )
    if jobs:
        db.after_commit(_wake)


def _wake() -> None:
    """Tell waiting workers that there are jobs, soon, once for all that is committed until then.

    PgQueuer's trigger would tell in each transaction, and PostgreSQL commits transactions that notify one after the
    other, each with its own wait for the disk: group commit undone. A lost telling costs one look (worker.LOOKS_EVERY).
    """
    global _waking
    if _waking is None or _waking.done():
        _waking = asyncio.get_running_loop().create_task(_wake_soon())


_waking: "asyncio.Task[None] | None" = None


async def _wake_soon() -> None:
    await asyncio.sleep(WAKES_AFTER_S)
    told = {"channel": CHANNEL, "operation": "insert", "table": "pgqueuer", "type": "table_changed_event"}
    body = msgspec.json.encode({**told, "sent_at": clock.now()}).decode()
    if not db.is_open():  # a command that has ended meanwhile
        return
    with contextlib.suppress(OSError, asyncpg.PostgresError, asyncpg.InterfaceError, TimeoutError):
        await db.pool().execute("SELECT pg_notify($1, $2)", CHANNEL, body)
