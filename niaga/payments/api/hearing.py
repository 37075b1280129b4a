"""The one way from a provider's word into the books, whether it came by webhook, by asking or on the spot."""

from datetime import datetime
from uuid import UUID

from niaga.kit import clock, db
from niaga.kit.db import Conn
from niaga.kit.events import Event, emit
from niaga.kit.ids import new_id
from niaga.kit.telemetry import log

from .. import rules
from ..gateways.gateway import Notice
from ..rules import GATEWAY, ORDERS, Transfer, Verdict
from ..store import attempts as store
from ..store import provider as log_store
from ..store import refunds as refund_store
from ..types import Outcome, Payment, PaymentExpired, PaymentFailed, PaymentSettled, WalletToppedUp
from . import ledger, reversing
from .metrics import PAYMENTS, WEBHOOKS


async def take(provider: str, notice: Notice, body: bytes | None = None) -> Outcome:
    """Judge the notice and write what follows, in one transaction. `body`: the webhook it came by, kept once.

    Locks webhook, bill, payment, wallet, in this order. Repeating it changes nothing.
    """
    now = clock.now()
    try:
        payment_id: UUID | None = UUID(notice.order_id)
    except ValueError:
        payment_id = None
    async with db.tx() as c:
        told = None
        if body is not None:
            told = await log_store.keep_webhook(
                c,
                id=new_id(),
                provider=provider,
                event_key=notice.event_key,
                payment_id=payment_id,
                body=body.decode(errors="replace"),
                now=now,
            )
        payment = await _lock(c, payment_id) if payment_id else None
        if payment is None or payment.provider != provider:
            verdict = Verdict("unknown")
        else:
            refunded = await refund_store.by_provider(c, payment_id=payment.id) if payment.refunded else 0
            verdict = rules.judge(payment, notice, refunded, asked=body is None)
            await _write(c, payment, verdict, notice, now)
        if told is not None and (told.fresh or verdict != rules.NOTHING_NEW):
            await log_store.set_outcome(c, id=told.id, outcome=verdict.outcome)
    if verdict.status is not None and payment is not None:
        PAYMENTS.labels(payment.method, verdict.status).inc()
    if verdict.flag is not None or verdict.outcome == "unknown":
        log.warning(
            "payment_notice",
            outcome=verdict.outcome,
            flag=verdict.flag,
            reference=notice.order_id,
            raw_status=notice.raw_status,
            amount=notice.amount,
        )
    if body is not None:
        WEBHOOKS.labels(provider, verdict.outcome).inc()
    return verdict.outcome


async def _lock(c: Conn, payment_id: UUID) -> Payment | None:
    found = await store.get(c, id=payment_id)
    if found is None:
        return None
    if found.order_id is not None:
        await store.lock_bill(c, order_id=found.order_id)
    return await store.lock(c, id=payment_id)


async def _write(c: Conn, payment: Payment, verdict: Verdict, notice: Notice, now: datetime) -> None:
    if verdict.outcome == "to_check":
        await store.ask_soon(c, id=payment.id, now=now)
    elif verdict.status == "paid":
        await _settle(c, payment, notice, now)
    elif verdict.flag == "reversed":
        await reversing.reverse(c, payment, now)
    elif verdict.status is not None:
        await _end(c, payment, verdict, now)
    elif verdict.flag is not None:
        await store.set_flag(c, id=payment.id, flag=verdict.flag)


async def _settle(c: Conn, payment: Payment, notice: Notice, now: datetime) -> None:
    """The money is there: into the books, and told."""
    await store.set_status(
        c,
        id=payment.id,
        status="paid",
        received=payment.amount,
        refunded=0,
        paid_at=notice.at,
        flag=None,
        next_ask_at=rules.next_ask(rules.with_status(payment, "paid"), 0, now),
    )
    events: list[Event] = [PaymentSettled(payment.id, payment.order_id)]
    if payment.order_id is None:
        credit, reference = payment.payer_id, payment.id
        events.append(WalletToppedUp(payment.payer_id, payment.id))
    else:
        credit, reference = ORDERS, payment.order_id
        await store.settle_bills(c, orders=[payment.order_id], payments=[payment.id])
        await store.end_others(c, orders=[payment.order_id], but=[payment.id], now=now)
    transfer = Transfer(
        id=payment.id,
        debit=GATEWAY,
        credit=credit,
        amount=payment.amount,
        kind="payment" if payment.order_id else "topup",
        reason=payment.description,
        reference=reference,
    )
    await ledger.post_one(c, transfer, now)
    await emit(c, *events)


async def _end(c: Conn, payment: Payment, verdict: Verdict, now: datetime) -> None:
    """The attempt is over unpaid. Money may still come later."""
    assert verdict.status
    ended = rules.with_status(payment, verdict.status)
    await store.set_status(
        c,
        id=payment.id,
        status=ended.status,
        received=payment.received,
        refunded=payment.refunded,
        paid_at=payment.paid_at,
        flag=payment.flag,
        next_ask_at=rules.next_ask(ended, 0, now),
    )
    event = PaymentExpired if ended.status == "expired" else PaymentFailed
    await emit(c, event(payment.id, payment.order_id))
