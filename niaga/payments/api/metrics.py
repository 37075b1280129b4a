"""What an operator sees of payments at /metrics."""

from prometheus_client import Counter

PAYMENTS = Counter("niaga_payments_total", "Payments that reached a status", ["method", "status"])
REFUNDS = Counter("niaga_refunds_total", "Refunds done", ["route"])
WEBHOOKS = Counter("niaga_payment_webhooks_total", "Webhooks heard", ["provider", "outcome"])
