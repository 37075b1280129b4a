"""/users/me, addresses, and what admins do to people."""

from tests.catalog.market import word
from tests.world import World

ADDRESS = {
    "label": "Kos",
    "recipient": "Sari Dewi",
    "phone": "081234567890",
    "line": "Jl. Veteran No. 1",
    "province": "Jawa Timur",
    "regency": "Kota Malang",
    "district": "Lowokwaru",
    "village": "Ketawanggede",
    "postal_code": "65145",
}


async def test_me(world: World, picture: bytes) -> None:
    me = await world.person("Sari Dewi")
    changed = await me.put("/users/me", name="Sari Dewi Anggraini", phone="+62 812-9988-7766", language="en")
    assert (changed["name"], changed["phone"]) == ("Sari Dewi Anggraini", "+6281299887766")
    assert await me.get("/users/me") == changed
    with_picture = await me.ask("POST", "/users/me/avatar", files={"file": ("saya.jpg", picture, "image/jpeg")})
    shown = await world.http.get(str(world.http.base_url).replace("/api/v1/", "") + with_picture["avatar_url"])
    assert (shown.status_code, shown.headers["content-type"]) == (200, "image/webp")
    refused = await me.ask("POST", "/users/me/avatar", 422, files={"file": ("saya.jpg", b"bukan gambar", "image/jpeg")})
    assert refused["code"] == "image_refused"
    assert (await world.http.get("/users/me")).json()["code"] == "unauthenticated"


async def test_addresses(world: World) -> None:
    me, stranger = await world.person(), await world.person()
    first = await me.post("/users/me/addresses", 201, **ADDRESS)
    assert {key: first[key] for key in ADDRESS} == {**ADDRESS, "phone": "+6281234567890"}
    assert first["is_default"] is True
    second = await me.post("/users/me/addresses", 201, **{**ADDRESS, "label": "Rumah", "is_default": True})
    listed = await me.get("/users/me/addresses")
    assert [(a["id"], a["is_default"]) for a in listed] == [(second["id"], True), (first["id"], False)]
    changed = await me.put(f"/users/me/addresses/{first['id']}", line="Jl. Soekarno-Hatta 9", is_default=True)
    assert (changed["line"], changed["is_default"]) == ("Jl. Soekarno-Hatta 9", True)
    refused = await me.post("/users/me/addresses", 422, **{**ADDRESS, "postal_code": "6514"})
    assert [e["field"] for e in refused["errors"]] == ["postal_code"]
    await stranger.put(f"/users/me/addresses/{first['id']}", 404, line="x")
    await stranger.ask("DELETE", f"/users/me/addresses/{first['id']}", 404)
    await me.ask("DELETE", f"/users/me/addresses/{first['id']}", 204)
    assert [a["id"] for a in await me.get("/users/me/addresses")] == [second["id"]]


async def test_admins_look_after_people(world: World) -> None:
    name = f"Kartika {word()}"
    admin, seller = await world.admin(), await world.person(name, role="seller")
    found = await admin.get("/users", q=name.lower(), role="seller", page=1, size=5)
    assert found.keys() >= {"items", "total", "page", "size"}
    assert (found["page"], found["size"]) == (1, 5)
    assert seller.id in [user["id"] for user in found["items"]]
    assert all("seller" in user["roles"] for user in found["items"])
    assert (await admin.get(f"/users/{seller.id}"))["email"] == seller.user["email"]
    changed = await admin.put(f"/users/{seller.id}", roles=["customer", "courier"])
    assert sorted(changed["roles"]) == ["courier", "customer"]
    await admin.put(f"/users/{seller.id}", status="suspended")
    assert (await seller.get("/users/me", None)).status_code == 401
    login = {"email": seller.user["email"], "password": "kelapa-muda-77"}
    suspended = await world.http.post("/auth/login", json=login)
    assert (suspended.status_code, suspended.json()["code"]) == (403, "account_suspended")
    await admin.ask("DELETE", f"/users/{seller.id}", 204)
    assert (await admin.get(f"/users/{seller.id}"))["name"] != name
    assert (await world.http.post("/auth/login", json=login)).status_code == 401


async def test_nobody_else_does(world: World) -> None:
    buyer, other = await world.person(), await world.person()
    for method, path in (
        ("GET", "/users"),
        ("GET", f"/users/{other.id}"),
        ("PUT", f"/users/{other.id}"),
        ("DELETE", f"/users/{other.id}"),
    ):
        refused = await buyer.ask(method, path, 403, **({"json": {"roles": ["admin"]}} if method == "PUT" else {}))
        assert refused["code"] == "forbidden"
    admin = await world.admin()
    await admin.get("/users", 400, size=1000)
    await admin.get("/users", 400, size=0)
    await admin.get("/users", 400, page=0)
    await admin.get("/users", 400, role="raja")
