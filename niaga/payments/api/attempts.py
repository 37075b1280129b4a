"""Attempts to pay: the wallet at once and many together, a provider after its intent is written, cash later."""

import asyncio
import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Literal
from uuid import UUID

from niaga.kit import clock, db, keys
from niaga.kit.batch import WRITES_LINGER_S, batched
from niaga.kit.db import Conn
from niaga.kit.errors import KeyReused, NotFound, WrongState
from niaga.kit.events import emit
from niaga.kit.keys import Asked
from niaga.kit.port import port

from .. import rules
from ..gateways.gateway import Action
from ..rows import Bill, BillPartRow, BillRow, PaidByWalletRow, Start, Transfer
from ..rules import ORDERS
from ..store import attempts as store
from ..store import bills as bill_store
from ..types import Bank, Method, Part, Payment, PaymentSettled, PaymentUnderReview
from . import ledger, providers
from .metrics import PAYMENTS

CHARGE_WITHIN = dt.timedelta(seconds=30)
"""An intent without an answer after this long is taken up by the job that asks."""

NOTHING_DUE = WrongState(present="cancelled", allowed=[])


@port
async def start(
    *,
    id: UUID,
    order_id: UUID,
    payer_id: UUID,
    amount: int,
    method: Method,
    bank: Bank | None,
    expires_at: dt.datetime | None,
    description: str,
    shop_parts: list[Part],
) -> Payment:
    """One attempt to pay an order; `id` is the payment's. The first one also says what the order owes to whom.

    Wallet: paid at once, or InsufficientBalance. Cash: pending, each shop collects its part. Else the provider is
    asked: pending with what the payer has to do; `failed` if the provider will not have it; pending with nothing to do
    if no answer came (a timed job finds out). While an attempt by the same method and bank lives, that one is answered;
    one by another is over with this one, here and at its provider, and counts only if its money was faster.
    Raises WrongState (paid, cancelled, expired), PaymentUnderReview, KeyReused, MethodLimitReached, ValidationFailed
    (bank).
    """
    rules.check_parts(amount, shop_parts)
    wish = Start(
        id=id,
        order_id=order_id,
        payer_id=payer_id,
        amount=amount,
        method=method,
        bank=rules.bank_for(method, bank),
        expires_at=expires_at,
        description=description,
        parts=shop_parts,
    )
    return await _start(wish)


async def _start(wish: Start) -> Payment:
    if wish.method == "wallet":
        return await pay_from_wallet(wish)
    payment, replaced = await write_intent(wish)
    if not replaced:
        return await charged(payment)
    await asyncio.gather(charged(payment), *(providers.end(old) for old in replaced))
    return await _as_it_is(payment.id)  # the money of one it replaced may have been faster


@port
async def try_again(
    *,
    id: UUID,
    order_id: UUID,
    payer_id: UUID,
    method: Literal["wallet", "qris", "virtual_account", "ewallet", "card"],
    bank: Bank | None,
    asked: Asked | None = None,
) -> Payment:
    """Another attempt for what is still due of an order, its bill known and open; else as `start`. Raises NotFound for
    another's."""
    async with db.read() as c:
        bill = await store.bill(c, order_id=order_id)
    if bill is None or bill.payer_id != payer_id:
        raise NotFound()
    return await _start(
        Start(
            id=id,
            order_id=order_id,
            payer_id=payer_id,
            amount=bill.amount,
            method=method,
            bank=rules.bank_for(method, bank),
            expires_at=bill.expires_at,
            description=bill.description,
            parts=[],
            asked=asked,
        )
    )


