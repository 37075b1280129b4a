-- What is asked is what is still due: an attempt may be for some of an order's shop orders, and one that was faster than
-- the shop's till has paid fewer than it asked for. What is over goes back by itself.
ALTER TABLE payments.payment ADD COLUMN covers uuid[];  -- the shop orders it asks for, or has paid; null: all of them
ALTER TABLE payments.refund ADD COLUMN surplus boolean NOT NULL DEFAULT false;
