"""POST /auth/…, /.well-known/jwks.json."""

import base64
import json
import re
import secrets
from typing import Any

import httpx
import pytest

from tests.conftest import PATIENCE_S, until
from tests.running import Platform
from tests.world import World

SESSION = {"access_token", "token_type", "expires_in", "refresh_token", "user"}
USER = {"id", "name", "email", "phone", "campus_id", "roles", "avatar_url", "email_verified", "created_at"}


def newcomer(**more: Any) -> dict[str, Any]:
    name = secrets.token_hex(6)
    return {
        "name": "Dewi Lestari",
        "email": f"{name}@kampus.test",
        "password": "kelapa-muda-77",
        "phone": f"0813{secrets.randbelow(10**8):08}",
        "campus_id": f"NIM{name}",
        **more,
    }


def bearer(session: dict[str, Any]) -> dict[str, str]:
    return {"authorization": f"Bearer {session['access_token']}"}


async def test_register_and_sign_in_by_each_name(world: World) -> None:
    new = newcomer(role="seller", session="token")
    answer = await world.http.post("/auth/register", json=new)
    assert answer.status_code == 201
    session = answer.json()
    assert session.keys() >= SESSION
    assert session["token_type"] == "Bearer"
    assert session["expires_in"] == 900
    user = session["user"]
    assert user.keys() >= USER
    assert (user["name"], user["email"], user["campus_id"]) == (new["name"], new["email"], new["campus_id"])
    assert "seller" in user["roles"]
    assert (user["avatar_url"], user["email_verified"]) == (None, False)
    assert (await world.http.get("/users/me", headers=bearer(session))).json()["id"] == user["id"]
    for name in ("campus_id", "email", "phone"):
        answer = await world.http.post("/auth/login", json={name: new[name], "password": new["password"]})
        assert answer.status_code == 200, name
        assert answer.json().keys() >= SESSION
        assert answer.json()["user"]["id"] == user["id"]
        assert "set-cookie" not in answer.headers


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"password": "password"}, "password"),
        ({"password": "abc"}, "password"),
        ({"email": "bukan-email"}, "email"),
        ({"name": ""}, "name"),
        ({"role": "admin"}, "role"),
        ({"session": "pigeon"}, "session"),
    ],
)
async def test_what_is_refused_at_registration(world: World, change: dict[str, str], field: str) -> None:
    answer = await world.http.post("/auth/register", json=newcomer(**change))
    assert (answer.status_code, answer.json()["code"]) == (422, "validation_failed")
    assert [e["field"] for e in answer.json()["errors"]] == [field]


async def test_the_same_address_twice_and_a_wrong_password(world: World) -> None:
    new = newcomer()
    assert (await world.http.post("/auth/register", json=new)).status_code == 201
    again = await world.http.post("/auth/register", json=newcomer(email=new["email"].upper()))
    assert (again.status_code, again.json()["code"]) == (409, "email_taken")
    for who in ({"email": new["email"]}, {"email": "tidak-ada@kampus.test"}, {"campus_id": "NIMTIDAKADA"}):
        wrong = await world.http.post("/auth/login", json={**who, "password": "bukan-ini-sandinya"})
        assert (wrong.status_code, wrong.json()["code"]) == (401, "invalid_credentials")
    unnamed = await world.http.post("/auth/login", json={"password": "x"})
    assert (unnamed.status_code, unnamed.json()["code"]) == (422, "validation_failed")


async def test_a_refresh_token_works_once_and_its_second_use_ends_the_family(world: World) -> None:
    session = (await world.http.post("/auth/register", json=newcomer())).json()
    first = {"refresh_token": session["refresh_token"]}
    answer = await world.http.post("/auth/refresh", json=first)
    assert answer.status_code == 200
    second = answer.json()
    assert second.keys() >= SESSION
    assert second["refresh_token"] != session["refresh_token"]
    reused = await world.http.post("/auth/refresh", json=first)
    assert (reused.status_code, reused.json()["code"]) == (401, "token_reused")
    ended = await world.http.post("/auth/refresh", json={"refresh_token": second["refresh_token"]})
    assert ended.status_code == 401
    for token in (session, second):
        assert (await world.http.get("/users/me", headers=bearer(token))).status_code == 401
    nonsense = await world.http.post("/auth/refresh", json={"refresh_token": "tidak-pernah-ada"})
    assert nonsense.status_code == 401
    assert (await world.http.post("/auth/refresh")).status_code == 401


