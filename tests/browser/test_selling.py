"""How people sell, as they see it."""

import io
import re
from typing import Any

from PIL import Image
from playwright.async_api import FilePayload, expect

from tests.browser.conftest import DESKTOP, Visit
from tests.world import PASSWORD, World


async def test_the_first_page_says_what_to_do_and_a_slip_is_taken_back(world: World, visit: Visit) -> None:
    shop = await world.shop(20, 2, price=15_000, name="Kantin")
    other = await shop.owner.post("/shops", 201, name=f"Cabang {shop.id[-6:]}", kind="canteen")
    buyer = await world.person("Sari Dewi", wallet=100_000)
    order = await buyer.buy(shop.offers[0])
    part = await shop.part(order)
    number = part["call_number"]
    seller = await visit()
    page = seller.page
    await seller.sign_in(shop.owner.user["email"], PASSWORD, f"/sell/{shop.id}")
    await seller.heading("Yang perlu dikerjakan")
    tiles = page.get_by_role("navigation", name="Pekerjaan yang menunggu")
    await expect(tiles.get_by_role("link", name=re.compile("1 ?Pesanan baru"))).to_be_visible()
    await expect(tiles.get_by_role("link", name=re.compile("1 ?Stok menipis"))).to_be_visible()
    await expect(page.get_by_role("region", name="Siapkan toko").get_by_text("Pasang logo")).to_be_visible()
    await expect(page.get_by_role("link", name=re.compile(other["name"]))).to_be_visible()
    await seller.look()

    await page.get_by_role("button", name=f"Terima: {number}").click()
    await expect(tiles.get_by_role("link", name=re.compile("1 ?Sedang diproses"))).to_be_visible()
    await tiles.get_by_role("link", name=re.compile("Sedang diproses")).click()
    await page.get_by_role("tab", name=re.compile("^Diproses")).click()
    for step in ("Selesai dikemas", "Siap diambil"):
        await page.get_by_role("button", name=f"{step}: {number}").click()
    await page.get_by_role("tab", name=re.compile("^Siap")).click()
    handed = page.get_by_role("button", name=f"Sudah diambil: {number}")
    await handed.click()
    await expect(handed).to_be_hidden()
    await seller.press("Batalkan")
    await expect(handed).to_be_visible()
    assert (await shop.part(await buyer.order(order["id"])))["status"] == "ready_for_pickup"

    # Meant, and not waited for: closing what is said keeps it.
    await handed.click()
    async with page.expect_response(re.compile("/status$")):
        await page.get_by_role("alert").filter(has_text="sudah diambil").get_by_role("button", name="Tutup").click()
    await page.get_by_role("tab", name="Riwayat").click()
    await expect(page.get_by_role("article", name=number)).to_be_visible()
    assert (await shop.part(await buyer.order(order["id"])))["status"] == "delivered"


