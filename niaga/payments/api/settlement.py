"""A provider's money is there: into the books, told, and what is too much of it sent back.

Where another amount has come than was asked, it waits in an account of its own, and a person decides. It waits no
longer than its order does: one that is paid another way, cancelled or expired sends it back.
"""

from datetime import datetime
from uuid import UUID

from niaga.kit import clock, db
from niaga.kit.db import Conn
from niaga.kit.errors import NotFound, WrongState
from niaga.kit.events import emit
from niaga.kit.ids import id_of, new_id
from niaga.kit.port import port

from ..rows import Bill, Transfer
from ..rules import GATEWAY, LOSSES, ORDERS, SUSPENSE, after_refund, bills, once_settled
from ..store import attempts as store
from ..store import differences as differing_store
from ..store import refunds as refund_store
from ..types import Decision, Payment, PaymentDiffers, PaymentFailed, PaymentSettled, TransferKind, WalletToppedUp
from . import ledger

SURPLUS = "Kelebihan bayar"


async def settle(c: Conn, payment: Payment, at: datetime, now: datetime) -> None:
    """Book the payment, locked like its bill, as paid. It pays what of its parts is still due then; a part that was
    collected in cash or fell away while somebody paid for it leaves a surplus."""
    await _settle(c, payment, GATEWAY, payment.amount, at, now)


async def _settle(c: Conn, payment: Payment, source: UUID, received: int, at: datetime, now: datetime) -> None:
    await _paid(c, payment, received, at, now)
    if payment.order_id is None:
        await _book(c, payment, source, payment.payer_id, received, "topup", now)
        await emit(c, PaymentSettled(payment.id, None), WalletToppedUp(payment.payer_id, payment.id))
        return
    await _book(c, payment, source, ORDERS, received, "payment", now)
    bill = await store.lock_bill(c, order_id=payment.order_id)
    assert bill is not None
    if bill.settled_by is None:
        await _divide(c, payment, received, now)
    await store.settle_bill(c, order_id=payment.order_id, payment_id=payment.id)
    await store.end_others(c, orders=[payment.order_id], but=[payment.id], now=now)
    await send_back_undecided(c, payment.order_id, now)
    await emit(c, PaymentSettled(payment.id, payment.order_id))


async def _paid(c: Conn, payment: Payment, received: int, at: datetime, now: datetime) -> None:
    await store.set_status(
        c,
        id=payment.id,
        status="paid",
        received=received,
        refunded=0,
        paid_at=at,
        flag=None,
        next_ask_at=once_settled(payment, now),
    )


async def _book(
    c: Conn, payment: Payment, debit: UUID, credit: UUID, amount: int, kind: TransferKind, now: datetime
) -> None:
    transfer = Transfer(
        cause=new_id() if kind == "loss" else payment.id,
        debit=debit,
        credit=credit,
        amount=amount,
        kind=kind,
        reason=payment.description,
        reference=payment.order_id or payment.id,
    )
    await ledger.post_one(c, transfer, now)


async def _divide(c: Conn, payment: Payment, received: int, now: datetime) -> None:
    """What of its parts this payment pays. Where nothing is due any more, orders send back all of it."""
    assert payment.order_id is not None
    parts = await store.parts(c, order_id=payment.order_id)
    paying = bills.due(bills.covered(payment.covers, parts))
    surplus = received - sum(part.amount for part in paying)
    if not paying or not surplus:
        return
    await store.set_covers(c, id=payment.id, covers=bills.narrowed(parts, paying))
    if surplus > 0:
        await send_back(c, payment, received, surplus, now)
    else:
        await _book(c, payment, LOSSES, ORDERS, -surplus, "loss", now)
        await store.set_lost(c, id=payment.id, amount=-surplus)


