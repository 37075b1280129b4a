"""A shop's board: orders arrive by themselves and are worked off, from a kitchen's point of view."""

import asyncio
import re

from playwright.async_api import Route, expect

from tests.browser.conftest import DESKTOP, PHONE, Visit
from tests.conftest import until
from tests.world import PASSWORD, World


async def test_a_paid_order_appears_by_itself_and_is_taken_to_its_buyer(world: World, visit: Visit) -> None:
    shop = await world.shop(9, price=15_000, name="Kantin")
    buyer = await world.person("Sari Dewi", wallet=100_000)
    seller = await visit(DESKTOP)
    page = seller.page
    await seller.sign_in(shop.owner.user["email"], PASSWORD, f"/sell/{shop.id}/orders")
    await seller.heading("Belum ada pesanan")
    await seller.look()

    # Nobody reloads: it is told.
    await buyer.add(shop.offers[0], 2, "tanpa sambal")
    order = (await buyer.checkout("wallet"))["order"]
    number = order["shop_orders"][0]["call_number"]
    ticket = page.get_by_role("article", name=number)
    await expect(page.get_by_role("region", name="Baru").get_by_role("article", name=number)).to_be_visible()
    await expect(ticket.get_by_text("Catatan: tanpa sambal")).to_be_visible()
    await expect(page.get_by_role("link", name=re.compile("Pesanan 1"))).to_be_visible()
    await expect(page.get_by_role("button", name="1 pesanan baru masuk")).to_be_visible()
    await expect(page).to_have_title("(1) Pesanan · Niaga")
    await seller.look()

    # One tap a step.
    for name, column in {"Terima": "Diproses", "Selesai dikemas": "Diproses", "Siap diambil": "Siap"}.items():
        await ticket.get_by_role("button", name=re.compile(f"^{name}")).click()
        await expect(page.get_by_role("region", name=column).get_by_role("article", name=number)).to_be_visible()
    await seller.look()
    part = await shop.part(await buyer.order(order["id"]))
    assert part["status"] == "ready_for_pickup"

    await ticket.get_by_role("button", name=re.compile(f"^Buka {number}")).click()
    drawer = page.get_by_role("dialog", name=f"Pesanan {order['shop_orders'][0]['number']}")
    await expect(drawer.get_by_text("Siap diambil").first).to_be_visible()
    await expect(drawer.get_by_text("Rp30.000").first).to_be_visible()
    await seller.look()
    await page.keyboard.press("Escape")

    # The buyer has it: the seller sees that too.
    await buyer.move(part, "delivered")
    await expect(page.get_by_role("region", name="Riwayat").get_by_role("article", name=number)).to_be_visible()
    assert (await buyer.order(order["id"]))["status"] == "completed"


async def test_a_hand_over_happens_though_its_page_is_left_at_once(world: World, visit: Visit) -> None:
    shop = await world.shop(9, price=15_000, name="Kantin")
    buyer = await world.person("Sari Dewi", wallet=100_000)
    order = await buyer.buy(shop.offers[0])
    part = await shop.part(order)
    for status in ("processing", "packed", "ready_for_pickup"):
        await shop.owner.move(part, status)
    seller = await visit(DESKTOP)
    await seller.sign_in(shop.owner.user["email"], PASSWORD, f"/sell/{shop.id}/orders")
    await seller.page.get_by_role("button", name=f"Sudah diambil: {part['call_number']}").click()
    await expect(seller.page.get_by_role("button", name="Batalkan")).to_be_visible()
    assert (await shop.part(await buyer.order(order["id"])))["status"] == "ready_for_pickup"
    await seller.page.goto("about:blank")

    async def handed() -> bool:
        return bool((await shop.part(await buyer.order(order["id"])))["status"] == "delivered")

    await until(handed)  # by the page as it went: it cannot any more


async def test_rejecting_returns_only_this_shops_part(world: World, visit: Visit) -> None:
    canteen = await world.shop(9, price=15_000, name="Kantin")
    stall = await world.shop(9, price=7_000, name="Lapak")
    buyer = await world.person(wallet=50_000)
    order = await buyer.buy(canteen.offers[0], stall.offers[0])
    seller = await visit()
    page = seller.page
    await seller.sign_in(canteen.owner.user["email"], PASSWORD, f"/sell/{canteen.id}/orders")
    await page.get_by_role("button", name=re.compile("^Tolak pesanan")).click()
    sheet = page.get_by_role("dialog")
    await expect(sheet.get_by_text("Rp15.000 dikembalikan ke pembeli")).to_be_visible()
    await seller.look()
    await sheet.get_by_role("button", name="Bahannya habis").click()

    # What is done is asked for apart from what is open: between the two answers the board stays as it is.
    async def late(route: Route) -> None:
        await asyncio.sleep(0.5)
        await route.continue_()

    await page.route(re.compile("/orders\\?.*status=completed"), late)
    await sheet.get_by_role("button", name="Tolak dan kembalikan dana").click()
    await expect(sheet).to_be_hidden()
    await page.get_by_role("tab", name="Riwayat").click()
    await expect(page.locator('article [data-status="rejected"], article [data-status="refunded"]')).to_be_visible()
    await seller.look()
    await buyer.order_when(order["id"], "partly_refunded")
    assert await buyer.balance() == 50_000 - 7_000


