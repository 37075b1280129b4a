"""Who gets what: decided without a database."""

import datetime as dt
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from niaga.inventory import rules
from niaga.inventory.rows import Ask, Line, Locked
from niaga.inventory.rules import Grant, Shelves, Watch
from niaga.inventory.types import OutOfStock, Want
from niaga.kit.errors import KeyReused, ValidationFailed
from niaga.kit.ids import new_id

THEN = dt.datetime(2026, 11, 21, tzinfo=dt.UTC)
SHOP, TEH, KOPI = (UUID(int=n) for n in (1, 11, 12))


def row(
    variant: UUID, warehouse: int, on_hand: int, *, held: int = 0, active: bool = True, priority: int = 0
) -> Locked:
    return Locked(SHOP, variant, UUID(int=warehouse), on_hand, held, active, priority, 10, False, 0)


def ask(*wants: tuple[UUID, int], id: UUID | None = None) -> Ask:
    return Ask(id or new_id(), rules.demand([Want(SHOP, v, q) for v, q in wants]), THEN)


def taken(grant: Grant | Exception) -> list[tuple[int, int]]:
    assert isinstance(grant, Grant)
    return [(take.key[2].int, take.quantity) for take in grant.takes]


def test_two_lines_of_one_variant_are_one_demand() -> None:
    (answer,) = rules.grant([ask((TEH, 3), (TEH, 3))], Shelves([row(TEH, 101, 5)]), {})
    assert isinstance(answer, OutOfStock)
    assert [(s["wanted"], s["available"]) for s in answer.data["lines"]] == [(6, 5)]


def test_warehouses_sell_by_priority_then_id_and_an_inactive_one_does_not() -> None:
    rows = [
        row(TEH, 103, 2, priority=0),
        row(TEH, 101, 2, priority=5),
        row(TEH, 102, 2, priority=0),
        row(TEH, 104, 9, active=False),
    ]
    (answer,) = rules.grant([ask((TEH, 5))], Shelves(rows), {})
    assert taken(answer) == [(102, 2), (103, 2), (101, 1)]


def test_a_refused_hold_takes_nothing_from_the_next_in_the_batch() -> None:
    asks = [ask((TEH, 1), (KOPI, 9)), ask((TEH, 5))]
    refused, granted = rules.grant(asks, Shelves([row(TEH, 101, 5), row(KOPI, 101, 8)]), {})
    assert isinstance(refused, OutOfStock)
    assert [(s["variant_id"], s["available"]) for s in refused.data["lines"]] == [(KOPI, 8)]
    assert taken(granted) == [(101, 5)]


def test_the_same_id_twice_in_a_batch_is_one_hold() -> None:
    first = ask((TEH, 3))
    answers = rules.grant(
        [first, ask((TEH, 3), id=first.id), ask((TEH, 4), id=first.id)], Shelves([row(TEH, 101, 5)]), {}
    )
    assert answers[0] is answers[1]
    assert isinstance(answers[2], KeyReused)


def test_what_lapsed_is_taken_anew_and_what_stayed_is_kept() -> None:
    id = new_id()
    had = [
        Line(id, SHOP, TEH, UUID(int=101), 2, "lapsed"),
        Line(id, SHOP, KOPI, UUID(int=101), 1, "held"),
    ]
    (answer,) = rules.grant(
        [ask((TEH, 2), (KOPI, 1), id=id)], Shelves([row(TEH, 101, 2), row(KOPI, 101, 1, held=1)]), {id: had}
    )
    assert taken(answer) == [(101, 2)]


@pytest.mark.parametrize("state", ["committed", "returned"])
def test_what_was_sold_is_not_taken_again(state: str) -> None:
    id = new_id()
    had = [Line(id, SHOP, TEH, UUID(int=101), 2, state)]  # type: ignore[arg-type]  # parametrised
    (answer,) = rules.grant([ask((TEH, 2), id=id)], Shelves([row(TEH, 101, 9)]), {id: had})
    assert taken(answer) == []


stocks = st.lists(
    st.tuples(st.sampled_from([TEH, KOPI]), st.integers(101, 103), st.integers(0, 9), st.booleans(), st.integers(0, 2)),
    max_size=6,
    unique_by=lambda s: s[:2],
)
demands = st.lists(
    st.lists(st.tuples(st.sampled_from([TEH, KOPI]), st.integers(1, 6)), min_size=1, max_size=4), max_size=12
)


@given(stocks, demands)
def test_never_more_than_there_is_and_all_or_nothing(
    stock: list[tuple[Any, ...]], demands: list[list[tuple[UUID, int]]]
) -> None:
    rows = [row(v, w, n, active=active, priority=p) for v, w, n, active, p in stock]
    asks = [ask(*wants) for wants in demands]
    left = {v: sum(r.free for r in rows if r.variant_id == v) for v in (TEH, KOPI)}
    for asked, answer in zip(asks, rules.grant(asks, Shelves(rows), {}), strict=True):
        enough = all(left[variant] >= n for (_, variant), n in asked.wants.items())
        assert isinstance(answer, Grant) == enough
        if isinstance(answer, Grant):
            for (_, variant), n in asked.wants.items():
                assert sum(t.quantity for t in answer.takes if t.key[1] == variant) == n
                left[variant] -= n
    assert all(0 <= r.held <= r.on_hand for r in rows)
    assert all(r.held == 0 for r in rows if not r.active)


def test_zero_and_some_are_told_other_changes_are_not() -> None:
    rows = [row(TEH, 101, 5), row(KOPI, 101, 5)]
    watch = Watch(rows)
    rows[0].held, rows[1].held = 5, 4
    assert [place.variant_id for place in watch.turned()] == [TEH]


def test_low_is_told_when_armed_and_armed_when_filled() -> None:
    rows = [row(TEH, 101, 9), row(KOPI, 101, 12)]
    rows[0].armed = True
    watch = Watch(rows)
    assert (watch.fell(), watch.filled()) == ([(SHOP, TEH)], [(SHOP, KOPI)])


def test_a_count_cannot_go_below_what_is_held() -> None:
    there = row(TEH, 101, 5, held=3)
    assert rules.check_count(there, on_hand=3) == 3
    assert rules.check_count(there, on_hand=None) == 3
    for wrong in (2, -1):
        with pytest.raises(ValidationFailed) as refused:
            rules.check_count(there, on_hand=wrong)
        assert refused.value.data["errors"][0]["field"] == "on_hand"


def test_the_first_warehouse_has_an_id_of_its_own() -> None:
    shop = new_id()
    found = rules.default_warehouse(shop)
    assert found != shop
    assert found.version == 7
    assert rules.default_warehouse(found) not in (shop, found)  # nobody chooses a shop id that leads to a given one
