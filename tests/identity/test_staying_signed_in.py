"""Refresh tokens, cookies and sessions: who stays signed in, how long, and who does not."""

import asyncio
import datetime as dt
from collections.abc import Callable

import httpx
import pytest

from niaga.kit import config

from .visitor import PASSWORD, fresh, headers, register

Later = Callable[[dt.timedelta], None]


async def test_refreshing_gives_the_next_pair(client: httpx.AsyncClient, later: Later) -> None:
    session = await register(client)
    for _ in range(3):
        later(dt.timedelta(days=20))
        answer = await client.post("/auth/refresh", json={"refresh_token": session["refresh_token"]})
        assert answer.status_code == 200
        assert answer.json()["refresh_token"] != session["refresh_token"]
        session = answer.json()
        assert (await client.get("/users/me", headers=headers(session))).status_code == 200
    later(dt.timedelta(days=31))
    answer = await client.post("/auth/refresh", json={"refresh_token": session["refresh_token"]})
    assert (answer.status_code, answer.json()["code"]) == (401, "session_ended")


async def test_a_refresh_token_used_twice_ends_its_family(client: httpx.AsyncClient) -> None:
    session = await register(client)
    other_device = (
        await client.post("/auth/login", json={"email": session["user"]["email"], "password": PASSWORD})
    ).json()
    first = {"refresh_token": session["refresh_token"]}
    following = (await client.post("/auth/refresh", json=first)).json()
    again = await client.post("/auth/refresh", json=first)
    assert (again.status_code, again.json()["code"]) == (401, "token_reused")
    for token in (session, following):
        assert (await client.get("/users/me", headers=headers(token))).status_code == 401
    answer = await client.post("/auth/refresh", json={"refresh_token": following["refresh_token"]})
    assert answer.status_code == 401
    assert (await client.get("/users/me", headers=headers(other_device))).status_code == 200


async def test_of_twenty_uses_at_once_one_is_good(client: httpx.AsyncClient) -> None:
    session = await register(client)
    body = {"refresh_token": session["refresh_token"]}
    answers = await asyncio.gather(*(client.post("/auth/refresh", json=body) for _ in range(20)))
    codes = [a.json().get("code") for a in answers]
    assert codes.count(None) <= 1
    assert "token_reused" in codes
    assert set(codes) <= {None, "token_reused", "session_ended"}


async def test_unknown_refresh_tokens_are_refused(client: httpx.AsyncClient) -> None:
    for body in ({}, {"refresh_token": "x"}, {"refresh_token": "x" * 43}):
        answer = await client.post("/auth/refresh", json=body)
        assert (answer.status_code, answer.json()["code"]) == (401, "unauthenticated")


async def test_a_cookie_carries_the_refresh_token_out_of_reach_of_scripts(client: httpx.AsyncClient) -> None:
    answer = await client.post("/auth/register", json={**fresh(), "session": "cookie"})
    assert "refresh_token" not in answer.json()
    cookie = answer.headers["set-cookie"].lower()
    for part in ("httponly", "samesite=strict", "path=/api/v1/auth", "max-age=2592000"):
        assert part in cookie
    assert "secure" not in cookie  # http://localhost; over https it is
    refreshed = await client.post("/auth/refresh")
    assert refreshed.status_code == 200
    assert "refresh_token" not in refreshed.json()
    crossing = await client.post("/auth/refresh", headers={"sec-fetch-site": "cross-site"})
    assert crossing.status_code == 403
    gone = await client.post("/auth/logout")
    assert gone.status_code == 204
    assert "max-age=0" in gone.headers["set-cookie"].lower()
    assert (await client.get("/users/me", headers=headers(refreshed.json()))).status_code == 401
    assert (await client.post("/auth/refresh")).status_code == 401


BROWSER = {"sec-fetch-site": "same-origin"}


async def refreshed(client: httpx.AsyncClient, token: str) -> tuple[httpx.Response, str]:
    """A browser that has this cookie asks; the answer, and the cookie it gets."""
    client.cookies.clear()
    answer = await client.post("/auth/refresh", headers={**BROWSER, "cookie": f"niaga_refresh={token}"})
    return answer, answer.cookies.get("niaga_refresh") or ""


async def browser(client: httpx.AsyncClient) -> str:
    client.cookies.clear()
    await client.post("/auth/register", json={**fresh(), "session": "cookie"})
    return client.cookies["niaga_refresh"]


