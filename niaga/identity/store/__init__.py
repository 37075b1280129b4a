"""Every SQL statement of identity, by noun."""

from . import addresses, keys, people, sessions

__all__ = ["addresses", "keys", "people", "sessions"]
