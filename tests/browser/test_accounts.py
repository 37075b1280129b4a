"""Signing up, one's own pages, and money in the wallet."""

import re

from playwright.async_api import expect

from niaga.kit.ids import new_id
from tests.browser.conftest import DESKTOP, Visit
from tests.conftest import until
from tests.running import Platform
from tests.world import PASSWORD, World


async def mailed(world: World, platform: Platform, email: str, page: str) -> str:
    """The link to that page, out of the newest mail that has one."""

    async def there() -> str | None:
        answer = await world.http.get(f"{platform.url}/dev/mailbox.json", params={"to": email})
        links = [re.search(rf"\S+/{page}#\S+", mail["text"]) for mail in answer.json()]
        return next((link.group() for link in links if link), None)

    return str(await until(there))


async def test_signing_up_and_verifying_the_address(world: World, visit: Visit, platform: Platform) -> None:
    email = f"{new_id().hex}@niaga.test"
    dewi = await visit()
    page = dewi.page
    await dewi.open("/sign-up")
    await dewi.look()
    await dewi.fill("Nama lengkap", "Dewi Lestari")
    await dewi.fill("E-mail", email)
    await dewi.fill("Kata sandi", "singkat")
    await dewi.press("Daftar")
    await expect(page.get_by_text("Kata sandi minimal 8 karakter.").first).to_be_visible()
    await dewi.fill("Kata sandi", PASSWORD)
    await dewi.press("Daftar")
    await page.wait_for_url(f"{platform.url}/")

    await dewi.open("/account")
    await expect(page.get_by_text(f"E-mail {email} belum diverifikasi")).to_be_visible()
    await dewi.look()

    await page.goto(await mailed(world, platform, email, "verify-email"))
    await dewi.heading("E-mail Anda terverifikasi")
    await dewi.look()
    await dewi.open("/account")
    await expect(page.get_by_text("Dewi Lestari").first).to_be_visible()
    await expect(page.get_by_text("belum diverifikasi")).to_have_count(0)

    await dewi.press("Keluar")
    await page.wait_for_url(re.compile("/sign-in"))
    await dewi.sign_in(email, PASSWORD, "/account")


async def test_another_email_address_and_back_again(world: World, visit: Visit, platform: Platform) -> None:
    person = await world.person("Gita Savitri")
    old, other, new = person.user["email"], f"{new_id().hex}@niaga.test", f"{new_id().hex}@niaga.test"
    gita = await visit()
    page = gita.page
    await page.goto(await mailed(world, platform, old, "verify-email"))
    await gita.heading("E-mail Anda terverifikasi")
    await gita.sign_in(old, PASSWORD, "/account/profile")
    await gita.press("Ganti e-mail")
    sheet = page.get_by_role("dialog")
    await sheet.get_by_label("E-mail baru").fill(old)
    await sheet.get_by_label("Kata sandi sekarang").first.fill("bukan-ini-juga")
    await sheet.get_by_role("button", name="Ganti e-mail").click()
    await expect(sheet.get_by_text("Ini alamat Anda yang sekarang.")).to_be_visible()
    await sheet.get_by_label("E-mail baru").fill(other)
    await sheet.get_by_role("button", name="Ganti e-mail").click()
    await expect(sheet.get_by_text("Kata sandi sekarang salah.")).to_be_visible()
    await gita.look()
    await sheet.get_by_label("Kata sandi sekarang").first.fill(PASSWORD)
    await sheet.get_by_role("button", name="Ganti e-mail").click()
    await expect(sheet).to_be_hidden()
    await expect(page.get_by_text(f"E-mail baru {other} menunggu dipastikan")).to_be_visible()
    await gita.press("Kirim ulang")
    await expect(page.get_by_text(f"Tautan baru sudah dikirim ke {other}.").first).to_be_visible()
    await gita.look()
    await gita.press("Tidak jadi")
    await expect(page.get_by_text("menunggu dipastikan")).to_have_count(0)
    assert (await person.get("/users/me"))["pending_email"] is None
    await gita.press("Ganti e-mail")
    await sheet.get_by_label("E-mail baru").fill(new)
    await sheet.get_by_label("Kata sandi sekarang").first.fill(PASSWORD)
    await sheet.get_by_role("button", name="Ganti e-mail").click()
    await expect(sheet).to_be_hidden()
    await expect(page.get_by_text(f"E-mail baru {new} menunggu dipastikan")).to_be_visible()
    assert (await person.get("/users/me"))["email"] == old

    # On another device one signs in first: a stranger who presses the button gives their address to nobody.
    link = await mailed(world, platform, new, "verify-email")
    elsewhere = await visit()
    await elsewhere.page.goto(link)
    await elsewhere.heading("Masuk untuk memakai alamat ini")
    await elsewhere.look()
    await elsewhere.press("Masuk", "link")
    await elsewhere.fill("E-mail, nomor HP, atau NIM/NIP", old)
    await elsewhere.fill("Kata sandi", PASSWORD)
    await elsewhere.press("Masuk")
    await elsewhere.heading("E-mail Anda terverifikasi")
    assert (await person.get("/users/me"))["email"] == new

    # It was not Gita: the old address brings itself back, and nobody is left signed in.
    await page.goto(await mailed(world, platform, old, "restore-email"))
    await gita.heading("Kembalikan e-mail akun")
    await gita.look()
    await gita.press("Kembalikan alamat saya")
    await gita.heading("Alamat Anda sudah kembali")
    await page.goto(await mailed(world, platform, old, "reset-password"))
    await gita.fill("Kata sandi", "tumpeng-sembilan-lapis")
    await gita.press("Simpan")
    await gita.heading("Kata sandi sudah diganti")
    await gita.sign_in(old, "tumpeng-sembilan-lapis", "/account")


