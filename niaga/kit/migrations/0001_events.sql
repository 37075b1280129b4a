CREATE TABLE kit.event (
    id    uuid PRIMARY KEY,
    name  text NOT NULL,
    body  jsonb NOT NULL,
    at    timestamptz NOT NULL,
    trace text
);
CREATE INDEX event_name ON kit.event (name, id);

CREATE FUNCTION kit.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_SCHEMA || '.' || TG_TABLE_NAME;
END $$;

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON kit.event
    FOR EACH ROW EXECUTE FUNCTION kit.refuse_change();
