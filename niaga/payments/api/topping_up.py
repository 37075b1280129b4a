"""Money into a wallet: by a provider, or as an opening balance."""

import datetime as dt
from uuid import UUID

from niaga.kit import clock, db
from niaga.kit.config import settings
from niaga.kit.errors import KeyReused
from niaga.kit.port import port

from .. import rules
from ..rules import OPENING, Transfer
from ..store import attempts as store
from ..store import ledger as ledger_store
from ..types import Bank, Credit, GatewayMethod, Payment, WalletLimitReached
from . import ledger, providers
from .starting import CHARGE_WITHIN, charged

PAY_WITHIN = dt.timedelta(hours=1)
DESCRIPTION = "Isi saldo Niaga"


async def _write_intent(
    *, id: UUID, user_id: UUID, amount: int, method: GatewayMethod, bank: str | None, limit: int
) -> Payment:
    """The attempt, pending. Balance, top-ups under way and this one together stay within the limit.

    Raises WalletLimitReached, KeyReused.
    """
    now = clock.now()
    bank = rules.bank_for(method, bank)
    async with db.tx() as c:
        await ledger_store.open_wallets(c, ids=[user_id])
        (wallet,) = await ledger_store.lock_wallets(c, ids=[user_id])
        known = await store.get(c, id=id)
        if known is not None:
            asked = (None, user_id, amount, method, bank)
            if (known.order_id, known.payer_id, known.amount, known.method, known.bank) != asked:
                raise KeyReused()
            return known
        coming = await store.pending_top_ups(c, payer_id=user_id, now=now)
        if wallet.balance + coming + amount > limit:
            raise WalletLimitReached(balance=wallet.balance, limit=limit)
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
        )
        found = await store.get(c, id=id)
    assert found
    return found


@port
async def top_up(*, id: UUID, user_id: UUID, amount: int, method: GatewayMethod, bank: Bank | None) -> Payment:
    """A payment whose money goes to the wallet. Raises WalletLimitReached, KeyReused, ValidationFailed (bank)."""
    limit = settings().wallet_limit
    intent = await _write_intent(id=id, user_id=user_id, amount=amount, method=method, bank=bank, limit=limit)
    return await charged(intent)


@port
async def credit(*, credits: list[Credit]) -> None:
    """Opening balances, from the platform's opening account; each happens once."""
    transfers = [
        Transfer(
            id=x.id,
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
