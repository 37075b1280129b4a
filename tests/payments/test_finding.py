"""Admins find a payment by what they have in hand: a number, an id, a name, a day."""

import datetime as dt
import json
import uuid
from typing import Any

import httpx
import pytest

from niaga.identity.store import people as people_store
from niaga.kit import db
from niaga.kit.clock import WIB
from niaga.kit.errors import ValidationFailed
from niaga.payments.rules import search
from niaga.payments.store import lists
from tests.world import Person, World

from .outside import Order, Outside, notification, tell


@pytest.fixture
async def world(client: httpx.AsyncClient) -> World:
    return World(client)


@pytest.fixture
async def admin(world: World) -> Person:
    return await world.admin()


def word() -> str:
    return "".join(chr(ord("a") + int(digit, 16)) for digit in uuid.uuid4().hex[:12])


async def found(admin: Person, **query: Any) -> list[str]:
    """Ids of the first page."""
    return [item["id"] for item in (await admin.get("/payments", **query))["items"]]


async def test_by_number_id_and_what_the_provider_calls_it(
    client: httpx.AsyncClient, outside: Outside, world: World, admin: Person
) -> None:
    number = f"NG-261126-{word()[:8].upper()}"
    order = Order(payer_id=uuid.UUID((await world.person()).id))
    payment = await order.start(description=f"Pesanan {number}")
    wanted = [str(payment.id)]
    asked = (number, number.lower()[:-2], f"{number}-2", f" {payment.id} ", str(order.id))
    assert [await found(admin, q=q) for q in asked] == [wanted] * len(asked)
    assert await found(admin, q=f"{number}0") == []

    said = json.loads(notification(payment, "pending"))
    assert (await tell(client, notification(payment, "pending"))).status_code == 200
    assert await found(admin, q=said["transaction_id"]) == wanted


async def test_by_payer_who_is_named(outside: Outside, world: World, admin: Person) -> None:
    name = f"Kirana {word().title()} Lestari"
    person = await world.person(name)
    payment = await Order(payer_id=uuid.UUID(person.id)).start()
    other = await Order(payer_id=uuid.UUID((await world.person()).id)).start()
    for q in (name, name.split()[1][:8].lower(), f"lestari {name.split()[1]}", person.user["email"][:20].upper()):
        assert await found(admin, q=q) == [str(payment.id)], q
    (item,) = (await admin.get("/payments", q=person.user["email"]))["items"]
    assert (item["payer_name"], item["payer_email"]) == (name, person.user["email"])
    # What is typed is no pattern and no query language.
    for q in ("%", "_" * 32, "!& |:*", "\\"):
        assert {str(payment.id), str(other.id)}.isdisjoint(await found(admin, q=q)), q


async def test_by_state_method_and_day_together(outside: Outside, world: World, admin: Person) -> None:
    person = await world.person()
    mine = {"q": person.user["email"]}
    qris = await Order(payer_id=uuid.UUID(person.id)).start()
    account = await Order(payer_id=uuid.UUID(person.id)).start("virtual_account", bank="bni")
    last_second = dt.datetime(2026, 11, 20, 23, 59, 59, tzinfo=WIB)
    async with db.pool().acquire() as c:
        await c.execute("UPDATE payments.payment SET created_at = $2 WHERE id = $1", qris.id, last_second)
    assert await found(admin, **mine, method="virtual_account") == [str(account.id)]
    assert await found(admin, **mine, status="pending") == [str(account.id), str(qris.id)]
    assert await found(admin, **mine, status="paid") == []
    day = {"from": "2026-11-20", "to": "2026-11-20"}
    assert await found(admin, **mine, **day) == [str(qris.id)]
    assert await found(admin, **mine, **day, method="virtual_account") == []
    assert str(qris.id) not in await found(admin, **mine, **{"from": "2026-11-21"})
    assert await found(admin, **mine, to="2026-11-19") == []
    first = await admin.get("/payments", **mine, size=1, page=2)
    assert (first["total"], [item["id"] for item in first["items"]]) == (2, [str(qris.id)])


