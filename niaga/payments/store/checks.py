"""Statements that look for what must never be; each answers (subject, detail) of what it finds."""

from uuid import UUID

import msgspec

from niaga.kit.db import Conn, sql


class Wrong(msgspec.Struct, frozen=True):
    subject: UUID
    detail: str


@sql
async def wallet_balances(c: Conn) -> list[Wrong]:
    """
    SELECT a.id AS subject, format('balance %s, transfers %s', a.balance, coalesce(t.total, 0)) AS detail
      FROM payments.account a
      LEFT JOIN (SELECT id, sum(amount) AS total FROM (
                     SELECT credit_account_id AS id, amount FROM payments.transfer WHERE credit_balance IS NOT NULL
                     UNION ALL
                     SELECT debit_account_id, -amount FROM payments.transfer WHERE debit_balance IS NOT NULL
                 ) AS lines GROUP BY id) AS t ON t.id = a.id
     WHERE a.kind = 'wallet' AND a.balance <> coalesce(t.total, 0)
     LIMIT 100
    """


@sql
async def running_balances(c: Conn) -> list[Wrong]:
    """
    SELECT id AS subject, format('balance after it %s, should be %s', balance, before + amount) AS detail
      FROM (SELECT id, amount, balance, coalesce(lag(balance) OVER (PARTITION BY wallet ORDER BY seq), 0) AS before
              FROM (SELECT id, seq, credit_account_id AS wallet, amount, credit_balance AS balance
                      FROM payments.transfer WHERE credit_balance IS NOT NULL
                    UNION ALL
                    SELECT id, seq, debit_account_id, -amount, debit_balance
                      FROM payments.transfer WHERE debit_balance IS NOT NULL) AS lines) AS chain
     WHERE balance <> before + amount
     LIMIT 100
    """


@sql
async def transfer_accounts(c: Conn) -> list[Wrong]:
    """
    SELECT t.id AS subject, 'an account of it does not exist, or is of the wrong kind' AS detail
      FROM payments.transfer t
      LEFT JOIN payments.account d ON d.id = t.debit_account_id
      LEFT JOIN payments.account r ON r.id = t.credit_account_id
     WHERE d.id IS NULL OR r.id IS NULL
        OR (d.kind = 'wallet') <> (t.debit_balance IS NOT NULL)
        OR (r.kind = 'wallet') <> (t.credit_balance IS NOT NULL)
     LIMIT 100
    """


@sql
async def payments_booked(c: Conn) -> list[Wrong]:
    """
    SELECT p.id AS subject, format('received %s, booked %s', p.received, coalesce(t.amount, 0)) AS detail
      FROM payments.payment p
      LEFT JOIN payments.transfer t ON t.id = p.id AND t.kind IN ('payment', 'topup')
     WHERE p.method <> 'cash' AND p.received <> coalesce(t.amount, 0)
     LIMIT 100
    """


@sql
async def cash_booked(c: Conn, *, cash: UUID) -> list[Wrong]:
    """
    SELECT p.id AS subject, format('received %s, booked %s', p.received, coalesce(t.amount, 0)) AS detail
      FROM (SELECT order_id, min(id::text)::uuid AS id, sum(received) AS received
              FROM payments.payment WHERE method = 'cash' GROUP BY order_id) AS p
      LEFT JOIN (SELECT reference, sum(amount) AS amount FROM payments.transfer
                  WHERE debit_account_id = :cash AND kind = 'payment' GROUP BY reference) AS t
        ON t.reference = p.order_id
     WHERE p.received <> coalesce(t.amount, 0)
     LIMIT 100
    """


@sql
async def transfers_founded(c: Conn) -> list[Wrong]:
    """
    SELECT t.id AS subject, format('a %s of %s that no payment or refund accounts for', t.kind, t.amount) AS detail
      FROM payments.transfer t
      LEFT JOIN payments.payment p ON p.id = t.id
      LEFT JOIN payments.refund r ON r.id = t.id AND r.status = 'done'
      LEFT JOIN payments.bill_part b ON b.order_id = t.reference AND b.cash = 'collected'
     WHERE t.kind NOT IN ('opening', 'reversal', 'loss') AND p.id IS NULL AND r.id IS NULL AND b.order_id IS NULL
     LIMIT 100
    """


