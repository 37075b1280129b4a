"""How prices are planned and twins are merged, as sellers, buyers and administrators see it."""

import datetime as dt
import re
from zoneinfo import ZoneInfo

from playwright.async_api import expect

from tests.browser.conftest import DESKTOP, Visit
from tests.world import PASSWORD, Json, Shop, World

MAKASSAR = ZoneInfo("Asia/Makassar")


def wall(days: int) -> str:
    """So many days from now on a clock in Makassar, as a field for a moment takes it."""
    return (dt.datetime.now(MAKASSAR) + dt.timedelta(days=days)).strftime("%Y-%m-%dT%H:%M")


async def test_a_price_is_scheduled_cancelled_and_taken_back(world: World, visit: Visit) -> None:
    shop = await world.shop(20, price=50_000, name="Toko", timezone="Asia/Makassar")
    page_of = f"/products/{shop.products[0]}"

    async def price() -> tuple[int, int | None]:
        offer = (await world.http.get(page_of)).json()["variants"][0]["offers"][0]
        return offer["price"], offer["compare_at_price"]

    seller = await visit(DESKTOP)
    page = seller.page
    await seller.sign_in(shop.owner.user["email"], PASSWORD, f"/sell/{shop.id}/products/prices")
    await page.get_by_role("button", name=re.compile("^Atur jadwal dan batas")).click()
    sheet = page.get_by_role("dialog")
    await sheet.get_by_label("Harga terjadwal").fill("60000")
    await sheet.get_by_role("button", name="Simpan").click()
    await expect(sheet.get_by_text("harus lebih murah")).to_be_visible()
    await seller.look()
    await sheet.get_by_label("Harga terjadwal").fill("40000")
    await sheet.get_by_label("Mulai (WITA)").fill(wall(2))
    await sheet.get_by_label("Sampai (WITA)").fill(wall(1))
    await expect(sheet.get_by_text("harus sesudah waktu mulai")).to_be_visible()
    ends = wall(4)
    await sheet.get_by_label("Sampai (WITA)").fill(ends)
    await sheet.get_by_role("button", name="Simpan").click()
    await expect(page.locator('[data-sale="planned"]')).to_contain_text("Rp40.000 dijadwalkan mulai")
    await expect(page.locator('[data-sale="planned"]')).to_contain_text("WITA")
    assert await price() == (50_000, None)

    # It begins: what a buyer sees.
    await page.get_by_role("button", name=re.compile("^Atur jadwal dan batas")).click()
    await expect(sheet.get_by_label("Sampai (WITA)")).to_have_value(ends)
    await sheet.get_by_label("Mulai (WITA)").fill("")
    await sheet.get_by_role("button", name="Simpan").click()
    await expect(page.locator('[data-sale="live"]')).to_contain_text("Rp40.000 sedang berlaku")
    await seller.look()
    assert await price() == (40_000, 50_000)
    guest = await visit()
    await guest.open(page_of)
    await expect(guest.page.get_by_text("Rp40.000").first).to_be_visible()
    await expect(guest.page.get_by_text("Harga ini sampai")).to_be_visible()
    await guest.look()

    # Cancelled, and taken back.
    await page.get_by_role("button", name=re.compile("^Atur jadwal dan batas")).click()
    await sheet.get_by_role("button", name="Batalkan jadwal").click()
    await expect(page.locator("[data-sale]")).to_have_count(0)
    assert await price() == (50_000, None)
    await page.get_by_role("button", name="Batalkan").last.click()
    await expect(page.locator('[data-sale="live"]')).to_be_visible()
    assert await price() == (40_000, 50_000)


async def test_a_discount_for_everything_shown(world: World, visit: Visit) -> None:
    shop = await world.shop(5, 5, price=50_000, name="Toko")
    await shop.stock_up(5, price=300)
    seller = await visit()
    page = seller.page
    await seller.sign_in(shop.owner.user["email"], PASSWORD, f"/sell/{shop.id}/products/prices")
    await seller.press("Jadwalkan diskon")
    sheet = page.get_by_role("dialog")
    await sheet.get_by_label("Diskon (%)").fill("20")
    await seller.look()
    await sheet.get_by_role("button", name="Jadwalkan 2 harga").click()  # Rp300 would not become cheaper
    await expect(page.locator('[data-sale="live"]')).to_have_count(2)
    await expect(page.get_by_text("Rp40.000 sedang berlaku").first).to_be_visible()
    await seller.press("Jadwalkan diskon")
    await sheet.get_by_role("button", name="Hapus 2 jadwal").click()
    await expect(page.locator("[data-sale]")).to_have_count(0)


