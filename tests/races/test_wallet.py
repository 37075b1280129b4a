"""One wallet, many devices."""

import asyncio
import uuid
from typing import Any

from niaga.kit import db
from niaga.payments import api
from niaga.payments.types import InsufficientBalance, Payment
from tests.payments.outside import Order, balance, give

DEVICES = 20


async def test_a_wallet_spent_from_20_devices_pays_for_what_is_in_it(app: Any) -> None:
    user = uuid.uuid4()
    await give(user, 30_000)
    orders = [Order(10_000, payer_id=user) for _ in range(DEVICES)]
    answers = await asyncio.gather(*(o.start("wallet") for o in orders), return_exceptions=True)
    assert sum(isinstance(a, Payment) for a in answers) == 3
    assert sum(isinstance(a, InsufficientBalance) for a in answers) == DEVICES - 3
    assert await balance(user) == 0
    assert await api.verify() == []


async def test_spending_and_refunding_at_once_loses_nothing(app: Any) -> None:
    user = uuid.uuid4()
    await give(user, 100_000)
    first = [Order(5_000, payer_id=user) for _ in range(10)]
    await asyncio.gather(*(o.start("wallet") for o in first))
    second = [Order(7_000, payer_id=user) for _ in range(10)]
    answers = await asyncio.gather(
        *(o.refund(5_000, part=0) for o in first), *(o.start("wallet") for o in second), return_exceptions=True
    )
    bought = sum(isinstance(a, Payment) for a in answers)
    assert not [a for a in answers if isinstance(a, Exception) and not isinstance(a, InsufficientBalance)]
    assert await balance(user) == 100_000 - 7_000 * bought
    assert await api.verify() == []


async def spend(table: str, user: uuid.UUID, amount: int, lock: str) -> bool:
    """Read, decide, write: the obvious way, with the lock and without."""
    async with db.pool().acquire() as c, c.transaction():
        left: int = await c.fetchval(f"SELECT balance FROM {table} WHERE id = $1 {lock}", user)
        if left < amount:
            return False
        await asyncio.sleep(0)
        await c.execute(f"UPDATE {table} SET balance = $2 WHERE id = $1", user, left - amount)
        return True


async def test_without_the_lock_the_same_money_is_spent_twice(app: Any) -> None:
    """The race is real: with the lock taken out, more is bought than was in the wallet."""
    user = uuid.uuid4()
    table = f"payments.race_{uuid.uuid4().hex[:8]}"
    bought = {}
    async with db.pool().acquire() as c:
        await c.execute(f"CREATE TABLE {table} (id uuid PRIMARY KEY, balance bigint CHECK (balance >= 0))")
    try:
        for lock in ("", "FOR UPDATE"):
            async with db.pool().acquire() as c:
                await c.execute(
                    f"INSERT INTO {table} VALUES ($1, 30000) ON CONFLICT (id) DO UPDATE SET balance = 30000", user
                )
            spent = await asyncio.gather(*(spend(table, user, 10_000, lock) for _ in range(DEVICES)))
            bought[lock] = sum(spent)
    finally:
        async with db.pool().acquire() as c:
            await c.execute(f"DROP TABLE {table}")
    assert bought["FOR UPDATE"] == 3
    assert bought[""] > 3
