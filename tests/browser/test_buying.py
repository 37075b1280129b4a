"""How people buy, as they see it."""

import re

from playwright.async_api import Route, expect

from tests.browser.conftest import DESKTOP, Visit
from tests.world import PASSWORD, World


async def test_three_shops_in_two_cities_with_one_qris_payment(world: World, visit: Visit) -> None:
    canteen = await world.shop(50, price=15_000, name="Kantin", city="Kota Malang")
    outlet = await world.shop(9, price=249_000, name="Outlet", city="Kota Surabaya", delivers=True, delivery_fee=18_000)
    stall = await world.shop(5, price=7_500, name="Lapak", city="Kota Malang")
    buyer = await world.person()
    ani = await visit()
    page = ani.page

    # As a guest: into the cart from two shops' product pages, the third from a search.
    for shop in (canteen, outlet):
        await ani.open(f"/products/{shop.products[0]}")
        await ani.press("Tambah ke keranjang")
        await expect(page.get_by_text("masuk keranjang").first).to_be_visible()
    await ani.look()
    name = (await world.http.get(f"/products/{stall.products[0]}")).json()["name"]
    await ani.open(f"/search?q={name}")
    await ani.press(name, "link")
    await ani.press("Tambah ke keranjang")
    await expect(page.get_by_text("masuk keranjang").first).to_be_visible()

    await ani.open("/cart")
    await expect(page.get_by_role("region", name=re.compile("Kantin|Outlet|Lapak"))).to_have_count(3)
    await page.get_by_role("region", name=re.compile("Kantin")).get_by_role("button", name="Tambah").click()
    await expect(page.get_by_text("Rp286.500")).to_be_visible()  # 2 × 15.000 + 249.000 + 7.500
    await ani.look()

    # Signing in on the way; the cart comes along.
    await ani.press("Lanjut ke pembayaran", "link")
    await ani.fill("E-mail, nomor HP, atau NIM/NIP", buyer.user["email"])
    await ani.fill("Kata sandi", PASSWORD)
    await ani.press("Masuk")
    await ani.heading("Checkout")
    outlet_part = page.get_by_role("region", name=re.compile("Outlet"))
    await expect(outlet_part.get_by_text("Rp267.000")).to_be_visible()  # delivered, as stores do
    await expect(page.get_by_text("Rp304.500").first).to_be_visible()
    await ani.look()

    # What is missing is said: an address, a way to pay.
    await ani.press("Pesan dan bayar")
    await expect(page.get_by_text("Pilih atau tambah alamat pengiriman.")).to_be_visible()
    await expect(page.get_by_text("Pilih cara bayar.")).to_be_visible()
    await ani.press("Tambah alamat")
    for label, text in {
        "Nomor HP": "081234567890",
        "Jalan, nomor, RT/RW, patokan": "Jl. Veteran No. 1",
        "Provinsi": "Jawa Timur",
        "Kabupaten atau kota": "Kota Malang",
        "Kecamatan": "Lowokwaru",
        "Kelurahan atau desa": "Ketawanggede",
        "Kode pos": "65145",
    }.items():
        await ani.fill(label, text)
    await page.get_by_role("dialog").get_by_role("button", name="Simpan").click()
    await expect(page.get_by_role("radio", name=re.compile("Jl. Veteran No. 1"))).to_be_checked()
    await ani.press("QRIS", "radio")
    await page.get_by_role("button", name="Pesan dan bayar").dblclick()

    await ani.heading("Pindai kode QR ini")
    await expect(page.get_by_role("img", name="Kode QRIS sebesar Rp304.500")).to_be_visible()
    await expect(page.get_by_role("timer")).to_have_text(re.compile(r"^1\d:\d\d$"))
    await ani.look()

    # Paid at the simulator's page; the shop's page hears of it by itself.
    async with page.context.expect_page() as opening:
        await ani.press("Buka halaman simulator", "link")
    simulator = await opening.value
    await simulator.locator("button[value=settle]").first.click()
    await ani.heading("Pembayaran diterima")
    await ani.look()
    await ani.press("Lihat pesanan", "link")
    await expect(page.get_by_role("region", name=re.compile("Kantin|Outlet|Lapak"))).to_have_count(3)
    await expect(page.locator('[data-status="paid"]')).to_have_count(4)  # the order and its three parts
    await ani.look()

    orders = await buyer.get("/orders/me")
    assert orders["total"] == 1, "a double click ordered twice"
    assert orders["items"][0]["status"] == "paid"
    await ani.open("/orders")
    await expect(page.get_by_role("article")).to_have_count(1)
    await ani.look()


async def test_stock_that_runs_out_while_one_is_buying(world: World, visit: Visit) -> None:
    shop = await world.shop(3, price=20_000, name="Kantin", delivers=False)
    buyer, other = await world.person(wallet=100_000), await world.person(wallet=100_000)
    await buyer.add(shop.offers[0], 3)
    budi = await visit(DESKTOP)
    await budi.sign_in(buyer.user["email"], PASSWORD, "/checkout")
    await budi.press("Dompet Niaga", "radio")
    await other.buy(shop.offers[0])
    await budi.press("Pesan dan bayar")
    await expect(budi.page.get_by_text("Tinggal 2.")).to_be_visible()
    await expect(budi.page.get_by_text("belum ada uang yang diambil")).to_be_visible()
    await budi.look()
    await budi.press("Ambil 2")
    await expect(budi.page.get_by_role("complementary").get_by_text("Rp40.000").first).to_be_visible()
    await budi.press("Pesan dan bayar")
    await budi.heading("Pembayaran diterima")
    assert await buyer.balance() == 60_000
    (order,) = (await buyer.get("/orders/me"))["items"]
    await expect(budi.page.get_by_text(order["shop_orders"][0]["call_number"])).to_be_visible()

    # And the money comes back when the buyer changes their mind.
    await budi.press("Lihat pesanan", "link")
    await budi.press("Batalkan pesanan")
    await expect(budi.page.get_by_text("Dana Rp40.000 dikembalikan ke dompet Niaga")).to_be_visible()
    await budi.page.get_by_role("dialog").get_by_role("button", name="Batalkan pesanan").click()
    await expect(budi.page.locator('[data-status="refunded"]')).to_be_visible()
    await budi.look()


