"""What happens when the network, another tab or the person's own fingers come in between."""

import datetime as dt
import re

import pytest
from playwright.async_api import Route, expect

from niaga.kit.clock import WIB
from tests.browser.conftest import DESKTOP, Visit
from tests.world import PASSWORD, World


async def test_a_refresh_that_fails_throws_nobody_out(world: World, visit: Visit) -> None:
    buyer = await world.person()
    ani = await visit()
    await ani.sign_in(buyer.user["email"], PASSWORD, "/orders")
    page = ani.page

    async def busy(route: Route) -> None:
        await route.fulfill(status=503, content_type="application/problem+json", body='{"code": "unreachable"}')

    await page.route("**/api/v1/auth/refresh", busy)
    await page.reload()
    await expect(page.get_by_role("button", name="Coba lagi")).to_be_visible()
    assert page.url.endswith("/orders")
    await expect(page.get_by_role("navigation", name="Navigasi utama")).to_be_visible()
    await ani.look()
    # Nothing about it is a stranger's.
    await expect(page.get_by_role("link", name="Masuk", exact=True)).to_have_count(0)

    # The network says nothing at all, then comes back: the page opens by itself.
    await page.unroute("**/api/v1/auth/refresh")
    await page.route("**/api/v1/auth/refresh", lambda route: route.abort())
    await page.reload()
    await expect(page.get_by_text("Tidak ada sambungan")).to_be_visible()
    await expect(page.get_by_role("button", name="Coba lagi")).to_be_visible()
    await page.unroute("**/api/v1/auth/refresh")
    await page.evaluate("window.dispatchEvent(new Event('online'))")
    await ani.heading("Pesanan")
    await expect(page.get_by_text("Tidak ada sambungan")).to_have_count(0)


async def test_whoever_is_signed_in_never_sees_the_form(world: World, visit: Visit) -> None:
    buyer = await world.person()
    budi = await visit(DESKTOP)
    page = budi.page
    await budi.open("/cart")
    await budi.press("Masuk", "link")
    for form in ("Daftar", "Masuk"):
        await page.get_by_role("main").get_by_role("link", name=form, exact=True).click()
    await budi.fill("E-mail, nomor HP, atau NIM/NIP", buyer.user["email"])
    await budi.fill("Kata sandi", PASSWORD)
    await page.get_by_role("main").get_by_role("button", name="Masuk").click()
    await page.wait_for_url(f"{budi.url}/")
    # Back goes past both forms, not into one.
    await page.go_back()
    await page.wait_for_url(f"{budi.url}/cart")
    for path in ("/sign-in", "/sign-up?next=%2Forders"):
        await budi.open(path)
        await expect(page.get_by_role("button", name=f"Akun: {buyer.user['name']}")).to_be_visible()
        await expect(page.get_by_label("Kata sandi")).to_have_count(0)
    await page.wait_for_url(f"{budi.url}/orders")


async def test_what_is_typed_as_a_quantity_is_taken_or_answered(world: World, visit: Visit) -> None:
    shop = await world.shop(14, price=20_000)
    name = (await world.http.get(f"/products/{shop.products[0]}")).json()["name"]
    cici = await visit()
    page = cici.page
    await cici.open(f"/products/{shop.products[0]}")
    field = page.get_by_role("textbox", name=f"Jumlah {name}")
    await expect(field).to_have_attribute("inputmode", "numeric")
    await field.fill("80")
    await expect(field).to_have_value("80")
    # The press that leaves the field finds another number than was typed: it says so and adds nothing.
    await page.get_by_role("button", name="Tambah ke keranjang").click()
    await expect(page.get_by_text("Stok tinggal 14")).to_be_visible()
    await expect(field).to_have_value("14")
    await expect(page.get_by_text("masuk keranjang")).to_have_count(0)

    # By keyboard: the number, then the button, which keeps the focus while it works.
    await field.fill("12")
    await field.press("Enter")
    add = page.get_by_role("button", name="Tambah ke keranjang")
    await add.focus()
    await add.press("Enter")
    await expect(page.get_by_text("12 × ")).to_be_visible()
    await expect(add).to_be_focused()

    # And the note can be typed at once.
    await cici.press("Tulis catatan untuk penjual")
    await expect(page.get_by_label("Catatan untuk penjual").first).to_be_focused()


async def test_two_tabs_order_one_cart_once(world: World, visit: Visit) -> None:
    shop = await world.shop(9, price=20_000, delivers=False)
    buyer = await world.person(wallet=100_000)
    await buyer.add(shop.offers[0])
    dedi = await visit()
    await dedi.sign_in(buyer.user["email"], PASSWORD, "/checkout")
    first, hears, deaf = dedi.page, await dedi.page.context.new_page(), await dedi.page.context.new_page()
    await deaf.add_init_script("delete window.BroadcastChannel")
    for page in (first, hears, deaf):
        await page.goto(f"{dedi.url}/checkout")
        await page.get_by_role("radio", name=re.compile("Dompet Niaga")).first.click()
    await first.get_by_role("button", name="Pesan dan bayar").click()
    await expect(first.get_by_role("heading", name="Pembayaran diterima")).to_be_visible()
    await expect(hears.get_by_text("Tidak ada yang bisa dibayar")).to_be_visible()
    await deaf.get_by_role("button", name="Pesan dan bayar").click()
    await expect(deaf.get_by_text("Tidak ada yang bisa dibayar")).to_be_visible()
    await expect(deaf.get_by_role("link", name="Lihat pesanan")).to_be_visible()
    assert (await buyer.get("/orders/me"))["total"] == 1


