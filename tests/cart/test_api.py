"""Carts through their ports, against the real database."""

import asyncio
import datetime as dt
from typing import Any

import msgspec
import pytest

from niaga.cart import api, handlers
from niaga.cart.rows import Put, Take
from niaga.cart.rules import owners
from niaga.cart.types import MAX_LINES, Cart, CartItem, CartLine, Filling, ItemEdit, NewItem
from niaga.identity.types import SignedIn
from niaga.inventory import api as inventory
from niaga.inventory.types import Want
from niaga.kit import clock, db, keys
from niaga.kit.errors import NotFound, ValidationFailed
from niaga.kit.ids import guest_id, new_id
from tests.conftest import until, waits_for_a_lock

from .market import Market, market

pytestmark = pytest.mark.usefixtures("app")


class Shopper:
    def __init__(self, guest: bool = False) -> None:
        self.user_id = None if guest else new_id()
        self.token = owners.new_token()
        self.cart_id = owners.cart_of_person(self.user_id) if self.user_id else guest_id(self.token)

    async def add(self, m: Market, which: int = 0, quantity: int = 1, note: str = "", id: Any = None) -> Cart:
        item = NewItem(m.offers[which], quantity, note)
        asked = keys.asked("cart", id, self.cart_id, item)
        return await api.add(asked=asked, cart_id=self.cart_id, user_id=self.user_id, item=item)

    async def buying(self, order_id: Any) -> list[CartLine]:
        assert self.user_id is not None
        return (await api.lines(user_id=self.user_id, cart_id=self.cart_id, order_id=order_id)).lines

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
        await api.lines(user_id=mine.user_id, cart_id=yours.cart_id, order_id=new_id())


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


async def test_an_order_takes_what_it_buys_once_and_leaves_what_came_meanwhile() -> None:
    m, s, order = await market(9, 9), Shopper(), new_id()
    await s.add(m, quantity=2)
    await s.add(m, 1)
    seen = await s.buying(order)
    await s.add(m, quantity=1)
    for _ in range(2):
        assert await api.take(cart_id=s.cart_id, order_id=order, lines=seen)
    assert [(i.id, i.quantity) for i in await s.items()] == [(seen[0].id, 1)]
    await s.add(m, 1)
    assert await api.take(cart_id=s.cart_id, order_id=order, lines=seen[:1])
    assert len(await s.items()) == 2
    assert await s.buying(order) == seen  # asked again, it buys what it has taken
    assert len(await s.buying(new_id())) == 2


@pytest.mark.parametrize("apart", [True, False])
async def test_of_orders_that_want_the_same_lines_one_has_them_all(apart: bool) -> None:
    """In one batch, and in batches of processes that know nothing of each other."""
    m, s = await market(9, 9), Shopper()
    await s.add(m, quantity=2)
    await s.add(m, 1)
    seen = await s.buying(new_id())
    takes = [Take(s.cart_id, new_id(), seen) for _ in range(8)]
    if apart:
        alone: Any = api._take.__wrapped__  # type: ignore[attr-defined]  # one batch, alone
        answers = [one for (one,) in await asyncio.gather(*(alone([take]) for take in takes))]
    else:
        answers = await asyncio.gather(*(api._take(take) for take in takes))
    assert sorted(answers) == [False] * 7 + [True]
    assert await s.items() == []
    assert not await api.take(cart_id=s.cart_id, order_id=new_id(), lines=seen[:1])


async def test_an_order_that_cannot_have_all_takes_nothing() -> None:
    m, s = await market(9, 9), Shopper()
    await s.add(m, quantity=2)
    await s.add(m, 1)
    seen = await s.buying(new_id())
    await api.edit(cart_id=s.cart_id, item_id=seen[0].id, edit=ItemEdit(quantity=1))
    assert not await api.take(cart_id=s.cart_id, order_id=new_id(), lines=seen)
    assert [i.quantity for i in await s.items()] == [1, 1]


async def test_what_was_taken_and_not_bought_lies_in_the_cart_again() -> None:
    m, s, one, two = await market(9, 9), Shopper(), new_id(), new_id()
    await s.add(m, quantity=2)
    before = await s.buying(one)
    assert await api.take(cart_id=s.cart_id, order_id=one, lines=before)
    for _ in range(2):
        await api.release(order_ids=[one, two])
    assert await s.buying(two) == before
    assert await api.take(cart_id=s.cart_id, order_id=two, lines=before)
    await s.add(m, quantity=3)
    await s.add(m, 1)
    await api.release(order_ids=[two])
    assert sorted(i.quantity for i in await s.items()) == [1, 5]


async def test_a_line_comes_back_beside_one_that_has_its_id() -> None:
    m, s, order = await market(9), Shopper(), new_id()
    await s.add(m, quantity=3)
    (line,) = await s.buying(order)
    await api.take(cart_id=s.cart_id, order_id=order, lines=[msgspec.structs.replace(line, quantity=2)])
    await api.edit(cart_id=s.cart_id, item_id=line.id, edit=ItemEdit(quantity=1, note="pedas"))
    await api.release(order_ids=[order])
    assert sorted((i.quantity, i.note) for i in await s.items()) == [(1, "pedas"), (2, "")]


