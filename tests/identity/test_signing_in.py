"""Registering, signing in, and staying signed in."""

import asyncio
import base64
import datetime as dt
import hmac
import json
import unicodedata
from collections.abc import Callable
from typing import Any
from uuid import UUID

import asyncpg
import httpx
import pytest
from joserfc import jwt
from joserfc.jwk import ECKey, KeySet

from niaga.identity.api import tokens
from niaga.identity.api.sessions import TRIES_FROM_ANYWHERE
from niaga.identity.types import AccountTried, Registered, SignedIn, VerificationAsked
from niaga.kit import clock, config, db
from niaga.kit.http import limits
from niaga.kit.ids import guest_id
from tests.conftest import Events

from .visitor import PASSWORD, fresh, headers, register

Later = Callable[[dt.timedelta], None]


async def test_registering_makes_an_account_and_signs_in(client: httpx.AsyncClient, events: Events) -> None:
    form = fresh()
    answer = await client.post("/auth/register", json={**form, "role": "seller"}, headers={"X-Cart-Token": "abc"})
    assert answer.status_code == 201
    session = answer.json()
    assert session["token_type"] == "Bearer"
    assert session["expires_in"] == 900
    user = session["user"]
    assert user["roles"] == ["customer", "seller"]
    assert user["email"] == form["email"]
    assert user["phone"] == f"+62{form['phone'][1:]}"
    assert user["email_verified"] is False
    assert "password" not in answer.text
    me = await client.get("/users/me", headers=headers(session))
    assert me.json() == user
    id = UUID(user["id"])
    assert await events.named(Registered, id=id)
    (signed_in,) = await events.named(SignedIn, user_id=id)
    assert signed_in.guest_id == guest_id("abc")


async def test_no_cache_keeps_tokens(client: httpx.AsyncClient) -> None:
    form = fresh()
    who = {"email": form["email"], "password": PASSWORD}
    answers = [await client.post("/auth/register", json=form), await client.post("/auth/login", json=who)]
    answers.append(await client.post("/auth/refresh", json=answers[1].json()))
    assert [a.status_code for a in answers] == [201, 200, 200]
    assert {a.headers["cache-control"] for a in answers} == {"no-store"}


async def test_what_is_taken_cannot_be_taken_again(client: httpx.AsyncClient) -> None:
    form = fresh()
    assert (await client.post("/auth/register", json=form)).status_code == 201
    for field, value, code in (
        ("email", form["email"].upper(), "email_taken"),
        ("phone", f"+62 {form['phone'][1:]}", "phone_taken"),
        ("campus_id", form["campus_id"].lower(), "campus_id_taken"),
    ):
        answer = await client.post("/auth/register", json={**fresh(), field: value})
        assert (answer.status_code, answer.json()["code"]) == (409, code)


async def test_ten_registrations_of_one_address_at_once_make_one_account(client: httpx.AsyncClient) -> None:
    form = {"name": "Dewi", "email": fresh()["email"], "password": PASSWORD}
    answers = await asyncio.gather(*(client.post("/auth/register", json=form) for _ in range(10)))
    assert sorted(a.status_code for a in answers) == [201] + [409] * 9


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"password": "password123"}, "password"),
        ({"password": "short"}, "password"),
        ({"email": "not an address"}, "email"),
        ({"email": "dewi,sari@kampus.test"}, "email"),
        ({"email": "dewi<sari@kampus.test>"}, "email"),
        ({"email": "dewi@kampus..test"}, "email"),
        ({"email": "dewi@kampus.te\u0007st"}, "email"),
        ({"phone": "12"}, "phone"),
        ({"phone": "0812345"}, "phone"),
        ({"name": ""}, "name"),
        ({"role": "admin"}, "role"),
    ],
)
async def test_what_is_wrong_is_named(client: httpx.AsyncClient, change: dict[str, str], field: str) -> None:
    answer = await client.post("/auth/register", json={**fresh(), **change})
    problem = answer.json()
    assert (answer.status_code, problem["code"]) == (422, "validation_failed"), problem
    assert problem["errors"][0]["field"] == field