async def test_a_product_with_variants_and_a_picture_is_found(world: World, visit: Visit) -> None:
    shop = await world.shop(name="Lapak")
    seller = await visit(DESKTOP)
    page = seller.page
    name = f"Kaos Angkatan {shop.id[-6:]}"
    await seller.sign_in(shop.owner.user["email"], PASSWORD, f"/sell/{shop.id}/products")
    await seller.heading("Belum ada produk")
    await seller.look()
    await page.get_by_role("link", name="Tambah produk").first.click()
    await page.get_by_text("Barang", exact=True).click()
    await seller.fill("Nama", name)
    await seller.fill("Keterangan", "Katun 24s, sablon tahan cuci.")
    await page.locator('input[type="file"]').set_input_files(
        [FilePayload(name="kaos.png", mimeType="image/png", buffer=picture("#bb3d1a"))]
    )
    await expect(page.get_by_role("img", name="Gambar 1")).to_be_visible()
    await page.locator('input[type="file"]').set_input_files(
        [FilePayload(name=f"catatan{n}.png", mimeType="image/png", buffer=b"bukan gambar") for n in (1, 2)]
    )
    told = page.get_by_text(re.compile("catatan1.png, catatan2.png bukan gambar"))
    await expect(told).to_have_count(1)
    await expect(page.get_by_role("img", name="Gambar 2")).to_have_count(0)
    await seller.press("Tambah pilihan")
    await page.get_by_label("Nama pilihan").fill("Ukuran")
    values = page.get_by_role("combobox", name="Isinya")
    for value in ("S", "M", "L", "m", "\uff2c"):  # the last two look like what is there
        await values.fill(value)
        await values.press("Enter")
    await page.get_by_label("Harga: S", exact=True).fill("85000")
    await seller.press("Isi semua dengan harga pertama")
    await page.get_by_label("Harga: L", exact=True).fill("90000")
    for size, stock in {"S": "4", "M": "0", "L": "2"}.items():
        await page.get_by_label(f"Stok awal: {size}").fill(stock)
    await page.get_by_label("Kode (SKU): S").fill("bukan kode!")
    await seller.look()
    await seller.press("Produk", "link")
    await page.get_by_role("dialog").get_by_role("button", name="Lanjut mengisi").click()
    await seller.press("Simpan dan jual")
    await expect(page.get_by_text("Kode S hanya boleh huruf")).to_be_visible()
    await page.get_by_label("Kode (SKU): S").fill("")
    await seller.press("Simpan dan jual")
    check = page.get_by_role("dialog", name="Sudah benar?")
    await expect(check.get_by_text("Belum ada kategori")).to_be_visible()
    await expect(check.get_by_text("Belum ada gambar")).to_have_count(0)
    await seller.look()
    await check.get_by_role("button", name="Tetap jual").click()
    await seller.heading(name)
    await expect(page.get_by_label("Harga: M", exact=True)).to_have_value("Rp85.000")
    await expect(page.get_by_role("img", name="Gambar 1")).to_be_visible()

    # Edited on the same page: a price, one more size, and it is saved as a whole.
    await page.get_by_label("Harga: M", exact=True).fill("80000")
    await values.fill("XL")
    await values.press("Enter")
    await expect(page.get_by_label("Harga: XL", exact=True)).to_have_value("Rp85.000")
    await page.get_by_label("Stok awal: XL").fill("5")
    await seller.press("Simpan")
    await expect(page.get_by_text("Produk tersimpan.").first).to_be_visible()
    await seller.look()

    # Off sale and back with one switch, taken back too; then as the beginning of another one.
    await seller.press("Produk", "link")
    sold = page.get_by_role("switch", name=f"Dijual: {name}")
    await expect(page.get_by_role("row", name=re.compile(name)).get_by_text("11", exact=True)).to_be_visible()
    at = f"/shops/{shop.id}/products"
    at_query: dict[str, Any] = {"selling": "off_sale"}

    async def off() -> int:
        return int((await shop.owner.get(at, **at_query))["total"])

    await sold.press("Space")
    await expect(page.get_by_text(f"{name} tidak dijual lagi.")).to_be_visible()
    assert await off() == 1
    await seller.press("Batalkan")
    await expect(sold).to_be_checked()
    await expect(page.get_by_text("Dikembalikan seperti semula.")).to_be_visible()
    assert await off() == 0
    await page.get_by_text("Tidak dijual", exact=True).click()
    await seller.heading("Semua produk dijual")
    await seller.press("Tampilkan semua")
    await seller.look()
    await page.get_by_role("button", name=f"Tindakan untuk {name}").click()
    await page.get_by_role("menuitem", name="Duplikat").click()
    await expect(page.get_by_label("Nama").first).to_have_value(f"{name} (salinan)")
    await expect(page.get_by_role("img", name="Gambar 1")).to_be_visible()
    await expect(page.get_by_label("Harga: M", exact=True)).to_have_value("Rp80.000")
    await expect(page.get_by_label("Kode (SKU): M")).to_have_value("")

    guest = await visit()
    await guest.open(f"/search?q={name}")
    await guest.press(name, "link")
    await guest.heading(name)
    await guest.page.get_by_text("M", exact=True).click()
    await expect(guest.page.get_by_text("Rp80.000").first).to_be_visible()
    found = (await world.http.get(f"/products?q={name}")).json()["items"]
    product = (await world.http.get(f"/products/{found[0]['id']}")).json()
    prices = {
        v["options"]["Ukuran"]: (v["offers"][0]["price"], v["offers"][0]["available"]) for v in product["variants"]
    }
    assert prices == {"S": (85_000, 4), "M": (80_000, 0), "L": (90_000, 2), "XL": (85_000, 5)}
    assert len(product["images"]) == 1


