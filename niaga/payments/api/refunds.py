"""Refunds: reserve, so that no more goes back than came in; send; write down what happened."""

import datetime as dt
from collections.abc import Sequence
from uuid import UUID

import msgspec

from niaga.kit import clock, db, keys
from niaga.kit.db import Conn
from niaga.kit.errors import KeyReused, NotFound, WrongState
from niaga.kit.events import emit
from niaga.kit.ids import new_id
from niaga.kit.keys import Asked
from niaga.kit.port import port
from niaga.kit.telemetry import log

from .. import rules
from ..gateways import gateway
from ..rows import Bill, BillPart, Transfer
from ..rules import CASH, GATEWAY, LOSSES, ORDERS, after_refund, bills
from ..store import attempts
from ..store import refunds as store
from ..types import GatewayMethod, Note, Payment, PaymentRefunded, Refund, RefundTooMuch, Route
from . import ledger, provider_status, providers
from .metrics import REFUNDS
from .queries import payment

SEND_WITHIN = dt.timedelta(seconds=60)
"""A refund not confirmed after this long is taken up by the job that sends refunds."""


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """`amount` None: all that is left. `payment_id` None: whichever payment of the order has so much left."""

    id: UUID
    order_id: UUID
    payment_id: UUID | None
    shop_order_id: UUID | None
    amount: int | None
    reason: str
    asked: Asked | None = None


@port
async def refund(
    *,
    id: UUID,
    order_id: UUID,
    shop_order_id: UUID | None,
    amount: int,
    reason: str,
    payment_id: UUID | None = None,
) -> Refund:
    """Pay back part of what an order has paid: the way it came where the provider can, else to the payer's wallet.

    `payment_id` names which of several payments (a surplus). The answer may still be pending: it will happen, and
    PaymentRefunded tells when. Raises NotFound, RefundTooMuch (left), KeyReused.
    """
    return await _refund(
        Wanted(
            id=id,
            order_id=order_id,
            payment_id=payment_id,
            shop_order_id=shop_order_id,
            amount=amount,
            reason=reason,
        )
    )


@port
async def refund_payment(
    *,
    id: UUID,
    payment_id: UUID,
    shop_order_id: UUID | None,
    amount: int | None,
    reason: str,
    asked: Asked | None = None,
) -> Refund:
    """As `refund`, of this payment; without an amount all that is left. Raises WrongState for a top-up."""
    found = await payment(id=payment_id)
    if found.order_id is None:
        raise WrongState(present=found.status, allowed=[])
    return await _refund(
        Wanted(
            id=id,
            order_id=found.order_id,
            payment_id=payment_id,
            shop_order_id=shop_order_id,
            amount=amount,
            reason=reason,
            asked=asked,
        )
    )


async def _refund(wanted: Wanted) -> Refund:
    """Pay back. Once reserved it will happen, now or by a later try. Raises NotFound, RefundTooMuch, KeyReused."""
    found, fresh = await _reserve(wanted)
    if fresh and found.status == "pending":
        await send(found, tries=0)
        async with db.read() as c:
            found = await store.get(c, id=wanted.id) or found
    return found


async def _reserve(wanted: Wanted) -> tuple[Refund, bool]:
    """Take the amount off what is left of payment and shop order, and tell whether that has happened just now.

    Who reserves also sends; a later try belongs to the job. So nobody takes a refund for declined, and pays it out
    another way, while somebody else has it under way. Wallet and cash refunds are done with this.
    """
    now = clock.now()
    async with db.tx() as c:
        await keys.claim(c, wanted.asked)
        bill = await attempts.lock_bill(c, order_id=wanted.order_id)
        if bill is None:
            raise NotFound()
        before = await store.get(c, id=wanted.id)
        if before is not None:
            if not _is_repeat(before, wanted):
                raise KeyReused()
            return before, False
        payments = await attempts.lock_of_order(c, order_id=wanted.order_id)
        parts = await attempts.parts(c, order_id=wanted.order_id)
        part = _part(parts, wanted)
        payment, amount = _choose(wanted, bill, payments, part)
        paid = [p for p in parts if bills.paid_by(payment, bill.settled_by, p)]
        shares = bills.shares(amount, paid if part is None else [part])
        route, note = rules.route(payment, _window(payment), now)
        await store.add(
            c,
            id=wanted.id,
            payment_id=payment.id,
            order_id=wanted.order_id,
            shop_order_id=wanted.shop_order_id,
            amount=amount,
            reason=wanted.reason,
            route=route,
            note=note,
            now=now,
            next_try_at=now + SEND_WITHIN if route == "provider" else None,
            surplus=False,
            parts=msgspec.to_builtins(shares),
        )
        await attempts.refund_parts(c, order_id=wanted.order_id, shares=shares)
        await _take_off(c, payment, amount)
        found = await store.get(c, id=wanted.id)
        assert found
        if route != "provider":
            found = await _write_done(c, found, payment, route, note, now)
    return found, True


def _is_repeat(before: Refund, wanted: Wanted) -> bool:
    same = (before.order_id, before.shop_order_id) == (wanted.order_id, wanted.shop_order_id)
    return same and wanted.amount in (None, before.amount) and wanted.payment_id in (None, before.payment_id)


def _part(parts: Sequence[BillPart], wanted: Wanted) -> BillPart | None:
    if wanted.shop_order_id is None:
        return None
    part = next((p for p in parts if p.shop_order_id == wanted.shop_order_id), None)
    if part is None:
        raise NotFound()
    return part


