"""Attempts to pay: asked of the provider, told by it, found out. The simulator is the outside world."""

import datetime as dt
import uuid
from collections.abc import Callable
from typing import Any

import pytest

from niaga.kit import clock
from niaga.kit.errors import KeyReused, NotFound, ValidationFailed, WrongState
from niaga.payments import api, handlers, rules
from niaga.payments.types import MethodLimitReached, Payment, PaymentExpired, PaymentFailed, PaymentSettled
from tests.conftest import Events, until

from .outside import Order, Outside, balance, give

pytestmark = pytest.mark.usefixtures("books_agree")
Later = Callable[[dt.timedelta], None]
METHODS: Any = [
    ("qris", None),
    ("virtual_account", "bri"),
    ("virtual_account", "mandiri"),
    ("ewallet", None),
    ("card", None),
]


async def test_an_id_is_for_one_thing(app: Any) -> None:
    order, other = Order(), Order()
    await give(order.payer_id, 100_000)
    await give(other.payer_id, 100_000)
    payment = await order.start("wallet")
    with pytest.raises(KeyReused):
        await other.start("wallet", id=payment.id)
    with pytest.raises(KeyReused):
        await other.start("qris", id=payment.id)
    with pytest.raises(KeyReused):
        await Order(payer_id=order.payer_id).start("wallet", id=payment.id)
    waiting = await Order().start("cash")
    with pytest.raises(KeyReused):
        await other.start("wallet", id=waiting.id)
    assert (await balance(order.payer_id), await balance(other.payer_id)) == (56_000, 100_000)


@pytest.mark.parametrize(("method", "bank"), METHODS)
async def test_a_provider_is_asked_and_pays(app: Any, outside: Outside, events: Events, method: Any, bank: Any) -> None:
    order = Order()
    payment = await order.start(method, bank=bank)
    assert payment.status == "pending"
    assert payment.provider == "midtrans"
    assert payment.action.type == {"qris": "qr", "virtual_account": "virtual_account"}.get(method, "redirect")
    assert payment.action.simulate_url
    assert await api.payment(id=payment.id) == payment, "a reload shows the same"
    if method != "card":
        await outside.simulate(payment, drop=True)
        assert (await api.ask_now(id=payment.id)).status == "paid"
        assert await events.named(PaymentSettled, id=payment.id) == [PaymentSettled(payment.id, order.id)]


async def test_a_qr_is_a_picture_of_our_own(app: Any, outside: Outside) -> None:
    action = (await Order().start("qris")).action
    assert action.qr_string
    assert action.qr_image_url
    assert action.qr_image_url.startswith("data:image/svg+xml")


async def test_a_webhook_settles(app: Any, outside: Outside) -> None:
    payment = await Order().start("qris")
    told = await outside.simulate(payment)
    assert told["notifications"][0]["status_code"] == 200
    assert (await api.payment(id=payment.id)).status == "paid"
    assert [x.outcome for x in await api.heard(id=payment.id)] == ["applied"]


async def test_a_second_attempt_by_the_same_method_is_the_first(app: Any, outside: Outside) -> None:
    order = Order()
    first = await order.start("virtual_account", bank="bca")
    assert (await order.start("virtual_account", bank="bca")).id == first.id
    assert (await order.start("virtual_account", bank="bni")).id != first.id
    again = await api.try_again(id=uuid.uuid4(), order_id=order.id, payer_id=order.payer_id, method="qris", bank=None)
    assert again.amount == order.amount
    with pytest.raises(NotFound):
        await api.try_again(id=uuid.uuid4(), order_id=order.id, payer_id=uuid.uuid4(), method="qris", bank=None)
    with pytest.raises(ValidationFailed):
        await order.start("virtual_account", bank="gopay")


async def test_another_method_ends_the_attempt_before_it(app: Any, outside: Outside) -> None:
    order = Order()
    first = await order.start("virtual_account", bank="bca")
    second = await order.start("qris")
    assert (await api.payment(id=first.id)).status == "cancelled"
    assert await outside.status(first) == "cancel", "nobody can pay it any more"
    assert (second.status, second.action.type) == ("pending", "qr")
    again = await order.start("virtual_account", id=first.id, bank="bca")
    assert (again.id, again.status) == (first.id, "cancelled")
    third = await order.start("virtual_account", bank="bca")
    assert third.id != first.id
    assert (await api.payment(id=second.id)).status == "cancelled"


async def test_an_attempt_that_could_not_be_ended_at_once_is_ended_by_the_job(app: Any, outside: Outside) -> None:
    order = Order()
    first = await order.start("virtual_account")
    await outside.fault("cancel", "down")
    await order.start("qris")
    assert (await api.payment(id=first.id)).status == "cancelled"
    assert await outside.status(first) == "pending"
    await handlers.ask_providers()
    assert await outside.status(first) == "cancel"


async def test_money_that_was_faster_than_the_change_counts(app: Any, outside: Outside, events: Events) -> None:
    """Paid a moment ago, and no webhook yet: the buyer changes the method all the same."""
    order = Order()
    first = await order.start("virtual_account")
    await outside.simulate(first, drop=True)
    second = await order.start("qris")
    assert (await api.payment(id=first.id)).status == "paid"
    assert second.status == "cancelled"
    assert await events.named(PaymentSettled, order_id=order.id) == [PaymentSettled(first.id, order.id)]
    await handlers.ask_providers()
    assert await outside.status(second) == "cancel"


