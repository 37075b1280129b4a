"""Attempts that are ended, and cash. Through the ports, with the simulator as the outside world."""

import uuid
from typing import Any

import pytest

from niaga.kit.errors import ValidationFailed, WrongState
from niaga.payments import api, handlers
from niaga.payments.types import PaymentSettled, RefundTooMuch
from tests.conftest import Events

from .outside import Order, Outside

SHOP = uuid.uuid4()
pytestmark = pytest.mark.usefixtures("books_agree")


async def test_cancelling_ends_every_attempt(app: Any, outside: Outside) -> None:
    order = Order()
    payment = await order.start("qris")
    (ended,) = await api.cancel(order_id=order.id)
    assert ended.status == "cancelled"
    assert await outside.status(payment) == "cancel"
    with pytest.raises(WrongState):
        await order.start("qris")
    assert await api.cancel(order_id=uuid.uuid4()) == []


async def test_cancelling_too_late_says_so(app: Any, outside: Outside, events: Events) -> None:
    order = Order()
    payment = await order.start("qris")
    await outside.simulate(payment, drop=True)
    (found,) = await api.cancel(order_id=order.id, because="expired")
    assert found.status == "paid"
    assert len(await events.named(PaymentSettled, id=payment.id)) == 1


async def test_a_cancel_nobody_answered_is_repeated(app: Any, outside: Outside) -> None:
    order = Order()
    payment = await order.start("qris")
    await outside.fault("cancel", "down")
    await api.cancel(order_id=order.id)
    assert await outside.status(payment) == "pending"
    await handlers.ask_providers()
    assert await outside.status(payment) == "cancel"


async def test_cash_is_collected_shop_by_shop(app: Any, events: Events) -> None:
    order = Order(30_000, 14_000)
    payment = await order.start("cash")
    assert (payment.status, payment.action.type, payment.provider) == ("pending", "none", None)
    one, two = (part.shop_order_id for part in order.parts)
    with pytest.raises(ValidationFailed):
        await api.collect_cash(order_id=order.id, shop_order_id=one, amount=29_999, by=SHOP)
    for _ in range(2):
        half = await api.collect_cash(order_id=order.id, shop_order_id=one, amount=30_000, by=SHOP)
    assert (half.status, half.received) == ("pending", 30_000)
    whole = await api.collect_cash(order_id=order.id, shop_order_id=two, amount=14_000, by=SHOP)
    assert (whole.status, whole.received) == ("paid", 44_000)
    assert len(await events.named(PaymentSettled, id=payment.id)) == 1
    handed_back = await order.refund(14_000, part=1)
    assert (handed_back.route, handed_back.status) == ("cash", "done")


async def test_cash_of_a_cancelled_part_is_not_waited_for(app: Any) -> None:
    order = Order(30_000, 14_000)
    await order.start("cash")
    one, two = (part.shop_order_id for part in order.parts)
    await api.waive_cash(order_id=order.id, shop_orders=[two])
    with pytest.raises(WrongState):
        await api.collect_cash(order_id=order.id, shop_order_id=two, amount=14_000, by=SHOP)
    paid_now = await api.collect_cash(order_id=order.id, shop_order_id=one, amount=30_000, by=SHOP)
    assert (paid_now.status, paid_now.received) == ("paid", 30_000)
    with pytest.raises(RefundTooMuch):
        await order.refund(30_001)


async def test_cancelled_cash_is_never_collected(app: Any) -> None:
    order = Order(30_000)
    await order.start("cash")
    (ended,) = await api.cancel(order_id=order.id)
    assert ended.status == "cancelled"
    with pytest.raises(WrongState):
        await api.collect_cash(order_id=order.id, shop_order_id=order.parts[0].shop_order_id, amount=30_000, by=SHOP)
