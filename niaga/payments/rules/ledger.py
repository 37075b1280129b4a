"""Transfers between accounts, decided in turn."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from niaga.kit.errors import KeyReused, Refusal, invalid

from ..rows import Known, Posted, Transfer
from ..types import InsufficientBalance

GATEWAY, ORDERS, CASH, OPENING, LOSSES, SUSPENSE = (
    UUID(f"00000000-0000-7000-8000-00000000000{n}") for n in range(1, 7)
)
PLATFORM = frozenset({GATEWAY, ORDERS, CASH, OPENING, LOSSES, SUSPENSE})


def post(
    transfers: Sequence[Transfer], balances: dict[UUID, int], known: Mapping[UUID, Known]
) -> list[Posted | Refusal | None]:
    """Decide each transfer in turn, moving `balances` (of wallets) along. None: it is in the books already."""
    done = dict(known)
    answers: list[Posted | Refusal | None] = []
    for t in transfers:
        assert t.amount > 0
        assert t.debit != t.credit
        id = t.id
        this = Known(id, t.debit, t.credit, t.amount, t.reference)
        if id in done:
            answers.append(None if done[id] == this else KeyReused())
            continue
        if t.debit not in PLATFORM:
            left = balances.get(t.debit, 0) - t.amount
            if left < 0:
                answers.append(InsufficientBalance(balance=balances.get(t.debit, 0), wanted=t.amount))
                continue
            balances[t.debit] = left
        if t.credit not in PLATFORM:
            balances[t.credit] = balances.get(t.credit, 0) + t.amount
        done[id] = this
        answers.append(Posted(t, balances.get(t.debit), balances.get(t.credit)))
    return answers


def cursor(text: str | None) -> int | None:
    """A statement's cursor. Raises ValidationFailed."""
    if text is None:
        return None
    if not text.isascii() or not text.isdigit() or len(text) > 18:
        raise invalid("after", "Not a cursor of this list.")
    return int(text)
