-- The inventory is told of what was taken off sale, too.
DROP INDEX catalog.offer_unshelved;
UPDATE catalog.offer SET shelved = false WHERE archived;
CREATE INDEX offer_unshelved ON catalog.offer (product_id) WHERE NOT shelved;
