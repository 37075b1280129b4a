-- What a checkout has taken out of a cart while its order is not known to stand: committed, or given back.
CREATE TABLE cart.taking (
    order_id uuid PRIMARY KEY,
    cart_id  uuid NOT NULL REFERENCES cart.cart (id) ON DELETE CASCADE,
    lines    jsonb NOT NULL,
    at       timestamptz NOT NULL
);
CREATE INDEX taking_at ON cart.taking (at);
