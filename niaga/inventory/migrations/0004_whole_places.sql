-- Half a place is no place.

UPDATE inventory.warehouse SET latitude = NULL, longitude = NULL WHERE (latitude IS NULL) <> (longitude IS NULL);
ALTER TABLE inventory.warehouse
    ADD CONSTRAINT warehouse_place_check CHECK ((latitude IS NULL) = (longitude IS NULL));
