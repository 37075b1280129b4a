-- The tables of payments after all migrations. Generated: make format.

CREATE TABLE payments.account (
    id uuid NOT NULL,
    kind text NOT NULL,
    balance bigint,
    CONSTRAINT account_check CHECK (((kind = 'wallet'::text) = (balance IS NOT NULL))),
    CONSTRAINT account_kind_check CHECK ((kind = ANY (ARRAY['wallet'::text, 'gateway'::text, 'orders'::text, 'cash'::text, 'opening'::text, 'losses'::text, 'suspense'::text]))),
    CONSTRAINT never_below_zero CHECK ((balance >= 0))
)
WITH (fillfactor='70');

CREATE TABLE payments.bill (
    order_id uuid NOT NULL,
    payer_id uuid NOT NULL,
    amount bigint NOT NULL,
    description text NOT NULL,
    expires_at timestamp with time zone,
    settled_by uuid,
    closed boolean DEFAULT false NOT NULL,
    CONSTRAINT bill_amount_check CHECK (((amount > 0) OR ((amount = 0) AND closed)))
)
WITH (fillfactor='80');

CREATE TABLE payments.bill_part (
    order_id uuid NOT NULL,
    shop_order_id uuid NOT NULL,
    amount bigint NOT NULL,
    refunded bigint DEFAULT 0 NOT NULL,
    cash text,
    CONSTRAINT bill_part_amount_check CHECK ((amount >= 0)),
    CONSTRAINT bill_part_cash_check CHECK ((cash = ANY (ARRAY['collected'::text, 'waived'::text]))),
    CONSTRAINT refunded_within_part CHECK (((refunded >= 0) AND (refunded <= amount)))
);

CREATE TABLE payments.exchange (
    id uuid NOT NULL,
    payment_id uuid NOT NULL,
    provider text NOT NULL,
    operation text NOT NULL,
    url text NOT NULL,
    request text,
    status_code integer,
    response text,
    error text,
    at timestamp with time zone NOT NULL,
    took_ms integer NOT NULL
);

CREATE TABLE payments.payment (
    id uuid NOT NULL,
    order_id uuid,
    payer_id uuid NOT NULL,
    method text NOT NULL,
    bank text,
    provider text,
    amount bigint NOT NULL,
    status text NOT NULL,
    action jsonb NOT NULL,
    description text NOT NULL,
    expires_at timestamp with time zone,
    paid_at timestamp with time zone,
    received bigint DEFAULT 0 NOT NULL,
    refunded bigint DEFAULT 0 NOT NULL,
    flag text,
    created_at timestamp with time zone NOT NULL,
    asks integer DEFAULT 0 NOT NULL,
    next_ask_at timestamp with time zone,
    reversed bigint DEFAULT 0 NOT NULL,
    lost bigint DEFAULT 0 NOT NULL,
    looked_at timestamp with time zone,
    covers uuid[],
    came bigint,
    decided text,
    provider_ref text,
    CONSTRAINT decided_where_it_differs CHECK (((decided IS NULL) OR (came IS NOT NULL))),
    CONSTRAINT lost_for_a_reason CHECK ((((lost >= 0) AND (lost <= GREATEST(received, amount))) AND ((lost = 0) OR (reversed > 0) OR (decided = 'accepted'::text)))),
    CONSTRAINT payment_amount_check CHECK ((amount > 0)),
    CONSTRAINT payment_came_check CHECK ((came > 0)),
    CONSTRAINT payment_decided_check CHECK ((decided = ANY (ARRAY['accepted'::text, 'returned'::text]))),
    CONSTRAINT payment_flag_check CHECK ((flag = ANY (ARRAY['amount_mismatch'::text, 'reversed'::text, 'refunded_outside'::text, 'challenge'::text]))),
    CONSTRAINT payment_method_check CHECK ((method = ANY (ARRAY['wallet'::text, 'qris'::text, 'virtual_account'::text, 'ewallet'::text, 'card'::text, 'cash'::text]))),
    CONSTRAINT payment_status_check CHECK ((status = ANY (ARRAY['pending'::text, 'authorized'::text, 'paid'::text, 'failed'::text, 'cancelled'::text, 'expired'::text, 'partly_refunded'::text, 'refunded'::text]))),
    CONSTRAINT received_within_what_came CHECK (((received >= 0) AND (received <= GREATEST(amount, came)))),
    CONSTRAINT refunded_within_received CHECK (((refunded >= 0) AND (refunded <= received))),
    CONSTRAINT reversed_within_received CHECK (((reversed >= 0) AND (reversed <= received)))
);

