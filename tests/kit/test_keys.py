"""Idempotency keys: one key, one wish of one person, on every route that takes one."""

import asyncio
import datetime as dt
from collections.abc import Awaitable, Callable
from typing import Any, NamedTuple
from uuid import UUID, uuid4, uuid5

import httpx
import pytest

from niaga import main
from niaga.kit import db, keys
from niaga.kit.errors import KeyReused
from niaga.kit.ids import id_of, new_id
from niaga.payments.rules import ORDERS
from tests.conftest import Events
from tests.world import Json, Person, World


class Wish(NamedTuple):
    """A request under a key, one that wants something else, and somebody else who may ask for the same."""

    me: Person
    other: Person
    method: str
    path: str
    body: Json
    otherwise: Json
    other_path: str | None = None
    """Where somebody else would ask for theirs."""


@pytest.fixture
async def world(client: httpx.AsyncClient) -> World:
    return World(client)


async def cart(world: World) -> Wish:
    shop = await world.shop(9, 9)
    body, otherwise = {"offer_id": shop.offers[0]}, {"offer_id": shop.offers[1]}
    return Wish(await world.person(), await world.person(), "POST", "/cart", body, otherwise)


async def checkout(world: World) -> Wish:
    shop = await world.shop(9)
    me, other = await world.person(wallet=50_000), await world.person(wallet=50_000)
    cart = await me.add(shop.offers[0])
    await other.add(shop.offers[0])
    body = {"cart_id": cart["id"], "payment_method": "wallet", "delivery_option": "pickup"}
    return Wish(me, other, "POST", "/checkout", body, body | {"payment_method": "cash"})


async def order(world: World) -> Wish:
    return (await checkout(world))._replace(path="/orders")


async def again(world: World) -> Wish:
    shop = await world.shop(9)
    me, other = await world.person(wallet=50_000), await world.person(wallet=50_000)
    mine, theirs = await me.buy(shop.offers[0]), await other.buy(shop.offers[0])
    return Wish(me, other, "POST", f"/orders/{mine['id']}/again", {}, {}, f"/orders/{theirs['id']}/again")


async def payment(world: World) -> Wish:
    shop = await world.shop(9)
    me, other = await world.person(), await world.person()
    mine = await me.buy(shop.offers[0], method="cash")
    theirs = await me.buy(shop.offers[0], method="cash")
    foreign = await other.buy(shop.offers[0], method="cash")
    for person in (me, other):
        await world.call(
            "payments",
            "credit",
            credits=[{"id": new_id(), "user_id": person.id, "amount": 50_000, "reason": "Saldo"}],
        )
    body = {"order_id": mine["id"], "method": "wallet"}
    assert foreign
    return Wish(me, other, "POST", "/payments", body, body | {"order_id": theirs["id"]})


async def refund(world: World) -> Wish:
    shop = await world.shop(9)
    admin, me = await world.admin(), await world.person(wallet=50_000)
    bought = await me.buy(shop.offers[0])
    second = await world.person()
    await world.call("identity", "grant_role", user_id=second.id, role="admin")
    other = await world.sign_in(second)
    body = {"amount": 1_000, "reason": "Salah rasa"}
    path = f"/payments/{bought['payment_id']}/refund"
    return Wish(admin, other, "POST", path, body, body | {"amount": 2_000})


async def top_up(world: World) -> Wish:
    body = {"amount": 20_000, "method": "virtual_account"}
    return Wish(await world.person(), await world.person(), "POST", "/wallet/topups", body, body | {"amount": 30_000})


async def warehouse(world: World) -> Wish:
    shop, other = await world.shop(9), await world.shop(9)
    path = "/shops/{}/warehouses"
    return Wish(
        shop.owner,
        other.owner,
        "POST",
        path.format(shop.id),
        {"name": "Cabang"},
        {"name": "Lain"},
        path.format(other.id),
    )


async def _warehouse_of(owner: Person, shop_id: str) -> str:
    return str((await owner.get(f"/shops/{shop_id}/warehouses"))[0]["id"])


