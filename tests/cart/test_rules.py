"""What a cart says of its lines: decided without a database."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from niaga.cart.rules import lines as rules
from niaga.cart.rules import owners
from niaga.cart.types import MAX_LINES, CartLine, LimitReached, Notice
from niaga.catalog.types import Offer
from niaga.kit.errors import NotFound, ValidationFailed
from niaga.kit.ids import guest_id, new_id

SHOP = new_id()


def offer(
    *, price: int = 10_000, active: bool = True, least: int = 1, most: int | None = None, id: UUID | None = None
) -> Offer:
    return Offer(
        id=id or new_id(),
        shop_id=SHOP,
        shop_name="Toko",
        variant_id=new_id(),
        product_id=new_id(),
        product_slug="teh",
        name="Teh",
        kind="goods",
        options={},
        sku="TEH",
        price=price,
        compare_at_price=None,
        image_url=None,
        weight_g=None,
        min_quantity=least,
        max_quantity=most,
        active=active,
    )


def line(of: Offer, quantity: int = 1, *, note: str = "", seen: int | None = 10_000) -> CartLine:
    return CartLine(new_id(), of.id, quantity, note, seen)


def codes(lines: list[CartLine], offers: list[Offer], left: int) -> list[list[str]]:
    cart = rules.view(new_id(), lines, {o.id: o for o in offers}, {o.id: rules.Left(left) for o in offers})
    return [[n.code for n in item.notices] for shop in cart.shops for item in shop.items]


def test_notices_the_weightiest_first() -> None:
    o = offer(price=12_000)
    assert codes([line(o)], [o], 5) == [["price_changed"]]
    assert codes([line(o, 6)], [o], 5) == [["only_n_left", "price_changed"]]
    assert codes([line(o, 6)], [o], 0) == [["sold_out", "price_changed"]]
    assert codes([line(o, seen=None)], [o], 5) == [[]]
    assert codes([line(o)], [], 5) == [["gone"]]
    assert codes([line(o)], [offer(id=o.id, active=False)], 5) == [["gone"]]


def test_limits_that_changed_meanwhile_are_told() -> None:
    o = offer(least=2, most=5)
    assert codes([line(o, 5)], [o], 9) == [[]]
    assert codes([line(o, 6)], [o], 9) == [["at_most"]]
    assert codes([line(o, 1)], [o], 9) == [["at_least"]]
    assert codes([line(o, 3), line(o, 3, note="pedas")], [o], 9) == [["at_most"], ["at_most"]]
    assert codes([line(o, 6)], [o], 4) == [["only_n_left", "at_most"]]
    (group,) = rules.view(new_id(), [line(o, 6)], {o.id: o}, {o.id: rules.Left(9)}).shops
    assert group.items[0].notice == Notice("at_most", limit=5)


def test_lines_of_one_offer_share_its_stock() -> None:
    o = offer()
    assert codes([line(o, 3), line(o, 3, note="pedas")], [o], 5) == [["only_n_left"], ["only_n_left"]]


def test_gone_lines_cost_nothing_and_stay_to_be_seen() -> None:
    o, gone = offer(), offer(active=False)
    cart = rules.view(
        new_id(), [line(o, 2), line(gone, 3)], {o.id: o, gone.id: gone}, {o.id: rules.Left(9), gone.id: rules.Left(9)}
    )
    assert (cart.total, cart.count) == (20_000, 5)
    assert [i.available for i in cart.shops[0].items] == [9, 0]


def test_what_may_go_in() -> None:
    o = offer(least=2, most=5)
    full = [line(offer()) for _ in range(MAX_LINES)]

    def check(of: Offer | None, quantity: int, lines: list[CartLine], note: str = "") -> None:
        rules.check_addition(lines, of, offer_id=o.id, quantity=quantity, note=note)

    check(o, 2, [])
    check(o, 1, [line(o, 4)])
    check(o, 2, [*full[1:], line(o, 2)])
    for of, quantity, lines, refusal in [
        (None, 2, [], NotFound),
        (offer(active=False), 2, [], NotFound),
        (o, 1, [], ValidationFailed),
        (o, 6, [], ValidationFailed),
        (o, 3, [line(o, 2, note="pedas"), line(o, 1)], ValidationFailed),
        (o, 2, full, LimitReached),
    ]:
        with pytest.raises(refusal):
            check(of, quantity, lines)
    with pytest.raises(LimitReached):
        check(o, 2, [*full[1:], line(o, 2)], note="pedas")


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(1, 999), st.integers(0, 1_000)), max_size=12))
def test_totals_are_the_sums_of_their_parts(wanted: list[tuple[int, int, int]]) -> None:
    offers = [offer(price=7_777 * (n + 1), active=n != 3) for n in range(4)]
    lines = [line(offers[n], quantity) for n, quantity, _ in wanted]
    cart = rules.view(new_id(), lines, {o.id: o for o in offers}, {o.id: rules.Left(5) for o in offers})
    assert cart.total == sum(s.subtotal for s in cart.shops) == sum(i.subtotal for s in cart.shops for i in s.items)
    assert sum(len(s.items) for s in cart.shops) == len(lines)


def test_a_cart_follows_from_its_owner() -> None:
    person, token = new_id(), owners.new_token()
    assert owners.cart_of_person(person) == owners.cart_of_person(person)
    ids = {owners.cart_of_person(person), guest_id(token), guest_id(str(person)), person}
    assert len(ids) == 4
    assert owners.cart_of_person(person).version == 7
    assert owners.is_token(token)
    assert not owners.is_token("kosong")
    assert not owners.is_token(token + "\n")
