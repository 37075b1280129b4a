"""What people are told when something happens elsewhere."""

from . import identity, orders, payments, shops

__all__ = ["identity", "orders", "payments", "shops"]
