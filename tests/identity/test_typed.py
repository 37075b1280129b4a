"""Names to sign in with, numbers and times, as people type and paste them."""

from typing import Any

import httpx
import pytest

from .visitor import PASSWORD, fresh, headers, register

PLAIN = "0813-2292-9723"


@pytest.mark.parametrize("how", ["{}\n", " {}", "\u200b{}", "{}\u200d", "{}\r\n"])
async def test_a_campus_id_is_kept_as_it_is_read(client: httpx.AsyncClient, how: str) -> None:
    wanted = fresh()["campus_id"]
    person = await register(client, campus_id=None)
    claim = {"campus_id": how.format(wanted), "password": PASSWORD}
    kept = await client.put("/users/me", json=claim, headers=headers(person))
    assert (kept.status_code, kept.json()["campus_id"]) == (200, wanted)
    for typed in (wanted, how.format(wanted), wanted.lower()):
        signed_in = await client.post("/auth/login", json={"campus_id": typed, "password": PASSWORD})
        assert signed_in.status_code == 200
    taken = await client.post("/auth/register", json={**fresh(), "campus_id": how.format(wanted)})
    assert (taken.status_code, taken.json()["code"]) == (409, "campus_id_taken")


@pytest.mark.parametrize("odd", ["AB\nC", "ABC\u0000", "ÀBC", "AB C", "\u200b\u200b\u200b"])
async def test_what_is_no_campus_id_is_none(client: httpx.AsyncClient, odd: str) -> None:
    refused = await client.post("/auth/register", json={**fresh(), "campus_id": odd})
    assert (refused.status_code, refused.json()["errors"][0]["field"]) == (422, "campus_id")


@pytest.mark.parametrize(
    "typed",
    [
        "0813‑2292‑9723",
        "+62\u00a0813–2292−9723",
        "0062 813 2292 9723",
        "(0062) 813.2292.9723",
        "+62 (0) 813 2292 9723",
        "０８１３２２９２９７２３",
        "\u202a0813-2292-9723\u202c",
        "62 813 2292 9723\n",
    ],
)
async def test_a_phone_number_however_it_was_pasted(client: httpx.AsyncClient, typed: str) -> None:
    who = headers(await register(client, phone=None))
    kept = await client.put("/users/me", json={"phone": typed, "password": PASSWORD}, headers=who)
    assert (kept.status_code, kept.json().get("phone")) == (200, "+6281322929723"), kept.text
    freed = await client.put("/users/me", json={"phone": None, "password": PASSWORD}, headers=who)
    assert freed.status_code == 200


@pytest.mark.parametrize(
    "wrong",
    [
        {"quiet_from": "21:00\n", "quiet_until": "06:00"},
        {"quiet_from": "21:00", "quiet_until": "24:00"},
        {"name": "\u200b\u3164"},
        {"timezone": "Asia/Jakarta\n"},
    ],
)
async def test_nothing_odd_is_kept_of_a_profile(client: httpx.AsyncClient, wrong: dict[str, Any]) -> None:
    who = headers(await register(client))
    before = (await client.get("/users/me", headers=who)).json()
    assert (await client.put("/users/me", json=wrong, headers=who)).status_code == 422
    assert (await client.get("/users/me", headers=who)).json() == before
