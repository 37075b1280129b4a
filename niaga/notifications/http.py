"""The inbox, its live stream, and the development mailbox."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Annotated
from uuid import UUID

import jinja2
import msgspec
from litestar import Response, get, post
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import HeaderParameter, Parameter, QueryParameter
from litestar.response import ServerSentEvent, ServerSentEventMessage

from niaga.kit import config
from niaga.kit.bodies import decode
from niaga.kit.errors import NotFound, RateLimited
from niaga.kit.http import auth, limits, web
from niaga.kit.http.seats import Seat, Seats, connections
from niaga.kit.live import Listener

from . import api
from .api.delivery import CHANNEL
from .api.inbox import MAX_AT_ONCE
from .types import Inbox, Mail, Notice

POLLS_EVERY_S = 2.0  # while Redis is away
BEATS_EVERY_S = 15.0  # so that proxies keep the stream open
BEGINNING = UUID(int=0)
OVERLAP_MS = 10_000
"""Ids are given before a transaction ends, so one that is older may come later; but not by this much."""
MAX_STREAMS_OF_USER = 20  # in one process, as the others
MAX_STREAMS_OF_ADDRESS = 500  # a campus goes out through a few addresses
STREAMS_SHARE = 4  # one connection in so many may be a stream: whoever takes all of them leaves the shop open

Req = web.HttpRequest
After = Annotated[UUID | None, Parameter(description="Goes on after that notice (its id)")]


class NotificationsRead(msgspec.Struct, frozen=True):
    ids: Annotated[list[UUID], msgspec.Meta(max_length=100)] | None = None
    """Absent: all."""


class Streams:
    """Who listens in this process; one Redis subscription wakes them all."""

    def __init__(self) -> None:
        self.waiting: dict[UUID, set[asyncio.Event]] = {}
        self.seats = Seats()
        self.most = MAX_STREAMS_OF_ADDRESS  # until the application starts
        self.listener = Listener(CHANNEL, self.hear, self.wake_all)

    def hear(self, message: bytes) -> None:
        for id in decode(message, list[UUID]):
            for event in self.waiting.get(id, ()):
                event.set()

    def admit(self, user_id: UUID, address: str) -> Seat:
        """Raises RateLimited."""
        wants = {user_id: MAX_STREAMS_OF_USER, address: MAX_STREAMS_OF_ADDRESS, "all": self.most}
        seat = self.seats.take(wants)
        if seat is None:
            raise RateLimited(retry_after=int(BEATS_EVERY_S))
        return seat

    async def wake_all(self) -> None:
        """Something may have been told while nobody could hear it."""
        for events in self.waiting.values():
            for event in events:
                event.set()

    @contextlib.contextmanager
    def listen(self, person_id: UUID) -> Iterator[asyncio.Event]:
        event = asyncio.Event()
        self.waiting.setdefault(person_id, set()).add(event)
        try:
            yield event
        finally:
            self.waiting[person_id].discard(event)
            if not self.waiting[person_id]:
                del self.waiting[person_id]


streams = Streams()


@contextlib.asynccontextmanager
async def lifespan() -> AsyncIterator[None]:
    """Listen to Redis for as long as the application runs."""
    streams.most = connections() // STREAMS_SHARE
    streams.listener.start()
    try:
        yield
    finally:
        await streams.listener.stop()
        await streams.wake_all()


@get("/notifications")
async def list_notifications(request: Req, after: After = None, size: web.PageSize = 24) -> Inbox:
    """Mine, the newest first, and how many are unread."""
    return await api.list_notices(person_id=web.actor(request).id, before=after, size=size)


@post("/notifications/read", status_code=204)
async def read_notifications(request: Req, data: NotificationsRead | None = None) -> None:
    """Mark these as read, or all."""
    await api.read(person_id=web.actor(request).id, ids=data.ids if data else None)


@get(
    "/notifications/stream",
    responses={
        200: ResponseSpec(
            data_container=str, media_type="text/event-stream", description="`notice` events", generate_examples=False
        )
    },
)
async def stream_notifications(
    request: Req, last_event_id: Annotated[str | None, HeaderParameter(name="Last-Event-ID", max_length=40)] = None
) -> ServerSentEvent:
    """What happens from now on, or from the event named in Last-Event-ID on. Ends with the session."""
    actor = web.actor(request)
    seat = streams.admit(actor.id, limits.origin(web.client_ip(request)))
    try:
        last = UUID(last_event_id) if last_event_id else None
    except ValueError:
        last = None
    return ServerSentEvent(_stream(actor, last, seat))


async def _stream(actor: web.Actor, last: UUID | None, seat: Seat) -> AsyncIterator[ServerSentEventMessage]:
    with seat, streams.listen(actor.id) as woken:
        if last is None:
            newest = await api.list_notices(person_id=actor.id, size=1)
            last = newest.items[0].id if newest.items else BEGINNING
        told = {n.id for n in await _recent(actor.id, last) if n.id <= last}
        yield ServerSentEventMessage(event="ready", data=str(last), retry=2000)
        idle = 0.0
        while await auth.still(actor):
            for notice in await _recent(actor.id, last):
                if notice.id in told:
                    continue
                told.add(notice.id)
                last, idle = max(last, notice.id), 0.0
                yield ServerSentEventMessage(
                    event="notice", id=str(notice.id), data=msgspec.json.encode(notice).decode()
                )
            told = {id for id in told if id > _before(last)}
            wait = BEATS_EVERY_S if streams.listener.listening else POLLS_EVERY_S
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(woken.wait(), wait)
            idle = 0.0 if woken.is_set() else idle + wait
            woken.clear()
            if idle >= BEATS_EVERY_S:
                idle = 0.0
                yield ServerSentEventMessage(comment="still here", data=None)


async def _recent(person_id: UUID, last: UUID) -> list[Notice]:
    """What came after `last`, and shortly before it; the oldest first."""
    found: list[Notice] = []
    after = _before(last)
    while more := await api.since(person_id=person_id, after=after):
        found += more
        after = more[-1].id
        if len(more) < MAX_AT_ONCE:
            break
    return found


def _before(last: UUID) -> UUID:
    """The id that one would have been given shortly before (UUIDv7: the time comes first)."""
    return UUID(int=max(0, (last.int >> 80) - OVERLAP_MS) << 80)


# --- the development mailbox ------------------------------------------------------------------------------------

_templates = jinja2.Environment(
    loader=jinja2.FileSystemLoader(Path(__file__).parent / "templates"), autoescape=True, trim_blocks=True
)
Address = Annotated[str | None, QueryParameter(name="to", max_length=254, description="Only mail to this address")]
SAFE = {"content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; img-src data:"}


def _only_in_development() -> None:
    if config.settings().mode == "production":
        raise NotFound()


@get("/dev/mailbox", opt=web.OPEN, include_in_schema=False)
async def mailbox_page(address: Address = None) -> Response[str]:
    """Mail that was written, for people: no account needed, never in production."""
    _only_in_development()
    mails = await api.mailbox(address=address or None)
    page = _templates.get_template("mailbox.html").render(mails=mails, address=address or "")
    return Response(page, media_type="text/html", headers=SAFE)


@get("/dev/mailbox.json", opt=web.OPEN, include_in_schema=False)
async def mailbox_json(address: Address = None) -> list[Mail]:
    """The same for programs."""
    _only_in_development()
    return await api.mailbox(address=address or None)


@get("/dev/mailbox/{mail_id:uuid}", opt=web.OPEN, include_in_schema=False)
async def mail_page(mail_id: UUID, plain: bool = False) -> Response[str]:
    """One mail as its reader sees it, or its plain text."""
    _only_in_development()
    found = await api.mail(id=mail_id)
    if found is None:
        raise NotFound()
    if plain:
        return Response(found.text, media_type="text/plain")
    return Response(found.html, media_type="text/html", headers=SAFE)


routes = [list_notifications, read_notifications, stream_notifications]
root_routes = [mailbox_page, mailbox_json, mail_page]
