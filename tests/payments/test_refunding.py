"""Money that goes back. Through the ports, with the simulator as the outside world."""

import datetime as dt
import uuid
from collections.abc import Callable
from typing import Any

import pytest

from niaga.kit.errors import KeyReused, NotFound
from niaga.payments import api, handlers
from niaga.payments.types import PaymentRefunded, RefundTooMuch
from tests.conftest import Events

from .outside import Order, Outside, balance, give, paid

pytestmark = pytest.mark.usefixtures("books_agree")
Later = Callable[[dt.timedelta], None]


async def test_qris_goes_back_by_the_provider(app: Any, outside: Outside, events: Events) -> None:
    order = Order(30_000, 14_000)
    payment = await paid(order, outside)
    refund = await order.refund(14_000, part=1)
    assert (refund.route, refund.status, refund.note) == ("provider", "done", None)
    assert (await api.payment(id=payment.id)).status == "partly_refunded"
    assert await outside.status(payment) == "partial_refund"
    rest = await order.refund(30_000, part=0)
    assert rest.status == "done"
    detail = await api.detail(id=payment.id)
    assert (detail.status, detail.refunded, len(detail.refunds)) == ("refunded", 44_000, 2)
    assert detail.flag is None
    assert len(await events.named(PaymentRefunded, id=payment.id)) == 2
    assert await api.refunds_of(orders=[order.id]) == detail.refunds


async def test_a_virtual_account_goes_back_to_the_wallet(app: Any, outside: Outside) -> None:
    order = Order()
    await paid(order, outside, "virtual_account")
    refund = await order.refund()
    assert (refund.route, refund.status, refund.note) == ("wallet", "done", "method_not_refundable")
    assert await balance(order.payer_id) == 44_000


async def test_after_the_window_money_goes_to_the_wallet(app: Any, outside: Outside, later: Later) -> None:
    order = Order()
    await paid(order, outside)
    later(dt.timedelta(days=46))
    refund = await order.refund(1_000)
    assert (refund.route, refund.note) == ("wallet", "window_over")


async def test_a_wallet_gets_its_own_back(app: Any) -> None:
    order = Order()
    await give(order.payer_id, 50_000)
    await order.start("wallet")
    assert (await order.refund(4_000)).route == "wallet"
    assert await balance(order.payer_id) == 10_000


async def test_what_the_provider_refuses_goes_to_the_wallet(app: Any, outside: Outside) -> None:
    order = Order()
    payment = await paid(order, outside)
    await outside.fault("refund", "insufficient_funds")
    refund = await order.refund(10_000)
    assert (refund.route, refund.status, refund.note) == ("wallet", "done", "provider_refused")
    assert await balance(order.payer_id) == 10_000
    assert await outside.status(payment) == "settlement"


async def test_a_refund_nobody_answered_is_sent_until_it_is_known(app: Any, outside: Outside, later: Later) -> None:
    order = Order()
    payment = await paid(order, outside)
    await outside.fault("refund", "lost_answer")
    refund = await order.refund(10_000)
    assert (refund.status, (await api.payment(id=payment.id)).refunded) == ("pending", 10_000)
    later(dt.timedelta(seconds=6))
    await handlers.send_refunds()
    (found,) = await api.refunds_of(orders=[order.id])
    assert (found.status, found.route) == ("done", "provider")
    assert await balance(order.payer_id) == 0


async def test_a_refund_that_arrived_unseen_is_not_paid_out_again(app: Any, outside: Outside, later: Later) -> None:
    """The first answer is lost, the second is a refusal, because the whole has gone back by then."""
    order = Order()
    payment = await paid(order, outside)
    await outside.fault("refund", "lost_answer")
    assert (await order.refund()).status == "pending"
    await outside.fault("refund", "insufficient_funds")
    later(dt.timedelta(minutes=6))
    await handlers.send_refunds()
    (found,) = await api.refunds_of(orders=[order.id])
    assert (found.status, found.route) == ("done", "provider")
    assert (await balance(order.payer_id), await outside.status(payment)) == (0, "refund")


async def test_never_more_than_what_came_in(app: Any, outside: Outside) -> None:
    order = Order(30_000, 14_000)
    with pytest.raises(NotFound):
        await order.refund(1)
    payment = await paid(order, outside)
    with pytest.raises(RefundTooMuch) as refused:
        await order.refund(14_001, part=1)
    assert refused.value.data == {"left": 14_000}
    refund = await order.refund(14_000, part=1)
    assert await order.refund(14_000, part=1, id=refund.id) == refund
    with pytest.raises(KeyReused):
        await order.refund(13_000, part=1, id=refund.id)
    with pytest.raises(RefundTooMuch):
        await order.refund(30_001)
    with pytest.raises(NotFound):
        await order.refund(1, shop_order_id=uuid.uuid4())
    rest = await api.refund_payment(
        id=uuid.uuid4(), payment_id=payment.id, shop_order_id=None, amount=None, reason="Semua"
    )
    assert rest.amount == 30_000


async def test_a_surplus_goes_back_from_the_payment_that_was_too_much(app: Any, outside: Outside) -> None:
    order = Order()
    await give(order.payer_id, 44_000)
    qris = await order.start("qris")
    wallet = await order.start("wallet")
    await outside.simulate(qris, settle_after_expiry=True)
    both = await api.of_order(order_id=order.id)
    assert [p.status for p in both] == ["paid", "paid"]
    surplus = await order.refund(44_000)
    assert (surplus.payment_id, surplus.route) == (qris.id, "provider")
    assert (await order.refund(1_000, part=0)).payment_id == wallet.id
