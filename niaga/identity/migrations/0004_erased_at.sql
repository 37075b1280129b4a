-- When somebody was erased: what others were writing of them at that moment is looked for a while longer.
ALTER TABLE identity.person ADD COLUMN erased_at timestamptz;
CREATE INDEX person_erased ON identity.person (erased_at) WHERE erased_at IS NOT NULL;
