"""Ending sessions, proving a mailbox, changing a password."""

import datetime as dt
from collections.abc import Callable
from typing import Any
from uuid import UUID

import httpx
import pytest

from niaga.identity import api as identity
from niaga.identity.api.mailboxes import MAX_PER_HOUR
from niaga.identity.types import PasswordChanged, PasswordResetAsked, VerificationAsked
from niaga.kit import cache
from niaga.kit.http import auth, limits
from tests.conftest import Events, until

from .visitor import PASSWORD, headers, register

Later = Callable[[dt.timedelta], None]
BETTER = "tumpeng-sembilan-lapis"


async def login(client: httpx.AsyncClient, session: dict[str, Any], password: str = PASSWORD) -> httpx.Response:
    return await client.post("/auth/login", json={"email": session["user"]["email"], "password": password})


async def status(client: httpx.AsyncClient, session: dict[str, Any]) -> int:
    return (await client.get("/users/me", headers=headers(session))).status_code


async def newest_token(events: Events, kind: type[Any]) -> str:
    asked = (await events.named(kind))[-1]
    (link,) = await identity.links(ids=[asked.id])
    return link.token


async def test_logging_out_ends_this_device_at_once_and_no_other(client: httpx.AsyncClient) -> None:
    phone = await register(client)
    laptop = (await login(client, phone)).json()
    assert (await client.post("/auth/logout", headers=headers(phone))).status_code == 204
    assert await status(client, phone) == 401
    assert await status(client, laptop) == 200
    answer = await client.post("/auth/refresh", json={"refresh_token": phone["refresh_token"]})
    assert (answer.status_code, answer.json()["code"]) == (401, "session_ended")
    assert (await client.post("/auth/logout")).status_code == 401
    body = {"refresh_token": laptop["refresh_token"]}
    assert (await client.post("/auth/logout", json=body)).status_code == 204
    assert await status(client, laptop) == 401


async def test_logging_out_everywhere(client: httpx.AsyncClient) -> None:
    one = await register(client)
    others = [(await login(client, one)).json() for _ in range(3)]
    assert (await client.post("/auth/logout-all", headers=headers(one))).status_code == 204
    for session in (one, *others):
        assert await status(client, session) == 401


async def test_i_see_my_devices_and_end_one(client: httpx.AsyncClient) -> None:
    one = await register(client)
    two = (await login(client, one)).json()
    devices = (await client.get("/auth/sessions", headers={**headers(two), "user-agent": "x"})).json()
    assert [d["current"] for d in devices] == [True, False]
    assert set(devices[0]) >= {"id", "created_at", "last_used_at", "expires_at", "ip", "user_agent", "current"}
    path = f"/auth/sessions/{devices[1]['id']}"
    stranger = await register(client)
    assert (await client.delete(path, headers=headers(stranger))).status_code == 404
    assert (await client.delete(path, headers=headers(two))).status_code == 204
    assert (await client.delete(path, headers=headers(two))).status_code == 204
    assert await status(client, one) == 401
    assert await status(client, two) == 200


async def test_an_end_is_heard_by_other_processes(client: httpx.AsyncClient) -> None:
    session = await register(client)
    other_process = auth.Verifier(identity)
    other_process.start()
    try:
        await until(lambda: _true(other_process.listener.listening))
        assert await other_process.actor(session["access_token"])
        await client.post("/auth/logout", headers=headers(session))
        await until(lambda: _not(other_process.actor(session["access_token"])), within_s=auth.LOOKS_EVERY_S / 2)
    finally:
        await other_process.stop()


