"""How notices and mails are written: each once, however often it is told."""

import datetime as dt
from collections.abc import Mapping, Sequence
from uuid import UUID

import msgspec

from niaga.kit import cache, clock, db
from niaga.kit.db import Conn
from niaga.kit.events import emit
from niaga.kit.ids import new_id

from .. import store
from ..rules import notices as rules
from ..settings import settings
from ..types import Mail, MailWaits, Told

CHANNEL = "niaga:notices"


async def _write(c: Conn, told: Sequence[Told], mails: Sequence[Mail]) -> list[UUID]:
    """Write what was not written yet; returns who has new notices."""
    now = clock.now()
    ids = [new_id() for _ in told]
    fresh = await store.tell(
        c,
        ids=ids,
        person_ids=[t.person_id for t in told],
        keys=[t.key for t in told],
        kinds=[t.kind for t in told],
        titles=[t.title for t in told],
        bodies=[t.body for t in told],
        paths=[t.path for t in told],
        subjects=[msgspec.to_builtins(t.subject) for t in told],
        at=now,
    )
    await _supersede(c, dict(zip(ids, told, strict=True)), fresh, now)
    written = await store.write_mails(
        c,
        ids=[m.id for m in mails],
        keys=[m.key for m in mails],
        person_ids=[m.person_id for m in mails],
        addresses=[m.address for m in mails],
        kinds=[m.kind for m in mails],
        subjects=[m.subject for m in mails],
        htmls=[m.html for m in mails],
        texts=[m.text for m in mails],
        at=now,
    )
    if settings().smtp_url:  # without a server they are read in the mailbox
        await emit(c, *(MailWaits(id) for id in written))
    return [one.person_id for one in fresh]


async def _supersede(c: Conn, told: Mapping[UUID, Told], fresh: Sequence[store.Fresh], now: dt.datetime) -> None:
    """Older news of the same orders are read, as it were: they are not true any more."""
    news = [(one, old) for one in fresh if (old := rules.supersedes(told[one.id])) is not None]
    if news:
        await store.supersede(
            c,
            ids=[one.id for one, _ in news],
            person_ids=[one.person_id for one, _ in news],
            orders=[order for _, (order, _) in news],
            parts=[part for _, (_, part) in news],
            progress=sorted(rules.PROGRESS),
            at=now,
        )


async def deliver(told: Sequence[Told], mails: Sequence[Mail]) -> None:
    """Write notices and mails, and show the new notices to whoever looks. Telling again changes nothing."""
    if not told and not mails:
        return
    async with db.tx() as c:
        fresh = await _write(c, told, mails)
    if fresh:
        await cache.announce(CHANNEL, msgspec.json.encode(fresh))
