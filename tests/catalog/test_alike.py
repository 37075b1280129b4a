"""What is stored and what is searched are one; what nobody can tell apart is one; who sells first stands first."""

import uuid
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from niaga.kit import db
from niaga.kit.ids import new_id

from .market import Caller, Json, open_shop, person, word
from .test_http import shirt

NAMES = [
    ("Es Te\u0301ler 77", ["es téler 77", "es teler", "ES TE\u0301LER", "teler"]),
    ("\ufb01lter kopi", ["filter kopi", "\ufb01lter", "FILTER"]),
    ("İstanbul lampu", ["istanbul lampu", "İSTANBUL", "ıstanbul"]),
    ("Pipa ½ inci", ["pipa ½ inci", "pipa 1/2 inci", "pipa 1 2"]),
    ("Pipa 2½ inci", ["pipa 2½", "pipa 2 1/2 inci"]),
    ("Meteran 5㎝", ["meteran 5㎝", "meteran 5cm"]),
    ("Air 250㎖", ["air 250㎖", "air 250ml"]),
    ("Kertas A4 80g/m²", ["kertas a4 80g/m²", "80g m2"]),
    ("Kopi™ asli", ["kopi™ asli", "kopi asli"]),
    ("ｶﾞﾁｬ mainan", ["ｶﾞﾁｬ", "ガチャ"]),
    ("Café Größe", ["cafe", "CAFÉ GRÖSSE", "cafe\u0301 große"]),
    ("Жук чёрный", ["жук", "ЧЕРНЫЙ"]),
    ("ข้าวผัด ไทย", ["ข้าวผัด", "ข้าวผัด ไทย"]),
    ("Kopi\u200bsusu gula\u00adaren", ["kopisusu", "gulaaren"]),
    ("Kode 3e8a9b", ["3e8a9b", "3e8a", "kode 3e"]),
]


@pytest.mark.parametrize(("name", "asked"), NAMES, ids=[name for name, _ in NAMES])
async def test_found_by_its_own_name(seller: Caller, shop: Json, guest: Caller, name: str, asked: list[str]) -> None:
    mark = word()
    made = await shirt(seller, shop, f"{mark} {name}")
    for q in [name, made["name"], *asked]:
        found = await guest.get("/products", q=f"{mark} {q}")
        assert [p["id"] for p in found["items"]] == [made["id"]], q
    for q in (mark, f"{mark} {name}"):
        for path in ("products", "offers", "stock"):
            listed = await seller.get(f"/shops/{shop['id']}/{path}", q=q)
            assert listed["total"] > 0, (path, q)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(said=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40))
async def test_whatever_is_stored_is_found_as_it_is(client: Any, said: str) -> None:
    """Also when it was typed in capitals, or its letters were taken apart."""
    async with db.read() as c:
        wrong = await c.fetch(
            """SELECT form FROM (VALUES ($1::text), (normalize($1, NFC)), (normalize($1, NFD)),
                                        (kit.fold($1))) AS asked (form)
                WHERE NOT coalesce(catalog.words($1, NULL, '', '') @@ catalog.asked(form), true)""",
            said,
        )
    assert not wrong


async def test_shops_are_found_however_they_are_typed(seller: Caller, admin: Caller, guest: Caller) -> None:
    mark = word()
    made = await open_shop(seller, admin, name=f"{mark} Café ½", city="Kédiri")
    for q in (f"{mark} cafe", f"{mark.upper()} CAFE\u0301", f"{mark} café ½"):
        assert [s["id"] for s in (await guest.get("/shops", q=q))["items"]] == [made["id"]], q
    assert (await guest.get("/shops", q=f"{mark}%"))["total"] == 0


# --- nobody can tell apart --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("M", "M\u200b"),
        ("M", "Ｍ"),
        ("é", "e\u0301"),
        ("M", " m "),
        ("ẞ", "SS"),
        ("M", "M\u200d"),
        ("5㎝", "5cm"),
    ],
)
async def test_options_that_look_alike(seller: Caller, shop: Json, one: str, other: str) -> None:
    variants = [{"options": {"Ukuran": option}, "price": 1000} for option in (one, other)]
    refused = await seller.post("/products", 422, name=word(), shop_id=shop["id"], variants=variants)
    assert refused["code"] == "validation_failed"


