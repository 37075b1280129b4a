"""Making, finding, changing and merging products, through the public API."""

import asyncio
import datetime as dt
import uuid
from collections.abc import Callable
from typing import Any

import httpx
import msgspec
import pytest

from niaga.catalog import api, handlers
from niaga.catalog.api import page_cache
from niaga.catalog.types import Product, ProductChanged, ProductList, Sold
from niaga.inventory import api as inventory
from niaga.inventory.types import Part, Place, Want
from niaga.kit import clock
from niaga.kit.ids import new_id
from tests.conftest import Events

from .market import Caller, Json, open_shop, person, picture, word

DAYS = [dt.timedelta(days) for days in (-1, 0, 1)]
"""Today, wherever the shop is."""
Later = Callable[[dt.timedelta], None]


async def shirt(seller: Caller, shop: Json, name: str = "Kaos Polos", **fields: Any) -> Json:
    made: Json = await seller.post(
        "/products",
        **{
            "name": name,
            "description": "Katun adem, jahitan rapi",
            "kind": "goods",
            "shop_id": shop["id"],
            "specs": {"Bahan": "Katun", "Berat": {"value": 180, "unit": "g"}, "Cuci mesin": True, "Jahitan": 2},
            "variants": [
                {"options": {"Ukuran": "M"}, "price": 50_000, "stock": 5},
                {"options": {"Ukuran": "L"}, "price": 55_000, "compare_at_price": 60_000, "stock": 0},
            ],
        }
        | fields,
    )
    return made


async def test_a_new_product_is_on_sale_at_once(seller: Caller, shop: Json, guest: Caller) -> None:
    name = word()
    made = await shirt(seller, shop, f"Kaos {name}")
    assert made["slug"] == f"kaos-{name}"
    page = await guest.get(f"/products/{made['slug']}")
    msgspec.convert(page, Product, strict=False)
    assert [(v["options"], [o["available"] for o in v["offers"]]) for v in page["variants"]] == [
        ({"Ukuran": "M"}, [5]),
        ({"Ukuran": "L"}, [0]),
    ]
    assert page["specs"] == {"Bahan": "Katun", "Berat": {"value": 180, "unit": "g"}, "Cuci mesin": True, "Jahitan": 2}
    found = await guest.get("/products", q=name)
    msgspec.convert(found, ProductList, strict=False)
    (card,) = found["items"]
    assert (card["price_from"], card["price_to"], card["in_stock"], card["shop"]["id"]) == (
        50_000,
        55_000,
        True,
        shop["id"],
    )
    assert (found["total"], found["page"], found["size"]) == (1, 1, 24)
    assert found["facets"]["kinds"] == [{"kind": "goods", "count": 1}]
    assert found["facets"]["shops"] == [{"id": shop["id"], "name": shop["name"], "count": 1}]
    assert found["facets"]["price"]["buckets"] == [{"low": 50_000, "high": 100_000, "count": 1}]


async def test_nobody_sees_the_past(seller: Caller, shop: Json, guest: Caller) -> None:
    """However the page is kept, what is held a moment ago cannot be bought any more."""
    made = await shirt(seller, shop)
    variant = uuid.UUID(made["variants"][0]["id"])
    for left in (5, 4, 3):
        page = await guest.get(f"/products/{made['id']}")
        assert page["variants"][0]["offers"][0]["available"] == left
        wants = [Want(uuid.UUID(shop["id"]), variant, 1)]
        await inventory.hold(id=new_id(), wants=wants, expires_at=clock.now() + dt.timedelta(minutes=15))


async def test_own_changes_show_at_once(seller: Caller, shop: Json, guest: Caller) -> None:
    name = word()
    made = await shirt(seller, shop, f"Topi {name}")
    assert (await guest.get("/products", q=name))["total"] == 1
    offer = made["variants"][0]["offers"][0]
    await seller.put(f"/offers/{offer['id']}", price=40_000)
    assert (await guest.get("/products", q=name))["items"][0]["price_from"] == 40_000
    assert (await guest.get(f"/products/{made['id']}"))["price_from"] == 40_000
    await seller.ask("DELETE", f"/products/{made['id']}", 204)
    assert (await guest.get("/products", q=name))["total"] == 0
    await guest.get(f"/products/{made['id']}", 404)


