"""/categories, /products, /shops, /offers."""

import secrets
from typing import Any

import pytest

from tests.conftest import until
from tests.world import Json, Person, Shop, World

CARD = {
    "id",
    "name",
    "slug",
    "kind",
    "price_from",
    "image_url",
    "rating",
    "rating_count",
    "sold",
    "shop_count",
    "shop",
    "in_stock",
}


async def listed(world: World, **query: Any) -> Json:
    answer = await world.http.get("/products", params=query)
    assert answer.status_code == 200, answer.text
    found: Json = answer.json()
    assert found.keys() >= {"items", "total", "page", "size", "facets"}
    return found


async def made(shop: Shop, **more: Any) -> Json:
    """A product of that shop, with one variant on sale."""
    body = {
        "name": "Teh",
        "description": "",
        "kind": "goods",
        "variants": [{"options": {}, "price": 5_000, "stock": 3}],
    }
    found: Json = await shop.owner.post("/products", 201, **{**body, "shop_id": shop.id, **more})
    return found


async def test_categories_are_a_tree(world: World) -> None:
    admin, buyer = await world.admin(), await world.person()
    name = f"Minuman {secrets.token_hex(3)}"
    root = await admin.post("/categories", 201, name=name)
    leaf = await admin.post("/categories", 201, name="Teh", parent_id=root["id"])
    tree = (await world.http.get("/categories")).json()
    (found,) = [node for node in tree if node["id"] == root["id"]]
    assert found.keys() >= {"id", "name", "slug", "parent_id", "children"}
    assert [(child["id"], child["parent_id"]) for child in found["children"]] == [(leaf["id"], root["id"])]
    assert (await buyer.post("/categories", 403, name="Lain"))["code"] == "forbidden"
    assert (await world.http.post("/categories", json={"name": "Lain"})).status_code == 401
    assert (await admin.post("/categories", 404, name="Yatim", parent_id=buyer.id))["code"] == "not_found"


async def test_list_and_filter(world: World) -> None:
    admin = await world.admin()
    word = "gula" + secrets.token_hex(4)
    root = await admin.post("/categories", 201, name=f"Pangan {word}")
    leaf = await admin.post("/categories", 201, name=f"Manis {word}", parent_id=root["id"])
    shop, other = await world.shop(), await world.shop()
    cheap = await made(shop, name=f"Murah {word}", category_id=leaf["id"])
    dear = await made(
        other, name=f"Mahal {word}", kind="food", category_id=root["id"], variants=[{"price": 90_000, "stock": 1}]
    )
    none = await made(shop, name=f"Habis {word}", variants=[{"price": 20_000, "stock": 0}])
    camera = await made(shop, name=f"Kamera {word}", kind="rental", variants=[{"price": 150_000, "stock": 1}])
    everything = await listed(world, q=word)
    assert everything["total"] == 4
    card = next(item for item in everything["items"] if item["id"] == cheap["id"])
    assert card.keys() >= CARD
    assert (card["price_from"], card["shop_count"], card["sold"], card["rating_count"]) == (5_000, 1, 0, 0)
    assert card["shop"]["id"] == shop.id
    assert card["in_stock"] is True
    for query, expected in (
        ({"category": root["slug"]}, {cheap["id"], dear["id"]}),
        ({"category": root["id"]}, {cheap["id"], dear["id"]}),
        ({"category": leaf["slug"]}, {cheap["id"]}),
        ({"shop": shop.id}, {cheap["id"], none["id"], camera["id"]}),
        ({"kind": "food"}, {dear["id"]}),
        ({"kind": "rental"}, {camera["id"]}),
        ({"min_price": 20_000}, {dear["id"], none["id"], camera["id"]}),
        ({"max_price": 20_000}, {cheap["id"], none["id"]}),
        ({"min_price": 6_000, "max_price": 99_000, "in_stock": "true"}, {dear["id"]}),
        ({"category": "tidak-ada-sama-sekali"}, set()),
    ):
        assert {item["id"] for item in (await listed(world, q=word, **query))["items"]} == expected, query
    prices = [item["price_from"] for item in (await listed(world, q=word, sort="price_asc"))["items"]]
    assert prices == sorted(prices)
    prices = [item["price_from"] for item in (await listed(world, q=word, sort="price_desc"))["items"]]
    assert prices == sorted(prices, reverse=True)
    newest = [item["id"] for item in (await listed(world, q=word, sort="newest"))["items"]]
    assert newest == [camera["id"], none["id"], dear["id"], cheap["id"]]
    for sort in ("relevance", "popular", "rating"):
        assert (await listed(world, q=word, sort=sort))["total"] == 4
    first = await listed(world, q=word, sort="newest", page=1, size=3)
    second = await listed(world, q=word, sort="newest", page=2, size=3)
    assert [item["id"] for item in first["items"] + second["items"]] == newest
    assert (second["page"], second["size"], second["total"]) == (2, 3, 4)


