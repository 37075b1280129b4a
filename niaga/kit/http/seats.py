"""Answers that last, such as live streams: how many may be open at once. And how many connections a process can have,
so that what lasts leaves room for everything else."""

import resource
import weakref
from collections import Counter
from collections.abc import Callable, Hashable, Mapping

MAX_CONNECTIONS = 10_000
"""Of one process. One that waits costs some kilobytes, and there is no other use for it than to be patient."""
SPARE_FILES = 256
"""For the database, Redis, files, and what is not counted."""


class Seat:
    """Taken until its block ends; an answer that was never begun has none, and leaves when it is dropped."""

    __slots__ = ("__weakref__", "leave")
    leave: Callable[[], object]

    def __enter__(self) -> None:
        pass

    def __exit__(self, *_: object) -> None:
        self.leave()


class Seats:
    """Counted when somebody is let in, so that of many who come at once no more get in than may."""

    def __init__(self) -> None:
        self.taken: Counter[Hashable] = Counter()

    def take(self, wants: Mapping[Hashable, int]) -> Seat | None:
        """One more for each name, unless one of them has so many already; None then."""
        names = tuple(wants)
        if any(self.taken[name] >= most for name, most in wants.items()):
            return None
        self.taken.update(names)
        seat = Seat()
        seat.leave = leave = weakref.finalize(seat, self._leave, names)
        leave.atexit = False
        return seat

    def _leave(self, names: tuple[Hashable, ...]) -> None:
        self.taken.subtract(names)
        for name in names:
            if self.taken[name] <= 0:
                del self.taken[name]


def connections() -> int:
    """How many connections this process may accept; takes as many file handles as the system allows for it."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = MAX_CONNECTIONS + SPARE_FILES if hard == resource.RLIM_INFINITY else min(hard, MAX_CONNECTIONS + SPARE_FILES)
    if soft < most:
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
    return max(SPARE_FILES, most - SPARE_FILES)
