"""Accounts and transfers."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from niaga.kit.db import Conn, sql

from ..rows import Balance, Known, TransferRow
from ..types import WalletEntry


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
    c: Conn, *, transfers: Sequence[TransferRow], balances: Sequence[Balance], at: datetime
) -> None:
    """
    WITH changed AS (
        UPDATE payments.account a SET balance = n.balance
          FROM :balances AS n
         WHERE a.id = n.id AND a.kind = 'wallet'
    )
    INSERT INTO payments.transfer ({transfers.columns}, at)
    SELECT {transfers.columns}, :at FROM :transfers WITH ORDINALITY AS t ORDER BY nth
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