async def test_one_signs_in_by_any_of_three_names(client: httpx.AsyncClient) -> None:
    form = fresh()
    await client.post("/auth/register", json=form)
    for name in (
        {"email": form["email"].upper()},
        {"phone": form["phone"]},
        {"phone": f"62{form['phone'][1:]}"},
        {"campus_id": form["campus_id"].upper()},
    ):
        answer = await client.post("/auth/login", json={**name, "password": PASSWORD})
        assert answer.status_code == 200, name
        assert answer.json()["user"]["email"] == form["email"]


async def test_a_wrong_password_and_an_unknown_name_look_the_same(client: httpx.AsyncClient) -> None:
    form = fresh()
    await client.post("/auth/register", json=form)
    wrong = await client.post("/auth/login", json={"email": form["email"], "password": "wrong-horse"})
    unknown = await client.post("/auth/login", json={"email": "nobody@kampus.test", "password": "wrong-horse"})
    no_number = await client.post("/auth/login", json={"phone": "x", "password": "wrong-horse"})
    for answer in (wrong, unknown, no_number):
        assert answer.status_code == 401
        assert {**answer.json(), "request_id": ""} == {**wrong.json(), "request_id": ""}
    assert wrong.json()["code"] == "invalid_credentials"
    both = {"email": form["email"], "phone": form["phone"], "password": PASSWORD}
    assert (await client.post("/auth/login", json=both)).status_code == 422
    assert (await client.post("/auth/login", json={"password": PASSWORD})).status_code == 422


async def test_access_tokens_can_be_checked_by_anybody(client: httpx.AsyncClient, app: object) -> None:
    session = await register(client)
    published = (await client.get("http://niaga.test/.well-known/jwks.json")).json()
    assert all("d" not in key for key in published["keys"])
    found = jwt.decode(session["access_token"], KeySet.import_key_set(published), algorithms=["ES256"])
    assert found.claims["sub"] == session["user"]["id"]
    assert found.claims["exp"] - found.claims["iat"] <= 900


async def test_a_token_of_another_key_an_old_one_and_nonsense_are_refused(
    client: httpx.AsyncClient, later: Later
) -> None:
    session = await register(client)
    token = session["access_token"]
    head, body, signature = token.split(".")
    other = (await register(client))["access_token"].split(".")
    for forged in (f"{head}.{other[1]}.{signature}", f"{head}.{body}.", "x", "a.b.c", f"{head}.{body}.{signature}x"):
        answer = await client.get("/users/me", headers={"authorization": f"Bearer {forged}"})
        assert (answer.status_code, answer.json()["code"]) == (401, "unauthenticated")
    assert (await client.get("/users/me")).status_code == 401
    assert (await client.get("/users/me", headers=headers(session))).status_code == 200
    later(dt.timedelta(minutes=15, seconds=1))
    assert (await client.get("/users/me", headers=headers(session))).status_code == 401


@pytest.mark.parametrize(
    "change",
    [
        {"iss": "https://elsewhere.test"},
        {"aud": "other"},
        {"exp": 1},
        {"sub": "nobody"},
        {"roles": "admin"},
        {"sid": None},
        {"typ": "JWT"},
        {"kid": "unknown"},
    ],
)
async def test_a_token_signed_by_us_for_something_else_is_refused(
    client: httpx.AsyncClient, change: dict[str, Any]
) -> None:
    session = await register(client)
    ours = await tokens.signer()
    keys = KeySet([ours.key])
    read = jwt.decode(session["access_token"], keys, algorithms=["ES256"])
    again = jwt.encode(read.header, read.claims, ours.key, algorithms=["ES256"])
    assert (await client.get("/users/me", headers={"authorization": f"Bearer {again}"})).status_code == 200
    header = {**read.header, **{k: v for k, v in change.items() if k in read.header}}
    claims = {**read.claims, **{k: v for k, v in change.items() if k in read.claims}}
    forged = jwt.encode(header, claims, ours.key, algorithms=["ES256"])
    assert (await client.get("/users/me", headers={"authorization": f"Bearer {forged}"})).status_code == 401


