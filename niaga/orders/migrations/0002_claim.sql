-- Every order's id that was ever decided about: its order was written, or its checkout was given up, for good.
-- undoing: written, but its payment was refused at the last moment, and nobody was told of it; given up, soon.
CREATE TABLE orders.claim (
    id    uuid PRIMARY KEY,
    state text NOT NULL CHECK (state IN ('written', 'undoing', 'given_up')),
    at    timestamptz NOT NULL
);
INSERT INTO orders.claim (id, state, at) SELECT id, 'written', placed_at FROM orders.orders;

-- The first step may go, together with an order that nobody was told of; no other ever.
DROP TRIGGER append_only ON orders.step;
CREATE TRIGGER append_only BEFORE UPDATE ON orders.step
    FOR EACH ROW EXECUTE FUNCTION kit.refuse_change();
CREATE TRIGGER kept BEFORE DELETE ON orders.step
    FOR EACH ROW WHEN (OLD.status <> 'pending') EXECUTE FUNCTION kit.refuse_change();
