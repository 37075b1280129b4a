-- The tables of inventory after all migrations. Generated: make format.

CREATE TABLE inventory.hold (
    id uuid NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    made_at timestamp with time zone NOT NULL,
    owner uuid
);

CREATE TABLE inventory.hold_line (
    hold_id uuid NOT NULL,
    shop_id uuid NOT NULL,
    variant_id uuid NOT NULL,
    warehouse_id uuid NOT NULL,
    quantity integer NOT NULL,
    state text NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    CONSTRAINT hold_line_quantity_check CHECK ((quantity > 0)),
    CONSTRAINT hold_line_state_check CHECK ((state = ANY (ARRAY['held'::text, 'committed'::text, 'returned'::text, 'released'::text, 'lapsed'::text])))
);

CREATE TABLE inventory.item (
    variant_id uuid NOT NULL,
    sku text NOT NULL,
    name text NOT NULL,
    low_at integer NOT NULL,
    owner_shop_id uuid,
    image_url text,
    CONSTRAINT item_low_at_check CHECK ((low_at >= 0))
);

CREATE TABLE inventory.movement (
    id uuid NOT NULL,
    shop_id uuid NOT NULL,
    variant_id uuid NOT NULL,
    warehouse_id uuid NOT NULL,
    change integer NOT NULL,
    reason text NOT NULL,
    note text DEFAULT ''::text NOT NULL,
    reference uuid,
    actor uuid,
    at timestamp with time zone NOT NULL,
    CONSTRAINT movement_change_check CHECK ((change <> 0)),
    CONSTRAINT movement_reason_check CHECK ((reason = ANY (ARRAY['received'::text, 'adjusted'::text, 'emptied'::text, 'sold'::text, 'returned'::text])))
);

CREATE TABLE inventory.receipt (
    id uuid NOT NULL,
    warehouse_id uuid NOT NULL,
    shop_id uuid NOT NULL,
    variant_ids uuid[] NOT NULL,
    quantities integer[] NOT NULL,
    note text NOT NULL,
    actor uuid,
    at timestamp with time zone NOT NULL
);

CREATE TABLE inventory.shelf (
    shop_id uuid NOT NULL,
    variant_id uuid NOT NULL,
    low_at integer NOT NULL,
    armed boolean DEFAULT false NOT NULL,
    offered boolean DEFAULT true NOT NULL,
    CONSTRAINT shelf_low_at_check CHECK ((low_at >= 0))
);

CREATE TABLE inventory.stock (
    shop_id uuid NOT NULL,
    variant_id uuid NOT NULL,
    warehouse_id uuid NOT NULL,
    on_hand integer DEFAULT 0 NOT NULL,
    held integer DEFAULT 0 NOT NULL,
    version integer DEFAULT 0 NOT NULL,
    active boolean NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    CONSTRAINT held_is_on_hand CHECK (((held >= 0) AND (held <= on_hand))),
    CONSTRAINT stock_on_hand_check CHECK ((on_hand >= 0))
)
WITH (fillfactor='70');

CREATE TABLE inventory.warehouse (
    id uuid NOT NULL,
    shop_id uuid NOT NULL,
    name text NOT NULL,
    address text DEFAULT ''::text NOT NULL,
    priority integer DEFAULT 100 NOT NULL,
    active boolean DEFAULT true NOT NULL,
    latitude double precision,
    longitude double precision,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT warehouse_place_check CHECK (((latitude IS NULL) = (longitude IS NULL)))
);

ALTER TABLE ONLY inventory.hold_line
    ADD CONSTRAINT hold_line_pkey PRIMARY KEY (hold_id, shop_id, variant_id, warehouse_id);

ALTER TABLE ONLY inventory.hold
    ADD CONSTRAINT hold_pkey PRIMARY KEY (id);

ALTER TABLE ONLY inventory.item
    ADD CONSTRAINT item_pkey PRIMARY KEY (variant_id);

ALTER TABLE ONLY inventory.movement
    ADD CONSTRAINT movement_pkey PRIMARY KEY (shop_id, id);

ALTER TABLE ONLY inventory.receipt
    ADD CONSTRAINT receipt_pkey PRIMARY KEY (id);

ALTER TABLE ONLY inventory.shelf
    ADD CONSTRAINT shelf_pkey PRIMARY KEY (shop_id, variant_id);

ALTER TABLE ONLY inventory.stock
    ADD CONSTRAINT stock_pkey PRIMARY KEY (shop_id, variant_id, warehouse_id);

ALTER TABLE ONLY inventory.warehouse
    ADD CONSTRAINT warehouse_pkey PRIMARY KEY (id);

CREATE INDEX hold_line_held ON inventory.hold_line USING btree (shop_id, variant_id, expires_at) WHERE (state = 'held'::text);

CREATE INDEX hold_of_owner ON inventory.hold USING btree (owner, expires_at) WHERE (owner IS NOT NULL);

CREATE INDEX movement_of_shop ON inventory.movement USING btree (shop_id, at, id);

CREATE INDEX movement_of_variant ON inventory.movement USING btree (shop_id, variant_id, at, id);

CREATE INDEX stock_of_warehouse ON inventory.stock USING btree (warehouse_id, variant_id);

CREATE INDEX warehouse_of_shop ON inventory.warehouse USING btree (shop_id, priority, id);

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON inventory.movement FOR EACH ROW EXECUTE FUNCTION kit.refuse_change();

ALTER TABLE ONLY inventory.receipt
    ADD CONSTRAINT receipt_warehouse_id_fkey FOREIGN KEY (warehouse_id) REFERENCES inventory.warehouse(id);

ALTER TABLE ONLY inventory.stock
    ADD CONSTRAINT stock_warehouse_id_fkey FOREIGN KEY (warehouse_id) REFERENCES inventory.warehouse(id);