async def test_days_that_are_none_are_refused(world: World, admin: Person) -> None:
    await admin.get("/payments", 400, **{"from": "2026-11-21", "to": "2026-11-20"})
    await admin.get("/payments", 400, **{"from": "kemarin"})
    await admin.get("/payments", 400, q="x" * 101)
    await admin.get("/payments", 400, method="barter")
    await (await world.person()).get("/payments", 403, q="siti")


def test_a_day_lasts_from_midnight_to_midnight_in_jakarta() -> None:
    day = dt.date(2026, 11, 20)
    since, until = search.days(day, day)
    assert (since, until) == (
        dt.datetime(2026, 11, 19, 17, tzinfo=dt.UTC),
        dt.datetime(2026, 11, 20, 17, tzinfo=dt.UTC),
    )
    assert search.days(None, None) == (None, None)
    with pytest.raises(ValidationFailed):
        search.days(day, day - dt.timedelta(days=1))


ROWS = 30_000
FILL = f"""
INSERT INTO payments.payment (id, payer_id, method, amount, status, action, description, created_at, provider_ref)
SELECT gen_random_uuid(), md5((n % 3000)::text)::uuid, (ARRAY['qris', 'card', 'wallet'])[n % 3 + 1], 1000,
       CASE WHEN n % 100 = 0 THEN 'pending' ELSE 'paid' END, '{{"type": "none"}}',
       'Pesanan NG-260101-' || upper(to_hex(n)), timestamptz '2020-01-01' + n * interval '1 minute', 'ref-' || n
  FROM generate_series(1, {ROWS}) AS n;
INSERT INTO identity.person (id, name, email, roles, created_at)
SELECT gen_random_uuid(), 'Orang ' || md5(n::text), md5(n::text) || '@rencana.test', '{{customer}}',
       timestamptz '2020-01-01' + n * interval '1 minute' FROM generate_series(1, {ROWS}) AS n;
ANALYZE payments.payment, identity.person;
"""
ANYTHING: dict[str, Any] = {
    **dict.fromkeys(("status", "method", "flagged", "order_id", "since", "until", "id", "reference", "number")),
    "sought": False,
    "payers": [],
}
MONTH = {"since": dt.datetime(2020, 1, 3, tzinfo=WIB), "until": dt.datetime(2020, 1, 4, tzinfo=WIB)}
WHOM: dict[str, Any] = {
    "beginning": "c4ca42%",
    "phone": "+628111222333",
    "campus_id": "c4ca42",
    "words": "c4ca42:*",
    "most": 200,
}


SCANS = {"Seq Scan payment", "Seq Scan person"}


class Explaining:
    """Instead of reading, notes the kinds of steps PostgreSQL would take for these values."""

    def __init__(self, c: db.Conn) -> None:
        self.c, self.steps = c, [""]

    async def fetch(self, text: str, *values: Any) -> list[Any]:
        (root,) = await self.c.fetchval(f"EXPLAIN (FORMAT JSON) {text}", *values)
        self.steps = steps(root["Plan"])
        return []

    fetchval = fetch


def steps(node: dict[str, Any]) -> list[str]:
    inner = [step for part in node.get("Plans", ()) for step in steps(part)]
    return [f"{node['Node Type']} {node.get('Relation Name', '')}", *inner]


async def test_no_usual_search_reads_a_whole_table(app: Any) -> None:
    searches: list[dict[str, Any]] = [
        {"sought": True, "id": uuid.uuid4(), "reference": "ref-7", "number": "ng-260101-7a%", "payers": [uuid.uuid4()]},
        {"sought": True, "payers": [uuid.uuid4() for _ in range(200)]},
        {"status": "pending"},
        {"method": "qris", **MONTH},
        MONTH,
        {"status": "paid", "sought": True, "number": "ng-260101-7a%"},
    ]
    async with db.search() as c:
        change = c.transaction()
        await change.start()
        try:
            await c.execute(FILL)
            plan: Any = Explaining(c)
            for search in searches:
                for ask in (
                    lists.count(plan, **ANYTHING | search),
                    lists.page(plan, **ANYTHING | search, offset=0, size=24),
                ):
                    await ask
                    assert not SCANS & set(plan.steps), (search, plan.steps)
            await people_store.look_up(plan, **WHOM)
            assert not SCANS & set(plan.steps), plan.steps
        finally:
            await change.rollback()
