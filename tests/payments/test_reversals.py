"""A bank takes back what it has settled: out of the books, told once, and what it costs is written off."""

import datetime as dt
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import httpx
import pytest

from niaga.kit.errors import WrongState
from niaga.payments import api, handlers
from niaga.payments.types import Payment, PaymentReversed, PaymentSettled, RefundTooMuch
from tests.conftest import Events, until

from .outside import Order, Outside, balance, give, notification, paid, tell

pytestmark = pytest.mark.usefixtures("books_agree")
Later = Callable[[dt.timedelta], None]


async def reversed_(payment: Payment, outside: Outside) -> Payment:
    """Settle it; a moment later the bank denies it again, and both are told."""
    await outside.simulate(payment, deny_after_settle_s=0.05)

    async def taken_back() -> Payment | None:
        await handlers.ask_providers()
        found = await api.payment(id=payment.id)
        return found if found.reversed else None

    found: Payment = await until(taken_back)
    return found


async def taken_back_after_settlement(payment: Payment, outside: Outside) -> Payment:
    told = await outside.simulate(payment, "deny")
    assert told["status"] == "deny"
    await handlers.ask_providers()  # the webhook alone is not believed
    return await api.payment(id=payment.id)


async def test_a_reversal_leaves_the_books_and_is_told_once(app: Any, outside: Outside, events: Events) -> None:
    order = Order(30_000, 14_000)
    payment = await order.start("virtual_account", bank="permata")
    found = await reversed_(payment, outside)
    assert (found.status, found.received, found.reversed, found.lost) == ("failed", 44_000, 44_000, 0)
    assert found.flag == "reversed"
    assert len(await events.named(PaymentSettled, id=payment.id)) == 1
    assert await events.named(PaymentReversed, id=payment.id) == [PaymentReversed(payment.id, order.id)]
    assert (await api.ask_now(id=payment.id)).status == "failed"
    assert len(await events.named(PaymentReversed, id=payment.id)) == 1
    with pytest.raises(RefundTooMuch):
        await order.refund(1)
    with pytest.raises(WrongState):
        await order.start("qris")


async def test_a_reversal_nobody_told_of_is_found_out(app: Any, outside: Outside, later: Later) -> None:
    payment = await Order().start("virtual_account", bank="permata")
    await outside.simulate(payment)
    await outside.simulate(payment, "deny", drop=True)
    await handlers.ask_providers()
    assert (await api.payment(id=payment.id)).status == "paid"
    later(dt.timedelta(minutes=7))
    await handlers.ask_providers()
    assert (await api.payment(id=payment.id)).reversed == 44_000


async def test_a_refund_does_not_keep_it_from_being_found_out(app: Any, outside: Outside, later: Later) -> None:
    order = Order(30_000, 14_000)
    payment = await order.start("virtual_account", bank="permata")
    await outside.simulate(payment)
    assert (await order.refund(14_000, part=1)).route == "wallet"
    await outside.simulate(payment, "deny", drop=True)
    later(dt.timedelta(minutes=7))
    await handlers.ask_providers()
    assert (await api.payment(id=payment.id)).reversed == 44_000


async def test_what_goes_on_without_its_money_is_written_off(app: Any, outside: Outside) -> None:
    order = Order(30_000, 14_000)
    payment = await reversed_(await order.start("virtual_account", bank="mandiri"), outside)
    both = [part.shop_order_id for part in order.parts]
    for _ in range(2):
        assert (await api.write_off(payment_id=payment.id, shop_orders=both)).lost == 44_000
    assert await api.verify() == []
    assert (await api.write_off(payment_id=payment.id, shop_orders=both[:1])).lost == 30_000
    assert await api.verify() == []
    assert (await api.write_off(payment_id=payment.id, shop_orders=[])).lost == 0
    healthy = await paid(Order(), outside)
    assert (await api.write_off(payment_id=healthy.id, shop_orders=both)).lost == 0


