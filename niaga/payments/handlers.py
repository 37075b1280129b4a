"""Timed jobs: what was not heard is asked for, what was not sent is sent. Any number of workers may run them."""

import asyncio
import datetime as dt
from collections.abc import Awaitable

from niaga.kit import clock, db
from niaga.kit.events import every
from niaga.kit.telemetry import log

from . import rules
from .api import providers, refunds
from .gateways.gateway import Declined, Unknown
from .store import attempts as store
from .store import refunds as refund_store

MAX_CLAIMED = 50  # taken at a time
AT_ONCE = 8  # calls to providers under way
LEASE = dt.timedelta(minutes=2)
"""A job that dies leaves what it took to others after this long."""


@every("* * * * * */3")
async def ask_providers() -> None:
    """Payments whose webhook has not come (yet), and attempts to be ended."""
    now = clock.now()
    async with db.tx() as c:
        due = await store.claim_due(c, now=now, lease=now + LEASE, most=MAX_CLAIMED)
    await _few_at_once([_ask(row) for row in due])


async def _ask(row: store.Due) -> None:
    async with db.read() as c:
        before = await store.get(c, id=row.id)
    assert before is not None
    if before.provider is not None:
        try:
            await providers.ask(before)
        except (Unknown, Declined) as trouble:
            log.warning("ask_failed", payment_id=str(row.id), why=str(trouble))
    async with db.tx() as c:
        after = await store.lock(c, id=row.id)
        assert after is not None
        if after.status == before.status:  # else the change has set the next time
            await store.ask_at(c, id=row.id, at=rules.next_ask(after, row.asks + 1, clock.now()))


@every("* * * * * */3")
async def send_refunds() -> None:
    """Refunds the provider has not confirmed."""
    now = clock.now()
    async with db.tx() as c:
        due = await refund_store.claim_due(c, now=now, lease=now + LEASE, most=MAX_CLAIMED)
    await _few_at_once([_send(row) for row in due])


async def _send(row: refund_store.DueRefund) -> None:
    async with db.read() as c:
        refund = await refund_store.get(c, id=row.id)
    if refund is not None and refund.status == "pending":
        await refunds.send(refund, tries=row.tries)


async def _few_at_once(work: list[Awaitable[None]]) -> None:
    """One that fails is told and does not stop the others; it comes again after its lease."""
    gate = asyncio.Semaphore(AT_ONCE)

    async def one(job: Awaitable[None]) -> None:
        async with gate:
            try:
                await job
            except Exception:
                log.error("payment_job_failed", exc_info=True)

    await asyncio.gather(*(one(job) for job in work))