async def test_in_a_browser_the_refresh_token_is_only_in_a_cookie(platform: Platform) -> None:
    async with httpx.AsyncClient(base_url=f"{platform.url}/api/v1", timeout=PATIENCE_S) as browser:
        answer = await browser.post("/auth/register", json=newcomer(session="cookie"))
        assert answer.status_code == 201
        assert "refresh_token" not in answer.json()
        cookie = answer.headers["set-cookie"].lower()
        assert "httponly" in cookie
        assert "samesite=strict" in cookie
        answer = await browser.post("/auth/refresh")
        assert answer.status_code == 200
        assert "refresh_token" not in answer.json()
        assert "set-cookie" in answer.headers
        email = answer.json()["user"]["email"]
        assert (await browser.post("/auth/logout", headers=bearer(answer.json()))).status_code == 204
        assert (await browser.post("/auth/refresh")).status_code == 401
        body = {"email": email, "password": "kelapa-muda-77", "session": "cookie"}
        answer = await browser.post("/auth/login", json=body)
        assert (answer.status_code, "refresh_token" in answer.json()) == (200, False)


async def test_signing_out(world: World) -> None:
    new = newcomer()
    sessions = [(await world.http.post("/auth/register", json=new)).json()]
    login = {"email": new["email"], "password": new["password"]}
    sessions += [(await world.http.post("/auth/login", json=login)).json() for _ in range(2)]
    assert (await world.http.post("/auth/logout", headers=bearer(sessions[0]))).status_code == 204
    seen = [(await world.http.get("/users/me", headers=bearer(s))).status_code for s in sessions]
    assert seen == [401, 200, 200]
    assert (await world.http.post("/auth/logout-all", headers=bearer(sessions[1]))).status_code == 204
    seen = [(await world.http.get("/users/me", headers=bearer(s))).status_code for s in sessions]
    assert seen == [401, 401, 401]
    refused = await world.http.get("/users/me", headers=bearer(sessions[0]))
    assert refused.json()["code"] == "unauthenticated"
    assert (await world.http.post("/auth/logout-all")).status_code == 401


async def mailed(platform: Platform, address: str, page: str) -> str:
    """The token of the newest link to that page in the mailbox of development."""
    async with httpx.AsyncClient(base_url=platform.url, timeout=PATIENCE_S) as outside:

        async def link() -> str | None:
            mails = (await outside.get("/dev/mailbox.json", params={"to": address})).json()
            found = [m for mail in mails for m in re.findall(rf"{page}#([\w.~-]+)", mail["text"])]
            return found[0] if found else None

        return str(await until(link))


async def test_an_address_is_verified_once(world: World, platform: Platform) -> None:
    new = newcomer()
    session = (await world.http.post("/auth/register", json=new)).json()
    token = await mailed(platform, new["email"], "/verify-email")
    assert (await world.http.post("/auth/verify-email", json={"token": token})).status_code == 204
    me = (await world.http.get("/users/me", headers=bearer(session))).json()
    assert me["email_verified"] is True
    again = await world.http.post("/auth/verify-email", json={"token": token})
    assert (again.status_code, again.json()["code"]) == (410, "link_expired")


async def test_a_forgotten_password(world: World, platform: Platform) -> None:
    new = newcomer()
    session = (await world.http.post("/auth/register", json=new)).json()
    for email in (new["email"], "tidak-ada@kampus.test"):
        assert (await world.http.post("/auth/forgot-password", json={"email": email})).status_code == 204
    token = await mailed(platform, new["email"], "/reset-password")
    weak = await world.http.post("/auth/reset-password", json={"token": token, "password": "12345678"})
    assert (weak.status_code, weak.json()["code"]) == (422, "validation_failed")
    body = {"token": token, "password": "sandi-baru-yang-panjang"}
    assert (await world.http.post("/auth/reset-password", json=body)).status_code == 204
    assert (await world.http.get("/users/me", headers=bearer(session))).status_code == 401
    login = {"email": new["email"], "password": body["password"]}
    assert (await world.http.post("/auth/login", json=login)).status_code == 200
    assert (await world.http.post("/auth/reset-password", json=body)).status_code == 410


async def test_the_public_keys_fit_the_tokens(world: World, platform: Platform) -> None:
    session = (await world.http.post("/auth/register", json=newcomer())).json()
    head, claims = (
        json.loads(base64.urlsafe_b64decode(part + "==")) for part in session["access_token"].split(".")[:2]
    )
    async with httpx.AsyncClient(base_url=platform.url, timeout=PATIENCE_S) as outside:
        answer = await outside.get("/.well-known/jwks.json")
    assert answer.status_code == 200
    keys = {key["kid"]: key for key in answer.json()["keys"]}
    assert keys[head["kid"]]["alg"] == head["alg"] == "ES256"
    assert claims["sub"] == session["user"]["id"]
    assert not any("d" in key for key in keys.values())


@pytest.mark.parametrize("token", ["", "Bearer", "Bearer x.y.z", "Basic YTpi", "Bearer " + "x" * 3000])
async def test_a_bad_token_is_refused_even_where_guests_may(world: World, token: str) -> None:
    for path in ("/products", "/cart", "/orders/me"):
        answer = await world.http.get(path, headers={"authorization": token})
        assert (answer.status_code, answer.json()["code"]) == (401, "unauthenticated"), path
