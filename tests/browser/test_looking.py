"""How people find again what they look for: goods, and their own orders."""

import re
from urllib.parse import quote_plus

from playwright.async_api import expect

from tests.browser.conftest import Visit
from tests.world import PASSWORD, World


async def test_the_search_remembers_and_is_emptied_with_a_thumb(world: World, visit: Visit) -> None:
    shop = await world.shop(3, price=15_000, name="Kantin")
    name = (await world.http.get(f"/products/{shop.products[0]}")).json()["name"]
    ani = await visit()
    page = ani.page
    await ani.open("/")
    field = page.get_by_role("combobox", name="Cari", exact=True)
    hints = page.get_by_role("listbox", name="Yang bisa dicari")
    lately = hints.get_by_role("group", name="Pencarian terakhir")
    await field.click()
    await expect(hints).to_be_visible()
    await expect(lately).to_have_count(0)
    for words in ("charger 65 W", name):
        await field.fill(words)
        await field.press("Enter")
        await page.wait_for_url(f"**/search?q={quote_plus(words)}")
    await expect(page.get_by_role("link", name=name)).to_be_visible()

    await page.get_by_role("banner").get_by_role("button", name="Kosongkan pencarian").click()
    await expect(field).to_be_focused()
    await expect(field).to_have_value("")
    await expect(lately.get_by_role("option")).to_have_text([name, "charger 65 W"])
    await ani.look()
    await lately.get_by_role("option", name="charger 65 W").locator("[data-remove]").click()
    await expect(lately.get_by_role("option")).to_have_text([name])

    await ani.open("/")
    await field.click()
    await field.press("ArrowDown")
    await field.press("Enter")
    await expect(page).to_have_url(re.compile(r"/search\?q="))
    await expect(field).to_have_value(name)

    await ani.open("/")
    await field.click()
    await ani.press("Hapus riwayat")
    await expect(lately).to_have_count(0)
    await field.press("Escape")
    await expect(hints).to_have_count(0)


async def test_what_was_looked_at_is_shown_again(world: World, visit: Visit) -> None:
    shop = await world.shop(3, 5, price=15_000, name="Kantin", delivers=False)
    buyer = await world.person()
    await buyer.buy(shop.offers[0], method="qris")
    await shop.owner.put(f"/products/{shop.products[1]}", specs={"Siap": {"value": 8, "unit": "menit"}})
    ani = await visit()
    page = ani.page
    await ani.sign_in(buyer.user["email"], PASSWORD, f"/products/{shop.products[0]}")
    # What is kept in an order of one's own is told also where some are left for everybody.
    await expect(page.get_by_role("link", name="Ada di pesanan Anda yang belum dibayar")).to_be_visible()
    await ani.open(f"/products/{shop.products[1]}")
    await expect(page.get_by_text("Siap sekitar 8 menit")).to_be_visible()
    await expect(page.get_by_role("region", name="Terakhir dilihat").get_by_role("article")).to_have_count(1)
    await ani.look()


async def test_an_order_is_found_by_its_shop_and_by_what_was_bought(world: World, visit: Visit) -> None:
    canteen = await world.shop(9, price=15_000, name="Kantin Sari")
    outlet = await world.shop(9, price=25_000, name="Outlet")
    buyer = await world.person(wallet=100_000)
    first, second = await buyer.buy(canteen.offers[0]), await buyer.buy(outlet.offers[0])
    ani = await visit()
    page = ani.page
    await ani.sign_in(buyer.user["email"], PASSWORD, "/orders")
    field = page.get_by_role("searchbox", name="Cari nomor, toko, atau barang")
    await field.fill("kantin sari")
    await field.press("Enter")
    await expect(page.get_by_role("link", name=second["number"])).to_have_count(0)
    await expect(page.get_by_role("link", name=first["number"])).to_be_visible()
    await ani.look()
    await field.fill("tidak ada ini")
    await field.press("Enter")
    await expect(page.get_by_text("Tidak ada pesanan dengan “tidak ada ini”")).to_be_visible()
    await ani.look()
    await page.get_by_role("main").get_by_role("button", name="Kosongkan pencarian").click()
    await expect(page.get_by_role("link", name=second["number"])).to_be_visible()


async def test_a_menu_stands_in_sections_and_leads_into_the_bag(world: World, visit: Visit) -> None:
    """And its buyer hears when it will be ready: by its minutes, and by the clock once the shop has begun."""
    shop = await world.shop(9, 9, 9, price=15_000, name="Kantin", delivers=False)
    admin = await world.admin()
    for number, (name, id) in enumerate(zip(("Nasi", "Minuman"), shop.products, strict=False)):
        made = await admin.post("/categories", 201, name=f"{name} {shop.id[-6:]}")
        specs = {"Siap": {"value": 8 + number, "unit": "menit"}}
        await shop.owner.put(f"/products/{id}", category_id=made["id"], specs=specs)
    name = (await world.http.get(f"/products/{shop.products[0]}")).json()["name"]
    buyer = await world.person(wallet=100_000)
    ani = await visit()
    page = ani.page
    await ani.sign_in(buyer.user["email"], PASSWORD, f"/shops/{shop.id}")
    menu = page.get_by_role("region", name=re.compile("^(Nasi|Minuman|Lainnya)"))
    await expect(menu).to_have_count(3)
    await menu.get_by_role("button", name=re.compile(f": {name}$")).click()
    await expect(page.get_by_text("masuk keranjang").first).to_be_visible()
    await ani.look()

    order = (await buyer.checkout("wallet"))["order"]
    await ani.open(f"/orders/{order['id']}")
    await expect(page.get_by_text("Siap sekitar 8 menit setelah diterima toko")).to_be_visible()
    await shop.owner.move(await shop.part(order), "processing")
    await expect(page.get_by_text(re.compile(r"^Siap sekitar (\d+ \w+ \d{4}, )?\d\d\.\d\d"))).to_be_visible()
