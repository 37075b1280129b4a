-- What administrators look for payments by: the provider's own id, the order's number (the last word of the description),
-- who paid, how it stands.
ALTER TABLE payments.payment ADD COLUMN provider_ref text;  -- the provider's id of the attempt, as it last said
UPDATE payments.payment AS p SET provider_ref = w.ref
  FROM (SELECT DISTINCT ON (payment_id) payment_id, split_part(event_key, '/', 1) AS ref
          FROM payments.webhook WHERE payment_id IS NOT NULL ORDER BY payment_id, id DESC) AS w
 WHERE w.payment_id = p.id AND w.ref <> '';
CREATE INDEX payment_of_provider ON payments.payment (provider_ref) WHERE provider_ref IS NOT NULL;
CREATE INDEX payment_of_number ON payments.payment (lower(substring(description FROM '[^ ]+$')) text_pattern_ops);
CREATE INDEX payment_of_payer ON payments.payment (payer_id, created_at);
CREATE INDEX payment_by_status ON payments.payment (status, created_at, id);
CREATE INDEX payment_by_method ON payments.payment (method, created_at, id);
