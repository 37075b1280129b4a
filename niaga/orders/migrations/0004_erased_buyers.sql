-- Buyers who were erased: their orders under way keep the address until they are finished.
CREATE TABLE orders.erased_buyer (
    buyer_id uuid PRIMARY KEY,
    at       timestamptz NOT NULL
);

ALTER TABLE orders.orders ADD COLUMN forgotten_at timestamptz;

-- The steps stay as they were; what somebody wrote with them can be taken out, and nothing else of them.
DROP TRIGGER append_only ON orders.step;
CREATE TRIGGER append_only BEFORE UPDATE ON orders.step FOR EACH ROW
    WHEN (NEW.reason <> '' OR (to_jsonb(NEW) - 'reason') IS DISTINCT FROM (to_jsonb(OLD) - 'reason'))
    EXECUTE FUNCTION kit.refuse_change();
