"""Paying, cancelling, cash, top-ups, refunds: through the ports, with the simulator as the outside world."""

import asyncio
import datetime as dt
import uuid
from collections.abc import Callable
from typing import Any

import pytest

from niaga.kit import clock, db
from niaga.kit.errors import KeyReused, NotFound, ValidationFailed, WrongState
from niaga.payments import api, handlers
from niaga.payments.types import (
    InsufficientBalance,
    MethodLimitReached,
    Payment,
    PaymentExpired,
    PaymentFailed,
    PaymentRefunded,
    PaymentSettled,
    RefundTooMuch,
    WalletLimitReached,
    WalletToppedUp,
)
from tests.conftest import Events, until

from .outside import Order, Outside, balance, give

pytest_plugins = ("tests.payments.outside",)  # one simulator for the whole run
Later = Callable[[dt.timedelta], None]
METHODS: Any = [
    ("qris", None),
    ("virtual_account", "bri"),
    ("virtual_account", "mandiri"),
    ("ewallet", None),
    ("card", None),
]


@pytest.fixture(autouse=True)
async def _books_agree(app: Any) -> Any:
    yield
    assert await api.verify() == []


async def paid(order: Order, outside: Outside, method: Any = "qris", **more: Any) -> Payment:
    payment = await order.start(method, **more)
    await outside.simulate(payment, drop=True)
    return await api.ask_now(id=payment.id)


# --- paying -----------------------------------------------------------------------------------------------------


async def test_a_wallet_pays_at_once_and_once(app: Any, events: Events) -> None:
    order = Order(30_000, 14_000)
    await give(order.payer_id, 100_000)
    payment = await order.start("wallet")
    assert (payment.status, payment.received, payment.action.type) == ("paid", 44_000, "none")
    assert await order.start("wallet", id=payment.id) == await api.payment(id=payment.id)
    assert await balance(order.payer_id) == 56_000
    assert await events.named(PaymentSettled, id=payment.id) == [PaymentSettled(payment.id, order.id)]
    with pytest.raises(WrongState) as refused:
        await order.start("wallet")
    assert refused.value.data["present"] == "paid"


async def test_a_wallet_without_enough_pays_nothing(app: Any) -> None:
    order = Order(44_000)
    await give(order.payer_id, 43_999)
    with pytest.raises(InsufficientBalance) as refused:
        await order.start("wallet")
    assert refused.value.data == {"balance": 43_999, "wanted": 44_000}
    assert await api.of_order(order_id=order.id) == []
    with pytest.raises(NotFound):
        await api.try_again(id=uuid.uuid4(), order_id=order.id, payer_id=order.payer_id, method="wallet", bank=None)
    await give(order.payer_id, 1)
    assert (await order.start("wallet")).status == "paid"


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
    later(dt.timedelta(seconds=31))
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


# --- cancelling -------------------------------------------------------------------------------------------------


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


# --- cash -------------------------------------------------------------------------------------------------------


async def test_cash_is_collected_shop_by_shop(app: Any, events: Events) -> None:
    order = Order(30_000, 14_000)
    payment = await order.start("cash")
    assert (payment.status, payment.action.type, payment.provider) == ("pending", "none", None)
    one, two = (part.shop_order_id for part in order.parts)
    with pytest.raises(ValidationFailed):
        await api.collect_cash(order_id=order.id, shop_order_id=one, amount=29_999)
    for _ in range(2):
        half = await api.collect_cash(order_id=order.id, shop_order_id=one, amount=30_000)
    assert (half.status, half.received) == ("pending", 30_000)
    whole = await api.collect_cash(order_id=order.id, shop_order_id=two, amount=14_000)
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
        await api.collect_cash(order_id=order.id, shop_order_id=two, amount=14_000)
    paid_now = await api.collect_cash(order_id=order.id, shop_order_id=one, amount=30_000)
    assert (paid_now.status, paid_now.received) == ("paid", 30_000)
    with pytest.raises(RefundTooMuch):
        await order.refund(30_001)


async def test_cancelled_cash_is_never_collected(app: Any) -> None:
    order = Order(30_000)
    await order.start("cash")
    (ended,) = await api.cancel(order_id=order.id)
    assert ended.status == "cancelled"
    with pytest.raises(WrongState):
        await api.collect_cash(order_id=order.id, shop_order_id=order.parts[0].shop_order_id, amount=30_000)


# --- refunds ----------------------------------------------------------------------------------------------------


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


