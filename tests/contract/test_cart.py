"""/cart, by people and by guests."""

from typing import Any

from tests.world import Json, Person, World


def items(cart: Json) -> list[Json]:
    return [item for group in cart["shops"] for item in group["items"]]


async def test_a_cart_is_grouped_by_shop(world: World) -> None:
    one, two = await world.shop(9, 9, price=10_000, name="Satu"), await world.shop(9, price=4_000)
    me = await world.person()
    empty = await me.get("/cart")
    assert (empty["shops"], empty["total"]) == ([], 0)
    await me.add(one.offers[0], 2, "tanpa gula")
    await me.add(one.offers[0], 1, "tanpa gula")
    await me.add(one.offers[0], 1)
    await me.add(one.offers[1], 1)
    cart = await me.add(two.offers[0], 3)
    assert cart["id"] == empty["id"]
    assert {group["shop"]["id"]: group["subtotal"] for group in cart["shops"]} == {one.id: 50_000, two.id: 12_000}
    assert all(group["shop"]["name"] for group in cart["shops"])
    assert cart["total"] == 62_000
    line = next(item for item in items(cart) if item["quantity"] == 3 and item["offer_id"] == one.offers[0])
    assert line.keys() >= {
        "id",
        "offer_id",
        "name",
        "options",
        "quantity",
        "unit_price",
        "subtotal",
        "available",
        "notice",
    }
    assert (line["unit_price"], line["subtotal"], line["available"], line["notice"]) == (10_000, 30_000, 9, None)
    assert len(items(cart)) == 4
    changed = await me.put(f"/cart/items/{line['id']}", quantity=5, note="tanpa es")
    edited = next(item for item in items(changed) if item["id"] == line["id"])
    assert (edited["quantity"], edited["note"]) == (5, "tanpa es")
    fewer = await me.ask("DELETE", f"/cart/items/{line['id']}", None)
    assert fewer.status_code in (200, 204)
    assert len(items(await me.get("/cart"))) == 3
    assert (await me.ask("DELETE", "/cart", None)).status_code in (200, 204)
    assert items(await me.get("/cart")) == []


async def test_what_cannot_be_added(world: World) -> None:
    shop, me, other = await world.shop(9), await world.person(), await world.person()
    for wrong in ({"quantity": 0}, {"quantity": -1}, {"quantity": 1_000_000}, {"quantity": "dua"}, {"offer_id": "x"}):
        refused = await me.post("/cart", 422, **{"offer_id": shop.offers[0], "quantity": 1, **wrong})
        assert refused["code"] == "validation_failed", wrong
    assert (await me.post("/cart", 404, offer_id=shop.products[0], quantity=1))["code"] == "not_found"
    line = items(await me.add(shop.offers[0]))[0]
    await other.put(f"/cart/items/{line['id']}", 404, quantity=9)
    await other.ask("DELETE", f"/cart/items/{line['id']}", 404)
    await other.ask("DELETE", f"/cart/items/{line['id']}", None)
    assert items(await me.get("/cart"))[0]["quantity"] == 1


async def test_a_guest_is_known_by_a_token(world: World) -> None:
    shop = await world.shop(9)
    first = await world.http.get("/cart")
    assert first.status_code == 200
    token = first.headers["x-cart-token"]
    headers = {"x-cart-token": token}
    added = await world.http.post("/cart", json={"offer_id": shop.offers[0], "quantity": 2}, headers=headers)
    assert added.status_code == 200
    assert added.headers["x-cart-token"] == token
    assert added.json()["id"] == first.json()["id"]
    (line,) = items((await world.http.get("/cart", headers=headers)).json())
    changed = await world.http.put(f"/cart/items/{line['id']}", json={"quantity": 3}, headers=headers)
    assert items(changed.json())[0]["quantity"] == 3
    assert items((await world.http.get("/cart")).json()) == []
    refused = await world.http.post("/checkout", json={}, headers={**headers, "idempotency-key": line["id"]})
    assert (refused.status_code, refused.json()["code"]) == (401, "unauthenticated")


async def test_a_guests_cart_is_merged_at_login_and_registration(world: World) -> None:
    shop = await world.shop(9, price=3_000)
    me = await world.person()
    await me.add(shop.offers[0])
    for headers in ({}, {"x-cart-token": await _guest(world, shop.offers[0])}):
        login = {"email": me.user["email"], "password": "kelapa-muda-77"}
        answer = await world.http.post("/auth/login", json=login, headers=headers)
        me = Person(world, answer.json()["user"], answer.json()["access_token"])
    assert items(await me.ask("GET", "/cart", headers=headers))[0]["quantity"] == 3
    token = await _guest(world, shop.offers[0])
    shown: dict[str, Any] = {"x-cart-token": token}
    newcomer = await world.person(**shown)
    merged = await newcomer.ask("GET", "/cart", headers={"x-cart-token": token})
    assert items(merged)[0]["quantity"] == 2


async def test_who_shows_the_token_at_login_alone_finds_the_cart_merged(world: World) -> None:
    shop = await world.shop(9, price=3_000)
    shown: dict[str, Any] = {"x-cart-token": await _guest(world, shop.offers[0])}
    newcomer = await world.person(**shown)
    assert items(await newcomer.get("/cart"))[0]["quantity"] == 2
    login = {"email": newcomer.user["email"], "password": "kelapa-muda-77"}
    headers = {"x-cart-token": await _guest(world, shop.offers[0])}
    answer = await world.http.post("/auth/login", json=login, headers=headers)
    again = Person(world, answer.json()["user"], answer.json()["access_token"])
    assert items(await again.add(shop.offers[0]))[0]["quantity"] == 5
    assert items(await again.get("/cart"))[0]["quantity"] == 5


async def _guest(world: World, offer_id: str) -> str:
    answer = await world.http.post("/cart", json={"offer_id": offer_id, "quantity": 2})
    return str(answer.headers["x-cart-token"])


async def test_the_cart_says_what_changed(world: World) -> None:
    shop, me = await world.shop(5, 5, price=10_000), await world.person()
    await me.add(shop.offers[0], 4)
    await me.add(shop.offers[1], 1)
    await shop.owner.put(f"/offers/{shop.offers[1]}", price=11_000)
    row = await shop.owner.stock(shop)
    path = f"/warehouses/{row['warehouse_id']}/stock/{row['variant_id']}"
    await shop.owner.put(path, on_hand=2, version=row["version"])
    found = {item["offer_id"]: item for item in items(await me.get("/cart"))}
    assert found[shop.offers[0]]["notice"]["code"] == "only_n_left"
    assert found[shop.offers[0]]["available"] == 2
    assert found[shop.offers[1]]["notice"]["code"] == "price_changed"
    assert found[shop.offers[1]]["unit_price"] == 11_000
