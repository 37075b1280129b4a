-- Why something ended is either a person's words or one of our codes, and a person may write what reads like a code.

ALTER TABLE orders.step
    ADD COLUMN reason_code text
    CONSTRAINT step_reason_code_check CHECK (reason_code IN ('late_payment', 'payment_reversed', 'replaced', 'unpaid'));
ALTER TABLE orders.shop_order
    ADD COLUMN reason_code text
    CONSTRAINT shop_order_reason_code_check
    CHECK (reason_code IN ('late_payment', 'payment_reversed', 'replaced', 'unpaid'));

ALTER TABLE orders.step DISABLE TRIGGER append_only;
UPDATE orders.step SET reason_code = reason, reason = ''
 WHERE actor = 'system' AND reason IN ('late_payment', 'payment_reversed', 'replaced', 'unpaid');
ALTER TABLE orders.step ENABLE TRIGGER append_only;

UPDATE orders.shop_order s SET reason_code = s.reason, reason = ''
 WHERE s.reason IN ('payment_reversed', 'replaced', 'unpaid')
   AND EXISTS (SELECT FROM orders.step h
                WHERE h.order_id = s.order_id AND h.shop_order_id = s.id AND h.status = s.status
                  AND h.reason_code = s.reason);
