import random

from tests.crash.killing import run


async def test_nothing_is_lost_or_sold_twice_when_servers_are_killed() -> None:
    seed = random.randrange(10**6)
    try:
        done = await run(12, seed)
    except AssertionError as wrong:
        raise AssertionError(f"with seed {seed}: {wrong}") from wrong
    assert "paid" in done
