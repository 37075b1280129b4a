"""What other modules may call: holds, stock, warehouses."""

from .checks import repair, verify
from .holds import commit, extend, give_back, held, hold, own_holds, release
from .stock import available, close_places, levels, list_stock, movements, open_places, receive, set_low_mark, set_stock
from .warehouses import (
    create_warehouse,
    edit_warehouse,
    impact,
    list_warehouses,
    open_shops,
    register_items,
    warehouse,
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
    "list_stock",
    "list_warehouses",
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
    "verify",
    "warehouse",
]
