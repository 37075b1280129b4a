"""Money is a whole number of rupiah, an int. This is all there is to know about it."""

from collections.abc import Sequence


def spread(amount: int, weights: Sequence[int]) -> list[int]:
    """Split `amount` in proportion to `weights` by largest remainder; the parts add up to it exactly.

    Ties go to the earlier part, so the same input always gives the same split. All weights zero: by equal parts.
    """
    assert weights, "nothing to spread over"
    assert all(w >= 0 for w in weights)
    total = sum(weights)
    shares = [1] * len(weights) if total == 0 else list(weights)
    total = total or len(weights)
    parts = [amount * w // total for w in shares]
    rest = amount - sum(parts)
    by_remainder = sorted(range(len(shares)), key=lambda i: (-(amount * shares[i] % total), i))
    for i in by_remainder[:rest]:
        parts[i] += 1
    return parts


def rupiah(amount: int) -> str:
    """`Rp133.000`, as Indonesians write it."""
    sign = "-" if amount < 0 else ""
    return f"{sign}Rp{abs(amount):,}".replace(",", ".")
