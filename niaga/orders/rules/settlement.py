"""What becomes of money that has come in: each payment in turn pays its order, or goes back."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Literal, NamedTuple
from uuid import UUID

from niaga.payments.types import Method, Payment

from ..rows import Due, PaidRow, ReturnedRow
from ..types import Notice

PAYS = ("pay", "renew_and_pay")


class Settling(NamedTuple):
    """A payment that has come in, to be given to its order."""

    order_id: UUID
    payment_id: UUID
    method: Method
    covers: list[UUID] | None
    """The shop orders it pays; None: all of them."""
    surplus: bool
    """Payments know of another one that has paid."""
    due: Due | None = None
    """The order as it was a moment ago, if the caller knows; it is looked at again under the lock anyway."""

    @classmethod
    def of(cls, payment: Payment, due: Due | None = None) -> "Settling":
        assert payment.order_id is not None
        return cls(payment.order_id, payment.id, payment.method, payment.covers, payment.surplus, due)


class Money(NamedTuple):
    """What to do with a payment that has come in."""

    action: Literal["nothing", "pay", "renew_and_pay", "collected", "give_back"]
    notice: Notice | None = None

    @property
    def pays(self) -> bool:
        return self.action in PAYS


def on_money(order: Due, settling: Settling, now: datetime) -> Money:
    """A payment that was to go back once goes back however often it is told: nothing that the order becomes afterwards
    makes it pay. Cash is for what was handed over, so it never goes back by itself. A surplus goes back at once."""
    cash = settling.method == "cash"
    if order.paid_at is not None:
        mine = cash or order.payment_id == settling.payment_id
        return Money("nothing") if mine else Money("give_back", "paid_twice_refunded")
    if cash:
        return Money("collected")
    if order.notice == "late_payment_refunded":  # its stock went back for good then
        return Money("give_back", order.notice)
    if order.status == "cancelled":
        return Money("give_back", "cancelled_payment_refunded")
    if settling.surplus:
        return Money("give_back", "paid_twice_refunded")
    if order.status == "expired" or order.expires_at <= now:
        return Money("renew_and_pay", "late_payment")
    return Money("pay")


def decide(
    settlings: Sequence[Settling], due: Mapping[UUID, Due], sold_out: Collection[UUID], now: datetime
) -> list[Money]:
    """One decision for each payment, in turn: of two for one order the first pays it. `sold_out`: the orders for which
    there are not enough goods any more."""
    paid: dict[UUID, UUID] = {}
    decisions = []
    for settling in settlings:
        money = on_money(due[settling.order_id], settling, now)
        if settling.order_id in paid:
            same = paid[settling.order_id] == settling.payment_id
            money = Money("nothing") if same else Money("give_back", "paid_twice_refunded")
        elif money.pays and settling.order_id in sold_out:
            money = Money("give_back", "late_payment_refunded")
        if money.pays:
            paid[settling.order_id] = settling.payment_id
        decisions.append(money)
    return decisions


def paid_rows(decided: Sequence[tuple[Settling, Money]]) -> list[PaidRow]:
    return [
        PaidRow(
            settling.order_id,
            settling.payment_id,
            settling.method,
            settling.covers,
            money.notice,
            money.action == "renew_and_pay",
        )
        for settling, money in decided
        if money.pays
    ]


def returned_rows(decided: Sequence[tuple[Settling, Money]]) -> list[ReturnedRow]:
    return [
        ReturnedRow(settling.payment_id, settling.order_id, money.notice)
        for settling, money in decided
        if money.action == "give_back" and money.notice is not None
    ]