@pytest.mark.parametrize("spent", [0, 4_000, 14_000])
async def test_what_was_refunded_to_the_wallet_before_is_taken_from_it(app: Any, outside: Outside, spent: int) -> None:
    """The buyer had it twice, from us and from the bank, and spent it again (security 5)."""
    order = Order(30_000, 14_000)
    payment = await paid(order, outside, "virtual_account", bank="permata")
    await order.refund(14_000, part=1)
    if spent:
        await Order(spent, payer_id=order.payer_id).start("wallet")
    found = await taken_back_after_settlement(payment, outside)
    assert (found.reversed, found.refunded, await balance(order.payer_id)) == (44_000, 14_000, 0)
    assert await api.verify() == []
    for going_on, lost in (([], spent), ([order.parts[0].shop_order_id], 30_000 + spent), ([], spent)):
        assert (await api.write_off(payment_id=payment.id, shop_orders=going_on)).lost == lost
        assert await api.verify() == []
    entries, _ = await api.wallet_entries(user_id=order.payer_id, after=None, size=1)
    if spent < 14_000:
        assert (entries[0].amount, entries[0].kind) == (spent - 14_000, "reversal")


async def test_other_money_in_the_wallet_stays(app: Any, outside: Outside) -> None:
    order = Order(30_000, 14_000)
    await give(order.payer_id, 50_000)
    payment = await paid(order, outside, "virtual_account", bank="permata")
    await order.refund(14_000, part=1)
    await taken_back_after_settlement(payment, outside)
    assert await balance(order.payer_id) == 50_000


async def test_a_refund_on_its_way_is_not_paid_out_as_well(app: Any, outside: Outside, later: Later) -> None:
    order = Order()
    payment = await paid(order, outside)
    await outside.fault("refund", "down")
    assert (await order.refund(10_000)).status == "pending"
    found = await taken_back_after_settlement(payment, outside)
    assert found.reversed == 44_000
    assert await api.verify() == []
    later(dt.timedelta(minutes=2))
    await handlers.send_refunds()
    (refund,) = await api.refunds_of(orders=[order.id])
    assert (refund.status, refund.route, refund.note) == ("done", "provider", "reversed")
    assert await balance(order.payer_id) == 0


async def test_a_refund_of_all_on_its_way_does_not_hide_a_reversal(app: Any, outside: Outside, later: Later) -> None:
    """It was taken for our refund; then the provider refused that, and the wallet got what the bank had paid."""
    order = Order()
    payment = await paid(order, outside, "ewallet")
    await outside.fault("refund", "down")
    assert (await order.refund()).status == "pending"
    found = await taken_back_after_settlement(payment, outside)
    assert (found.status, found.reversed) == ("failed", 44_000)
    later(dt.timedelta(minutes=2))
    await handlers.send_refunds()
    (refund,) = await api.refunds_of(orders=[order.id])
    assert (refund.status, refund.route, refund.note) == ("done", "provider", "reversed")
    assert await balance(order.payer_id) == 0


async def test_news_in_the_wrong_order_settle_nothing(
    client: httpx.AsyncClient, outside: Outside, events: Events
) -> None:
    """The bank settled and took back; the webhook of the settlement comes last."""
    payment = await Order().start("virtual_account", bank="permata")
    await outside.simulate(payment, drop=True)
    await outside.simulate(payment, "deny")
    assert (await api.payment(id=payment.id)).status == "failed"
    late = await tell(client, notification(payment))
    assert late.json() == {"outcome": "to_check"}
    await handlers.ask_providers()
    assert (await api.payment(id=payment.id)).status == "failed"
    assert await events.named(PaymentSettled, id=payment.id) == []


async def test_a_topped_up_wallet_gives_back_what_it_has(app: Any, outside: Outside, events: Events) -> None:
    user = uuid4()
    payment = await api.top_up(id=uuid4(), user_id=user, amount=50_000, method="virtual_account", bank="permata")
    await outside.simulate(payment)
    await Order(20_000, payer_id=user).start("wallet")
    found = await taken_back_after_settlement(payment, outside)
    assert (found.status, found.reversed, found.lost) == ("failed", 50_000, 20_000)
    assert await balance(user) == 0
    entries, _ = await api.wallet_entries(user_id=user, after=None, size=1)
    assert (entries[0].amount, entries[0].kind) == (-30_000, "reversal")
    assert await events.named(PaymentReversed, id=payment.id) == [PaymentReversed(payment.id, None)]
