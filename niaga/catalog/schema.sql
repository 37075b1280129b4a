-- The tables of catalog after all migrations. Generated: make format.

CREATE FUNCTION catalog.asked(said text) RETURNS tsquery
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
    WITH typed AS (
        SELECT lexeme AS word, positions[cardinality(positions)] AS at,
               lexeme = ANY('{yang,dan,di,ke,dari,untuk,dengan,atau,pada,ini,itu,the,and,or,of,for,with}') AS common
          FROM unnest(to_tsvector('simple', catalog.plain(said)))
    ), telling AS (
        SELECT word, row_number() OVER (ORDER BY at) AS n
          FROM typed WHERE NOT common OR NOT EXISTS (SELECT FROM typed WHERE NOT common)
         ORDER BY at LIMIT 8
    )
    SELECT string_agg(
        format('(%s%s | %s%s)', quote_literal((ts_lexize('indonesian_stem', word))[1]), tail, quote_literal(word), tail),
        ' & ' ORDER BY n)::tsquery
      FROM (SELECT word, n, CASE WHEN n = count(*) OVER () THEN ':*' ELSE '' END AS tail FROM telling) AS each
$$;

CREATE FUNCTION catalog.plain(said text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
    SELECT regexp_replace(kit.fold(coalesce(said, '')), '[!-/:-@\[-`{-~⁄]+', ' ', 'g')
$$;

CREATE FUNCTION catalog.prep_minutes(specs jsonb) RETURNS integer
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN (((specs #>> '{Siap,unit}'::text[]) = 'menit'::text) AND ((((specs #>> '{Siap,value}'::text[]))::double precision >= (0)::double precision) AND (((specs #>> '{Siap,value}'::text[]))::double precision <= (1440)::double precision))) THEN (ceil(((specs #>> '{Siap,value}'::text[]))::double precision))::integer ELSE NULL::integer END;

CREATE TABLE catalog.offer (
    id uuid NOT NULL,
    shop_id uuid NOT NULL,
    variant_id uuid NOT NULL,
    shown_variant_id uuid NOT NULL,
    product_id uuid NOT NULL,
    price bigint NOT NULL,
    compare_at_price bigint,
    sale_price bigint,
    sale_starts_at timestamp with time zone,
    sale_ends_at timestamp with time zone,
    sale_live boolean DEFAULT false NOT NULL,
    min_quantity integer DEFAULT 1 NOT NULL,
    max_quantity integer,
    active boolean DEFAULT true NOT NULL,
    archived boolean DEFAULT false NOT NULL,
    in_stock boolean DEFAULT false NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    shelved boolean DEFAULT false NOT NULL,
    CONSTRAINT offer_check CHECK ((max_quantity >= min_quantity)),
    CONSTRAINT offer_compare_at_price_check CHECK (((compare_at_price >= 1) AND (compare_at_price <= '10000000000'::bigint))),
    CONSTRAINT offer_min_quantity_check CHECK ((min_quantity >= 1)),
    CONSTRAINT offer_price_check CHECK (((price >= 1) AND (price <= '10000000000'::bigint))),
    CONSTRAINT offer_sale_price_check CHECK (((sale_price >= 1) AND (sale_price <= '10000000000'::bigint)))
);

CREATE FUNCTION catalog.sale_is_on(o catalog.offer, now timestamp with time zone) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
    SELECT o.sale_price IS NOT NULL AND coalesce(o.sale_starts_at <= now, true) AND coalesce(now < o.sale_ends_at, true)
$$;

CREATE FUNCTION catalog.words(name text, brand text, codes text, description text) RETURNS tsvector
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
    SELECT setweight(to_tsvector('indonesian', catalog.plain(name)), 'A')
        || setweight(to_tsvector('simple', catalog.plain(name)), 'A')
        || setweight(to_tsvector('simple', catalog.plain(brand)), 'B')
        || setweight(to_tsvector('simple', catalog.plain(codes)), 'B')
        || setweight(to_tsvector('indonesian', catalog.plain(left(description, 2000))), 'D')
$$;

CREATE TABLE catalog.category (
    id uuid NOT NULL,
    parent_id uuid,
    name text NOT NULL,
    slug text NOT NULL,
    "position" integer DEFAULT 0 NOT NULL,
    hidden boolean DEFAULT false NOT NULL,
    image_url text,
    path uuid[] NOT NULL,
    CONSTRAINT category_check CHECK ((parent_id <> id)),
    CONSTRAINT category_check1 CHECK ((path[cardinality(path)] = id))
);

CREATE TABLE catalog.first_stock (
    variant_id uuid NOT NULL,
    shop_id uuid NOT NULL,
    quantity integer NOT NULL,
    CONSTRAINT first_stock_quantity_check CHECK ((quantity > 0))
);

CREATE TABLE catalog.image (
    id uuid NOT NULL,
    product_id uuid NOT NULL,
    "position" integer NOT NULL,
    url text NOT NULL,
    medium_url text NOT NULL,
    small_url text NOT NULL
);

CREATE TABLE catalog.listing (
    product_id uuid NOT NULL,
    on_sale boolean NOT NULL,
    central boolean NOT NULL,
    name text NOT NULL,
    slug text NOT NULL,
    kind text NOT NULL,
    category_id uuid,
    category_path uuid[] NOT NULL,
    image_url text,
    price_from bigint,
    price_to bigint,
    compare_at_price bigint,
    shop_ids uuid[] NOT NULL,
    shop_id uuid,
    in_stock boolean NOT NULL,
    sold bigint NOT NULL,
    rating real,
    rating_count integer NOT NULL,
    created_at timestamp with time zone NOT NULL,
    words tsvector NOT NULL,
    prices bigint[] DEFAULT '{}'::bigint[] NOT NULL,
    price_most bigint GENERATED ALWAYS AS (prices[cardinality(prices)]) STORED
);

CREATE TABLE catalog.product (
    id uuid NOT NULL,
    owner_shop_id uuid,
    category_id uuid,
    kind text NOT NULL,
    name text NOT NULL,
    slug text NOT NULL,
    description text DEFAULT ''::text NOT NULL,
    brand text,
    specs jsonb DEFAULT '{}'::jsonb NOT NULL,
    image_url text,
    archived boolean DEFAULT false NOT NULL,
    merged_into uuid,
    sold bigint DEFAULT 0 NOT NULL,
    rating real,
    rating_count integer DEFAULT 0 NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    CONSTRAINT product_check CHECK (((merged_into IS NULL) OR archived)),
    CONSTRAINT product_kind_check CHECK ((kind = ANY (ARRAY['goods'::text, 'food'::text, 'rental'::text])))
);

CREATE TABLE catalog.product_slug (
    slug text NOT NULL,
    product_id uuid NOT NULL
);

CREATE TABLE catalog.sale (
    id uuid NOT NULL,
    product_id uuid NOT NULL,
    quantity integer NOT NULL,
    counted boolean DEFAULT false NOT NULL,
    at timestamp with time zone NOT NULL,
    CONSTRAINT sale_quantity_check CHECK ((quantity > 0))
);

CREATE TABLE catalog.shop (
    id uuid NOT NULL,
    slug text NOT NULL,
    name text NOT NULL,
    on_sale boolean NOT NULL,
    version integer NOT NULL
);

CREATE TABLE catalog.variant (
    id uuid NOT NULL,
    product_id uuid NOT NULL,
    owner_key uuid NOT NULL,
    sku text NOT NULL,
    barcode text,
    options jsonb DEFAULT '{}'::jsonb NOT NULL,
    weight_g integer,
    "position" integer DEFAULT 0 NOT NULL,
    same_as uuid,
    archived boolean DEFAULT false NOT NULL,
    sku_key text NOT NULL,
    CONSTRAINT variant_weight_g_check CHECK ((weight_g >= 0))
);

ALTER TABLE ONLY catalog.category
    ADD CONSTRAINT category_pkey PRIMARY KEY (id);

ALTER TABLE ONLY catalog.category
    ADD CONSTRAINT category_slug_key UNIQUE (slug);

ALTER TABLE ONLY catalog.first_stock
    ADD CONSTRAINT first_stock_pkey PRIMARY KEY (variant_id);

ALTER TABLE ONLY catalog.image
    ADD CONSTRAINT image_pkey PRIMARY KEY (id);

ALTER TABLE ONLY catalog.listing
    ADD CONSTRAINT listing_pkey PRIMARY KEY (product_id);

ALTER TABLE ONLY catalog.offer
    ADD CONSTRAINT offer_pkey PRIMARY KEY (id);

ALTER TABLE ONLY catalog.product
    ADD CONSTRAINT product_pkey PRIMARY KEY (id);

ALTER TABLE ONLY catalog.product_slug
    ADD CONSTRAINT product_slug_pkey PRIMARY KEY (slug);

ALTER TABLE ONLY catalog.sale
    ADD CONSTRAINT sale_pkey PRIMARY KEY (id, product_id);

ALTER TABLE ONLY catalog.shop
    ADD CONSTRAINT shop_pkey PRIMARY KEY (id);

ALTER TABLE ONLY catalog.variant
    ADD CONSTRAINT variant_pkey PRIMARY KEY (id);

CREATE INDEX category_parent ON catalog.category USING btree (parent_id, "position");

CREATE INDEX image_product ON catalog.image USING btree (product_id, "position");

CREATE INDEX listing_category ON catalog.listing USING gin (category_path);

CREATE INDEX listing_central ON catalog.listing USING btree (created_at DESC, product_id DESC) WHERE central;

CREATE INDEX listing_newest ON catalog.listing USING btree (created_at DESC, product_id DESC) WHERE on_sale;

CREATE INDEX listing_popular ON catalog.listing USING btree (sold DESC, created_at DESC, product_id DESC) WHERE on_sale;

CREATE INDEX listing_price ON catalog.listing USING btree (price_from, created_at, product_id) WHERE on_sale;

CREATE INDEX listing_price_most ON catalog.listing USING btree (price_most) WHERE on_sale;

CREATE INDEX listing_rating ON catalog.listing USING btree (rating DESC NULLS LAST, rating_count DESC, created_at DESC, product_id DESC) WHERE on_sale;

CREATE INDEX listing_shops ON catalog.listing USING gin (shop_ids);

CREATE INDEX listing_standing ON catalog.listing USING btree (in_stock DESC, sold DESC, created_at DESC, product_id DESC) WHERE on_sale;

CREATE INDEX listing_words ON catalog.listing USING gin (words) WITH (fastupdate=off);

CREATE UNIQUE INDEX offer_once ON catalog.offer USING btree (shop_id, shown_variant_id) WHERE (NOT archived);

CREATE INDEX offer_product ON catalog.offer USING btree (product_id) WHERE (NOT archived);

CREATE INDEX offer_sale ON catalog.offer USING btree (sale_starts_at, sale_ends_at) WHERE ((sale_price IS NOT NULL) AND (NOT archived));

CREATE INDEX offer_unshelved ON catalog.offer USING btree (product_id) WHERE (NOT shelved);

CREATE INDEX offer_variant ON catalog.offer USING btree (variant_id) WHERE (NOT archived);

CREATE INDEX product_category ON catalog.product USING btree (category_id);

CREATE INDEX product_merged ON catalog.product USING btree (merged_into) WHERE (merged_into IS NOT NULL);

CREATE INDEX product_owner ON catalog.product USING btree (owner_shop_id, updated_at DESC) WHERE (NOT archived);

CREATE INDEX product_slug_product ON catalog.product_slug USING btree (product_id);

CREATE INDEX sale_at ON catalog.sale USING btree (at);

CREATE INDEX sale_fresh ON catalog.sale USING btree (product_id) WHERE (NOT counted);

CREATE INDEX shop_slug ON catalog.shop USING btree (slug);

CREATE UNIQUE INDEX variant_options ON catalog.variant USING btree (product_id, options) WHERE ((NOT archived) AND (same_as IS NULL));

CREATE INDEX variant_product ON catalog.variant USING btree (product_id, "position");

CREATE UNIQUE INDEX variant_sku ON catalog.variant USING btree (owner_key, sku_key) WHERE (NOT archived);

ALTER TABLE ONLY catalog.category
    ADD CONSTRAINT category_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES catalog.category(id);

ALTER TABLE ONLY catalog.first_stock
    ADD CONSTRAINT first_stock_variant_id_fkey FOREIGN KEY (variant_id) REFERENCES catalog.variant(id);

ALTER TABLE ONLY catalog.image
    ADD CONSTRAINT image_product_id_fkey FOREIGN KEY (product_id) REFERENCES catalog.product(id);

ALTER TABLE ONLY catalog.offer
    ADD CONSTRAINT offer_product_id_fkey FOREIGN KEY (product_id) REFERENCES catalog.product(id);

ALTER TABLE ONLY catalog.offer
    ADD CONSTRAINT offer_shop_id_fkey FOREIGN KEY (shop_id) REFERENCES catalog.shop(id);

ALTER TABLE ONLY catalog.offer
    ADD CONSTRAINT offer_shown_variant_id_fkey FOREIGN KEY (shown_variant_id) REFERENCES catalog.variant(id);

ALTER TABLE ONLY catalog.offer
    ADD CONSTRAINT offer_variant_id_fkey FOREIGN KEY (variant_id) REFERENCES catalog.variant(id);

ALTER TABLE ONLY catalog.product
    ADD CONSTRAINT product_category_id_fkey FOREIGN KEY (category_id) REFERENCES catalog.category(id);

ALTER TABLE ONLY catalog.product
    ADD CONSTRAINT product_merged_into_fkey FOREIGN KEY (merged_into) REFERENCES catalog.product(id);

ALTER TABLE ONLY catalog.product_slug
    ADD CONSTRAINT product_slug_product_id_fkey FOREIGN KEY (product_id) REFERENCES catalog.product(id);

ALTER TABLE ONLY catalog.variant
    ADD CONSTRAINT variant_product_id_fkey FOREIGN KEY (product_id) REFERENCES catalog.product(id);

ALTER TABLE ONLY catalog.variant
    ADD CONSTRAINT variant_same_as_fkey FOREIGN KEY (same_as) REFERENCES catalog.variant(id);
