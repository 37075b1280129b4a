"""What is told to whom, once, in the app and by mail."""

import datetime as dt
import re
from typing import Any
from uuid import UUID

import httpx
import pytest

from niaga.identity import api as identity
from niaga.kit import config, db
from niaga.kit.events import emit
from niaga.kit.ids import new_id
from niaga.notifications.api import mails as mailing
from niaga.notifications.handlers import identity as handlers
from niaga.notifications.rules.texts import Text
from niaga.notifications.settings import settings
from niaga.notifications.types import MailWaits
from niaga.orders.types import OrderPaid
from tests.conftest import Events
from tests.world import PASSWORD, Person, World

from .post_office import post_office

MAILBOX = "http://niaga.test/dev/mailbox"


@pytest.fixture
async def world(client: httpx.AsyncClient) -> World:
    return World(client)


async def notices(person: Person) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await person.get("/notifications", size=100))["items"]
    return found


async def kinds(person: Person) -> list[str]:
    return [n["kind"] for n in await notices(person)]


async def mails(person: Person) -> list[dict[str, Any]]:
    answer = await person.world.http.get(f"{MAILBOX}.json", params={"to": person.user["email"]})
    found: list[dict[str, Any]] = answer.json()
    return found


async def test_a_purchase_is_told_to_its_buyer_and_to_each_shop(world: World, events: Events) -> None:
    buyer = await world.person(wallet=100_000)
    one, two = await world.shop(5, name="Kantin"), await world.shop(5, name="Koperasi")
    await events.drain()
    order = await buyer.buy(one.offers[0], two.offers[0])
    await events.drain()
    (paid,) = [n for n in await notices(buyer) if n["kind"] == "order_paid"]
    assert paid["path"] == f"/orders/{order['id']}"
    assert paid["subject"]["order_id"] == order["id"]
    assert "Rp20.000" in paid["title"]
    for shop in (one, two):
        (sale,) = [n for n in await notices(shop.owner) if n["kind"] == "sale_paid"]
        assert (sale["subject"]["shop_id"], sale["subject"]["order_id"]) == (shop.id, order["id"])
    subjects = [m["kind"] for m in await mails(buyer)]
    assert subjects.count("order_paid") == 1
    assert [m["kind"] for m in await mails(one.owner)].count("sale_paid") == 1

    part = await one.part(order)
    await one.owner.move(part, "processing", "packed", "ready_for_pickup")
    rejected = await two.part(order)
    await two.owner.move(rejected, "rejected", reason="Habis terbakar")
    await events.drain()
    told = await notices(buyer)
    assert "Habis terbakar" in next(n["body"] for n in told if n["kind"] == "order_rejected")
    assert {"order_moved", "order_rejected"} <= {n["kind"] for n in told}


async def test_telling_again_tells_nothing_new(world: World, events: Events) -> None:
    buyer, shop = await world.person(wallet=100_000), await world.shop(5)
    order = await buyer.buy(shop.offers[0])
    await events.drain()
    before = (await notices(buyer), await mails(buyer), await notices(shop.owner), await mails(shop.owner))
    async with db.tx() as c:
        await emit(c, OrderPaid(UUID(order["id"])), OrderPaid(UUID(order["id"])))
    await events.drain()
    assert before == (await notices(buyer), await mails(buyer), await notices(shop.owner), await mails(shop.owner))


async def test_who_wants_no_mail_gets_none_but_about_the_account(world: World, events: Events) -> None:
    buyer, shop = await world.person(wallet=100_000), await world.shop(5)
    await buyer.put("/users/me", wants_email=False)
    await buyer.buy(shop.offers[0])
    await world.http.post("/auth/forgot-password", json={"email": buyer.user["email"]})
    await events.drain()
    assert "order_paid" in await kinds(buyer)
    assert {m["kind"] for m in await mails(buyer)} == {"verify_email", "reset_password"}


