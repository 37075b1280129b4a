"""What is to happen later, kept as rows, so that a restart only delays it.

A task is removed after it was done: killed in between, it is done again. Handlers must bear that.
"""

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable

from . import clock
from .store import Store, Task

MAX_AT_ONCE = 64
log = logging.getLogger(__name__)


class Clockwork:
    def __init__(self, store: Store) -> None:
        self.store = store
        self.handlers: dict[str, Callable[[str], Awaitable[None]]] = {}
        self.busy: dict[int, asyncio.Task[None] | None] = {}
        self.woken = asyncio.Event()

    def at(self, due: float, action: str, subject: str) -> None:
        """May be called inside a store transaction: the loop looks after it is committed."""
        self.store.add_task(due, action, subject)
        self.woken.set()

    def claim(self, action: str, subject: str) -> Task:
        """As `at`, due now, but done by the caller with `do`. If we are killed before, the restart does it."""
        task = Task(self.store.add_task(clock.now(), action, subject), 0.0, action, subject)
        self.busy[task.id] = None
        return task

    async def run(self) -> None:
        while True:
            self.woken.clear()
            now = clock.now()
            free = MAX_AT_ONCE - len(self.busy)
            pending = [t for t in self.store.first_tasks(MAX_AT_ONCE + 1) if t.id not in self.busy]
            for task in pending[: max(free, 0)]:
                if task.due <= now:
                    self.busy[task.id] = asyncio.create_task(self.do(task))
            later = [task.due - now for task in pending if task.due > now]
            await self._pause(later[0] if later else None)

    async def stop(self) -> None:
        running = [task for task in self.busy.values() if task]
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)

    async def do(self, task: Task) -> None:
        try:
            await self.handlers[task.action](task.subject)
        except Exception:  # one bad task must not stop the clock
            log.exception("task %s %s failed", task.action, task.subject)
        self.store.remove_task(task.id)
        del self.busy[task.id]
        self.woken.set()

    async def _pause(self, seconds: float | None) -> None:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self.woken.wait(), seconds)
