"""The worker: delivers events to their subscribers and runs timed jobs. Any number may run; each job runs in one.

A subscriber whose module runs elsewhere gets its events over HTTP (POST /_event/<subscriber>, signed like a port call);
the job is done when it has answered.
"""

import asyncio
import datetime as dt
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from functools import partial
from typing import Any

import asyncpg
import msgspec
from pgqueuer import PgQueuer, Queries
from pgqueuer.db import AsyncpgDriver
from pgqueuer.errors import RetryRequested
from pgqueuer.executors import DatabaseRetryEntrypointExecutor
from pgqueuer.models import Context, Job, Schedule

from . import clock, db, events, port, telemetry
from .batch import batched
from .bodies import decode
from .db import Conn, sql
from .errors import KeyReused, NotFound

Tell = Callable[[bytes], Awaitable[None]]

TRIES = 12
FIRST_RETRY = dt.timedelta(seconds=1)
LAST_RETRY = dt.timedelta(minutes=10)
AT_ONCE = 50
LOOKS_EVERY = dt.timedelta(seconds=2)
GIVEN_UP_AFTER = dt.timedelta(seconds=10)  # the jobs of a worker that died go to another one then
DIARY_KEPT = dt.timedelta(days=7)
PATH = "/_event/"


class Executor(DatabaseRetryEntrypointExecutor):
    """Tries again what fails, but not what no try mends: a key that was used for something else is a bug of ours."""

    async def execute(self, job: Job, context: Context) -> None:
        try:
            await super().execute(job, context)
        except RetryRequested as again:
            if isinstance(again.__cause__, KeyReused):
                raise again.__cause__ from None
            raise


async def deliver(subscriber: events.Subscriber, payload: bytes) -> None:
    """Tell the subscriber, here or over there. A list that fails is enqueued again one by one."""
    told = decode(payload, list[subscriber.event])  # type: ignore[name-defined]  # known at run time
    try:
        client = port.peers.elsewhere.get(subscriber.name.split(".")[0])
        if client is None:
            await subscriber.body(events=told)
        else:
            await port.post(client, PATH + subscriber.name, payload)
    except Exception:
        if len(told) == 1:
            raise
        telemetry.log.warning("job_split", job=subscriber.name, events=len(told), exc_info=True)
        async with db.tx() as c:
            await events.enqueue(c, [(subscriber.name, b"[" + msgspec.json.encode(e) + b"]") for e in told])


def together(subscriber: events.Subscriber) -> Callable[[bytes], Awaitable[None]]:
    """`deliver` for jobs that wait at the same time: one telling instead of many, since a handler takes a list anyway.

    Jobs that fail together are delivered again each for itself, so that each ends by its own doing.
    """

    @batched(most=AT_ONCE)
    async def tell(payloads: Sequence[bytes]) -> Sequence[Exception | None]:
        if len(payloads) > 1:
            whole = b"[" + b",".join(p[1:-1] for p in payloads) + b"]"
            try:
                told = decode(whole, list[subscriber.event])  # type: ignore[name-defined]  # as above
                await subscriber.body(events=told)
                return [None] * len(payloads)
            except Exception:
                telemetry.log.warning("jobs_parted", job=subscriber.name, jobs=len(payloads), exc_info=True)
        return [await _outcome(subscriber, payload) for payload in payloads]

    return tell


async def _outcome(subscriber: events.Subscriber, payload: bytes) -> Exception | None:
    try:
        await deliver(subscriber, payload)
    except Exception as failed:
        return failed
    return None


async def serve(name: str, payload: bytes) -> None:
    """The other end of `deliver`. Raises NotFound for a subscriber unknown here."""
    subscriber = events.SUBSCRIBERS.get(name)
    if subscriber is None:
        raise NotFound()
    await subscriber.body(events=decode(payload, list[subscriber.event]))  # type: ignore[name-defined]  # as above


