"""What other modules, and the routes, may call."""

from . import goods as goods
from .cancellation import cancel
from .checks import verify
from .fulfilment import move
from .placement import checkout, quote
from .queries import board, order, orders, orders_of, seen, seen_by_shop, shop_order
from .reorder import again

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
