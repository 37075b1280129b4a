-- A pattern that let a line feed pass had let in such ids and times. Where somebody else has the id by now, nobody could
-- ever sign in with the one that has the line feed: it goes.
UPDATE identity.person AS p
   SET campus_id = CASE WHEN NOT EXISTS (SELECT FROM identity.person AS o
                                          WHERE lower(o.campus_id) = lower(btrim(p.campus_id, E' \n')) AND o.id <> p.id)
                        THEN btrim(campus_id, E' \n') END
 WHERE campus_id <> btrim(campus_id, E' \n');
UPDATE identity.person
   SET quiet_from = btrim(quiet_from, E' \n'), quiet_until = btrim(quiet_until, E' \n')
 WHERE quiet_from <> btrim(quiet_from, E' \n') OR quiet_until <> btrim(quiet_until, E' \n');
ALTER TABLE identity.person
    ADD CONSTRAINT person_quiet_check CHECK (
        coalesce(quiet_from ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$', true)
        AND coalesce(quiet_until ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$', true));
