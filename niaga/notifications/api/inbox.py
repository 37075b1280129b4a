"""Notices and mails, as people read them."""

from uuid import UUID

from niaga.kit import clock, db
from niaga.kit.port import port

from .. import store
from ..types import Inbox, Mail, Notice

MAX_UNREAD = 100  # more is shown as 99+
MAX_AT_ONCE = 200


@port
async def list_notices(*, person_id: UUID, before: UUID | None = None, size: int = 24) -> Inbox:
    """The newest first; `before` goes on from a notice."""
    async with db.read() as c:
        found = await store.inbox(c, person_id=person_id, before=before, size=size + 1)
        unread = await store.unread(c, person_id=person_id, most=MAX_UNREAD)
    more = len(found) > size
    return Inbox(found[:size], str(found[size - 1].id) if more else None, unread)


@port
async def since(*, person_id: UUID, after: UUID) -> list[Notice]:
    """What came after that notice, the oldest first: for a stream that was cut."""
    async with db.read() as c:
        return await store.since(c, person_id=person_id, after=after, size=MAX_AT_ONCE)


@port
async def read(*, person_id: UUID, ids: list[UUID] | None = None) -> None:
    """These have been read, or all."""
    async with db.tx() as c:
        await store.mark_read(c, person_id=person_id, ids=ids, now=clock.now())


@port
async def mailbox(*, address: str | None = None, before: UUID | None = None, size: int = 50) -> list[Mail]:
    """What was written, the newest first: for the development mailbox."""
    async with db.read() as c:
        return await store.mailbox(c, address=address, before=before, size=size)


@port
async def mail(*, id: UUID) -> Mail | None:
    """One of them."""
    async with db.read() as c:
        return await store.mail(c, id=id)
