"""Another e-mail address: it counts once it is proven, nothing of a stranger's is reserved, and a thief's is undone."""

from typing import Any
from uuid import UUID

import httpx
import pytest

from niaga.identity import api as identity
from niaga.identity.api.mailboxes import MAX_PER_HOUR
from niaga.identity.types import EmailChanged, PasswordResetAsked, SentLink, VerificationAsked
from niaga.kit.http import limits
from tests.conftest import Events

from .test_people import HOME
from .visitor import PASSWORD, fresh, headers, register

BETTER = "tumpeng-sembilan-lapis"


async def newest(events: Events, kind: type[Any]) -> SentLink:
    asked = (await events.named(kind))[-1]
    (link,) = await identity.links(ids=[asked.id])
    return link


async def use(client: httpx.AsyncClient, link: SentLink, who: dict[str, Any] | None = None) -> httpx.Response:
    head = headers(who) if who else {}
    return await client.post("/auth/verify-email", json={"token": link.token}, headers=head)


async def verify(client: httpx.AsyncClient, events: Events, who: dict[str, Any] | None = None) -> None:
    assert (await use(client, await newest(events, VerificationAsked), who)).status_code == 204


async def proven(client: httpx.AsyncClient, events: Events, **others: Any) -> dict[str, Any]:
    """Somebody whose mailbox is theirs."""
    session = await register(client, **others)
    await verify(client, events)
    return session


async def move(client: httpx.AsyncClient, session: dict[str, Any], email: str) -> httpx.Response:
    return await client.put("/users/me", json={"email": email, "password": PASSWORD}, headers=headers(session))


async def reset(client: httpx.AsyncClient, events: Events, email: str, password: str = BETTER) -> None:
    assert (await client.post("/auth/forgot-password", json={"email": email})).status_code == 204
    link = await newest(events, PasswordResetAsked)
    assert link.email == email
    body = {"token": link.token, "password": password}
    assert (await client.post("/auth/reset-password", json=body)).status_code == 204


async def me(client: httpx.AsyncClient, session: dict[str, Any]) -> Any:
    return (await client.get("/users/me", headers=headers(session))).json()


async def sign_in(client: httpx.AsyncClient, email: str, password: str = PASSWORD) -> int:
    return (await client.post("/auth/login", json={"email": email, "password": password})).status_code


async def test_a_new_address_counts_once_it_is_proven(client: httpx.AsyncClient, events: Events) -> None:
    session = await proven(client, events)
    old, new = session["user"]["email"], fresh()["email"]
    unproven = await client.put("/users/me", json={"email": new}, headers=headers(session))
    assert (unproven.status_code, unproven.json()["errors"][0]["code"]) == (422, "password_needed")
    wrong = {"email": new, "password": "wrong-horse"}
    refused = await client.put("/users/me", json=wrong, headers=headers(session))
    assert (refused.status_code, refused.json()["code"]) == (401, "invalid_credentials")
    asked = (await move(client, session, new.upper())).json()
    assert (asked["email"], asked["email_verified"], asked["pending_email"]) == (old, True, new)
    assert (await sign_in(client, old), await sign_in(client, new)) == (200, 401)
    before = len(await events.named(PasswordResetAsked))
    await client.post("/auth/forgot-password", json={"email": new})
    assert len(await events.named(PasswordResetAsked)) == before
    link = await newest(events, VerificationAsked)
    assert link.email == new
    assert link.account == f"{old[0]}•••@{old.partition('@')[2][0]}•••.test"
    await verify(client, events, session)
    moved = await me(client, session)
    assert (moved["email"], moved["email_verified"], moved["pending_email"]) == (new, True, None)
    assert (await sign_in(client, old), await sign_in(client, new)) == (401, 200)


async def test_the_link_counts_in_a_session_of_the_account_that_asked(
    client: httpx.AsyncClient, events: Events
) -> None:
    """A stranger who presses the button, taking it for a registration of theirs, would move into that account."""
    session, stranger = await proven(client, events), await register(client)
    await move(client, session, fresh()["email"])
    link = await newest(events, VerificationAsked)
    for who in (None, stranger):
        refused = await use(client, link, who)
        assert (refused.status_code, refused.json()["code"]) == (403, "other_account")
    assert (await use(client, link, session)).status_code == 204