async def test_limits_are_kept_on_the_way_to_the_order(world: World, visit: Visit) -> None:
    shop = await world.shop(20, price=10_000, name="Toko")
    seller, ani = await visit(DESKTOP), await visit()
    page = ani.page
    await seller.sign_in(shop.owner.user["email"], PASSWORD, f"/sell/{shop.id}/products/prices")
    await seller.page.get_by_role("button", name=re.compile("^Atur jadwal dan batas")).click()
    sheet = seller.page.get_by_role("dialog")
    await sheet.get_by_label("Minimal per pesanan").fill("2")
    await sheet.get_by_label("Maksimal per pesanan").fill("5")
    await sheet.get_by_role("button", name="Simpan").click()
    await expect(seller.page.get_by_text("2 sampai 5 per pesanan")).to_be_visible()

    await ani.open(f"/products/{shop.products[0]}")
    await expect(page.get_by_text("2 sampai 5 per pesanan")).to_be_visible()
    counted = page.get_by_role("group", name=re.compile("^Jumlah"))
    await expect(counted.get_by_role("textbox")).to_have_value("2")
    await expect(counted.get_by_role("button", name="Kurangi")).to_be_disabled()
    for _ in range(2):
        await counted.get_by_role("button", name="Tambah").click()
    await ani.press("Tambah ke keranjang")
    await expect(page.get_by_text("masuk keranjang").first).to_be_visible()
    await ani.press("Tambah ke keranjang")
    await expect(page.get_by_text("maksimal 5 per pesanan").first).to_be_visible()

    # The shop allows fewer meanwhile: the cart says so, and mends it.
    offer = (await shop.owner.get(f"/shops/{shop.id}/offers"))["items"][0]
    await shop.owner.put(f"/offers/{offer['id']}", max_quantity=3)
    await ani.open("/cart")
    await expect(page.get_by_text("Maksimal 3 per pesanan.")).to_be_visible()
    await ani.look()
    await ani.press("Ambil 3")
    await expect(page.get_by_text("Maksimal 3 per pesanan.")).to_have_count(0)
    await expect(page.get_by_text("Rp30.000").first).to_be_visible()


async def test_twins_are_compared_and_merged(world: World, visit: Visit) -> None:
    admin = await world.admin()
    one, two = await world.shop(name="Toko"), await world.shop(name="Lapak")
    name = f"Botol Minum {one.id[-6:]}"
    ours, theirs = await bottle(one, name), await bottle(two, name, "Biru")
    boss = await visit(DESKTOP)
    page = boss.page
    await boss.sign_in(admin.user["email"], PASSWORD, "/admin/categories")
    await boss.press("Duplikat", "link")
    await boss.heading("Mungkin duplikat")
    await boss.look()
    await page.get_by_role("button", name=f"Bandingkan {name}").click()
    impact = page.get_by_role("region", name="Yang akan terjadi")
    await expect(impact.get_by_text("1 penawaran").or_(impact.get_by_text("2 penawaran"))).to_be_visible()
    await expect(impact.get_by_text("menjadi satu dengan")).to_be_visible()
    await expect(impact.get_by_text("Hasilnya menjadi produk pusat")).to_be_visible()
    await boss.look()

    # Chosen by hand, the other way round.
    await page.get_by_role("button", name="Tukar tempat").click()
    stays = page.get_by_role("region", name="Yang tetap")
    await stays.get_by_role("button", name=f"Ganti {name}").click()
    search = stays.get_by_role("combobox", name=re.compile("^Cari produk"))
    await search.click()
    await search.fill(name)
    await expect(page.get_by_role("option")).to_have_count(1)  # not the one that goes
    await page.get_by_role("option").click()
    await impact.get_by_role("button", name="Gabungkan").click()
    await boss.look()
    await page.get_by_role("dialog").get_by_role("button", name="Ya, gabungkan").click()
    await boss.heading(f"“{name}” sekarang satu dengan “{name}”.")
    await boss.press("Lihat halaman produk", "link")
    await boss.heading(name)
    for product in (ours, theirs):
        merged = (await world.http.get(f"/products/{product['id']}")).json()
        assert (merged["shop_count"], merged["owner_shop_id"], len(merged["variants"])) == (2, None, 2)


async def test_twins_that_one_shop_sells_wait(world: World, visit: Visit) -> None:
    admin, shop = await world.admin(), await world.shop(name="Toko")
    ours, theirs = await bottle(shop, "Botol Satu"), await bottle(shop, "Botol Dua")
    boss = await visit()
    await boss.sign_in(admin.user["email"], PASSWORD, "/admin/twins")
    await boss.open(f"/admin/twins?goes=%22{theirs['id']}%22&stays=%22{ours['id']}%22")
    await expect(boss.page.get_by_text("Belum bisa digabung")).to_be_visible()
    await expect(boss.page.get_by_role("button", name="Gabungkan")).to_be_disabled()
    await boss.look()


async def bottle(shop: Shop, name: str, *colours: str) -> Json:
    """Black, and other colours."""
    variants = [{"options": {"Warna": colour}, "price": 45_000, "stock": 3} for colour in ("Hitam", *colours)]
    made: Json = await shop.owner.post("/products", 201, name=name, shop_id=shop.id, variants=variants)
    return made
