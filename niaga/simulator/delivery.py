"""Notifications to the merchant: sent, logged, and sent again by each provider's own table."""

import asyncio
import random
from collections.abc import Callable, Mapping
from urllib.parse import urljoin
from uuid import uuid4

import httpcore  # what httpx stands on; httpx itself would load its command line, 6 MB
import msgspec

from niaga.kit.bodies import decode

from . import clock
from .clockwork import Clockwork
from .store import Store, Task

HEADERS = [("Content-Type", "application/json"), ("Accept", "application/json"), ("User-Agent", "Veritrans")]
TIMEOUTS = {"timeout": {"connect": 15.0, "write": 15.0, "read": 15.0, "pool": 15.0}}
NO_ANSWER = (
    httpcore.TimeoutException,
    httpcore.NetworkError,
    httpcore.ProtocolError,
    httpcore.UnsupportedProtocol,
    ValueError,  # an address that is none
)
MAX_REDIRECTS = 5
SHIFT = 0.1  # the providers shift their retries at random; so do we, by a tenth


class RetryTable(msgspec.Struct, frozen=True):
    """How long before the first, second, … retry, and how many an answer earns (None: no answer at all)."""

    spacing_s: tuple[float, ...]
    retries: Callable[[int | None], int]


class Attempt(msgspec.Struct, frozen=True, omit_defaults=True):
    at: float
    status_code: int | None = None
    error: str | None = None


class Message(msgspec.Struct, frozen=True, kw_only=True):
    """One notification to one address. `lost` is the fault of never sending it; `next_at` its next retry."""

    id: str = msgspec.field(default_factory=lambda: str(uuid4()))
    provider: str
    payment_id: str
    kind: str  # the state it tells
    url: str
    body: str
    attempts: tuple[Attempt, ...] = ()
    lost: bool = False
    next_at: float | None = None


class Courier:
    def __init__(self, store: Store, clockwork: Clockwork, tables: Mapping[str, RetryTable], scale: float) -> None:
        self.store = store
        self.clockwork = clockwork
        self.tables = tables
        self.scale = scale
        self.http = httpcore.AsyncConnectionPool(max_connections=100, max_keepalive_connections=20)
        clockwork.handlers["deliver"] = self._deliver

    async def close(self) -> None:
        await self.http.aclose()

    def lose(self, message: Message) -> Message:
        return self._save(msgspec.structs.replace(message, lost=True))

    def later(self, message: Message, due: float) -> Message:
        """Send it at `due`, in epoch seconds, without waiting."""
        self.clockwork.at(due, "deliver", message.id)
        return self._save(msgspec.structs.replace(message, next_at=due))

    def enqueue(self, message: Message) -> Task:
        """Its first attempt is the caller's to make, by `send_together`; retries follow by themselves."""
        self._save(message)
        return self.clockwork.claim("deliver", message.id)

    async def send_together(self, tasks: list[Task]) -> list[Message]:
        """Make the first attempts, all at the same moment."""
        await asyncio.gather(*(self.clockwork.do(task) for task in tasks))
        return [self._load(task.subject) for task in tasks]

    def of_payment(self, payment_id: str) -> list[Message]:
        return [decode(state, Message) for state in self.store.messages_of(payment_id)]

    async def _deliver(self, id: str) -> None:
        message = self._load(id)
        attempt = await self._post(message)
        attempts = (*message.attempts, attempt)
        due = self._next_try(message.provider, attempts)
        with self.store.tx():
            self._save(msgspec.structs.replace(message, attempts=attempts, next_at=due))
            if due is not None:
                self.clockwork.at(due, "deliver", id)

    def _next_try(self, provider: str, attempts: tuple[Attempt, ...]) -> float | None:
        table = self.tables[provider]
        retries_done = len(attempts) - 1
        if retries_done >= table.retries(attempts[-1].status_code):
            return None
        wait_s = table.spacing_s[retries_done] * self.scale
        shift = random.uniform(1 - SHIFT, 1 + SHIFT)  # noqa: S311 - no secret depends on it
        return clock.now() + wait_s * shift

    async def _post(self, message: Message) -> Attempt:
        at, url = clock.now(), message.url
        try:
            for _ in range(MAX_REDIRECTS + 1):
                reply = await self.http.request(
                    "POST", url, headers=HEADERS, content=message.body.encode(), extensions=TIMEOUTS
                )
                location = next((value for name, value in reply.headers if name.lower() == b"location"), None)
                if reply.status not in (307, 308) or location is None:
                    break
                url = urljoin(url, location.decode())
        except NO_ANSWER as trouble:
            return Attempt(at=at, error=f"{type(trouble).__name__}: {trouble}")
        return Attempt(at=at, status_code=reply.status)

    def _save(self, message: Message) -> Message:
        state = msgspec.json.encode(message)
        self.store.save_message(id=message.id, payment_id=message.payment_id, state=state)
        return message

    def _load(self, id: str) -> Message:
        state = self.store.message(id)
        assert state is not None, f"message {id} is not kept"
        return decode(state, Message)
