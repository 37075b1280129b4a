-- Why a shop was suspended is an admin's words, or a code of ours: what an admin writes is never taken for one.

ALTER TABLE shops.shop
    ADD COLUMN reason_code text CONSTRAINT shop_reason_code_check CHECK (reason_code IN ('owner_gone'));
UPDATE shops.shop SET reason_code = reason, reason = NULL WHERE reason = 'owner_gone' AND status = 'suspended';
