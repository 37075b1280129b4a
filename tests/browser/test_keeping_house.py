"""The administrators' pages, and the seller's that no journey passes."""

import re

from playwright.async_api import expect

from tests.browser.conftest import DESKTOP, PHONE, Visit
from tests.conftest import until
from tests.world import PASSWORD, World


async def test_an_administrator_keeps_the_house(world: World, visit: Visit) -> None:
    admin = await world.admin()
    person = await world.person("Gita Maharani", wallet=60_000)
    shop = await world.shop(5, price=25_000, name="Kedai")
    order = await person.buy(shop.offers[0])
    boss = await visit(DESKTOP)
    page = boss.page
    await boss.sign_in(admin.user["email"], PASSWORD, "/admin")
    await boss.heading("Yang perlu dikerjakan")
    await expect(page.get_by_text("Semua berjalan")).to_be_visible()
    await boss.look()
    await boss.open(f"/admin/users?q={person.user['email']}")
    await page.get_by_role("button", name="Kelola Gita Maharani").click()
    await boss.look()
    await page.get_by_label("Kurir").check()
    await boss.press("Simpan peran")
    await expect(page.get_by_role("row", name=re.compile("Gita Maharani")).get_by_text("Kurir")).to_be_visible()
    assert "courier" in (await admin.get(f"/users/{person.id}"))["roles"]
    await page.get_by_role("button", name="Kelola Gita Maharani").click()
    await page.get_by_role("dialog").get_by_role("button", name="Tangguhkan").click()
    await expect(page.get_by_role("row").get_by_text("Ditangguhkan")).to_be_visible()
    await person.get("/users/me", 401)
    await boss.look()

    await boss.open("/admin/categories")
    await boss.press("Tambah kategori")
    category = f"Kriya {person.id[-6:]}"
    await page.get_by_role("dialog").get_by_label("Nama").fill(category)
    await boss.look()
    await boss.press("Simpan")
    await page.get_by_role("button", name=f"Sembunyikan {category}").click()
    await expect(page.get_by_role("button", name=f"Tampilkan {category}")).to_be_visible()
    await boss.look()
    assert category not in [c["name"] for c in (await world.http.get("/categories")).json()]

    await boss.open("/admin/payments")
    await expect(page.get_by_role("row").nth(1)).to_be_visible()
    search = page.get_by_role("searchbox")
    await search.fill(f"{order['number']}ZZ")
    await search.press("Enter")
    await boss.heading("Tidak ada pembayaran seperti ini")
    await boss.press("Tampilkan semua")
    await search.fill(order["number"])
    await search.press("Enter")
    await expect(page.get_by_role("row")).to_have_count(2)
    await expect(page.get_by_role("row").nth(1)).to_contain_text(person.user["email"])
    await page.wait_for_url(re.compile("q=NG"))
    await boss.look()
    await page.get_by_role("link", name=re.compile(order["number"])).click()
    await expect(page.get_by_text("Gita Maharani")).to_be_visible()
    await boss.look()
    await boss.press("Kembalikan uang")
    await page.get_by_label("Jumlah").fill("5000")
    await page.get_by_label("Alasan").fill("Salah rasa")
    await boss.press("Kembalikan Rp5.000")
    await expect(page.get_by_text("Dana Rp5.000 dikembalikan.")).to_be_visible()
    await boss.look()

    await boss.open(f"/admin/shops?status=approved&q={(await shop.owner.get(f'/shops/{shop.id}'))['name']}")
    await page.get_by_role("button", name=re.compile("^Tangguhkan")).click()
    await expect(page.get_by_text("1 produk berhenti dijual dan hilang dari pencarian")).to_be_visible()
    await expect(page.get_by_text("1 pesanan yang sudah masuk tetap harus diselesaikan toko")).to_be_visible()
    await boss.look()


