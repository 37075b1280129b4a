"""Applying, being decided on, and being a shop, through the public API."""

import datetime as dt
import uuid

import httpx

from niaga.kit import clock
from niaga.kit.clock import WIB
from niaga.kit.ids import new_id
from niaga.shops import api, rules
from niaga.shops.types import ShopApplied, ShopApproved, ShopRejected, ShopSuspended
from tests.catalog.market import Caller, Json, open_shop, person, picture, word
from tests.conftest import Events


async def test_apply_and_be_approved(client: httpx.AsyncClient, events: Events) -> None:
    seller, admin = await person(client, "customer"), await person(client, "admin")
    made = await seller.post("/shops", name="Kantin Bu Sri", kind="canteen", timezone="Asia/Makassar")
    assert (made["status"], made["slug"][:13], made["settings"]["role"]) == ("pending", "kantin-bu-sri", "owner")
    await Caller(client).get(f"/shops/{made['id']}", 404)
    await seller.post(f"/shops/{made['id']}/approve", 403)
    shop = await admin.post(f"/shops/{made['id']}/approve", 200)
    assert shop["status"] == "approved"
    seen = await Caller(client).get(f"/shops/{made['slug']}")
    assert (seen["id"], seen["settings"], seen["open_now"]) == (made["id"], None, True)
    assert "seller" in (await seller.get("/users/me"))["roles"]
    id = uuid.UUID(made["id"])
    assert await events.named(ShopApplied, id=id)
    assert len(await events.named(ShopApproved, id=id)) == 1
    await admin.post(f"/shops/{made['id']}/approve", 200)
    assert len(await events.named(ShopApproved, id=id)) == 1


async def test_reject_and_apply_again(client: httpx.AsyncClient, events: Events) -> None:
    seller, admin = await person(client, "customer"), await person(client, "admin")
    made = await seller.post("/shops", name="Toko Ragu")
    await admin.post(f"/shops/{made['id']}/reject", 200, reason="Alamat belum jelas")
    assert (await seller.get(f"/shops/{made['id']}"))["settings"]["reason"] == "Alamat belum jelas"
    assert await events.named(ShopRejected, id=uuid.UUID(made["id"]))
    refused = await admin.post(f"/shops/{made['id']}/suspend", 409)
    assert (refused["code"], refused["present"], refused["allowed"]) == (
        "wrong_state",
        "rejected",
        ["approved", "pending"],
    )
    assert (await seller.post(f"/shops/{made['id']}/reapply", 200))["status"] == "pending"


async def test_the_same_application_twice_is_one_shop(client: httpx.AsyncClient) -> None:
    seller, other = await person(client, "customer"), await person(client, "customer")
    id = str(new_id())
    first = await seller.post("/shops", id=id, name="Toko Sekali")
    again = await seller.post("/shops", id=id, name="Toko Sekali")
    assert first["id"] == again["id"] == id
    assert (await other.post("/shops", 422, id=id, name="Toko Sekali"))["code"] == "key_reused"


async def test_suspended_shops_vanish(client: httpx.AsyncClient, events: Events) -> None:
    seller, admin = await person(client, "customer"), await person(client, "admin")
    shop = await open_shop(seller, admin)
    await admin.post(f"/shops/{shop['id']}/suspend", 200, reason="Laporan pembeli")
    assert await events.named(ShopSuspended, id=uuid.UUID(shop["id"]))
    await Caller(client).get(f"/shops/{shop['id']}", 404)
    assert (await seller.get(f"/shops/{shop['id']}"))["status"] == "suspended"


async def test_settings(client: httpx.AsyncClient) -> None:
    seller, admin = await person(client, "customer"), await person(client, "admin")
    shop = await open_shop(seller, admin)
    edited = await seller.put(
        f"/shops/{shop['id']}",
        description="Buka tiap hari kuliah",
        opening_hours=[{"weekday": 1, "opens": "07:00", "closes": "16:00"}],
        holidays=[{"day": "2026-12-25", "name": "Natal"}],
        pickup_points=[{"name": "Meja depan"}],
        delivery_fee=5000,
        version=2,
    )
    assert edited["pickup_points"][0]["name"] == "Meja depan"
    assert (edited["delivery_fee"], edited["name"]) == (5000, shop["name"])
    kept = edited["pickup_points"]
    again = await seller.put(f"/shops/{shop['id']}", pickup_points=kept, name="Toko Baru")
    assert (again["pickup_points"], again["name"]) == (kept, "Toko Baru")
    assert (await seller.put(f"/shops/{shop['id']}", name=" Toko\r\n Baru "))["name"] == "Toko Baru"
    whole = await seller.get(f"/shops/{shop['id']}")
    back = await seller.put(f"/shops/{shop['id']}", **whole)
    assert {**back, "settings": None} == {**whole, "settings": None}
    assert (await seller.put(f"/shops/{shop['id']}", 409, version=2, delivers=False))["code"] == "stale_version"
    for wrong in (
        {"timezone": "Asia/Atlantis"},
        {"commission_bps": 0},
        {"opening_hours": [{"weekday": 8, "opens": "07:00", "closes": "16:00"}]},
        {"opening_hours": [{"weekday": 1, "opens": "25:00", "closes": "16:00"}]},
        {"delivery_fee": -1},
        {"opening_hours": [{"weekday": 1, "opens": "0٨:00", "closes": "16:00"}]},
        {"pickup_points": [kept[0], kept[0]]},
        {"latitude": -7.9},
        {"phone": "telepon saja"},
        {"name": "x\u0000y"},
        {"name": "   "},
    ):
        assert (await seller.put(f"/shops/{shop['id']}", 422, **wrong))["code"] == "validation_failed", wrong
    assert (await admin.put(f"/shops/{shop['id']}", commission_bps=300))["settings"]["commission_bps"] == 300


