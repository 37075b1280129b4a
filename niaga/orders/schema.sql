-- The tables of orders after all migrations. Generated: make format.

CREATE TABLE orders.claim (
    id uuid NOT NULL,
    state text NOT NULL,
    at timestamp with time zone NOT NULL,
    CONSTRAINT claim_state_check CHECK ((state = ANY (ARRAY['written'::text, 'undoing'::text, 'given_up'::text])))
);

CREATE TABLE orders.erased_buyer (
    buyer_id uuid NOT NULL,
    at timestamp with time zone NOT NULL
);

CREATE TABLE orders.line (
    id uuid NOT NULL,
    order_id uuid NOT NULL,
    shop_order_id uuid NOT NULL,
    "position" integer NOT NULL,
    cart_line_id uuid NOT NULL,
    offer_id uuid NOT NULL,
    product_id uuid NOT NULL,
    variant_id uuid NOT NULL,
    name text NOT NULL,
    options jsonb NOT NULL,
    sku text NOT NULL,
    image_url text,
    unit_price bigint NOT NULL,
    quantity integer NOT NULL,
    subtotal bigint NOT NULL,
    discount bigint NOT NULL,
    tax bigint NOT NULL,
    commission bigint NOT NULL,
    note text NOT NULL,
    kind text,
    prep_minutes integer,
    CONSTRAINT line_check CHECK ((subtotal = (unit_price * quantity))),
    CONSTRAINT line_check1 CHECK (((discount >= 0) AND (discount <= subtotal))),
    CONSTRAINT line_commission_check CHECK ((commission >= 0)),
    CONSTRAINT line_kind_check CHECK ((kind = ANY (ARRAY['goods'::text, 'food'::text, 'rental'::text]))),
    CONSTRAINT line_prep_minutes_check CHECK ((prep_minutes >= 0)),
    CONSTRAINT line_quantity_check CHECK ((quantity > 0)),
    CONSTRAINT line_tax_check CHECK ((tax >= 0)),
    CONSTRAINT line_unit_price_check CHECK ((unit_price >= 0))
);

CREATE TABLE orders.orders (
    id uuid NOT NULL,
    number text NOT NULL,
    buyer_id uuid NOT NULL,
    request_hash text NOT NULL,
    cart_id uuid NOT NULL,
    status text NOT NULL,
    payment_method text NOT NULL,
    bank text,
    payment_id uuid NOT NULL,
    subtotal bigint NOT NULL,
    discount bigint NOT NULL,
    delivery_fee bigint NOT NULL,
    tax bigint NOT NULL,
    total bigint NOT NULL,
    address jsonb,
    placed_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    paid_at timestamp with time zone,
    cancelled_by text,
    notice text,
    pay_by timestamp with time zone NOT NULL,
    forgotten_at timestamp with time zone,
    CONSTRAINT orders_check CHECK (((total = ((subtotal - discount) + delivery_fee)) AND (total >= 0))),
    CONSTRAINT orders_delivery_fee_check CHECK ((delivery_fee >= 0)),
    CONSTRAINT orders_discount_check CHECK ((discount >= 0)),
    CONSTRAINT orders_status_check CHECK ((status = ANY (ARRAY['pending_payment'::text, 'paid'::text, 'completed'::text, 'cancelled'::text, 'expired'::text, 'refunded'::text, 'partly_refunded'::text]))),
    CONSTRAINT orders_subtotal_check CHECK ((subtotal >= 0)),
    CONSTRAINT orders_tax_check CHECK ((tax >= 0))
);

CREATE TABLE orders.returned_payment (
    payment_id uuid NOT NULL,
    order_id uuid NOT NULL,
    notice text NOT NULL,
    at timestamp with time zone NOT NULL
);

CREATE TABLE orders.shop_order (
    id uuid NOT NULL,
    order_id uuid NOT NULL,
    shop_id uuid NOT NULL,
    number text NOT NULL,
    shop_name text NOT NULL,
    status text NOT NULL,
    delivery_option text NOT NULL,
    note text NOT NULL,
    reason text NOT NULL,
    subtotal bigint NOT NULL,
    discount bigint NOT NULL,
    delivery_fee bigint NOT NULL,
    tax bigint NOT NULL,
    total bigint NOT NULL,
    refunded bigint NOT NULL,
    placed_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    reason_code text,
    CONSTRAINT shop_order_check CHECK (((discount >= 0) AND (discount <= subtotal))),
    CONSTRAINT shop_order_check1 CHECK ((total = ((subtotal - discount) + delivery_fee))),
    CONSTRAINT shop_order_check2 CHECK (((refunded >= 0) AND (refunded <= total))),
    CONSTRAINT shop_order_delivery_fee_check CHECK ((delivery_fee >= 0)),
    CONSTRAINT shop_order_delivery_option_check CHECK ((delivery_option = ANY (ARRAY['pickup'::text, 'delivery'::text]))),
    CONSTRAINT shop_order_reason_code_check CHECK ((reason_code = ANY (ARRAY['late_payment'::text, 'payment_reversed'::text, 'replaced'::text, 'unpaid'::text]))),
    CONSTRAINT shop_order_status_check CHECK ((status = ANY (ARRAY['pending'::text, 'paid'::text, 'processing'::text, 'packed'::text, 'ready_for_pickup'::text, 'shipped'::text, 'delivered'::text, 'completed'::text, 'cancelled'::text, 'rejected'::text, 'refunded'::text]))),
    CONSTRAINT shop_order_subtotal_check CHECK ((subtotal >= 0)),
    CONSTRAINT shop_order_tax_check CHECK ((tax >= 0))
);