async def test_an_address_asked_for_can_be_sent_to_again_and_withdrawn(
    client: httpx.AsyncClient, events: Events
) -> None:
    session = await proven(client, events)
    new = fresh()["email"]
    await move(client, session, new)
    first = await newest(events, VerificationAsked)
    await client.post("/auth/resend-verification", headers=headers(session))
    second = await newest(events, VerificationAsked)
    assert (second.email, first.id != second.id) == (new, True)
    assert (await use(client, first, session)).status_code == 410
    gone = await client.delete("/users/me/pending-email", headers=headers(session))
    assert (gone.status_code, gone.json()["pending_email"]) == (200, None)
    assert (await use(client, second, session)).status_code == 410
    assert (await client.delete("/users/me/pending-email", headers=headers(session))).status_code == 200


async def test_nothing_of_a_strangers_is_reserved(client: httpx.AsyncClient, events: Events) -> None:
    """Found on 2026-11-25: an account prepared under a stranger's address was taken back after they had moved in."""
    attacker = await proven(client, events)
    victims = fresh()["email"]
    await move(client, attacker, victims)
    prepared = await newest(events, VerificationAsked)
    victim = await register(client, email=victims)
    await verify(client, events)
    assert (await use(client, prepared, attacker)).json()["code"] == "email_taken"
    assert (await me(client, attacker))["email"] == attacker["user"]["email"]
    assert not await events.named(EmailChanged, id=prepared.id)
    assert (await me(client, victim))["email_verified"] is True
    assert (await move(client, attacker, victims)).json()["code"] == "email_taken"


async def test_who_proves_an_address_has_it_not_who_registered_it(client: httpx.AsyncClient, events: Events) -> None:
    squatter, owner = await register(client), await proven(client, events)
    wanted = squatter["user"]["email"]
    theirs = (await events.named(VerificationAsked))[-2]
    (squatters_link,) = await identity.links(ids=[theirs.id])
    assert squatters_link.email == wanted
    assert (await move(client, owner, wanted)).status_code == 200
    await verify(client, events, owner)
    assert (await me(client, owner))["email"] == wanted
    assert (await me(client, squatter))["email"] is None
    assert (await use(client, squatters_link)).status_code == 410


async def test_an_account_made_under_a_strangers_address_is_no_trap(client: httpx.AsyncClient, events: Events) -> None:
    """Whatever was prepared in it ends when the owner of the mailbox comes: sessions, names to sign in with, an
    address to move to, places to deliver to.
    """
    form, trap = fresh(), fresh()["email"]
    squatter = await register(client, **form)
    victims = form["email"]
    await client.post("/users/me/addresses", json=HOME, headers=headers(squatter))
    await move(client, squatter, trap)
    link = await newest(events, VerificationAsked)
    assert (await client.post("/auth/register", json={**fresh(), "email": victims})).status_code == 409
    await reset(client, events, victims)
    assert (await client.get("/users/me", headers=headers(squatter))).status_code == 401
    again = await client.post("/auth/refresh", json={"refresh_token": squatter["refresh_token"]})
    assert again.status_code == 401
    body = {"email": victims, "password": BETTER}
    owner = (await client.post("/auth/login", json=body)).json()
    mine = owner["user"]
    assert (mine["email_verified"], mine["phone"], mine["campus_id"]) == (True, None, None)
    assert mine["pending_email"] is None
    assert (await client.get("/users/me/addresses", headers=headers(owner))).json() == []
    for who in (squatter, owner, None):
        assert (await use(client, link, who)).status_code in (401, 410)
    for name in ({"phone": form["phone"]}, {"campus_id": form["campus_id"]}):
        for password in (PASSWORD, BETTER):
            assert (await client.post("/auth/login", json={**name, "password": password})).status_code == 401


async def test_the_owner_of_a_proven_mailbox_keeps_what_is_theirs(client: httpx.AsyncClient, events: Events) -> None:
    session = await proven(client, events)
    await client.post("/users/me/addresses", json=HOME, headers=headers(session))
    await reset(client, events, session["user"]["email"])
    person = await identity.person(id=UUID(session["user"]["id"]))
    assert (person.phone, person.campus_id) == (session["user"]["phone"], session["user"]["campus_id"])
    assert len(await identity.list_addresses(user_id=person.id)) == 1