async def receipt(world: World) -> Wish:
    shop, other = await world.shop(9), await world.shop(9)
    line = {"variant_id": shop.variants[0], "quantity": 1}
    path = "/warehouses/{}/receipts"
    return Wish(
        shop.owner,
        other.owner,
        "POST",
        path.format(await _warehouse_of(shop.owner, shop.id)),
        {"lines": [line]},
        {"lines": [line | {"quantity": 2}]},
        path.format(await _warehouse_of(other.owner, other.id)),
    )


async def count(world: World) -> Wish:
    shop, other = await world.shop(9), await world.shop(9)
    mine, theirs = await shop.owner.stock(shop), await other.owner.stock(other)
    path = "/warehouses/{}/stock/{}"
    return Wish(
        shop.owner,
        other.owner,
        "PUT",
        path.format(mine["warehouse_id"], mine["variant_id"]),
        {"on_hand": 4, "version": mine["version"]},
        {"on_hand": 5, "version": mine["version"]},
        path.format(theirs["warehouse_id"], theirs["variant_id"]),
    )


async def emptying(world: World) -> Wish:
    wish = await count(world)
    path, other_path = f"{wish.path}/empty", f"{wish.other_path}/empty"
    body = {"version": wish.body["version"]}
    return wish._replace(method="POST", path=path, other_path=other_path, body=body, otherwise=body | {"reason": "x"})


WISHES: dict[str, Callable[[World], Awaitable[Wish]]] = {
    "POST /cart": cart,
    "POST /checkout": checkout,
    "POST /orders": order,
    "POST /orders/{order_id}/again": again,
    "POST /payments": payment,
    "POST /payments/{payment_id}/refund": refund,
    "POST /wallet/topups": top_up,
    "POST /shops/{shop_id}/warehouses": warehouse,
    "POST /warehouses/{warehouse_id}/receipts": receipt,
    "PUT /warehouses/{warehouse_id}/stock/{variant_id}": count,
    "POST /warehouses/{warehouse_id}/stock/{variant_id}/empty": emptying,
}


def test_every_route_that_takes_a_key_is_here() -> None:
    document = main.contract()
    once = document["components"]["parameters"]

    def name(parameter: Json) -> str:
        return str((once[parameter["$ref"].rpartition("/")[2]] if "$ref" in parameter else parameter)["name"])

    taking = {
        f"{method.upper()} {path.removeprefix('/api/v1')}"
        for path, operations in document["paths"].items()
        for method, operation in operations.items()
        if any(name(p) == "Idempotency-Key" for p in operation.get("parameters", ()))
    }
    assert taking == WISHES.keys()


@pytest.mark.parametrize("route", WISHES)
async def test_a_key_is_for_one_wish_of_one_person(world: World, route: str) -> None:
    wish = await WISHES[route](world)
    key = {"idempotency-key": str(uuid4())}

    async def ask(person: Person, path: str, body: Json) -> httpx.Response:
        found: httpx.Response = await person.ask(wish.method, path, None, json=body, headers=key)
        return found

    first = await asyncio.gather(*(ask(wish.me, wish.path, wish.body) for _ in range(3)))
    assert all(answer.is_success for answer in first), [answer.text for answer in first]
    if wish.otherwise != wish.body:
        otherwise = await ask(wish.me, wish.path, wish.otherwise)
        assert (otherwise.status_code, otherwise.json()["code"]) == (422, "key_reused")
    elsewhere = await ask(wish.other, wish.other_path or wish.path, wish.body)
    assert elsewhere.status_code in (404, 422), elsewhere.text
    if elsewhere.status_code == 422:
        assert elsewhere.json()["code"] == "key_reused"
    again = await ask(wish.me, wish.path, wish.body)
    assert again.is_success
    malformed = await wish.me.ask(
        wish.method, wish.path, 422, json=wish.body, headers={"idempotency-key": "satu-dua-tiga"}
    )
    assert [error["field"] for error in malformed["errors"]] == ["Idempotency-Key"]


async def test_the_second_thing_is_not_lost_without_a_word(world: World) -> None:
    """Two adds under one key, of two things or of two people (B21, security 18)."""
    wish = await cart(world)
    headers = {"idempotency-key": str(uuid4())}
    await wish.me.ask("POST", "/cart", json=wish.body, headers=headers)
    for person, body in ((wish.me, wish.otherwise), (wish.other, wish.body)):
        answer = await person.ask("POST", "/cart", 422, json=body, headers=headers)
        assert answer["code"] == "key_reused"
    assert (await wish.me.get("/cart"))["count"] == 1


