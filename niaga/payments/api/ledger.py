"""Posting: the only way money moves between accounts."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from niaga.kit.db import Conn
from niaga.kit.errors import KeyReused, Refusal

from .. import rules
from ..rows import Balance, Posted, Transfer, TransferRow
from ..rules import PLATFORM
from ..store import ledger as store


async def post(c: Conn, transfers: Sequence[Transfer], now: datetime, *, new: bool = False) -> list[Refusal | None]:
    """Write the transfers in turn; a refusal (InsufficientBalance, KeyReused) is its own transfer's alone.

    The wallets concerned are locked in the order of their ids, so that any number of processes may post at once. A
    transfer already in the books is not written again and counts as done; `new`: none is, the caller knows.
    """
    credited = {t.credit for t in transfers} - PLATFORM
    wallets = sorted(credited | ({t.debit for t in transfers} - PLATFORM))
    if credited:
        await store.open_wallets(c, ids=sorted(credited))
    balances = {}
    if wallets:
        balances = {row.id: row.balance for row in await store.lock_wallets(c, ids=wallets)}
    known = {} if new else {row.id: row for row in await store.known_transfers(c, ids=[t.id for t in transfers])}
    answers = rules.post(transfers, balances, known)
    fresh = [a for a in answers if isinstance(a, Posted)]
    if fresh:
        changed = {a for p in fresh for a in (p.transfer.debit, p.transfer.credit)} - PLATFORM
        await _write(c, fresh, {wallet: balances[wallet] for wallet in sorted(changed)}, now)
    return [a if isinstance(a, Refusal) else None for a in answers]


async def _write(c: Conn, posted: Sequence[Posted], balances: Mapping[UUID, int], now: datetime) -> None:
    rows = [
        TransferRow(
            p.transfer.id,
            p.transfer.cause,
            p.transfer.debit,
            p.transfer.credit,
            p.transfer.amount,
            p.debit_balance,
            p.credit_balance,
            p.transfer.kind,
            p.transfer.reason,
            p.transfer.reference,
        )
        for p in posted
    ]
    changed = [Balance(wallet, balance) for wallet, balance in balances.items()]
    await store.add_transfers(c, transfers=rows, balances=changed, at=now)


async def post_one(c: Conn, transfer: Transfer, now: datetime) -> None:
    """Write one transfer, or raise its refusal. That its cause was booked otherwise is nobody's to be told: a bug."""
    (refused,) = await post(c, [transfer], now)
    assert not isinstance(refused, KeyReused), f"booked otherwise before: {transfer}"
    if refused is not None:
        raise refused