async def test_stock_is_edited_in_place_and_nobody_overwrites_anybody(world: World, visit: Visit) -> None:
    shop = await world.shop(20, 3, price=12_000)
    row = await shop.owner.stock(shop)
    first, low = row["name"], (await shop.owner.stock(shop, 1))["name"]
    seller = await visit(DESKTOP)
    page = seller.page
    await seller.sign_in(shop.owner.user["email"], PASSWORD, f"/sell/{shop.id}/inventory")
    cell = page.get_by_label(f"Ada: {first}")
    await expect(cell).to_have_value("20")
    await expect(page.get_by_role("row", name=re.compile(low)).get_by_text("Menipis")).to_be_visible()
    await seller.look()
    await cell.fill("25")
    await cell.press("Enter")
    await expect(page.get_by_text(f"{first}: sekarang 25")).to_be_attached()
    assert (await shop.owner.stock(shop))["on_hand"] == 25

    # A sign makes it a change; what is no number is not guessed.
    for typed, count in (("-3", 22), ("+5", 27), ("\u22122", 25)):
        await cell.fill(typed)
        await cell.press("Enter")
        await expect(page.get_by_text(f"{first}: sekarang {count}")).to_be_attached()
    for odd in ("-99", "dua", "2,5"):
        await cell.fill(odd)
        await cell.press("Enter")
        await expect(page.get_by_role("alert").filter(has_text="Tulis jumlahnya")).to_be_visible()
        await expect(cell).to_have_value(odd)
    await cell.press("Escape")
    await expect(cell).to_have_value("25")
    assert (await shop.owner.stock(shop))["on_hand"] == 25

    # Somebody else counts meanwhile: what was typed is not lost, and neither is theirs.
    changed = await shop.owner.stock(shop)
    await shop.owner.put(
        f"/warehouses/{changed['warehouse_id']}/stock/{changed['variant_id']}", on_hand=18, version=changed["version"]
    )
    await cell.fill("30")
    await cell.press("Enter")
    told = page.get_by_role("alert").filter(has_text="Hendra Penjual baru saja mengubahnya: -7")
    await expect(told).to_be_visible()
    await expect(cell).to_have_value("18")
    await seller.look()
    await told.get_by_role("button", name="Tetap pakai 30").click()
    await expect(page.get_by_text(f"{first}: sekarang 30")).to_be_attached()
    assert (await shop.owner.stock(shop))["on_hand"] == 30

    # Nothing below what buyers hold.
    buyer = await world.person()
    await buyer.add(shop.offers[0], 4)
    await buyer.checkout("qris")
    await cell.fill("2")
    await cell.press("Enter")
    await expect(page.get_by_text("4 sudah ditahan untuk pembeli")).to_be_visible()
    await expect(cell).to_have_value("30")

    # Emptied, and taken back.
    async def act(what: str) -> None:
        await page.get_by_role("button", name=f"Tindakan untuk {low}").click()
        await page.get_by_role("menuitem", name=what).click()

    await act("Kosongkan")
    await expect(page.get_by_label(f"Ada: {low}")).to_have_value("0")
    await seller.press("Batalkan")
    await expect(page.get_by_label(f"Ada: {low}")).to_have_value("3")

    # Goods come in, and the ledger knows of all of it.
    await seller.press("Barang masuk")
    await page.get_by_role("combobox", name="Cari barang yang datang").fill(low)
    await page.get_by_role("option", name=re.compile(low)).click()
    await page.get_by_role("dialog").get_by_label(f"Jumlah {low}").last.fill("12")
    await seller.look()
    await seller.press("Catat 12 barang")
    await expect(page.get_by_label(f"Ada: {low}")).to_have_value("15")
    await act("Riwayat")
    ledger = page.get_by_role("dialog")
    await expect(ledger.get_by_text("Barang masuk").first).to_be_visible()
    await expect(ledger.get_by_text("+12")).to_be_visible()
    await seller.look()
    await page.keyboard.press("Escape")

    # Put right with its reason, which the history tells.
    await act("Sesuaikan dengan alasan")
    sheet = page.get_by_role("dialog", name=f"Sesuaikan {low}")
    await sheet.get_by_label("Jumlah sebenarnya").fill("13")
    await sheet.get_by_role("button", name="Kedaluwarsa").click()
    await seller.look()
    await sheet.get_by_role("button", name="Sesuaikan −2").click()
    await expect(page.get_by_label(f"Ada: {low}")).to_have_value("13")
    await act("Riwayat")
    await expect(page.get_by_role("dialog").get_by_text("Kedaluwarsa")).to_be_visible()


