"""A killed process loses what it has not committed, and nothing else."""

import asyncio
import inspect

import asyncpg

from .gates import Process, installed


def _release_is_pending() -> bool:
    """Whether there is a task that will return a connection to its pool, and has not begun."""
    works = [task.get_coro() for task in asyncio.all_tasks()]
    return any(
        inspect.iscoroutine(work)
        and work.__qualname__ == "PoolConnectionHolder.release"
        and inspect.getcoroutinestate(work) == inspect.CORO_CREATED
        for work in works
    )


async def test_a_process_killed_while_it_returns_a_connection_still_returns_it(empty_database: str) -> None:
    pool = await asyncpg.create_pool(empty_database, min_size=1, max_size=1)

    async def work() -> None:
        async with pool.acquire() as c:
            await c.execute("SELECT 1")

    try:
        async with asyncio.timeout(30):
            with installed():
                process = Process("buyer")
                task = process.start(work)
                while not _release_is_pending():
                    assert not task.done(), "its release was never pending"
                    await asyncio.sleep(0)
                await process.kill()
            assert task.cancelled()
            assert await pool.fetchval("SELECT 2") == 2  # the only connection there is
            await pool.close()
    finally:
        pool.terminate()
