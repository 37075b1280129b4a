from tests.crash.killing import run

SEED = 26_11
"""The same wishes and kills each time, though never at the same moments. `make soak` goes elsewhere."""


async def test_nothing_is_lost_or_sold_twice_when_servers_are_killed() -> None:
    done = await run(12, SEED)
    assert "paid" in done