CREATE TABLE payments.refund (
    id uuid NOT NULL,
    payment_id uuid NOT NULL,
    order_id uuid,
    shop_order_id uuid,
    amount bigint NOT NULL,
    reason text NOT NULL,
    route text NOT NULL,
    status text NOT NULL,
    note text,
    created_at timestamp with time zone NOT NULL,
    done_at timestamp with time zone,
    tries integer DEFAULT 0 NOT NULL,
    next_try_at timestamp with time zone,
    surplus boolean DEFAULT false NOT NULL,
    parts jsonb NOT NULL,
    CONSTRAINT refund_amount_check CHECK ((amount > 0)),
    CONSTRAINT refund_check CHECK (((status = 'done'::text) = (done_at IS NOT NULL))),
    CONSTRAINT refund_note_check CHECK ((note = ANY (ARRAY['method_not_refundable'::text, 'window_over'::text, 'provider_refused'::text, 'reversed'::text]))),
    CONSTRAINT refund_route_check CHECK ((route = ANY (ARRAY['provider'::text, 'wallet'::text, 'cash'::text]))),
    CONSTRAINT refund_status_check CHECK ((status = ANY (ARRAY['pending'::text, 'done'::text])))
);

CREATE TABLE payments.transfer (
    seq bigint NOT NULL,
    id uuid NOT NULL,
    debit_account_id uuid NOT NULL,
    credit_account_id uuid NOT NULL,
    amount bigint NOT NULL,
    debit_balance bigint,
    credit_balance bigint,
    kind text NOT NULL,
    reason text NOT NULL,
    reference uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    cause uuid NOT NULL,
    CONSTRAINT transfer_amount_check CHECK ((amount > 0)),
    CONSTRAINT transfer_check CHECK ((debit_account_id <> credit_account_id)),
    CONSTRAINT transfer_credit_balance_check CHECK ((credit_balance >= 0)),
    CONSTRAINT transfer_debit_balance_check CHECK ((debit_balance >= 0)),
    CONSTRAINT transfer_kind_check CHECK ((kind = ANY (ARRAY['payment'::text, 'topup'::text, 'refund'::text, 'opening'::text, 'reversal'::text, 'loss'::text, 'suspense'::text])))
);

ALTER TABLE payments.transfer ALTER COLUMN seq ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME payments.transfer_seq_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE payments.webhook (
    id uuid NOT NULL,
    provider text NOT NULL,
    event_key text NOT NULL,
    payment_id uuid,
    body text NOT NULL,
    outcome text NOT NULL,
    told integer DEFAULT 1 NOT NULL,
    first_at timestamp with time zone NOT NULL,
    last_at timestamp with time zone NOT NULL
);

ALTER TABLE ONLY payments.account
    ADD CONSTRAINT account_pkey PRIMARY KEY (id);

ALTER TABLE ONLY payments.bill_part
    ADD CONSTRAINT bill_part_pkey PRIMARY KEY (order_id, shop_order_id);

ALTER TABLE ONLY payments.bill
    ADD CONSTRAINT bill_pkey PRIMARY KEY (order_id);

ALTER TABLE ONLY payments.exchange
    ADD CONSTRAINT exchange_pkey PRIMARY KEY (id);

