"""What other modules and the routes may ask of payments. Every write is keyed by an id, so asking again is safe."""

from .checking import verify
from .collecting import collect_cash, waive_cash
from .ending import cancel
from .reading import (
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
from .refunding import refund, refund_payment
from .reversing import write_off
from .settling import settle_difference
from .starting import start, try_again
from .topping_up import credit, top_up
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
