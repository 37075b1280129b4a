"""Checkout and orders in this process: refusals, crashes between two steps, expiry by the clock."""

import asyncio
import contextlib
import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

import httpx
import pytest

from niaga.kit import clock
from niaga.kit.ids import new_id
from niaga.orders import handlers
from niaga.orders.api import goods, outcome, placement
from niaga.orders.rules.orders import order_id
from niaga.payments.types import InsufficientBalance
from tests.conftest import Events
from tests.world import World

Later = Callable[[dt.timedelta], None]


class Died(BaseException):
    """What nothing catches: the process is gone."""


@pytest.fixture
async def world(client: httpx.AsyncClient) -> World:
    return World(client)


async def test_a_key_is_required_and_has_to_be_a_uuid(world: World) -> None:
    buyer = await world.person()
    body = {"cart_id": str(new_id()), "payment_method": "wallet", "delivery_option": "pickup"}
    missing = await buyer.ask("POST", "/checkout", None, json=body)
    assert missing.status_code == 422
    assert "idempotency-key" in missing.text.lower()
    await buyer.ask("POST", "/checkout", 422, json=body, headers={"idempotency-key": "sekali"})


async def test_an_empty_cart_and_somebody_elses_cart_are_refused(world: World) -> None:
    shop = await world.shop(3)
    buyer, other = await world.person(wallet=50_000), await world.person()
    cart = await other.add(shop.offers[0])
    assert (await buyer.checkout(expect=422))["code"] == "cart_empty"
    assert (await buyer.checkout(expect=404, cart_id=cart["id"]))["code"] == "not_found"


async def test_delivery_needs_an_address_and_a_shop_that_delivers(world: World) -> None:
    shop, counter = await world.shop(3, delivers=True, delivery_fee=5_000), await world.shop(3, delivers=False)
    buyer = await world.person(wallet=100_000)
    await buyer.add(shop.offers[0])
    refused = await buyer.checkout(expect=422, delivery_option="delivery")
    assert refused["errors"][0]["field"] == "address_id"
    await buyer.checkout(expect=422, delivery_option="delivery", address_id=str(new_id()))
    await buyer.add(counter.offers[0])
    address = await buyer.address()
    refused = await buyer.checkout(expect=422, delivery_option="delivery", address_id=address)
    assert (refused["code"], refused["shop_ids"]) == ("delivery_not_offered", [counter.id])
    choice = [{"shop_id": counter.id, "delivery_option": "pickup"}]
    bought = await buyer.checkout(delivery_option="delivery", address_id=address, shops=choice)
    assert bought["order"]["total"] == 25_000
    assert bought["order"]["address"]["postal_code"] == "65145"


async def test_a_refused_key_may_be_used_again(world: World) -> None:
    shop = await world.shop(1, price=10_000)
    buyer, key = await world.person(), new_id()
    await buyer.add(shop.offers[0])
    assert (await buyer.checkout(key=key, expect=409))["code"] == "insufficient_balance"
    credit = {"id": new_id(), "user_id": buyer.id, "amount": 10_000, "reason": "Saldo"}
    await world.call("payments", "credit", credits=[credit])
    bought = await buyer.checkout(key=key)
    assert bought["order"]["id"] == str(order_id(key))
    assert await buyer.checkout(key=key) == bought