ALTER TABLE ONLY payments.payment
    ADD CONSTRAINT payment_pkey PRIMARY KEY (id);

ALTER TABLE ONLY payments.refund
    ADD CONSTRAINT refund_pkey PRIMARY KEY (id);

ALTER TABLE ONLY payments.transfer
    ADD CONSTRAINT transfer_pkey PRIMARY KEY (id);

ALTER TABLE ONLY payments.webhook
    ADD CONSTRAINT webhook_pkey PRIMARY KEY (id);

ALTER TABLE ONLY payments.webhook
    ADD CONSTRAINT webhook_provider_event_key_key UNIQUE (provider, event_key);

CREATE INDEX exchange_of_payment ON payments.exchange USING btree (payment_id, id);

CREATE INDEX payment_by_method ON payments.payment USING btree (method, created_at, id);

CREATE INDEX payment_by_status ON payments.payment USING btree (status, created_at, id);

CREATE INDEX payment_by_time ON payments.payment USING btree (created_at, id);

CREATE INDEX payment_flagged ON payments.payment USING btree (id) WHERE (flag IS NOT NULL);

CREATE UNIQUE INDEX payment_live ON payments.payment USING btree (order_id, method, COALESCE(bank, ''::text)) WHERE (status = 'pending'::text);

CREATE INDEX payment_of_number ON payments.payment USING btree (lower("substring"(description, '[^ ]+$'::text)) text_pattern_ops);

CREATE INDEX payment_of_order ON payments.payment USING btree (order_id) WHERE (order_id IS NOT NULL);

CREATE INDEX payment_of_payer ON payments.payment USING btree (payer_id, created_at);

CREATE INDEX payment_of_provider ON payments.payment USING btree (provider_ref) WHERE (provider_ref IS NOT NULL);

CREATE INDEX payment_to_ask ON payments.payment USING btree (next_ask_at) WHERE (next_ask_at IS NOT NULL);

CREATE INDEX payment_topup ON payments.payment USING btree (payer_id) WHERE ((order_id IS NULL) AND (status = 'pending'::text));

CREATE INDEX refund_of_order ON payments.refund USING btree (order_id) WHERE (order_id IS NOT NULL);

CREATE INDEX refund_of_payment ON payments.refund USING btree (payment_id);

CREATE INDEX refund_to_try ON payments.refund USING btree (next_try_at) WHERE (next_try_at IS NOT NULL);

CREATE INDEX transfer_from_wallet ON payments.transfer USING btree (debit_account_id, seq) WHERE (debit_balance IS NOT NULL);

CREATE INDEX transfer_of_reversals ON payments.transfer USING btree (reference) WHERE (kind = ANY (ARRAY['reversal'::text, 'loss'::text]));

CREATE INDEX transfer_of_suspense ON payments.transfer USING btree (cause) WHERE (kind = 'suspense'::text);

CREATE INDEX transfer_to_wallet ON payments.transfer USING btree (credit_account_id, seq) WHERE (credit_balance IS NOT NULL);

CREATE INDEX webhook_of_payment ON payments.webhook USING btree (payment_id, id);

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON payments.exchange FOR EACH ROW EXECUTE FUNCTION kit.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON payments.transfer FOR EACH ROW EXECUTE FUNCTION kit.refuse_change();

ALTER TABLE ONLY payments.bill_part
    ADD CONSTRAINT bill_part_order_id_fkey FOREIGN KEY (order_id) REFERENCES payments.bill(order_id);

ALTER TABLE ONLY payments.payment
    ADD CONSTRAINT payment_order_id_fkey FOREIGN KEY (order_id) REFERENCES payments.bill(order_id);

ALTER TABLE ONLY payments.refund
    ADD CONSTRAINT refund_payment_id_fkey FOREIGN KEY (payment_id) REFERENCES payments.payment(id);
