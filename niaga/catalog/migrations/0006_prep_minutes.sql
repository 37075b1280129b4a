-- How long a shop takes for a product, as its specification says: for its page and for what is ordered alike.
CREATE FUNCTION catalog.prep_minutes(specs jsonb) RETURNS int
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN specs #>> '{Siap,unit}' = 'menit' AND (specs #>> '{Siap,value}')::float8 BETWEEN 0 AND 1440
                THEN ceil((specs #>> '{Siap,value}')::float8)::int END;
