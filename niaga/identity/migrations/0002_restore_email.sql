-- A changed e-mail address can be changed back by whoever has the old one.
ALTER TABLE identity.link
    DROP CONSTRAINT link_purpose_check,
    ADD CONSTRAINT link_purpose_check CHECK (purpose IN ('verify_email', 'reset_password', 'restore_email'));
