"""Cash: each shop collects its own part of the bill when it hands the goods over."""

from collections.abc import Sequence
from uuid import UUID, uuid5

from niaga.kit import clock, db
from niaga.kit.db import Conn
from niaga.kit.errors import NotFound, WrongState, invalid
from niaga.kit.events import emit
from niaga.kit.port import port

from .. import rules
from ..rules import CASH, ORDERS, CashPart, Transfer
from ..store import attempts as store
from ..types import Payment, PaymentSettled
from . import ledger
from .metrics import PAYMENTS


@port
async def collect_cash(*, order_id: UUID, shop_order_id: UUID, amount: int) -> Payment:
    """A shop has received its part in cash. When every part is collected or waived the payment settles.

    Raises NotFound, WrongState (waived), ValidationFailed (not the part's amount).
    """
    now = clock.now()
    async with db.tx() as c:
        payment, parts = await _lock(c, order_id)
        part = _part(parts, shop_order_id)
        if part.cash == "collected":
            return payment
        if part.cash == "waived" or payment.status != "pending":
            raise WrongState(present=part.cash or payment.status, allowed=[])
        if amount != part.amount:
            raise invalid("amount", f"{part.amount} is to be collected.")
        await store.set_cash(c, order_id=order_id, shop_orders=[shop_order_id], cash="collected")
        if amount:
            transfer = Transfer(
                id=uuid5(payment.id, str(shop_order_id)),
                debit=CASH,
                credit=ORDERS,
                amount=amount,
                kind="payment",
                reason=payment.description,
                reference=order_id,
            )
            await ledger.post_one(c, transfer, now)
        return await update(c, payment)


@port
async def waive_cash(*, order_id: UUID, shop_orders: list[UUID]) -> Payment:
    """These parts of a cash payment will not be collected (cancelled, rejected). Raises NotFound."""
    async with db.tx() as c:
        payment, parts = await _lock(c, order_id)
        await waive_parts(c, order_id, parts, shop_orders)
        return await update(c, payment)


async def waive_parts(c: Conn, order_id: UUID, parts: Sequence[CashPart], shop_orders: Sequence[UUID] | None) -> None:
    ids = [p.shop_order_id for p in parts if shop_orders is None or p.shop_order_id in shop_orders]
    await store.set_cash(c, order_id=order_id, shop_orders=ids, cash="waived")


async def _lock(c: Conn, order_id: UUID) -> tuple[Payment, list[CashPart]]:
    await store.lock_bill(c, order_id=order_id)
    cash = [p for p in await store.lock_of_order(c, order_id=order_id) if p.method == "cash"]
    if not cash:
        raise NotFound()
    return cash[-1], await store.parts(c, order_id=order_id)


def _part(parts: Sequence[CashPart], shop_order_id: UUID) -> CashPart:
    part = next((p for p in parts if p.shop_order_id == shop_order_id), None)
    if part is None:
        raise NotFound()
    return part


async def update(c: Conn, payment: Payment) -> Payment:
    """Bring the payment in line with its parts; the first time nothing is left open, it is settled."""
    assert payment.order_id is not None
    now = clock.now()
    parts = await store.parts(c, order_id=payment.order_id)
    received = sum(p.amount for p in parts if p.cash == "collected")
    status = rules.cash_status(parts, payment.refunded)
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
        await store.settle_bills(c, orders=[payment.order_id], payments=[payment.id])
        await emit(c, PaymentSettled(payment.id, payment.order_id))
        PAYMENTS.labels("cash", "paid").inc()
    found = await store.get(c, id=payment.id)
    assert found
    return found