async def test_a_kitchen_needs_three_taps(world: World, visit: Visit) -> None:
    shop = await world.shop(name="Kantin", kind="canteen")
    buyer = await world.person(wallet=100_000)
    order = await buyer.buy(await shop.stock_up(9, 15_000, "food"))
    part = await shop.part(order)
    cook = await visit(DESKTOP)
    page = cook.page
    await cook.sign_in(shop.owner.user["email"], PASSWORD, f"/sell/{shop.id}/orders")
    for step in ("Terima", "Siap diambil", "Sudah diambil"):
        await page.get_by_role("article").get_by_role("button", name=re.compile(f"^{step}")).click()
    await page.get_by_role("alert").filter(has_text="sudah diambil").get_by_role("button", name="Tutup").click()
    await expect(page.get_by_role("region", name="Riwayat").get_by_role("article")).to_have_count(1)

    async def taken() -> list[str]:
        part = await shop.part(await buyer.order(order["id"]))
        steps = [step["status"] for step in part["history"]]
        return steps[steps.index("processing") :] if "delivered" in steps else []

    # On the board it is done at once; it is sent when nobody can take it back any more.
    assert (await until(taken))[:4] == ["processing", "packed", "ready_for_pickup", "delivered"]

    # On paper: one piece of a roll, and without prices where it hangs over the stove.
    await page.get_by_role("button", name=re.compile(f"^Buka {part['call_number']}")).click()
    await cook.press("Cetak", "link")
    await expect(page.get_by_role("region", name="Struk").get_by_text("Rp15.000").first).to_be_visible()
    await page.get_by_text("Untuk dapur", exact=True).click()
    await page.get_by_text("80 mm", exact=True).click()
    # A browser looks at sizes when it finds the time; who prints at once does not wait for that.
    await page.add_init_script("ResizeObserver.prototype.observe = () => {}")
    await page.reload()  # both are remembered
    ticket = page.get_by_role("region", name="Untuk dapur")
    await expect(ticket.get_by_text(part["call_number"])).to_be_visible()
    await expect(ticket.get_by_text("Rp")).to_have_count(0)
    printed = await page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type ?/Page\b", printed)) == 1
    (width,) = {float(box.split()[2]) for box in re.findall(rb"/MediaBox ?\[([^\]]*)\]", printed)}
    assert round(width / 72 * 25.4) == 80


async def test_why_an_order_ended_is_said_in_words_to_both(world: World, visit: Visit) -> None:
    """What the system ends has a code, which nobody reads; what people write stands as it is, also where it is one."""
    shop, buyer = await world.shop(1, 5, price=10_000, name="Kantin Satu"), await world.person(wallet=50_000)
    old = await buyer.buy(*shop.offers, method="cash")
    await buyer.add(shop.offers[0])
    await buyer.checkout()
    other = await buyer.buy(shop.offers[1])
    await shop.owner.move(await shop.part(other), "rejected", reason="unpaid")
    for size in (DESKTOP, PHONE):
        seller = await visit(size)
        ended = f"/sell/{shop.id}/orders?order={old['shop_orders'][0]['id']}"
        await seller.sign_in(shop.owner.user["email"], PASSWORD, f"/sell/{shop.id}/orders")
        await seller.open(ended)
        drawer = seller.page.get_by_role("dialog")
        await expect(drawer.get_by_text("Pembeli menggantinya dengan pesanan baru.").first).to_be_visible()
        await seller.look()
        await seller.open(f"/sell/{shop.id}/orders?order={other['shop_orders'][0]['id']}")
        await expect(drawer.get_by_text("unpaid").first).to_be_visible()
        me = await visit(size)
        await me.sign_in(buyer.user["email"], PASSWORD, f"/orders/{old['id']}")
        await expect(me.page.get_by_text("Diganti oleh pesanan Anda yang lebih baru.").first).to_be_visible()
        await me.look()
