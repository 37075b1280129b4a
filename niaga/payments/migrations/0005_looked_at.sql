-- When somebody last had the provider asked by hand: once in a few seconds is enough, however often they press.
ALTER TABLE payments.payment ADD COLUMN looked_at timestamptz;
