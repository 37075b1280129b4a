"""Another e-mail address: proven anew, told to the old one, and taken back when it was a thief."""

from typing import Any
from uuid import UUID

import httpx
import pytest

from niaga.identity import api as identity
from niaga.identity.api.recovery import MOST_PER_HOUR
from niaga.identity.types import EmailChanged, PasswordResetAsked, SentLink, VerificationAsked
from niaga.kit import limits
from tests.conftest import Events

from .visitor import PASSWORD, fresh, headers, register

BETTER = "tumpeng-sembilan-lapis"


async def newest(events: Events, kind: type[Any]) -> SentLink:
    asked = (await events.named(kind))[-1]
    (link,) = await identity.links(ids=[asked.id])
    return link


async def verify(client: httpx.AsyncClient, events: Events) -> None:
    link = await newest(events, VerificationAsked)
    assert (await client.post("/auth/verify-email", json={"token": link.token})).status_code == 204


async def move(client: httpx.AsyncClient, session: dict[str, Any], email: str) -> httpx.Response:
    return await client.put("/users/me", json={"email": email, "password": PASSWORD}, headers=headers(session))


async def status(client: httpx.AsyncClient, session: dict[str, Any]) -> int:
    return (await client.get("/users/me", headers=headers(session))).status_code


async def sign_in(client: httpx.AsyncClient, email: str, password: str) -> int:
    return (await client.post("/auth/login", json={"email": email, "password": password})).status_code


async def test_a_new_address_needs_the_password_and_a_new_proof(client: httpx.AsyncClient, events: Events) -> None:
    session = await register(client)
    await verify(client, events)
    other = fresh()["email"]
    refused = await client.put("/users/me", json={"email": other}, headers=headers(session))
    assert (refused.status_code, refused.json()["code"]) == (401, "invalid_credentials")
    me = (await move(client, session, other.upper())).json()
    assert (me["email"], me["email_verified"]) == (other, False)
    await verify(client, events)
    assert (await client.get("/users/me", headers=headers(session))).json()["email_verified"] is True


async def test_an_address_that_is_taken_stays_with_its_owner(client: httpx.AsyncClient) -> None:
    one, two = await register(client), await register(client)
    answer = await move(client, one, two["user"]["email"])
    assert (answer.status_code, answer.json()["code"]) == (409, "email_taken")


async def test_a_stolen_account_is_taken_back_by_the_old_address(client: httpx.AsyncClient, events: Events) -> None:
    session = await register(client)
    await verify(client, events)
    mine, theirs = session["user"]["email"], fresh()["email"]
    assert (await move(client, session, theirs)).status_code == 200
    way_back = await newest(events, EmailChanged)
    assert (way_back.email, way_back.usable) == (mine, True)
    await verify(client, events)
    assert (await move(client, session, fresh()["email"])).status_code == 200
    later = await newest(events, EmailChanged)
    # The thief's own way back is worth nothing once the owner has used theirs; the other way round it does not help.
    assert (await client.post("/auth/restore-email", json={"token": later.token})).status_code == 204
    assert (await client.post("/auth/restore-email", json={"token": way_back.token})).status_code == 204
    again = await client.post("/auth/restore-email", json={"token": way_back.token})
    assert (again.status_code, again.json()["code"]) == (410, "link_expired")
    person = await identity.person(id=UUID(session["user"]["id"]))
    assert (person.email, person.email_verified) == (mine, True)
    assert await status(client, session) == 401
    assert await sign_in(client, mine, PASSWORD) == 401
    assert await sign_in(client, theirs, PASSWORD) == 401
    reset = await newest(events, PasswordResetAsked)
    assert reset.email == mine
    body = {"token": reset.token, "password": BETTER}
    assert (await client.post("/auth/reset-password", json=body)).status_code == 204
    assert await sign_in(client, mine, BETTER) == 200


async def test_the_owners_way_back_ends_the_thiefs(client: httpx.AsyncClient, events: Events) -> None:
    session = await register(client)
    await verify(client, events)
    await move(client, session, fresh()["email"])
    first = await newest(events, EmailChanged)
    await verify(client, events)
    await move(client, session, fresh()["email"])
    second = await newest(events, EmailChanged)
    assert (await client.post("/auth/restore-email", json={"token": first.token})).status_code == 204
    assert (await client.post("/auth/restore-email", json={"token": second.token})).status_code == 410


async def test_a_mistyped_address_gets_no_way_in(client: httpx.AsyncClient, events: Events) -> None:
    session = await register(client)
    await move(client, session, fresh()["email"])
    link = await newest(events, EmailChanged)
    assert (link.email, link.usable) == (session["user"]["email"], False)
    assert (await client.post("/auth/restore-email", json={"token": link.token})).status_code == 410


async def test_an_address_somebody_else_has_by_now_does_not_come_back(
    client: httpx.AsyncClient, events: Events
) -> None:
    session = await register(client)
    await verify(client, events)
    await move(client, session, fresh()["email"])
    link = await newest(events, EmailChanged)
    await register(client, email=session["user"]["email"])
    answer = await client.post("/auth/restore-email", json={"token": link.token})
    assert (answer.status_code, answer.json()["code"]) == (409, "email_taken")


@pytest.mark.usefixtures("limited")
async def test_guessing_the_password_in_a_session_makes_one_wait(client: httpx.AsyncClient) -> None:
    session = await register(client)
    wrong = {"email": fresh()["email"], "password": "wrong-horse"}
    for _ in range(limits.TRIES_FREE + 1):
        assert (await client.put("/users/me", json=wrong, headers=headers(session))).status_code == 401
    assert (await move(client, session, wrong["email"])).status_code == 429
    body = {"password": PASSWORD, "new_password": BETTER}
    assert (await client.post("/auth/change-password", json=body, headers=headers(session))).status_code == 429


@pytest.mark.usefixtures("limited")
async def test_nobody_has_us_write_to_addresses_without_end(client: httpx.AsyncClient) -> None:
    session = await register(client)
    answers = [await move(client, session, fresh()["email"]) for _ in range(MOST_PER_HOUR)]
    assert [a.status_code for a in answers] == [200] * (MOST_PER_HOUR - 1) + [429]