async def test_a_new_password_ends_an_address_somebody_else_asked_for(
    client: httpx.AsyncClient, events: Events
) -> None:
    """Who had the session and the password for a moment would take the account with the link in their mailbox."""
    session = await proven(client, events)
    await move(client, session, fresh()["email"])
    link = await newest(events, VerificationAsked)
    body = {"password": PASSWORD, "new_password": BETTER}
    assert (await client.post("/auth/change-password", json=body, headers=headers(session))).status_code == 204
    assert (await me(client, session))["pending_email"] is None
    assert (await use(client, link, session)).status_code == 410


async def test_an_unproven_address_is_changed_without_writing_to_it(client: httpx.AsyncClient, events: Events) -> None:
    """Somebody mistyped it: it is a stranger's, who gets no way in."""
    session = await register(client)
    before = len(await events.named(EmailChanged))
    new = fresh()["email"]
    await move(client, session, new)
    assert await sign_in(client, session["user"]["email"]) == 200
    await verify(client, events, session)
    assert len(await events.named(EmailChanged)) == before
    assert await sign_in(client, new) == 200


async def test_a_stolen_account_is_taken_back_by_the_old_address(client: httpx.AsyncClient, events: Events) -> None:
    session = await proven(client, events)
    mine, theirs = session["user"]["email"], fresh()["email"]
    await move(client, session, theirs)
    await verify(client, events, session)
    way_back = await newest(events, EmailChanged)
    assert (way_back.email, way_back.usable) == (mine, True)
    await move(client, session, fresh()["email"])
    await verify(client, events, session)
    later = await newest(events, EmailChanged)
    # The thief's own way back is worth nothing once the owner has used theirs; the other way round it does not help.
    assert (await client.post("/auth/restore-email", json={"token": later.token})).status_code == 204
    await reset(client, events, theirs)  # nor does a new password
    assert (await client.post("/auth/restore-email", json={"token": way_back.token})).status_code == 204
    again = await client.post("/auth/restore-email", json={"token": way_back.token})
    assert (again.status_code, again.json()["code"]) == (410, "link_expired")
    person = await identity.person(id=UUID(session["user"]["id"]))
    assert (person.email, person.email_verified, person.phone, person.pending_email) == (mine, True, None, None)
    assert (await client.get("/users/me", headers=headers(session))).status_code == 401
    assert [await sign_in(client, *who) for who in ((mine,), (mine, BETTER), (theirs, BETTER))] == [401] * 3
    link = await newest(events, PasswordResetAsked)
    assert link.email == mine
    body = {"token": link.token, "password": "gudeg-manggar-pagi"}
    assert (await client.post("/auth/reset-password", json=body)).status_code == 204
    assert await sign_in(client, mine, "gudeg-manggar-pagi") == 200


async def test_the_owners_way_back_ends_the_thiefs(client: httpx.AsyncClient, events: Events) -> None:
    session = await proven(client, events)
    ways = []
    for _ in range(2):
        await move(client, session, fresh()["email"])
        await verify(client, events, session)
        ways.append(await newest(events, EmailChanged))
    await move(client, session, fresh()["email"])
    asked = await newest(events, VerificationAsked)
    assert (await client.post("/auth/restore-email", json={"token": ways[0].token})).status_code == 204
    assert (await client.post("/auth/restore-email", json={"token": ways[1].token})).status_code == 410
    assert (await use(client, asked, session)).status_code in (401, 410)


@pytest.mark.parametrize("both", [True, False])
async def test_an_address_somebody_else_has_proven_does_not_come_back(
    client: httpx.AsyncClient, events: Events, both: bool
) -> None:
    session = await proven(client, events)
    await move(client, session, fresh()["email"])
    await verify(client, events, session)
    link = await newest(events, EmailChanged)
    await register(client, email=session["user"]["email"])
    if both:
        await verify(client, events)
    answer = await client.post("/auth/restore-email", json={"token": link.token})
    assert answer.json()["code"] == "email_taken" if both else answer.status_code == 204


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
    answers = [await move(client, session, fresh()["email"]) for _ in range(MAX_PER_HOUR)]
    assert [a.status_code for a in answers] == [200] * (MAX_PER_HOUR - 1) + [429]
