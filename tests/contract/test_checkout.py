"""POST /checkout/quote, POST /checkout and its alias POST /orders."""

import uuid
from typing import Any

import pytest

from tests.world import Json, Person, Shop, World

ORDER = {
    "id",
    "number",
    "status",
    "total",
    "subtotal",
    "discount",
    "delivery_fee",
    "tax",
    "placed_at",
    "expires_at",
    "shop_orders",
}
SHOP_ORDER = {
    "id",
    "number",
    "shop",
    "status",
    "delivery_option",
    "subtotal",
    "discount",
    "delivery_fee",
    "total",
    "lines",
    "history",
}
LINE = {"id", "product_id", "variant_id", "name", "options", "unit_price", "quantity", "subtotal"}
PAYMENT = {
    "id",
    "order_id",
    "method",
    "provider",
    "amount",
    "status",
    "action",
    "expires_at",
    "paid_at",
    "refunded",
}


async def body_of(me: Person, method: str = "wallet", **more: Any) -> Json:
    cart = await me.get("/cart")
    return {"cart_id": cart["id"], "payment_method": method, "delivery_option": "pickup", **more}


async def send(me: Person, body: Json, expect: int = 201, *, key: str = "", path: str = "/checkout") -> Json:
    headers = {"Idempotency-Key": key or str(uuid.uuid4())}
    found: Json = await me.ask("POST", path, expect, json=body, headers=headers)
    return found


async def free(shop: Shop, number: int = 0) -> bool:
    """Nothing of it is held."""
    return bool((await shop.owner.stock(shop, number))["held"] == 0)


@pytest.mark.parametrize("path", ["/checkout", "/orders"])
async def test_one_order_with_a_part_for_each_shop(world: World, path: str) -> None:
    canteen = await world.shop(9, price=15_000)
    outlet = await world.shop(9, price=2_000_000, delivers=True, delivery_fee=18_000)
    me = await world.person(wallet=5_000_000)
    await me.add(canteen.offers[0], 2, "pedas")
    await me.add(outlet.offers[0])
    body = await body_of(
        me,
        address_id=await me.address(),
        shops=[{"shop_id": outlet.id, "delivery_option": "delivery", "note": "titip satpam"}],
    )
    quoted = await me.post("/checkout/quote", **body)
    assert {key: quoted[key] for key in ("subtotal", "discount", "delivery_fee", "total")} == {
        "subtotal": 2_030_000,
        "discount": 0,
        "delivery_fee": 18_000,
        "total": 2_048_000,
    }
    assert await free(canteen)
    answer = await send(me, {**body, "expected_total": quoted["total"]}, path=path)
    order, payment = answer["order"], answer["payment"]
    assert order.keys() >= ORDER
    assert payment.keys() >= PAYMENT
    assert (order["status"], order["total"]) == ("paid", 2_048_000)
    assert (payment["order_id"], payment["method"], payment["amount"], payment["status"], payment["refunded"]) == (
        order["id"],
        "wallet",
        2_048_000,
        "paid",
        0,
    )
    assert payment["action"]["type"] == "none"
    parts = {part["shop"]["id"]: part for part in order["shop_orders"]}
    assert parts.keys() == {canteen.id, outlet.id}
    for part in parts.values():
        assert part.keys() >= SHOP_ORDER
        assert part["status"] == "paid"
        assert part["total"] == part["subtotal"] - part["discount"] + part["delivery_fee"]
        assert all(line.keys() >= LINE for line in part["lines"])
        assert [step["status"] for step in part["history"]] == ["pending", "paid"]
        assert all(step.keys() >= {"at", "status", "actor"} for step in part["history"])
    assert sum(part["total"] for part in parts.values()) == order["total"]
    assert (parts[outlet.id]["delivery_option"], parts[canteen.id]["delivery_option"]) == ("delivery", "pickup")
    (line,) = parts[canteen.id]["lines"]
    assert (line["unit_price"], line["quantity"], line["subtotal"]) == (15_000, 2, 30_000)
    assert len({order["number"], *(part["number"] for part in parts.values())}) == 3
    assert (await me.get("/wallet"))["balance"] == 5_000_000 - 2_048_000
    assert (await me.get("/cart"))["shops"] == []


