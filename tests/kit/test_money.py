from hypothesis import given
from hypothesis import strategies as st

from niaga.kit.money import rupiah, spread


@given(st.integers(0, 10**12), st.lists(st.integers(0, 10**9), min_size=1, max_size=50))
def test_parts_add_up_and_are_fair(amount: int, weights: list[int]) -> None:
    parts = spread(amount, weights)
    assert sum(parts) == amount
    total = sum(weights)
    for part, weight in zip(parts, weights, strict=True):
        exact = amount * weight / total if total else amount / len(weights)
        assert abs(part - exact) < 1 + exact * 1e-9


@given(st.integers(0, 10**6), st.lists(st.integers(0, 1000), min_size=1, max_size=10))
def test_the_same_input_gives_the_same_split(amount: int, weights: list[int]) -> None:
    assert spread(amount, weights) == spread(amount, weights)


def test_largest_remainder_goes_first() -> None:
    assert spread(100, [1, 1, 1]) == [34, 33, 33]
    assert spread(10, [0, 0]) == [5, 5]
    assert spread(1000, [15_500, 4_500]) == [775, 225]


def test_rupiah_is_written_as_indonesians_do() -> None:
    assert rupiah(133_000) == "Rp133.000"
    assert rupiah(-1_234_567) == "-Rp1.234.567"
