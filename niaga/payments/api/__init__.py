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
    payment,
    payments,
    refunds_of,
    wallet,
    wallet_entries,
    wallets,
)
from .refunding import refund, refund_payment
from .reversing import write_off
from .starting import start, try_again
from .topping_up import credit, top_up
from .webhooks import ask_now, hear, replay

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
    "of_order",
    "of_orders",
    "payment",
    "payments",
    "refund",
    "refund_payment",
    "refunds_of",
    "replay",
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
