"""What other modules, and the routes, may call."""

from .reading import inbox, mail, mailbox, read, since
from .verifying import verify

__all__ = ["inbox", "mail", "mailbox", "read", "since", "verify"]
