"""What a shop offers lies in its stock from the first moment on, if only as nothing."""

import asyncio
import uuid
from typing import Any

import asyncpg
import httpx

from niaga.catalog import handlers
from niaga.inventory.types import LowStock
from niaga.kit import db
from tests.conftest import Events

from .market import Caller, Json, open_shop, person, word
from .test_http import shirt
from .test_offers import phone


async def stock(seller: Caller, shop: Json, **query: Any) -> list[tuple[str, int, int]]:
    """Variant, what there is, and the version, by name."""
    items = (await seller.get(f"/shops/{shop['id']}/stock", **query))["items"]
    return [(row["variant_id"], row["on_hand"], row["version"]) for row in items]


async def test_a_variant_without_stock_can_be_counted_and_received(
    seller: Caller, shop: Json, admin: Caller, events: Events
) -> None:
    medium, large = (await shirt(seller, shop))["variants"]
    listed = await seller.get(f"/shops/{shop['id']}/stock", q="Kaos Polos")
    rows = {row["variant_id"]: row for row in listed["items"]}
    assert {id: row["on_hand"] for id, row in rows.items()} == {medium["id"]: 5, large["id"]: 0}
    empty = rows[large["id"]]
    assert (empty["low"], empty["available"], empty["held"], empty["version"]) == (True, 0, 0, 0)
    at = f"/warehouses/{empty['warehouse_id']}/stock/{large['id']}"
    assert (await seller.put(at, on_hand=7, version=0))["on_hand"] == 7
    await events.drain()
    assert await events.named(LowStock, shop_id=uuid.UUID(shop["id"])) == []


async def test_an_offer_of_a_central_product_is_in_stock_as_nothing(seller: Caller, shop: Json, admin: Caller) -> None:
    black, white = (await phone(admin, word(), "Hitam", "Putih"))["variants"]
    await seller.post(f"/shops/{shop['id']}/offers", variant_id=black["id"], price=5)
    assert await stock(seller, shop) == [(black["id"], 0, 0)]
    await seller.put(f"/shops/{shop['id']}/offers", rows=[{"variant_id": white["id"], "price": 6}])
    assert await stock(seller, shop) == [(black["id"], 0, 0), (white["id"], 0, 0)]


async def test_what_is_new_to_a_shop_gets_its_low_mark(seller: Caller, shop: Json, admin: Caller) -> None:
    black, white = (await phone(admin, word(), "Hitam", "Putih"))["variants"]
    at = f"/shops/{shop['id']}"
    await seller.put(at, low_stock_at=3, version=(await seller.get(at))["settings"]["version"])
    await seller.post(f"{at}/offers", variant_id=black["id"], price=5)
    await seller.put(at, low_stock_at=8, version=(await seller.get(at))["settings"]["version"])
    await seller.post(f"{at}/offers", variant_id=white["id"], price=5)
    await shirt(seller, shop)
    rows = {row["variant_id"]: row["low_at"] for row in (await seller.get(f"{at}/stock"))["items"]}
    assert (rows.pop(black["id"]), rows.pop(white["id"])) == (3, 8)
    assert set(rows.values()) == {8}


async def test_what_lies_in_another_warehouse_is_not_listed_twice(seller: Caller, shop: Json, admin: Caller) -> None:
    variant = (await phone(admin, word(), "Hitam"))["variants"][0]["id"]
    second = await seller.post(f"/shops/{shop['id']}/warehouses", name="Gudang Dua")
    await seller.post(f"/warehouses/{second['id']}/receipts", lines=[{"variant_id": variant, "quantity": 3}])
    await seller.post(f"/shops/{shop['id']}/offers", variant_id=variant, price=5)
    assert await stock(seller, shop) == [(variant, 3, 1)]


