-- A tree: parents are rows of the same table; who moves one locks the table first, so no cycle can come about.
CREATE TABLE catalog.category (
    id        uuid PRIMARY KEY,
    parent_id uuid REFERENCES catalog.category,
    name      text NOT NULL,
    slug      text NOT NULL UNIQUE,
    position  integer NOT NULL DEFAULT 0,
    hidden    boolean NOT NULL DEFAULT false,
    image_url text,
    path      uuid[] NOT NULL,                -- from the root down to itself
    CHECK (parent_id <> id),
    CHECK (path[cardinality(path)] = id)
);
CREATE INDEX category_parent ON catalog.category (parent_id, position);

-- What the catalogue needs to know of a shop: a copy that follows the shop's events.
CREATE TABLE catalog.shop (
    id      uuid PRIMARY KEY,
    slug    text NOT NULL,
    name    text NOT NULL,
    on_sale boolean NOT NULL,
    version integer NOT NULL
);
CREATE INDEX shop_slug ON catalog.shop (slug);

CREATE TABLE catalog.product (
    id            uuid PRIMARY KEY,
    owner_shop_id uuid,                       -- null: central
    category_id   uuid REFERENCES catalog.category,
    kind          text NOT NULL CHECK (kind IN ('goods', 'food', 'rental')),
    name          text NOT NULL,
    slug          text NOT NULL,
    description   text NOT NULL DEFAULT '',
    brand         text,
    specs         jsonb NOT NULL DEFAULT '{}',
    image_url     text,                       -- of the first picture, at the size of a card
    archived      boolean NOT NULL DEFAULT false,
    merged_into   uuid REFERENCES catalog.product,
    sold          bigint NOT NULL DEFAULT 0,
    rating        real,
    rating_count  integer NOT NULL DEFAULT 0,
    version       integer NOT NULL DEFAULT 1,
    created_at    timestamptz NOT NULL,
    updated_at    timestamptz NOT NULL,
    CHECK (merged_into IS NULL OR archived)
);
CREATE INDEX product_owner ON catalog.product (owner_shop_id, updated_at DESC) WHERE NOT archived;
CREATE INDEX product_category ON catalog.product (category_id);
CREATE INDEX product_merged ON catalog.product (merged_into) WHERE merged_into IS NOT NULL;

-- Every slug a product ever had keeps leading to it.
CREATE TABLE catalog.product_slug (
    slug       text PRIMARY KEY,
    product_id uuid NOT NULL REFERENCES catalog.product
);
CREATE INDEX product_slug_product ON catalog.product_slug (product_id);

CREATE TABLE catalog.variant (
    id         uuid PRIMARY KEY,
    product_id uuid NOT NULL REFERENCES catalog.product,
    owner_key  uuid NOT NULL,                 -- the owning shop, or all zeros for the platform: SKUs are unique within
    sku        text NOT NULL,
    barcode    text,
    options    jsonb NOT NULL DEFAULT '{}',
    weight_g   integer CHECK (weight_g >= 0),
    position   integer NOT NULL DEFAULT 0,
    same_as    uuid REFERENCES catalog.variant,  -- after a merge: shown as this one, stock stays its own
    archived   boolean NOT NULL DEFAULT false
);
CREATE UNIQUE INDEX variant_sku ON catalog.variant (owner_key, sku) WHERE NOT archived;
CREATE UNIQUE INDEX variant_options ON catalog.variant (product_id, options) WHERE NOT archived AND same_as IS NULL;
CREATE INDEX variant_product ON catalog.variant (product_id, position);

CREATE TABLE catalog.image (
    id         uuid PRIMARY KEY,
    product_id uuid NOT NULL REFERENCES catalog.product,
    position   integer NOT NULL,
    url        text NOT NULL,
    medium_url text NOT NULL,
    small_url  text NOT NULL
);
CREATE INDEX image_product ON catalog.image (product_id, position);

CREATE TABLE catalog.offer (
    id               uuid PRIMARY KEY,
    shop_id          uuid NOT NULL REFERENCES catalog.shop,
    variant_id       uuid NOT NULL REFERENCES catalog.variant,  -- whose stock it sells
    shown_variant_id uuid NOT NULL REFERENCES catalog.variant,  -- where it is shown: the same unless merged
    product_id       uuid NOT NULL REFERENCES catalog.product,
    price            bigint NOT NULL CHECK (price BETWEEN 1 AND 10000000000),
    compare_at_price bigint CHECK (compare_at_price BETWEEN 1 AND 10000000000),
    sale_price       bigint CHECK (sale_price BETWEEN 1 AND 10000000000),
    sale_starts_at   timestamptz,
    sale_ends_at     timestamptz,
    sale_live        boolean NOT NULL DEFAULT false,  -- whether the listing shows the sale price
    min_quantity     integer NOT NULL DEFAULT 1 CHECK (min_quantity >= 1),
    max_quantity     integer CHECK (max_quantity >= min_quantity),
    active           boolean NOT NULL DEFAULT true,   -- the seller's own switch
    archived         boolean NOT NULL DEFAULT false,
    in_stock         boolean NOT NULL DEFAULT false,  -- a copy that follows the inventory
    version          integer NOT NULL DEFAULT 1,
    created_at       timestamptz NOT NULL,
    updated_at       timestamptz NOT NULL
);
CREATE FUNCTION catalog.sale_is_on(o catalog.offer, now timestamptz) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT o.sale_price IS NOT NULL AND coalesce(o.sale_starts_at <= now, true) AND coalesce(now < o.sale_ends_at, true)
$$;

