"""The table of acts: everything that can touch an order, its money or its goods.

    @act("buyer", open={"unpaid", "paid"}, may={"wrong_state"})
    async def cancel(s: Scene, key: UUID) -> None: ...

`open`: the states in which it must be taken when nothing else happens (of methods `of`). Everywhere else, and beside
another act, it may be refused, but only by one of the codes in `may`. `at`: the states it is mostly tried in, if not
those. `key` is the same when the same request is sent again. Raise `Nothing` where there is nothing to act on.
"""

from collections.abc import Awaitable, Callable, Collection
from importlib import import_module
from typing import NamedTuple
from uuid import UUID

from ..scene import METHODS, STATES, Scene

Body = Callable[[Scene, UUID], Awaitable[None]]


class Act(NamedTuple):
    by: str
    name: str
    body: Body
    open: Collection[str]
    at: Collection[str]
    of: Collection[str]
    may: Collection[str]
    puts: Callable[[Scene], int] | None
    """How many units it puts into the cart."""

    def __str__(self) -> str:
        return self.name


ACTS: dict[str, Act] = {}


def act(
    by: str,
    *,
    open: Collection[str] = (),
    at: Collection[str] = (),
    of: Collection[str] = METHODS,
    may: Collection[str] = (),
    puts: Callable[[Scene], int] | None = None,
) -> Callable[[Body], Body]:
    assert set(open) | set(at) <= set(STATES), f"no such state: {(set(open) | set(at)) - set(STATES)}"

    def decorate(body: Body) -> Body:
        name = body.__name__
        assert name not in ACTS, f"two acts named {name}"
        ACTS[name] = Act(by, name, body, open, at or open or STATES, of, may, puts)
        return body

    return decorate


for who in ("buyer", "seller", "admin", "provider", "timers"):
    import_module(f"{__name__}.{who}")
