"""What people are told when something happens elsewhere."""

from . import accounts, orders, payments, selling

__all__ = ["accounts", "orders", "payments", "selling"]
