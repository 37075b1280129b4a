"""Money that is not as it should be, as buyers and administrators meet it."""

from playwright.async_api import expect

from tests.browser.conftest import DESKTOP, PHONE, Visit
from tests.world import PASSWORD, World


async def test_another_amount_is_told_and_settled(world: World, visit: Visit) -> None:
    admin = await world.admin()
    shop, buyer = await world.shop(3, price=10_000, delivers=False), await world.person()
    await buyer.add(shop.offers[0])
    bought = await buyer.checkout("qris")
    payment = bought["payment"]
    ani = await visit(PHONE)
    await ani.sign_in(buyer.user["email"], PASSWORD, f"/payments/{payment['id']}")
    await ani.heading("Pindai kode QR ini")
    await buyer.simulate(payment, drop=True, amount=10_500)
    await ani.press("Saya sudah bayar, periksa")
    await ani.heading("Sedang diperiksa")
    await expect(ani.page.get_by_text("Kami menerima Rp10.500, bukan Rp10.000.")).to_be_visible()
    await expect(ani.page.get_by_role("button", name="Coba lagi")).to_have_count(0)
    await ani.look()

    boss = await visit(DESKTOP)
    await boss.sign_in(admin.user["email"], PASSWORD, f"/admin/payments/{payment['id']}")
    await expect(boss.page.get_by_text("kelebihan Rp500 kembali ke pembeli")).to_be_visible()
    await boss.look()
    await boss.press("Terima")
    await expect(boss.page.get_by_text("Diterima.", exact=True)).to_be_visible()
    await ani.open(f"/orders/{bought['order']['id']}")
    await expect(ani.page.locator('[data-status="paid"]').first).to_be_visible()
    assert (await buyer.order_when(bought["order"]["id"], "paid"))["refunded"] == 0


async def test_a_cash_order_is_completed_by_its_shop(world: World, visit: Visit) -> None:
    shop, buyer = await world.shop(3, price=10_000, delivers=False), await world.person()
    order = await buyer.buy(shop.offers[0], method="cash")
    part = await shop.owner.move(await shop.part(order), "processing", "packed", "ready_for_pickup")
    ani = await visit(PHONE)
    await ani.sign_in(buyer.user["email"], PASSWORD, f"/orders/{order['id']}")
    await expect(ani.page.get_by_text("menyelesaikan pesanan begitu uangnya diterima")).to_be_visible()
    await expect(ani.page.get_by_role("button", name="Sudah saya terima")).to_have_count(0)
    await ani.look()
    await shop.owner.move(part, "delivered")
    await buyer.order_when(order["id"], "paid", "completed")


async def test_a_refund_of_many_shops_says_what_came_from_each(world: World, visit: Visit) -> None:
    admin = await world.admin()
    canteen = await world.shop(3, price=10_000, name="Kantin", delivers=False)
    stall = await world.shop(3, price=6_000, name="Lapak", delivers=False)
    buyer = await world.person(wallet=50_000)
    order = await buyer.buy(canteen.offers[0], stall.offers[0])
    paid = order["payment_id"]
    await admin.post(f"/payments/{paid}/refund", 201, amount=12_000, reason="Maaf")
    (refund,) = (await buyer.get(f"/payments/{paid}"))["refunds"]
    assert len(refund["parts"]) == 2
    numbers = {part["id"]: part["number"] for part in order["shop_orders"]}
    told = [f"{numbers[part['shop_order_id']]}: Rp{part['amount']:,}".replace(",", ".") for part in refund["parts"]]
    for who, view, path in (
        (buyer, PHONE, f"/payments/{paid}"),
        (admin, DESKTOP, f"/admin/payments/{paid}"),
    ):
        one = await visit(view)
        await one.sign_in(who.user["email"], PASSWORD, path)
        parts = one.page.get_by_role("list", name="Dari pesanan toko").get_by_role("listitem")
        await expect(parts).to_have_count(2)
        for words in told:
            await expect(parts.filter(has_text=words)).to_be_visible()
        await one.look()
