"""Reversals: a bank takes back, minutes later, what it had settled. Out of the books, told, and written off."""

from datetime import datetime
from uuid import UUID

from niaga.kit import clock, db
from niaga.kit.db import Conn
from niaga.kit.errors import NotFound
from niaga.kit.events import emit
from niaga.kit.ids import new_id
from niaga.kit.port import port

from .. import rules
from ..rows import NOBODY, Transfer
from ..rules import GATEWAY, LOSSES, ORDERS
from ..store import attempts as store
from ..store import ledger as ledger_store
from ..store import refunds as refund_store
from ..types import Payment, PaymentRefunded, PaymentReversed
from . import ledger


async def reverse(c: Conn, payment: Payment, now: datetime) -> None:
    """The payment, locked, has failed after all. What of its money went into the wallet comes back out of it as far as
    it is still there: a top-up, and what was refunded to the wallet. The rest of a top-up is lost; what an order loses
    is for orders to say (`write_off`)."""
    amount = rules.reversal(payment, await refund_store.by_provider(c, payment_id=payment.id))
    await store.reverse(c, id=payment.id, amount=amount)
    await _end_refunds(c, payment, now)
    if payment.order_id is None:
        taken = await _take_from_wallet(c, payment, amount, now)
        if taken < amount:
            await store.set_lost(c, id=payment.id, amount=amount - taken)
            await ledger.post_one(c, _transfer(payment, LOSSES, amount - taken), now)
    else:
        await store.close_bill(c, order_id=payment.order_id, nobody=NOBODY)
        to_wallet = await refund_store.to_wallet(c, payment_id=payment.id)
        taken = await _take_from_wallet(c, payment, min(amount, to_wallet), now)
        if taken < amount:
            await ledger.post_one(c, _transfer(payment, ORDERS, amount - taken), now)
    await emit(c, PaymentReversed(payment.id, payment.order_id))


async def _end_refunds(c: Conn, payment: Payment, now: datetime) -> None:
    """What still waited to be paid back has been: by the bank. It is part of the reversal in the books."""
    waiting = await refund_store.lock_waiting(c, payment_id=payment.id)
    for refund in waiting:
        await refund_store.finish(c, id=refund.id, route="provider", note="reversed", now=now)
    await emit(c, *[PaymentRefunded(payment.id, refund.order_id, refund.id) for refund in waiting])


async def _take_from_wallet(c: Conn, payment: Payment, amount: int, now: datetime) -> int:
    """So much of it as the payer's wallet still has; returns how much that was."""
    balances = await ledger_store.lock_wallets(c, ids=[payment.payer_id])
    taken = min(amount, *(wallet.balance for wallet in balances)) if balances else 0
    if taken:
        await ledger.post_one(c, _transfer(payment, payment.payer_id, taken), now)
    return taken


def _transfer(payment: Payment, debit: UUID, amount: int) -> Transfer:
    return Transfer(
        cause=payment.id,
        debit=debit,
        credit=GATEWAY,
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
        back = await refund_store.by_provider(c, payment_id=payment_id)
        from_wallet = _transfer(payment, payment.payer_id, payment.reversed)
        taken = sum(known.amount for known in await ledger_store.known_transfers(c, ids=[from_wallet.id]))
        loss = rules.loss(payment, parts, shop_orders, back.asked + taken)
        more = loss - payment.lost
        if more:
            debit, credit = (LOSSES, ORDERS) if more > 0 else (ORDERS, LOSSES)
            transfer = Transfer(
                cause=new_id(),
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
