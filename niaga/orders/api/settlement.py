"""Money that has come in: the order is paid, or the money goes back. Decided once for each payment.

An order becomes paid only after its stock has been committed, so money that comes late either gets the goods after
all or is returned. Stock is committed, and money sent back, outside the transaction that writes the decision; both
are keyed by id, and whoever tells of the payment again finishes what a crash has left.
"""

import asyncio
import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

import msgspec

from niaga.inventory.types import Part
from niaga.kit import clock, db
from niaga.kit.batch import WRITES_LINGER_S, batched
from niaga.kit.db import Conn
from niaga.kit.events import Event, emit
from niaga.kit.ids import id_of
from niaga.payments import api as payments
from niaga.payments.types import Payment

from ..rows import Book, Due, OrderRow
from ..rules import orders as books
from ..rules.settlement import Money, Settling, decide, on_money, paid_rows, returned_rows
from ..rules.steps import order_status
from ..settings import settings
from ..store import transitions as store
from ..types import MoneyReturned, Notice, OrderPaid
from . import scarce
from .compensation import amend, restate, return_money

REASONS: dict[Notice, str] = {
    "late_payment": "Pembayaran terlambat",
    "late_payment_refunded": "Pembayaran datang setelah pesanan kedaluwarsa dan barangnya sudah habis",
    "paid_twice_refunded": "Pesanan sudah dibayar sebelumnya",
    "cancelled_payment_refunded": "Pesanan sudah dibatalkan",
}
"""What the buyer reads on the statement of the wallet."""


class Decision(NamedTuple):
    """What was written for one payment."""

    money: Money
    at: dt.datetime | None
    """When it paid the order, if it has just done so."""
    was: Due


async def start_payment(book: Book) -> Payment:
    """The order's first attempt, and its bill. Done again, it is as it was. Raises what `payments.start` does."""
    order = book.order
    return await payments.start(
        id=order.payment_id,
        order_id=order.id,
        payer_id=order.buyer_id,
        amount=order.total,
        method=order.payment_method,
        bank=order.bank,
        expires_at=order.pay_by,
        description=f"Pesanan {order.number}",
        shop_parts=books.bill(book.shop_orders),
    )


@batched(most=256, lingers_s=WRITES_LINGER_S)
async def settle(asked: Sequence[Settling]) -> Sequence[dt.datetime | None]:
    """Give each payment to its order. Returns when it paid the order, if it has just done so."""
    now = clock.now()
    due = await _due(asked)
    wanted = {s.order_id: money for s in asked if (money := on_money(due[s.order_id], s, now)).pays}
    sold_out = await _commit(wanted, now) if wanted else set()
    async with db.tx() as c:
        decisions = await _write(c, asked, sold_out, now)
    for settling, decision in zip(asked, decisions, strict=True):
        if decision.money.action == "give_back":
            await _give_back(settling, decision)
        elif decision.at is not None and decision.was.payment_method == "cash":
            await amend(settling.order_id)  # some of it may have been cancelled before it was paid another way
    return [decision.at for decision in decisions]


async def catch_up(order: OrderRow, attempts: Sequence[Payment]) -> bool:
    """Settle what has been paid and the event has not told yet, for whoever looks meanwhile. Was there anything?"""
    if order.status != "pending_payment":
        return False
    by_checkout = order.payment_id if order.payment_method == "wallet" else None  # checkout settles that itself
    came = [p for p in attempts if p.status == "paid" and p.method != "cash" and p.id != by_checkout]
    await asyncio.gather(*(settle(Settling.of(p)) for p in came))
    return bool(came)


async def _due(asked: Sequence[Settling]) -> dict[UUID, Due]:
    known = {s.order_id: s.due for s in asked if s.due is not None}
    unknown = {s.order_id for s in asked} - known.keys()
    if unknown:
        async with db.read() as c:
            known.update({d.id: d for d in await store.due(c, ids=list(unknown))})
    return known


async def _commit(wanted: dict[UUID, Money], now: dt.datetime) -> set[UUID]:
    """What is scarce is theirs for good; returns the orders for which there is not enough any more."""
    late = [id for id, money in wanted.items() if money.action == "renew_and_pay"]
    return await scarce.commit(list(wanted), late, now + dt.timedelta(minutes=settings().hold_minutes))


async def _write(c: Conn, asked: Sequence[Settling], sold_out: set[UUID], now: dt.datetime) -> list[Decision]:
    """Decide again with the orders locked, and write all decisions."""
    due = {d.id: d for d in await store.lock(c, ids=list({s.order_id for s in asked}))}
    decided = list(zip(asked, decide(asked, due, sold_out, now), strict=True))
    paid, returned = paid_rows(decided), returned_rows(decided)
    events: list[Event] = [OrderPaid(row.id) for row in paid]
    for settling, money in decided:
        if money.action == "collected":
            events += await _collected(c, due[settling.order_id], now)
    if paid:
        await store.pay(c, money=paid, at=now)
        for row in paid:
            if due[row.id].payment_method == "cash":  # some of it may be handed over, or gone
                await restate(c, msgspec.structs.replace(due[row.id], paid_at=now))
    if returned:
        new = await store.give_back(c, returned=returned, at=now)
        events += [MoneyReturned(row.order_id, row.payment_id) for row in returned if row.payment_id in new]
    await emit(c, *events)
    return [Decision(money, now if money.pays else None, due[settling.order_id]) for settling, money in decided]


async def _collected(c: Conn, order: Due, now: dt.datetime) -> list[Event]:
    """Every shop has its cash."""
    parts = await store.shop_orders(c, order_ids=[order.id])
    await store.collected(c, id=order.id, status=order_status(now, order.cancelled_by, parts), at=now)
    return [OrderPaid(order.id)]


async def _give_back(settling: Settling, decision: Decision) -> None:
    """The goods, should this payment have taken them, and the money."""
    assert decision.money.notice
    reason = REASONS[decision.money.notice]
    if decision.was.paid_at is None and decision.money.notice != "paid_twice_refunded":
        await scarce.give_back(settling.payment_id, Part(settling.order_id), reason)
    await return_money(
        id=id_of("return", settling.payment_id),
        payment_id=settling.payment_id,
        shop_order_id=None,
        reason=reason,
    )
