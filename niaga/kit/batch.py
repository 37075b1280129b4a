"""@batched turns many concurrent calls into few: while one batch is in the database, the next one fills.

The caller awaits one answer for one request; the body sees a list and answers with a list, in the same order.
An answer that is an exception is raised at its own caller alone. A call that comes alone waits for nobody.
"""

import asyncio
import functools
from collections import deque
from collections.abc import Awaitable, Callable, Hashable, Sequence
from contextvars import ContextVar
from typing import Generic, TypeVar

WRITES_LINGER_S = 0.001

process: ContextVar[Hashable] = ContextVar("process", default=None)
"""Calls of one process go together. There is one in life; tests that play several in one give each a name here."""

Request = TypeVar("Request")
Answer = TypeVar("Answer")


class _Queue(Generic[Request, Answer]):
    """The requests waiting for one body, in one event loop."""

    def __init__(self) -> None:
        self.waiting: deque[tuple[Request, asyncio.Future[Answer]]] = deque()
        self.running = 0
        self.crowded = False


def batched(
    *, most: int = 256, lanes: int = 1, lingers_s: float = 0.0
) -> Callable[
    [Callable[[Sequence[Request]], Awaitable[Sequence[Answer | Exception]]]],
    Callable[[Request], Awaitable[Answer]],
]:
    """`most` requests go into one batch; `lanes` batches may be in the database at once (1 for a hot row).

    `lingers_s`: how long a batch waits for more, where several came together last time; for bodies whose trips to the
    database cost the same for one as for ten.
    """

    def decorate(
        body: Callable[[Sequence[Request]], Awaitable[Sequence[Answer | Exception]]],
    ) -> Callable[[Request], Awaitable[Answer]]:
        queues: dict[tuple[asyncio.AbstractEventLoop, Hashable], _Queue[Request, Answer]] = {}

        async def run(queue: _Queue[Request, Answer]) -> None:
            try:
                while queue.waiting:
                    if queue.crowded and lingers_s:
                        await asyncio.sleep(lingers_s)
                    batch = [queue.waiting.popleft() for _ in range(min(most, len(queue.waiting)))]
                    queue.crowded = len(batch) > 1
                    answers: Sequence[Answer | Exception]
                    try:
                        answers = await body([request for request, _ in batch])
                        assert len(answers) == len(batch), "one answer for each request"
                    except Exception as failure:  # the whole batch failed: each caller hears of it, and may retry
                        answers = [failure] * len(batch)
                    for (_, future), answer in zip(batch, answers, strict=True):
                        if future.done():
                            continue
                        if isinstance(answer, Exception):
                            future.set_exception(answer)
                        else:
                            future.set_result(answer)
            finally:
                queue.running -= 1

        @functools.wraps(body)
        async def one(request: Request) -> Answer:
            loop = asyncio.get_running_loop()
            mine = (loop, process.get())
            queue = queues.get(mine)
            if queue is None:
                for other in [o for o, q in queues.items() if not q.running or o[0].is_closed()]:
                    del queues[other]  # a loop or a process that has ended (tests) leaves nothing to answer
                queue = queues[mine] = _Queue()
            future: asyncio.Future[Answer] = loop.create_future()
            queue.waiting.append((request, future))
            if queue.running < lanes:
                queue.running += 1
                task = loop.create_task(run(queue))
                _tasks.add(task)
                task.add_done_callback(_tasks.discard)
            return await future

        return one

    return decorate


_tasks: set[asyncio.Task[None]] = set()  # asyncio keeps only weak references
