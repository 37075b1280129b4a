"""Money into a wallet: by a provider, or as an opening balance."""

import asyncio
import datetime as dt
from uuid import UUID

from niaga.kit import clock, db, keys
from niaga.kit.errors import KeyReused
from niaga.kit.keys import Asked
from niaga.kit.port import port

from .. import rules
from ..rows import Transfer
from ..rules import OPENING
from ..settings import settings
from ..store import attempts as store
from ..store import ledger as ledger_store
from ..types import Bank, Credit, GatewayMethod, Payment, WalletLimitReached
from . import ledger, providers
from .attempts import CHARGE_WITHIN, charged

PAY_WITHIN = dt.timedelta(hours=1)
DESCRIPTION = "Isi saldo Niaga"


async def _write_intent(
    *,
    id: UUID,
    user_id: UUID,
    amount: int,
    method: GatewayMethod,
    bank: str | None,
    limit: int,
    asked: Asked | None,
) -> tuple[Payment, list[Payment]]:
    """The attempt, pending, and the one that was open until now: one at a time, so that one left unpaid keeps nobody
    from the next. Balance and top-up together stay within the limit. Locks as the news of a payment do: it, the wallet.

    Raises WalletLimitReached, KeyReused.
    """
    now = clock.now()
    bank = rules.bank_for(method, bank)
    async with db.tx() as c:
        await keys.claim(c, asked)
        await store.one_top_up_at_a_time(c, payer_id=user_id)
        replaced = await store.open_top_ups(c, payer_id=user_id)
        await ledger_store.open_wallets(c, ids=[user_id])
        (wallet,) = await ledger_store.lock_wallets(c, ids=[user_id])
        known = await store.get(c, id=id)
        if known is not None:
            wanted = (None, user_id, amount, method, bank)
            if (known.order_id, known.payer_id, known.amount, known.method, known.bank) != wanted:
                raise KeyReused()
            return known, []
        if wallet.balance + amount > limit:
            raise WalletLimitReached(balance=wallet.balance, limit=limit)
        if replaced:
            await store.replace(c, ids=[old.id for old in replaced], now=now)
        await store.add(
            c,
            id=id,
            order_id=None,
            payer_id=user_id,
            method=method,
            bank=bank,
            provider=providers.DEFAULT,
            amount=amount,
            description=DESCRIPTION,
            expires_at=now + PAY_WITHIN,
            now=now,
            next_ask_at=now + CHARGE_WITHIN,
            covers=None,
        )
        found = await store.get(c, id=id)
    assert found
    return found, [rules.with_status(old, "cancelled") for old in replaced]


@port
async def top_up(
    *,
    id: UUID,
    user_id: UUID,
    amount: int,
    method: GatewayMethod,
    bank: Bank | None,
    asked: Asked | None = None,
) -> Payment:
    """A payment whose money goes to the wallet. It ends an open one before it, here and at its provider, whose money
    counts if it was faster. Raises WalletLimitReached, KeyReused, ValidationFailed (bank)."""
    limit = settings().wallet_limit
    intent, replaced = await _write_intent(
        id=id, user_id=user_id, amount=amount, method=method, bank=bank, limit=limit, asked=asked
    )
    await asyncio.gather(*(providers.end(old) for old in replaced))
    return await charged(intent)


@port
async def credit(*, credits: list[Credit]) -> None:
    """Opening balances, from the platform's opening account; each happens once."""
    transfers = [
        Transfer(
            cause=x.id,
            debit=OPENING,
            credit=x.user_id,
            amount=x.amount,
            kind="opening",
            reason=x.reason,
            reference=x.id,
        )
        for x in credits
    ]
    async with db.tx() as c:
        refusals = await ledger.post(c, transfers, clock.now())
    for refused in refusals:
        if refused is not None:
            raise refused
