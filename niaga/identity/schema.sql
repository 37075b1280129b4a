-- The tables of identity after all migrations. Generated: make format.

CREATE TABLE identity.access_change (
    id uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    roles text[]
);

CREATE TABLE identity.address (
    id uuid NOT NULL,
    person_id uuid NOT NULL,
    label text NOT NULL,
    recipient text NOT NULL,
    phone text NOT NULL,
    line text NOT NULL,
    province text NOT NULL,
    regency text NOT NULL,
    district text NOT NULL,
    village text NOT NULL,
    postal_code text NOT NULL,
    latitude double precision,
    longitude double precision,
    note text DEFAULT ''::text NOT NULL,
    is_default boolean DEFAULT false NOT NULL,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT address_postal_code_check CHECK ((postal_code ~ '^[0-9]{5}$'::text))
);

CREATE TABLE identity.link (
    id uuid NOT NULL,
    person_id uuid NOT NULL,
    purpose text NOT NULL,
    email text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    used_at timestamp with time zone,
    replaced boolean DEFAULT false NOT NULL,
    CONSTRAINT link_purpose_check CHECK ((purpose = ANY (ARRAY['verify_email'::text, 'reset_password'::text, 'restore_email'::text])))
);

CREATE TABLE identity.person (
    id uuid NOT NULL,
    name text NOT NULL,
    email text,
    phone text,
    campus_id text,
    password_hash text,
    roles text[] NOT NULL,
    avatar_url text,
    email_verified_at timestamp with time zone,
    status text DEFAULT 'active'::text NOT NULL,
    language text DEFAULT 'id'::text NOT NULL,
    timezone text DEFAULT 'Asia/Jakarta'::text NOT NULL,
    wants_email boolean DEFAULT true NOT NULL,
    quiet_from text,
    quiet_until text,
    created_at timestamp with time zone NOT NULL,
    pending_email text,
    campus_id_verified_at timestamp with time zone,
    erased_at timestamp with time zone,
    CONSTRAINT person_email_check CHECK ((email = lower(email))),
    CONSTRAINT person_language_check CHECK ((language = ANY (ARRAY['id'::text, 'en'::text]))),
    CONSTRAINT person_pending_email_check CHECK ((pending_email = lower(pending_email))),
    CONSTRAINT person_phone_check CHECK ((phone ~ '^\+[1-9][0-9]{6,14}$'::text)),
    CONSTRAINT person_quiet_check CHECK ((COALESCE((quiet_from ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'::text), true) AND COALESCE((quiet_until ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'::text), true))),
    CONSTRAINT person_roles_check CHECK ((roles <@ ARRAY['customer'::text, 'seller'::text, 'courier'::text, 'inspector'::text, 'branch_admin'::text, 'admin'::text])),
    CONSTRAINT person_status_check CHECK ((status = ANY (ARRAY['active'::text, 'suspended'::text, 'erased'::text])))
);

CREATE TABLE identity.refresh_token (
    digest bytea NOT NULL,
    session_id uuid NOT NULL,
    issued_at timestamp with time zone NOT NULL,
    used_at timestamp with time zone,
    successor bytea
);

CREATE TABLE identity.session (
    id uuid NOT NULL,
    person_id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    last_used_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    ip text NOT NULL,
    user_agent text NOT NULL,
    ended_at timestamp with time zone,
    ended_why text,
    CONSTRAINT session_check CHECK (((ended_at IS NULL) = (ended_why IS NULL))),
    CONSTRAINT session_ended_why_check CHECK ((ended_why = ANY (ARRAY['logout'::text, 'reused'::text, 'password'::text, 'suspended'::text, 'erased'::text, 'crowded'::text])))
);

CREATE TABLE identity.signing_key (
    kid text NOT NULL,
    public jsonb NOT NULL,
    sealed bytea NOT NULL,
    created_at timestamp with time zone NOT NULL
);

ALTER TABLE ONLY identity.access_change
    ADD CONSTRAINT access_change_pkey PRIMARY KEY (id);

ALTER TABLE ONLY identity.address
    ADD CONSTRAINT address_pkey PRIMARY KEY (id);

ALTER TABLE ONLY identity.link
    ADD CONSTRAINT link_pkey PRIMARY KEY (id);

ALTER TABLE ONLY identity.person
    ADD CONSTRAINT person_pkey PRIMARY KEY (id);

ALTER TABLE ONLY identity.refresh_token
    ADD CONSTRAINT refresh_token_pkey PRIMARY KEY (digest);

ALTER TABLE ONLY identity.session
    ADD CONSTRAINT session_pkey PRIMARY KEY (id);

ALTER TABLE ONLY identity.signing_key
    ADD CONSTRAINT signing_key_pkey PRIMARY KEY (kid);

CREATE INDEX access_change_at ON identity.access_change USING btree (at);

CREATE UNIQUE INDEX address_default ON identity.address USING btree (person_id) WHERE is_default;

CREATE INDEX address_person ON identity.address USING btree (person_id, created_at DESC);

CREATE INDEX link_person ON identity.link USING btree (person_id, purpose, created_at DESC);

CREATE UNIQUE INDEX person_campus_id ON identity.person USING btree (lower(campus_id));

CREATE UNIQUE INDEX person_email ON identity.person USING btree (email);

CREATE INDEX person_email_begins ON identity.person USING btree (email text_pattern_ops);

CREATE INDEX person_erased ON identity.person USING btree (erased_at) WHERE (erased_at IS NOT NULL);

CREATE INDEX person_name_words ON identity.person USING gin (to_tsvector('simple'::regconfig, name));

CREATE INDEX person_newest ON identity.person USING btree (created_at DESC, id DESC);

CREATE UNIQUE INDEX person_phone ON identity.person USING btree (phone);

CREATE INDEX person_roles ON identity.person USING gin (roles);

CREATE INDEX refresh_token_session ON identity.refresh_token USING btree (session_id);

CREATE INDEX session_expires ON identity.session USING btree (expires_at);

CREATE INDEX session_person ON identity.session USING btree (person_id, last_used_at DESC) WHERE (ended_at IS NULL);

ALTER TABLE ONLY identity.address
    ADD CONSTRAINT address_person_id_fkey FOREIGN KEY (person_id) REFERENCES identity.person(id);

ALTER TABLE ONLY identity.link
    ADD CONSTRAINT link_person_id_fkey FOREIGN KEY (person_id) REFERENCES identity.person(id);

ALTER TABLE ONLY identity.refresh_token
    ADD CONSTRAINT refresh_token_session_id_fkey FOREIGN KEY (session_id) REFERENCES identity.session(id) ON DELETE CASCADE;

ALTER TABLE ONLY identity.session
    ADD CONSTRAINT session_person_id_fkey FOREIGN KEY (person_id) REFERENCES identity.person(id);
