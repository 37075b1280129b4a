"""Whoever is erased is gone from every table, and from the files."""

import io
from typing import Any
from uuid import UUID

import asyncpg
import httpx
import pytest
from PIL import Image

from niaga.kit import db
from niaga.notifications.handlers import identity as notices
from niaga.orders import handlers as orders
from tests.conftest import Events
from tests.world import PASSWORD, Person, World

PHONE = "+628137654998"
NAME = "Kinasih Wulandari"
MOVES_TO = "kinasih-pindah-"
STREET = "Gang Melati Buntu 77"
WORDS = "titip di pos satpam Pak Darmo"
RECIPIENT = "Bu Kost Sumiyati"


@pytest.fixture
def picture() -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (300, 200), (187, 61, 26)).save(made, "JPEG")
    return made.getvalue()


@pytest.fixture
async def world(client: httpx.AsyncClient) -> World:
    return World(client)


async def rows_with(*words: str) -> list[str]:
    """Tables of all schemas with a row in which one of these stands."""
    found = []
    async with db.pool().acquire() as c:
        tables = await c.fetch(
            "SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables"
            " WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')"
        )
        for table in tables:
            sql = f"SELECT count(*) FROM {table['name']} AS t WHERE t::text ILIKE ANY($1)"
            if await c.fetchval(sql, [f"%{word}%" for word in words]):
                found.append(str(table["name"]))
    return found


async def somebody(world: World, client: httpx.AsyncClient, picture: bytes) -> tuple[Person, dict[str, Any]]:
    person = await world.person(NAME, wallet=1_000_000)
    await person.put("/users/me", phone=PHONE, campus_id="KNS-7788")
    await person.put("/users/me", email=f"{MOVES_TO}{person.user['email']}", password=PASSWORD)
    address = await person.post(
        "/users/me/addresses",
        201,
        recipient=RECIPIENT,
        phone="081398765432",
        line=STREET,
        province="Jawa Timur",
        regency="Kota Malang",
        district="Lowokwaru",
        village="Ketawanggede",
        postal_code="65145",
    )
    me = await person.ask("POST", "/users/me/avatar", files={"file": ("saya.jpg", picture, "image/jpeg")})
    return person, {**me, "address_id": address["id"]}


async def test_nothing_personal_is_left_anywhere(
    world: World, client: httpx.AsyncClient, events: Events, picture: bytes
) -> None:
    admin = await world.admin()
    shop = await world.shop(9)
    person, me = await somebody(world, client, picture)
    email = me["email"]
    delivered = {"delivery_option": "delivery", "address_id": me["address_id"]}
    chosen = [{"shop_id": shop.id, "delivery_option": "delivery", "note": WORDS}]
    await person.post("/cart", offer_id=shop.offers[0], quantity=1, note=WORDS)
    finished = (await person.checkout(shops=chosen, **delivered))["order"]
    await person.add(shop.offers[0])
    going = (await person.checkout(shops=chosen, **delivered))["order"]
    await person.ask("DELETE", f"/orders/{finished['id']}", params={"reason": WORDS})
    await person.post("/cart", offer_id=shop.offers[0], quantity=1, note=WORDS)
    await events.drain()
    traces = (NAME, email, PHONE, "+6281398765432", RECIPIENT, STREET, WORDS, "KNS-7788", MOVES_TO)
    assert {"identity.person", "identity.address", "orders.orders", "notifications.mail"} <= set(
        await rows_with(*traces)
    )
    avatar = f"http://niaga.test{me['avatar_url']}"
    assert (await client.get(avatar)).status_code == 200

    await admin.ask("DELETE", f"/users/{person.id}", 204)
    await events.drain()
    await events.drain()
    assert (await client.get(avatar)).status_code == 404
    # What is under way is brought to its end: its seller still sees where to.
    part = await shop.part(going)
    assert (part["address"]["line"], part["buyer"]["phone"]) == (STREET, None)
    assert set(await rows_with(*traces)) <= {"orders.orders", "orders.shop_order"}
    kept = (await admin.get(f"/orders/{finished['id']}"))["address"]
    assert (kept["regency"], kept["province"], kept["line"], kept["recipient"]) == ("Kota Malang", "Jawa Timur", "", "")

    await shop.owner.move(going["shop_orders"][0], "processing", "packed", "shipped", "delivered")
    await orders.forget_what_is_finished()
    assert await rows_with(*traces) == []
    assert (await admin.get(f"/orders/{going['id']}"))["address"]["regency"] == "Kota Malang"


async def test_what_was_being_written_meanwhile_goes_too(world: World, events: Events) -> None:
    admin, person = await world.admin(), await world.person()
    await admin.ask("DELETE", f"/users/{person.id}", 204)
    await events.drain()
    async with db.pool().acquire() as c:
        await c.execute(
            "INSERT INTO notifications.mail (id, key, person_id, address, kind, subject, html, text, at)"
            " VALUES (gen_random_uuid(), 'late', $1, 'late@kampus.test', 'x', '', '', '', now())",
            UUID(person.id),
        )
    await notices.forget_again()
    assert "notifications.mail" not in await rows_with("late@kampus.test")


async def test_another_picture_removes_the_one_before(world: World, events: Events, picture: bytes) -> None:
    one, two = await world.person(), await world.person()
    urls = []
    for person in (one, one, two):
        me = await person.ask("POST", "/users/me/avatar", files={"file": ("saya.jpg", picture, "image/jpeg")})
        urls.append(f"http://niaga.test{me['avatar_url']}")
    await events.drain()
    assert [(await world.http.get(url)).status_code for url in urls] == [404, 200, 200]


async def test_steps_stay_as_they_were_but_for_their_words(world: World) -> None:
    shop, person = await world.shop(2), await world.person(wallet=100_000)
    order = await person.buy(shop.offers[0])
    async with db.pool().acquire() as c:
        for change in ("status = 'refunded'", "reason = 'anders'", "reason = '', actor = 'admin'"):
            sql = f"UPDATE orders.step SET {change} WHERE order_id = $1"
            with pytest.raises(asyncpg.RaiseError):
                await c.execute(sql, UUID(order["id"]))