async def test_tabs_share_the_session(world: World, visit: Visit) -> None:
    buyer = await world.person()
    ani = await visit(DESKTOP)
    other = await ani.page.context.new_page()
    await other.goto(ani.url)
    await expect(other.get_by_role("link", name="Masuk", exact=True)).to_be_visible()
    await ani.sign_in(buyer.user["email"], PASSWORD)
    await expect(other.get_by_role("button", name=f"Akun: {buyer.user['name']}")).to_be_visible()
    await other.get_by_role("button", name=f"Akun: {buyer.user['name']}").click()
    await other.get_by_role("button", name="Keluar").click()
    await expect(ani.page.get_by_role("link", name="Masuk", exact=True)).to_be_visible()


@pytest.mark.parametrize("path", ["/", "/search?q=Kantin", "/products/{product}", "/checkout"])
async def test_what_is_asked_early_is_asked_once(world: World, visit: Visit, path: str) -> None:
    """The page finds the answers that were fetched while its code was on its way: none was for nothing."""
    shop = await world.shop(9, price=20_000, name="Kantin")
    buyer = await world.person()
    await buyer.add(shop.offers[0])
    eka = await visit()
    await eka.sign_in(buyer.user["email"], PASSWORD)
    await eka.page.goto("about:blank")
    asked: list[str] = []
    eka.page.on("request", lambda request: asked.append(f"{request.method} {request.url}"))
    await eka.open(path.format(product=shop.products[0]))
    await expect(eka.page.locator("#content h1").first).to_be_attached()
    await expect(eka.page.locator("#content [aria-busy=true]")).to_have_count(0)
    left = await eka.page.evaluate("[...niagaEarly.keys()]")
    assert left == []
    again = {one for one in asked if asked.count(one) > 1 and "/api/" in one}
    # Once it listens for news it asks for the inbox and the person anew.
    assert not {one for one in again if "/notifications" not in one and not one.endswith("/users/me")}


async def test_a_refused_form_leads_to_its_first_wrong_field(world: World, visit: Visit) -> None:
    taken = await world.person()
    feri = await visit()
    page = feri.page
    await feri.open("/sign-up")
    await page.get_by_role("main").get_by_role("button", name="Daftar").click()
    await expect(page.get_by_label("Nama lengkap")).to_be_focused()
    # And when it is the server that refuses.
    for label, text in {"Nama lengkap": "Feri", "E-mail": taken.user["email"], "Kata sandi": "kopi-susu-gula"}.items():
        await feri.fill(label, text)
    await page.get_by_role("main").get_by_role("button", name="Daftar").click()
    await expect(page.get_by_label("E-mail").first).to_be_focused()

    shop = await world.shop(1, name="Kantin")
    await feri.sign_in(shop.owner.user["email"], PASSWORD, f"/sell/{shop.id}/products/new")
    await feri.press("Simpan dan jual")
    await expect(page.get_by_label("Nama", exact=False).first).to_be_focused()
    await expect(page.locator("[aria-invalid=true]").first).to_have_attribute("maxlength", "120")


async def test_a_closed_shop_says_so_wherever_one_orders(world: World, visit: Visit) -> None:
    day = (dt.datetime.now(WIB) + dt.timedelta(days=3)).isoweekday()
    never = [{"weekday": day, "opens": "00:00", "closes": "00:01"}]  # not while this lasts
    shop = await world.shop(9, price=20_000, name="Kantin", opening_hours=never, delivers=False)
    buyer = await world.person(wallet=100_000)
    await buyer.add(shop.offers[0])
    gita = await visit()
    await gita.open(f"/products/{shop.products[0]}")
    await expect(gita.page.get_by_text("Tutup, disiapkan mulai")).to_have_count(2)  # the offer, and the button
    await gita.look()
    await gita.sign_in(buyer.user["email"], PASSWORD, "/cart")
    await expect(gita.page.get_by_text("Tutup, disiapkan mulai")).to_be_visible()
    await gita.open("/checkout")
    await expect(gita.page.get_by_text(re.compile(r"Kantin \d+: Tutup, disiapkan mulai"))).to_be_visible()
    await gita.look()

    # Chosen once, offered again: how one pays.
    await gita.press("Dompet Niaga", "radio")
    await gita.press("Pesan dan bayar")
    await gita.heading("Pembayaran diterima")
    await buyer.add(shop.offers[0])
    await gita.open("/checkout")
    await expect(gita.page.get_by_role("radio", name=re.compile("Dompet Niaga")).first).to_be_checked()
