"""Profiles, addresses, and what admins may do."""

import asyncio
import io
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
from PIL import Image

from niaga.identity import api as identity
from niaga.identity.types import NewPerson
from niaga.kit import clock
from niaga.kit.ids import new_id

from .visitor import PASSWORD, admin, fresh, headers, register

HOME = {
    "label": "Kos",
    "recipient": "Dewi",
    "phone": "0812-3456-7890",
    "line": "Jl. Kertosentono No. 14",
    "province": "Jawa Timur",
    "regency": "Kota Malang",
    "district": "Lowokwaru",
    "village": "Ketawanggede",
    "postal_code": "65145",
}


async def test_the_profile_changes_by_what_is_sent(client: httpx.AsyncClient) -> None:
    session = await register(client)
    who = headers(session)
    sent = {"name": "  Dewi   Lestari ", "language": "en", "wants_email": False, "quiet_from": "21:00"}
    refused = await client.put("/users/me", json=sent, headers=who)
    assert refused.status_code == 422
    me = (await client.put("/users/me", json={**sent, "quiet_until": "06:00"}, headers=who)).json()
    assert (me["name"], me["language"], me["wants_email"]) == ("Dewi Lestari", "en", False)
    assert (me["quiet_from"], me["quiet_until"], me["phone"]) == ("21:00", "06:00", session["user"]["phone"])
    me = (await client.put("/users/me", json={"phone": None, "password": PASSWORD}, headers=who)).json()
    assert (me["phone"], me["name"]) == (None, "Dewi Lestari")
    assert (await client.put("/users/me", json={"roles": ["admin"]}, headers=who)).json()["roles"] == ["customer"]


@pytest.mark.parametrize("named", [{}, {"campus_id": None, "phone": None}])
async def test_what_was_read_can_be_sent_back_whole(client: httpx.AsyncClient, named: dict[str, Any]) -> None:
    who = headers(await register(client, **named))
    me = (await client.get("/users/me", headers=who)).json()
    answer = await client.put("/users/me", json=me, headers=who)
    assert (answer.status_code, answer.json()) == (200, me)
    for _ in range(2):
        kept = (await client.post("/users/me/addresses", json=HOME, headers=who)).json()
        path = f"/users/me/addresses/{kept['id']}"
        assert (await client.put(path, json=kept, headers=who)).json() == kept
    no_email = await client.put("/users/me", json={"email": None}, headers=who)
    assert (no_email.status_code, no_email.json()["errors"][0]["field"]) == (422, "email")


@pytest.mark.parametrize(
    "name",
    [
        "Ambil di http://evil.test/x",
        "evil.test/x klik",
        "Hadiah: klik",
        "dewi@evil.test",
        "WWW.evil.test klik",
        "\\\\evil",
    ],
)
async def test_a_name_is_no_address(client: httpx.AsyncClient, name: str) -> None:
    refused = await client.post("/auth/register", json={**fresh(), "name": name})
    assert (refused.status_code, refused.json()["errors"][0]["field"]) == (422, "name")
    session, boss = await register(client), await admin(client)
    assert (await client.put("/users/me", json={"name": name}, headers=headers(session))).status_code == 422
    path = f"/users/{session['user']['id']}"
    assert (await client.put(path, json={"name": name}, headers=headers(boss))).status_code == 422


@pytest.mark.parametrize(
    "name", ["Drs. Budi S.Kom, M.Si.", "Ni Luh Putu Ayu", "D'Angelo O’Brien-Sari", "Aña 3", "<b>Dewi"]
)
async def test_names_are_taken_as_people_have_them(client: httpx.AsyncClient, name: str) -> None:
    assert (await register(client, name=name))["user"]["name"] == name


@pytest.mark.parametrize("name", ["phone", "campus_id"])
async def test_a_name_to_sign_in_with_takes_the_password_to_change(client: httpx.AsyncClient, name: str) -> None:
    session, other = await register(client, **{name: None}), fresh()[name]
    who = headers(session)
    assert (await client.put("/users/me", json={name: fresh()[name]}, headers=who)).status_code == 200
    for value in (other, None):
        unproven = await client.put("/users/me", json={name: value}, headers=who)
        assert (unproven.status_code, unproven.json()["errors"][0]["code"]) == (422, "password_needed")
        wrong = await client.put("/users/me", json={name: value, "password": "wrong-horse"}, headers=who)
        assert wrong.status_code == 401
    assert (await client.put("/users/me", json={name: other, "password": PASSWORD}, headers=who)).status_code == 200