async def test_two_things_under_one_key_at_the_same_moment(world: World) -> None:
    wish = await cart(world)
    headers = {"idempotency-key": str(uuid4())}
    bodies = [wish.body, wish.otherwise] * 4
    answers = await asyncio.gather(*(wish.me.ask("POST", "/cart", None, json=body, headers=headers) for body in bodies))
    won = {body["offer_id"] for body, answer in zip(bodies, answers, strict=True) if answer.is_success}
    assert len(won) == 1
    assert sum(answer.is_success for answer in answers) == 4
    assert (await wish.me.get("/cart"))["count"] == 1


async def test_a_refusal_leaves_the_key_free(world: World) -> None:
    """What wrote nothing may be asked for otherwise under the same key: by wallet, and into a stale stock row."""
    shop, me = await world.shop(9), await world.person()
    order = await me.buy(shop.offers[0], method="cash")
    headers = {"idempotency-key": str(uuid4())}
    short = await me.ask("POST", "/payments", 409, json={"order_id": order["id"], "method": "wallet"}, headers=headers)
    assert short["code"] == "insufficient_balance"
    await me.ask("POST", "/payments", 201, json={"order_id": order["id"], "method": "card"}, headers=headers)
    row = await shop.owner.stock(shop)
    path = f"/warehouses/{row['warehouse_id']}/stock/{row['variant_id']}"
    for version, expect in ((row["version"] + 7, 409), (row["version"], 200)):
        await shop.owner.ask("PUT", path, expect, json={"on_hand": 20, "version": version}, headers=headers)


async def test_counted_in_another_warehouse_under_the_same_key(world: World) -> None:
    """It had no row there yet: 500 (C10)."""
    shop = await world.shop(9)
    row = await shop.owner.stock(shop)
    made = await shop.owner.post(f"/shops/{shop.id}/warehouses", 201, name="Cabang")
    headers = {"idempotency-key": str(uuid4())}
    path = "/warehouses/{}/stock/{}"
    body = {"on_hand": 4, "version": row["version"]}
    await shop.owner.ask("PUT", path.format(row["warehouse_id"], row["variant_id"]), json=body, headers=headers)
    elsewhere = await shop.owner.ask("PUT", path.format(made["id"], row["variant_id"]), 422, json=body, headers=headers)
    assert elsewhere["code"] == "key_reused"


async def test_ordered_again_without_a_key_is_a_wish_each_time(world: World) -> None:
    """The second one had said `added`, and the cart stayed empty (B18)."""
    shop, me = await world.shop(9), await world.person(wallet=50_000)
    order = await me.buy(shop.offers[0])
    for _ in range(2):
        assert (await me.post(f"/orders/{order['id']}/again"))["added"] == [shop.offers[0]]
        assert (await me.get("/cart"))["count"] == 1
        await me.ask("DELETE", "/cart")


async def test_another_order_again_under_the_same_key(world: World) -> None:
    shop, me = await world.shop(9), await world.person(wallet=50_000)
    orders = [await me.buy(shop.offers[0]) for _ in range(2)]
    headers = {"idempotency-key": str(uuid4())}
    for order, expect in zip(orders, (200, 422), strict=True):
        await me.ask("POST", f"/orders/{order['id']}/again", expect, headers=headers)


CHOSEN: dict[str, Callable[[World], Awaitable[tuple[Person, str, Json, Json]]]] = {}


def chosen(make: Callable[[World], Awaitable[tuple[Person, str, Json, Json]]]) -> Any:
    CHOSEN[make.__name__] = make
    return make


@chosen
async def product(world: World) -> tuple[Person, str, Json, Json]:
    shop = await world.shop()
    body = {"name": "Kopi tubruk", "description": "", "kind": "goods", "shop_id": shop.id}
    variants = [{"options": {}, "price": 9_000, "stock": 1}]
    return shop.owner, "/products", body | {"variants": variants}, body | {"variants": [variants[0] | {"price": 8_000}]}


