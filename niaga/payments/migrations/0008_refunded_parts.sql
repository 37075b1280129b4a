-- Which shop orders' money a refund is, also where a part of the whole payment was paid back: what is left of a shop
-- order is known in one place, bill_part.refunded. Those of the past take from the parts in turn, as orders showed them.
ALTER TABLE payments.refund ADD COLUMN parts jsonb NOT NULL DEFAULT '[]';

UPDATE payments.refund SET parts = jsonb_build_array(jsonb_build_object('shop_order_id', shop_order_id, 'amount', amount))
 WHERE shop_order_id IS NOT NULL;

DO $$
DECLARE
    r record;
    b record;
    left_ bigint;
    share bigint;
BEGIN
    FOR r IN SELECT f.id, f.order_id, f.amount, p.method, p.covers
               FROM payments.refund f JOIN payments.payment p ON p.id = f.payment_id
               JOIN payments.bill bill ON bill.order_id = f.order_id
              WHERE f.shop_order_id IS NULL AND NOT f.surplus AND (p.method = 'cash' OR bill.settled_by = p.id)
              ORDER BY f.created_at, f.id LOOP
        left_ := r.amount;
        FOR b IN SELECT shop_order_id, amount - refunded AS open FROM payments.bill_part
                  WHERE order_id = r.order_id AND refunded < amount
                    AND CASE WHEN r.method = 'cash' THEN cash = 'collected'
                             ELSE cash IS DISTINCT FROM 'collected'
                                  AND (r.covers IS NULL OR shop_order_id = ANY (r.covers)) END
                  ORDER BY shop_order_id LOOP
            share := least(left_, b.open);
            IF share > 0 THEN
                UPDATE payments.bill_part SET refunded = refunded + share
                 WHERE order_id = r.order_id AND shop_order_id = b.shop_order_id;
                UPDATE payments.refund
                   SET parts = parts || jsonb_build_object('shop_order_id', b.shop_order_id, 'amount', share)
                 WHERE id = r.id;
                left_ := left_ - share;
            END IF;
        END LOOP;
    END LOOP;
END $$;

ALTER TABLE payments.refund ALTER COLUMN parts DROP DEFAULT;