async def test_anothers_shop_is_not_found(client: httpx.AsyncClient) -> None:
    seller, admin, other = (
        await person(client, "customer"),
        await person(client, "admin"),
        await person(client, "customer", "seller"),
    )
    shop = await open_shop(seller, admin)
    await other.put(f"/shops/{shop['id']}", 404, name="Direbut")
    await other.ask("POST", f"/shops/{shop['id']}/logo", 404, files={"file": picture()})
    await Caller(client).put(f"/shops/{shop['id']}", 401, name="Direbut")


async def test_lists(client: httpx.AsyncClient) -> None:
    seller, admin = await person(client, "customer"), await person(client, "admin")
    name = word()
    near = await open_shop(seller, admin, name=f"{name} Malang", kind="canteen", latitude=-7.95, longitude=112.61)
    far = await open_shop(seller, admin, name=f"{name} Jayapura", latitude=-2.53, longitude=140.7)
    waiting = await seller.post("/shops", name=f"{name} Menunggu")
    guest = Caller(client)
    found = await guest.get("/shops", q=name, near="-7.94,112.61")
    assert [s["id"] for s in found["items"]] == [near["id"], far["id"]]
    assert 1000 < found["items"][0]["distance_m"] < 1300
    assert found["total"] == 2
    assert (await guest.get("/shops", q=name, kind="canteen"))["total"] == 1
    assert {s["id"] for s in (await seller.get("/shops", mine="true"))["items"]} == {
        near["id"],
        far["id"],
        waiting["id"],
    }
    assert (await admin.get("/shops", q=name, status="pending"))["items"][0]["id"] == waiting["id"]
    await guest.get("/shops", 401, status="pending")

    # Who has waited longest stands first, whatever the name.
    later = await seller.post("/shops", 201, name=f"Aaa {name}")
    queue = (await admin.get("/shops", q=name, status="pending"))["items"]
    assert [shop["id"] for shop in queue] == [waiting["id"], later["id"]]
    queue = (await admin.get("/shops", status="pending", size=100))["items"]
    assert [shop["created_at"] for shop in queue] == sorted(shop["created_at"] for shop in queue)
    assert (await seller.get("/shops", 403, status="pending"))["code"] == "forbidden"
    await guest.get("/shops", 401, mine="true")
    assert (await guest.get("/shops", q=name))["items"][0]["distance_m"] is None
    await guest.get("/shops", 400, near="sini")
    await seller.put(f"/shops/{near['id']}", holidays=[])
    closed = [{"day": f"2026-{m:02}-{d:02}"} for m, d in [(1, 1)]]
    await seller.put(f"/shops/{near['id']}", holidays=closed)
    assert (await guest.get("/shops", q=name, open_now="true"))["total"] == 2
    assert (await guest.get("/shops", q="%"))["items"] == []


async def test_the_database_knows_opening_hours_as_we_do(client: httpx.AsyncClient) -> None:
    seller, admin = await person(client, "customer"), await person(client, "admin")
    now = clock.now().astimezone(WIB)
    today = now.date()

    def day(ahead: int) -> Json:
        return {"day": str(today + dt.timedelta(days=ahead))}

    def hours(begin: int, end: int, ahead: int = 0) -> Json:
        begins, ends = (f"{(now + dt.timedelta(hours=h)):%H}:00" for h in (begin, end))
        return {"weekday": (today + dt.timedelta(days=ahead)).isoweekday(), "opens": begins, "closes": ends}

    weeks: list[Json] = [
        {"opening_hours": []},
        {"opening_hours": [], "holidays": [day(0)]},
        {"opening_hours": [], "holidays": [day(-1), day(1)]},
        *({"opening_hours": [hours(-1, 1, ahead)]} for ahead in (-1, 0, 1)),
        *({"opening_hours": [hours(1, 0, ahead)]} for ahead in (-1, 0)),
        *({"opening_hours": [hours(2, 1, ahead)], "holidays": [day(-1)]} for ahead in (-1, 0)),
        {"opening_hours": [hours(-2, 0)], "timezone": "Asia/Jayapura"},
        {"opening_hours": [hours(2, 3)], "timezone": "Asia/Jayapura"},
    ]
    made = [uuid.UUID((await open_shop(seller, admin))["id"]) for _ in weeks]
    for id, week in zip(made, weeks, strict=True):
        await seller.put(f"/shops/{id}", **week)
    shops = await api.shops(ids=made)
    open_by_rule = {shop.id for shop in shops if rules.view(shop, clock.now()).open_now}
    assert 0 < len(open_by_rule) < len(made)
    assert set(await api.open_shops()) & set(made) == open_by_rule


async def test_logo(client: httpx.AsyncClient) -> None:
    seller, admin = await person(client, "customer"), await person(client, "admin")
    shop = await open_shop(seller, admin)
    edited = await seller.ask("POST", f"/shops/{shop['id']}/logo", files={"file": picture("PNG")})
    answer = await client.get(f"http://niaga.test{edited['logo_url']}")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "image/webp")
    assert "immutable" in answer.headers["cache-control"]
    refused = await seller.ask("POST", f"/shops/{shop['id']}/logo", 422, files={"file": b"GIF89a"})
    assert (refused["code"], refused["errors"][0]["field"]) == ("image_refused", "file")
