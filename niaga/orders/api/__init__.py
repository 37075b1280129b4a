"""What other modules, and the routes, may call."""

from .checkout import checkout, quote
from .moving import again, cancel, move
from .reading import board, order, orders, orders_of, seen, seen_by_shop, shop_order
from .verifying import verify

__all__ = [
    "again",
    "board",
    "cancel",
    "checkout",
    "move",
    "order",
    "orders",
    "orders_of",
    "quote",
    "seen",
    "seen_by_shop",
    "shop_order",
    "verify",
]