# --- wallets ----------------------------------------------------------------------------------------------------


async def test_a_top_up_lifts_the_balance(app: Any, outside: Outside, events: Events) -> None:
    user = uuid.uuid4()
    asked: Any = {"id": uuid.uuid4(), "user_id": user, "amount": 50_000, "method": "qris", "bank": None}
    payment = await api.top_up(**asked)
    assert (payment.order_id, payment.status) == (None, "pending")
    assert (await api.top_up(**asked)).id == payment.id
    with pytest.raises(KeyReused):
        await api.top_up(**(asked | {"amount": 60_000}))
    await outside.simulate(payment, duplicate=3)
    assert await balance(user) == 50_000
    assert await events.named(WalletToppedUp, user_id=user) == [WalletToppedUp(user, payment.id)]
    with pytest.raises(WrongState):
        await api.refund_payment(id=uuid.uuid4(), payment_id=payment.id, shop_order_id=None, amount=1, reason="x")


async def test_a_wallet_has_a_limit_that_counts_what_is_coming(app: Any, outside: Outside) -> None:
    user = uuid.uuid4()
    await give(user, 6_000_000)
    await api.top_up(id=uuid.uuid4(), user_id=user, amount=3_000_000, method="qris", bank=None)
    with pytest.raises(WalletLimitReached) as refused:
        await api.top_up(id=uuid.uuid4(), user_id=user, amount=1_000_001, method="qris", bank=None)
    assert refused.value.data == {"balance": 6_000_000, "limit": 10_000_000}
    await api.top_up(id=uuid.uuid4(), user_id=user, amount=1_000_000, method="qris", bank=None)


async def test_the_statement_tells_every_change_with_its_balance(app: Any) -> None:
    order = Order(10_000)
    await give(order.payer_id, 50_000)
    payment = await order.start("wallet")
    refund = await order.refund(4_000)
    first, cursor = await api.wallet_entries(user_id=order.payer_id, after=None, size=2)
    assert [(e.amount, e.balance, e.kind) for e in first] == [(4_000, 44_000, "refund"), (-10_000, 40_000, "payment")]
    assert (first[0].id, first[1].id, first[1].reference) == (refund.id, payment.id, order.id)
    assert first[0].reason == "Stok habis"
    rest, end = await api.wallet_entries(user_id=order.payer_id, after=cursor, size=2)
    assert [(e.amount, e.balance, e.kind) for e in rest] == [(50_000, 50_000, "opening")]
    assert end is None


# --- what is kept -----------------------------------------------------------------------------------------------


async def test_every_word_with_the_provider_is_kept_without_secrets(app: Any, outside: Outside) -> None:
    payment = await Order().start("qris")
    await outside.simulate(payment, drop=True)
    await api.ask_now(id=payment.id)
    said = await api.exchanges(id=payment.id)
    assert [x.operation for x in said] == ["status", "charge"]
    assert said[1].request
    assert str(payment.id) in said[1].request
    assert "SB-Mid-server" not in "".join(f"{x.request}{x.response}" for x in said)


@pytest.mark.parametrize("table", ["transfer", "exchange"])
async def test_history_cannot_be_changed(app: Any, outside: Outside, table: str) -> None:
    order = Order()
    await give(order.payer_id, 44_000)
    await order.start("wallet")
    await Order().start("qris")
    async with db.pool().acquire() as c:
        for change in (f"UPDATE payments.{table} SET at = now()", f"DELETE FROM payments.{table}"):
            with pytest.raises(Exception, match="append-only"):
                await c.execute(change)


async def test_many_wallets_pay_in_one_batch_each_with_its_own_answer(app: Any) -> None:
    orders = [Order(1_000 + n) for n in range(40)]
    for n, order in enumerate(orders):
        if n % 2:
            await give(order.payer_id, 5_000)
    answers = await asyncio.gather(*(o.start("wallet") for o in orders), return_exceptions=True)
    for n, (order, answer) in enumerate(zip(orders, answers, strict=True)):
        if n % 2:
            assert isinstance(answer, Payment)
            assert answer.order_id == order.id
        else:
            assert isinstance(answer, InsufficientBalance)


async def test_the_outside_world_may_be_slow_to_tell(app: Any, outside: Outside) -> None:
    payment = await Order().start("qris")
    await outside.simulate(payment, delay_s=0.2, duplicate=2, reorder=True)

    async def arrived() -> bool:
        return (await api.payment(id=payment.id)).status == "paid"

    await until(arrived)
