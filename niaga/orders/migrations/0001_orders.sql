CREATE TABLE orders.orders (
    id              uuid PRIMARY KEY,
    number          text NOT NULL UNIQUE,
    buyer_id        uuid NOT NULL,
    request_hash    text NOT NULL,
    cart_id         uuid NOT NULL,
    status          text NOT NULL CHECK (status IN
                    ('pending_payment', 'paid', 'completed', 'cancelled', 'expired', 'refunded', 'partly_refunded')),
    payment_method  text NOT NULL,
    bank            text,
    payment_id      uuid NOT NULL,
    subtotal        bigint NOT NULL CHECK (subtotal >= 0),
    discount        bigint NOT NULL CHECK (discount >= 0),
    delivery_fee    bigint NOT NULL CHECK (delivery_fee >= 0),
    tax             bigint NOT NULL CHECK (tax >= 0),
    total           bigint NOT NULL CHECK (total = subtotal - discount + delivery_fee AND total >= 0),
    address         jsonb,
    placed_at       timestamptz NOT NULL,
    expires_at      timestamptz NOT NULL,
    paid_at         timestamptz,
    cancelled_by    text,
    notice          text
);
CREATE INDEX orders_buyer ON orders.orders (buyer_id, placed_at DESC, id DESC);
CREATE INDEX orders_placed ON orders.orders (placed_at DESC, id DESC);

CREATE TABLE orders.shop_order (
    id              uuid PRIMARY KEY,
    order_id        uuid NOT NULL REFERENCES orders.orders,
    shop_id         uuid NOT NULL,
    number          text NOT NULL UNIQUE,
    shop_name       text NOT NULL,
    status          text NOT NULL CHECK (status IN ('pending', 'paid', 'processing', 'packed', 'ready_for_pickup',
                    'shipped', 'delivered', 'completed', 'cancelled', 'rejected', 'refunded')),
    delivery_option text NOT NULL CHECK (delivery_option IN ('pickup', 'delivery')),
    note            text NOT NULL,
    reason          text NOT NULL,
    subtotal        bigint NOT NULL CHECK (subtotal >= 0),
    discount        bigint NOT NULL CHECK (discount BETWEEN 0 AND subtotal),
    delivery_fee    bigint NOT NULL CHECK (delivery_fee >= 0),
    tax             bigint NOT NULL CHECK (tax >= 0),
    total           bigint NOT NULL CHECK (total = subtotal - discount + delivery_fee),
    refunded        bigint NOT NULL CHECK (refunded BETWEEN 0 AND total),
    placed_at       timestamptz NOT NULL,
    expires_at      timestamptz NOT NULL,
    UNIQUE (order_id, shop_id)
);
CREATE INDEX shop_order_shop ON orders.shop_order (shop_id, placed_at DESC, id DESC);
CREATE INDEX shop_order_placed ON orders.shop_order (placed_at DESC, id DESC);
CREATE INDEX shop_order_open ON orders.shop_order (expires_at) WHERE status = 'pending';

CREATE TABLE orders.line (
    id              uuid PRIMARY KEY,
    order_id        uuid NOT NULL REFERENCES orders.orders,
    shop_order_id   uuid NOT NULL REFERENCES orders.shop_order,
    position        integer NOT NULL,
    cart_line_id    uuid NOT NULL,
    offer_id        uuid NOT NULL,
    product_id      uuid NOT NULL,
    variant_id      uuid NOT NULL,
    name            text NOT NULL,
    options         jsonb NOT NULL,
    sku             text NOT NULL,
    image_url       text,
    unit_price      bigint NOT NULL CHECK (unit_price >= 0),
    quantity        integer NOT NULL CHECK (quantity > 0),
    subtotal        bigint NOT NULL CHECK (subtotal = unit_price * quantity),
    discount        bigint NOT NULL CHECK (discount BETWEEN 0 AND subtotal),
    tax             bigint NOT NULL CHECK (tax >= 0),
    commission      bigint NOT NULL CHECK (commission >= 0),
    note            text NOT NULL
);
CREATE INDEX line_order ON orders.line (order_id);

CREATE TABLE orders.step (
    seq             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    order_id        uuid NOT NULL REFERENCES orders.orders,
    shop_order_id   uuid NOT NULL REFERENCES orders.shop_order,
    at              timestamptz NOT NULL,
    status          text NOT NULL,
    actor           text NOT NULL CHECK (actor IN ('buyer', 'seller', 'courier', 'admin', 'system')),
    actor_id        uuid,
    reason          text NOT NULL
);
CREATE INDEX step_order ON orders.step (order_id, seq);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON orders.step
    FOR EACH ROW EXECUTE FUNCTION kit.refuse_change();

-- Payments that came when their order could not take them: each goes back, and is never taken after all.
CREATE TABLE orders.returned_payment (
    payment_id      uuid PRIMARY KEY,
    order_id        uuid NOT NULL REFERENCES orders.orders,
    notice          text NOT NULL,
    at              timestamptz NOT NULL
);
CREATE INDEX returned_payment_order ON orders.returned_payment (order_id);
