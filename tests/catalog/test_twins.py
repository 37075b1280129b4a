"""Products that are one thing: found, looked at, made one."""

import uuid

import httpx
import pytest

from niaga.catalog import api
from niaga.catalog.api import twins

from .market import Caller, Json, open_shop, person, word
from .test_http import shirt
from .test_offers import phone


@pytest.fixture
def every_twin(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many other tests have made."""
    monkeypatch.setattr(twins, "MAX_TWINS", 100_000)


async def test_twins_become_one(client: httpx.AsyncClient, admin: Caller, guest: Caller) -> None:
    name = word()
    ours, theirs = await phone(admin, name, "Hitam", "Putih"), await phone(admin, name, "Hitam", "Merah")
    assert ours["slug"] != theirs["slug"]
    first, second = await person(client, "customer"), await person(client, "customer")
    here, there = await open_shop(first, admin), await open_shop(second, admin)
    await first.post(f"/shops/{here['id']}/offers", variant_id=ours["variants"][0]["id"], price=200)
    moved = await second.post(f"/shops/{there['id']}/offers", variant_id=theirs["variants"][0]["id"], price=100)
    await second.post(f"/shops/{there['id']}/offers", variant_id=theirs["variants"][1]["id"], price=150)
    await first.post(f"/products/{theirs['id']}/merge", 403, into=ours["id"])
    for _ in range(2):
        merged = await admin.post(f"/products/{theirs['id']}/merge", 200, into=ours["id"])
    assert [(v["options"]["Warna"], [o["price"] for o in v["offers"]]) for v in merged["variants"]] == [
        ("Hitam", [100, 200]),
        ("Putih", []),
        ("Merah", [150]),
    ]
    for old in (theirs["id"], theirs["slug"]):
        assert (await guest.get(f"/products/{old}"))["slug"] == ours["slug"]
    (kept,) = await api.offers_by_id(ids=[uuid.UUID(moved["id"])])
    assert str(kept.variant_id) == theirs["variants"][0]["id"]  # whose stock it sells
    assert str(kept.product_id) == ours["id"]
    assert (await guest.get("/products", q=name))["total"] == 1
    twice = await second.post(f"/shops/{there['id']}/offers", 409, variant_id=ours["variants"][0]["id"], price=1)
    assert twice["code"] == "offer_exists"


async def test_twins_sold_by_the_same_shop_are_refused(seller: Caller, shop: Json, admin: Caller) -> None:
    ours, theirs = await phone(admin, word(), "Hitam"), await phone(admin, word(), "Hitam")
    for product in (ours, theirs):
        await seller.post(f"/shops/{shop['id']}/offers", variant_id=product["variants"][0]["id"], price=100)
    refused = await admin.post(f"/products/{theirs['id']}/merge", 409, into=ours["id"])
    assert (refused["code"], refused["shop_ids"]) == ("twins_conflict", [shop["id"]])
    await admin.post(f"/products/{ours['id']}/merge", 422, into=ours["id"])


async def test_what_merging_would_do_is_shown_first(
    client: httpx.AsyncClient, seller: Caller, shop: Json, admin: Caller
) -> None:
    ours, theirs = await phone(admin, word(), "Hitam", "Putih"), await phone(admin, word(), "Hitam", "Merah")
    black, red = theirs["variants"]
    for variant in (black, red):
        await seller.post(f"/shops/{shop['id']}/offers", variant_id=variant["id"], price=100)
    (warehouse,) = await seller.get(f"/shops/{shop['id']}/warehouses")
    lines = [{"variant_id": black["id"], "quantity": 7}]
    await seller.post(f"/warehouses/{warehouse['id']}/receipts", lines=lines)
    at = f"/products/{theirs['id']}/merge"
    seen = await admin.get(at, into=ours["id"])
    assert [(v["variant"]["id"], v["same_as"] and v["same_as"]["id"]) for v in seen["variants"]] == [
        (black["id"], ours["variants"][0]["id"]),
        (red["id"], None),
    ]
    assert (seen["offers"], seen["shops"], seen["units"], seen["conflicts"]) == (2, 1, 7, [])
    assert (seen["becomes_central"], seen["options_differ"]) == (False, False)
    await seller.post(f"/shops/{shop['id']}/offers", variant_id=ours["variants"][0]["id"], price=90)
    assert (await admin.get(at, into=ours["id"]))["conflicts"] == [{"id": shop["id"], "name": shop["name"]}]
    assert (await admin.get(f"/products/{theirs['id']}"))["shop_count"] == 1  # it was only looked at
    plain = await admin.post("/products", name=word(), variants=[{}])
    assert (await admin.get(at, into=plain["id"]))["options_differ"] is True
    await seller.get(at, 403, into=ours["id"])
    await admin.get(at, 400, into=theirs["id"])
    await admin.get(at, 404, into=str(uuid.uuid4()))
    await admin.get(at, 400)
    food = await shirt(seller, shop, word(), kind="food")
    assert (await admin.get(at, 400, into=food["id"]))["errors"][0]["field"] == "into"
    await admin.post(at, 422, into=food["id"])


async def test_what_two_shops_owned_apart_belongs_to_neither(
    client: httpx.AsyncClient, seller: Caller, shop: Json, admin: Caller
) -> None:
    """Else one shop could change, or take off sale, what the other sells."""
    neighbour = await person(client, "customer")
    next_door = await open_shop(neighbour, admin)
    variants = [{"options": {}, "sku": "KAOS", "price": 100}]
    ours, theirs = await shirt(seller, shop, variants=variants), await shirt(neighbour, next_door, variants=variants)
    assert (await admin.get(f"/products/{theirs['id']}/merge", into=ours["id"]))["becomes_central"] is True
    merged = await admin.post(f"/products/{theirs['id']}/merge", 200, into=ours["id"])
    assert (merged["owner_shop_id"], merged["shop_count"]) == (None, 2)
    await seller.put(f"/products/{ours['id']}", 403, name="Punya saya")
    # The code is the platform's now: nobody else's of that name is in the way, and theirs is free again.
    again = [{"id": merged["variants"][0]["id"], "options": {}, "sku": f"P-{word()}"}]
    await admin.put(f"/products/{ours['id']}", variants=again)
    await shirt(seller, shop, variants=variants)
    one = await shirt(seller, shop, variants=[{"options": {}, "price": 5}])
    two = await shirt(seller, shop, variants=[{"options": {}}])
    kept = await admin.post(f"/products/{two['id']}/merge", 200, into=one["id"])
    assert kept["owner_shop_id"] == shop["id"]


async def test_twins_are_found_by_barcode_and_by_name(
    client: httpx.AsyncClient, seller: Caller, shop: Json, admin: Caller, every_twin: None
) -> None:
    code, name = str(uuid.uuid4().int)[:13], word().upper()
    await shirt(seller, shop, f"A {word()}", variants=[{"options": {}, "price": 5, "barcode": code}])
    await admin.post("/products", name=f"B {word()}", variants=[{"barcode": code}])
    mine = await shirt(seller, shop, name, brand="Sinar")
    central = await admin.post("/products", name=name.lower(), brand="sinar", variants=[{}])
    await shirt(seller, shop, name, brand="Bulan")
    for _ in range(2):
        await shirt(seller, shop, f"Nasi {name}", kind="food")  # every canteen has its own
    found = {group["value"]: group for group in await admin.get("/twins")}
    assert found[code]["reason"] == "barcode"
    assert len(found[code]["products"]) == 2
    assert [p["id"] for p in found[name.lower()]["products"]] == [central["id"], mine["id"]]
    assert found[name.lower()]["products"][1]["owner"] == {"id": shop["id"], "name": shop["name"]}
    assert f"nasi {name.lower()}" not in found
    await seller.get("/twins", 403)


async def test_a_name_that_many_have_is_not_told_in_full(
    seller: Caller, shop: Json, admin: Caller, every_twin: None
) -> None:
    name = word()
    for _ in range(21):
        await shirt(seller, shop, name, variants=[{"options": {}}])
    central = await admin.post("/products", name=name, variants=[{}])
    group = next(found for found in await admin.get("/twins") if found["value"] == name.lower())
    assert len(group["products"]) == 20
    assert group["products"][0]["id"] == central["id"]
