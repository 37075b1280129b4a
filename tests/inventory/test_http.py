"""Stock over HTTP: who may, what it says, what it refuses."""

import httpx
import pytest

from niaga.inventory import api
from niaga.inventory.types import Want
from niaga.kit import clock
from niaga.kit.ids import new_id
from tests.cart.market import market, register

from .shelf import QUARTER


async def test_a_seller_keeps_stock(client: httpx.AsyncClient) -> None:
    seller = await register(client)
    m = await market(12, 3, owner_id=seller.id)
    me = seller.headers
    (warehouse,) = (await client.get(f"/shops/{m.shop_id}/warehouses", headers=me)).json()
    assert warehouse["active"]
    listed = (await client.get(f"/shops/{m.shop_id}/stock", params={"low": True}, headers=me)).json()
    (low,) = listed["items"]
    assert (listed["total"], low["on_hand"], low["held"], low["available"], low["low"]) == (1, 3, 0, 3, True)
    at = f"/warehouses/{warehouse['id']}"
    lines = [{"variant_id": str(m.variants[1]), "quantity": 20}]
    receipt = await client.post(f"{at}/receipts", json={"lines": lines, "note": "pagi"}, headers=me)
    assert (receipt.status_code, receipt.json()["lines"]) == (201, lines)
    row = f"{at}/stock/{m.variants[1]}"
    stale = await client.put(row, json={"on_hand": 9, "version": low["version"]}, headers=me)
    assert (stale.status_code, stale.json()["code"], stale.json()["stock"]["on_hand"]) == (409, "stale_version", 23)
    version = stale.json()["version"]
    counted = await client.put(row, json={"on_hand": 9, "version": version, "reason": "hitung"}, headers=me)
    assert (counted.status_code, counted.json()["on_hand"], counted.json()["low"]) == (200, 9, True)
    emptied = await client.post(f"{row}/empty", json={"version": counted.json()["version"]}, headers=me)
    assert (emptied.status_code, emptied.json()["on_hand"]) == (200, 0)
    ledger = f"/shops/{m.shop_id}/stock-movements"
    moved = (await client.get(ledger, params={"variant_id": str(m.variants[1])}, headers=me)).json()
    assert [(x["change"], x["reason"]) for x in moved["items"]] == [
        (-9, "emptied"),
        (-14, "adjusted"),
        (20, "received"),
        (3, "received"),
    ]
    assert moved["items"][0]["actor"] == {"id": str(seller.id), "name": "Sari Dewi"}
    first = (await client.get(ledger, params={"size": 2}, headers=me)).json()
    rest = (await client.get(ledger, params={"size": 50, "after": first["next"]}, headers=me)).json()
    assert (len(first["items"]), len(rest["items"]), rest["next"]) == (2, 3, None)


async def test_below_what_is_held_and_negative_name_the_field(client: httpx.AsyncClient) -> None:
    seller = await register(client)
    m = await market(5, owner_id=seller.id)
    wants = [Want(m.shop_id, m.variants[0], 3)]
    await api.hold(id=new_id(), wants=wants, expires_at=clock.now() + QUARTER)
    (row,) = (await client.get(f"/shops/{m.shop_id}/stock", headers=seller.headers)).json()["items"]
    at = f"/warehouses/{row['warehouse_id']}/stock/{m.variants[0]}"
    for wrong in (2, -1):
        refused = await client.put(at, json={"on_hand": wrong, "version": row["version"]}, headers=seller.headers)
        assert refused.status_code == 422
        assert refused.json()["errors"][0]["field"] == "on_hand"


