"""Processes inside one process, and the gates at which they can be stopped.

An act runs as a process of its own: a name in a context variable that all its tasks inherit, queues of its own
(kit/batch.py). Before each transaction, each reading and each request to the provider it passes a gate. At a gate it
may be stopped while another act runs to its end, or killed: its tasks are cancelled, as if nothing of it had ever been
there but what it has committed. A gate is never inside a transaction: who is stopped holds no lock.
"""

import asyncio
import contextlib
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextvars import Context, copy_context
from pathlib import Path
from typing import Any, TypeVar, cast

import asyncpg

from niaga.kit import batch, db

T = TypeVar("T")
STUCK_S = 60.0
DRIVER = f"{Path(asyncpg.__file__).parent}/"


class Stuck(Exception):
    """An act did not come to its end though nothing held it up."""


class Process:
    """One act under way. `stop_at`: the number of the gate it is stopped at, counted from 1."""

    def __init__(self, name: str, stop_at: int | None = None) -> None:
        self.name, self.stop_at = name, stop_at
        self.passed: list[str] = []
        self.stopped, self.go = asyncio.Event(), asyncio.Event()
        self.tasks: set[asyncio.Task[Any]] = set()
        self.dead = False

    def __repr__(self) -> str:
        return f"<{self.name}>"

    async def gate(self, where: str) -> None:
        if self.dead:
            raise asyncio.CancelledError
        self.passed.append(where)
        if len(self.passed) == self.stop_at:
            self.stopped.set()
        if self.stopped.is_set():
            await self.go.wait()

    def start(self, work: Callable[[], Awaitable[T]]) -> "asyncio.Task[T]":
        async def run() -> T:
            return await work()

        context = copy_context()
        context.run(batch.process.set, self)
        return asyncio.get_running_loop().create_task(run(), context=context)

    async def stop_or_end(self, task: "asyncio.Task[Any]") -> bool:
        """Wait until it stands at its gate (true) or has ended."""
        waiting = asyncio.ensure_future(self.stopped.wait())
        try:
            await _within(asyncio.wait([task, waiting], return_when=asyncio.FIRST_COMPLETED), self)
        finally:
            waiting.cancel()
        return not task.done()

    async def kill(self) -> None:
        """Nothing of it goes on; what it has not committed has not happened."""
        self.dead = True
        running = [task for task in self.tasks if not task.done()]
        for task in running:
            task.cancel()
        self.go.set()
        await asyncio.gather(*running, return_exceptions=True)


async def _within(work: Awaitable[T], who: Process) -> T:
    try:
        return await asyncio.wait_for(work, STUCK_S)
    except TimeoutError:
        raise Stuck(f"{who} after {who.passed[-3:]}") from None


async def finish(process: Process, task: "asyncio.Task[T]") -> T:
    return await _within(asyncio.shield(task), process)


def here() -> Process | None:
    return cast(Process | None, batch.process.get())


async def gate(kind: str) -> None:
    process = here()
    if process is not None:
        await process.gate(f"{_caller()} {kind}")


def _caller() -> str:
    """The function of ours that is about to open a transaction."""
    frame: Any = sys._getframe(2)
    while frame is not None:
        name: str = frame.f_globals.get("__name__", "")
        if name.startswith("niaga.") and not name.startswith("niaga.kit."):
            return f"{name.removeprefix('niaga.')}.{frame.f_code.co_name}"
        frame = frame.f_back
    return "?"


def _gated(real: Callable[[], Any], kind: str) -> Callable[[], Any]:
    @contextlib.asynccontextmanager
    async def opened() -> AsyncIterator[Any]:
        await gate(kind)
        async with real() as c:
            yield c

    return opened


@contextlib.contextmanager
def installed() -> Iterator[None]:
    """From here on whoever has a process passes gates. For a program of its own, not beside other tests."""
    loop = asyncio.get_running_loop()
    before = {kind: getattr(db, kind) for kind in ("tx", "alone", "read")}
    for kind, real in before.items():
        setattr(db, kind, _gated(real, kind))
    loop.set_task_factory(_task)
    try:
        yield
    finally:
        loop.set_task_factory(None)
        for kind, real in before.items():
            setattr(db, kind, real)


def _task(loop: asyncio.AbstractEventLoop, work: Any, context: Context | None = None) -> "asyncio.Task[Any]":
    """Tasks made by a process are its own: they die with it. The database driver's are not: killed before it begins,
    the one that returns a connection to the pool never does, and here the pool outlives the process."""
    made = asyncio.Task(work, loop=loop, context=context)
    process = context.get(batch.process) if context is not None else batch.process.get()
    if isinstance(process, Process) and not _is_of_driver(work):
        process.tasks.add(made)
        made.add_done_callback(process.tasks.discard)
    return made


def _is_of_driver(work: Any) -> bool:
    code = getattr(work, "cr_code", None)
    return code is not None and code.co_filename.startswith(DRIVER)
