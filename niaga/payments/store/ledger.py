"""Accounts and transfers."""

from datetime import datetime
from uuid import UUID

import msgspec

from niaga.kit.db import Conn, sql

from ..rows import Known
from ..types import WalletEntry


class Balance(msgspec.Struct, frozen=True):
    id: UUID
    balance: int


class StatementLine(WalletEntry, frozen=True):
    """A line with its place in the list."""

    seq: int


@sql
async def open_wallets(c: Conn, *, ids: list[UUID]) -> None:
    """
    INSERT INTO payments.account (id, kind, balance)
    SELECT id, 'wallet', 0 FROM unnest(:ids::uuid[]) AS w (id) ORDER BY id
    ON CONFLICT DO NOTHING
    """


@sql
async def lock_wallets(c: Conn, *, ids: list[UUID]) -> list[Balance]:
    """
    SELECT id, balance FROM payments.account
     WHERE id = ANY (:ids::uuid[]) AND kind = 'wallet'
     ORDER BY id FOR UPDATE
    """


@sql
async def balances(c: Conn, *, ids: list[UUID]) -> list[Balance]:
    """
    SELECT id, balance FROM payments.account WHERE id = ANY (:ids::uuid[]) AND kind = 'wallet'
    """


@sql
async def known_transfers(c: Conn, *, ids: list[UUID]) -> list[Known]:
    """
    SELECT id, debit_account_id AS debit, credit_account_id AS credit, amount, reference
      FROM payments.transfer WHERE id = ANY (:ids::uuid[])
    """


@sql
async def add_transfers(
    c: Conn,
    *,
    ids: list[UUID],
    causes: list[UUID],
    debits: list[UUID],
    credits: list[UUID],
    amounts: list[int],
    debit_balances: list[int | None],
    credit_balances: list[int | None],
    kinds: list[str],
    reasons: list[str],
    references: list[UUID],
    wallets: list[UUID],
    balances: list[int],
    at: datetime,
) -> None:
    """
    WITH changed AS (
        UPDATE payments.account a SET balance = n.balance
          FROM unnest(:wallets::uuid[], :balances::bigint[]) AS n (id, balance)
         WHERE a.id = n.id AND a.kind = 'wallet'
    )
    INSERT INTO payments.transfer (id, cause, debit_account_id, credit_account_id, amount, debit_balance,
                                   credit_balance, kind, reason, reference, at)
    SELECT id, cause, debit, credit, amount, debit_balance, credit_balance, kind, reason, reference, :at
      FROM unnest(:ids::uuid[], :causes::uuid[], :debits::uuid[], :credits::uuid[], :amounts::bigint[],
                  :debit_balances::bigint[], :credit_balances::bigint[], :kinds::text[], :reasons::text[],
                  :references::uuid[])
           WITH ORDINALITY AS t (id, cause, debit, credit, amount, debit_balance, credit_balance, kind, reason,
                                 reference, place)
     ORDER BY place
    ON CONFLICT (id) DO NOTHING
    """


@sql
async def statement(c: Conn, *, wallet: UUID, before: int | None, size: int) -> list[StatementLine]:
    """
    SELECT id, at, amount, balance, kind, reason, reference,
           coalesce((SELECT p.description FROM payments.payment p
                      WHERE p.order_id = lines.reference OR p.id = lines.reference LIMIT 1), '') AS description,
           seq
      FROM (
        (SELECT id, at, -amount AS amount, debit_balance AS balance, kind, reason, reference, seq
           FROM payments.transfer
          WHERE debit_account_id = :wallet AND debit_balance IS NOT NULL AND (:before::bigint IS NULL OR seq < :before)
          ORDER BY seq DESC LIMIT :size)
        UNION ALL
        (SELECT id, at, amount, credit_balance, kind, reason, reference, seq
           FROM payments.transfer
          WHERE credit_account_id = :wallet AND credit_balance IS NOT NULL
            AND (:before::bigint IS NULL OR seq < :before)
          ORDER BY seq DESC LIMIT :size)
    ) AS lines ORDER BY seq DESC LIMIT :size
    """
