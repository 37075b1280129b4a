-- What a client's Idempotency-Key was used for: by whom, and a digest of all that was sent. See kit/keys.py.
CREATE TABLE kit.used_key (
    kind    text,
    key     uuid,
    user_id uuid NOT NULL,
    digest  text NOT NULL,
    at      timestamptz NOT NULL,
    PRIMARY KEY (kind, key)
);
CREATE INDEX used_key_at ON kit.used_key (at);

-- Notes those that are new, and answers them. A function, so that modules can do it within statements of their own.
CREATE FUNCTION kit.note_keys(kinds text[], keys uuid[], users uuid[], digests text[], at timestamptz)
RETURNS SETOF uuid LANGUAGE sql VOLATILE AS $$
    INSERT INTO kit.used_key (kind, key, user_id, digest, at)
    SELECT DISTINCT ON (kind, key) kind, key, user_id, digest, note_keys.at
      FROM unnest(kinds, keys, users, digests) AS k (kind, key, user_id, digest)
     ORDER BY kind, key
    ON CONFLICT DO NOTHING
    RETURNING key
$$;