async def test_without_redis_an_end_counts_at_once_all_the_same(
    client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = await register(client)
    other_process = auth.Verifier(identity)  # never started: it hears nothing
    assert await other_process.actor(session["access_token"])
    assert not other_process.listener.listening
    await client.post("/auth/logout", headers=headers(session))
    assert await other_process.actor(session["access_token"]) is None


async def test_redis_coming_back_brings_what_was_missed(client: httpx.AsyncClient) -> None:
    session = await register(client)
    other_process = auth.Verifier(identity)
    other_process.start()
    try:
        await until(lambda: _true(other_process.listener.listening))
        assert await other_process.actor(session["access_token"])
        redis: Any = cache.redis()
        await redis.execute_command("CLIENT", "KILL", "TYPE", "pubsub")
        await until(lambda: _true(not other_process.listener.listening))
        await client.post("/auth/logout", headers=headers(session))
        await until(lambda: _true(other_process.listener.listening))
        assert await other_process.actor(session["access_token"]) is None
    finally:
        await other_process.stop()


async def _true(value: bool) -> bool:
    return value


async def _not(found: Any) -> bool:
    return await found is None


async def test_a_link_proves_the_mailbox_once(client: httpx.AsyncClient, events: Events, later: Later) -> None:
    session = await register(client)
    token = await newest_token(events, VerificationAsked)
    assert (await client.post("/auth/verify-email", json={"token": token})).status_code == 204
    assert (await client.get("/users/me", headers=headers(session))).json()["email_verified"] is True
    again = await client.post("/auth/verify-email", json={"token": token})
    assert (again.status_code, again.json()["code"]) == (410, "link_expired")
    assert (await client.post("/auth/resend-verification", headers=headers(session))).status_code == 204
    assert await newest_token(events, VerificationAsked) != ""


async def test_a_new_link_replaces_the_old_one_and_expires(
    client: httpx.AsyncClient, events: Events, later: Later
) -> None:
    session = await register(client)
    first = await newest_token(events, VerificationAsked)
    assert (await client.post("/auth/resend-verification", headers=headers(session))).status_code == 204
    second = await newest_token(events, VerificationAsked)
    assert (await client.post("/auth/verify-email", json={"token": first})).status_code == 410
    later(dt.timedelta(days=2, seconds=1))
    assert (await client.post("/auth/verify-email", json={"token": second})).status_code == 410


async def test_made_up_links_and_links_for_something_else_are_refused(
    client: httpx.AsyncClient, events: Events
) -> None:
    await register(client)
    token = await newest_token(events, VerificationAsked)
    for wrong in ("B" + token[1:], token[:30] + ("A" if token[30] != "A" else "B") + token[31:], "é" * 20, "x" * 54):
        assert (await client.post("/auth/verify-email", json={"token": wrong})).status_code == 410
    body = {"token": token, "password": BETTER}
    assert (await client.post("/auth/reset-password", json=body)).status_code == 410


async def test_a_forgotten_password_is_reset_by_mail(client: httpx.AsyncClient, events: Events, later: Later) -> None:
    session = await register(client)
    email = session["user"]["email"]
    before = len(await events.named(PasswordResetAsked))
    assert (await client.post("/auth/forgot-password", json={"email": "nobody@kampus.test"})).status_code == 204
    assert len(await events.named(PasswordResetAsked)) == before
    assert (await client.post("/auth/forgot-password", json={"email": email.upper()})).status_code == 204
    token = await newest_token(events, PasswordResetAsked)
    weak = await client.post("/auth/reset-password", json={"token": token, "password": "password123"})
    assert weak.json()["errors"][0]["code"] == "password_too_common"
    assert (await client.post("/auth/reset-password", json={"token": token, "password": BETTER})).status_code == 204
    assert await status(client, session) == 401
    assert (await login(client, session)).status_code == 401
    answer = await login(client, session, BETTER)
    assert answer.status_code == 200
    assert answer.json()["user"]["email_verified"] is True
    assert (await client.post("/auth/reset-password", json={"token": token, "password": PASSWORD})).status_code == 410
    assert await events.named(PasswordChanged, id=UUID(session["user"]["id"]))


async def test_changing_the_password_ends_the_other_devices(client: httpx.AsyncClient) -> None:
    one = await register(client)
    two = (await login(client, one)).json()
    wrong = {"password": "wrong-horse", "new_password": BETTER}
    answer = await client.post("/auth/change-password", json=wrong, headers=headers(one))
    assert (answer.status_code, answer.json()["code"]) == (401, "invalid_credentials")
    weak = {"password": PASSWORD, "new_password": "password123"}
    answer = await client.post("/auth/change-password", json=weak, headers=headers(one))
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "new_password")
    right = {"password": PASSWORD, "new_password": BETTER}
    assert (await client.post("/auth/change-password", json=right, headers=headers(one))).status_code == 204
    assert await status(client, one) == 200
    assert await status(client, two) == 401
    assert (await login(client, one)).status_code == 401
    assert (await login(client, one, BETTER)).status_code == 200


@pytest.mark.usefixtures("limited")
async def test_a_new_password_lets_one_in_who_had_tried_in_vain(client: httpx.AsyncClient, events: Events) -> None:
    session = await register(client)
    for _ in range(limits.TRIES_FREE + 3):
        answer = await login(client, session, "forgotten-horse")
    assert answer.status_code == 429
    await client.post("/auth/forgot-password", json={"email": session["user"]["email"]})
    body = {"token": await newest_token(events, PasswordResetAsked), "password": BETTER}
    assert (await client.post("/auth/reset-password", json=body)).status_code == 204
    assert (await login(client, session, BETTER)).status_code == 200


@pytest.mark.usefixtures("limited")
async def test_links_are_sent_again_but_not_without_end(client: httpx.AsyncClient, events: Events) -> None:
    who = headers(await register(client))
    answers = [await client.post("/auth/resend-verification", headers=who) for _ in range(MAX_PER_HOUR)]
    assert [a.status_code for a in answers] == [204] * (MAX_PER_HOUR - 1) + [429]
    assert int(answers[-1].headers["retry-after"]) > 0
