"""Carts over HTTP: guests, people, and the moment one becomes the other."""

from typing import Any

import httpx

from niaga.cart.http import TOKEN_HEADER
from niaga.kit.ids import new_id

from .market import market, register


async def test_a_guest_is_given_a_token_on_first_use_and_finds_the_cart_by_it(client: httpx.AsyncClient) -> None:
    m = await market(9)
    empty = await client.get("/cart")
    token = empty.headers[TOKEN_HEADER]
    assert (empty.status_code, empty.json()["shops"], empty.json()["total"]) == (200, [], 0)
    added = await client.post(
        "/cart", json={"offer_id": str(m.offers[0]), "quantity": 2}, headers={TOKEN_HEADER: token}
    )
    assert added.status_code == 200
    assert added.headers[TOKEN_HEADER] == token
    assert added.json()["id"] == empty.json()["id"]
    assert (await client.get("/cart", headers={TOKEN_HEADER: token})).json() == added.json()
    assert (await client.get("/cart")).headers[TOKEN_HEADER] != token
    (item,) = added.json()["shops"][0]["items"]
    assert (item["name"], item["unit_price"], item["subtotal"], item["available"], item["notice"]) == (
        "Barang 0",
        10_000,
        20_000,
        9,
        None,
    )


async def test_signing_in_merges_the_guests_cart(client: httpx.AsyncClient, events: Any) -> None:
    m = await market(9)
    token = (await client.post("/cart", json={"offer_id": str(m.offers[0])})).headers[TOKEN_HEADER]
    person = await register(client)
    both = {**person.headers, TOKEN_HEADER: token}
    merged = await client.get("/cart", headers=both)
    assert TOKEN_HEADER not in merged.headers
    assert [i["quantity"] for i in merged.json()["shops"][0]["items"]] == [1]
    again = await client.post("/cart", json={"offer_id": str(m.offers[0])}, headers=both)
    assert [i["quantity"] for i in again.json()["shops"][0]["items"]] == [2]
    assert (await client.get("/cart", headers={TOKEN_HEADER: token})).json()["shops"] == []


async def test_registering_with_a_token_merges_by_itself(client: httpx.AsyncClient, events: Any) -> None:
    m = await market(9)
    token = (await client.post("/cart", json={"offer_id": str(m.offers[0])})).headers[TOKEN_HEADER]
    person = await register(client, **{TOKEN_HEADER: token})
    await events.drain()
    assert (await client.get("/cart", headers=person.headers)).json()["count"] == 1


async def test_a_bad_token_is_not_a_guest(client: httpx.AsyncClient) -> None:
    assert (await client.get("/cart", headers={"Authorization": "Bearer palsu"})).status_code == 401
    assert (await client.get("/cart", headers={TOKEN_HEADER: "x"})).headers[TOKEN_HEADER] != "x"


async def test_put_delete_and_refusals(client: httpx.AsyncClient) -> None:
    m = await market(9)
    person = await register(client)
    key = {**person.headers, "Idempotency-Key": str(new_id())}
    for _ in range(2):
        cart = (await client.post("/cart", json={"offer_id": str(m.offers[0])}, headers=key)).json()
    (item,) = cart["shops"][0]["items"]
    assert item["quantity"] == 1
    at = f"/cart/items/{item['id']}"
    edited = await client.put(at, json={"quantity": 4, "note": "merah"}, headers=person.headers)
    assert (edited.status_code, edited.json()["total"]) == (200, 40_000)
    for body in ({"quantity": 0}, {"quantity": 1000}, {"quantity": 1, "note": "x" * 201}):
        refused = await client.put(at, json=body, headers=person.headers)
        assert (refused.status_code, refused.json()["code"]) == (422, "validation_failed")
    unknown = await client.post("/cart", json={"offer_id": str(new_id())}, headers=person.headers)
    assert (unknown.status_code, unknown.json()["code"]) == (404, "not_found")
    removed = await client.delete(at, headers=person.headers)
    assert (removed.status_code, removed.json()["shops"]) == (200, [])
    assert (await client.delete(at, headers=person.headers)).status_code == 404
    assert (await client.put(at, json={"quantity": 4}, headers=person.headers)).status_code == 404
    assert (await client.delete("/cart", headers=person.headers)).json()["total"] == 0
