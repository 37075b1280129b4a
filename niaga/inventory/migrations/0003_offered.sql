-- Whether the shop offers it: what it has taken off sale is never low, and not listed when nothing of it is left.
ALTER TABLE inventory.shelf ADD COLUMN offered boolean NOT NULL DEFAULT true;