async def test_a_new_seller_is_one_at_once(world: World, visit: Visit) -> None:
    person, admin = await world.person("Hana Calon"), await world.admin()
    hana = await visit()
    await hana.sign_in(person.user["email"], PASSWORD, "/account")
    await expect(hana.page.get_by_role("link", name="Mulai berjualan")).to_be_visible()
    shop = await person.post("/shops", 201, name=f"Warung {person.id[-8:]}")
    await admin.post(f"/shops/{shop['id']}/approve")
    await expect(hana.page.get_by_role("link", name="Kelola toko")).to_be_visible()
    await expect(hana.page.get_by_role("link", name="Mulai berjualan")).to_have_count(0)


async def test_filling_the_wallet(world: World, visit: Visit) -> None:
    eka = await world.person("Eka Putri")
    screen = await visit(DESKTOP)
    page = screen.page
    await screen.sign_in(eka.user["email"], PASSWORD, "/wallet")
    await expect(page.get_by_text("Belum ada uang masuk atau keluar")).to_be_visible()
    await screen.look()
    await screen.press("Isi saldo", "link")
    await page.get_by_text("Rp200.000").click()
    await screen.press("Transfer bank (virtual account)", "radio")
    await page.get_by_text("BRI", exact=True).click()
    await screen.look()
    await screen.press("Lanjut bayar")
    await expect(page.get_by_text("Nomor virtual account BRI")).to_be_visible()
    await screen.look()
    await screen.press("Bayar")
    await screen.heading("Pembayaran diterima")
    await screen.press("Ke dompet", "link")
    await expect(page.get_by_text("+Rp200.000")).to_be_visible()
    assert await eka.balance() == 200_000
    await screen.look()


async def test_ones_own_pages(world: World, visit: Visit) -> None:
    person = await world.person("Fajar Nugraha", wallet=50_000)
    shop = await world.shop(5, price=10_000)
    fajar = await visit()
    page = fajar.page
    await fajar.sign_in(person.user["email"], PASSWORD, "/account/addresses")
    await fajar.heading("Belum ada alamat")
    await fajar.look()
    await person.address()
    await page.reload()
    await expect(page.get_by_text("Jl. Veteran No. 1")).to_be_visible()
    await fajar.look()

    await fajar.open("/account/profile")
    await fajar.fill("Nomor HP", "0812-9999-8888")
    await fajar.press("Simpan")
    await expect(page.get_by_text("Tersimpan.").first).to_be_visible()
    assert (await person.get("/users/me"))["phone"] == "+6281299998888"
    await fajar.look()
    await fajar.fill("Nomor HP", "0812-9999-7777")
    await fajar.fill("Kata sandi sekarang", "bukan-ini-juga")
    await fajar.press("Simpan")
    await expect(page.get_by_text("Kata sandi sekarang salah.")).to_be_visible()
    await fajar.look()
    await fajar.fill("Kata sandi sekarang", PASSWORD)
    await fajar.press("Simpan")
    await expect(page.get_by_label("Kata sandi sekarang")).to_have_count(0)
    assert (await person.get("/users/me"))["phone"] == "+6281299997777"

    # Told while looking: the bell and the list move by themselves.
    await fajar.open("/notifications")
    await fajar.heading("Belum ada pemberitahuan")
    await fajar.look()
    await person.buy(shop.offers[0])
    await expect(page.get_by_role("link", name=re.compile("Pembayaran Rp10.000 diterima")).first).to_be_visible()
    await expect(page.get_by_role("link", name=re.compile(r"Pemberitahuan: \d belum dibaca"))).to_be_visible()
    await fajar.look()
    await fajar.press("Tandai semua sudah dibaca")
    await expect(page.get_by_text("0 belum dibaca")).to_be_visible()

    await fajar.open("/account/security")
    await expect(page.get_by_text("Perangkat ini")).to_be_visible()
    await fajar.look()
    await fajar.press("Keluar dari semua perangkat")
    await page.get_by_role("dialog").get_by_role("button", name="Keluar dari semua perangkat").click()
    await page.wait_for_url(re.compile("/sign-in"))
