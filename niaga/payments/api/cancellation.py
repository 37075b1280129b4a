"""Ending what an order has not paid yet."""

from typing import Literal
from uuid import UUID

from niaga.kit import clock, db
from niaga.kit.port import port

from ..rows import NOBODY
from ..store import attempts as store
from ..types import Payment
from . import cash, providers, settlement


@port
async def cancel(*, order_id: UUID, because: Literal["cancelled", "expired"] = "cancelled") -> list[Payment]:
    """Take no more money for the order: its attempts end, also at the provider, and no new one may start, even if none
    ever did.

    Answers every attempt of the order. One that turns out `paid` was faster; PaymentSettled tells of it as always.
    """
    ended = await _close(order_id, because)
    for payment in ended:
        if payment.provider is not None:
            await providers.end(payment)
    async with db.read() as c:
        return await store.of_order(c, order_id=order_id)


async def _close(order_id: UUID, because: Literal["cancelled", "expired"]) -> list[Payment]:
    """The attempts that were live until now."""
    now = clock.now()
    async with db.tx() as c:
        await store.close_bill(c, order_id=order_id, nobody=NOBODY)
        live = [p for p in await store.lock_of_order(c, order_id=order_id) if p.status == "pending"]
        await settlement.send_back_undecided(c, order_id, now)
        for payment in live:
            if payment.method == "cash":
                await cash.update(c, payment, over=True)
            else:
                await store.set_status(
                    c,
                    id=payment.id,
                    status=because,
                    received=0,
                    refunded=0,
                    paid_at=None,
                    flag=payment.flag,
                    next_ask_at=now,
                )
        return live