async def test_skus_that_look_alike(seller: Caller, shop: Json) -> None:
    def two(one: str, other: str) -> list[Json]:
        skus = {"M": one, "L": other}
        return [{"options": {"Ukuran": size}, "sku": sku, "price": 1000} for size, sku in skus.items()]

    code = word()
    for other in (code.upper(), f"{code}\n", f"{code}\u200b"):
        refused = await seller.post("/products", 422, name=word(), shop_id=shop["id"], variants=two(code, other))
        assert refused["code"] == "validation_failed"
    await seller.post("/products", name=word(), shop_id=shop["id"], variants=two(code, f"{code}-2"))
    taken = await seller.post(
        "/products", 409, name=word(), shop_id=shop["id"], variants=two(code.upper(), f"{code}-3")
    )
    assert (taken["code"], taken["sku"].lower()) == ("sku_taken", code)


# --- prices and places ------------------------------------------------------------------------------------------


async def test_a_range_of_prices_finds_what_can_be_bought_for_one(seller: Caller, shop: Json, guest: Caller) -> None:
    name = word()
    sizes = {"S": (50_000, 3), "L": (150_000, 3), "XL": (900_000, 0)}
    variants = [{"options": {"Ukuran": s}, "price": price, "stock": n} for s, (price, n) in sizes.items()]
    await shirt(seller, shop, name, variants=variants)

    async def found(**query: int) -> int:
        total: int = (await guest.get("/products", q=name, **query))["total"]
        return total

    assert await found(min_price=100_000) == 1
    assert await found(min_price=150_000, max_price=150_000) == 1
    assert await found(max_price=50_000) == 1
    assert await found(min_price=60_000, max_price=140_000) == 0
    assert await found(min_price=150_001) == 0, "the dearest is sold out"
    facet = (await guest.get("/products", q=name))["facets"]["price"]
    assert (facet["min"], facet["max"]) == (50_000, 150_000)
    for bucket in facet["buckets"]:
        high = {"max_price": bucket["high"] - 1} if bucket["high"] else {}
        assert await found(min_price=bucket["low"], **high) == bucket["count"]
    assert [b["low"] for b in facet["buckets"]] == [50_000, 100_000]


async def test_without_a_price_it_comes_last_in_both_directions(admin: Caller) -> None:
    name = word()
    seller = await person(admin.client, "customer")
    shop = await open_shop(seller, admin)
    made = [
        await admin.post("/products", name=f"{name} {n}", variants=[{"options": {"Ukuran": "M"}}]) for n in range(3)
    ]
    for product, price in zip(made, (5000, None, 9000), strict=True):
        if price:
            (variant,) = product["variants"]
            await seller.post(f"/shops/{shop['id']}/offers", variant_id=variant["id"], price=price)
    for sort, order in (("price_desc", (2, 0, 1)), ("price_asc", (0, 2, 1))):
        found = await seller.get("/products", q=name, central="true", sort=sort)
        assert [p["id"] for p in found["items"]] == [made[n]["id"] for n in order], sort


def id_made(seconds_ago: int) -> uuid.UUID:
    """As a seller's program may choose it."""
    return uuid.UUID(int=new_id().int - (seconds_ago * 1000 << 80))


async def test_no_place_is_taken_by_an_id(seller: Caller, shop: Json, admin: Caller, guest: Caller) -> None:
    """Among equals the time of making decides, whatever ids their makers chose."""
    name = word()
    first, last = str(id_made(seconds_ago=-20)), str(id_made(seconds_ago=3600))
    for id in (first, last):
        await shirt(seller, shop, name, id=id)
    for sort in ("relevance", "popular", "rating", "newest", "price_desc"):
        found = await guest.get("/products", q=name, sort=sort)
        assert [p["id"] for p in found["items"]] == [last, first], sort
    assert [p["id"] for p in (await guest.get("/products", q=name, sort="price_asc"))["items"]] == [first, last]


async def test_the_first_to_sell_at_a_price_is_shown_first(seller: Caller, admin: Caller, guest: Caller) -> None:
    product = await admin.post("/products", name=word(), variants=[{"options": {"Ukuran": "M"}}])
    (variant,) = product["variants"]
    shops = [await open_shop(seller, admin, name=f"{letter} {word()}") for letter in "ZA"]
    for n, shop in enumerate(shops):
        id = id_made(seconds_ago=3600 * n)
        await seller.post(f"/shops/{shop['id']}/offers", id=str(id), variant_id=variant["id"], price=7000)
    shown = await guest.get(f"/products/{product['id']}")
    assert [o["shop"]["id"] for o in shown["variants"][0]["offers"]] == [s["id"] for s in shops]
    (card,) = (await guest.get("/products", q=product["name"]))["items"]
    assert card["shop"]["id"] == shops[0]["id"]
