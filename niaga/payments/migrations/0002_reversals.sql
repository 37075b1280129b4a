-- A bank may take back what it has settled. What that costs us (goods already on their way, a wallet already spent) is
-- written off against an account of its own.
ALTER TABLE payments.payment
    ADD COLUMN reversed bigint NOT NULL DEFAULT 0,  -- left the provider again, unasked
    ADD COLUMN lost bigint NOT NULL DEFAULT 0,      -- of it, what nobody pays us any more
    ADD CONSTRAINT reversed_within_received CHECK (reversed BETWEEN 0 AND received),
    ADD CONSTRAINT lost_by_reversal CHECK (lost BETWEEN 0 AND received AND (lost = 0 OR reversed > 0));

ALTER TABLE payments.refund
    DROP CONSTRAINT refund_note_check,
    ADD CONSTRAINT refund_note_check
        CHECK (note IN ('method_not_refundable', 'window_over', 'provider_refused', 'reversed'));

ALTER TABLE payments.account
    DROP CONSTRAINT account_kind_check,
    ADD CONSTRAINT account_kind_check CHECK (kind IN ('wallet', 'gateway', 'orders', 'cash', 'opening', 'losses'));
INSERT INTO payments.account (id, kind) VALUES ('00000000-0000-7000-8000-000000000005', 'losses');

ALTER TABLE payments.transfer
    DROP CONSTRAINT transfer_kind_check,
    ADD CONSTRAINT transfer_kind_check
        CHECK (kind IN ('payment', 'topup', 'refund', 'opening', 'reversal', 'loss'));
CREATE INDEX transfer_of_reversals ON payments.transfer (reference) WHERE kind IN ('reversal', 'loss');