async def test_a_campus_id_is_whose_an_admin_says_it_is(client: httpx.AsyncClient) -> None:
    boss, squatter, owner = await admin(client), await register(client), await register(client)
    wanted = squatter["user"]["campus_id"]
    paths = [f"/users/{one['user']['id']}" for one in (squatter, owner)]
    claim = {"campus_id": wanted, "password": PASSWORD}
    assert (await client.put("/users/me", json=claim, headers=headers(owner))).json()["code"] == "campus_id_taken"
    given = await client.put(paths[1], json={"campus_id": wanted.lower()}, headers=headers(boss))
    assert (given.json()["campus_id"], given.json()["campus_id_verified"]) == (wanted.lower(), True)
    assert (await client.get("/users/me", headers=headers(squatter))).json()["campus_id"] is None
    mine = await client.put("/users/me", json={**claim, "campus_id": None}, headers=headers(owner))
    assert (mine.status_code, mine.json()["errors"][0]["code"]) == (422, "campus_id_verified")
    again = await client.put(paths[0], json={"campus_id": wanted}, headers=headers(boss))
    assert (again.status_code, again.json()["code"]) == (409, "campus_id_taken")
    taken = await client.put(paths[0], json={"phone": owner["user"]["phone"]}, headers=headers(boss))
    assert (taken.status_code, taken.json()["code"]) == (409, "phone_taken")
    freed = await client.put(paths[1], json={"campus_id": None, "phone": "0812 0000 1111"}, headers=headers(boss))
    assert (freed.json()["campus_id"], freed.json()["campus_id_verified"]) == (None, False)
    assert freed.json()["phone"] == "+6281200001111"
    assert (await client.put(paths[1], json={"phone": None}, headers=headers(boss))).json()["phone"] is None


@pytest.mark.usefixtures("limited")
async def test_asking_whose_a_number_is_makes_one_wait(client: httpx.AsyncClient) -> None:
    session, other = await register(client, phone=None, campus_id=None), await register(client)
    asked = [{"phone": other["user"]["phone"]}, {"campus_id": other["user"]["campus_id"]}] * 5
    answers = [await client.put("/users/me", json=body, headers=headers(session)) for body in asked]
    assert {a.status_code for a in answers} == {409}
    body = {"campus_id": fresh()["campus_id"]}
    assert (await client.put("/users/me", json=body, headers=headers(session))).status_code == 429


async def test_changes_at_once_do_not_undo_each_other(client: httpx.AsyncClient) -> None:
    who = headers(await register(client))
    changes: list[dict[str, Any]] = [{"name": "Sari"}, {"language": "en"}, {"wants_email": False}, {"phone": None}]
    sent = [{**change, "password": PASSWORD} for change in changes]
    await asyncio.gather(*(client.put("/users/me", json=change, headers=who) for change in sent))
    me = (await client.get("/users/me", headers=who)).json()
    assert {**me, **changes[0], **changes[1], **changes[2], **changes[3]} == me


async def test_a_picture_is_checked_by_what_it_is(client: httpx.AsyncClient) -> None:
    session = await register(client)
    out = io.BytesIO()
    Image.new("RGB", (400, 300), "orange").save(out, "JPEG")
    files = {"file": ("me.png", out.getvalue(), "image/png")}
    answer = await client.post("/users/me/avatar", files=files, headers=headers(session))
    assert answer.status_code == 200, answer.text
    picture = await client.get(f"http://niaga.test{answer.json()['avatar_url']}")
    assert picture.headers["content-type"] == "image/webp"
    assert Image.open(io.BytesIO(picture.content)).size == (256, 256)
    lie = {"file": ("me.png", b"<svg onload=alert(1)>", "image/png")}
    refused = await client.post("/users/me/avatar", files=lie, headers=headers(session))
    assert (refused.status_code, refused.json()["code"]) == (422, "image_refused")


async def addresses(client: httpx.AsyncClient, session: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await client.get("/users/me/addresses", headers=headers(session))).json()
    return found