async def test_an_application_is_approved_and_its_owner_sets_the_shop_up(world: World, visit: Visit) -> None:
    applicant = await world.person("Rina Calon", role="seller")
    admin = await world.admin()
    name = f"Kedai {applicant.id[-8:]}"
    rina = await visit()
    page = rina.page
    await rina.sign_in(applicant.user["email"], PASSWORD, "/sell")
    await rina.heading("Mulai berjualan")
    await rina.look()
    await expect(page.get_by_role("link", name="Keranjang")).to_be_visible()  # no dead end
    await rina.press("Ajukan toko")
    await expect(page.get_by_text("Minimal 2 huruf")).to_be_visible()
    await rina.fill("Nama toko", name)
    await rina.fill("Alamat", "Gedung B lantai dasar")
    await rina.fill("Kota atau kabupaten", "Kota Malang")
    await rina.press("Tambah tempat ambil")
    await rina.fill("Nama tempat", "Loket depan")
    await rina.press("Ajukan toko")
    await expect(page.get_by_text("Pengajuan sedang ditinjau")).to_be_visible()
    await rina.look()

    boss = await visit(DESKTOP)
    await boss.sign_in(admin.user["email"], PASSWORD, "/admin/shops")
    card = boss.page.get_by_role("article", name=name)
    await expect(card.get_by_text("Rina Calon")).to_be_visible()
    await boss.look()
    await card.get_by_role("button", name=f"Tolak {name}").click()
    await boss.page.get_by_label("Alasan untuk pemilik toko").fill("Sebutkan lantai gedungnya.")
    await boss.look()
    await boss.page.get_by_role("dialog").get_by_role("button", name="Tolak", exact=True).click()
    await expect(card).to_have_count(0)

    # Told at once why, put right, and sent again.
    await expect(page.get_by_text("Alasan: Sebutkan lantai gedungnya.")).to_be_visible()
    await rina.look()
    await rina.press("Perbaiki data toko", "link")
    await rina.heading("Pengaturan toko")
    await page.get_by_role("combobox", name="Bagian pengaturan").select_option("Stok")
    stock = page.get_by_role("region", name="Stok", exact=True)
    await expect(stock).to_be_in_viewport()
    await stock.get_by_label("Batas stok menipis").fill("4")
    await stock.get_by_role("button", name="Simpan").click()
    await expect(stock.get_by_role("button", name="Simpan")).to_be_disabled()
    mine = (await applicant.get("/shops", mine=True))["items"][0]
    assert (await applicant.get(f"/shops/{mine['id']}"))["settings"]["low_stock_at"] == 4
    await rina.fill("Alamat", "Gedung B lantai 2")
    await page.get_by_role("region", name="Profil").get_by_role("button", name="Simpan").click()
    await expect(page.get_by_text("Tersimpan.").first).to_be_visible()
    await page.get_by_role("switch", name="Buka 24 jam setiap hari").click()
    opens = page.get_by_label("Buka, Senin")
    await opens.fill("7.30")
    await opens.blur()
    await page.get_by_role("button", name="Samakan hari lain dengan Senin").click()
    await rina.look()
    await page.get_by_role("region", name="Jam buka").get_by_role("button", name="Simpan").click()
    await expect(page.get_by_role("region", name="Jam buka").get_by_role("button", name="Simpan")).to_be_disabled()
    await rina.press("Ajukan lagi")
    await expect(page.get_by_text("Pengajuan sedang ditinjau")).to_be_visible()

    await boss.page.get_by_role("button", name=f"Setujui {name}").click()
    await expect(page.get_by_text("Pengajuan sedang ditinjau")).to_have_count(0)
    shop = (await applicant.get("/shops", mine=True))["items"][0]
    assert (shop["status"], shop["address"], len(shop["opening_hours"])) == ("approved", "Gedung B lantai 2", 6)
    assert {h["opens"] for h in shop["opening_hours"]} == {"07:30"}
    assert shop["pickup_points"][0]["name"] == "Loket depan"


def picture(colour: str) -> bytes:
    """A PNG of one colour."""
    out = io.BytesIO()
    Image.new("RGB", (640, 640), colour).save(out, "PNG")
    return out.getvalue()
