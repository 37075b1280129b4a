import asyncio

import asyncpg
import pytest

from niaga.kit.advice import Advice
from niaga.kit.migrate import difference, migrate, wipe
from niaga.modules import NAMES


async def test_migrations_run_once_however_many_try(empty_database: str) -> None:
    applied = await asyncio.gather(*(migrate(empty_database, NAMES) for _ in range(3)))
    assert sorted(len(a) > 0 for a in applied) == [False, False, True]
    assert not any(await difference(empty_database, NAMES))


async def test_a_changed_migration_is_noticed(empty_database: str) -> None:
    await migrate(empty_database, ["identity"])
    c = await asyncpg.connect(empty_database)
    await c.execute("UPDATE kit.migration SET digest = 'other' WHERE module = 'identity'")
    await c.close()
    with pytest.raises(Advice, match="has been changed since"):
        await migrate(empty_database, ["identity"])


async def test_wipe_leaves_nothing(empty_database: str) -> None:
    await migrate(empty_database, NAMES)
    await wipe(empty_database)
    assert len((await difference(empty_database, NAMES)).pending) > len(NAMES)


async def test_the_event_log_only_grows(empty_database: str) -> None:
    await migrate(empty_database, [])
    c = await asyncpg.connect(empty_database)
    await c.execute("INSERT INTO kit.event VALUES (gen_random_uuid(), 'x', '{}', now())")
    for change in ("DELETE FROM kit.event", "UPDATE kit.event SET name = 'y'"):
        with pytest.raises(asyncpg.RaiseError, match="append-only"):
            await c.execute(change)
    await c.close()
