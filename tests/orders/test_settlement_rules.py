"""What becomes of money that has come in, of refunds, and of time that is over: decided from plain values."""

import datetime as dt
from typing import Any
from uuid import UUID

import msgspec

from niaga.kit.ids import new_id
from niaga.orders.rows import Due, ShopOrderRow
from niaga.orders.rules import expiry, refunds
from niaga.orders.rules.settlement import Money, Settling, decide, on_money, paid_rows, returned_rows
from niaga.orders.types import OrderExpired, ShopOrderMoved
from niaga.payments.types import Part, Refund

NOW = dt.datetime(2026, 11, 21, 3, tzinfo=dt.UTC)
LATER = NOW + dt.timedelta(minutes=15)


def due(**fields: Any) -> Due:
    some = Due(new_id(), "pending_payment", "qris", new_id(), LATER, None, None, None)
    return msgspec.structs.replace(some, **fields)


def settling(order: Due, payment: UUID | None = None, method: str = "qris", surplus: bool = False) -> Settling:
    return Settling(order.id, payment or new_id(), method, None, surplus)  # type: ignore[arg-type]  # one of them


def part(status: str = "pending", **fields: Any) -> ShopOrderRow:
    some = ShopOrderRow(
        id=new_id(),
        order_id=new_id(),
        shop_id=new_id(),
        number="NG-261121-AAAAAA-1",
        shop_name="Toko",
        status=status,  # type: ignore[arg-type]  # one of them
        delivery_option="pickup",
        note="",
        subtotal=10_000,
        discount=0,
        delivery_fee=0,
        tax=0,
        total=10_000,
        placed_at=NOW,
        expires_at=LATER,
    )
    return msgspec.structs.replace(some, **fields)


def refund(of: ShopOrderRow, amount: int) -> Refund:
    return Refund(
        id=new_id(),
        payment_id=new_id(),
        order_id=of.order_id,
        shop_order_id=of.id,
        amount=amount,
        reason="Habis",
        route="wallet",
        status="done",
        note=None,
        surplus=False,
        parts=[Part(of.id, amount)],
        created_at=NOW,
        done_at=NOW,
    )


def test_what_money_means() -> None:
    payment = new_id()

    def means(order: Due, now: dt.datetime = NOW, **how: Any) -> tuple[str, str | None]:
        return on_money(order, settling(order, payment, **how), now)

    assert means(due()) == ("pay", None)
    assert means(due(), LATER) == ("renew_and_pay", "late_payment")
    assert means(due(status="expired")) == ("renew_and_pay", "late_payment")
    assert means(due(paid_at=NOW, payment_id=payment)) == ("nothing", None)
    assert means(due(paid_at=NOW)) == ("give_back", "paid_twice_refunded")
    assert means(due(status="cancelled")) == ("give_back", "cancelled_payment_refunded")
    assert means(due(), surplus=True) == ("give_back", "paid_twice_refunded")
    assert means(due(status="expired", notice="late_payment_refunded")) == ("give_back", "late_payment_refunded")
    assert means(due(payment_method="cash", payment_id=payment), method="cash") == ("collected", None)
    assert means(due(paid_at=NOW), method="cash") == ("nothing", None)  # the rest was paid another way
    assert means(due(payment_method="cash")) == ("pay", None)  # paid another way after all


def test_of_two_payments_for_one_order_the_first_pays_it() -> None:
    order, other = due(), due()
    first, second, its = settling(order), settling(order), settling(other)
    known = {order.id: order, other.id: other}
    asked = [first, second, first, its]
    decided = decide(asked, known, sold_out=set(), now=NOW)
    assert decided == [Money("pay"), Money("give_back", "paid_twice_refunded"), Money("nothing"), Money("pay")]
    both = list(zip(asked, decided, strict=True))
    assert [(row.id, row.payment_id) for row in paid_rows(both)] == [
        (order.id, first.payment_id),
        (other.id, its.payment_id),
    ]
    assert [(row.order_id, row.payment_id) for row in returned_rows(both)] == [(order.id, second.payment_id)]


def test_late_money_for_goods_that_are_gone_goes_back() -> None:
    order = due(status="expired")
    late = settling(order)
    assert decide([late], {order.id: order}, sold_out={order.id}, now=LATER) == [
        Money("give_back", "late_payment_refunded")
    ]
    (paid,) = paid_rows([(late, decide([late], {order.id: order}, sold_out=set(), now=LATER)[0])])
    assert (paid.late, paid.notice) == (True, "late_payment")


def test_the_parts_that_a_payment_names_travel_with_it() -> None:
    order, named = due(), new_id()
    some = settling(order)._replace(covers=[named])
    (row,) = paid_rows([(some, Money("pay"))])
    assert row.covers == [named]
    assert paid_rows([(some, Money("collected"))]) == []


def test_a_part_of_which_all_went_back_ends() -> None:
    some, all_, known, waiting = part("paid"), part("completed"), part("paid", refunded=4_000), part("pending")
    found = refunds.count(
        [some, all_, known, waiting],
        [refund(some, 4_000), refund(all_, 6_000), refund(all_, 4_000), refund(known, 4_000), refund(waiting, 10_000)],
        NOW,
    )
    assert found.refunded == [(some.id, 4_000), (all_.id, 10_000), (waiting.id, 10_000)]
    assert [(s.shop_order_id, s.status, s.reason) for s in found.steps] == [(all_.id, "refunded", "Habis")]


def test_what_nobody_has_paid_or_begun_ends_with_its_time() -> None:
    over, half, ended = due(), due(payment_method="cash"), due()
    alone, begun = part("pending", order_id=over.id), part("processing", order_id=half.id)
    late, gone = part("pending", order_id=half.id), part("cancelled", order_id=ended.id)
    found = expiry.ending([over, half, ended], [alone, begun, late, gone], NOW)
    assert found.orders == [over, half]
    assert [(s.shop_order_id, s.status, s.actor, s.reason_code) for s in found.steps] == [
        (alone.id, "cancelled", "system", "unpaid"),
        (late.id, "cancelled", "system", "unpaid"),
    ]
    assert found.events == [OrderExpired(over.id), ShopOrderMoved(late.id, half.id, late.shop_id, "cancelled")]
