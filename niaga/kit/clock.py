"""What time it is. Rules never ask: they are told. Tests move the clock instead of sleeping."""

import datetime as dt
import time
from zoneinfo import ZoneInfo

WIB = ZoneInfo("Asia/Jakarta")
ZONES = {"Asia/Jakarta": "WIB", "Asia/Pontianak": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}

_shift = dt.timedelta()


def now() -> dt.datetime:
    """The present instant, in UTC."""
    return dt.datetime.now(dt.UTC) + _shift


def shift(by: dt.timedelta) -> None:
    """For tests and the demo's story: move this process's clock ahead (or back, to zero) by so much in all."""
    global _shift
    _shift = by


def monotonic() -> float:
    """Seconds for measuring how long something took."""
    return time.monotonic()
