-- What a transfer was made for, once: the payment, the shop order whose cash was collected, the refund, the credit. Its
-- id follows from kind, cause and the account that paid, so no id that anybody makes elsewhere is ever a transfer's.
-- `reference` stays what a statement names: the order, or the top-up.
ALTER TABLE payments.transfer ADD COLUMN cause uuid;

ALTER TABLE payments.transfer DISABLE TRIGGER append_only;
UPDATE payments.transfer SET cause = id;
WITH reversed AS (
    SELECT t.seq, p.id, row_number() OVER (PARTITION BY t.seq ORDER BY abs(p.reversed - t.amount), p.id) AS place
      FROM payments.transfer t
      JOIN payments.payment p ON coalesce(p.order_id, p.id) = t.reference AND p.reversed > 0
     WHERE t.kind = 'reversal'
)
UPDATE payments.transfer t SET cause = r.id FROM reversed r WHERE r.seq = t.seq AND r.place = 1;
WITH cash AS (
    SELECT seq, reference, amount, row_number() OVER (PARTITION BY reference, amount ORDER BY seq) AS place
      FROM payments.transfer
     WHERE kind = 'payment' AND debit_account_id = (SELECT id FROM payments.account WHERE kind = 'cash')
), collected AS (
    SELECT shop_order_id, order_id, amount,
           row_number() OVER (PARTITION BY order_id, amount ORDER BY shop_order_id) AS place
      FROM payments.bill_part WHERE cash = 'collected'
)
UPDATE payments.transfer t SET cause = b.shop_order_id
  FROM cash JOIN collected b ON (b.order_id, b.amount, b.place) = (cash.reference, cash.amount, cash.place)
 WHERE t.seq = cash.seq;
ALTER TABLE payments.transfer ENABLE TRIGGER append_only;

ALTER TABLE payments.transfer ALTER COLUMN cause SET NOT NULL;