async def test_the_public_key_signs_nothing(client: httpx.AsyncClient) -> None:
    """Neither as the secret of a MAC, nor by a token that brings its own key or needs none."""
    session = await register(client)
    (key, *_) = (await client.get("http://niaga.test/.well-known/jwks.json")).json()["keys"]
    head, body, _ = session["access_token"].split(".")
    header = json.loads(base64.urlsafe_b64decode(head + "=="))
    claims = json.loads(base64.urlsafe_b64decode(body + "=="))

    def part(content: bytes) -> str:
        return base64.urlsafe_b64encode(content).decode().rstrip("=")

    signed = f"{part(json.dumps({**header, 'alg': 'HS256'}).encode())}.{body}"
    secret = ECKey.import_key(key).as_pem(private=False)
    mac = f"{signed}.{part(hmac.digest(secret, signed.encode(), 'sha256'))}"
    own = ECKey.generate_key("P-256")
    brought = jwt.encode({**header, "jwk": own.as_dict(private=False)}, claims, own, algorithms=["ES256"])
    none = f"{part(json.dumps({**header, 'alg': 'none'}).encode())}.{body}."
    for forged in (mac, brought, none):
        assert (await client.get("/users/me", headers={"authorization": f"Bearer {forged}"})).status_code == 401


async def test_nothing_secret_is_kept_readable(client: httpx.AsyncClient, settings: config.Settings) -> None:
    session = await register(client)
    async with db.pool().acquire() as c:
        hashed = await c.fetchval(
            "SELECT password_hash FROM identity.person WHERE id = $1", UUID(session["user"]["id"])
        )
        tokens = await c.fetchval("SELECT string_agg(encode(digest, 'escape'), ' ') FROM identity.refresh_token")
        sealed = await c.fetchval("SELECT sealed FROM identity.signing_key LIMIT 1")
    assert hashed.startswith("$argon2id$")
    assert session["refresh_token"] not in tokens
    assert b"PRIVATE KEY" not in sealed


@pytest.mark.usefixtures("limited")
async def test_a_device_that_signed_in_before_gets_in_while_strangers_try(
    client: httpx.AsyncClient, app: Any, events: Events
) -> None:
    form = fresh()
    mine = await client.post("/auth/register", json={**form, "session": "cookie"})
    assert "niaga_device" in mine.cookies
    id = UUID(mine.json()["user"]["id"])
    wrong = {"email": form["email"], "password": "wrong-horse"}
    names = [{"email": form["email"]}, {"phone": form["phone"]}, {"campus_id": form["campus_id"]}]  # one account
    answers = []
    for n in range(TRIES_FROM_ANYWHERE + 3):
        transport = httpx.ASGITransport(app, client=(f"2001:db8:{n:x}::1", 1))
        async with httpx.AsyncClient(transport=transport, base_url=client.base_url) as stranger:
            answers.append(await stranger.post("/auth/login", json={**names[n % 3], "password": "wrong-horse"}))
    assert [a.status_code for a in answers[-2:]] == [429, 429]
    assert len(await events.named(AccountTried, id=id)) == 1  # its owner is told, once
    right = {"email": form["email"], "password": form["password"], "session": "cookie"}
    device = client.cookies["niaga_device"]
    client.cookies.clear()
    assert (await client.post("/auth/login", json=right)).status_code == 429
    for cookie in ("x", device[:-1] + ("A" if device[-1] != "A" else "B")):
        made_up = await client.post("/auth/login", json=right, headers={"cookie": f"niaga_device={cookie}"})
        assert made_up.status_code == 429
    known = {"cookie": f"niaga_device={device}"}
    assert (await client.post("/auth/login", json=right, headers=known)).status_code == 200
    client.cookies.clear()
    for _ in range(limits.TRIES_FREE + 1):
        assert (await client.post("/auth/login", json=wrong, headers=known)).status_code == 401
    assert (await client.post("/auth/login", json=right, headers=known)).status_code == 429


@pytest.mark.usefixtures("limited")
async def test_a_network_of_ipv6_is_one_place(client: httpx.AsyncClient, app: Any) -> None:
    form = fresh()
    await client.post("/auth/register", json=form)
    wrong = {"email": form["email"], "password": "wrong-horse"}
    answers = []
    for n in range(limits.TRIES_FREE + 2):
        transport = httpx.ASGITransport(app, client=(f"2001:db8:77:1:{n:x}::{n:x}", 1))
        async with httpx.AsyncClient(transport=transport, base_url=client.base_url) as stranger:
            answers.append((await stranger.post("/auth/login", json=wrong)).status_code)
    assert answers == [401] * (limits.TRIES_FREE + 1) + [429]