async def test_warehouses_are_made_edited_and_switched_off_after_a_look(client: httpx.AsyncClient) -> None:
    seller = await register(client)
    m = await market(5, owner_id=seller.id)
    me, at = seller.headers, f"/shops/{m.shop_id}/warehouses"
    made = await client.post(at, json={"name": "Cabang", "address": "Jl. Melati 1", "priority": 3}, headers=me)
    assert (made.status_code, made.json()["priority"]) == (201, 3)
    main = (await client.get(at, headers=me)).json()[0]
    impact = (await client.get(f"/warehouses/{main['id']}/impact", headers=me)).json()
    assert (impact["variants_sold_out"], impact["last_active"]) == (1, False)
    off = await client.put(f"/warehouses/{main['id']}", json={"active": False}, headers=me)
    assert (off.status_code, off.json()["active"], off.json()["name"]) == (200, False, main["name"])
    (row,) = (await client.get(f"/shops/{m.shop_id}/stock", headers=me)).json()["items"]
    assert (row["on_hand"], row["available"]) == (5, 0)
    mark = await client.put(f"/shops/{m.shop_id}/stock/{m.variants[0]}/low-at", json={"low_at": 0}, headers=me)
    assert mark.status_code == 204


async def test_the_sum_of_a_receipt_is_checked_not_each_line(client: httpx.AsyncClient) -> None:
    seller = await register(client)
    m = await market(7, owner_id=seller.id)
    me = seller.headers
    (warehouse,) = (await client.get(f"/shops/{m.shop_id}/warehouses", headers=me)).json()
    at = f"/warehouses/{warehouse['id']}/receipts"
    line = {"variant_id": str(m.variants[0]), "quantity": 1_000_000}
    refused = await client.post(at, json={"lines": [line] * 11}, headers=me)
    assert (refused.status_code, refused.json()["errors"][0]["field"]) == (422, "lines.9.quantity")
    full = await client.post(at, json={"lines": [line] * 9 + [{**line, "quantity": 999_993}]}, headers=me)
    assert full.status_code == 201
    assert (await client.post(at, json={"lines": [{**line, "quantity": 1}]}, headers=me)).status_code == 422
    (row,) = (await client.get(f"/shops/{m.shop_id}/stock", headers=me)).json()["items"]
    assert row["on_hand"] == 10_000_000


@pytest.mark.parametrize("half", [{"latitude": -7.7}, {"longitude": 110.4}])
async def test_half_a_place_is_refused(client: httpx.AsyncClient, half: dict[str, float]) -> None:
    seller = await register(client)
    m = await market(1, owner_id=seller.id)
    at = f"/shops/{m.shop_id}/warehouses"
    assert (await client.post(at, json={"name": "Cabang", **half}, headers=seller.headers)).status_code == 422
    (main,) = (await client.get(at, headers=seller.headers)).json()
    at = f"/warehouses/{main['id']}"
    assert (await client.put(at, json=half, headers=seller.headers)).status_code == 422
    whole = await client.put(at, json={"latitude": -7.7, "longitude": 110.4}, headers=seller.headers)
    assert (whole.status_code, whole.json()["latitude"]) == (200, -7.7)
    assert (await client.put(at, json=dict.fromkeys(half), headers=seller.headers)).status_code == 422


@pytest.mark.parametrize("signed_in", [False, True])
async def test_others_see_nothing_of_it(client: httpx.AsyncClient, signed_in: bool) -> None:
    m = await market(5)
    who = (await register(client)).headers if signed_in else {}
    (main,) = await api.list_warehouses(shop_id=m.shop_id)
    row = f"/warehouses/{main.id}/stock/{m.variants[0]}"
    lines = [{"variant_id": str(m.variants[0]), "quantity": 1}]
    for method, path, body in [
        ("GET", f"/shops/{m.shop_id}/warehouses", None),
        ("POST", f"/shops/{m.shop_id}/warehouses", {"name": "Cabang"}),
        ("PUT", f"/warehouses/{main.id}", {"active": False}),
        ("GET", f"/warehouses/{main.id}/impact", None),
        ("GET", f"/shops/{m.shop_id}/stock", None),
        ("POST", f"/warehouses/{main.id}/receipts", {"lines": lines}),
        ("PUT", row, {"on_hand": 0, "version": 1}),
        ("POST", f"{row}/empty", {"version": 1}),
        ("PUT", f"/shops/{m.shop_id}/stock/{m.variants[0]}/low-at", {"low_at": 1}),
        ("GET", f"/shops/{m.shop_id}/stock-movements", None),
    ]:
        answer = await client.request(method, path, json=body, headers=who)
        assert answer.status_code == (404 if signed_in else 401), f"{method} {path}"
    assert await api.available(wants=[]) == []