async def _measured(name: str, work: Callable[[], Awaitable[None]]) -> None:
    telemetry.begin()
    start = clock.monotonic()
    outcome = "failed"
    try:
        with telemetry.spanned(name):
            await work()
        outcome = "done"
    except KeyReused as bug:
        outcome = "bug"
        telemetry.log.error("bug", job=name, exc_info=bug)
        raise
    except Exception:
        telemetry.log.warning("job_failed", job=name, exc_info=True)
        raise
    finally:
        telemetry.JOBS.labels(name, outcome).inc()
        telemetry.JOB_SECONDS.labels(name).observe(clock.monotonic() - start)


@sql
async def _forget(c: Conn, *, before: dt.datetime) -> None:
    """
    DELETE FROM queue.pgqueuer_log WHERE created < :before
    """


@events.every("17 3 * * *")
async def forget_diary() -> None:
    """PgQueuer notes each step of each job; what failed for good stays in the queue itself."""
    async with db.alone() as c:
        await _forget(c, before=clock.now() - DIARY_KEPT)


def build(connection: "asyncpg.Connection[Any]", modules: Sequence[str]) -> PgQueuer:
    """A PgQueuer with an entry for every subscriber, and a timer for each timed job of the kit and the modules here."""
    queue = PgQueuer.from_asyncpg_connection(connection)
    for subscriber in events.SUBSCRIBERS.values():
        here = subscriber.name.split(".")[0] in modules
        tell = together(subscriber) if here else partial(deliver, subscriber)

        async def told(job: Job, name: str = subscriber.name, tell: Tell = tell) -> None:
            await _measured(name, partial(tell, job.payload or b"[]"))

        queue.entrypoint(
            subscriber.name,
            on_failure="hold",
            accepts_context=False,
            executor_factory=partial(
                Executor,
                max_attempts=TRIES,
                initial_delay=FIRST_RETRY,
                max_delay=LAST_RETRY,
            ),
        )(told)
    for timed in events.TIMED.values():
        if timed.name.split(".")[0] in ("kit", *modules):

            async def tick(_: Schedule, timed: events.Timed = timed) -> None:
                with suppress(Exception):  # logged; it comes again anyway
                    await _measured(timed.name, timed.body)

            queue.schedule(timed.name, timed.cron, accepts_context=False)(tick)
    return queue


async def run(dsn: str, modules: Sequence[str], stop: asyncio.Event) -> None:
    """Work until `stop` is set. A lost database is waited for."""
    while not stop.is_set():
        try:
            # A mark of the queue's that a crash undoes only makes a job run again, and that may happen anyway.
            connection = await asyncpg.connect(dsn, timeout=5, server_settings={"synchronous_commit": "off"})
        except (OSError, asyncpg.PostgresError, TimeoutError) as away:
            telemetry.log.warning("database_away", error=str(away))
            await _pause(stop, 1.0)
            continue
        queue = build(connection, modules)
        lost = asyncio.Event()
        connection.add_termination_listener(lambda _, lost=lost: lost.set())
        running = asyncio.create_task(
            queue.run(
                dequeue_timeout=LOOKS_EVERY,
                heartbeat_timeout=GIVEN_UP_AFTER,
                batch_size=AT_ONCE,
                shutdown_on_listener_failure=True,
            )
        )
        waits = [asyncio.create_task(stop.wait()), asyncio.create_task(lost.wait())]
        try:
            await asyncio.wait([running, *waits], return_when=asyncio.FIRST_COMPLETED)
        finally:
            queue.shutdown.set()
            for wait in waits:
                wait.cancel()
            done, _ = await asyncio.wait([running], timeout=10)
            if not done:
                running.cancel()
            with suppress(Exception, asyncio.CancelledError):
                await running
            connection.terminate()
        if not stop.is_set():
            telemetry.log.warning("queue_restarts")
            await _pause(stop, 1.0)


async def _pause(stop: asyncio.Event, seconds: float) -> None:
    with suppress(TimeoutError):
        await asyncio.wait_for(stop.wait(), seconds)


async def requeue(dsn: str) -> int:
    """Jobs that failed for good go back into the queue; returns how many."""
    connection = await asyncpg.connect(dsn)
    try:
        queries = Queries(AsyncpgDriver(connection))
        failed = await queries.list_failed_jobs(limit=10_000)
        await queries.requeue_jobs([job.id for job in failed])
        return len(failed)
    finally:
        await connection.close()
