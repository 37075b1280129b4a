"""Carts through their ports, against the real database."""

import asyncio
import datetime as dt

import pytest

from niaga.cart import api, handlers
from niaga.cart.rules import owners
from niaga.cart.types import Cart, CartItem, Filling, ItemEdit, NewItem, Taken
from niaga.identity.types import SignedIn
from niaga.inventory import api as inventory
from niaga.inventory.types import Want
from niaga.kit import clock, db
from niaga.kit.errors import NotFound, ValidationFailed
from niaga.kit.ids import guest_id, new_id
from tests.conftest import until

from .market import Market, market

pytestmark = pytest.mark.usefixtures("app")


class Shopper:
    def __init__(self, guest: bool = False) -> None:
        self.user_id = None if guest else new_id()
        self.token = owners.new_token()
        self.cart_id = owners.cart_of_person(self.user_id) if self.user_id else guest_id(self.token)

    async def add(self, m: Market, which: int = 0, quantity: int = 1, note: str = "", id=None) -> Cart:
        item = NewItem(m.offers[which], quantity, note)
        return await api.add(id=id or new_id(), cart_id=self.cart_id, user_id=self.user_id, item=item)

    async def items(self) -> list[CartItem]:
        return items(await api.cart(cart_id=self.cart_id))


def items(cart: Cart) -> list[CartItem]:
    return [item for shop in cart.shops for item in shop.items]


async def test_the_same_offer_and_note_adds_up_another_note_is_another_line() -> None:
    m, s = await market(9), Shopper()
    await s.add(m)
    await s.add(m, quantity=2)
    cart = await s.add(m, note="tanpa sambal")
    assert [(i.quantity, i.note) for i in items(cart)] == [(3, ""), (1, "tanpa sambal")]
    assert (cart.total, cart.count, cart.shops[0].shop.name) == (40_000, 4, "Toko")
    assert await api.cart(cart_id=s.cart_id) == cart


async def test_adding_twice_under_one_id_adds_once() -> None:
    m, s, id = await market(9), Shopper(), new_id()
    first = await s.add(m, id=id)
    assert await s.add(m, id=id) == first


async def test_many_additions_at_once_all_count() -> None:
    m, s = await market(9, 9), Shopper()
    await asyncio.gather(*(s.add(m, n % 2) for n in range(40)))
    assert sorted(i.quantity for i in await s.items()) == [20, 20]


async def test_shops_are_apart_in_the_order_things_went_in() -> None:
    one, two, s = await market(5, 5), await market(5, price=3_000), Shopper()
    await s.add(one)
    await s.add(two, quantity=2)
    cart = await s.add(one, 1)
    assert [(g.shop.id, len(g.items), g.subtotal) for g in cart.shops] == [
        (one.shop_id, 2, 20_000),
        (two.shop_id, 1, 6_000),
    ]


async def test_on_opening_it_says_what_changed_until_the_buyer_touches_the_line() -> None:
    m, s = await market(5, 5, 5), Shopper()
    for n in range(3):
        await s.add(m, n, quantity=2)
    await m.price(0, 12_000)
    await inventory.hold(
        id=new_id(),
        wants=[Want(m.shop_id, m.variants[0], 4), Want(m.shop_id, m.variants[1], 5)],
        expires_at=clock.now() + dt.timedelta(minutes=15),
    )
    await m.close(2)
    for _ in range(2):
        first, second, third = await s.items()
        assert [(n.code, n.left, n.old, n.new) for n in first.notices] == [
            ("only_n_left", 1, None, None),
            ("price_changed", None, 10_000, 12_000),
        ]
        assert first.unit_price == 12_000
        assert second.notice is not None
        assert second.notice.code == "sold_out"
        assert third.notice is not None
        assert third.notice.code == "gone"
    await api.edit(cart_id=s.cart_id, item_id=first.id, edit=ItemEdit(quantity=1))
    assert (await s.items())[0].notices == []


async def test_set_and_remove_and_clear() -> None:
    m, s = await market(9, 9), Shopper()
    await s.add(m)
    first, second = items(await s.add(m, 1))
    cart = await api.edit(cart_id=s.cart_id, item_id=first.id, edit=ItemEdit(quantity=5, note="merah"))
    assert [(i.quantity, i.note) for i in items(cart)] == [(5, "merah"), (1, "")]
    cart = await api.remove(cart_id=s.cart_id, item_ids=[second.id])
    assert [i.id for i in items(cart)] == [first.id]
    with pytest.raises(NotFound):
        await api.remove(cart_id=s.cart_id, item_ids=[second.id])
    with pytest.raises(NotFound):
        await api.edit(cart_id=s.cart_id, item_id=second.id, edit=ItemEdit(quantity=1))
    assert items(await api.clear(cart_id=s.cart_id)) == []


async def test_a_line_given_anothers_note_joins_it() -> None:
    m, s = await market(9), Shopper()
    await s.add(m, quantity=2, note="pedas")
    plain = items(await s.add(m))[1]
    cart = await api.edit(cart_id=s.cart_id, item_id=plain.id, edit=ItemEdit(quantity=3, note="pedas"))
    assert [(i.quantity, i.note) for i in items(cart)] == [(5, "pedas")]