@pytest.mark.parametrize(
    "query",
    [{"size": 101}, {"size": 0}, {"page": 0}, {"sort": "random"}, {"kind": "boat"}, {"min_price": "murah"}],
)
async def test_wrong_parameters_are_400(world: World, query: dict[str, Any]) -> None:
    answer = await world.http.get("/products", params=query)
    assert (answer.status_code, answer.json()["code"]) == (400, "validation_failed")
    assert [e["field"] for e in answer.json()["errors"]] == list(query)


async def test_a_product_of_a_shop(world: World, picture: bytes) -> None:
    category = await (await world.admin()).post("/categories", 201, name=f"Baju {secrets.token_hex(3)}")
    shop, rival = await world.shop(), await world.shop()
    product = await made(
        shop,
        name="Kaos Kampus",
        description="Katun.",
        category_id=category["id"],
        specs={"Bahan": "Katun", "Berat": 180},
        variants=[
            {"sku": f"KAOS-{secrets.token_hex(4)}", "options": {"Ukuran": "L"}, "price": 85_000, "stock": 4},
            {"options": {"Ukuran": "M"}, "price": 80_000},
            {"options": {"Ukuran": "S"}},
        ],
    )
    for key in (product["id"], product["slug"]):
        page = (await world.http.get(f"/products/{key}")).json()
        assert page.keys() >= CARD | {"description", "specs", "images", "variants"}
        assert (page["description"], page["specs"], page["images"]) == ("Katun.", {"Bahan": "Katun", "Berat": 180}, [])
        large, medium, small = page["variants"]
        assert (large["options"], len(large["offers"])) == ({"Ukuran": "L"}, 1)
        assert all(variant["sku"] for variant in page["variants"])
        (offer,) = large["offers"]
        assert offer.keys() >= {"id", "shop", "price", "compare_at_price", "available"}
        assert (offer["shop"]["id"], offer["price"], offer["available"]) == (shop.id, 85_000, 4)
        assert medium["offers"][0]["available"] == 0
        assert small["offers"] == []
    path = f"/products/{product['id']}"
    changed = await shop.owner.put(path, name="Kaos Kampus Biru")
    assert (changed["name"], changed["description"]) == ("Kaos Kampus Biru", "Katun.")
    with_image = await shop.owner.ask(
        "POST", f"{path}/images", 201, files={"file": ("kaos.jpg", picture, "image/jpeg")}
    )
    assert len(with_image["images"]) == 1
    assert with_image["image_url"]
    for wrong in (b"%PDF-1.7", b"", picture + b"x" * (5 << 20), picture + b"x" * (20 << 20)):
        refused = await shop.owner.ask("POST", f"{path}/images", 422, files={"file": ("kaos.jpg", wrong, "image/jpeg")})
        assert refused["code"] == "image_refused"
    for stranger in (rival.owner, await world.person()):
        assert (await stranger.put(path, None, name="Punyaku")).status_code in (403, 404)
        assert (await stranger.ask("DELETE", path, None)).status_code in (403, 404)
    gone = await shop.owner.ask("DELETE", path, None)
    assert gone.status_code == 204
    assert (await world.http.get(path)).status_code == 404


async def test_central_products_are_the_admins_and_any_shop_may_offer_them(world: World) -> None:
    admin, shop, other = await world.admin(), await world.shop(), await world.shop()
    body = {"name": "Ponsel Pusat", "description": "", "kind": "goods", "variants": [{"options": {"Warna": "Hitam"}}]}
    central = await admin.post("/products", 201, **body)
    variant = central["variants"][0]["id"]
    offer = await shop.owner.post(
        f"/shops/{shop.id}/offers", 201, variant_id=variant, price=2_500_000, compare_at_price=2_900_000
    )
    assert (offer["price"], offer["compare_at_price"], offer["variant_id"]) == (2_500_000, 2_900_000, variant)
    await other.owner.post(f"/shops/{other.id}/offers", 201, variant_id=variant, price=2_400_000)
    twice = await shop.owner.post(f"/shops/{shop.id}/offers", 409, variant_id=variant, price=1)
    assert twice["code"] == "offer_exists"
    await other.owner.post(f"/shops/{shop.id}/offers", 404, variant_id=variant, price=1)
    page = (await world.http.get(f"/products/{central['id']}")).json()
    assert [o["price"] for o in page["variants"][0]["offers"]] == [2_400_000, 2_500_000]
    assert (page["price_from"], page["shop_count"]) == (2_400_000, 2)
    changed = await shop.owner.put(f"/offers/{offer['id']}", price=2_300_000)
    assert changed["price"] == 2_300_000
    await other.owner.put(f"/offers/{offer['id']}", 404, price=1)
    await shop.owner.put(f"/offers/{offer['id']}", 422, price=-1)
    assert (await shop.owner.ask("DELETE", f"/offers/{offer['id']}", None)).status_code == 204
    page = (await world.http.get(f"/products/{central['id']}")).json()
    assert [o["price"] for o in page["variants"][0]["offers"]] == [2_400_000]
    assert (await shop.owner.put(f"/products/{central['id']}", None, name="x" * 5)).status_code == 403


