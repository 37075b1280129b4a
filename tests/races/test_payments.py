"""Many hands on one payment."""

import asyncio
import uuid
from typing import Any

import httpx

from niaga.kit import db
from niaga.kit.errors import WrongState
from niaga.payments import api, handlers, rules
from niaga.payments.store import attempts as store
from niaga.payments.types import Payment, PaymentSettled, RefundTooMuch
from tests.conftest import Events
from tests.payments.outside import Order, Outside, balance, give, notification, tell

MANY = 20


async def test_webhook_and_poll_at_once_settle_once(
    client: httpx.AsyncClient, outside: Outside, events: Events
) -> None:
    payment = await Order().start()
    await outside.simulate(payment, drop=True)
    async with db.pool().acquire() as c:
        await c.execute("UPDATE payments.payment SET next_ask_at = now() WHERE id = $1", payment.id)
    await asyncio.gather(
        *(tell(client, notification(payment)) for _ in range(MANY)),
        *(api.ask_now(id=payment.id) for _ in range(MANY)),
        handlers.ask_providers(),
        handlers.ask_providers(),
    )
    assert (await api.payment(id=payment.id)).status == "paid"
    assert len(await events.named(PaymentSettled, id=payment.id)) == 1
    assert await api.verify() == []


async def test_without_the_lock_a_payment_settles_more_than_once(app: Any, outside: Outside) -> None:
    """The race is real: each reader that trusts what it read without the lock would settle."""
    payment = await Order().start()
    ready = asyncio.Barrier(5)

    async def judge(read: Any) -> bool:
        async with db.tx() as c:
            found = await read(c, id=payment.id)
            if read is store.get:
                await ready.wait()
            if "paid" not in rules.STEPS[found.status]:
                return False
            await store.set_status(
                c,
                id=payment.id,
                status="paid",
                received=payment.amount,
                refunded=0,
                paid_at=payment.created_at,
                flag=None,
                next_ask_at=None,
            )
            return True

    assert sum(await asyncio.gather(*(judge(store.get) for _ in range(5)))) == 5
    async with db.pool().acquire() as c:
        await c.execute("UPDATE payments.payment SET status = 'pending', received = 0 WHERE id = $1", payment.id)
    assert sum(await asyncio.gather(*(judge(store.lock) for _ in range(5)))) == 1
    async with db.pool().acquire() as c:
        await c.execute("UPDATE payments.payment SET status = 'failed', received = 0 WHERE id = $1", payment.id)


async def test_one_key_pressed_50_times_is_one_payment(app: Any, outside: Outside) -> None:
    for method in ("wallet", "qris", "cash"):
        order, key = Order(), uuid.uuid4()
        await give(order.payer_id, 500_000)
        answers = await asyncio.gather(*(order.start(method, id=key) for _ in range(50)))
        assert {a.id for a in answers} == {key}
        assert len(await api.of_order(order_id=order.id)) == 1
        assert await balance(order.payer_id) == (456_000 if method == "wallet" else 500_000)


async def test_two_devices_pay_one_order_once(app: Any) -> None:
    order = Order()
    await give(order.payer_id, 500_000)
    answers = await asyncio.gather(*(order.start("wallet") for _ in range(MANY)), return_exceptions=True)
    assert sum(isinstance(a, Payment) for a in answers) == 1
    assert sum(isinstance(a, WrongState) for a in answers) == MANY - 1
    assert await balance(order.payer_id) == 456_000


async def test_wallet_and_webhook_at_once_leave_the_books_right(client: httpx.AsyncClient, outside: Outside) -> None:
    for _ in range(5):
        order = Order()
        await give(order.payer_id, 44_000)
        qris = await order.start("qris")
        await asyncio.gather(
            order.start("wallet"),
            tell(client, notification(qris)),
            api.cancel(order_id=order.id),
            return_exceptions=True,
        )
        found = await api.of_order(order_id=order.id)
        received = sum(p.received for p in found)
        assert received in (44_000, 88_000), "the money that came is in the books, once for each payment"
    assert await api.verify() == []


async def test_refunds_at_once_never_exceed_what_came_in(app: Any) -> None:
    order = Order(30_000, 70_000)
    await give(order.payer_id, 100_000)
    await order.start("wallet")
    answers = await asyncio.gather(
        *(order.refund(10_000, part=0) for _ in range(MANY)),
        *(order.refund(30_000) for _ in range(MANY)),
        return_exceptions=True,
    )
    assert all(not isinstance(a, Exception) or isinstance(a, RefundTooMuch) for a in answers)
    back = sum(a.amount for a in answers if not isinstance(a, BaseException))
    assert await balance(order.payer_id) == back <= 100_000
    assert await api.verify() == []


async def test_one_refund_sent_from_many_places_goes_back_once(app: Any, outside: Outside) -> None:
    order, key = Order(), uuid.uuid4()
    payment = await order.start()
    await outside.simulate(payment)
    answers = await asyncio.gather(*(order.refund(10_000, id=key) for _ in range(MANY)))
    assert {a.id for a in answers} == {key}
    found = await api.detail(id=payment.id)
    assert (found.refunded, len(found.refunds), found.flag) == (10_000, 1, None)
    assert await api.verify() == []
