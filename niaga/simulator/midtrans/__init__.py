"""The Midtrans half: Core API and Snap, as documented, with its statuses, signatures and retry table."""
