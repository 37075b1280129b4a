"""What other modules, and the routes, may call."""

from .checks import verify
from .inbox import inbox, mail, mailbox, read, since

__all__ = ["inbox", "mail", "mailbox", "read", "since", "verify"]