async def test_a_list_says_how_old_it_is(client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch) -> None:
    asked, now = f"/products?q={word()}", clock.monotonic()
    await client.get(asked)
    monkeypatch.setattr(clock, "monotonic", lambda: now + 1.5)
    assert (await client.get(asked)).headers["age"] == "1"
    fresh = await client.get(f"/products?q={word()}&size=3")
    assert int(fresh.headers.get("age", "0")) == 0


@pytest.mark.parametrize(("products_from", "seen"), [(10_000, 1), (-1, 0)], ids=["small", "large"])
async def test_a_busy_machine_makes_only_large_catalogues_count_later(
    seller: Caller, shop: Json, guest: Caller, monkeypatch: pytest.MonkeyPatch, products_from: int, seen: int
) -> None:
    monkeypatch.setattr(page_cache, "SOON_S", -1.0)
    monkeypatch.setattr(page_cache, "COSTLY_S", -1.0)
    monkeypatch.setattr(page_cache, "COSTLY_FROM", products_from)
    name = word()
    assert (await guest.get("/products", q=name))["total"] == 0
    await shirt(seller, shop, name)
    found = await guest.get("/products", q=name)
    assert (found["total"], len(found["items"])) == (seen, 1)


async def test_selling_out_shows_in_lists(seller: Caller, shop: Json, guest: Caller, events: Events) -> None:
    name = word()
    made = await shirt(seller, shop, f"Rok {name}")
    await events.drain()
    id, wants = new_id(), [Want(uuid.UUID(shop["id"]), uuid.UUID(made["variants"][0]["id"]), 5)]
    await inventory.hold(id=id, wants=wants, expires_at=clock.now() + dt.timedelta(minutes=15))
    await events.drain()
    assert (await guest.get("/products", q=name, in_stock="true"))["total"] == 0
    assert (await guest.get("/products", q=name))["items"][0]["in_stock"] is False
    await inventory.release(parts=[Part(id)])
    await events.drain()
    assert (await guest.get("/products", q=name, in_stock="true"))["total"] == 1


async def test_making_it_twice_makes_one_and_stock_comes_in_once(seller: Caller, shop: Json, events: Events) -> None:
    id = str(new_id())
    first, again = await shirt(seller, shop, id=id), await shirt(seller, shop, id=id)
    assert first["id"] == again["id"] == id
    await handlers.tell_the_inventory(events=[ProductChanged(uuid.UUID(id))])
    place = Place(uuid.UUID(shop["id"]), uuid.UUID(first["variants"][0]["id"]))
    assert (await inventory.available(wants=[place]))[0].available == 5
    other = await seller.post("/products", 422, id=id, name="Lain", shop_id=shop["id"], variants=[{"options": {}}])
    assert other["code"] == "key_reused"


async def test_the_same_request_twice_at_once_is_one_product(seller: Caller, shop: Json) -> None:
    """Product, variant and offer ids may all be the client's."""
    id, variant = str(new_id()), str(new_id())
    variants = [{"id": variant, "options": {}, "price": 1000, "stock": 3}]
    made = await asyncio.gather(*(shirt(seller, shop, id=id, variants=variants) for _ in range(5)))
    assert {(m["id"], m["variants"][0]["id"], m["variants"][0]["offers"][0]["id"]) for m in made} == {
        (id, variant, made[0]["variants"][0]["offers"][0]["id"])
    }
    assert (await api.product(id=uuid.UUID(id))).variants[0].offers[0].available == 3
    stolen = [{"id": variant, "options": {}, "price": 1}]
    refused = await seller.post("/products", 422, name="Curian", shop_id=shop["id"], variants=stolen)
    assert refused["code"] == "key_reused"


