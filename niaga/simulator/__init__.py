"""The outside world, for demos and tests: payment providers that answer as the real ones do, and fail on demand.

A process of its own with a memory of its own (one SQLite file): what was charged, paid and told survives a kill -9.
It shares nothing with the product but HTTP. `midtrans/` speaks one provider's protocol; `clockwork` (what happens
later), `delivery` (notifications and their retries) and `wishes` (outcomes and faults) serve every provider.
"""
