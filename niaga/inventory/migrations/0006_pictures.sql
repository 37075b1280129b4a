-- People know their goods by sight, too.
ALTER TABLE inventory.item ADD COLUMN image_url text;