async def test_a_shop_hears_what_was_decided_and_admins_that_they_must(world: World, events: Events) -> None:
    admin = await world.admin()
    owner = await world.person()
    await owner.put("/users/me", language="en")
    one = await owner.post("/shops", 201, name="Kopi Tubruk")
    two = await owner.post("/shops", 201, name="Teh Poci")
    await admin.post(f"/shops/{one['id']}/approve")
    await admin.post(f"/shops/{two['id']}/reject", reason="Foto toko belum ada")
    await events.drain()
    told = {n["kind"]: n for n in await notices(owner)}
    assert told["shop_approved"]["title"] == "Kopi Tubruk is approved"
    assert "Foto toko belum ada" in told["shop_rejected"]["body"]
    assert "shop_applied" in await kinds(admin)


async def test_who_is_given_a_role_is_told(world: World, events: Events) -> None:
    person, admin = await world.person(), await world.admin()
    await admin.put(f"/users/{person.id}", roles=["courier"])
    await admin.put(f"/users/{person.id}", name="Only another name")
    await events.drain()
    (notice,) = [n for n in await notices(person) if n["kind"] == "roles_changed"]
    assert notice["body"] == "Sekarang: pembeli, kurir."
    assert "roles_changed" in [m["kind"] for m in await mails(person)]


async def test_the_inbox_pages_counts_and_marks_as_read(world: World, events: Events) -> None:
    buyer, shop = await world.person(wallet=100_000), await world.shop(9)
    for _ in range(3):
        await buyer.buy(shop.offers[0])
    await events.drain()
    everything = await notices(buyer)
    first = await buyer.get("/notifications", size=2)
    assert first["unread"] == len(everything) >= 3
    rest = await buyer.get("/notifications", size=100, after=first["next"])
    assert first["items"] + rest["items"] == everything
    assert rest["next"] is None
    stranger = await world.person()
    await stranger.post("/notifications/read", 204, ids=[everything[0]["id"]])
    assert (await buyer.get("/notifications"))["unread"] == len(everything)
    await buyer.post("/notifications/read", 204, ids=[everything[0]["id"]])
    assert (await buyer.get("/notifications"))["unread"] == len(everything) - 1
    await buyer.ask("POST", "/notifications/read", 204)
    assert (await buyer.get("/notifications"))["unread"] == 0
    await world.http.get("/notifications")
    assert (await world.http.get("/notifications")).status_code == 401


async def test_the_links_in_mails_work(world: World, events: Events) -> None:
    person = await world.person("Sari <b>Dewi<b>")
    await events.drain()
    (mail,) = await mails(person)
    assert mail["kind"] == "verify_email"
    assert "<b>Dewi" not in mail["html"]
    found = re.search(r"/verify-email#(\S+)", mail["text"])
    assert found
    assert found[1] in mail["html"]
    assert (await world.http.post("/auth/verify-email", json={"token": found[1]})).status_code == 204
    await world.http.post("/auth/forgot-password", json={"email": person.user["email"]})
    await events.drain()
    found = re.search(r"/reset-password#(\S+)", (await mails(person))[0]["text"])
    assert found
    body = {"token": found[1], "password": "tumpeng-sembilan-lapis"}
    assert (await world.http.post("/auth/reset-password", json=body)).status_code == 204
    await events.drain()
    assert (await mails(person))[0]["kind"] == "password_changed"


async def test_a_stranger_reads_no_word_of_who_wrote_their_address(world: World, events: Events) -> None:
    person = await world.person("Menang Lima Juta Ambil di Sini", proven=False)
    await world.http.post("/auth/forgot-password", json={"email": person.user["email"]})
    await events.drain()
    new = f"{new_id().hex}@kampus.test"
    await person.put("/users/me", email=new, password=PASSWORD)
    await events.drain()
    found = (await world.http.get(f"{MAILBOX}.json", params={"to": new})).json()
    assert [m["kind"] for m in found] == ["verify_new_email"]
    for mail in [*await mails(person), *found]:
        assert "Menang" not in mail["text"] + mail["html"] + mail["subject"], mail["kind"]
        assert person.user["email"] not in mail["text"]