@chosen
async def address(world: World) -> tuple[Person, str, Json, Json]:
    me = await world.person()
    body = {
        "recipient": "Sari Dewi",
        "phone": "081234567890",
        "line": "Jl. Veteran No. 1",
        "province": "Jawa Timur",
        "regency": "Kota Malang",
        "district": "Lowokwaru",
        "village": "Ketawanggede",
        "postal_code": "65145",
    }
    return me, "/users/me/addresses", body, body | {"line": "Jl. Veteran No. 2"}


@chosen
async def new_shop(world: World) -> tuple[Person, str, Json, Json]:
    me = await world.person(role="seller")
    return me, "/shops", {"name": "Toko Sekali"}, {"name": "Toko Lain"}


@chosen
async def category(world: World) -> tuple[Person, str, Json, Json]:
    return await world.admin(), "/categories", {"name": f"Teh {new_id()}"}, {"name": "Kopi"}


@pytest.mark.parametrize("what", CHOSEN)
async def test_a_chosen_id_is_for_one_thing(world: World, what: str) -> None:
    me, path, body, otherwise = await CHOSEN[what](world)
    id = str(new_id())
    made = await me.post(path, 201, id=id, **body)
    assert made["id"] == id
    assert (await me.post(path, 201, id=id, **body))["id"] == id
    assert (await me.post(path, 422, id=id, **otherwise))["code"] == "key_reused"
    for odd in ("00000000-0000-0000-0000-000000000000", "ffffffff-ffff-4fff-bfff-ffffffffffff"):
        refused = await me.post(path, 422, id=odd, **body)
        assert [error["field"] for error in refused["errors"]] == ["id"]


# --- the mechanism ----------------------------------------------------------------------------------------------


async def test_claims_of_one_batch(app: Any) -> None:
    user, key = uuid4(), uuid4()
    one = keys.asked("test", key, user, {"a": 1})
    same, other, mine = (
        keys.asked("test", key, user, {"a": 1}),
        keys.asked("test", key, user, 2),
        keys.asked("test", None, user),
    )
    async with db.tx() as c:
        answers = await keys.claim_all(c, [one, other, mine])
        assert (answers[one], answers[mine]) == (True, True)
        assert isinstance(answers[other], KeyReused)
    async with db.tx() as c:
        assert await keys.claim(c, same) is False
        with pytest.raises(KeyReused):
            await keys.claim(c, keys.asked("test", key, uuid4(), {"a": 1}))
        assert await keys.claim(c, keys.asked("elsewhere", key, uuid4())) is True
        await keys.free(c, [one])
        assert await keys.claim(c, other) is True


async def test_used_keys_are_forgotten_after_a_month(app: Any, later: Callable[[dt.timedelta], None]) -> None:
    wish = keys.asked("test", uuid4(), uuid4())
    for by, fresh in ((dt.timedelta(), True), (dt.timedelta(days=29), False), (dt.timedelta(days=2), True)):
        later(by)
        await keys.forget_used_keys()
        async with db.tx() as c:
            assert await keys.claim(c, wish) is fresh


async def test_a_claimed_key_stands_in_nobodys_way(world: World, events: Events) -> None:
    """Keys were payments' ids, and those transfers' ids: whoever claimed the right ones kept both goods and money, or
    kept a refund from being booked (security 1)."""
    shop, me = await world.shop(9), await world.person(wallet=50_000)
    order = await me.buy(shop.offers[0])
    (part,) = order["shop_orders"]
    public = [UUID(id) for id in (order["id"], order["payment_id"], part["id"], me.id)]
    derived = [uuid5(a, str(b)) for a in public for b in (*public, f"reversal from {ORDERS}")]
    refund = id_of("give back", UUID(part["id"]))
    derived += [refund, id_of("transfer", "refund", ORDERS, refund), id_of("return", UUID(order["payment_id"]))]
    for key in (*public, *derived):
        body = {"amount": 1_000, "method": "virtual_account"}
        made = await me.ask("POST", "/wallet/topups", 201, json=body, headers={"idempotency-key": str(key)})
        assert UUID(made["id"]) not in (*public, *derived)
    await shop.owner.move(part, "rejected", reason="Habis")
    await events.drain()
    assert await me.balance() == 50_000
    assert (await me.order(order["id"]))["refunded"] == order["total"]
