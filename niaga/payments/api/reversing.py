"""Reversals: a bank takes back, minutes later, what it had settled. Out of the books, told, and written off."""

from datetime import datetime
from uuid import UUID, uuid5

from niaga.kit import clock, db
from niaga.kit.db import Conn
from niaga.kit.errors import NotFound
from niaga.kit.events import emit
from niaga.kit.ids import new_id
from niaga.kit.port import port

from .. import rules
from ..rules import GATEWAY, LOSSES, ORDERS, Transfer
from ..store import attempts as store
from ..store import ledger as ledger_store
from ..store import refunds as refund_store
from ..types import Payment, PaymentReversed
from . import ledger


async def reverse(c: Conn, payment: Payment, now: datetime) -> None:
    """The payment, locked, has failed after all. What its order loses by it is for orders to say (`write_off`); a
    wallet gives back what it still has, and the rest is lost."""
    by_provider = await refund_store.by_provider(c, payment_id=payment.id)
    amount = rules.reversal(payment, by_provider)
    await store.reverse(c, id=payment.id, amount=amount)
    if payment.order_id is not None:
        await store.close_bill(c, order_id=payment.order_id)
        await ledger.post_one(c, _transfer(payment, ORDERS, GATEWAY, amount), now)
    else:
        await _take_from_wallet(c, payment, amount, now)
    await emit(c, PaymentReversed(payment.id, payment.order_id))


async def _take_from_wallet(c: Conn, payment: Payment, amount: int, now: datetime) -> None:
    (wallet,) = await ledger_store.lock_wallets(c, ids=[payment.payer_id])
    there = min(wallet.balance, amount)
    if there:
        await ledger.post_one(c, _transfer(payment, payment.payer_id, GATEWAY, there), now)
    if there < amount:
        await store.set_lost(c, id=payment.id, amount=amount - there)
        await ledger.post_one(c, _transfer(payment, LOSSES, GATEWAY, amount - there), now)


def _transfer(payment: Payment, debit: UUID, credit: UUID, amount: int) -> Transfer:
    return Transfer(
        id=uuid5(payment.id, f"reversal from {debit}"),
        debit=debit,
        credit=credit,
        amount=amount,
        kind="reversal",
        reason=payment.description,
        reference=payment.order_id or payment.id,
    )


@port
async def write_off(*, payment_id: UUID, shop_orders: list[UUID]) -> Payment:
    """Book what a reversed payment costs: these shop orders of its order go on without it. Called again with fewer
    (one was rejected after all), the difference comes back. Does nothing for any other payment. Raises NotFound."""
    async with db.read() as c:
        found = await store.get(c, id=payment_id)
    if found is None or found.order_id is None:
        raise NotFound()
    now = clock.now()
    async with db.tx() as c:
        await store.lock_bill(c, order_id=found.order_id)
        payment = await store.lock(c, id=payment_id)
        assert payment is not None
        if not payment.reversed:
            return payment
        parts = await store.parts(c, order_id=found.order_id)
        by_provider = await refund_store.by_provider(c, payment_id=payment_id)
        loss = rules.loss(payment, parts, shop_orders, by_provider)
        more = loss - payment.lost
        if more:
            debit, credit = (LOSSES, ORDERS) if more > 0 else (ORDERS, LOSSES)
            transfer = Transfer(
                id=new_id(),
                debit=debit,
                credit=credit,
                amount=abs(more),
                kind="loss",
                reason=payment.description,
                reference=found.order_id,
            )
            await ledger.post_one(c, transfer, now)
            await store.set_lost(c, id=payment_id, amount=loss)
        after = await store.get(c, id=payment_id)
    assert after is not None
    return after
