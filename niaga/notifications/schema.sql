-- The tables of notifications after all migrations. Generated: make format.

CREATE TABLE notifications.mail (
    id uuid NOT NULL,
    key text NOT NULL,
    person_id uuid NOT NULL,
    address text NOT NULL,
    kind text NOT NULL,
    subject text NOT NULL,
    html text NOT NULL,
    text text NOT NULL,
    at timestamp with time zone NOT NULL,
    sent_at timestamp with time zone
);

CREATE TABLE notifications.notice (
    id uuid NOT NULL,
    person_id uuid NOT NULL,
    key text NOT NULL,
    kind text NOT NULL,
    title text NOT NULL,
    body text NOT NULL,
    path text NOT NULL,
    subject jsonb NOT NULL,
    at timestamp with time zone NOT NULL,
    read_at timestamp with time zone
);

ALTER TABLE ONLY notifications.mail
    ADD CONSTRAINT mail_key_key UNIQUE (key);

ALTER TABLE ONLY notifications.mail
    ADD CONSTRAINT mail_pkey PRIMARY KEY (id);

ALTER TABLE ONLY notifications.notice
    ADD CONSTRAINT notice_person_id_key_key UNIQUE (person_id, key);

ALTER TABLE ONLY notifications.notice
    ADD CONSTRAINT notice_pkey PRIMARY KEY (id);

CREATE INDEX mail_by_address ON notifications.mail USING btree (lower(address), id DESC);

CREATE INDEX notice_of_person ON notifications.notice USING btree (person_id, id DESC);

CREATE INDEX notice_unread ON notifications.notice USING btree (person_id, id) WHERE (read_at IS NULL);