@pytest.mark.usefixtures("limited")
async def test_wrong_passwords_make_one_wait_longer_and_longer(client: httpx.AsyncClient) -> None:
    form = fresh()
    await client.post("/auth/register", json=form)
    wrong = {"email": form["email"], "password": "wrong-horse"}
    for _ in range(limits.TRIES_FREE + 1):
        assert (await client.post("/auth/login", json=wrong)).status_code == 401
    answer = await client.post("/auth/login", json={**wrong, "password": PASSWORD})
    assert (answer.status_code, answer.json()["code"]) == (429, "rate_limited")
    assert 1 <= int(answer.headers["retry-after"]) <= limits.FIRST_WAIT_S
    other = await register(client)
    elsewhere = {"email": other["user"]["email"], "password": PASSWORD}
    assert (await client.post("/auth/login", json=elsewhere)).status_code == 200


@pytest.mark.usefixtures("limited")
async def test_a_name_typed_in_many_ways_is_one_name(client: httpx.AsyncClient) -> None:
    national = (await register(client))["user"]["phone"].removeprefix("+62")
    typed = [f"0{national[:n]}-{national[n:]}" for n in range(3, 3 + limits.TRIES_FREE)]
    for phone in (*typed, f"+62{national}"):
        assert (await client.post("/auth/login", json={"phone": phone, "password": "x"})).status_code == 401
    answer = await client.post("/auth/login", json={"phone": f"62 {national}", "password": PASSWORD})
    assert answer.status_code == 429


async def test_a_password_is_the_same_from_any_keyboard(client: httpx.AsyncClient) -> None:
    form = {**fresh(), "password": "jalan-café-mawar"}
    assert (await client.post("/auth/register", json=form)).status_code == 201
    apart = unicodedata.normalize("NFD", form["password"])
    assert apart != form["password"]
    assert (await client.post("/auth/login", json={"email": form["email"], "password": apart})).status_code == 200


@pytest.mark.parametrize("path", ["/auth/login", "/auth/register", "/auth/refresh"])
async def test_no_other_site_makes_a_browser_sign_in(client: httpx.AsyncClient, path: str) -> None:
    form = fresh()
    if path == "/auth/login":
        await client.post("/auth/register", json=form)
        form = {"email": form["email"], "password": PASSWORD}
    sent = {"sec-fetch-site": "cross-site", "cookie": "niaga_refresh=x"}
    answer = await client.post(path, json={**form, "session": "cookie"}, headers=sent)
    assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")
    assert "set-cookie" not in answer.headers


async def test_a_key_is_replaced_after_a_month_and_tokens_of_the_old_one_still_count(
    client: httpx.AsyncClient, later: Later
) -> None:
    session = await register(client)
    before = (await client.get("http://niaga.test/.well-known/jwks.json")).json()["keys"]
    async with db.pool().acquire() as c:  # also those of tests that had moved the clock ahead
        await c.execute(
            "UPDATE identity.signing_key SET created_at = $1", clock.now() - dt.timedelta(days=29, hours=23)
        )
    from niaga.identity.api import tokens

    tokens._signer = None
    later(dt.timedelta(hours=1))
    fresher = await client.post("/auth/refresh", json={"refresh_token": session["refresh_token"]})
    after = (await client.get("http://niaga.test/.well-known/jwks.json")).json()["keys"]
    assert len(after) == len(before) + 1
    assert (await client.get("/users/me", headers=headers(fresher.json()))).status_code == 200


async def test_the_address_is_kept_once_by_the_database_too(client: httpx.AsyncClient) -> None:
    session = await register(client)
    async with db.pool().acquire() as c:
        with pytest.raises(asyncpg.UniqueViolationError):
            await c.execute(
                "INSERT INTO identity.person (id, name, email, roles, created_at) VALUES ($1, 'x', $2, '{}', $3)",
                UUID(int=1),
                session["user"]["email"],
                clock.now(),
            )


async def test_verification_is_asked_for_at_registration(client: httpx.AsyncClient, events: Events) -> None:
    before = len(await events.named(VerificationAsked))
    await register(client)
    assert len(await events.named(VerificationAsked)) == before + 1