async def test_an_old_address_hears_that_there_is_another(world: World, events: Events) -> None:
    person = await world.person()
    await events.drain()
    found = re.search(r"/verify-email#(\S+)", (await mails(person))[0]["text"])
    assert found
    await person.post("/auth/verify-email", 204, token=found[1])
    new = f"{new_id().hex}@kampus.test"
    await person.put("/users/me", email=new, password=PASSWORD)
    await events.drain()
    (mail,) = (await world.http.get(f"{MAILBOX}.json", params={"to": new})).json()
    found = re.search(r"/verify-email#(\S+)", mail["text"])
    assert found
    await person.post("/auth/verify-email", 204, token=found[1])
    await events.drain()
    told = (await mails(person))[0]
    assert told["kind"] == "email_changed"
    found = re.search(r"/restore-email#(\S+)", told["text"])
    assert found
    assert (await world.http.post("/auth/restore-email", json={"token": found[1]})).status_code == 204
    await events.drain()
    assert (await mails(person))[0]["kind"] == "reset_password"


async def test_the_mailbox_can_be_looked_through_but_not_in_production(
    world: World, events: Events, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = await world.person()
    await events.drain()
    (mail,) = await mails(person)
    page = await world.http.get(MAILBOX, params={"to": person.user["email"]})
    assert page.status_code == 200
    assert mail["subject"] in page.text
    shown = await world.http.get(f"{MAILBOX}/{mail['id']}")
    assert shown.headers["content-type"].startswith("text/html")
    assert "default-src 'none'" in shown.headers["content-security-policy"]
    assert (await world.http.get(f"{MAILBOX}/{mail['id']}", params={"plain": True})).text == mail["text"]
    assert (await world.http.get(f"{MAILBOX}/{UUID(int=7)}")).status_code == 404
    monkeypatch.setattr(config.settings(), "mode", "production")
    for path in (MAILBOX, f"{MAILBOX}.json", f"{MAILBOX}/{mail['id']}"):
        assert (await world.http.get(path)).status_code == 404


async def test_mail_goes_out_once_when_the_server_is_there_again(
    world: World, events: Events, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = await world.person()
    await events.drain()
    (mail,) = await mails(person)
    waits = [MailWaits(UUID(mail["id"]))]
    async with post_office() as office:
        monkeypatch.setattr(settings(), "smtp_url", f"smtp://127.0.0.1:{office.port}")
        monkeypatch.setattr(config.settings(), "mode", "production")
        office.open = False
        with pytest.raises(Exception, match="closed"):
            await handlers.send_mails(events=waits)
        office.open = True
        await handlers.send_mails(events=waits)
        await handlers.send_mails(events=waits)
    (received,) = office.received
    assert received["to"] == person.user["email"]
    assert received["subject"] == mail["subject"]
    assert received["date"].datetime == dt.datetime.fromisoformat(mail["at"]).replace(microsecond=0)
    assert [part.get_content_type() for part in received.iter_parts()] == ["text/plain", "text/html"]
    monkeypatch.undo()
    (kept,) = await mails(person)
    assert kept["sent_at"]
    assert kept["text"] == kept["html"] == ""  # it held a link


async def test_a_name_of_many_lines_makes_no_header(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    text = Text("Toko Kopi\r\nBcc: orang@lain.test disetujui", "Selamat!")
    reader = await identity.person(id=UUID((await world.person()).id))
    async with post_office() as office:
        monkeypatch.setattr(settings(), "smtp_url", f"smtp://127.0.0.1:{office.port}")
        assert await mailing.send(mailing.write("key", "shop_approved", reader, "dewi@kampus.test", text, "/"))
    (received,) = office.received
    assert received["bcc"] is None
    assert received["subject"] == "Toko Kopi Bcc: orang@lain.test disetujui"