async def test_what_is_taken_is_named_until_it_is_committed(later: Any) -> None:
    m, s, order = await market(9), Shopper(), new_id()
    await s.add(m)
    await api.take(cart_id=s.cart_id, order_id=order, lines=await s.buying(order))
    assert order not in await api.taken(before=clock.now() - dt.timedelta(seconds=5), most=500)
    later(dt.timedelta(seconds=10))
    assert order in await api.taken(before=clock.now() - dt.timedelta(seconds=5), most=500)
    await api.commit(order_ids=[order])
    assert order not in await api.taken(before=clock.now(), most=500)
    await api.release(order_ids=[order])
    assert await s.items() == []


async def test_filling_again_adds_up_once() -> None:
    m, s, id = await market(9, 9), Shopper(), new_id()
    await s.add(m)
    assert s.user_id is not None
    lines = [Filling(m.offers[0], 2), Filling(m.offers[1], 1, "dingin"), Filling(m.offers[1], 1, "dingin")]
    for _ in range(2):
        await api.fill(asked=keys.asked("again", id, s.user_id, lines), lines=lines)
    found = await s.items()
    assert sorted((i.quantity, i.note) for i in found) == [(2, "dingin"), (3, "")]
    assert all(i.notices == [] for i in found)


async def test_old_guests_are_forgotten_and_people_are_not(later: Any) -> None:
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
        seen = [CartLine(line.id, line.offer_id, 1, "", None)]
        taking = asyncio.ensure_future(api.take(cart_id=s.cart_id, order_id=new_id(), lines=seen))
        await until(waits_for_a_lock)
        await c.execute("UPDATE cart.line SET quantity = 3 WHERE id = $1", line.id)
    assert await taking
    assert [i.quantity for i in await s.items()] == [2]


async def test_an_offers_most_holds_however_many_add_at_once() -> None:
    m, s = await market(99), Shopper()
    await m.limit(0, most=4)
    answers = await asyncio.gather(*(s.add(m, note=str(n % 2)) for n in range(10)), return_exceptions=True)
    assert sum(isinstance(a, Cart) for a in answers) == 4
    assert sum(isinstance(a, ValidationFailed) for a in answers) == 6
    assert sum(i.quantity for i in await s.items()) == 4


async def test_processes_that_add_at_once_pass_no_limit() -> None:
    """Each in a batch of its own, as processes are."""
    m, s = await market(99), Shopper()
    await m.limit(0, most=4)
    offer = (await api._offers([m.offers[0]]))[m.offers[0]]
    alone: Any = api._put.__wrapped__  # type: ignore[attr-defined]  # one batch, alone
    puts = [
        Put(keys.asked("cart", None, s.cart_id), s.cart_id, s.user_id, new_id(), offer.id, 1, "", 10_000, offer)
        for _ in range(8)
    ]
    await asyncio.gather(*(alone([put]) for put in puts))
    assert [i.quantity for i in await s.items()] == [4]


async def test_a_repeated_key_is_answered_at_the_limit_too() -> None:
    m, s, id = await market(9), Shopper(), new_id()
    await m.limit(0, most=2)
    first = await s.add(m, quantity=2, id=id)
    assert await s.add(m, quantity=2, id=id) == first
    with pytest.raises(ValidationFailed):
        await s.add(m, quantity=2)


async def test_what_finds_no_place_when_merging_waits_and_is_told() -> None:
    m, guest, s = await market(9, 9), Shopper(guest=True), Shopper()
    assert s.user_id is not None
    for n in range(MAX_LINES - 1):
        await s.add(m, note=str(n))
    await s.add(m, 1, note="sama")
    for note in ("sama", "lain", "lagi"):
        await guest.add(m, 1, quantity=2, note=note)
    for _ in range(2):
        left = await api.merge(user_id=s.user_id, guest_id=guest.cart_id)
        assert [(x.offer_id, x.quantity) for x in left] == [(m.offers[1], 2)] * 2
    items = await s.items()
    assert (len(items), next(i.quantity for i in items if i.note == "sama")) == (MAX_LINES, 3)
    assert len(await guest.items()) == 2
    await api.remove(cart_id=s.cart_id, item_ids=[items[0].id])
    assert len(await api.merge(user_id=s.user_id, guest_id=guest.cart_id)) == 1
    await api.remove(cart_id=s.cart_id, item_ids=[items[1].id])
    assert await api.merge(user_id=s.user_id, guest_id=guest.cart_id) == []
    assert (len(await s.items()), await guest.items()) == (MAX_LINES, [])


async def test_filling_a_full_cart_says_what_found_no_place() -> None:
    m, s = await market(9, 9), Shopper()
    assert s.user_id is not None
    for n in range(MAX_LINES):
        await s.add(m, note=str(n))
    lines = [Filling(m.offers[0], 2, "7"), Filling(m.offers[1], 1)]
    filled = await api.fill(asked=keys.asked("again", new_id(), s.user_id, lines), lines=lines)
    assert filled.left_out == [m.offers[1]]
    assert next(i.quantity for i in await s.items() if i.note == "7") == 3