@contextlib.contextmanager
def dying_after(step: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The process dies right after it took that step of a checkout."""
    owner, name = {
        "hold": (placement, "_hold"),
        "take": (placement.cart, "take"),
        "write": (placement, "_write"),
        "start": (outcome, "start_payment"),
        "settle": (outcome, "settle"),
        "unwrite": (outcome.placement, "unwrite"),
        "given up": (outcome, "emit"),
        "release": (goods.inventory, "release"),
    }[step]
    real: Any = getattr(owner, name)

    async def dies(*args: Any, **kwargs: Any) -> None:
        await real(*args, **kwargs)
        raise Died

    with monkeypatch.context() as patched:
        patched.setattr(owner, name, dies)
        yield


@pytest.mark.parametrize("step", ["hold", "take", "write", "start", "settle"])
async def test_a_crash_between_two_steps_is_healed_by_asking_again(
    world: World, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    """The process dies right after that step; the client, who got no answer, sends the same again."""
    shop = await world.shop(2, price=10_000)
    buyer, key = await world.person(wallet=30_000), new_id()
    await buyer.add(shop.offers[0], 2)
    cart_id = (await buyer.get("/cart"))["id"]
    with dying_after(step, monkeypatch), pytest.raises(Died):
        await buyer.checkout(key=key, expect=None, cart_id=cart_id)
    bought = await buyer.checkout(key=key, cart_id=cart_id)
    assert bought["order"]["status"] == "paid"
    assert await buyer.balance() == 10_000
    assert (await shop.owner.stock(shop))["on_hand"] == 0
    assert (await buyer.get("/cart"))["shops"] == []
    assert await world.findings() == []


@pytest.mark.parametrize("method", ["wallet", "cash"])
@pytest.mark.parametrize("step", ["take", "write", "start", "settle"])
async def test_a_checkout_that_died_is_finished_by_the_clock(
    world: World, monkeypatch: pytest.MonkeyPatch, later: Later, step: str, method: str
) -> None:
    """Nobody asks again. Before the order is written, nothing was bought and the cart has its lines again; afterwards
    the order is paid for as its buyer wanted."""
    if (step, method) == ("settle", "cash"):
        pytest.skip("nothing to settle")
    shop = await world.shop(1, price=10_000)
    buyer, key = await world.person(wallet=10_000), new_id()
    before = await buyer.add(shop.offers[0])
    with dying_after(step, monkeypatch), pytest.raises(Died):
        await buyer.checkout(method, key=key, expect=None)
    later(dt.timedelta(seconds=15))
    for _ in range(2):
        await handlers.finish_checkouts()
    assert await world.findings() == []
    if step == "take":
        assert await buyer.get("/cart") == before
        assert (await buyer.get("/orders/me"))["total"] == 0
        assert (await shop.owner.stock(shop))["available"] == 1
        assert (await buyer.checkout(method, key=key))["order"]["id"] == str(order_id(key, 1))
    order = (await buyer.get("/orders/me"))["items"][0]
    assert order["status"] == ("paid" if method == "wallet" else "pending_payment")
    assert (await buyer.order(order["id"]))["payment"]["amount"] == 10_000
    assert (await buyer.get("/cart"))["shops"] == []
    later(dt.timedelta(seconds=15))
    await handlers.finish_checkouts()
    assert order["id"] not in await world.call("cart", "taken", before=clock.now(), most=100_000)


async def lose_the_money(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a second device does in the moment between the look at the wallet and the payment."""

    async def rich(buyer: UUID) -> int:
        return 1_000_000

    monkeypatch.setattr(placement, "_balance", rich)


@pytest.mark.parametrize("dies", [None, "unwrite", "given up", "release"])
async def test_a_payment_refused_at_the_last_moment_leaves_nothing(
    world: World, monkeypatch: pytest.MonkeyPatch, later: Later, events: Events, dies: str | None
) -> None:
    shop = await world.shop(3, price=10_000)
    buyer, key = await world.person(), new_id()
    before = await buyer.add(shop.offers[0], 2)
    with monkeypatch.context() as patched:
        await lose_the_money(world, patched)
        if dies is None:
            assert (await buyer.checkout(key=key, expect=409))["code"] == "insufficient_balance"
        else:
            with dying_after(dies, patched), pytest.raises(Died):
                await buyer.checkout(key=key, expect=None)
            later(dt.timedelta(seconds=15))
            await events.drain()
            await handlers.finish_checkouts()
            await events.drain()
    assert (await buyer.get("/orders/me"))["total"] == 0
    assert await buyer.get("/cart") == before
    row = await shop.owner.stock(shop)
    assert (row["on_hand"], row["available"]) == (3, 3)
    assert await world.findings() == []
    credit = {"id": new_id(), "user_id": buyer.id, "amount": 20_000, "reason": "Saldo"}
    await world.call("payments", "credit", credits=[credit])
    bought = await buyer.checkout(key=key)  # the same key may be used again
    assert (bought["order"]["id"], bought["order"]["status"]) == (str(order_id(key, 1)), "paid")
    assert await buyer.checkout(key=key) == bought
    assert await buyer.balance() == 0
    assert (await buyer.get("/cart"))["shops"] == []
    await events.drain()
    assert (await shop.owner.stock(shop))["on_hand"] == 1
    assert await world.findings() == []


async def test_money_that_comes_while_its_order_is_taken_back_is_never_lost(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same request twice: one is refused and takes the order back, the other finds the wallet filled up meanwhile.
    Either it pays before, and the order stays, or it cannot pay any more."""
    shop = await world.shop(3, price=10_000)
    buyer, key = await world.person(), new_id()
    await buyer.add(shop.offers[0])
    real: Any = outcome.start_payment

    async def start(book: Any) -> Any:
        try:
            return await real(book)
        except InsufficientBalance:
            credit = {"id": new_id(), "user_id": buyer.id, "amount": 10_000, "reason": "Saldo"}
            await world.call("payments", "credit", credits=[credit])
            await real(book)
            raise

    with monkeypatch.context() as patched:
        await lose_the_money(world, patched)
        patched.setattr(outcome, "start_payment", start)
        bought = await buyer.checkout(key=key)
    assert bought["order"]["status"] == "paid"
    assert (await buyer.get("/orders/me"))["total"] == 1
    assert await buyer.balance() == 0
    assert await world.findings() == []


async def test_who_loses_to_a_clock_that_gave_it_up_begins_anew(
    world: World, monkeypatch: pytest.MonkeyPatch, later: Later
) -> None:
    """A checkout so slow that it was taken for dead writes nothing under the id it had."""
    shop = await world.shop(3, price=10_000)
    buyer, key = await world.person(wallet=10_000), new_id()
    await buyer.add(shop.offers[0])
    real: Any = placement._write
    slow = [True]

    async def write(book: Any) -> Any:
        if slow.pop():
            slow.append(False)
            later(dt.timedelta(seconds=15))
            await handlers.finish_checkouts()
        else:
            slow.append(False)
        return await real(book)

    with monkeypatch.context() as patched:
        patched.setattr(placement, "_write", write)
        bought = await buyer.checkout(key=key)
    assert bought["order"]["id"] == str(order_id(key, 1))
    assert (await buyer.get("/cart"))["shops"] == []
    assert (await shop.owner.stock(shop))["on_hand"] == 2
    assert await world.findings() == []


async def test_money_is_seen_before_its_event_has_come(world: World, events: Events) -> None:
    """Whoever has just seen the payment paid sees the order paid too, and the shop may begin."""
    shop, buyer = await world.shop(5, price=10_000), await world.person(wallet=20_000)
    for looks_first in (True, False):
        await buyer.add(shop.offers[0])
        order = (await buyer.checkout("cash"))["order"]
        assert (await buyer.post("/payments", 201, order_id=order["id"], method="wallet"))["status"] == "paid"
        if looks_first:
            assert (await buyer.get(f"/orders/{order['id']}"))["status"] == "paid"
        begun = await shop.owner.put(f"/orders/{order['shop_orders'][0]['id']}/status", status="processing")
        assert [step["status"] for step in begun["history"]] == ["pending", "paid", "processing"]
    await events.drain()
    assert await buyer.balance() == 0
    assert (await shop.owner.stock(shop))["on_hand"] == 3
    assert await world.findings() == []


async def test_an_unpaid_order_expires_by_the_clock_swept_or_not(world: World, events: Events, later: Later) -> None:
    shop = await world.shop(2, price=10_000)
    buyer = await world.person()
    await buyer.add(shop.offers[0], 2)
    order = (await buyer.checkout("cash"))["order"]
    later(dt.timedelta(minutes=119))
    buyer = await world.sign_in(buyer)
    assert (await buyer.order(order["id"]))["status"] == "pending_payment"
    later(dt.timedelta(minutes=2))
    buyer = await world.sign_in(buyer)  # the token is older than an hour now
    unswept = await buyer.order(order["id"])
    assert (unswept["status"], unswept["shop_orders"][0]["status"]) == ("expired", "cancelled")
    owner = await world.sign_in(shop.owner)
    part = unswept["shop_orders"][0]
    refused = await owner.put(f"/orders/{part['id']}/status", 409, status="processing")
    assert refused["code"] == "wrong_state"
    later(dt.timedelta(minutes=2))
    await handlers.expire_unpaid()
    await events.drain()
    swept = await buyer.order(order["id"])
    assert (swept["status"], swept["shop_orders"][0]["reason"]) == ("expired", "unpaid")
    assert [s["actor"] for s in swept["shop_orders"][0]["history"]] == ["buyer", "system"]
    assert (await owner.stock(shop))["available"] == 2
    assert await world.findings() == []


async def test_sweepers_at_once_expire_each_order_once(world: World, events: Events, later: Later) -> None:
    shop = await world.shop(20, price=10_000)
    buyer = await world.person()
    orders = []
    for _ in range(5):
        await buyer.add(shop.offers[0])
        orders.append((await buyer.checkout("cash"))["order"]["id"])
    later(dt.timedelta(hours=25))
    await asyncio.gather(*(handlers.sweep() for _ in range(4)))
    buyer = await world.sign_in(buyer)
    for id in orders:
        history = (await buyer.order(id))["shop_orders"][0]["history"]
        assert [s["status"] for s in history] == ["pending", "cancelled"]


async def test_history_is_never_changed(world: World) -> None:
    from niaga.kit import db

    shop = await world.shop(9)
    order = await (await world.person(wallet=50_000)).buy(shop.offers[0])
    async with db.pool().acquire() as c:
        with pytest.raises(Exception, match="append-only"):
            await c.execute("UPDATE orders.step SET status = 'completed' WHERE order_id = $1", UUID(order["id"]))


async def test_a_shops_choice_is_named_once_and_is_of_the_cart(world: World) -> None:
    shop, other = await world.shop(3, delivers=True), await world.shop(3)
    buyer = await world.person(wallet=50_000)
    await buyer.add(shop.offers[0])
    pick = {"shop_id": shop.id, "delivery_option": "pickup"}
    twice = await buyer.checkout(expect=422, shops=[pick, {**pick, "delivery_option": "delivery"}])
    assert [e["field"] for e in twice["errors"]] == ["shops.1.shop_id"]
    stray = await buyer.checkout(expect=422, shops=[pick, {**pick, "shop_id": other.id, "note": "pintu belakang"}])
    assert [e["field"] for e in stray["errors"]] == ["shops.1.shop_id"]
    await buyer.checkout(shops=[pick])


async def test_ordering_again_says_what_lies_in_the_cart(world: World) -> None:
    """Without a key each call is a wish; with one a repetition claims nothing that is not there."""
    shop, buyer, key = await world.shop(9, price=1_000), await world.person(wallet=50_000), str(new_id())
    order = await buyer.buy(shop.offers[0])
    path = f"/orders/{order['id']}/again"
    for n in (1, 2):
        assert (await buyer.post(path))["added"] == shop.offers
        assert (await buyer.get("/cart"))["count"] == n
    headers = {"idempotency-key": key}
    await buyer.ask("POST", path, headers=headers)
    assert (await buyer.get("/cart"))["count"] == 3
    await buyer.ask("DELETE", "/cart")
    assert (await buyer.ask("POST", path, headers=headers))["added"] == []
    assert (await buyer.get("/cart"))["count"] == 0
    assert (await buyer.post(path))["added"] == shop.offers


async def test_what_is_to_be_rented_is_not_sold(world: World) -> None:
    shop, buyer = await world.shop(), await world.person(wallet=500_000)
    camera = await shop.stock_up(2, 150_000, kind="rental")
    refused = await buyer.post("/cart", 422, offer_id=camera)
    assert (refused["code"], refused["offer_ids"]) == ("rental_not_offered", [camera])
    lines = [{"offer_id": camera, "quantity": 1}]  # as from before it became one
    asked = {"kind": "again", "key": new_id(), "user_id": buyer.id, "digest": ""}
    await world.call("cart", "fill", asked=asked, lines=lines)
    for method in ("wallet", "cash"):
        assert (await buyer.checkout(method, expect=422))["code"] == "rental_not_offered"
