CREATE TABLE inventory.warehouse (
    id         uuid PRIMARY KEY,
    shop_id    uuid NOT NULL,
    name       text NOT NULL,
    address    text NOT NULL DEFAULT '',
    priority   integer NOT NULL DEFAULT 100,
    active     boolean NOT NULL DEFAULT true,
    latitude   double precision,
    longitude  double precision,
    created_at timestamptz NOT NULL
);
CREATE INDEX warehouse_of_shop ON inventory.warehouse (shop_id, priority, id);

-- The catalogue's words for a variant.
CREATE TABLE inventory.item (
    variant_id uuid PRIMARY KEY,
    sku        text NOT NULL,
    name       text NOT NULL,
    low_at     integer NOT NULL CHECK (low_at >= 0)
);

-- One variant in one shop, over all its warehouses. `armed`: low stock has not been told since it was filled up.
CREATE TABLE inventory.shelf (
    shop_id    uuid,
    variant_id uuid,
    low_at     integer NOT NULL CHECK (low_at >= 0),
    armed      boolean NOT NULL DEFAULT false,
    PRIMARY KEY (shop_id, variant_id)
);

-- `held` counts the lines in state held, expired ones too until somebody lapses them: readers subtract those.
-- `active` is its warehouse's, so that it is read under the same lock.
CREATE TABLE inventory.stock (
    shop_id      uuid,
    variant_id   uuid,
    warehouse_id uuid NOT NULL REFERENCES inventory.warehouse (id),
    on_hand      integer NOT NULL DEFAULT 0 CHECK (on_hand >= 0),
    held         integer NOT NULL DEFAULT 0,
    version      integer NOT NULL DEFAULT 0,
    active       boolean NOT NULL,
    updated_at   timestamptz NOT NULL,
    PRIMARY KEY (shop_id, variant_id, warehouse_id),
    CONSTRAINT held_is_on_hand CHECK (held >= 0 AND held <= on_hand)
) WITH (fillfactor = 70);
CREATE INDEX stock_of_warehouse ON inventory.stock (warehouse_id, variant_id);

CREATE TABLE inventory.hold (
    id         uuid PRIMARY KEY,
    expires_at timestamptz NOT NULL,
    made_at    timestamptz NOT NULL
);

CREATE TABLE inventory.hold_line (
    hold_id      uuid,
    shop_id      uuid,
    variant_id   uuid,
    warehouse_id uuid,
    quantity     integer NOT NULL CHECK (quantity > 0),
    state        text NOT NULL CHECK (state IN ('held', 'committed', 'returned', 'released', 'lapsed')),
    expires_at   timestamptz NOT NULL,
    PRIMARY KEY (hold_id, shop_id, variant_id, warehouse_id)
);
CREATE INDEX hold_line_held ON inventory.hold_line (shop_id, variant_id, expires_at) WHERE state = 'held';

CREATE TABLE inventory.receipt (
    id           uuid PRIMARY KEY,
    warehouse_id uuid NOT NULL REFERENCES inventory.warehouse (id),
    shop_id      uuid NOT NULL,
    variant_ids  uuid[] NOT NULL,
    quantities   integer[] NOT NULL,
    note         text NOT NULL,
    actor        uuid,
    at           timestamptz NOT NULL
);

-- The ledger: the sum of `change` is what is on hand.
CREATE TABLE inventory.movement (
    id           uuid,
    shop_id      uuid,
    variant_id   uuid NOT NULL,
    warehouse_id uuid NOT NULL,
    change       integer NOT NULL CHECK (change <> 0),
    reason       text NOT NULL CHECK (reason IN ('received', 'adjusted', 'emptied', 'sold', 'returned')),
    note         text NOT NULL DEFAULT '',
    reference    uuid,
    actor        uuid,
    at           timestamptz NOT NULL,
    PRIMARY KEY (shop_id, id)
);
CREATE INDEX movement_of_shop ON inventory.movement (shop_id, at, id);
CREATE INDEX movement_of_variant ON inventory.movement (shop_id, variant_id, at, id);

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON inventory.movement
    FOR EACH ROW EXECUTE FUNCTION kit.refuse_change();
