"""A killed process loses what it has not committed, and nothing else."""

import asyncio
import inspect

import asyncpg

from .gates import Process, installed


def _is_given_back() -> bool:
    """A connection is about to be: the task is made, and has not begun."""
    works = [task.get_coro() for task in asyncio.all_tasks()]
    return any(
        inspect.iscoroutine(work)
        and work.__qualname__.endswith("Holder.release")
        and inspect.getcoroutinestate(work) == inspect.CORO_CREATED
        for work in works
    )


async def test_who_is_killed_while_giving_a_connection_back_keeps_none(empty_database: str) -> None:
    pool = await asyncpg.create_pool(empty_database, min_size=1, max_size=1)

    async def work() -> None:
        async with pool.acquire() as c:
            await c.execute("SELECT 1")

    with installed():
        process = Process("buyer")
        task = process.start(work)
        async with asyncio.timeout(30):
            while not _is_given_back():
                assert not task.done(), "it was never seen"
                await asyncio.sleep(0)
        await process.kill()
    assert task.cancelled()
    async with asyncio.timeout(30):
        assert await pool.fetchval("SELECT 2") == 2  # the only connection there is
        await pool.close()
