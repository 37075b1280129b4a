"""What a text is."""

from typing import NamedTuple


class Text(NamedTuple):
    title: str
    body: str
    action: str = ""
    """What the mail's button says; empty: no button."""
