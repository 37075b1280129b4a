"""Somebody who uses the platform through HTTP."""

import secrets
from typing import Any
from uuid import UUID

import httpx

from niaga.identity import api as identity

PASSWORD = "kuda-batok-baterai"


def headers(session: dict[str, Any]) -> dict[str, str]:
    return {"authorization": f"Bearer {session['access_token']}"}


def fresh() -> dict[str, Any]:
    """What a new person fills in."""
    name = secrets.token_hex(6)
    number = secrets.randbelow(10**8)
    return {
        "name": f"Dewi {name}",
        "email": f"dewi-{name}@kampus.test",
        "password": PASSWORD,
        "phone": f"0812{number:08}",
        "campus_id": f"NIM{name}",
    }


async def register(client: httpx.AsyncClient, **others: Any) -> dict[str, Any]:
    """Register; returns the session."""
    answer = await client.post("/auth/register", json={**fresh(), **others})
    assert answer.status_code == 201, answer.text
    session: dict[str, Any] = answer.json()
    return session


async def admin(client: httpx.AsyncClient) -> dict[str, Any]:
    """The session of a new admin."""
    session = await register(client)
    await identity.grant_role(user_id=UUID(session["user"]["id"]), role="admin")
    return session
