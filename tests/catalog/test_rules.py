"""Words, codes, prices, trees: pure."""

import datetime as dt
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from niaga.catalog import rules
from niaga.catalog.rows import OfferKept, OfferRowShown, ProductRow, VariantRow
from niaga.catalog.types import Category, CategoryCycle, NewOffer, NewVariant, Product
from niaga.kit.errors import NotFound, ValidationFailed
from niaga.kit.ids import new_id

NOW = dt.datetime(2026, 11, 21, tzinfo=dt.UTC)


@given(st.text(min_size=2, max_size=120), st.dictionaries(st.text(min_size=1, max_size=9), st.text(max_size=9)))
def test_made_up_codes_can_be_typed(name: str, options: dict[str, str]) -> None:
    code = rules.sku(name, options, new_id())
    assert 0 < len(code) <= 64
    assert code.isascii()
    assert not code.startswith("-")


def test_codes_differ_by_id() -> None:
    assert rules.sku("Kaos Polos", {"Ukuran": "L"}, UUID(int=1)) == "KAOPOL-L-00001"
    assert rules.sku("Kaos", {}, UUID(int=1)) != rules.sku("Kaos", {}, UUID(int=2))


@pytest.mark.parametrize(
    "wrong",
    [
        {"compare_at_price": 1000},
        {"sale_price": 1000},
        {"sale_starts_at": NOW},
        {"sale_price": 900, "sale_starts_at": NOW, "sale_ends_at": NOW},
        {"min_quantity": 3, "max_quantity": 2},
    ],
)
def test_prices_that_contradict_each_other(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationFailed):
        rules.check_price(NewOffer(variant_id=new_id(), price=1000, **wrong))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("said", "struck", "sale"),
    [
        ({"price": 1100}, 1200, 900),
        ({"price": 1200}, None, 900),
        ({"price": 900}, 1200, None),
        ({"price": 1200, "compare_at_price": 1200}, 1200, 900),  # said so: refused by check_price
        ({"price": 900, "sale_price": 900}, 1200, 900),
        ({"min_quantity": 2}, 1200, 900),
    ],
)
def test_a_new_price_takes_along_what_it_makes_meaningless(
    said: dict[str, Any], struck: int | None, sale: int | None
) -> None:
    one, two, three, four, five = (new_id() for _ in range(5))
    before = OfferKept(one, two, three, four, five, 1000, 1200, 900, NOW, None, 1, None, True, 1)
    after = rules.edited(before, said)
    assert (after.compare_at_price, after.sale_price) == (struck, sale)
    assert after.sale_starts_at == (NOW if sale else None)


def test_variants_differ() -> None:
    rules.check_variants([NewVariant(options={"a": "1"}), NewVariant(options={"a": "2"}, sku="X")])
    id = new_id()
    for first, second in (
        (NewVariant(options={"a": "1"}), NewVariant(options={"a": "1"})),
        (NewVariant(options={"a": "1"}), NewVariant(options={"b": "1"})),
        (NewVariant(), NewVariant()),
        (NewVariant(options={"a": "1"}, sku="X"), NewVariant(options={"a": "2"}, sku="X")),
        (NewVariant(options={"a": "1"}, id=id), NewVariant(options={"a": "2"}, id=id)),
    ):
        with pytest.raises(ValidationFailed):
            rules.check_variants([first, second])


# --- the tree ---------------------------------------------------------------------------------------------------


def category(name: str, parent: Category | None = None, position: int = 0, *, hidden: bool = False) -> Category:
    return Category(new_id(), name, name, parent.id if parent else None, position, hidden, None)


def test_hidden_branches_are_left_out_whole() -> None:
    food = category("food")
    rice, noodles = category("rice", food, hidden=True), category("noodles", food, 1)
    fried = category("fried", rice)
    shown = rules.tree([food, rice, noodles, fried], hidden=False)
    assert [c.name for c in shown[0].children] == ["noodles"]
    every = rules.tree([food, rice, noodles, fried], hidden=True)
    assert [c.name for c in every[0].children[0].children] == ["fried"]


def test_no_cycles_and_not_too_deep() -> None:
    a = category("a")
    b = category("b", a)
    c = category("c", b)
    for parent in (a, b, c):
        with pytest.raises(CategoryCycle):
            rules.check_move([a, b, c], a.id, parent.id)
    rules.check_move([a, b, c], c.id, a.id)
    with pytest.raises(NotFound):
        rules.check_move([a], a.id, new_id())
    chain = [category("0")]
    for n in range(1, rules.MAX_DEEP):
        chain.append(category(str(n), chain[-1]))
    with pytest.raises(ValidationFailed):
        rules.check_move(chain, new_id(), chain[-1].id)


def test_order_among_siblings() -> None:
    a, b, c = category("a"), category("b", position=1), category("c", position=2)
    assert rules.siblings([a, b, c], c.id, None, 0) == [c.id, a.id, b.id]
    assert rules.siblings([a, b, c], a.id, None, 99) == [b.id, c.id, a.id]


# --- product pages ----------------------------------------------------------------------------------------------


def variant(product_id: UUID, size: str, same_as: UUID | None = None) -> VariantRow:
    return VariantRow(new_id(), product_id, UUID(int=0), size, None, {"Ukuran": size}, None, 0, same_as)


def offer(shop: UUID, v: VariantRow, price: int) -> OfferRowShown:
    return OfferRowShown(new_id(), shop, "Toko", v.id, v.same_as or v.id, price, None, 1, None, None, None)


def test_the_price_shown_is_of_what_can_be_bought() -> None:
    row = ProductRow(
        new_id(), None, None, "goods", "Kaos", "kaos", "", None, {}, None, False, None, 0, None, 0, 1, NOW, None
    )
    small, large = variant(row.id, "S"), variant(row.id, "L")
    twin = variant(row.id, "S", same_as=small.id)
    here, there = new_id(), new_id()
    offers = [offer(there, twin, 900), offer(here, small, 1000), offer(here, large, 1500)]

    def page(available: dict[tuple[UUID, UUID], int]) -> Product:
        return rules.product(row, path=[], images=[], variants=[small, large, twin], offers=offers, available=available)

    shown = page({(here, small.id): 2, (there, twin.id): 0})
    assert (shown.price_from, shown.price_to, shown.in_stock, shown.shop_count) == (1000, 1500, True, 2)
    assert [v.id for v in shown.variants] == [small.id, large.id]
    assert [(o.price, o.available) for o in shown.variants[0].offers] == [(900, 0), (1000, 2)]
    sold_out = page({})
    assert (sold_out.price_from, sold_out.in_stock) == (900, False)


def test_twins_are_those_with_equal_options() -> None:
    old, new = new_id(), new_id()
    theirs = [variant(old, "S"), variant(old, "XL")]
    ours = [variant(new, "S"), variant(new, "M")]
    assert rules.pair_twins(theirs, ours) == {theirs[0].id: ours[0].id}