async def test_who_may_not_make_products(world: World) -> None:
    shop, buyer = await world.shop(), await world.person()
    body = {"name": "Gelap", "description": "", "kind": "goods", "variants": [{"options": {}, "price": 1_000}]}
    assert (await world.http.post("/products", json=body)).status_code == 401
    assert (await buyer.post("/products", 403, **body))["code"] == "forbidden"
    await buyer.post("/products", 404, **body, shop_id=shop.id)
    wrongs: list[dict[str, Any]] = [{"kind": "boat"}, {"variants": []}, {"name": ""}, {"variants": [{"price": 0}]}]
    for wrong in wrongs:
        refused = await shop.owner.post("/products", 422, **{**body, **wrong})
        assert refused["code"] == "validation_failed"


async def test_a_shop_is_approved(world: World) -> None:
    admin, seller = await world.admin(), await world.person("Budi Penjual", role="seller")
    shop = await seller.post("/shops", 201, name="Warung Budi", address="Jl. Mawar 3", timezone="Asia/Makassar")
    assert (shop["status"], shop["timezone"], shop["address"]) == ("pending", "Asia/Makassar", "Jl. Mawar 3")
    assert (await world.http.get(f"/shops/{shop['id']}")).status_code == 404
    await seller.post(f"/shops/{shop['id']}/approve", 403)
    assert (await admin.post(f"/shops/{shop['id']}/approve"))["status"] == "approved"
    for key in (shop["id"], shop["slug"]):
        shown = (await world.http.get(f"/shops/{key}")).json()
        assert (shown["id"], shown["name"], shown["status"]) == (shop["id"], "Warung Budi", "approved")
    found = (await world.http.get("/shops", params={"q": "Warung Budi", "size": 50})).json()
    assert found.keys() >= {"items", "total", "page", "size"}
    assert shop["id"] in [s["id"] for s in found["items"]]
    (warehouse,) = await seller.get(f"/shops/{shop['id']}/warehouses")
    assert warehouse["active"] is True
    await _sells(seller, shop["id"])
    assert (await admin.post(f"/shops/{shop['id']}/suspend", reason="Keluhan pembeli"))["status"] == "suspended"
    assert (await world.http.get(f"/shops/{shop['id']}")).status_code == 404
    refused = await admin.post(f"/shops/{shop['id']}/reject", 409)
    assert (refused["code"], refused["allowed"]) == ("wrong_state", ["approved"])
    second = await seller.post("/shops", 201, name="Warung Kedua")
    assert (await admin.post(f"/shops/{second['id']}/reject", reason="Sudah punya"))["status"] == "rejected"
    assert (await world.http.post("/shops", json={"name": "Tanpa Masuk"})).status_code == 401
    assert (await seller.post("/shops", 422, name="Waktu Salah", timezone="Mars/Olympus"))[
        "code"
    ] == "validation_failed"


async def _sells(seller: Person, shop_id: str) -> None:
    """Somebody who registered as a seller needs no new token after the approval."""
    body = {"name": "Nasi Campur", "description": "", "kind": "food"}
    variants = [{"options": {}, "price": 12_000, "stock": 5}]
    await seller.post("/products", 201, **body, variants=variants, shop_id=shop_id)


async def test_a_student_who_applies_sells_after_signing_in_anew(world: World) -> None:
    admin, student = await world.admin(), await world.person("Mahasiswa")
    shop = await student.post("/shops", 201, name="Lapak Mahasiswa")
    await admin.post(f"/shops/{shop['id']}/approve")

    async def seller() -> bool:
        return "seller" in (await student.get("/users/me"))["roles"]

    await until(seller)
    await _sells(await world.sign_in(student), shop["id"])