async def test_what_another_shop_owns_is_not_taken_into_stock(
    client: httpx.AsyncClient, seller: Caller, shop: Json, admin: Caller
) -> None:
    variant = (await shirt(seller, shop))["variants"][0]["id"]
    neighbour = await person(client, "customer")
    next_door = await open_shop(neighbour, admin)
    lines = [{"variant_id": variant, "quantity": 3}]
    (foreign,) = await neighbour.get(f"/shops/{next_door['id']}/warehouses")
    refused = await neighbour.post(f"/warehouses/{foreign['id']}/receipts", 422, lines=lines)
    assert refused["errors"][0]["field"] == "lines.0.variant_id"
    await neighbour.put(f"/warehouses/{foreign['id']}/stock/{variant}", 404, on_hand=1, version=0)
    # Another outlet of the same owner may offer it, and then it lies there too.
    second = await open_shop(seller, admin)
    (own,) = await seller.get(f"/shops/{second['id']}/warehouses")
    await seller.post(f"/warehouses/{own['id']}/receipts", 422, lines=lines)
    await seller.post(f"/shops/{second['id']}/offers", variant_id=variant, price=5)
    await seller.post(f"/warehouses/{own['id']}/receipts", lines=lines)
    assert await stock(seller, second) == [(variant, 3, 1)]


async def test_what_is_taken_off_sale_is_not_low_and_listed_while_some_is_left(seller: Caller, shop: Json) -> None:
    made = await shirt(seller, shop)
    medium, large = made["variants"]
    for variant in (medium, large):
        await seller.ask("DELETE", f"/offers/{variant['offers'][0]['id']}", 204)
    assert await stock(seller, shop) == [(medium["id"], 5, 1)]
    assert await stock(seller, shop, low=True) == []
    await seller.post(f"/shops/{shop['id']}/offers", variant_id=large["id"], price=5)
    assert await stock(seller, shop, low=True) == [(large["id"], 0, 0)]
    await seller.ask("DELETE", f"/products/{made['id']}", 204)
    (left,) = (await seller.get(f"/shops/{shop['id']}/stock"))["items"]
    assert (left["variant_id"], left["low"]) == (medium["id"], False)
    at = f"/warehouses/{left['warehouse_id']}/stock/{medium['id']}/empty"
    assert (await seller.post(at, 200, version=left["version"]))["on_hand"] == 0  # the last of it
    assert await stock(seller, shop) == []


async def test_a_variant_edited_away_takes_its_offer_along(seller: Caller, shop: Json) -> None:
    made = await shirt(seller, shop)
    medium, _ = made["variants"]
    kept = [{"id": medium["id"], "options": medium["options"]}]
    await seller.put(f"/products/{made['id']}", variants=kept)
    assert await stock(seller, shop, low=True) == [(medium["id"], 5, 1)]


async def test_offers_of_earlier_days_and_of_a_crash_are_told_by_the_clock(
    seller: Caller, shop: Json, admin: Caller
) -> None:
    variants = (await phone(admin, word(), "Hitam", "Putih"))["variants"]
    other = await open_shop(seller, admin)
    for one in (shop, other):
        rows = [{"variant_id": v["id"], "price": 5} for v in variants]
        await seller.put(f"/shops/{one['id']}/offers", rows=rows)
    async with db.pool().acquire() as c:
        await forget(c, shop, other)
    assert await stock(seller, shop) == []
    await asyncio.gather(handlers.tell_what_is_offered(), handlers.tell_what_is_offered())
    for one in (shop, other):
        assert sorted(await stock(seller, one)) == sorted((v["id"], 0, 0) for v in variants)


async def forget(c: asyncpg.pool.PoolConnectionProxy, *shops: Json) -> None:
    """As it was before the inventory was told of offers."""
    ids = [uuid.UUID(shop["id"]) for shop in shops]
    await c.execute("DELETE FROM inventory.stock WHERE shop_id = ANY($1)", ids)
    await c.execute("DELETE FROM inventory.shelf WHERE shop_id = ANY($1)", ids)
    await c.execute("UPDATE catalog.offer SET shelved = false WHERE shop_id = ANY($1)", ids)