async def test_an_owner_who_goes_takes_the_shop_along(world: World, visit: Visit) -> None:
    admin, buyer = await world.admin(), await world.person(wallet=60_000)
    shop = await world.shop(5, price=25_000, name="Warung Sendiri")
    await buyer.buy(shop.offers[0])
    name = (await admin.get(f"/shops/{shop.id}"))["name"]
    boss = await visit(PHONE)
    page = boss.page
    await boss.sign_in(admin.user["email"], PASSWORD, "/admin")
    await boss.open(f"/admin/users?q={shop.owner.user['email']}")
    await page.get_by_role("button", name="Kelola Hendra Penjual").click()
    sheet = page.get_by_role("dialog")
    await expect(sheet.get_by_text("Toko yang hanya bisa dijalankan Hendra Penjual")).to_be_visible()
    await expect(sheet.get_by_text(f"{name}: 1 pesanan berjalan")).to_be_visible()
    number = f"NIP.{shop.id[-8:]}"
    await sheet.get_by_role("textbox").fill(number)
    await sheet.get_by_role("button", name="Verifikasi").click()
    await expect(sheet.get_by_text("Sudah diverifikasi.")).to_be_visible()
    found = await admin.get(f"/users/{shop.owner.id}")
    assert (found["campus_id"], found["campus_id_verified"]) == (number, True)
    await boss.look()
    await sheet.get_by_role("button", name="Tangguhkan").click()
    await expect(page.get_by_text("Ditangguhkan").first).to_be_visible()

    async def closed() -> bool:
        return bool((await admin.get(f"/shops/{shop.id}"))["status"] == "suspended")

    await until(closed)
    await boss.open("/notifications")
    await expect(page.get_by_text(f"{name} ditangguhkan karena pemiliknya pergi").first).to_be_visible()
    await boss.open(f"/admin/shops?status=suspended&q={name}")
    card = page.get_by_role("article", name=name)
    await expect(card.get_by_text("Ditangguhkan otomatis")).to_be_visible()
    await boss.look()
    await card.get_by_role("button", name=f"Izinkan lagi: {name}").click()
    await expect(page.get_by_text("Tidak ada yang bisa menjalankan toko ini.").first).to_be_visible()
    await card.get_by_role("link", name=f"Lihat pesanan {name}").click()
    await page.wait_for_url(re.compile(f"/sell/{shop.id}/orders"))
    await boss.look()
    await admin.put(f"/users/{shop.owner.id}", status="active")
    await boss.open(f"/admin/shops?status=suspended&q={name}")
    await card.get_by_role("button", name=f"Izinkan lagi: {name}").click()
    await expect(card).to_have_count(0)
    assert (await admin.get(f"/shops/{shop.id}"))["status"] == "approved"


async def test_warehouses_prices_and_central_products(world: World, visit: Visit) -> None:
    shop = await world.shop(8, 5, price=20_000, name="Toko")
    central = await (await world.admin()).post(
        "/products", 201, name=f"Setrika {shop.id[-6:]}", kind="goods", variants=[{"options": {}}]
    )
    for size in (PHONE, DESKTOP):
        screen = await visit(size)
        page = screen.page
        await screen.sign_in(shop.owner.user["email"], PASSWORD, f"/sell/{shop.id}/warehouses")
        await expect(page.get_by_role("article").first).to_be_visible()
        await page.get_by_role("button", name="Nonaktifkan").first.click()
        await expect(page.get_by_role("dialog").get_by_text(re.compile("berhenti dijual"))).to_be_visible()
        await screen.look()
        await screen.press("Batal")
        await screen.open(f"/sell/{shop.id}/products/prices")
        await expect(page.get_by_label(re.compile("^Harga: ")).first).to_be_visible()
        await screen.press("Terapkan ke 2 harga" if size == PHONE else "Terapkan ke 3 harga")
        await screen.look()
        if size == DESKTOP:
            continue
        await screen.press("Simpan 2 perubahan")
        await expect(page.get_by_text("2 harga tersimpan.")).to_be_visible()
        offers = (await shop.owner.get(f"/shops/{shop.id}/offers"))["items"]
        assert {offer["price"] for offer in offers} == {21_000}
        await screen.open(f"/sell/{shop.id}/products/central?q={central['name']}")
        await page.get_by_role("button", name=f"Jual di toko saya: {central['name']}").click()
        await page.get_by_label(f"Harga Anda: {central['name']}").fill("150000")
        await page.get_by_label(f"Stok awal: {central['name']}").fill("6")
        await screen.look()
        await screen.press("Mulai jual")
        await page.wait_for_url(re.compile("/products"))
        await expect(page.get_by_role("link", name=central["name"])).to_be_visible()
        await screen.open(f"/sell/{shop.id}/inventory?q={central['name']}")
        await expect(page.get_by_label(f"Ada: {central['name']}")).to_have_value("6")


async def test_others_see_none_of_it(world: World, visit: Visit) -> None:
    shop = await world.shop(1)
    stranger = await world.person()
    screen = await visit()
    await screen.sign_in(stranger.user["email"], PASSWORD, f"/sell/{shop.id}/settings")
    await screen.heading("Halaman ini tidak ada")
    await screen.open("/admin/users")
    await screen.heading("Halaman ini tidak ada")
