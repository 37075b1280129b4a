"""A bank takes back the money of an order that was paid, some minutes after it settled."""

import functools

from niaga.kit.ids import new_id
from tests.conftest import until
from tests.world import Person, World


async def was_told(person: Person, kind: str, payment_id: str) -> bool:
    notices = (await person.get("/notifications"))["items"]
    mine = [n for n in notices if n["kind"] == kind and n["subject"].get("payment_id", payment_id) == payment_id]
    return len(mine) == 1


async def test_what_nobody_has_begun_is_cancelled_and_the_rest_is_written_off(world: World) -> None:
    begun, waiting = await world.shop(5, price=30_000), await world.shop(5, price=12_000)
    buyer, admin = await world.person(), await world.admin()
    await buyer.add(begun.offers[0])
    await buyer.add(waiting.offers[0], 2)
    bought = await buyer.checkout("virtual_account", bank="permata")
    id, payment = bought["order"]["id"], bought["payment"]
    await buyer.simulate(payment)
    await buyer.order_when(id, "paid")
    await begun.owner.move(await begun.part(bought["order"]), "processing")
    await buyer.simulate(payment, "deny")

    async def written_off() -> bool:
        return bool((await admin.get(f"/payments/{payment['id']}"))["lost"] == 30_000)

    await until(written_off)
    after = await buyer.order(id)
    parts = {part["shop"]["id"]: part for part in after["shop_orders"]}
    assert (after["status"], after["notice"], after["refunded"]) == ("paid", "payment_reversed", 0)
    assert (parts[begun.id]["status"], parts[waiting.id]["status"]) == ("processing", "cancelled")
    assert parts[waiting.id]["history"][-1]["reason"] == "payment_reversed"
    assert (await waiting.owner.stock(waiting))["available"] == 5
    books = await admin.get(f"/payments/{payment['id']}")
    assert (books["status"], books["reversed"], books["flag"]) == ("failed", 54_000, "reversed")
    assert payment["id"] in {p["id"] for p in (await admin.get("/payments", flagged=True, size=100))["items"]}
    assert (await admin.post(f"/payments/{payment['id']}/refund", 422, reason="Salah"))["code"] == "refund_too_much"
    refused = await waiting.owner.put(f"/orders/{parts[waiting.id]['id']}/status", 409, status="processing")
    assert refused["present"] == "cancelled"
    assert await world.findings() == []
    for person, kind in (
        (buyer, "payment_reversed"),
        (waiting.owner, "sale_unpaid"),
        (begun.owner, "sale_goes_on"),
        (admin, "payment_flagged"),
    ):
        await until(functools.partial(was_told, person, kind, payment["id"]))
    # The seller who had begun stops after all: the loss is none any more.
    await begun.owner.move(await begun.part(after), "rejected", reason="Tidak dibayar")
    assert (await admin.get(f"/payments/{payment['id']}"))["lost"] == 0
    assert (await buyer.order(id))["status"] == "cancelled"
    assert (await begun.owner.stock(begun))["available"] == 5
    assert await world.findings() == []


async def test_all_of_an_order_nobody_has_begun_is_cancelled(world: World) -> None:
    shop = await world.shop(2, price=10_000)
    buyer = await world.person()
    await buyer.add(shop.offers[0])
    asked = {"bank": "mandiri", "key": new_id(), "cart_id": (await buyer.get("/cart"))["id"]}
    bought = await buyer.checkout("virtual_account", **asked)
    await buyer.simulate(bought["payment"], deny_after_settle_s=0.5)
    after = await buyer.order_when(bought["order"]["id"], "cancelled")
    assert (after["notice"], after["payment"]["status"]) == ("payment_reversed", "failed")
    again = await buyer.checkout("virtual_account", **asked)
    assert (again["order"]["id"], again["order"]["status"]) == (after["id"], "cancelled")

    async def back() -> bool:
        return bool((await shop.owner.stock(shop))["available"] == 2)

    await until(back)
    assert (await buyer.post("/payments", None, order_id=after["id"], method="qris")).status_code == 409
    assert await world.findings() == []