async def test_an_answer_that_gets_lost_orders_once(world: World, visit: Visit) -> None:
    shop = await world.shop(9, price=20_000, delivers=False)
    buyer = await world.person(wallet=100_000)
    await buyer.add(shop.offers[0])
    citra = await visit()
    await citra.sign_in(buyer.user["email"], PASSWORD, "/checkout")
    await citra.press("Dompet Niaga", "radio")

    async def lose(route: Route) -> None:
        await route.fetch()
        await route.abort()

    await citra.page.route("**/api/v1/checkout", lose, times=1)
    await citra.press("Pesan dan bayar")
    await expect(citra.page.get_by_text("Jawaban server belum sampai")).to_be_visible()
    await citra.page.reload()
    await citra.press("Periksa pesanan")
    await citra.heading("Pembayaran diterima")
    assert (await buyer.get("/orders/me"))["total"] == 1
    assert await buyer.balance() == 80_000

    # On a phone the order says first what it cost, and how to let it go.
    await citra.press("Lihat pesanan", "link")
    await expect(citra.page.get_by_text("Nomor panggil")).to_be_in_viewport()
    cancel = citra.page.get_by_role("button", name="Batalkan pesanan")
    await expect(cancel).to_have_count(1)
    await expect(cancel).to_be_in_viewport()
    await citra.look()


async def test_what_ones_own_unpaid_order_keeps_can_be_ordered_anew(world: World, visit: Visit) -> None:
    """The cart says which order keeps it, the list of orders until when; the new order takes its place."""
    shop = await world.shop(1, price=15_000, name="Kantin", delivers=False)
    buyer = await world.person(wallet=50_000)
    old = await buyer.buy(shop.offers[0], method="qris")
    await buyer.add(shop.offers[0])
    ani = await visit()
    page = ani.page
    await ani.sign_in(buyer.user["email"], PASSWORD, "/orders")
    await expect(page.get_by_text("Bayar sebelum")).to_be_visible()
    await ani.open("/cart")
    await expect(page.get_by_text("Disimpan untuk pesanan Anda yang belum dibayar")).to_be_visible()
    await expect(page.get_by_role("link", name="Lihat pesanan")).to_have_attribute("href", f"/orders/{old['id']}")
    await ani.look()
    await ani.press("Lanjut ke pembayaran", "link")
    await ani.press("Dompet Niaga", "radio")
    await ani.press("Pesan dan bayar")
    await expect(page.get_by_text(f"Pesanan {old['number']} yang belum dibayar dibatalkan")).to_be_visible()
    assert (await buyer.order(old["id"]))["status"] == "cancelled"
    await ani.open(f"/orders/{old['id']}")
    await expect(page.get_by_text("Diganti oleh pesanan Anda yang lebih baru.").first).to_be_visible()


async def test_the_last_unit_in_ones_own_unpaid_order_is_not_sold_out_for_its_buyer(world: World, visit: Visit) -> None:
    shop = await world.shop(1, price=15_000, name="Kantin", delivers=False)
    buyer = await world.person(wallet=50_000)
    old = await buyer.buy(shop.offers[0], method="qris")
    here = f"/products/{shop.products[0]}"
    ani = await visit()
    page = ani.page
    await ani.open(here)
    await expect(page.get_by_role("button", name="Sedang habis")).to_be_disabled()
    await ani.sign_in(buyer.user["email"], PASSWORD, here)
    kept = page.get_by_role("link", name="Ada di pesanan Anda yang belum dibayar")
    await expect(kept).to_have_attribute("href", f"/orders/{old['id']}")
    await expect(page.get_by_text("Habis", exact=True)).to_have_count(0)
    await ani.look()
    await ani.press("Tambah ke keranjang")
    await expect(page.get_by_text("masuk keranjang").first).to_be_visible()
    bought = await buyer.checkout()
    assert [order["id"] for order in bought["replaced"]] == [old["id"]]


async def test_cash_without_a_proven_mailbox_says_why_and_what_to_do(world: World, visit: Visit) -> None:
    shop = await world.shop(5, price=15_000, name="Kantin", delivers=False)
    buyer = await world.person(proven=False)
    await buyer.add(shop.offers[0])
    ani = await visit()
    await ani.sign_in(buyer.user["email"], PASSWORD, "/checkout")
    await expect(ani.page.get_by_text("Hanya untuk akun dengan e-mail terverifikasi")).to_be_visible()
    await expect(ani.page.get_by_role("radio", name=re.compile("Tunai"))).to_be_disabled()
    await expect(ani.page.get_by_role("button", name=re.compile("Kirim ulang"))).to_be_visible()
    await ani.look()
