"""Cash: each shop collects its own part of the bill when it hands the goods over."""

import asyncio
from collections.abc import Sequence
from uuid import UUID

from niaga.kit import clock, db
from niaga.kit.db import Conn
from niaga.kit.errors import NotFound, WrongState, invalid
from niaga.kit.events import emit
from niaga.kit.port import port

from .. import rules
from ..rows import Bill, BillPart, Transfer
from ..rules import CASH, ORDERS, bills
from ..store import attempts as store
from ..types import CashCollected, Payment, PaymentSettled
from . import ledger, providers, settlement
from .metrics import PAYMENTS


@port
async def collect_cash(*, order_id: UUID, shop_order_id: UUID, amount: int, by: UUID) -> Payment:
    """A shop has received its part in cash, says `by`. When every part is collected or waived the payment settles.

    Whatever else was asking for the part ends. One that was paid another way meanwhile needs no cash: answers what
    paid it. Raises NotFound, WrongState (waived), ValidationFailed (not the part's amount).
    """
    now = clock.now()
    async with db.tx() as c:
        bill, attempts, parts = await _lock(c, order_id)
        part = next((p for p in parts if p.shop_order_id == shop_order_id), None)
        if part is None:
            raise NotFound()
        paid = next((p for p in attempts if bills.paid_by(p, bill.settled_by, part)), None)
        if paid is not None:
            return paid
        cash = _cash(attempts)
        if part.cash == "waived" or cash.status != "pending":
            raise WrongState(present=part.cash or cash.status, allowed=[])
        if amount != part.amount:
            raise invalid("amount", f"{part.amount} is to be collected.")
        await store.set_cash(c, order_id=order_id, shop_orders=[shop_order_id], cash="collected")
        if amount:
            transfer = Transfer(
                cause=shop_order_id,
                debit=CASH,
                credit=ORDERS,
                amount=amount,
                kind="payment",
                reason=cash.description,
                reference=order_id,
            )
            await ledger.post_one(c, transfer, now)
        await emit(c, CashCollected(order_id, shop_order_id, by))
        after = await update(c, cash)
        ended = await _end_asking(c, attempts)
    await asyncio.gather(*(providers.end(old) for old in ended))
    return after


@port
async def waive_cash(*, order_id: UUID, shop_orders: list[UUID]) -> Payment:
    """These parts of a cash payment will not be collected (cancelled, rejected); nobody is asked for them any more.
    Raises NotFound."""
    async with db.tx() as c:
        bill, attempts, parts = await _lock(c, order_id)
        cash = _cash(attempts)
        waived = [p.shop_order_id for p in bills.due(parts) if p.shop_order_id in shop_orders]
        if not waived or bill.settled_by is not None:
            return cash
        await store.set_cash(c, order_id=order_id, shop_orders=waived, cash="waived")
        after = await update(c, cash)
        ended = await _end_asking(c, attempts)
    await asyncio.gather(*(providers.end(old) for old in ended))
    return after


async def _lock(c: Conn, order_id: UUID) -> tuple[Bill, list[Payment], list[BillPart]]:
    bill = await store.lock_bill(c, order_id=order_id)
    if bill is None:
        raise NotFound()
    return bill, await store.lock_of_order(c, order_id=order_id), await store.parts(c, order_id=order_id)


def _cash(attempts: Sequence[Payment]) -> Payment:
    cash = [p for p in attempts if p.method == "cash"]
    if not cash:
        raise NotFound()
    return cash[-1]


async def _end_asking(c: Conn, attempts: Sequence[Payment]) -> list[Payment]:
    """End the attempts that ask for more than what is due now: cancelled in the books, then at their providers. One
    whose money was faster pays what is still due, and the rest of it goes back."""
    asking = [p for p in attempts if p.status == "pending" and p.provider is not None]
    if asking:
        await store.replace(c, ids=[p.id for p in asking], now=clock.now())
    return [rules.with_status(p, "cancelled") for p in asking]


async def update(c: Conn, payment: Payment, *, over: bool = False) -> Payment:
    """Bring the payment in line with its parts; the first time nothing is left open, it is settled. `over`: what is
    open now stays so."""
    assert payment.order_id is not None
    now = clock.now()
    parts = await store.parts(c, order_id=payment.order_id)
    received = sum(p.amount for p in parts if p.cash == "collected")
    status = bills.cash_status(parts, payment.refunded, over=over)
    settled = payment.paid_at is None and status not in ("pending", "cancelled")
    if (received, status) != (payment.received, payment.status):
        await store.set_status(
            c,
            id=payment.id,
            status=status,
            received=received,
            refunded=payment.refunded,
            paid_at=now if settled else payment.paid_at,
            flag=payment.flag,
            next_ask_at=None,
        )
    if settled:
        await store.settle_bill(c, order_id=payment.order_id, payment_id=payment.id)
        await settlement.send_back_undecided(c, payment.order_id, now)
        await emit(c, PaymentSettled(payment.id, payment.order_id))
        PAYMENTS.labels("cash", "paid").inc()
    found = await store.get(c, id=payment.id)
    assert found
    return found
