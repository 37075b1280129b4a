CREATE TABLE shops.shop (
    id             uuid PRIMARY KEY,
    slug           text NOT NULL UNIQUE,
    name           text NOT NULL,
    description    text NOT NULL,
    kind           text NOT NULL CHECK (kind IN ('store', 'canteen', 'koperasi', 'student')),
    status         text NOT NULL CHECK (status IN ('pending', 'approved', 'rejected', 'suspended')),
    reason         text,
    owner_id       uuid NOT NULL,
    timezone       text NOT NULL,
    phone          text,
    address        text,
    city           text,
    province       text,
    latitude       double precision CHECK (latitude BETWEEN -90 AND 90),
    longitude      double precision CHECK (longitude BETWEEN -180 AND 180),
    logo_url       text,
    banner_url     text,
    opening_hours  jsonb NOT NULL DEFAULT '[]',
    holidays       jsonb NOT NULL DEFAULT '[]',
    pickup_points  jsonb NOT NULL DEFAULT '[]',
    delivers       boolean NOT NULL DEFAULT true,
    delivery_fee   bigint NOT NULL DEFAULT 0 CHECK (delivery_fee >= 0),
    tax_bps        integer NOT NULL DEFAULT 0 CHECK (tax_bps BETWEEN 0 AND 5000),
    commission_bps integer NOT NULL DEFAULT 500 CHECK (commission_bps BETWEEN 0 AND 5000),
    low_stock_at   integer NOT NULL DEFAULT 10 CHECK (low_stock_at >= 0),
    version        integer NOT NULL DEFAULT 1,
    created_at     timestamptz NOT NULL
);
CREATE INDEX shop_status ON shops.shop (status, created_at DESC);
CREATE INDEX shop_owner ON shops.shop (owner_id);

CREATE TABLE shops.member (
    shop_id uuid NOT NULL REFERENCES shops.shop,
    user_id uuid NOT NULL,
    role    text NOT NULL CHECK (role IN ('owner', 'manager', 'cashier')),
    PRIMARY KEY (shop_id, user_id)
);
CREATE INDEX member_user ON shops.member (user_id);