@batched(most=200, lingers_s=WRITES_LINGER_S)
async def pay_from_wallet(starts: Sequence[Start]) -> list[Payment | Exception]:
    """Pay many bills from their payers' wallets in one transaction: payment, transfer, event. Each wish has its own
    answer: InsufficientBalance, WrongState, KeyReused."""
    now = clock.now()
    wishes = {s.id: s for s in reversed(starts)}  # the first of those with one id
    keyed = {s.id: s.asked for s in wishes.values() if s.asked}
    async with db.tx() as c:
        claims = await keys.claim_all(c, list(keyed.values())) if keyed else {}
        reused = {id: no for id, asked in keyed.items() if isinstance(no := claims[asked], KeyReused)}
        bills = await claim_bills(c, list(wishes.values()))
        new = all(bill.fresh and not bill.tried for bill in bills.values())  # nothing can have been paid, or posted
        before = {} if new else {p.id: p for p in await store.by_ids(c, ids=list(wishes))}
        answers = reused | _decide([s for s in wishes.values() if s.id not in reused], bills, before, now)
        answers |= await _reviewed(c, [s for s in wishes.values() if s.id not in answers], bills)
        open_wishes = await _narrow(c, [s for s in wishes.values() if s.id not in answers], bills)
        answers |= {s.id: NOTHING_DUE for s in open_wishes if s.amount == 0}
        open_wishes = [s for s in open_wishes if s.amount > 0]
        paying = list({s.order_id: s for s in reversed(open_wishes)}.values())  # one for each bill
        refusals = await ledger.post(c, [_transfer(s) for s in paying], now, new=new) if paying else []
        refused = {s.order_id: no for s, no in zip(paying, refusals, strict=True) if no is not None}
        paid = [s for s in paying if s.order_id not in refused]
        for start in open_wishes:
            answers[start.id] = refused.get(start.order_id) or WrongState(present="paid", allowed=[])
        for start in paid:
            answers[start.id] = _paid(start, now)
        if paid:
            await _write_paid(c, paid, bills, now)
        if unwanted := [id for id, bill in bills.items() if bill.fresh and id not in {s.order_id for s in paid}]:
            await store.drop_bills(c, orders=unwanted)  # who could not pay leaves nothing behind
        if unused := [x for id, x in keyed.items() if claims[x] is True and isinstance(answers[id], Exception)]:
            await keys.free(c, unused)
    PAYMENTS.labels("wallet", "paid").inc(len(paid))
    return [answers[s.id] if rules.same(s, wishes[s.id]) else KeyReused() for s in starts]


def _decide(
    wishes: Sequence[Start], bills: Mapping[UUID, Bill], before: Mapping[UUID, Payment], now: dt.datetime
) -> dict[UUID, Payment | Exception]:
    """Those that need no transfer: repeats, and bills that take no more payment."""
    answers: dict[UUID, Payment | Exception] = {}
    for start in wishes:
        known = before.get(start.id)
        if known is not None:
            answers[start.id] = known if rules.is_repeat(known, start) else KeyReused()
        elif refused := rules.refusal(bills[start.order_id], start, now):
            answers[start.id] = refused
    return answers


async def _reviewed(c: Conn, wishes: Sequence[Start], bills: Mapping[UUID, Bill]) -> dict[UUID, PaymentUnderReview]:
    """The wishes for orders of which another amount has come than was asked."""
    known = [s.order_id for s in wishes if not bills[s.order_id].fresh]
    attempts = await store.of_orders(c, orders=known) if known else []
    waiting = {p.order_id: p for p in attempts if p.status == "authorized"}
    return {s.id: _under_review(waiting[s.order_id]) for s in wishes if s.order_id in waiting}


def _under_review(payment: Payment) -> PaymentUnderReview:
    return PaymentUnderReview(payment_id=payment.id, amount=payment.amount, came=payment.came)


async def _narrow(c: Conn, wishes: Sequence[Start], bills: Mapping[UUID, Bill]) -> list[Start]:
    """The wishes as what is still due of their bills."""
    known = [s.order_id for s in wishes if not bills[s.order_id].fresh]
    parts = await bill_store.parts_of(c, orders=known) if known else []
    return [rules.narrowed(s, [p for p in parts if p.order_id == s.order_id]) for s in wishes]


def _transfer(start: Start) -> Transfer:
    return Transfer(
        cause=start.id,
        debit=start.payer_id,
        credit=ORDERS,
        amount=start.amount,
        kind="payment",
        reason=start.description,
        reference=start.order_id,
    )