async def send_back(c: Conn, payment: Payment, received: int, amount: int, now: datetime) -> None:
    """Reserve the refund of a surplus; the job that sends refunds finds the way it goes."""
    await refund_store.add(
        c,
        id=id_of("surplus", payment.id),
        payment_id=payment.id,
        order_id=payment.order_id,
        shop_order_id=None,
        amount=amount,
        reason=SURPLUS,
        route="provider",
        note=None,
        surplus=True,
        parts=[],
        now=now,
        next_try_at=now,
    )
    await store.set_refunded(c, id=payment.id, status=after_refund(received, amount), refunded=amount)


# --- other amounts ----------------------------------------------------------------------------------------------


async def suspend(c: Conn, payment: Payment, came: int, now: datetime) -> None:
    """Another amount has come for this payment, locked like its bill. Nobody is asked for a second one meanwhile."""
    await differing_store.suspend(c, id=payment.id, came=came)
    await _book(c, payment, GATEWAY, SUSPENSE, came, "suspense", now)
    await emit(c, PaymentDiffers(payment.id, payment.order_id))
    if payment.order_id is None:
        return
    bill = await store.lock_bill(c, order_id=payment.order_id)
    assert bill is not None
    if bill.closed or bill.settled_by is not None:
        await send_back_undecided(c, payment.order_id, now)
        return
    others = [p for p in await store.lock_of_order(c, order_id=payment.order_id) if p.status == "pending"]
    await store.replace(c, ids=[p.id for p in others if p.provider is not None], now=now)


async def taken_back(c: Conn, payment: Payment, now: datetime) -> None:
    """The provider has called back what was waiting for a person."""
    assert payment.came is not None
    await _book(c, payment, SUSPENSE, GATEWAY, payment.came, "suspense", now)
    await differing_store.decide(c, id=payment.id, decision="returned")
    await store.set_status(
        c, id=payment.id, status="failed", received=0, refunded=0, paid_at=None, flag="reversed", next_ask_at=None
    )
    await emit(c, PaymentFailed(payment.id, payment.order_id))


async def send_back_undecided(c: Conn, order_id: UUID, now: datetime) -> None:
    """The order, its bill locked, needs it no more."""
    for id in await differing_store.undecided(c, orders=[order_id]):
        payment = await store.lock(c, id=id)
        assert payment is not None
        await _return(c, payment, now)


async def _return(c: Conn, payment: Payment, now: datetime) -> None:
    """All of it goes back; it has paid nothing."""
    assert payment.came is not None
    await _paid(c, payment, payment.came, now, now)
    await _book(c, payment, SUSPENSE, ORDERS, payment.came, "payment", now)
    await store.set_covers(c, id=payment.id, covers=[])
    await differing_store.decide(c, id=payment.id, decision="returned")
    await send_back(c, payment, payment.came, payment.came, now)


@port
async def settle_difference(*, id: UUID, decision: Decision) -> Payment:
    """Decide about a payment of which another amount came than was asked. Decided so already: as it is.

    Raises NotFound, WrongState: nothing to decide, decided otherwise, or accepted when nothing of its order is due.
    """
    now = clock.now()
    async with db.read() as c:
        found = await store.get(c, id=id)
    if found is None:
        raise NotFound()
    async with db.tx() as c:
        bill = await store.lock_bill(c, order_id=found.order_id) if found.order_id else None
        payment = await store.lock(c, id=id)
        assert payment is not None
        if payment.decided == decision:
            return payment
        if payment.status != "authorized":
            raise WrongState(present=payment.status, allowed=[])
        if decision == "returned":
            await _return(c, payment, now)
        else:
            await _accept(c, payment, bill, now)
        after = await store.get(c, id=id)
    assert after is not None
    return after


async def _accept(c: Conn, payment: Payment, bill: Bill | None, now: datetime) -> None:
    assert payment.came is not None
    if bill is not None:
        due = bills.due(bills.covered(payment.covers, await store.parts(c, order_id=bill.order_id)))
        if not due or bill.closed or bill.settled_by is not None:
            raise WrongState(present=payment.status, allowed=[])
    await differing_store.decide(c, id=payment.id, decision="accepted")
    await _settle(c, payment, SUSPENSE, payment.came, now, now)
