-- Until when an order can be paid (cash: accepted): what people are told. `expires_at` is when it is ended and its goods
-- are free, which is a little later, since money may be on its way, and is put off while a payment is being confirmed.
ALTER TABLE orders.orders ADD COLUMN pay_by timestamptz;
UPDATE orders.orders
   SET pay_by = CASE WHEN payment_method = 'cash' THEN expires_at ELSE expires_at - interval '2 minutes' END;
ALTER TABLE orders.orders ALTER COLUMN pay_by SET NOT NULL;
