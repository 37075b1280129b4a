"""Another amount than was asked: it waits, is told, and a person settles it, or its order's end does."""

import datetime as dt
import uuid
from collections.abc import Callable
from typing import Any

import pytest

from niaga.kit.errors import WrongState
from niaga.payments import api, handlers
from niaga.payments.types import Payment, PaymentDiffers, PaymentSettled, PaymentUnderReview, RefundTooMuch
from tests.conftest import Events

from .outside import Order, Outside, balance, give, paid

pytestmark = pytest.mark.usefixtures("books_agree")


async def charged(order: Order, outside: Outside, amount: int, method: Any = "qris", **more: Any) -> Payment:
    payment = await order.start(method, **more)
    await outside.simulate(payment, amount=amount, drop=True)
    return await api.ask_now(id=payment.id)


async def top_up(user_id: uuid.UUID, outside: Outside, amount: int, method: Any = "qris") -> Payment:
    payment = await api.top_up(id=uuid.uuid4(), user_id=user_id, amount=10_000, method=method, bank=None)
    await outside.simulate(payment, amount=amount, drop=True)
    return await api.ask_now(id=payment.id)


@pytest.mark.parametrize("came", [44_500, 43_000, 1])
async def test_another_amount_waits_and_asks_nobody_again(
    app: Any, outside: Outside, events: Events, came: int
) -> None:
    order = Order()
    await give(order.payer_id, 44_000)
    payment = await charged(order, outside, came)
    assert (payment.status, payment.flag, payment.came, payment.received) == ("authorized", "amount_mismatch", came, 0)
    assert len(await events.named(PaymentDiffers, id=payment.id)) == 1
    for method in ("qris", "virtual_account", "wallet"):
        with pytest.raises(PaymentUnderReview) as refused:
            await order.start(method)
        assert refused.value.data["came"] == came
    with pytest.raises(RefundTooMuch):
        await order.refund(1)
    again = await api.ask_now(id=payment.id)
    assert again == payment
    assert await balance(order.payer_id) == 44_000


async def test_accepted_with_too_much_the_rest_goes_back(app: Any, outside: Outside, events: Events) -> None:
    order = Order(30_000, 14_000)
    payment = await charged(order, outside, 44_500)
    for _ in range(2):
        done = await api.settle_difference(id=payment.id, decision="accepted")
    assert (done.status, done.received, done.refunded, done.flag) == ("partly_refunded", 44_500, 500, None)
    assert len(await events.named(PaymentSettled, id=payment.id)) == 1
    await handlers.send_refunds()
    (back,) = await api.refunds_of(orders=[order.id])
    assert (back.amount, back.surplus, back.status, back.route) == (500, True, "done", "provider")
    with pytest.raises(WrongState):
        await api.settle_difference(id=payment.id, decision="returned")
    assert (await order.refund(30_000, part=0)).amount == 30_000


async def test_accepted_with_too_little_we_bear_what_is_missing(app: Any, outside: Outside) -> None:
    order = Order(30_000, 14_000)
    payment = await charged(order, outside, 43_000)
    done = await api.settle_difference(id=payment.id, decision="accepted")
    assert (done.status, done.received, done.lost) == ("paid", 43_000, 1_000)
    await order.refund(30_000, part=0)
    with pytest.raises(RefundTooMuch) as left:
        await order.refund(14_000, part=1)
    assert left.value.data["left"] == 13_000
    await order.refund(13_000, part=1)
    assert (await api.payment(id=payment.id)).lost == 0  # nothing of it was delivered


@pytest.mark.parametrize("method", ["qris", "virtual_account"])
async def test_sent_back_by_a_person(app: Any, outside: Outside, events: Events, method: Any) -> None:
    order = Order()
    payment = await charged(order, outside, 44_500, method)
    done = await api.settle_difference(id=payment.id, decision="returned")
    assert (done.status, done.refunded, done.flag, done.covers) == ("refunded", 44_500, None, [])
    assert await events.named(PaymentSettled, id=payment.id) == []
    await handlers.send_refunds()
    assert await balance(order.payer_id) == (0 if method == "qris" else 44_500)
    anew = await order.start("qris")
    assert (anew.status, anew.amount) == ("pending", 44_000)


@pytest.mark.parametrize("because", ["cancelled", "expired"])
async def test_an_order_that_ends_sends_it_back(app: Any, outside: Outside, because: Any) -> None:
    order = Order()
    payment = await charged(order, outside, 43_000, "virtual_account")
    await api.cancel(order_id=order.id, because=because)
    await handlers.send_refunds()
    assert (await api.payment(id=payment.id)).status == "refunded"
    assert await balance(order.payer_id) == 43_000
    with pytest.raises(WrongState):
        await api.settle_difference(id=payment.id, decision="accepted")


async def test_what_comes_after_the_end_goes_back_at_once(app: Any, outside: Outside) -> None:
    order = Order()
    payment = await order.start("virtual_account")
    await outside.fault("cancel", "down")
    await api.cancel(order_id=order.id)
    await outside.simulate(payment, amount=44_500, drop=True)
    late = await api.ask_now(id=payment.id)
    assert (late.status, late.decided) == ("refunded", "returned")


async def test_another_attempt_that_was_faster_sends_it_back(app: Any, outside: Outside) -> None:
    order = Order()
    first = await order.start("qris")
    second = await order.start("virtual_account")
    await outside.simulate(second, drop=True)
    await outside.simulate(first, amount=44_500, drop=True)
    await api.ask_now(id=first.id)
    await api.ask_now(id=second.id)
    assert (await api.payment(id=second.id)).status == "paid"
    assert (await api.payment(id=first.id)).decided == "returned"


async def test_cash_collected_meanwhile_sends_it_back(app: Any, outside: Outside) -> None:
    order = Order()
    await order.start("cash")
    payment = await charged(order, outside, 44_500)
    part = order.parts[0]
    await api.collect_cash(order_id=order.id, shop_order_id=part.shop_order_id, amount=part.amount, by=uuid.uuid4())
    assert (await api.payment(id=payment.id)).decided == "returned"


@pytest.mark.parametrize("came", [10_500, 9_000])
async def test_a_wallet_gets_what_came(app: Any, outside: Outside, came: int) -> None:
    user = uuid.uuid4()
    payment = await top_up(user, outside, came)
    assert (payment.status, payment.came) == ("authorized", came)
    assert await balance(user) == 0
    done = await api.settle_difference(id=payment.id, decision="accepted")
    assert (done.status, done.received) == ("paid", came)
    assert await balance(user) == came


async def test_a_top_up_is_sent_back(app: Any, outside: Outside) -> None:
    user = uuid.uuid4()
    payment = await top_up(user, outside, 10_500)
    await api.settle_difference(id=payment.id, decision="returned")
    await handlers.send_refunds()
    found = await api.detail(id=payment.id)
    assert (found.status, found.refunds[0].status, found.refunds[0].route) == ("refunded", "done", "provider")
    assert await balance(user) == 0


async def test_a_webhook_alone_does_not_decide(app: Any, outside: Outside) -> None:
    payment = await Order().start()
    await outside.simulate(payment, wrong_amount=1)
    told = await api.payment(id=payment.id)
    assert (told.status, told.flag, told.came) == ("pending", "amount_mismatch", None)
    assert (await api.ask_now(id=payment.id)).status == "paid"


async def test_nothing_to_decide(app: Any, outside: Outside, later: Callable[[dt.timedelta], None]) -> None:
    payment = await paid(Order(), outside)
    with pytest.raises(WrongState):
        await api.settle_difference(id=payment.id, decision="accepted")
