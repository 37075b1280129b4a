"""Every SQL statement of identity, by noun."""

from . import addresses, keys, links, people, sessions

__all__ = ["addresses", "keys", "links", "people", "sessions"]
