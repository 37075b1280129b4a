"""/notifications, and the live stream of them."""

import asyncio
import json
import uuid

import httpx
import pytest

from tests.conftest import PATIENCE_S, until
from tests.world import Json, Person, World


async def inbox(me: Person, *kinds: str) -> Json:
    """The inbox, once it has a notice of each of these kinds."""

    async def there() -> Json | None:
        found: Json = await me.get("/notifications")
        return found if set(kinds) <= {notice["kind"] for notice in found["items"]} else None

    found: Json = await until(there)
    return found


async def test_buyer_and_seller_are_told(world: World) -> None:
    shop, me = await world.shop(3), await world.person(wallet=100_000)
    order = await me.buy(shop.offers[0])
    found = await inbox(me, "order_paid")
    assert found.keys() >= {"items", "next", "unread"}
    assert found["unread"] == len(found["items"])
    notice = found["items"][0]
    assert notice.keys() >= {"id", "kind", "title", "body", "at", "read_at"}
    assert (notice["subject"]["order_id"], notice["read_at"]) == (order["id"], None)
    await inbox(shop.owner, "sale_paid", "shop_approved")
    first = await shop.owner.get("/notifications", size=1)
    then = await shop.owner.get("/notifications", size=50, after=first["next"])
    assert first["items"][0]["id"] not in {item["id"] for item in then["items"]}
    await me.post("/notifications/read", 204, ids=[notice["id"]])
    assert (await me.get("/notifications"))["unread"] == found["unread"] - 1
    await me.ask("POST", "/notifications/read", 204)
    assert (await me.get("/notifications"))["unread"] == 0
    await me.get("/notifications", 400, size=1000)
    await me.get("/notifications", 400, after="kemarin")
    for method, path in (("GET", "/notifications"), ("POST", "/notifications/read"), ("GET", "/notifications/stream")):
        assert (await world.http.request(method, path)).status_code == 401


async def test_a_stream_tells_at_once(world: World) -> None:
    shop, me = await world.shop(3), await world.person(wallet=100_000)
    told: asyncio.Queue[tuple[str, str]] = asyncio.Queue()

    async def listen() -> None:
        event = ""
        async with world.http.stream("GET", "/notifications/stream", headers=me.headers, timeout=PATIENCE_S) as answer:
            assert answer.status_code == 200
            assert answer.headers["content-type"].startswith("text/event-stream")
            assert answer.headers["x-request-id"]
            async for line in answer.aiter_lines():
                name, _, value = line.partition(": ")
                if name == "event":
                    event = value
                elif name == "data":
                    await told.put((event, value))

    listening = asyncio.create_task(listen())
    try:
        async with asyncio.timeout(PATIENCE_S):
            assert (await told.get())[0] == "ready"
            order = await me.buy(shop.offers[0])
            event, data = await told.get()
    finally:
        listening.cancel()
        with pytest.raises((asyncio.CancelledError, httpx.HTTPError)):
            await listening
    assert event == "notice"
    notice = json.loads(data)
    assert notice["subject"]["order_id"] == order["id"]
    assert uuid.UUID(notice["id"]).version == 7
