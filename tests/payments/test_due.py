"""What is asked is what is still due: some shops had their cash, others had nothing to deliver."""

import asyncio
import uuid
from typing import Any

import pytest

from niaga.kit.errors import WrongState
from niaga.payments import api, handlers
from niaga.payments.types import InsufficientBalance, MethodLimitReached, PaymentSettled, RefundTooMuch
from tests.conftest import Events

from .outside import Order, Outside, balance, give

pytestmark = pytest.mark.usefixtures("books_agree")
SHOP = uuid.uuid4()


async def collect(order: Order, part: int) -> Any:
    shop_order = order.parts[part]
    return await api.collect_cash(
        order_id=order.id, shop_order_id=shop_order.shop_order_id, amount=shop_order.amount, by=SHOP
    )


async def waive(order: Order, part: int) -> Any:
    return await api.waive_cash(order_id=order.id, shop_orders=[order.parts[part].shop_order_id])


async def again(order: Order, method: Any = "qris", bank: Any = None) -> Any:
    return await api.try_again(id=uuid.uuid4(), order_id=order.id, payer_id=order.payer_id, method=method, bank=bank)


async def paid_parts(order: Order) -> list[uuid.UUID | None]:
    found = {p.shop_order_id: p.paid_by for p in await api.parts_of(orders=[order.id])}
    return [found[part.shop_order_id] for part in order.parts]


@pytest.mark.parametrize("closed_by", [collect, waive])
@pytest.mark.parametrize("method", ["wallet", "qris"])
async def test_what_is_asked_is_what_is_still_due(
    app: Any, outside: Outside, events: Events, closed_by: Any, method: Any
) -> None:
    order = Order(30_000, 14_000)
    cash = await order.start("cash")
    await closed_by(order, 0)
    await give(order.payer_id, 14_000)
    rest = await again(order, method)
    assert (rest.amount, rest.covers) == (14_000, [order.parts[1].shop_order_id])
    if method == "qris":
        await outside.simulate(rest, drop=True)
        rest = await api.ask_now(id=rest.id)
    assert (rest.status, rest.received) == ("paid", 14_000)
    collected = closed_by is collect
    assert await paid_parts(order) == [cash.id if collected else None, rest.id]
    over = await api.payment(id=cash.id)
    assert (over.status, over.received) == (("paid", 30_000) if collected else ("cancelled", 0))
    assert await events.named(PaymentSettled, id=cash.id) == []  # what pays the order is told once
    assert (await collect(order, 1)).id == rest.id  # no cash is needed any more
    with pytest.raises(WrongState):
        await again(order)


async def test_a_wallet_needs_what_is_due_and_a_method_bears_it(app: Any) -> None:
    order = Order(9_000_000, 9_000_000)
    await order.start("cash")
    with pytest.raises(MethodLimitReached):
        await again(order, "qris")
    await give(order.payer_id, 9_000_000)
    with pytest.raises(InsufficientBalance) as short:
        await again(order, "wallet")
    assert short.value.data["wanted"] == 18_000_000
    await collect(order, 0)
    assert (await again(order, "wallet")).status == "paid"
    assert await balance(order.payer_id) == 0


async def test_refunds_stay_within_what_a_payment_has_paid(app: Any) -> None:
    order = Order(30_000, 14_000)
    cash = await order.start("cash")
    await collect(order, 0)
    await give(order.payer_id, 14_000)
    rest = await again(order, "wallet")
    with pytest.raises(RefundTooMuch) as none:
        await order.refund(1, part=0, payment_id=rest.id)
    assert none.value.data["left"] == 0
    with pytest.raises(RefundTooMuch):
        await order.refund(14_001, part=1)
    assert (await order.refund(14_000, part=1)).payment_id == rest.id
    back = await order.refund(30_000, part=0)
    assert (back.payment_id, back.route) == (cash.id, "cash")


@pytest.mark.parametrize("closed_by", [collect, waive])
async def test_an_attempt_for_more_than_is_due_ends(app: Any, outside: Outside, closed_by: Any) -> None:
    order = Order(30_000, 14_000)
    await order.start("cash")
    whole = await again(order)
    await closed_by(order, 0)
    assert (await api.payment(id=whole.id)).status == "cancelled"
    assert await outside.status(whole) == "cancel"
    rest = await again(order)
    assert rest.amount == 14_000
    await closed_by(order, 1)
    assert (await api.payment(id=rest.id)).status == "cancelled"


@pytest.mark.parametrize("method", ["qris", "virtual_account"])
@pytest.mark.parametrize("closed_by", [collect, waive])
async def test_money_that_was_faster_pays_what_is_due_and_the_rest_goes_back(
    app: Any, outside: Outside, events: Events, closed_by: Any, method: Any
) -> None:
    order = Order(30_000, 14_000)
    await order.start("cash")
    whole = await again(order, method)
    await outside.simulate(whole, drop=True)
    await outside.fault("cancel", "down")
    await closed_by(order, 0)
    await handlers.ask_providers()
    late = await api.payment(id=whole.id)
    assert (late.status, late.received, late.refunded) == ("partly_refunded", 44_000, 30_000)
    assert late.covers == [order.parts[1].shop_order_id]
    assert len(await events.named(PaymentSettled, id=whole.id)) == 1
    await handlers.send_refunds()
    (back,) = await api.refunds_of(orders=[order.id])
    assert (back.amount, back.surplus, back.status) == (30_000, True, "done")
    assert back.route == ("provider" if method == "qris" else "wallet")
    assert await balance(order.payer_id) == (0 if method == "qris" else 30_000)


async def test_money_for_what_was_collected_in_full_goes_back_by_orders(app: Any, outside: Outside) -> None:
    """Nothing of it is due: the bill is settled by cash, and what orders do with a second payment sends it back."""
    order = Order(30_000)
    await order.start("cash")
    whole = await again(order)
    await outside.simulate(whole, drop=True)
    await outside.fault("cancel", "down")
    await collect(order, 0)
    await handlers.ask_providers()
    assert (await api.payment(id=whole.id)).refunded == 0
    assert (await order.refund(30_000, payment_id=whole.id)).amount == 30_000


async def test_a_till_and_a_wallet_at_once_take_each_part_once(app: Any) -> None:
    for _ in range(8):
        order = Order(30_000, 14_000)
        await order.start("cash")
        await give(order.payer_id, 44_000)
        await asyncio.gather(collect(order, 0), again(order, "wallet"), collect(order, 1), return_exceptions=True)
        received = sum(p.received for p in await api.of_order(order_id=order.id))
        assert received == 44_000
        assert None not in await paid_parts(order)


async def test_waiving_everything_leaves_nothing_to_ask(app: Any) -> None:
    order = Order(30_000, 14_000)
    await order.start("cash")
    await waive(order, 0)
    await waive(order, 1)
    with pytest.raises(WrongState):
        await again(order)
