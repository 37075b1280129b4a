"""What `niaga verify` finds when a truth and its copy disagree."""

import msgspec


class Finding(msgspec.Struct, frozen=True):
    module: str
    rule: str
    """snake_case name of what should hold."""
    subject: str
    """Which row: an id."""
    detail: str
    """What was found, for a person."""
