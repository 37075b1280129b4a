-- The tables of shops after all migrations. Generated: make format.

CREATE FUNCTION shops.are_holidays(said jsonb) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $_$
    SELECT coalesce(bool_and(CASE WHEN h->>'day' ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'
                                  THEN make_date(left(h->>'day', 4)::int, substr(h->>'day', 6, 2)::int,
                                                 right(h->>'day', 2)::int) IS NOT NULL
                                  ELSE false END), true)
      FROM jsonb_array_elements(said) AS h
$_$;

CREATE FUNCTION shops.are_hours(said jsonb) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $_$
    SELECT coalesce(bool_and(coalesce(
               h->>'weekday' ~ '^[1-7]$' AND h->>'opens' ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'
               AND h->>'closes' ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$', false)), true)
      FROM jsonb_array_elements(said) AS h
$_$;

CREATE TABLE shops.member (
    shop_id uuid NOT NULL,
    user_id uuid NOT NULL,
    role text NOT NULL,
    CONSTRAINT member_role_check CHECK ((role = ANY (ARRAY['owner'::text, 'manager'::text, 'cashier'::text])))
);

CREATE TABLE shops.shop (
    id uuid NOT NULL,
    slug text NOT NULL,
    name text NOT NULL,
    description text NOT NULL,
    kind text NOT NULL,
    status text NOT NULL,
    reason text,
    owner_id uuid NOT NULL,
    timezone text NOT NULL,
    phone text,
    address text,
    city text,
    province text,
    latitude double precision,
    longitude double precision,
    logo_url text,
    banner_url text,
    opening_hours jsonb DEFAULT '[]'::jsonb NOT NULL,
    holidays jsonb DEFAULT '[]'::jsonb NOT NULL,
    pickup_points jsonb DEFAULT '[]'::jsonb NOT NULL,
    delivers boolean DEFAULT true NOT NULL,
    delivery_fee bigint DEFAULT 0 NOT NULL,
    tax_bps integer DEFAULT 0 NOT NULL,
    commission_bps integer DEFAULT 500 NOT NULL,
    low_stock_at integer DEFAULT 10 NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    reason_code text,
    CONSTRAINT shop_commission_bps_check CHECK (((commission_bps >= 0) AND (commission_bps <= 5000))),
    CONSTRAINT shop_delivery_fee_check CHECK ((delivery_fee >= 0)),
    CONSTRAINT shop_holidays_check CHECK (shops.are_holidays(holidays)),
    CONSTRAINT shop_kind_check CHECK ((kind = ANY (ARRAY['store'::text, 'canteen'::text, 'koperasi'::text, 'student'::text]))),
    CONSTRAINT shop_latitude_check CHECK (((latitude >= ('-90'::integer)::double precision) AND (latitude <= (90)::double precision))),
    CONSTRAINT shop_longitude_check CHECK (((longitude >= ('-180'::integer)::double precision) AND (longitude <= (180)::double precision))),
    CONSTRAINT shop_low_stock_at_check CHECK ((low_stock_at >= 0)),
    CONSTRAINT shop_opening_hours_check CHECK (shops.are_hours(opening_hours)),
    CONSTRAINT shop_place_check CHECK (((latitude IS NULL) = (longitude IS NULL))),
    CONSTRAINT shop_reason_code_check CHECK ((reason_code = 'owner_gone'::text)),
    CONSTRAINT shop_status_check CHECK ((status = ANY (ARRAY['pending'::text, 'approved'::text, 'rejected'::text, 'suspended'::text]))),
    CONSTRAINT shop_tax_bps_check CHECK (((tax_bps >= 0) AND (tax_bps <= 5000))),
    CONSTRAINT shop_timezone_check CHECK ((timezone ~ '^[A-Z][A-Za-z0-9_+/-]+$'::text))
);

ALTER TABLE ONLY shops.member
    ADD CONSTRAINT member_pkey PRIMARY KEY (shop_id, user_id);

ALTER TABLE ONLY shops.shop
    ADD CONSTRAINT shop_pkey PRIMARY KEY (id);

ALTER TABLE ONLY shops.shop
    ADD CONSTRAINT shop_slug_key UNIQUE (slug);

CREATE INDEX member_user ON shops.member USING btree (user_id);

CREATE INDEX shop_owner ON shops.shop USING btree (owner_id);

CREATE INDEX shop_status ON shops.shop USING btree (status, created_at DESC);

ALTER TABLE ONLY shops.member
    ADD CONSTRAINT member_shop_id_fkey FOREIGN KEY (shop_id) REFERENCES shops.shop(id);