async def test_search(seller: Caller, shop: Json, admin: Caller, guest: Caller) -> None:
    mark = word()
    root = await admin.post("/categories", name=f"Makanan {mark}")
    rice = await admin.post("/categories", name=f"Nasi {mark}", parent_id=root["id"])
    plain = {"specs": {}, "kind": "food", "category_id": rice["id"]}
    await shirt(seller, shop, f"Nasi Goreng Kampung {mark}", description="Digoreng dadakan", brand="Dapur-7", **plain)
    await shirt(seller, shop, f"Ayam Bakar {mark}", description="Dengan nasi hangat", **plain)

    async def names(q: str, **more: Any) -> list[str]:
        found = await guest.get("/products", q=f"{mark} {q}", **more)
        return [" ".join(i["name"].split()[:2]) for i in found["items"]]

    assert await names("menggoreng") == ["Nasi Goreng"]  # the stem
    assert await names("kamp") == ["Nasi Goreng"]  # a beginning
    assert await names("nasi") == ["Nasi Goreng", "Ayam Bakar"]  # in the name before in the description
    assert await names("dapur 7") == ["Nasi Goreng"]  # the brand
    assert await names("yang GORENG dan") == ["Nasi Goreng"]
    assert await names("soto") == []
    assert set(await names("'&|!:*<->")) == {"Nasi Goreng", "Ayam Bakar"}
    assert len(await names("", category=root["slug"])) == len(await names("", category=rice["id"])) == 2
    assert await names("", category="tak-ada") == []
    assert await names("", shop=shop["slug"], sort="price_asc", min_price=50_000, max_price=50_000)
    assert await names("", kind="goods") == []
    facets = (await guest.get("/products", q=mark))["facets"]
    assert [(c["id"], c["count"]) for c in facets["categories"]] == [(root["id"], 2), (rice["id"], 2)]


async def test_what_open_shops_sell(seller: Caller, shop: Json, admin: Caller, guest: Caller) -> None:
    name = word()
    closed = await open_shop(seller, admin)
    await seller.put(f"/shops/{closed['id']}", holidays=[{"day": str(clock.now().date() + ahead)} for ahead in DAYS])
    here, there = [await shirt(seller, of, f"{name} {n}") for n, of in enumerate((shop, closed))]

    async def found(**more: Any) -> list[str]:
        return [card["id"] for card in (await guest.get("/products", q=name, **more))["items"]]

    assert set(await found()) == {here["id"], there["id"]}
    assert await found(open_now="true") == [here["id"]]
    assert await found(open_now="false") == [there["id"]]


async def test_named_products_in_the_order_they_are_named(seller: Caller, shop: Json, guest: Caller) -> None:
    made = [(await shirt(seller, shop))["id"] for _ in range(3)]
    gone = made.pop()
    await seller.ask("DELETE", f"/products/{gone}", 204)
    for ids in (made, made[::-1]):
        found = await guest.get("/products", ids=[str(new_id()), *ids, gone])
        assert [card["id"] for card in found["items"]] == ids
    # One person's choice takes nobody's place in memory.
    kept = repr([*page_cache.lists._kept])
    assert all(id not in kept for id in made)
    many = await guest.get("/products", 400, ids=[str(new_id())] * 25)
    assert "ids" in str(many)


async def test_how_long_it_takes(seller: Caller, shop: Json, guest: Caller) -> None:
    for said, minutes in [({"value": 7.5, "unit": "menit"}, 8), ({"value": 2, "unit": "hari"}, None)]:
        made = await shirt(seller, shop, specs={"Siap": said})
        assert (await guest.get(f"/products/{made['id']}"))["prep_minutes"] == minutes


async def test_signs_are_not_patterns(seller: Caller, shop: Json, guest: Caller) -> None:
    await shirt(seller, shop)
    for typed in ("%", "_", "'", '"', "\\", "🍜", f"{word()}' OR 1=1 --", "\x00"):
        found = await guest.get("/products", q=typed)
        assert (found["items"], found["total"]) == ([], 0), typed
    assert (await guest.get("/products", q="  "))["total"] > 0


async def test_names_are_not_blank(seller: Caller, shop: Json, admin: Caller) -> None:
    for wrong in (
        {"name": "   "},
        {"variants": [{"options": {"Ukuran": " "}, "price": 5}]},
        {"variants": [{"options": {"Ukuran": "M"}}, {"options": {"Ukuran": " m"}}]},
        {"variants": [{"options": {"Ukuran": "M"}}, {"options": {"Warna": "M"}}]},
    ):
        refused = await seller.post(
            "/products", 422, **{"name": "Kaos", "shop_id": shop["id"], "variants": [{}]} | wrong
        )
        assert refused["code"] == "validation_failed", wrong
    await admin.post("/categories", 422, name="  ")
    await seller.post(f"/shops/{shop['id']}/warehouses", 422, name="\t  ")


