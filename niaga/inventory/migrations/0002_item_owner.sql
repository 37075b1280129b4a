-- Whose product it is: another shop cannot take it into its stock unless it offers it. Null: central, anybody's.
ALTER TABLE inventory.item ADD COLUMN owner_shop_id uuid;
