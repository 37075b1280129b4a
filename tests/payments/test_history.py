"""What is kept of the provider and of the books cannot be changed."""

from typing import Any

import pytest

from niaga.kit import db
from niaga.payments import api

from .outside import Order, Outside, give

pytestmark = pytest.mark.usefixtures("books_agree")


async def test_every_word_with_the_provider_is_kept_without_secrets(app: Any, outside: Outside) -> None:
    payment = await Order().start("qris")
    await outside.simulate(payment, drop=True)
    await api.ask_now(id=payment.id)
    said = await api.exchanges(id=payment.id)
    assert [x.operation for x in said] == ["status", "charge"]
    assert said[1].request
    assert str(payment.id) in said[1].request
    assert "SB-Mid-server" not in "".join(f"{x.request}{x.response}" for x in said)


@pytest.mark.parametrize("table", ["transfer", "exchange"])
async def test_history_cannot_be_changed(app: Any, outside: Outside, table: str) -> None:
    order = Order()
    await give(order.payer_id, 44_000)
    await order.start("wallet")
    await Order().start("qris")
    async with db.pool().acquire() as c:
        for change in (f"UPDATE payments.{table} SET at = now()", f"DELETE FROM payments.{table}"):
            with pytest.raises(Exception, match="append-only"):
                await c.execute(change)