def _choose(wanted: Wanted, bill: Bill, payments: Sequence[Payment], part: BillPart | None) -> tuple[Payment, int]:
    """Which payment to refund from, and how much; a shop order's money comes from what paid it. Raises RefundTooMuch
    with what is left."""
    if wanted.payment_id is not None:
        payments = [p for p in payments if p.id == wanted.payment_id]
    if part is not None:
        payments = [p for p in payments if bills.paid_by(p, bill.settled_by, part)]
    left = max((rules.left(p) for p in payments), default=0)
    if part is not None:
        left = min(left, part.amount - part.refunded)
    amount = left if wanted.amount is None else wanted.amount
    payment = rules.pick(payments, amount, settled_by=bill.settled_by, surplus_first=part is None)
    if payment is None or not 0 < amount <= left:
        raise RefundTooMuch(left=left)
    return payment, amount


def _window(payment: Payment) -> dt.timedelta | None:
    provider = providers.gateway(payment.provider) if payment.provider else None
    return provider.refund_window(_method(payment), payment.bank) if provider else None


def _method(payment: Payment) -> GatewayMethod:
    return payment.method  # type: ignore[return-value]  # a payment with a provider has one of these


async def _take_off(c: Conn, payment: Payment, amount: int) -> None:
    refunded = payment.refunded + amount
    unsettled = payment.status == "pending"  # cash that not every shop has collected yet
    status = payment.status if unsettled else after_refund(payment.received, refunded)
    await attempts.set_refunded(c, id=payment.id, status=status, refunded=refunded)
    if payment.lost and not payment.reversed and refunded == payment.received:  # what was missing, and borne by us
        transfer = Transfer(
            cause=new_id(),
            debit=ORDERS,
            credit=LOSSES,
            amount=payment.lost,
            kind="loss",
            reason=payment.description,
            reference=payment.order_id or payment.id,
        )
        await ledger.post_one(c, transfer, clock.now())
        await attempts.set_lost(c, id=payment.id, amount=0)


async def send(refund: Refund, *, tries: int) -> None:
    """Ask the provider to pay back; the same refund never goes twice. What it refuses goes to the wallet."""
    async with db.read() as c:
        payment = await attempts.get(c, id=refund.payment_id)
    assert payment is not None
    assert payment.provider
    provider = providers.gateway(payment.provider)
    assert provider
    way, why = rules.route(payment, _window(payment), refund.created_at)
    if way != "provider":  # a surplus, of which nobody has asked yet
        await _done(refund, way, why)
        return
    asked = gateway.Refund(
        order_id=str(payment.id),
        refund_key=str(refund.id),
        amount=refund.amount,
        method=_method(payment),
        bank=payment.bank,
        reason=refund.reason,
    )
    try:
        answer = await provider.refund(asked)
    except gateway.Unknown as silence:
        log.warning("refund_unknown", refund_id=str(refund.id), why=str(silence))
        await _try_later(refund, tries)
        return
    except gateway.Declined as no:
        log.warning("refund_declined", refund_id=str(refund.id), why=str(no))
        await _declined(refund, provider, tries)
        return
    if answer.status == "pending":
        await _try_later(refund, tries)
        return
    await _done(refund, "provider", None)


async def _declined(refund: Refund, provider: gateway.Gateway, tries: int) -> None:
    """To the wallet instead, unless the payer has the money already: by an earlier try, whose answer was lost, so that
    the provider has paid back more than what we know of; or because the bank has taken the whole payment back."""
    try:
        notice = await provider.status(str(refund.payment_id))
    except (gateway.Unknown, gateway.Declined):
        await _try_later(refund, tries)
        return
    async with db.read() as c:
        known = await store.done_by_provider(c, payment_id=refund.payment_id)
    if tries > 0 and notice is not None and notice.refunded >= known + refund.amount:
        await _done(refund, "provider", None)
    elif notice is not None and notice.status in ("failed", "cancelled"):
        await provider_status.take(provider.name, notice)  # a reversal contains what waits
        await _done(refund, "provider", "reversed")
    else:
        await _done(refund, "wallet", "provider_refused")


async def _try_later(refund: Refund, tries: int) -> None:
    async with db.tx() as c:
        await store.try_at(c, id=refund.id, at=rules.next_try(tries, clock.now()))


async def _done(refund: Refund, route: Route, note: Note | None) -> None:
    async with db.tx() as c:
        if refund.order_id is not None:
            await attempts.lock_bill(c, order_id=refund.order_id)
        now_is = await store.lock(c, id=refund.id)
        payment = await attempts.get(c, id=refund.payment_id)
        assert payment is not None
        if now_is is not None and now_is.status == "pending":
            await _write_done(c, now_is, payment, route, note, clock.now())


async def _write_done(
    c: Conn, refund: Refund, payment: Payment, route: Route, note: Note | None, now: dt.datetime
) -> Refund:
    """Into the books, and told."""
    credit = {"provider": GATEWAY, "wallet": payment.payer_id, "cash": CASH}[route]
    transfer = Transfer(
        cause=refund.id,
        debit=ORDERS,
        credit=credit,
        amount=refund.amount,
        kind="refund",
        reason=refund.reason,
        reference=refund.order_id or payment.id,
    )
    await ledger.post_one(c, transfer, now)
    await store.finish(c, id=refund.id, route=route, note=note, now=now)
    await emit(c, PaymentRefunded(payment.id, refund.order_id, refund.id))
    REFUNDS.labels(route).inc()
    return msgspec.structs.replace(refund, status="done", route=route, note=note, done_at=now)
