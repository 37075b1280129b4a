"""What payers and admins are told of money."""

from collections.abc import Sequence
from uuid import UUID

from niaga.identity import api as identity
from niaga.identity.types import Person
from niaga.kit.events import on
from niaga.kit.money import rupiah
from niaga.orders import api as orders
from niaga.orders.types import MoneyReturned, Order
from niaga.payments import api as payments
from niaga.payments.types import (
    Payment,
    PaymentDiffers,
    PaymentFailed,
    PaymentRefunded,
    PaymentReversed,
    Refund,
    WalletToppedUp,
)

from ..rules import notices as rules
from ..types import Kind, Subject, Told
from .recipients import people_by_id, tell


async def giving_back(found: Sequence[Order]) -> dict[UUID, int]:
    """What of each part's money returns because the part has ended."""
    ids = [order.id for order in found]
    paid = {p.shop_order_id: p.amount for p in await payments.parts_of(orders=ids) if p.paid_by} if ids else {}
    refunds = await payments.refunds_of(orders=ids) if ids else []
    parts = [part for order in found for part in order.shop_orders]
    return {part.id: rules.gives_back(part, paid.get(part.id, 0), refunds) for part in parts}


@on(MoneyReturned)
async def tell_of_money_returned(*, events: Sequence[MoneyReturned]) -> None:
    found = {o.id: o for o in await orders.orders(ids=sorted({e.order_id for e in events}))}
    came = {p.id: p.received for p in await payments.of_orders(orders=list(found))}
    people = await people_by_id(o.buyer_id for o in found.values())
    told = [
        _returned(order, people[order.buyer_id], event.payment_id, came.get(event.payment_id, 0))
        for event in events
        if (order := found.get(event.order_id)) and order.buyer_id in people
    ]
    await tell(told, people.values())


def _returned(order: Order, person: Person, payment_id: UUID, total: int) -> Told:
    return rules.buyer_notice("money_returned", order, person, total=rupiah(total), key=f"{payment_id}")


@on(PaymentRefunded)
async def tell_of_refunds(*, events: Sequence[PaymentRefunded]) -> None:
    """Once: by the notice of what made it go back, where something did."""
    ids = sorted({e.order_id for e in events if e.order_id})
    found = {o.id: o for o in await orders.orders(ids=ids)} if ids else {}
    people = await people_by_id(o.buyer_id for o in found.values())
    back = await giving_back(list(found.values()))
    wanted = {e.refund_id for e in events}
    told = [
        _refunded(refund, order, people[order.buyer_id], back)
        for refund in (await payments.refunds_of(orders=ids) if ids else [])
        if refund.id in wanted and (order := found.get(refund.order_id or refund.id)) and order.buyer_id in people
    ]
    await tell(told, people.values())
    for event in events:
        if event.order_id is None:
            payment = await payments.payment(id=event.id)
            await _tell_payer("refunded", "top_up_returned", payment, total=rupiah(payment.came or payment.amount))


def _refunded(refund: Refund, order: Order, person: Person, back: dict[UUID, int]) -> Told:
    part = next((p for p in order.shop_orders if p.id == refund.shop_order_id), None)
    ended = rules.ended_at(part) if part else None
    if part and ended and refund.created_at >= ended:
        if part.status == "cancelled" and rules.is_cancelled(order):
            return rules.cancelled_notice(order, person, sum(back[p.id] for p in order.shop_orders))
        return rules.step_notice(part, order, person, part.status, back[part.id])
    if part is None and not refund.surplus and refund.payment_id != order.payment_id:
        return _returned(order, person, refund.payment_id, refund.amount)
    text = "refunded_surplus" if refund.surplus else "refunded"
    values = {"total": rupiah(refund.amount), "key": f"{refund.id}", "text": text}
    return rules.buyer_notice("refunded", order, person, **values)


@on(PaymentFailed)
async def tell_of_failures(*, events: Sequence[PaymentFailed]) -> None:
    """With the way to pay again, while there still is one."""
    ids = sorted({e.order_id for e in events if e.order_id})
    found = {o.id: o for o in await orders.orders(ids=ids) if o.status == "pending_payment"} if ids else {}
    people = await people_by_id(o.buyer_id for o in found.values())
    attempts = {p.id: p for p in await payments.of_orders(orders=list(found))} if found else {}
    told = []
    for event in events:
        payment = attempts.get(event.id) or await payments.payment(id=event.id)
        if payment.status != "failed" or payment.came is not None:
            continue
        total = rupiah(payment.amount)
        if event.order_id is None:
            await _tell_payer("payment_failed", "top_up_failed", payment, total=total)
        elif (order := found.get(event.order_id)) and order.buyer_id in people:
            person = people[order.buyer_id]
            told.append(
                rules.buyer_notice(
                    "payment_failed", order, person, total=total, key=f"{payment.id}", path=f"/payments/{payment.id}"
                )
            )
    await tell(told, people.values())


@on(PaymentDiffers)
async def tell_of_differences(*, events: Sequence[PaymentDiffers]) -> None:
    """The payer, who need not pay again; admins, who decide. What was decided meanwhile says so itself."""
    for event in events:
        payment = await payments.payment(id=event.id)
        if payment.came is None or payment.decided is not None:
            continue
        values = {"total": rupiah(payment.amount), "came": rupiah(payment.came), "description": payment.description}
        await _tell_payer("amount_differs", "amount_differs", payment, **values)
        await _tell_admins("amount_flagged", payment, **values)


@on(WalletToppedUp)
async def tell_of_top_up(*, events: Sequence[WalletToppedUp]) -> None:
    for event in events:
        paid = await payments.payment(id=event.payment_id)
        await _tell_payer("wallet_topped_up", "wallet_topped_up", paid, total=rupiah(paid.received))


@on(PaymentReversed)
async def tell_of_reversals(*, events: Sequence[PaymentReversed]) -> None:
    """Admins, since money may be lost; of a top-up also its payer. An order's buyer hears of it as `OrderUnpaid`."""
    for event in events:
        payment = await payments.payment(id=event.id)
        values = {"total": rupiah(payment.received), "description": payment.description}
        await _tell_admins("payment_flagged", payment, **values)
        if event.order_id is None:
            await _tell_payer("top_up_reversed", "top_up_reversed", payment, **values)


async def _tell_payer(kind: Kind, text_name: str, payment: Payment, **values: str) -> None:
    """About a payment; that of a top-up leads to the wallet."""
    people = await people_by_id([payment.payer_id])
    told = []
    for person in people.values():
        text = rules.words(text_name, person.language, **values)
        path = f"/payments/{payment.id}" if payment.order_id or kind == "amount_differs" else "/wallet"
        subject = Subject(order_id=payment.order_id, payment_id=payment.id)
        told.append(Told(person.id, f"{kind}:{payment.id}", kind, text.title, text.body, text.action, path, subject))
    await tell(told, people.values())


async def _tell_admins(text_name: str, payment: Payment, **values: str) -> None:
    admins = await identity.people(ids=await identity.with_role(role="admin"))
    told = []
    for person in admins:
        text = rules.words(text_name, person.language, **values)
        key, path = f"{text_name}:{payment.id}", f"/admin/payments/{payment.id}"
        subject = Subject(payment_id=payment.id)
        told.append(Told(person.id, key, "payment_flagged", text.title, text.body, text.action, path, subject))
    await tell(told, admins)
