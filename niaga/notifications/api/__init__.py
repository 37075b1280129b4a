"""What other modules, and the routes, may call."""

from .checks import verify
from .inbox import list_notices, mail, mailbox, read, since

__all__ = ["list_notices", "mail", "mailbox", "read", "since", "verify"]
