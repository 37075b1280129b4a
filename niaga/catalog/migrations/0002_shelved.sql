-- Whether the inventory has a row for what this offer sells: a shop sees in its stock what it has none of, too.
-- What is in stock has one; the others are told to the inventory by a timed job, those of before this migration too.
ALTER TABLE catalog.offer ADD COLUMN shelved boolean NOT NULL DEFAULT true;
UPDATE catalog.offer SET shelved = false WHERE NOT in_stock AND NOT archived;
ALTER TABLE catalog.offer ALTER COLUMN shelved SET DEFAULT false;
CREATE INDEX offer_unshelved ON catalog.offer (product_id) WHERE NOT shelved AND NOT archived;