def _paid(start: Start, now: dt.datetime) -> Payment:
    return Payment(
        id=start.id,
        order_id=start.order_id,
        payer_id=start.payer_id,
        method="wallet",
        bank=None,
        provider=None,
        amount=start.amount,
        status="paid",
        action=Action(),
        description=start.description,
        expires_at=None,
        paid_at=now,
        covers=start.covers,
        surplus=False,
        received=start.amount,
        refunded=0,
        reversed=0,
        lost=0,
        flag=None,
        came=None,
        decided=None,
        created_at=now,
    )


async def _write_paid(c: Conn, paid: Sequence[Start], bills: Mapping[UUID, Bill], now: dt.datetime) -> None:
    orders = [s.order_id for s in paid]
    rows = [PaidByWalletRow(s.id, s.order_id, s.payer_id, s.amount, s.description, s.covers) for s in paid]
    await store.add_paid_by_wallet(c, payments=rows, now=now)
    tried_before = [order for order in orders if not bills[order].fresh]
    if tried_before:
        await store.end_others(c, orders=tried_before, but=[s.id for s in paid], now=now)
    await emit(c, *[PaymentSettled(s.id, s.order_id) for s in paid])


async def claim_bills(c: Conn, starts: Sequence[Start]) -> dict[UUID, Bill]:
    """The bills of these wishes, locked, written if there were none."""
    first = {s.order_id: s for s in reversed(starts)}
    wanted = list(first.values())
    found = await store.claim_bills(
        c,
        bills=[BillRow(s.order_id, s.payer_id, s.amount, s.description, s.expires_at, s.id) for s in wanted],
        parts=[BillPartRow(s.order_id, part.shop_order_id, part.amount) for s in wanted for part in s.parts],
    )
    return {bill.order_id: bill for bill in found}


async def write_intent(start: Start) -> tuple[Payment, list[Payment]]:
    """The attempt, pending, before anybody is asked for money; or the one that lives already by the same method.

    And those it replaces: cancelled in the books, still to be ended at their providers. Should we die before that, the
    job that asks does it. Raises WrongState, KeyReused, MethodLimitReached.
    """
    now = clock.now()
    async with db.tx() as c:
        await keys.claim(c, start.asked)
        bill = (await claim_bills(c, [start]))[start.order_id]
        known = [] if bill.fresh else await store.lock_of_order(c, order_id=start.order_id)
        if repeat := next((p for p in known if p.id == start.id), None):
            if not rules.is_repeat(repeat, start):
                raise KeyReused()
            return repeat, []
        if refused := rules.refusal(bill, start, now):
            raise refused
        live = next(
            (p for p in known if p.status == "pending" and (p.method, p.bank) == (start.method, start.bank)), None
        )
        if live is not None:
            return live, []
        if await store.get(c, id=start.id) is not None:
            raise KeyReused()
        if under_review := next((p for p in known if p.status == "authorized"), None):
            raise _under_review(under_review)
        (wish,) = await _narrow(c, [start], {bill.order_id: bill})
        if wish.amount == 0:
            raise NOTHING_DUE
        rules.check_amount(wish.method, wish.amount)
        replaced = [p for p in known if p.status == "pending" and p.provider is not None]
        if replaced:
            await store.replace(c, ids=[p.id for p in replaced], now=now)
        return await _add(c, wish, now), [rules.with_status(p, "cancelled") for p in replaced]


async def _add(c: Conn, start: Start, now: dt.datetime) -> Payment:
    provider = None if start.method == "cash" else providers.DEFAULT
    await store.add(
        c,
        id=start.id,
        order_id=start.order_id,
        payer_id=start.payer_id,
        method=start.method,
        bank=start.bank,
        provider=provider,
        amount=start.amount,
        description=start.description,
        expires_at=start.expires_at,
        now=now,
        next_ask_at=now + CHARGE_WITHIN if provider else None,
        covers=start.covers,
    )
    found = await store.get(c, id=start.id)
    assert found
    return found


async def charged(payment: Payment) -> Payment:
    """The payment after its provider was asked, if it has one that has not answered yet."""
    if payment.provider is None or payment.status != "pending" or payment.action.type != "none":
        return payment
    await providers.charge(payment)
    return await _as_it_is(payment.id)


async def _as_it_is(id: UUID) -> Payment:
    async with db.read() as c:
        found = await store.get(c, id=id)
    assert found
    return found
