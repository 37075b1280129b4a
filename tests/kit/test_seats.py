"""What lasts is counted when it begins, and leaves when it is dropped, however it ended."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest

from niaga.kit.errors import RateLimited
from niaga.kit.http.seats import Seat, Seats
from niaga.kit.ids import new_id
from niaga.notifications import http
from niaga.notifications.http import Streams


def test_no_more_than_may_get_in_and_who_leaves_makes_room() -> None:
    seats = Seats()
    taken = [seats.take({"me": 2, "all": 3}) for _ in range(5)]
    assert [seat is not None for seat in taken] == [True, True, False, False, False]
    other = [seats.take({"you": 2, "all": 3}) for _ in range(2)]
    assert [seat is not None for seat in other] == [True, False]
    taken[0] = None
    assert seats.take({"me": 2, "all": 3}) is not None  # and dropped at once
    assert seats.take({"you": 2, "all": 3}) is not None
    taken.clear()
    other.clear()
    assert not seats.taken


async def test_an_answer_that_is_never_begun_leaves_too() -> None:
    seats = Seats()

    async def stream(seat: Seat | None) -> AsyncIterator[int]:
        yield 1

    begun, unbegun = stream(seats.take({"all": 2})), stream(seats.take({"all": 2}))
    assert await anext(begun) == 1
    assert seats.take({"all": 2}) is None
    del begun, unbegun
    for _ in range(5):  # the loop closes the one that was begun
        await asyncio.sleep(0)
    assert not seats.taken


def test_streams_have_a_cap_for_a_user_an_address_and_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http, "MAX_STREAMS_OF_USER", 2)
    monkeypatch.setattr(http, "MAX_STREAMS_OF_ADDRESS", 3)
    streams = Streams()
    streams.most = 4
    kept: list[Any] = []

    def tries(user: Any, address: str, times: int) -> int:
        before = len(kept)
        for _ in range(times):
            try:
                kept.append(streams.admit(user, address))
            except RateLimited:
                continue
        return len(kept) - before

    assert tries(new_id(), "10.0.0.1", 5) == 2
    assert tries(new_id(), "10.0.0.1", 5) == 1
    assert tries(new_id(), "10.0.0.2", 5) == 1
    assert tries(new_id(), "10.0.0.3", 5) == 0
    kept.clear()
    assert tries(new_id(), "10.0.0.3", 5) == 2
