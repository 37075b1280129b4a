"""/shops/{id}/warehouses, /stock, /stock-movements, /warehouses/{id}/…"""

import uuid

from tests.world import Json, Shop, World

ROW = {"variant_id", "sku", "name", "warehouse_id", "on_hand", "held", "available", "low", "version"}


async def warehouse_of(shop: Shop) -> Json:
    found: Json = (await shop.owner.get(f"/shops/{shop.id}/warehouses"))[0]
    return found


async def test_warehouses(world: World) -> None:
    shop, rival = await world.shop(), await world.shop()
    first = await warehouse_of(shop)
    assert first.keys() >= {"id", "name", "address", "priority", "active"}
    second = await shop.owner.post(
        f"/shops/{shop.id}/warehouses", 201, name="Gudang Timur", address="Jl. Timur 2", priority=5
    )
    assert (second["name"], second["address"], second["priority"], second["active"]) == (
        "Gudang Timur",
        "Jl. Timur 2",
        5,
        True,
    )
    assert {w["id"] for w in await shop.owner.get(f"/shops/{shop.id}/warehouses")} == {first["id"], second["id"]}
    closed = await shop.owner.put(f"/warehouses/{second['id']}", name="Gudang Lama", active=False, priority=9)
    assert (closed["name"], closed["active"], closed["priority"]) == ("Gudang Lama", False, 9)
    await rival.owner.get(f"/shops/{shop.id}/warehouses", 404)
    await rival.owner.post(f"/shops/{shop.id}/warehouses", 404, name="Numpang")
    await rival.owner.put(f"/warehouses/{second['id']}", 404, active=True)
    assert (await world.http.get(f"/shops/{shop.id}/warehouses")).status_code == 401


async def test_stock_is_received_listed_and_written_down(world: World) -> None:
    shop, rival = await world.shop(3, 50), await world.shop(1)
    warehouse = await warehouse_of(shop)
    few, many = shop.variants
    receipt = await shop.owner.post(
        f"/warehouses/{warehouse['id']}/receipts", 201, lines=[{"variant_id": few, "quantity": 2}], note="Kiriman pagi"
    )
    assert receipt["lines"] == [{"variant_id": few, "quantity": 2}]
    listed = await shop.owner.get(f"/shops/{shop.id}/stock")
    assert listed.keys() >= {"items", "total", "page", "size"}
    rows = {row["variant_id"]: row for row in listed["items"]}
    assert rows[few].keys() >= ROW
    assert [(rows[v]["on_hand"], rows[v]["held"], rows[v]["available"], rows[v]["low"]) for v in (few, many)] == [
        (5, 0, 5, True),
        (50, 0, 50, False),
    ]
    low = await shop.owner.get(f"/shops/{shop.id}/stock", low="true")
    assert [row["variant_id"] for row in low["items"]] == [few]
    moved = await shop.owner.get(f"/shops/{shop.id}/stock-movements", variant_id=few)
    assert moved.keys() >= {"items", "next"}
    newest = moved["items"][0]
    assert newest.keys() >= {"at", "warehouse_id", "variant_id", "change", "reason", "reference", "actor"}
    assert (newest["warehouse_id"], newest["variant_id"], newest["change"], newest["reference"]) == (
        warehouse["id"],
        few,
        2,
        receipt["id"],
    )
    first = await shop.owner.get(f"/shops/{shop.id}/stock-movements", size=1)
    then = await shop.owner.get(f"/shops/{shop.id}/stock-movements", size=50, after=first["next"])
    assert first["items"][0] not in then["items"]
    assert len(then["items"]) == 2
    assert then["next"] is None
    for stranger in (rival.owner, await world.person()):
        await stranger.get(f"/shops/{shop.id}/stock", 404)
        await stranger.get(f"/shops/{shop.id}/stock-movements", 404)
        await stranger.post(f"/warehouses/{warehouse['id']}/receipts", 404, lines=[{"variant_id": few, "quantity": 1}])
    for wrong in ([], [{"variant_id": few, "quantity": 0}], [{"variant_id": few, "quantity": -4}]):
        refused = await shop.owner.post(f"/warehouses/{warehouse['id']}/receipts", 422, lines=wrong)
        assert refused["code"] == "validation_failed"
    unknown = [{"variant_id": str(uuid.uuid4()), "quantity": 1}]
    assert (await shop.owner.post(f"/warehouses/{warehouse['id']}/receipts", None, lines=unknown)).status_code in (
        404,
        422,
    )
    await shop.owner.get(f"/shops/{shop.id}/stock", 400, size=1000)


async def test_stock_is_set_and_what_is_stale_is_said(world: World) -> None:
    shop = await world.shop(10)
    buyer = await world.person()
    row = await shop.owner.stock(shop)
    path = f"/warehouses/{row['warehouse_id']}/stock/{row['variant_id']}"
    changed = await shop.owner.put(path, on_hand=7, version=row["version"], reason="Hitung ulang")
    assert (changed["on_hand"], changed["available"]) == (7, 7)
    assert changed["version"] > row["version"]
    stale = await shop.owner.put(path, 409, on_hand=9, version=row["version"])
    assert (stale["code"], stale["version"]) == ("stale_version", changed["version"])
    await buyer.add(shop.offers[0], 4)
    await buyer.checkout("qris")
    now = await shop.owner.stock(shop)
    assert (now["on_hand"], now["held"], now["available"]) == (7, 4, 3)
    for below in (3, -1):
        refused = await shop.owner.put(path, 422, on_hand=below, version=now["version"])
        assert refused["code"] == "validation_failed"
    same = await shop.owner.put(path, on_hand=4, version=now["version"])
    assert (same["on_hand"], same["available"]) == (4, 0)
    await shop.owner.put(path, 422, on_hand=4)
    await buyer.put(path, 404, on_hand=4, version=same["version"])
    newest = (await shop.owner.get(f"/shops/{shop.id}/stock-movements"))["items"][0]
    assert newest["change"] == -3
