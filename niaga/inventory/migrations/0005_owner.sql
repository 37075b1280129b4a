-- Whose a hold is: what one person holds is counted, and does not stand in that person's own way.
ALTER TABLE inventory.hold ADD COLUMN owner uuid;
CREATE INDEX hold_of_owner ON inventory.hold (owner, expires_at) WHERE owner IS NOT NULL;
