"""The live inbox, on the platform's own processes: worker tells, Redis wakes, the stream shows."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from niaga.notifications.http import MAX_STREAMS_OF_USER
from tests.conftest import PATIENCE_S, until
from tests.running import Platform
from tests.world import Person, World, world_of


@pytest.fixture
async def world(platform: Platform) -> AsyncIterator[World]:
    async with world_of(platform) as found:
        yield found


class Stream:
    """Reads server-sent events."""

    def __init__(self, answer: httpx.Response) -> None:
        self.lines = answer.aiter_lines()

    async def next(self, within_s: float = PATIENCE_S) -> dict[str, Any]:
        """The next event with data: its fields. Empty when the stream has ended."""
        event: dict[str, Any] = {}
        async with asyncio.timeout(within_s):
            async for line in self.lines:
                name, _, value = line.partition(": ")
                if name in ("event", "id", "data"):
                    event[name] = value
                elif not line and "data" in event:
                    return event
        return {}


@contextlib.asynccontextmanager
async def listening(person: Person, **headers: str) -> AsyncIterator[Stream]:
    async with person.world.http.stream(
        "GET", "/notifications/stream", headers={**person.headers, **headers}, timeout=PATIENCE_S
    ) as answer:
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith("text/event-stream")
        stream = Stream(answer)
        assert (await stream.next())["event"] == "ready"
        yield stream


async def notice(stream: Stream, kind: str) -> dict[str, Any]:
    while event := await stream.next():
        found: dict[str, Any] = json.loads(event["data"])
        assert event["id"] == found["id"]
        if found["kind"] == kind:
            return found
    raise AssertionError(f"the stream ended without {kind}")


async def test_what_happens_shows_at_once_on_every_device_of_whom_it_concerns(world: World) -> None:
    buyer, shop = await world.person(wallet=100_000), await world.shop(5)
    async with listening(buyer) as phone, listening(buyer) as laptop, listening(shop.owner) as board:
        order = await buyer.buy(shop.offers[0])
        for stream, kind in ((phone, "order_paid"), (laptop, "order_paid"), (board, "sale_paid")):
            assert (await notice(stream, kind))["subject"]["order_id"] == order["id"]


async def test_a_stream_that_was_cut_goes_on_where_it_was(world: World) -> None:
    buyer, shop = await world.person(wallet=100_000), await world.shop(5)
    async with listening(buyer) as stream:
        first = await buyer.buy(shop.offers[0])
        seen = await notice(stream, "order_paid")
        assert seen["subject"]["order_id"] == first["id"]
    second = await buyer.buy(shop.offers[0])
    async with listening(buyer, **{"last-event-id": seen["id"]}) as stream:
        assert (await notice(stream, "order_paid"))["subject"]["order_id"] == second["id"]


async def test_a_stream_ends_with_its_session(world: World) -> None:
    buyer = await world.person()
    async with listening(buyer) as stream:
        await buyer.post("/auth/logout", 204)
        assert await stream.next() == {}
    answer = await buyer.get("/notifications/stream", None)
    assert answer.status_code == 401


async def test_of_many_streams_at_once_no_more_get_in_than_may(world: World) -> None:
    me = await world.person()

    async def tries(times: int) -> list[httpx.Response]:
        asked = [world.http.build_request("GET", "/notifications/stream", headers=me.headers) for _ in range(times)]
        return await asyncio.gather(*(world.http.send(request, stream=True) for request in asked))

    answers = await tries(2 * MAX_STREAMS_OF_USER)
    assert sorted(a.status_code for a in answers) == [200] * MAX_STREAMS_OF_USER + [429] * MAX_STREAMS_OF_USER
    for answer in answers:
        await answer.aclose()

    async def room_again() -> bool:
        (answer,) = await tries(1)
        await answer.aclose()
        return answer.status_code == 200

    await until(room_again)
