"""Breaks that are known and being mended. Must be empty in the end: an entry whose example no longer breaks fails."""

from typing import NamedTuple


class Known(NamedTuple):
    fault: str
    """In the lists of faults."""
    rule: str
    """How its findings begin."""
    example: str


KNOWN: list[Known] = []


def is_known(finding: str) -> bool:
    return any(finding.startswith(entry.rule) for entry in KNOWN)