async def test_there_is_always_one_default_address(client: httpx.AsyncClient) -> None:
    session = await register(client)
    who = headers(session)
    first = await client.post("/users/me/addresses", json=HOME, headers=who)
    assert first.status_code == 201
    assert first.json()["is_default"] is True
    assert first.json()["phone"] == "+6281234567890"
    await client.post("/users/me/addresses", json={**HOME, "label": "Kampus"}, headers=who)
    third = (await client.post("/users/me/addresses", json={**HOME, "is_default": True}, headers=who)).json()
    assert [a["is_default"] for a in await addresses(client, session)] == [True, False, False]
    assert (await addresses(client, session))[0]["id"] == third["id"]
    path = f"/users/me/addresses/{first.json()['id']}"
    changed = (await client.put(path, json={"is_default": True, "note": "Pagar biru"}, headers=who)).json()
    kept = (await client.put(path, json={"is_default": False}, headers=who)).json()
    assert kept["is_default"] is True
    assert (changed["is_default"], changed["note"], changed["line"]) == (True, "Pagar biru", HOME["line"])
    assert (await client.delete(path, headers=who)).status_code == 204
    assert (await client.delete(path, headers=who)).status_code == 404
    left = await addresses(client, session)
    assert [a["is_default"] for a in left] == [True, False]
    assert left[0]["id"] == third["id"]


async def test_addresses_added_at_once_leave_one_default_and_repeating_adds_none(client: httpx.AsyncClient) -> None:
    session = await register(client)
    body = {**HOME, "id": str(new_id()), "is_default": True}
    same = [client.post("/users/me/addresses", json=body, headers=headers(session)) for _ in range(5)]
    others = [
        client.post("/users/me/addresses", json={**HOME, "is_default": True}, headers=headers(session))
        for _ in range(5)
    ]
    assert {a.status_code for a in await asyncio.gather(*same, *others)} == {201}
    found = await addresses(client, session)
    assert len(found) == 6
    assert sum(a["is_default"] for a in found) == 1


async def test_addresses_are_nobody_elses_business(client: httpx.AsyncClient) -> None:
    owner, stranger = await register(client), await register(client)
    mine = (await client.post("/users/me/addresses", json=HOME, headers=headers(owner))).json()
    path = f"/users/me/addresses/{mine['id']}"
    assert (await client.put(path, json={"label": "x"}, headers=headers(stranger))).status_code == 404
    assert (await client.delete(path, headers=headers(stranger))).status_code == 404
    taken = await client.post("/users/me/addresses", json={**HOME, "id": mine["id"]}, headers=headers(stranger))
    assert (taken.status_code, taken.json()["code"]) == (422, "key_reused")


WRONG: list[dict[str, Any]] = [
    {"postal_code": "6514"},
    {"postal_code": "٦٥١٤٥"},
    {"phone": "12345678"},
    {"line": ""},
    {"line": "   "},
    {"regency": "\t"},
    {"latitude": 91},
    {"latitude": -7.9},
]


@pytest.mark.parametrize("change", WRONG)
async def test_wrong_addresses_are_refused(client: httpx.AsyncClient, change: dict[str, Any]) -> None:
    session = await register(client)
    answer = await client.post("/users/me/addresses", json={**HOME, **change}, headers=headers(session))
    assert (answer.status_code, answer.json()["code"]) == (422, "validation_failed")


async def test_only_admins_see_people(client: httpx.AsyncClient) -> None:
    session, boss = await register(client), await admin(client)
    id = session["user"]["id"]
    assert (await client.get("/users")).status_code == 401
    for call in (client.get("/users", headers=headers(session)), client.get(f"/users/{id}", headers=headers(session))):
        assert (await call).status_code == 403
    assert (await client.get(f"/users/{id}", headers=headers(boss))).json() == session["user"]
    assert (await client.get(f"/users/{uuid4()}", headers=headers(boss))).status_code == 404
    form = fresh()
    local = f"0{session['user']['phone'][3:]}"
    for q in (session["user"]["email"][5:12], session["user"]["name"].upper(), local, session["user"]["campus_id"]):
        found = (await client.get("/users", params={"q": q}, headers=headers(boss))).json()
        assert [u["id"] for u in found["items"]] == [id], q
    phone = session["user"]["phone"]
    parts = (f"0{phone[3:9]}", f"0{phone[3:6]} {phone[6:10]}", f"0{phone[3:6]}-{phone[6:10]}-", phone[:10], phone[1:10])
    for q in (*parts, phone[5:], f"0062 {phone[3:]}"):
        found = (await client.get("/users", params={"q": q, "size": 100}, headers=headers(boss))).json()
        assert id in [u["id"] for u in found["items"]], q
    assert (await client.get("/users", params={"q": form["email"]}, headers=headers(boss))).json()["total"] == 0
    assert (await client.get("/users", params={"q": "%"}, headers=headers(boss))).json()["total"] == 0
    admins = (await client.get("/users", params={"role": "admin", "size": 1}, headers=headers(boss))).json()
    assert admins["items"][0]["id"] == boss["user"]["id"]
    assert (admins["page"], admins["size"], len(admins["items"])) == (1, 1, 1)
    assert (await client.get("/users", params={"size": 1000}, headers=headers(boss))).status_code == 400


