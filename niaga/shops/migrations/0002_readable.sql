-- What a list of shops reads of each of them can be read: one row must not take all the others down.

CREATE FUNCTION shops.are_hours(said jsonb) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT coalesce(bool_and(coalesce(
               h->>'weekday' ~ '^[1-7]$' AND h->>'opens' ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'
               AND h->>'closes' ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$', false)), true)
      FROM jsonb_array_elements(said) AS h
$$;

CREATE FUNCTION shops.are_holidays(said jsonb) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT coalesce(bool_and(CASE WHEN h->>'day' ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'
                                  THEN make_date(left(h->>'day', 4)::int, substr(h->>'day', 6, 2)::int,
                                                 right(h->>'day', 2)::int) IS NOT NULL
                                  ELSE false END), true)
      FROM jsonb_array_elements(said) AS h
$$;

-- A pattern that let a line feed pass had let in such times, zones and numbers: what remains is what it was meant for.
UPDATE shops.shop AS s SET opening_hours = (
           SELECT coalesce(jsonb_agg(jsonb_build_object('weekday', h->'weekday', 'opens', btrim(h->>'opens', E' \n'),
                                                        'closes', btrim(h->>'closes', E' \n')) ORDER BY n), '[]')
             FROM jsonb_array_elements(s.opening_hours) WITH ORDINALITY AS each (h, n)
            WHERE shops.are_hours(jsonb_build_array(jsonb_build_object('weekday', h->'weekday',
                      'opens', btrim(h->>'opens', E' \n'), 'closes', btrim(h->>'closes', E' \n')))))
 WHERE NOT shops.are_hours(s.opening_hours);
UPDATE shops.shop SET phone = btrim(phone, E' \n') WHERE phone <> btrim(phone, E' \n');
UPDATE shops.shop SET timezone = 'Asia/Jakarta' WHERE timezone NOT IN (SELECT name FROM pg_timezone_names);
UPDATE shops.shop SET latitude = NULL, longitude = NULL WHERE (latitude IS NULL) <> (longitude IS NULL);

ALTER TABLE shops.shop
    ADD CONSTRAINT shop_opening_hours_check CHECK (shops.are_hours(opening_hours)),
    ADD CONSTRAINT shop_holidays_check CHECK (shops.are_holidays(holidays)),
    ADD CONSTRAINT shop_timezone_check CHECK (timezone ~ '^[A-Z][A-Za-z0-9_+/-]+$'),
    ADD CONSTRAINT shop_place_check CHECK ((latitude IS NULL) = (longitude IS NULL));
