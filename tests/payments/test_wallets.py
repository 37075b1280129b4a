"""Wallets: paying, topping up, the statement. Through the ports, with the simulator as the outside world."""

import asyncio
import uuid
from typing import Any

import pytest

from niaga.kit.errors import KeyReused, NotFound, WrongState
from niaga.payments import api
from niaga.payments.types import InsufficientBalance, Payment, PaymentSettled, WalletLimitReached, WalletToppedUp
from tests.conftest import Events

from .outside import Order, Outside, balance, give

pytestmark = pytest.mark.usefixtures("books_agree")


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


async def test_a_wallet_has_a_limit(app: Any, outside: Outside) -> None:
    user = uuid.uuid4()
    await give(user, 6_000_000)
    with pytest.raises(WalletLimitReached) as refused:
        await api.top_up(id=uuid.uuid4(), user_id=user, amount=4_000_001, method="qris", bank=None)
    assert refused.value.data == {"balance": 6_000_000, "limit": 10_000_000}
    await api.top_up(id=uuid.uuid4(), user_id=user, amount=4_000_000, method="qris", bank=None)


async def test_an_open_top_up_gives_way_to_the_next(app: Any, outside: Outside) -> None:
    """The limit was full for an hour with what nobody meant to pay any more (B20)."""
    user = uuid.uuid4()
    first = await api.top_up(id=uuid.uuid4(), user_id=user, amount=10_000_000, method="virtual_account", bank="bni")
    second = await api.top_up(id=uuid.uuid4(), user_id=user, amount=10_000, method="qris", bank=None)
    assert (await api.payment(id=first.id)).status == "cancelled"
    assert await outside.status(first) == "cancel"
    await outside.simulate(second)
    assert await balance(user) == 10_000
    assert await api.verify() == []


async def test_a_top_up_paid_before_it_could_be_ended_counts(app: Any, outside: Outside) -> None:
    user = uuid.uuid4()
    first = await api.top_up(id=uuid.uuid4(), user_id=user, amount=20_000, method="virtual_account", bank="bni")
    await outside.simulate(first, drop=True)
    await api.top_up(id=uuid.uuid4(), user_id=user, amount=10_000, method="qris", bank=None)
    assert (await api.payment(id=first.id)).status == "paid"
    assert await balance(user) == 20_000


async def test_several_top_ups_at_once_leave_one_open(app: Any, outside: Outside) -> None:
    user = uuid.uuid4()
    made = await asyncio.gather(
        *(api.top_up(id=uuid.uuid4(), user_id=user, amount=10_000, method="qris", bank=None) for _ in range(4))
    )
    statuses = [(await api.payment(id=payment.id)).status for payment in made]
    assert sorted(statuses) == ["cancelled"] * 3 + ["pending"]


async def test_the_statement_tells_every_change_with_its_balance(app: Any) -> None:
    order = Order(10_000)
    await give(order.payer_id, 50_000)
    payment = await order.start("wallet")
    refund = await order.refund(4_000)
    first, cursor = await api.wallet_entries(user_id=order.payer_id, after=None, size=2)
    assert [(e.amount, e.balance, e.kind) for e in first] == [(4_000, 44_000, "refund"), (-10_000, 40_000, "payment")]
    assert {first[0].id, first[1].id}.isdisjoint({refund.id, payment.id})  # a transfer has an id of its own
    assert (refund.order_id, first[1].reference) == (order.id, order.id)
    assert first[0].reason == "Stok habis"
    assert first[0].description == first[1].description == payment.description
    rest, end = await api.wallet_entries(user_id=order.payer_id, after=cursor, size=2)
    assert [(e.amount, e.balance, e.kind) for e in rest] == [(50_000, 50_000, "opening")]
    assert end is None
