"""Statements that look for what must never be; each answers (subject, detail) of what it finds."""

import datetime as dt
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
      LEFT JOIN payments.transfer t ON t.cause = p.id AND t.kind IN ('payment', 'topup')
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
    SELECT t.id AS subject, format('a %s of %s that nothing accounts for', t.kind, t.amount) AS detail
      FROM payments.transfer t
      LEFT JOIN payments.payment p ON p.id = t.cause
      LEFT JOIN payments.refund r ON r.id = t.cause AND r.status = 'done'
      LEFT JOIN payments.bill_part b ON b.shop_order_id = t.cause AND b.order_id = t.reference AND b.cash = 'collected'
     WHERE NOT CASE t.kind
                   WHEN 'payment' THEN (p.order_id IS NOT NULL OR p.decided = 'returned') AND p.received = t.amount
                                       OR b.amount IS NOT NULL AND b.amount = t.amount
                   WHEN 'topup' THEN p.id IS NOT NULL AND p.order_id IS NULL AND p.received = t.amount
                   WHEN 'refund' THEN r.id IS NOT NULL AND r.amount = t.amount
                   WHEN 'reversal' THEN p.id IS NOT NULL AND p.reversed >= t.amount
                   ELSE true END
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
      LEFT JOIN (SELECT f.order_id, (p ->> 'shop_order_id')::uuid AS shop_order_id,
                        sum((p ->> 'amount')::bigint) AS total
                   FROM payments.refund f CROSS JOIN jsonb_array_elements(f.parts) AS p GROUP BY 1, 2) AS r
        ON (r.order_id, r.shop_order_id) = (b.order_id, b.shop_order_id)
     WHERE b.refunded <> coalesce(r.total, 0) OR b.refunded > b.amount
     LIMIT 100
    """


@sql
async def refunds_booked(c: Conn) -> list[Wrong]:
    """
    SELECT r.id AS subject, format('%s, booked %s', r.status, coalesce(t.amount, 0)) AS detail
      FROM payments.refund r
      LEFT JOIN payments.transfer t ON t.cause = r.id AND t.kind = 'refund'
     WHERE coalesce(t.amount, 0) <> CASE r.status WHEN 'done' THEN r.amount ELSE 0 END
       AND NOT (r.note = 'reversed' AND t.id IS NULL)  -- the reversal contains it
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
        OR (status = 'authorized') <> (came IS NOT NULL AND decided IS NULL)
     LIMIT 100
    """


@sql
async def suspense_booked(c: Conn, *, suspense: UUID) -> list[Wrong]:
    """
    SELECT coalesce(p.id, t.cause) AS subject, format('%s waits, booked %s', p.waits, t.amount) AS detail
      FROM (SELECT id, CASE WHEN decided IS NULL THEN came ELSE 0 END AS waits
              FROM payments.payment WHERE came IS NOT NULL) AS p
      FULL JOIN (SELECT cause, sum(CASE WHEN credit_account_id = :suspense THEN amount ELSE -amount END) AS amount
                   FROM payments.transfer
                  WHERE :suspense IN (credit_account_id, debit_account_id) GROUP BY cause) AS t ON t.cause = p.id
     WHERE coalesce(p.waits, 0) <> coalesce(t.amount, 0)
     LIMIT 100
    """


@sql
async def asked_is_due(c: Conn) -> list[Wrong]:
    """
    SELECT p.id AS subject, format('asks for %s, %s is due', p.amount, coalesce(d.due, 0)) AS detail
      FROM payments.payment p JOIN payments.bill b ON b.order_id = p.order_id
      LEFT JOIN (SELECT order_id, sum(amount) AS due FROM payments.bill_part WHERE cash IS NULL GROUP BY order_id) AS d
        ON d.order_id = p.order_id
     WHERE p.status IN ('pending', 'authorized') AND p.method <> 'cash' AND NOT b.closed
       AND (b.settled_by IS NOT NULL OR p.status = 'pending' AND p.amount <> coalesce(d.due, 0))
     LIMIT 100
    """


@sql
async def payments_end(c: Conn, *, overdue_before: dt.datetime) -> list[Wrong]:
    """
    SELECT p.id AS subject, format('could be paid until %s, and is still %s', p.expires_at, p.status) AS detail
      FROM payments.payment p LEFT JOIN payments.bill b ON b.order_id = p.order_id
     WHERE p.status = 'pending'
       AND CASE p.method WHEN 'cash' THEN b.closed AND p.received = 0 ELSE p.expires_at < :overdue_before END
     LIMIT 100
    """


@sql
async def refunds_end(c: Conn, *, overdue_before: dt.datetime) -> list[Wrong]:
    """
    SELECT r.id AS subject, format('%s by %s since %s, after %s tries', r.amount, r.route, r.created_at, r.tries)
           AS detail
      FROM payments.refund r
     WHERE r.status = 'pending' AND (r.created_at < :overdue_before OR r.next_try_at IS NULL)
     LIMIT 100
    """


@sql
async def provider_agrees(c: Conn) -> list[Wrong]:
    """
    SELECT p.id AS subject, format('the provider said %s, our books say %s', x.said, p.status) AS detail
      FROM payments.payment p
     CROSS JOIN LATERAL (SELECT substring(e.response FROM '"transaction_status": *"([a-z_]+)"') AS said
                           FROM payments.exchange e
                          WHERE e.payment_id = p.id AND e.operation = 'status' AND e.status_code = 200
                          ORDER BY e.id DESC LIMIT 1) AS x
     WHERE p.received > 0 AND p.reversed = 0 AND p.flag IS NULL
       AND CASE WHEN x.said IN ('deny', 'failure', 'expire', 'cancel') THEN p.refunded < p.received
                WHEN x.said IN ('refund', 'partial_refund') THEN p.refunded = 0 END
     LIMIT 100
    """
