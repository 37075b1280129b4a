-- A bill may be closed before anything was asked: then it says that nothing ever will be.
ALTER TABLE payments.bill DROP CONSTRAINT bill_amount_check;
ALTER TABLE payments.bill ADD CONSTRAINT bill_amount_check CHECK (amount > 0 OR (amount = 0 AND closed));
