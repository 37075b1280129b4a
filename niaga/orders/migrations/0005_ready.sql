-- What a line says of how long it takes, and whether it is cooked or packed: as it was when it was ordered. Orders from
-- before know neither.
ALTER TABLE orders.line ADD COLUMN kind text CHECK (kind IN ('goods', 'food', 'rental'));
ALTER TABLE orders.line ADD COLUMN prep_minutes integer CHECK (prep_minutes >= 0);
