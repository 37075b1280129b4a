-- The tables of cart after all migrations. Generated: make format.

CREATE TABLE cart.cart (
    id uuid NOT NULL,
    user_id uuid,
    touched_at timestamp with time zone NOT NULL
)
WITH (fillfactor='80');

CREATE TABLE cart.done (
    id uuid NOT NULL,
    what text NOT NULL,
    at timestamp with time zone NOT NULL
);

CREATE TABLE cart.line (
    id uuid NOT NULL,
    cart_id uuid NOT NULL,
    offer_id uuid NOT NULL,
    quantity integer NOT NULL,
    note text DEFAULT ''::text NOT NULL,
    seen_price bigint,
    CONSTRAINT line_quantity_check CHECK (((quantity >= 1) AND (quantity <= 999)))
);

CREATE TABLE cart.taking (
    order_id uuid NOT NULL,
    cart_id uuid NOT NULL,
    lines jsonb NOT NULL,
    at timestamp with time zone NOT NULL
);

ALTER TABLE ONLY cart.cart
    ADD CONSTRAINT cart_pkey PRIMARY KEY (id);

ALTER TABLE ONLY cart.done
    ADD CONSTRAINT done_pkey PRIMARY KEY (id, what);

ALTER TABLE ONLY cart.line
    ADD CONSTRAINT line_cart_id_offer_id_note_key UNIQUE (cart_id, offer_id, note);

ALTER TABLE ONLY cart.line
    ADD CONSTRAINT line_pkey PRIMARY KEY (id);

ALTER TABLE ONLY cart.taking
    ADD CONSTRAINT taking_pkey PRIMARY KEY (order_id);

CREATE INDEX cart_of_guests ON cart.cart USING btree (touched_at) WHERE (user_id IS NULL);

CREATE INDEX done_at ON cart.done USING btree (at);

CREATE INDEX taking_at ON cart.taking USING btree (at);

ALTER TABLE ONLY cart.line
    ADD CONSTRAINT line_cart_id_fkey FOREIGN KEY (cart_id) REFERENCES cart.cart(id) ON DELETE CASCADE;

ALTER TABLE ONLY cart.taking
    ADD CONSTRAINT taking_cart_id_fkey FOREIGN KEY (cart_id) REFERENCES cart.cart(id) ON DELETE CASCADE;