@sql
async def refunds_within_payments(c: Conn) -> list[Wrong]:
    """
    SELECT p.id AS subject, format('refunded %s, refunds %s, received %s', p.refunded, coalesce(r.total, 0),
                                   p.received) AS detail
      FROM payments.payment p
      LEFT JOIN (SELECT payment_id, sum(amount) AS total FROM payments.refund GROUP BY payment_id) AS r
        ON r.payment_id = p.id
     WHERE p.refunded <> coalesce(r.total, 0) OR p.refunded > p.received
     LIMIT 100
    """


@sql
async def refunds_within_parts(c: Conn) -> list[Wrong]:
    """
    SELECT b.shop_order_id AS subject, format('refunded %s, refunds %s, part %s', b.refunded, coalesce(r.total, 0),
                                              b.amount) AS detail
      FROM payments.bill_part b
      LEFT JOIN (SELECT order_id, shop_order_id, sum(amount) AS total FROM payments.refund
                  WHERE shop_order_id IS NOT NULL GROUP BY order_id, shop_order_id) AS r
        ON (r.order_id, r.shop_order_id) = (b.order_id, b.shop_order_id)
     WHERE b.refunded <> coalesce(r.total, 0) OR b.refunded > b.amount
     LIMIT 100
    """


@sql
async def refunds_booked(c: Conn) -> list[Wrong]:
    """
    SELECT r.id AS subject, format('%s, booked %s', r.status, coalesce(t.amount, 0)) AS detail
      FROM payments.refund r
      LEFT JOIN payments.transfer t ON t.id = r.id AND t.kind = 'refund'
     WHERE coalesce(t.amount, 0) <> CASE r.status WHEN 'done' THEN r.amount ELSE 0 END
     LIMIT 100
    """


@sql
async def reversals_booked(c: Conn) -> list[Wrong]:
    """
    SELECT coalesce(p.subject, t.reference) AS subject, format('reversed %s, booked %s', p.reversed, t.amount)
           AS detail
      FROM (SELECT coalesce(order_id, id) AS subject, sum(reversed) AS reversed
              FROM payments.payment WHERE reversed > 0 GROUP BY 1) AS p
      FULL JOIN (SELECT reference, sum(amount) AS amount FROM payments.transfer WHERE kind = 'reversal' GROUP BY 1) AS t
        ON t.reference = p.subject
     WHERE coalesce(p.reversed, 0) <> coalesce(t.amount, 0)
     LIMIT 100
    """


@sql
async def losses_booked(c: Conn, *, losses: UUID) -> list[Wrong]:
    """
    SELECT coalesce(p.subject, t.reference) AS subject, format('lost %s, booked %s', p.lost, t.amount) AS detail
      FROM (SELECT coalesce(order_id, id) AS subject, sum(lost) AS lost
              FROM payments.payment WHERE lost > 0 GROUP BY 1) AS p
      FULL JOIN (SELECT reference,
                        sum(amount) FILTER (WHERE debit_account_id = :losses)
                        - coalesce(sum(amount) FILTER (WHERE credit_account_id = :losses), 0) AS amount
                   FROM payments.transfer
                  WHERE kind IN ('reversal', 'loss') AND :losses IN (debit_account_id, credit_account_id)
                  GROUP BY 1) AS t
        ON t.reference = p.subject
     WHERE coalesce(p.lost, 0) <> coalesce(t.amount, 0)
     LIMIT 100
    """


@sql
async def bills_divided(c: Conn) -> list[Wrong]:
    """
    SELECT b.order_id AS subject, format('bill %s, parts %s', b.amount, coalesce(sum(p.amount), 0)) AS detail
      FROM payments.bill b LEFT JOIN payments.bill_part p ON p.order_id = b.order_id
     GROUP BY b.order_id, b.amount HAVING b.amount <> coalesce(sum(p.amount), 0)
     LIMIT 100
    """


@sql
async def statuses_true(c: Conn) -> list[Wrong]:
    """
    SELECT id AS subject, format('%s with %s received and %s refunded of %s', status, received, refunded, amount)
           AS detail
      FROM payments.payment
     WHERE CASE status WHEN 'paid' THEN received = 0 OR refunded <> 0
                       WHEN 'partly_refunded' THEN refunded = 0 OR refunded >= received
                       WHEN 'refunded' THEN received = 0 OR refunded <> received
                       WHEN 'pending' THEN received <> 0 AND method <> 'cash'
                       WHEN 'failed' THEN received <> 0 AND reversed = 0
                       ELSE received <> 0 END
        OR reversed > 0 AND status <> 'failed'
     LIMIT 100
    """