CREATE UNIQUE INDEX offer_once ON catalog.offer (shop_id, shown_variant_id) WHERE NOT archived;
CREATE INDEX offer_product ON catalog.offer (product_id) WHERE NOT archived;
CREATE INDEX offer_variant ON catalog.offer (variant_id) WHERE NOT archived;
CREATE INDEX offer_sale ON catalog.offer (sale_starts_at, sale_ends_at) WHERE sale_price IS NOT NULL AND NOT archived;

-- What a new product's stock starts with, until the inventory has it: heals a crash between the two.
CREATE TABLE catalog.first_stock (
    variant_id uuid PRIMARY KEY REFERENCES catalog.variant,
    shop_id    uuid NOT NULL,
    quantity   integer NOT NULL CHECK (quantity > 0)
);

-- What was sold, once for each order and product; folded into the figures by a timed job.
CREATE TABLE catalog.sale (
    id         uuid,                          -- of whatever sold it
    product_id uuid,
    quantity   integer NOT NULL CHECK (quantity > 0),
    counted    boolean NOT NULL DEFAULT false,
    at         timestamptz NOT NULL,
    PRIMARY KEY (id, product_id)
);
CREATE INDEX sale_fresh ON catalog.sale (product_id) WHERE NOT counted;
CREATE INDEX sale_at ON catalog.sale (at);

-- One row a product: everything a card, a filter, a sort and the search need. Rebuilt, never edited.
CREATE TABLE catalog.listing (
    product_id       uuid PRIMARY KEY,
    on_sale          boolean NOT NULL,        -- some approved shop has an active offer
    central          boolean NOT NULL,
    name             text NOT NULL,
    slug             text NOT NULL,
    kind             text NOT NULL,
    category_id      uuid,
    category_path    uuid[] NOT NULL,
    image_url        text,
    price_from       bigint,
    price_to         bigint,
    compare_at_price bigint,
    shop_ids         uuid[] NOT NULL,
    shop_id          uuid,
    in_stock         boolean NOT NULL,
    sold             bigint NOT NULL,
    rating           real,
    rating_count     integer NOT NULL,
    created_at       timestamptz NOT NULL,
    words            tsvector NOT NULL
);
CREATE INDEX listing_newest ON catalog.listing (created_at DESC, product_id DESC) WHERE on_sale;
CREATE INDEX listing_price ON catalog.listing (price_from, product_id) WHERE on_sale;
CREATE INDEX listing_popular ON catalog.listing (sold DESC, product_id DESC) WHERE on_sale;
CREATE INDEX listing_rating ON catalog.listing (rating DESC NULLS LAST, rating_count DESC, product_id DESC)
    WHERE on_sale;
CREATE INDEX listing_standing ON catalog.listing (in_stock DESC, sold DESC, product_id DESC) WHERE on_sale;
CREATE INDEX listing_central ON catalog.listing (created_at DESC, product_id DESC) WHERE central;
CREATE INDEX listing_words ON catalog.listing USING gin (words) WITH (fastupdate = off);
CREATE INDEX listing_category ON catalog.listing USING gin (category_path);
CREATE INDEX listing_shops ON catalog.listing USING gin (shop_ids);

-- Only words: the parser would make one lexeme of "x-991", an address of "a/b" and a negative number of "-5".
CREATE FUNCTION catalog.plain(said text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT regexp_replace(coalesce(said, ''), '[!-/:-@\[-`{-~]+', ' ', 'g')
$$;

-- Words are kept twice: stemmed for Indonesian, and as they are written, for codes, brands and beginnings of words.
CREATE FUNCTION catalog.words(name text, brand text, codes text, description text) RETURNS tsvector
    LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT setweight(to_tsvector('indonesian', catalog.plain(name)), 'A')
        || setweight(to_tsvector('simple', catalog.plain(name)), 'A')
        || setweight(to_tsvector('simple', catalog.plain(brand)), 'B')
        || setweight(to_tsvector('simple', catalog.plain(codes)), 'B')
        || setweight(to_tsvector('indonesian', catalog.plain(left(description, 2000))), 'D')
$$;

-- All of the words, each stemmed or as written; the last may be only the beginning of one. Null for no words.
CREATE FUNCTION catalog.asked(words text[]) RETURNS tsquery
    LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT string_agg(
        format('(%s%s | %s%s)', quote_literal((ts_lexize('indonesian_stem', word))[1]), tail, quote_literal(word), tail),
        ' & ' ORDER BY n)::tsquery
      FROM (SELECT word, n, CASE WHEN n = cardinality(words) THEN ':*' ELSE '' END AS tail
              FROM unnest(words) WITH ORDINALITY AS w (word, n)) AS each
$$;