async def test_idempotency(world: World) -> None:
    shop = await world.shop(9, price=10_000)
    me, other = await world.person(wallet=100_000), await world.person(wallet=100_000)
    await me.add(shop.offers[0])
    body, key = await body_of(me), str(uuid.uuid4())
    first = await send(me, body, key=key)
    again = await send(me, body, key=key)
    assert again["order"]["id"] == first["order"]["id"]
    assert again["payment"]["id"] == first["payment"]["id"]
    assert (await me.get("/orders/me"))["total"] == 1
    reused = await send(me, {**body, "payment_method": "qris"}, 422, key=key)
    assert reused["code"] == "key_reused"
    await other.add(shop.offers[0])
    foreign = await other.ask("POST", "/checkout", None, json=await body_of(other), headers={"Idempotency-Key": key})
    assert foreign.status_code in (403, 404, 409, 422)
    assert (await other.get("/orders/me"))["total"] == 0
    assert (await me.ask("POST", "/checkout", 422, json=body))["code"] == "validation_failed"
    assert (await me.ask("POST", "/checkout", 422, json=body, headers={"Idempotency-Key": "satu"}))["status"] == 422


async def test_refusals_hold_and_write_nothing(world: World) -> None:
    shop = await world.shop(2, 9, price=10_000)
    me = await world.person(wallet=100_000)
    empty = await send(me, await body_of(me), 422)
    assert empty["code"] == "cart_empty"
    assert (await me.post("/checkout/quote", 422, **await body_of(me)))["code"] == "cart_empty"
    await me.add(shop.offers[0], 3)
    await me.add(shop.offers[1], 1)
    short = await send(me, await body_of(me), 409)
    assert short["code"] == "out_of_stock"
    (line,) = short["lines"]
    assert {key: line[key] for key in ("offer_id", "wanted", "available")} == {
        "offer_id": shop.offers[0],
        "wanted": 3,
        "available": 2,
    }
    item = next(i for i in (await me.get("/cart"))["shops"][0]["items"] if i["offer_id"] == shop.offers[0])
    await me.put(f"/cart/items/{item['id']}", quantity=1)
    changed = await send(me, await body_of(me, expected_total=19_000), 409)
    assert (changed["code"], changed["total"]) == ("price_changed", 20_000)
    homeless = await send(me, await body_of(me, delivery_option="delivery"), 422)
    assert homeless["code"] in ("delivery_not_offered", "validation_failed")
    voucher = await send(me, await body_of(me, voucher_codes=["TIDAKADA"]), 422)
    assert voucher["code"] == "validation_failed"
    for wrong in ({"payment_method": "barter"}, {"delivery_option": "drone"}, {"cart_id": "x"}):
        assert (await send(me, {**await body_of(me), **wrong}, 422))["code"] == "validation_failed"
    poor = await world.person(wallet=5_000)
    await poor.add(shop.offers[1])
    refused = await send(poor, await body_of(poor), 409)
    assert refused["code"] == "insufficient_balance"
    stolen = await send(poor, {**await body_of(poor), "cart_id": (await me.get("/cart"))["id"]}, None)  # type: ignore[arg-type]
    assert stolen.status_code in (404, 422)  # type: ignore[attr-defined]
    assert await free(shop, 0)
    assert await free(shop, 1)
    for person in (me, poor):
        assert (await person.get("/orders/me"))["total"] == 0
    assert (await me.get("/cart"))["total"] == 20_000
    assert (await send(me, await body_of(me, expected_total=20_000)))["order"]["status"] == "paid"


@pytest.mark.parametrize(
    ("method", "bank", "kind", "provider"),
    [
        ("qris", None, "qr", "midtrans"),
        ("virtual_account", "bca", "virtual_account", "midtrans"),
        ("virtual_account", None, "virtual_account", "midtrans"),
        ("ewallet", None, None, "midtrans"),
        ("card", None, "redirect", "midtrans"),
        ("cash", None, "none", None),
    ],
)
async def test_every_method_says_what_to_do(
    world: World, method: str, bank: str | None, kind: str | None, provider: str | None
) -> None:
    shop, me = await world.shop(9, price=25_000), await world.person()
    await me.add(shop.offers[0])
    answer = await send(me, await body_of(me, method, **({"bank": bank} if bank else {})))
    order, payment = answer["order"], answer["payment"]
    assert (order["status"], payment["status"], payment["amount"]) == ("pending_payment", "pending", 25_000)
    assert (payment["method"], payment["provider"]) == (method, provider)
    assert kind is None or payment["action"]["type"] == kind
    assert ("simulate_url" in payment["action"]) == (provider is not None)
    assert payment["expires_at"] <= order["expires_at"]
    assert [part["status"] for part in order["shop_orders"]] == ["pending"]
    assert (await shop.owner.stock(shop))["held"] == 1
