CREATE TABLE notifications.notice (
    id        uuid PRIMARY KEY,
    person_id uuid NOT NULL,
    key       text NOT NULL,
    kind      text NOT NULL,
    title     text NOT NULL,
    body      text NOT NULL,
    path      text NOT NULL,
    subject   jsonb NOT NULL,
    at        timestamptz NOT NULL,
    read_at   timestamptz,
    UNIQUE (person_id, key)
);
CREATE INDEX notice_of_person ON notifications.notice (person_id, id DESC);
CREATE INDEX notice_unread ON notifications.notice (person_id, id) WHERE read_at IS NULL;

CREATE TABLE notifications.mail (
    id        uuid PRIMARY KEY,
    key       text NOT NULL UNIQUE,
    person_id uuid NOT NULL,
    address   text NOT NULL,
    kind      text NOT NULL,
    subject   text NOT NULL,
    html      text NOT NULL,
    text      text NOT NULL,
    at        timestamptz NOT NULL,
    sent_at   timestamptz
);
CREATE INDEX mail_by_address ON notifications.mail (lower(address), id DESC);
