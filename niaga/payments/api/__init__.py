"""What other modules and the routes may ask of payments. Every write is keyed by an id, so asking again is safe."""

from .attempts import start, try_again
from .cancellation import cancel
from .cash import collect_cash, waive_cash
from .checks import verify
from .queries import (
    confirming,
    detail,
    exchanges,
    heard,
    of_order,
    of_orders,
    parts_of,
    payment,
    payments,
    refunds_of,
    wallet,
    wallet_entries,
    wallets,
)
from .refunds import refund, refund_payment
from .reversals import write_off
from .settlement import settle_difference
from .top_ups import credit, top_up
from .webhooks import ask_now, hear, look_again, replay

__all__ = [
    "ask_now",
    "cancel",
    "collect_cash",
    "confirming",
    "credit",
    "detail",
    "exchanges",
    "hear",
    "heard",
    "look_again",
    "of_order",
    "of_orders",
    "parts_of",
    "payment",
    "payments",
    "refund",
    "refund_payment",
    "refunds_of",
    "replay",
    "settle_difference",
    "start",
    "top_up",
    "try_again",
    "verify",
    "waive_cash",
    "wallet",
    "wallet_entries",
    "wallets",
    "write_off",
]
