"""Many shops, one product: offers, bulk edits, suspension."""

import asyncio
import datetime as dt
import uuid
from typing import Any

import httpx

from niaga.catalog import api, handlers
from niaga.catalog.store import offers
from niaga.catalog.types import OfferPlace
from niaga.inventory import api as inventory
from niaga.inventory.types import Place, Want
from niaga.kit import clock, db
from niaga.kit.ids import new_id
from tests.conftest import Events

from .market import Caller, Json, open_shop, person, word
from .test_http import shirt


async def phone(admin: Caller, name: str, *colours: str) -> Json:
    variants = [{"options": {"Warna": c}} for c in colours]
    made: Json = await admin.post("/products", name=name, variants=variants)
    return made


async def test_offers_of_all_shops_cheapest_first(
    client: httpx.AsyncClient, admin: Caller, guest: Caller, events: Events
) -> None:
    product = await phone(admin, f"Ponsel {word()}", "Hitam")
    variant = product["variants"][0]["id"]
    assert (await guest.get(f"/products/{product['id']}"))["shop_count"] == 0
    for price in (3_000_000, 2_900_000):
        owner = await person(client, "customer")
        shop = await open_shop(owner, admin)
        made = await owner.post(f"/shops/{shop['id']}/offers", variant_id=variant, price=price)
        again = await owner.post(f"/shops/{shop['id']}/offers", 409, variant_id=variant, price=1)
        assert (again["code"], again["offer_id"]) == ("offer_exists", made["id"])
    page = await guest.get(f"/products/{product['slug']}")
    assert [o["price"] for o in page["variants"][0]["offers"]] == [2_900_000, 3_000_000]
    assert (page["shop_count"], page["price_from"]) == (2, 2_900_000)
    places = await api.offers_of(shop_ids=[uuid.UUID(shop["id"])], variant_ids=[uuid.UUID(variant)])
    assert places == [OfferPlace(uuid.UUID(shop["id"]), uuid.UUID(variant), uuid.UUID(made["id"]))]


async def test_taken_off_and_offered_anew(seller: Caller, shop: Json) -> None:
    made = await shirt(seller, shop)
    variant = made["variants"][0]
    await seller.ask("DELETE", f"/offers/{variant['offers'][0]['id']}", 204)
    fresh = await seller.post(f"/shops/{shop['id']}/offers", variant_id=variant["id"], price=70_000)
    assert fresh["id"] != variant["offers"][0]["id"]
    assert fresh["in_stock"] is True


async def test_offers_asked_for_twice_at_once(seller: Caller, shop: Json, admin: Caller) -> None:
    variant = (await phone(admin, word(), "Hitam"))["variants"][0]["id"]
    id = str(new_id())
    made = await asyncio.gather(
        *(seller.post(f"/shops/{shop['id']}/offers", id=id, variant_id=variant, price=5) for _ in range(5))
    )
    assert {m["id"] for m in made} == {id}
    await seller.ask("DELETE", f"/offers/{id}", 204)
    await seller.post(f"/shops/{shop['id']}/offers", 422, id=id, variant_id=variant, price=5)


async def test_anothers_own_product_is_not_for_me(
    client: httpx.AsyncClient, seller: Caller, shop: Json, admin: Caller
) -> None:
    made = await shirt(seller, shop)
    second = await open_shop(seller, admin)
    variant = made["variants"][0]["id"]
    await seller.post(f"/shops/{second['id']}/offers", variant_id=variant, price=49_000)
    other = await person(client, "customer")
    elsewhere = await open_shop(other, admin)
    await other.post(f"/shops/{elsewhere['id']}/offers", 404, variant_id=variant, price=49_000)