async def test_the_offers_limits_hold_when_adding_and_when_setting() -> None:
    m, s = await market(9), Shopper()
    await m.limit(0, least=2, most=4)
    with pytest.raises(ValidationFailed):
        await s.add(m, quantity=1)
    (item,) = items(await s.add(m, quantity=3))
    with pytest.raises(ValidationFailed):
        await s.add(m, quantity=2)
    for wrong in (1, 5):
        with pytest.raises(ValidationFailed):
            await api.edit(cart_id=s.cart_id, item_id=item.id, edit=ItemEdit(quantity=wrong))


async def test_another_persons_line_cannot_be_touched() -> None:
    m, mine, yours = await market(9), Shopper(), Shopper()
    (item,) = items(await yours.add(m))
    with pytest.raises(NotFound):
        await api.edit(cart_id=mine.cart_id, item_id=item.id, edit=ItemEdit(quantity=5))
    with pytest.raises(NotFound):
        await api.remove(cart_id=mine.cart_id, item_ids=[item.id])
    assert len(await yours.items()) == 1
    assert mine.user_id is not None
    with pytest.raises(NotFound):
        await api.lines(user_id=mine.user_id, cart_id=yours.cart_id)


async def test_merging_adds_up_capped_at_stock_and_limits_and_empties_the_guests() -> None:
    m, guest, s = await market(5, 9, 9, 9), Shopper(guest=True), Shopper()
    await m.limit(1, most=4)
    for who, which, quantity in [(guest, 0, 4), (guest, 1, 3), (guest, 2, 2), (s, 0, 3), (s, 1, 2), (s, 3, 1)]:
        await who.add(m, which, quantity)
    await m.close(2)
    assert s.user_id is not None
    await asyncio.gather(*(api.merge(user_id=s.user_id, guest_id=guest.cart_id) for _ in range(5)))
    found = {i.offer_id: i.quantity for i in await s.items()}
    assert found == {m.offers[0]: 5, m.offers[1]: 4, m.offers[2]: 2, m.offers[3]: 1}
    assert await guest.items() == []


async def test_merging_never_takes_away_what_one_had() -> None:
    m, guest, s = await market(2), Shopper(guest=True), Shopper()
    await s.add(m, quantity=6)
    await guest.add(m, quantity=1)
    assert s.user_id is not None
    await handlers.keep_guest_cart(
        events=[SignedIn(s.user_id, new_id(), guest.cart_id), SignedIn(s.user_id, new_id(), None)]
    )
    assert [i.quantity for i in await s.items()] == [6]


async def test_an_order_takes_what_it_bought_once_and_leaves_what_came_meanwhile() -> None:
    m, s, order = await market(9, 9), Shopper(), new_id()
    await s.add(m, quantity=2)
    first, second = items(await s.add(m, 1))
    await s.add(m, quantity=1)
    for _ in range(2):
        await api.take(cart_id=s.cart_id, order_id=order, lines=[Taken(first.id, 2), Taken(second.id, 1)])
    assert [(i.id, i.quantity) for i in await s.items()] == [(first.id, 1)]
    await s.add(m, 1)
    await api.take(cart_id=s.cart_id, order_id=order, lines=[Taken(first.id, 1)])
    assert len(await s.items()) == 2


async def test_filling_again_adds_up_once() -> None:
    m, s, id = await market(9, 9), Shopper(), new_id()
    await s.add(m)
    assert s.user_id is not None
    lines = [Filling(m.offers[0], 2), Filling(m.offers[1], 1, "dingin"), Filling(m.offers[1], 1, "dingin")]
    for _ in range(2):
        await api.fill(id=id, user_id=s.user_id, lines=lines)
    found = await s.items()
    assert sorted((i.quantity, i.note) for i in found) == [(2, "dingin"), (3, "")]
    assert all(i.notices == [] for i in found)


async def test_old_guests_are_forgotten_and_people_are_not(later) -> None:
    m, guest, s = await market(9), Shopper(guest=True), Shopper()
    await guest.add(m)
    await s.add(m)
    later(handlers.GUESTS_KEPT + dt.timedelta(days=1))
    await handlers.forget_what_is_old()
    assert await guest.items() == []
    assert len(await s.items()) == 1


async def test_an_order_leaves_what_is_added_while_it_waits_for_the_cart() -> None:
    m, s = await market(9), Shopper()
    (line,) = items(await s.add(m))
    async with db.pool().acquire() as c, c.transaction():
        await c.execute("SELECT FROM cart.cart WHERE id = $1 FOR UPDATE", s.cart_id)
        taking = asyncio.create_task(api.take(cart_id=s.cart_id, order_id=new_id(), lines=[Taken(line.id, 1)]))
        await until(lambda: waiting_for_a_lock(), within_s=5)
        await c.execute("UPDATE cart.line SET quantity = 3 WHERE id = $1", line.id)
    await taking
    assert [i.quantity for i in await s.items()] == [2]


async def waiting_for_a_lock() -> bool:
    async with db.read() as c:
        return bool(await c.fetchval("SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted)"))
