"""What other modules may call: holds, stock, warehouses."""

from .checks import repair, verify
from .holds import commit, extend, give_back, held, hold, own_holds, release
from .stock import available, close_places, levels, movements, open_places, receive, set_low_mark, set_stock, stock
from .warehouses import (
    create_warehouse,
    edit_warehouse,
    impact,
    open_shops,
    register_items,
    warehouse,
    warehouses,
)

__all__ = [
    "available",
    "close_places",
    "commit",
    "create_warehouse",
    "edit_warehouse",
    "extend",
    "give_back",
    "held",
    "hold",
    "impact",
    "levels",
    "movements",
    "open_places",
    "open_shops",
    "own_holds",
    "receive",
    "register_items",
    "release",
    "repair",
    "set_low_mark",
    "set_stock",
    "stock",
    "verify",
    "warehouse",
    "warehouses",
]
