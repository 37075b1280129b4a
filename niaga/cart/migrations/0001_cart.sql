-- `user_id` is null for a guest's cart.
CREATE TABLE cart.cart (
    id         uuid PRIMARY KEY,
    user_id    uuid,
    touched_at timestamptz NOT NULL
) WITH (fillfactor = 80);
CREATE INDEX cart_of_guests ON cart.cart (touched_at) WHERE user_id IS NULL;

CREATE TABLE cart.line (
    id         uuid PRIMARY KEY,
    cart_id    uuid NOT NULL REFERENCES cart.cart (id) ON DELETE CASCADE,
    offer_id   uuid NOT NULL,
    quantity   integer NOT NULL CHECK (quantity BETWEEN 1 AND 999),
    note       text NOT NULL DEFAULT '',
    seen_price bigint,
    UNIQUE (cart_id, offer_id, note)
);

-- What was done once to a cart and must not be done again: an order's lines taken out, a filling put in.
CREATE TABLE cart.done (
    id   uuid,
    what text,
    at   timestamptz NOT NULL,
    PRIMARY KEY (id, what)
);
CREATE INDEX done_at ON cart.done (at);
