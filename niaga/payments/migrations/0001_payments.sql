-- What an order owes. Every writer of an order's payments locks its bill first.
CREATE TABLE payments.bill (
    order_id    uuid PRIMARY KEY,
    payer_id    uuid NOT NULL,
    amount      bigint NOT NULL CHECK (amount > 0),
    description text NOT NULL,
    expires_at  timestamptz,
    settled_by  uuid,                            -- the payment that paid it first
    closed      boolean NOT NULL DEFAULT false   -- nothing more is wanted for it
) WITH (fillfactor = 80);

CREATE TABLE payments.bill_part (
    order_id      uuid NOT NULL REFERENCES payments.bill,
    shop_order_id uuid NOT NULL,
    amount        bigint NOT NULL CHECK (amount >= 0),
    refunded      bigint NOT NULL DEFAULT 0,
    cash          text CHECK (cash IN ('collected', 'waived')),  -- null: not (yet) paid in cash
    PRIMARY KEY (order_id, shop_order_id),
    CONSTRAINT refunded_within_part CHECK (refunded BETWEEN 0 AND amount)
);

CREATE TABLE payments.payment (
    id          uuid PRIMARY KEY,  -- as text, also our reference at the provider
    order_id    uuid REFERENCES payments.bill,  -- null: a wallet's top-up
    payer_id    uuid NOT NULL,
    method      text NOT NULL CHECK (method IN ('wallet', 'qris', 'virtual_account', 'ewallet', 'card', 'cash')),
    bank        text,
    provider    text,
    amount      bigint NOT NULL CHECK (amount > 0),
    status      text NOT NULL CHECK (status IN ('pending', 'authorized', 'paid', 'failed', 'cancelled', 'expired',
                                                'partly_refunded', 'refunded')),
    action      jsonb NOT NULL,
    description text NOT NULL,
    expires_at  timestamptz,
    paid_at     timestamptz,
    received    bigint NOT NULL DEFAULT 0,
    refunded    bigint NOT NULL DEFAULT 0,
    flag        text CHECK (flag IN ('amount_mismatch', 'reversed', 'refunded_outside', 'challenge')),
    created_at  timestamptz NOT NULL,
    asks        int NOT NULL DEFAULT 0,
    next_ask_at timestamptz,       -- when to ask the provider how it stands; null: no need
    CONSTRAINT received_within_amount CHECK (received BETWEEN 0 AND amount),
    CONSTRAINT refunded_within_received CHECK (refunded BETWEEN 0 AND received)
);
CREATE INDEX payment_of_order ON payments.payment (order_id) WHERE order_id IS NOT NULL;
CREATE INDEX payment_to_ask ON payments.payment (next_ask_at) WHERE next_ask_at IS NOT NULL;
CREATE INDEX payment_flagged ON payments.payment (id) WHERE flag IS NOT NULL;
CREATE INDEX payment_topup ON payments.payment (payer_id) WHERE order_id IS NULL AND status = 'pending';
CREATE UNIQUE INDEX payment_live ON payments.payment (order_id, method, coalesce(bank, '')) WHERE status = 'pending';

CREATE TABLE payments.refund (
    id            uuid PRIMARY KEY,  -- as text, also the provider's refund key
    payment_id    uuid NOT NULL REFERENCES payments.payment,
    order_id      uuid,
    shop_order_id uuid,
    amount        bigint NOT NULL CHECK (amount > 0),
    reason        text NOT NULL,
    route         text NOT NULL CHECK (route IN ('provider', 'wallet', 'cash')),
    status        text NOT NULL CHECK (status IN ('pending', 'done')),
    note          text CHECK (note IN ('method_not_refundable', 'window_over', 'provider_refused')),
    created_at    timestamptz NOT NULL,
    done_at       timestamptz,
    tries         int NOT NULL DEFAULT 0,
    next_try_at   timestamptz,
    CHECK ((status = 'done') = (done_at IS NOT NULL))
);
CREATE INDEX refund_of_payment ON payments.refund (payment_id);
CREATE INDEX refund_of_order ON payments.refund (order_id) WHERE order_id IS NOT NULL;
CREATE INDEX refund_to_try ON payments.refund (next_try_at) WHERE next_try_at IS NOT NULL;

-- The ledger. A wallet's account has its owner's id and keeps its balance; a platform account's balance is the sum of
-- its transfers, so that no row is written by every purchase.
CREATE TABLE payments.account (
    id      uuid PRIMARY KEY,
    kind    text NOT NULL CHECK (kind IN ('wallet', 'gateway', 'orders', 'cash', 'opening')),
    balance bigint,
    CONSTRAINT never_below_zero CHECK (balance >= 0),
    CHECK ((kind = 'wallet') = (balance IS NOT NULL))
) WITH (fillfactor = 70);
INSERT INTO payments.account (id, kind) VALUES
    ('00000000-0000-7000-8000-000000000001', 'gateway'),
    ('00000000-0000-7000-8000-000000000002', 'orders'),
    ('00000000-0000-7000-8000-000000000003', 'cash'),
    ('00000000-0000-7000-8000-000000000004', 'opening');

CREATE TABLE payments.transfer (
    seq               bigint GENERATED ALWAYS AS IDENTITY,  -- within one wallet, in the order of its balances
    id                uuid PRIMARY KEY,  -- of the payment or refund it belongs to: so it happens once
    debit_account_id  uuid NOT NULL,
    credit_account_id uuid NOT NULL,
    amount            bigint NOT NULL CHECK (amount > 0),
    debit_balance     bigint CHECK (debit_balance >= 0),   -- after it; null for a platform account
    credit_balance    bigint CHECK (credit_balance >= 0),
    kind              text NOT NULL CHECK (kind IN ('payment', 'topup', 'refund', 'opening')),
    reason            text NOT NULL,
    reference         uuid NOT NULL,
    at                timestamptz NOT NULL,
    CHECK (debit_account_id <> credit_account_id)
);
CREATE INDEX transfer_from_wallet ON payments.transfer (debit_account_id, seq) WHERE debit_balance IS NOT NULL;
CREATE INDEX transfer_to_wallet ON payments.transfer (credit_account_id, seq) WHERE credit_balance IS NOT NULL;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON payments.transfer
    FOR EACH ROW EXECUTE FUNCTION kit.refuse_change();

-- What was said to and by the providers.
CREATE TABLE payments.exchange (
    id          uuid PRIMARY KEY,
    payment_id  uuid NOT NULL,
    provider    text NOT NULL,
    operation   text NOT NULL,
    url         text NOT NULL,
    request     text,
    status_code int,
    response    text,
    error       text,
    at          timestamptz NOT NULL,
    took_ms     int NOT NULL
);
CREATE INDEX exchange_of_payment ON payments.exchange (payment_id, id);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON payments.exchange
    FOR EACH ROW EXECUTE FUNCTION kit.refuse_change();

CREATE TABLE payments.webhook (
    id         uuid PRIMARY KEY,
    provider   text NOT NULL,
    event_key  text NOT NULL,
    payment_id uuid,               -- null: no payment of ours
    body       text NOT NULL,
    outcome    text NOT NULL,
    told       int NOT NULL DEFAULT 1,
    first_at   timestamptz NOT NULL,
    last_at    timestamptz NOT NULL,
    UNIQUE (provider, event_key)
);
CREATE INDEX webhook_of_payment ON payments.webhook (payment_id, id);
