-- The administrators' list goes by time: an id is what the payer's client made up, and says nothing of when.
CREATE INDEX payment_by_time ON payments.payment (created_at, id);