CREATE TABLE orders.step (
    seq bigint NOT NULL,
    order_id uuid NOT NULL,
    shop_order_id uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    status text NOT NULL,
    actor text NOT NULL,
    actor_id uuid,
    reason text NOT NULL,
    reason_code text,
    CONSTRAINT step_actor_check CHECK ((actor = ANY (ARRAY['buyer'::text, 'seller'::text, 'courier'::text, 'admin'::text, 'system'::text]))),
    CONSTRAINT step_reason_code_check CHECK ((reason_code = ANY (ARRAY['late_payment'::text, 'payment_reversed'::text, 'replaced'::text, 'unpaid'::text])))
);

ALTER TABLE orders.step ALTER COLUMN seq ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME orders.step_seq_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE ONLY orders.claim
    ADD CONSTRAINT claim_pkey PRIMARY KEY (id);

ALTER TABLE ONLY orders.erased_buyer
    ADD CONSTRAINT erased_buyer_pkey PRIMARY KEY (buyer_id);

ALTER TABLE ONLY orders.line
    ADD CONSTRAINT line_pkey PRIMARY KEY (id);

ALTER TABLE ONLY orders.orders
    ADD CONSTRAINT orders_number_key UNIQUE (number);

ALTER TABLE ONLY orders.orders
    ADD CONSTRAINT orders_pkey PRIMARY KEY (id);

ALTER TABLE ONLY orders.returned_payment
    ADD CONSTRAINT returned_payment_pkey PRIMARY KEY (payment_id);

ALTER TABLE ONLY orders.shop_order
    ADD CONSTRAINT shop_order_number_key UNIQUE (number);

ALTER TABLE ONLY orders.shop_order
    ADD CONSTRAINT shop_order_order_id_shop_id_key UNIQUE (order_id, shop_id);

ALTER TABLE ONLY orders.shop_order
    ADD CONSTRAINT shop_order_pkey PRIMARY KEY (id);

ALTER TABLE ONLY orders.step
    ADD CONSTRAINT step_pkey PRIMARY KEY (seq);

CREATE INDEX line_order ON orders.line USING btree (order_id);

CREATE INDEX orders_buyer ON orders.orders USING btree (buyer_id, placed_at DESC, id DESC);

CREATE INDEX orders_placed ON orders.orders USING btree (placed_at DESC, id DESC);

CREATE INDEX returned_payment_order ON orders.returned_payment USING btree (order_id);

CREATE INDEX shop_order_open ON orders.shop_order USING btree (expires_at) WHERE (status = 'pending'::text);

CREATE INDEX shop_order_placed ON orders.shop_order USING btree (placed_at DESC, id DESC);

CREATE INDEX shop_order_shop ON orders.shop_order USING btree (shop_id, placed_at DESC, id DESC);

CREATE INDEX step_order ON orders.step USING btree (order_id, seq);

CREATE TRIGGER append_only BEFORE UPDATE ON orders.step FOR EACH ROW WHEN (((new.reason <> ''::text) OR ((to_jsonb(new.*) - 'reason'::text) IS DISTINCT FROM (to_jsonb(old.*) - 'reason'::text)))) EXECUTE FUNCTION kit.refuse_change();

CREATE TRIGGER kept BEFORE DELETE ON orders.step FOR EACH ROW WHEN ((old.status <> 'pending'::text)) EXECUTE FUNCTION kit.refuse_change();

ALTER TABLE ONLY orders.line
    ADD CONSTRAINT line_order_id_fkey FOREIGN KEY (order_id) REFERENCES orders.orders(id);

ALTER TABLE ONLY orders.line
    ADD CONSTRAINT line_shop_order_id_fkey FOREIGN KEY (shop_order_id) REFERENCES orders.shop_order(id);

ALTER TABLE ONLY orders.returned_payment
    ADD CONSTRAINT returned_payment_order_id_fkey FOREIGN KEY (order_id) REFERENCES orders.orders(id);

ALTER TABLE ONLY orders.shop_order
    ADD CONSTRAINT shop_order_order_id_fkey FOREIGN KEY (order_id) REFERENCES orders.orders(id);

ALTER TABLE ONLY orders.step
    ADD CONSTRAINT step_order_id_fkey FOREIGN KEY (order_id) REFERENCES orders.orders(id);

ALTER TABLE ONLY orders.step
    ADD CONSTRAINT step_shop_order_id_fkey FOREIGN KEY (shop_order_id) REFERENCES orders.shop_order(id);