async def test_bulk_edit_answers_for_each_row(seller: Caller, shop: Json) -> None:
    made = await shirt(seller, shop)
    medium, large = made["variants"]
    answer = await seller.put(
        f"/shops/{shop['id']}/offers",
        rows=[
            {"id": medium["offers"][0]["id"], "price": 51_000, "active": False},
            {"variant_id": large["id"], "price": 56_000},
            {"id": medium["offers"][0]["id"], "price": 52_000, "version": 1},
            {"variant_id": str(uuid.uuid4()), "price": 1},
            {"variant_id": large["id"], "compare_at_price": 10},
            {"price": 5},
        ],
    )
    assert [(r["ok"], r["code"]) for r in answer["rows"]] == [
        (True, None),
        (True, None),
        (False, "stale_version"),
        (False, "not_found"),
        (False, "validation_failed"),
        (False, "validation_failed"),
    ]
    listed = await seller.get(f"/shops/{shop['id']}/offers", product_id=made["id"])
    assert [(o["price"], o["active"]) for o in listed["items"]] == [(51_000, False), (56_000, True)]
    (row,) = (await seller.get(f"/shops/{shop['id']}/products", q=made["name"]))["items"]
    assert (row["variant_count"], row["offer_count"], row["active_count"], row["owned"]) == (2, 2, 1, True)


async def test_the_sellers_table_says_what_is_left_and_finds_by_state(
    seller: Caller, shop: Json, admin: Caller, events: Events
) -> None:
    at, name = f"/shops/{shop['id']}", word()
    shirts = await shirt(seller, shop, f"Kaos {name}")
    gone = await shirt(seller, shop, f"Habis {name}", variants=[{"price": 5_000}])
    off = await shirt(seller, shop, f"Simpan {name}", variants=[{"price": 5_000, "stock": 30}])
    central = (await phone(admin, name, "Hitam"))["variants"][0]["id"]
    await seller.post(f"{at}/offers", variant_id=central, price=9_000)
    await seller.put(f"{at}/offers", rows=[{"variant_id": off["variants"][0]["id"], "active": False}])
    # In a second warehouse, some of it held: what can be bought is counted over all.
    second = await seller.post(f"{at}/warehouses", name="Gudang Dua")
    medium = uuid.UUID(shirts["variants"][0]["id"])
    await seller.post(f"/warehouses/{second['id']}/receipts", lines=[{"variant_id": str(medium), "quantity": 20}])
    wants = [Want(uuid.UUID(shop["id"]), medium, 2)]
    await inventory.hold(id=new_id(), wants=wants, expires_at=clock.now() + dt.timedelta(minutes=15))
    await events.drain()

    async def table(**query: Any) -> dict[str, tuple[int, bool]]:
        found = await seller.get(f"{at}/products", q=name, **query)
        assert found["total"] == len(found["items"])
        return {row["id"]: (row["available"], row["low"]) for row in found["items"]}

    whole = await table()
    assert whole.pop(shirts["id"]) == (23, True)  # enough of one size, none of the other
    assert whole.pop(gone["id"]) == (0, True)
    assert whole.pop(off["id"]) == (30, False)
    ((of_central, left),) = whole.items()
    assert left == (0, True)
    assert set(await table(selling="on_sale")) == {shirts["id"], gone["id"], of_central}
    assert set(await table(selling="off_sale")) == {off["id"]}
    assert set(await table(selling="out_of_stock")) == {gone["id"], of_central}
    await seller.get(f"{at}/products", 400, selling="sometimes")


async def test_limits_of_prices(seller: Caller, shop: Json) -> None:
    offer = (await shirt(seller, shop))["variants"][0]["offers"][0]["id"]
    for wrong in (
        {"price": 0},
        {"price": 10**11},
        {"compare_at_price": 50_000},
        {"sale_price": 50_000},
        {"sale_starts_at": "2026-12-01T00:00:00Z"},
        {"sale_price": 40_000, "sale_starts_at": "2026-12-01T00:00:00"},
        {"sale_price": 40_000, "sale_ends_at": "9999-12-31T23:59:59-12:00"},
        {"min_quantity": 5, "max_quantity": 4},
        {"version": 1, "min_quantity": 0},
    ):
        assert (await seller.put(f"/offers/{offer}", 422, **wrong))["code"] == "validation_failed", wrong