async def test_roles_count_at_once_given_or_taken(client: httpx.AsyncClient) -> None:
    boss, session = await admin(client), await register(client)
    path = f"/users/{session['user']['id']}"
    assert (await client.get("/users", headers=headers(session))).status_code == 403
    given = await client.put(path, json={"roles": ["admin", "courier"]}, headers=headers(boss))
    assert given.json()["roles"] == ["customer", "courier", "admin"]
    assert (await client.get("/users", headers=headers(session))).status_code == 200
    await client.put(path, json={"roles": []}, headers=headers(boss))
    assert (await client.get("/users", headers=headers(session))).status_code == 403
    fresher = (await client.post("/auth/refresh", json={"refresh_token": session["refresh_token"]})).json()
    assert fresher["user"]["roles"] == ["customer"]
    own = f"/users/{boss['user']['id']}"
    for body in ({"roles": ["customer"]}, {"status": "suspended"}):
        answer = await client.put(own, json=body, headers=headers(boss))
        assert (answer.status_code, answer.json()["code"]) == (409, "own_account")


async def test_the_suspended_are_out_at_once_until_let_in_again(client: httpx.AsyncClient) -> None:
    boss, session = await admin(client), await register(client)
    path, name = f"/users/{session['user']['id']}", {"email": session["user"]["email"]}
    await client.put(path, json={"status": "suspended"}, headers=headers(boss))
    assert (await client.get("/users/me", headers=headers(session))).status_code == 401
    answer = await client.post("/auth/login", json={**name, "password": PASSWORD})
    assert (answer.status_code, answer.json()["code"]) == (403, "account_suspended")
    wrong = await client.post("/auth/login", json={**name, "password": "wrong-horse"})
    assert wrong.status_code == 401
    assert (await client.post("/auth/refresh", json={"refresh_token": session["refresh_token"]})).status_code == 401
    await client.put(path, json={"status": "active"}, headers=headers(boss))
    assert (await client.post("/auth/login", json={**name, "password": PASSWORD})).status_code == 200


async def test_the_erased_leave_nothing_personal(client: httpx.AsyncClient) -> None:
    boss, session = await admin(client), await register(client)
    await client.post("/users/me/addresses", json=HOME, headers=headers(session))
    path = f"/users/{session['user']['id']}"
    assert (await client.delete(path, headers=headers(boss))).status_code == 204
    assert (await client.delete(path, headers=headers(boss))).status_code == 204
    left = (await client.get(path, headers=headers(boss))).json()
    assert (left["status"], left["email"], left["phone"], left["campus_id"]) == ("erased", None, None, None)
    assert left["name"] != session["user"]["name"]
    await identity.grant_role(user_id=UUID(session["user"]["id"]), role="seller")
    assert (await client.get(path, headers=headers(boss))).json()["roles"] == ["customer"]
    assert await identity.list_addresses(user_id=UUID(session["user"]["id"])) == []
    assert (await client.get("/users/me", headers=headers(session))).status_code == 401
    again = {"name": "Dewi", "email": session["user"]["email"], "password": PASSWORD}
    assert (await client.post("/auth/register", json=again)).status_code == 201


async def test_people_made_in_bulk_can_sign_in_and_making_them_again_changes_nothing(
    client: httpx.AsyncClient,
) -> None:
    hashed = await identity.hash_password(password="niaga-demo")
    forms = [fresh() for _ in range(30)]
    many = [
        NewPerson(
            id=new_id(),
            name=f["name"],
            email=f["email"].upper(),
            phone=f["phone"],
            roles=["seller"],
            password_hash=hashed,
            created_at=clock.now(),
        )
        for f in forms
    ]
    await identity.create_people(people=many)
    await identity.create_people(people=many)
    answer = await client.post("/auth/login", json={"phone": forms[7]["phone"], "password": "niaga-demo"})
    assert answer.status_code == 200
    assert answer.json()["user"]["roles"] == ["customer", "seller"]
    assert [p.id for p in await identity.people(ids=[m.id for m in many[::-1]])] == [m.id for m in many[::-1]]
