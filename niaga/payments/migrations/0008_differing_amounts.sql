-- What came in is not what was asked: it waits in an account of its own until a person accepts it or sends it back.
ALTER TABLE payments.payment
    ADD COLUMN came bigint CHECK (came > 0),  -- what the provider has charged, where that is not `amount`
    ADD COLUMN decided text CHECK (decided IN ('accepted', 'returned')),
    ADD CONSTRAINT decided_where_it_differs CHECK (decided IS NULL OR came IS NOT NULL),
    DROP CONSTRAINT received_within_amount,
    ADD CONSTRAINT received_within_what_came CHECK (received BETWEEN 0 AND greatest(amount, came)),
    DROP CONSTRAINT lost_by_reversal,
    ADD CONSTRAINT lost_for_a_reason
        CHECK (lost BETWEEN 0 AND greatest(received, amount) AND (lost = 0 OR reversed > 0 OR decided = 'accepted'));

ALTER TABLE payments.account
    DROP CONSTRAINT account_kind_check,
    ADD CONSTRAINT account_kind_check
        CHECK (kind IN ('wallet', 'gateway', 'orders', 'cash', 'opening', 'losses', 'suspense'));
INSERT INTO payments.account (id, kind) VALUES ('00000000-0000-7000-8000-000000000006', 'suspense');

ALTER TABLE payments.transfer
    DROP CONSTRAINT transfer_kind_check,
    ADD CONSTRAINT transfer_kind_check
        CHECK (kind IN ('payment', 'topup', 'refund', 'opening', 'reversal', 'loss', 'suspense'));
CREATE INDEX transfer_of_suspense ON payments.transfer (cause) WHERE kind = 'suspense';