async def test_suspended_shops_sell_nothing(
    seller: Caller, shop: Json, admin: Caller, guest: Caller, events: Events
) -> None:
    name = word()
    made = await shirt(seller, shop, name)
    offer = uuid.UUID(made["variants"][0]["offers"][0]["id"])
    await admin.post(f"/shops/{shop['id']}/suspend", 200, reason="Laporan pembeli")
    await events.drain()
    assert (await guest.get("/products", q=name))["total"] == 0
    assert not (await api.offers_by_id(ids=[offer]))[0].active
    await guest.get(f"/products/{made['id']}", 404)
    await seller.get(f"/products/{made['id']}")
    await admin.post(f"/shops/{shop['id']}/approve", 200)
    await events.drain()
    assert (await guest.get("/products", q=name))["total"] == 1
    assert (await api.offers_by_id(ids=[offer]))[0].active


async def test_central_products_for_sellers(seller: Caller, shop: Json, admin: Caller, guest: Caller) -> None:
    name = word()
    await phone(admin, name, "Hitam")
    assert (await guest.get("/products", q=name))["total"] == 0
    assert (await seller.get("/products", q=name, central="true"))["total"] == 1
    await guest.get("/products", 401, q=name, central="true")


async def test_categories(admin: Caller, guest: Caller, seller: Caller, shop: Json) -> None:
    mark = word()
    top = await admin.post("/categories", name=mark)
    a = await admin.post("/categories", name="Ah", parent_id=top["id"])
    b = await admin.post("/categories", name="Be", parent_id=top["id"])
    await seller.post("/categories", 403, name="Ce")
    await shirt(seller, shop, f"Baju {mark}", category_id=b["id"])
    await admin.put(f"/categories/{b['id']}", position=0, name="Bee")

    async def children() -> list[str]:
        tree = await guest.get("/categories")
        return [c["name"] for c in next(t for t in tree if t["id"] == top["id"])["children"]]

    assert await children() == ["Bee", "Ah"]
    assert (await admin.put(f"/categories/{top['id']}", 422, parent_id=a["id"]))["code"] == "category_cycle"
    await admin.put(f"/categories/{b['id']}", parent_id=a["id"])
    assert await children() == ["Ah"]
    assert (await guest.get("/products", category=a["slug"]))["total"] == 1
    await admin.put(f"/categories/{a['id']}", hidden=True)
    assert await children() == []
    assert (await admin.ask("DELETE", f"/categories/{b['id']}", 409))["code"] == "category_in_use"
    empty = await admin.post("/categories", name="Kosong")
    await admin.ask("DELETE", f"/categories/{empty['id']}", 204)
    assert (
        await seller.post("/products", 422, name="X y", shop_id=shop["id"], category_id=empty["id"], variants=[{}])
    )["errors"][0]["field"] == "category_id"


async def test_what_the_inventory_was_told_too_late_is_told_again(seller: Caller, shop: Json, admin: Caller) -> None:
    """Somebody who looked while it was on sale says so only after it was taken off, and that was told."""
    variant = (await phone(admin, word(), "Hitam"))["variants"][0]["id"]
    offer = await seller.post(f"/shops/{shop['id']}/offers", variant_id=variant, price=5)
    await seller.ask("DELETE", f"/offers/{offer['id']}", 204)
    place = Place(uuid.UUID(shop["id"]), uuid.UUID(variant))
    await inventory.open_places(places=[place])
    async with db.tx() as c:
        await offers.shelve(c, ids=[uuid.UUID(offer["id"])], offered=[True])
    assert len((await inventory.list_stock(shop_id=place.shop_id)).items) == 1
    await handlers.tell_what_is_offered()
    assert (await inventory.list_stock(shop_id=place.shop_id)).items == []


async def test_the_listing_is_true(admin: Caller, seller: Caller, shop: Json) -> None:
    await shirt(seller, shop)
    assert await api.verify() == []
