-- The index and the question are folded by one function, and cut into words by one parser.
CREATE OR REPLACE FUNCTION catalog.plain(said text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT regexp_replace(kit.fold(coalesce(said, '')), '[!-/:-@\[-`{-~⁄]+', ' ', 'g')
$$;

-- All of at most eight words, by their stems or as they are; the last may be unfinished. Words that say nothing count
-- only where there are no others. NULL for a question without a word.
DROP FUNCTION catalog.asked(text[]);
CREATE FUNCTION catalog.asked(said text) RETURNS tsquery LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
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

-- Every price something can be bought for, or is offered for where nothing is left: what a range of prices finds.
ALTER TABLE catalog.listing
    ADD COLUMN prices bigint[] NOT NULL DEFAULT '{}',
    ADD COLUMN price_most bigint GENERATED ALWAYS AS (prices[cardinality(prices)]) STORED;

WITH live AS (
    SELECT o.product_id, o.in_stock, bool_or(o.in_stock) OVER (PARTITION BY o.product_id) AS some_left,
           CASE WHEN catalog.sale_is_on(o, now()) THEN o.sale_price ELSE o.price END AS price
      FROM catalog.offer AS o JOIN catalog.shop AS s ON s.id = o.shop_id AND s.on_sale
     WHERE o.active AND NOT o.archived
), priced AS (
    SELECT product_id, array_agg(DISTINCT price) AS prices FROM live WHERE in_stock OR NOT some_left GROUP BY product_id
)
UPDATE catalog.listing AS l SET prices = priced.prices FROM priced WHERE priced.product_id = l.product_id;

-- What was folded otherwise before: whatever is not plain ASCII.
WITH codes AS (
    SELECT product_id, string_agg(sku || ' ' || coalesce(barcode, '') || ' '
               || coalesce((SELECT string_agg(value, ' ') FROM jsonb_each_text(options)), ''), ' ') AS text
      FROM catalog.variant WHERE NOT archived GROUP BY product_id
)
UPDATE catalog.listing AS l
   SET words = catalog.words(p.name, p.brand, coalesce(codes.text, ''), p.description)
  FROM catalog.product AS p LEFT JOIN codes ON codes.product_id = p.id
 WHERE p.id = l.product_id
   AND octet_length(concat(p.name, p.brand, codes.text, p.description))
       <> char_length(concat(p.name, p.brand, codes.text, p.description));

-- Among equals the one that was there first, or came last: by our clock, not by an id its seller chose.
DROP INDEX catalog.listing_popular, catalog.listing_price, catalog.listing_rating, catalog.listing_standing;
CREATE INDEX listing_popular ON catalog.listing (sold DESC, created_at DESC, product_id DESC) WHERE on_sale;
CREATE INDEX listing_price ON catalog.listing (price_from, created_at, product_id) WHERE on_sale;
CREATE INDEX listing_price_most ON catalog.listing (price_most) WHERE on_sale;
CREATE INDEX listing_rating ON catalog.listing (rating DESC NULLS LAST, rating_count DESC, created_at DESC, product_id DESC)
    WHERE on_sale;
CREATE INDEX listing_standing ON catalog.listing (in_stock DESC, sold DESC, created_at DESC, product_id DESC) WHERE on_sale;

-- SKUs are told apart by their letters, not by their case. Those that were let in as two stay two.
ALTER TABLE catalog.variant ADD COLUMN sku_key text;
UPDATE catalog.variant AS v SET sku_key = lower(btrim(v.sku, E' \n')) || CASE WHEN n = 1 THEN '' ELSE ' ' || v.id END
  FROM (SELECT id, row_number() OVER (PARTITION BY owner_key, lower(btrim(sku, E' \n')), archived ORDER BY position, id) AS n
          FROM catalog.variant) AS numbered
 WHERE numbered.id = v.id;
ALTER TABLE catalog.variant ALTER COLUMN sku_key SET NOT NULL;
DROP INDEX catalog.variant_sku;
CREATE UNIQUE INDEX variant_sku ON catalog.variant (owner_key, sku_key) WHERE NOT archived;

-- A pattern that let a line feed pass had let in such codes.
UPDATE catalog.variant SET sku = btrim(sku, E' \n') WHERE sku <> btrim(sku, E' \n');
UPDATE catalog.variant SET barcode = btrim(barcode, E' \n') WHERE barcode <> btrim(barcode, E' \n');
UPDATE catalog.category AS c SET slug = btrim(slug, E' \n')
 WHERE slug <> btrim(slug, E' \n') AND NOT EXISTS (SELECT FROM catalog.category AS o WHERE o.slug = btrim(c.slug, E' \n'));
