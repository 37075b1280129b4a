import asyncio
from collections.abc import Sequence

import pytest

from niaga.kit.batch import batched


async def test_concurrent_calls_share_batches_and_keep_their_own_answers() -> None:
    sizes: list[int] = []

    @batched(most=64)
    async def double(requests: Sequence[int]) -> Sequence[int | Exception]:
        sizes.append(len(requests))
        await asyncio.sleep(0)
        return [r * 2 if r % 10 else ValueError(r) for r in requests]

    answers = await asyncio.gather(*(double(n) for n in range(200)), return_exceptions=True)
    for n, answer in enumerate(answers):
        if n % 10:
            assert answer == 2 * n
        else:
            assert isinstance(answer, ValueError)
            assert answer.args == (n,)
    assert max(sizes) == 64
    assert sum(sizes) == 200


async def test_a_failed_batch_fails_only_its_own_callers() -> None:
    calls = 0

    @batched(most=10)
    async def fragile(requests: Sequence[int]) -> Sequence[int | Exception]:
        nonlocal calls
        calls += 1
        if calls == 1:
            raise RuntimeError("gone")
        return list(requests)

    first = [asyncio.ensure_future(fragile(n)) for n in range(10)]
    second = [asyncio.ensure_future(fragile(n)) for n in range(10, 20)]
    assert all(isinstance(a, RuntimeError) for a in await asyncio.gather(*first, return_exceptions=True))
    assert await asyncio.gather(*second) == list(range(10, 20))


async def test_a_cancelled_caller_does_not_disturb_the_others() -> None:
    gate = asyncio.Event()

    @batched()
    async def slow(requests: Sequence[int]) -> Sequence[int | Exception]:
        await gate.wait()
        return list(requests)

    leaving, staying = asyncio.ensure_future(slow(1)), asyncio.ensure_future(slow(2))
    await asyncio.sleep(0)
    leaving.cancel()
    gate.set()
    assert await staying == 2
    with pytest.raises(asyncio.CancelledError):
        await leaving


async def test_lanes_run_side_by_side() -> None:
    together = most = 0

    @batched(most=1, lanes=3)
    async def count(requests: Sequence[int]) -> Sequence[int | Exception]:
        nonlocal together, most
        together += 1
        most = max(most, together)
        await asyncio.sleep(0.001)
        together -= 1
        return list(requests)

    await asyncio.gather(*(count(n) for n in range(12)))
    assert most == 3
