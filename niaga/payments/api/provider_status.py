"""The one way from a provider's word into the books, whether it came by webhook, by asking or on the spot."""

from datetime import datetime
from uuid import UUID

from niaga.kit import clock, db
from niaga.kit.db import Conn
from niaga.kit.events import emit
from niaga.kit.ids import new_id
from niaga.kit.telemetry import log

from .. import rules
from ..gateways.gateway import Notice
from ..rules import Verdict
from ..store import attempts as store
from ..store import exchanges as log_store
from ..store import refunds as refund_store
from ..types import Outcome, Payment, PaymentExpired, PaymentFailed
from . import reversals, settlement
from .metrics import PAYMENTS, WEBHOOKS


async def take(provider: str, notice: Notice, body: bytes | None = None, *, before: Payment | None = None) -> Outcome:
    """Judge the notice and write what follows, in one transaction. `body`: the webhook it came by, kept once.
    `before`: the payment as it was when the provider was asked; where it has moved on since, the answer is old news.

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
            back = rules.NOTHING_BACK
            if payment.refunded:
                back = await refund_store.by_provider(c, payment_id=payment.id)
            verdict = rules.judge(payment, notice, back, asked=body is None and not _moved(before, payment))
            await _write(c, payment, verdict, notice, now)
            if notice.transaction_id:  # a hosted page has another before somebody pays on it
                await store.set_provider_ref(c, id=payment.id, provider_ref=notice.transaction_id)
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


def _moved(before: Payment | None, payment: Payment) -> bool:
    return before is not None and (before.status, before.received) != (payment.status, payment.received)


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
        await settlement.settle(c, payment, notice.at, now)
    elif verdict.status == "authorized":
        await settlement.suspend(c, payment, notice.amount, now)
    elif verdict.outcome == "mismatch":
        await store.set_flag(c, id=payment.id, flag="amount_mismatch")
        await store.ask_soon(c, id=payment.id, now=now + rules.FIRST_CHARGE_AGAIN)
    elif verdict.flag == "reversed" and payment.status == "authorized":
        await settlement.taken_back(c, payment, now)
    elif verdict.flag == "reversed":
        await reversals.reverse(c, payment, now)
    elif verdict.status is not None:
        await _end(c, payment, verdict, now)
    elif verdict.flag is not None:
        await store.set_flag(c, id=payment.id, flag=verdict.flag)


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
