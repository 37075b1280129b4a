CREATE TABLE identity.person (
    id                uuid PRIMARY KEY,
    name              text NOT NULL,
    email             text CHECK (email = lower(email)),
    phone             text CHECK (phone ~ '^\+[1-9][0-9]{6,14}$'),
    campus_id         text,
    password_hash     text,
    roles             text[] NOT NULL,
    avatar_url        text,
    email_verified_at timestamptz,
    status            text NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'suspended', 'erased')),
    language          text NOT NULL DEFAULT 'id' CHECK (language IN ('id', 'en')),
    timezone          text NOT NULL DEFAULT 'Asia/Jakarta',
    wants_email       boolean NOT NULL DEFAULT true,
    quiet_from        text,
    quiet_until       text,
    created_at        timestamptz NOT NULL,
    CHECK (roles <@ ARRAY['customer', 'seller', 'courier', 'inspector', 'branch_admin', 'admin'])
);
CREATE UNIQUE INDEX person_email ON identity.person (email);
CREATE UNIQUE INDEX person_phone ON identity.person (phone);
CREATE UNIQUE INDEX person_campus_id ON identity.person (lower(campus_id));
CREATE INDEX person_newest ON identity.person (created_at DESC, id DESC);
CREATE INDEX person_roles ON identity.person USING gin (roles);

CREATE TABLE identity.session (
    id           uuid PRIMARY KEY,
    person_id    uuid NOT NULL REFERENCES identity.person,
    created_at   timestamptz NOT NULL,
    last_used_at timestamptz NOT NULL,
    expires_at   timestamptz NOT NULL,
    ip           text NOT NULL,
    user_agent   text NOT NULL,
    ended_at     timestamptz,
    ended_why    text CHECK (ended_why IN ('logout', 'reused', 'password', 'suspended', 'erased', 'crowded')),
    CHECK ((ended_at IS NULL) = (ended_why IS NULL))
);
CREATE INDEX session_person ON identity.session (person_id, last_used_at DESC) WHERE ended_at IS NULL;
CREATE INDEX session_expires ON identity.session (expires_at);

-- One row for each refresh token ever given in a session, so that a second use is noticed.
CREATE TABLE identity.refresh_token (
    digest     bytea PRIMARY KEY,
    session_id uuid NOT NULL REFERENCES identity.session ON DELETE CASCADE,
    issued_at  timestamptz NOT NULL,
    used_at    timestamptz,
    successor  bytea
);
CREATE INDEX refresh_token_session ON identity.refresh_token (session_id);

-- What access tokens that are still out there do not know: sessions that ended (roles null), people's new roles.
CREATE TABLE identity.access_change (
    id    uuid PRIMARY KEY,
    at    timestamptz NOT NULL,
    roles text[]
);
CREATE INDEX access_change_at ON identity.access_change (at);

CREATE TABLE identity.signing_key (
    kid        text PRIMARY KEY,
    public     jsonb NOT NULL,
    sealed     bytea NOT NULL,
    created_at timestamptz NOT NULL
);

CREATE TABLE identity.link (
    id         uuid PRIMARY KEY,
    person_id  uuid NOT NULL REFERENCES identity.person,
    purpose    text NOT NULL CHECK (purpose IN ('verify_email', 'reset_password')),
    email      text NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    used_at    timestamptz,
    replaced   boolean NOT NULL DEFAULT false
);
CREATE INDEX link_person ON identity.link (person_id, purpose, created_at DESC);

CREATE TABLE identity.address (
    id          uuid PRIMARY KEY,
    person_id   uuid NOT NULL REFERENCES identity.person,
    label       text NOT NULL,
    recipient   text NOT NULL,
    phone       text NOT NULL,
    line        text NOT NULL,
    province    text NOT NULL,
    regency     text NOT NULL,
    district    text NOT NULL,
    village     text NOT NULL,
    postal_code text NOT NULL CHECK (postal_code ~ '^[0-9]{5}$'),
    latitude    double precision,
    longitude   double precision,
    note        text NOT NULL DEFAULT '',
    is_default  boolean NOT NULL DEFAULT false,
    created_at  timestamptz NOT NULL
);
CREATE INDEX address_person ON identity.address (person_id, created_at DESC);
CREATE UNIQUE INDEX address_default ON identity.address (person_id) WHERE is_default;
