"""The simulator's own time, in epoch seconds. A story of the past may be told to it by moving its clock."""

import time

_ahead_s = 0.0


def now() -> float:
    return time.time() + _ahead_s


def shift(seconds: float) -> None:
    """From here on it is that much later than it really is, in this process; negative: earlier."""
    global _ahead_s
    _ahead_s = seconds
