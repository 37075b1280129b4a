-- An address asked for counts once it is proven; until then it stands beside the one that does.
ALTER TABLE identity.person
    ADD COLUMN pending_email text CHECK (pending_email = lower(pending_email)),
    ADD COLUMN campus_id_verified_at timestamptz;

-- Links were kept with the addresses they went to, devices with theirs, after their person had been erased.
DELETE FROM identity.link l USING identity.person p WHERE p.id = l.person_id AND p.status = 'erased';
UPDATE identity.session s SET ip = '', user_agent = '' FROM identity.person p
 WHERE p.id = s.person_id AND p.status = 'erased';