async def test_sorts_and_pages(seller: Caller, shop: Json, guest: Caller) -> None:
    mark = word()
    for price in (30_000, 10_000, 20_000):
        variants: list[Json] = [{"options": {}, "price": price, "stock": 1}]
        await shirt(seller, shop, f"Buku {mark} {price}", variants=variants)

    async def prices(**query: Any) -> list[int]:
        return [i["price_from"] for i in (await guest.get("/products", q=mark, **query))["items"]]

    assert await prices(sort="price_asc") == [10_000, 20_000, 30_000]
    assert await prices(sort="price_desc") == [30_000, 20_000, 10_000]
    assert await prices(sort="newest") == [20_000, 10_000, 30_000]
    assert await prices(sort="price_asc", page=2, size=2) == [30_000]
    assert await prices(page=9) == []
    assert (await guest.get("/products", q=mark, page=2, size=2))["total"] == 3
    for wrong in ({"size": 101}, {"page": 0}, {"sort": "random"}, {"min_price": -1}, {"kind": "car"}):
        await guest.get("/products", 400, **wrong)


async def test_what_was_sold_is_counted_once(
    seller: Caller, shop: Json, guest: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(handlers, "MAX_AT_ONCE", 100_000)  # also where other tests have left so many
    made = await shirt(seller, shop)
    order, id = new_id(), uuid.UUID(made["id"])
    for _ in range(3):
        await api.count_sold(sold=[Sold(order, id, 2), Sold(order, id, 1)])
        await handlers.count_sales()
    assert (await api.product(id=id)).sold == 3


async def test_scheduled_price(seller: Caller, shop: Json, guest: Caller, later: Later) -> None:
    name = word()
    made = await shirt(seller, shop, name)
    offer = made["variants"][0]["offers"][0]["id"]
    starts, ends = clock.now() + dt.timedelta(hours=1), clock.now() + dt.timedelta(hours=2)
    await seller.put(
        f"/offers/{offer}", sale_price=45_000, sale_starts_at=starts.isoformat(), sale_ends_at=ends.isoformat()
    )

    async def prices() -> tuple[int, int, int]:
        await handlers.turn_sales()
        (live,) = await api.offers_by_id(ids=[uuid.UUID(offer)])
        page = await api.product(id=uuid.UUID(made["id"]))
        listed = (await guest.get("/products", q=name))["items"][0]["price_from"]
        return live.price, page.price_from or 0, listed

    assert await prices() == (50_000, 50_000, 50_000)
    later(dt.timedelta(minutes=61))
    assert await prices() == (45_000, 45_000, 45_000)
    assert (await api.offers_by_id(ids=[uuid.UUID(offer)]))[0].compare_at_price == 50_000
    later(dt.timedelta(minutes=60))
    assert await prices() == (50_000, 50_000, 50_000)


async def test_edit_a_product(seller: Caller, shop: Json, guest: Caller) -> None:
    name = word()
    made = await shirt(seller, shop, f"Kemeja {name}")
    medium, large = made["variants"]
    edited = await seller.put(
        f"/products/{made['id']}",
        name=f"Kemeja Flanel {name}",
        version=made["version"],
        variants=[
            {"id": medium["id"], "options": {"Ukuran": "L"}},
            {"id": large["id"], "options": {"Ukuran": "M"}},
            {"options": {"Ukuran": "XL"}},
        ],
    )
    assert [v["options"]["Ukuran"] for v in edited["variants"]] == ["L", "M", "XL"]
    assert [v["sku"] for v in edited["variants"]][:2] == [medium["sku"], large["sku"]]
    assert edited["specs"] == made["specs"]
    assert (await guest.get(f"/products/{made['slug']}"))["slug"] == edited["slug"] == f"kemeja-flanel-{name}"
    assert (await seller.put(f"/products/{made['id']}", 409, name="Telat", version=made["version"]))[
        "code"
    ] == "stale_version"
    last = await seller.put(f"/products/{made['id']}", variants=[{"id": large["id"], "options": {"Ukuran": "M"}}])
    assert len(last["variants"]) == 1
    (gone,) = await api.offers_by_id(ids=[uuid.UUID(medium["offers"][0]["id"])])
    assert not gone.active


async def test_codes_are_unique_within_an_owner(seller: Caller, shop: Json, admin: Caller, client: Any) -> None:
    variants = [{"sku": "KAOS-1", "options": {}, "price": 1000}]
    await shirt(seller, shop, variants=variants)
    refused = await seller.post("/products", 409, name="Lain", shop_id=shop["id"], variants=variants)
    assert (refused["code"], refused["sku"]) == ("sku_taken", "KAOS-1")
    other = await person(client, "customer")
    await shirt(other, await open_shop(other, admin), variants=variants)


async def test_who_may_change_a_product(seller: Caller, shop: Json, admin: Caller, client: httpx.AsyncClient) -> None:
    made = await shirt(seller, shop)
    other = await person(client, "customer")
    await open_shop(other, admin)
    await other.put(f"/products/{made['id']}", 404, name="Direbut")
    await other.ask("DELETE", f"/products/{made['id']}", 404)
    await other.ask("POST", f"/products/{made['id']}/images", 404, files={"file": picture()})
    await other.post("/products", 404, name="Titip", shop_id=shop["id"], variants=[{"options": {}}])
    await other.put(f"/offers/{made['variants'][0]['offers'][0]['id']}", 404, price=1)
    await other.get(f"/shops/{shop['id']}/offers", 404)
    await Caller(client).put(f"/products/{made['id']}", 401, name="Direbut")
    await (await person(client, "customer")).post("/products", 403, name="Bukan", variants=[{"options": {}}])
    await admin.put(f"/products/{made['id']}", name="Kaos Admin")
    central = await admin.post("/products", name="Ponsel Nuri", variants=[{"options": {}}])
    await other.put(f"/products/{central['id']}", 403, name="Direbut")


async def test_pictures(seller: Caller, shop: Json, client: httpx.AsyncClient, guest: Caller) -> None:
    name = word()
    made = await shirt(seller, shop, name)
    path = f"/products/{made['id']}/images"
    for kind in ("JPEG", "PNG", "WEBP"):
        made = await seller.ask("POST", path, 201, files={"file": picture(kind)})
    assert len(made["images"]) == 3
    assert (await guest.get("/products", q=name))["items"][0]["image_url"] == made["images"][0]["medium_url"]
    rows = (await seller.get(f"/shops/{shop['id']}/stock", q=name))["items"]
    assert [row["image_url"] for row in rows] == [made["images"][0]["medium_url"]] * 2
    answer = await client.get(f"http://niaga.test{made['images'][0]['small_url']}")
    assert answer.headers["content-type"] == "image/webp"
    ids = [i["id"] for i in made["images"]]
    ordered = await seller.put(path, ids=[ids[2], ids[0]])
    assert [i["id"] for i in ordered["images"]] == [ids[2], ids[0]]
    await seller.put(path, 422, ids=[str(uuid.uuid4())])
    await seller.put(path, ids=[])
    rows = (await seller.get(f"/shops/{shop['id']}/stock", q=name))["items"]
    assert [row["image_url"] for row in rows] == [None] * 2
    for wrong in (b"GIF89a not a picture", picture()[:500], b"", b"\xff" * (5 * 1024 * 1024 + 1)):
        refused = await seller.ask("POST", path, 422, files={"file": wrong})
        assert refused["code"] == "image_refused", wrong[:10]


async def test_a_code_that_looks_like_a_number_is_found(seller: Caller, shop: Json, guest: Caller) -> None:
    """PostgreSQL's parser reads 3e8a9b as 3e8 and a9b."""
    made = await shirt(seller, shop, f"Kemeja {word()} 3e8a9b")
    found = await guest.get("/products", q=made["name"])
    assert [item["id"] for item in found["items"]] == [made["id"]]