async def test_cash_stays_possible_beside_another_method(app: Any, outside: Outside) -> None:
    order = Order()
    cash = await order.start("cash")
    await order.start("qris")
    assert (await api.payment(id=cash.id)).status == "pending"


async def test_what_pays_first_ends_the_others(app: Any, outside: Outside) -> None:
    order = Order()
    await give(order.payer_id, 44_000)
    qris = await order.start("qris")
    await order.start("wallet")
    assert (await api.payment(id=qris.id)).status == "cancelled"
    await handlers.ask_providers()
    assert await outside.status(qris) == "cancel"


async def test_a_lost_answer_is_found_out(app: Any, outside: Outside, later: Later) -> None:
    await outside.fault("charge", "lost_answer")
    order = Order()
    payment = await order.start("qris")
    assert (payment.status, payment.action.type) == ("pending", "none")
    later(rules.FIRST_CHARGE_AGAIN)
    await handlers.ask_providers()
    found = await api.payment(id=payment.id)
    assert found.action.type == "qr"
    await outside.simulate(payment)
    assert (await api.payment(id=payment.id)).status == "paid"


async def test_a_crash_before_the_provider_is_asked_is_made_good(app: Any, outside: Outside, later: Later) -> None:
    await outside.fault("charge", "down")
    payment = await Order().start("virtual_account")
    assert payment.action.type == "none"
    assert (await Order.start(_same(payment), "virtual_account", id=payment.id)).action.type == "virtual_account"


def _same(payment: Payment) -> Order:
    order = Order(payment.amount, payer_id=payment.payer_id)
    assert payment.order_id
    order.id = payment.order_id
    return order


async def test_a_charge_the_provider_will_not_have_fails(app: Any, outside: Outside, events: Events) -> None:
    payment = await Order().start("qris", expires_at=clock.now() + dt.timedelta(seconds=0.9))
    assert payment.status == "failed", "less than a second is no time to pay"
    assert len(await events.named(PaymentFailed, id=payment.id)) == 1


async def test_a_method_has_its_limit(app: Any) -> None:
    order = Order(10_000_001)
    with pytest.raises(MethodLimitReached):
        await order.start("qris")
    assert await api.of_order(order_id=order.id) == []


async def test_the_poll_finds_what_no_webhook_told(app: Any, outside: Outside, later: Later) -> None:
    payment = await Order().start("qris")
    await outside.simulate(payment, drop=True)
    await handlers.ask_providers()
    assert (await api.payment(id=payment.id)).status == "pending", "it is not asked all the time"
    later(dt.timedelta(seconds=16))
    await handlers.ask_providers()
    assert (await api.payment(id=payment.id)).status == "paid"


async def test_time_runs_out_here_and_at_the_provider(app: Any, outside: Outside, later: Later, events: Events) -> None:
    order = Order()
    payment = await order.start("virtual_account")
    later(dt.timedelta(minutes=14))
    assert (await api.payment(id=payment.id)).status == "expired", "shown even before a job comes by"
    await handlers.ask_providers()
    assert await outside.status(payment) == "expire"
    assert await events.named(PaymentExpired, id=payment.id) == [PaymentExpired(payment.id, order.id)]
    with pytest.raises(WrongState):
        await order.start("qris")


async def test_late_money_is_told_as_settled(app: Any, outside: Outside, events: Events) -> None:
    payment = await Order().start("qris")
    await outside.simulate(payment, settle_after_expiry=True)
    assert (await api.payment(id=payment.id)).status == "paid"
    assert len(await events.named(PaymentExpired, id=payment.id)) == 1
    assert len(await events.named(PaymentSettled, id=payment.id)) == 1


async def test_late_money_is_found_without_a_webhook(app: Any, outside: Outside, later: Later) -> None:
    payment = await Order().start("qris")
    await outside.simulate(payment, "expire")
    assert (await api.payment(id=payment.id)).status == "expired"
    await outside.simulate(payment, drop=True, settle_after_expiry=True)
    later(dt.timedelta(minutes=2))
    await handlers.ask_providers()
    assert (await api.payment(id=payment.id)).status == "paid"


async def test_a_refused_payment_fails(app: Any, outside: Outside, events: Events) -> None:
    payment = await Order().start("qris")
    await outside.simulate(payment, "deny")
    assert (await api.payment(id=payment.id)).status == "failed"
    assert len(await events.named(PaymentFailed, id=payment.id)) == 1


async def test_the_outside_world_may_be_slow_to_tell(app: Any, outside: Outside) -> None:
    payment = await Order().start("qris")
    await outside.simulate(payment, delay_s=0.2, duplicate=2, reorder=True)

    async def arrived() -> bool:
        return (await api.payment(id=payment.id)).status == "paid"

    await until(arrived)


async def test_a_key_of_another_order_leaves_no_bill(app: Any) -> None:
    """Else the order could not be paid by anybody else's doing."""
    paid, other = Order(), Order()
    for order in (paid, other):
        await give(order.payer_id, order.amount)
    payment = await paid.start("wallet")
    with pytest.raises(KeyReused):
        await other.start("wallet", id=payment.id)
    assert (await other.start("wallet")).status == "paid"


async def test_an_order_that_nobody_has_begun_to_pay_is_cancelled_for_good(app: Any) -> None:
    """Whoever was about to start its payment finds that out."""
    order = Order()
    await give(order.payer_id, order.amount)
    for _ in range(2):
        assert await api.cancel(order_id=order.id) == []
    for method in ("wallet", "cash"):
        with pytest.raises(WrongState):
            await order.start(method)
    assert (await api.wallet(user_id=order.payer_id)).balance == order.amount