async def test_a_browser_whose_answer_was_lost_may_ask_again_but_a_thief_is_noticed(
    client: httpx.AsyncClient, later: Later
) -> None:
    old = await browser(client)
    _, lost = await refreshed(client, old)
    repeated, again = await refreshed(client, old)
    assert (repeated.status_code, again) == (200, lost)
    later(dt.timedelta(minutes=15))
    mine, _ = await refreshed(client, lost)
    assert mine.status_code == 200
    later(dt.timedelta(minutes=15))
    stolen, _ = await refreshed(client, lost)  # whoever of the two comes second
    assert stolen.json()["code"] == "token_reused"
    assert (await client.get("/users/me", headers=headers(mine.json()))).status_code == 401

    old = await browser(client)
    await refreshed(client, old)
    later(dt.timedelta(seconds=11))
    late, _ = await refreshed(client, old)
    assert late.json()["code"] == "token_reused"


async def test_tabs_that_refresh_at_once_get_the_same_cookie_in_whichever_order(
    client: httpx.AsyncClient, later: Later, app: object
) -> None:
    old = await browser(client)
    ask = {"headers": {**BROWSER, "cookie": f"niaga_refresh={old}"}}
    tabs = [httpx.AsyncClient(transport=client._transport, base_url=client.base_url) for _ in range(8)]
    answers = await asyncio.gather(*(tab.post("/auth/refresh", **ask) for tab in tabs))  # type: ignore[arg-type] # plain
    assert {a.status_code for a in answers} == {200}
    assert len({a.cookies["niaga_refresh"] for a in answers}) == 1
    for answer in answers:
        assert (await client.get("/users/me", headers=headers(answer.json()))).status_code == 200
    # A tab so slow that another has gone on meanwhile gets where that one is; the cookie is never set back.
    following, newest = await refreshed(client, answers[0].cookies["niaga_refresh"])
    assert following.status_code == 200
    slow, cookie = await refreshed(client, old)
    assert (slow.status_code, cookie) == (200, newest)
    later(dt.timedelta(minutes=15))
    assert (await refreshed(client, newest))[0].status_code == 200


async def test_a_session_ends_however_much_it_is_used(client: httpx.AsyncClient, later: Later) -> None:
    session = await register(client)
    for _ in range(4):
        later(dt.timedelta(days=20))
        answer = await client.post("/auth/refresh", json={"refresh_token": session["refresh_token"]})
        assert answer.status_code == 200
        session = answer.json()
    (device,) = (await client.get("/auth/sessions", headers=headers(session))).json()
    lasts = dt.datetime.fromisoformat(device["expires_at"]) - dt.datetime.fromisoformat(device["created_at"])
    assert lasts == dt.timedelta(days=90)
    later(dt.timedelta(days=10))
    answer = await client.post("/auth/refresh", json={"refresh_token": session["refresh_token"]})
    assert (answer.status_code, answer.json()["code"]) == (401, "session_ended")


async def test_over_https_the_cookies_are_for_https_only(
    client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch, settings: config.Settings
) -> None:
    monkeypatch.setenv("NIAGA_PUBLIC_URL", "https://niaga.example")
    config.settings.cache_clear()
    try:
        answer = await client.post("/auth/register", json={**fresh(), "session": "cookie"})
        set_here = answer.headers.get_list("set-cookie")
        assert [c.partition("=")[0] for c in set_here] == ["__Secure-niaga_refresh", "__Secure-niaga_device"]
        assert all("secure" in c.lower().split("; ") and "httponly" in c.lower().split("; ") for c in set_here)
        cookie = {"cookie": set_here[0].partition(";")[0]}
        for origin, status in (("http://niaga.example", 403), ("https://evil.test", 403), ("null", 403)):
            crossing = await client.post("/auth/refresh", headers={**cookie, "origin": origin})
            assert crossing.status_code == status, origin
        mine = await client.post("/auth/refresh", headers={**cookie, "origin": "https://niaga.example"})
        assert mine.status_code == 200
        planted = cookie["cookie"].removeprefix("__Secure-")
        assert (await client.post("/auth/refresh", headers={"cookie": planted})).status_code == 401
    finally:
        monkeypatch.undo()
        config.settings.cache_clear()


async def test_old_browsers_are_asked_where_they_come_from(client: httpx.AsyncClient) -> None:
    """Those that say `Origin` and no `Sec-Fetch-Site`."""
    old = await browser(client)
    client.cookies.clear()
    cookie = {"cookie": f"niaga_refresh={old}"}
    evil = {**cookie, "origin": "http://evil.test"}
    assert (await client.post("/auth/refresh", headers=evil)).status_code == 403
    assert (await client.post("/auth/logout", headers=evil)).status_code == 403
    login = {"email": "x@kampus.test", "password": "x", "session": "cookie"}
    assert (await client.post("/auth/login", json=login, headers=evil)).status_code == 403
    assert (await client.post("/auth/refresh", headers={**cookie, "origin": "http://niaga.test"})).status_code == 200
