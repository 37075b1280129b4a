"""Makes docs/niaga.png from a running demo: python -m tools.picture [http://localhost:8000]."""

import asyncio
import io
import sys
from pathlib import Path

import httpx
from PIL import Image, ImageDraw
from playwright.async_api import Browser, Page, async_playwright

from niaga.kit.ids import new_id
from tests.browser import chromium

OUT = Path(__file__).parent.parent / "docs" / "niaga.png"
DESKTOP, PHONE = (1280, 800), (390, 844)
SETTLES_MS = 2500


async def page_of(browser: Browser, url: str, size: tuple[int, int], email: str | None = None) -> Page:
    context = await browser.new_context(
        viewport={"width": size[0], "height": size[1]}, locale="id-ID", base_url=url, color_scheme="light"
    )
    page = await context.new_page()
    if email:
        await page.goto("/sign-in")
        await page.get_by_label("Nomor kampus, e-mail, atau nomor HP").fill(email)
        await page.get_by_label("Kata sandi").first.fill("niaga-demo")
        await page.get_by_role("button", name="Masuk", exact=True).click()
        await page.wait_for_url(lambda there: "/sign-in" not in there)
    return page


async def shot(page: Page, path: str) -> Image.Image:
    await page.goto(path)
    await page.wait_for_timeout(SETTLES_MS)
    return Image.open(io.BytesIO(await page.screenshot())).convert("RGB")


async def shop_for(url: str, words: list[str]) -> None:
    """Something of several shops in the buyer's cart, and an order on a canteen's board."""
    async with httpx.AsyncClient(base_url=f"{url}/api/v1", timeout=30) as http:
        session = await http.post("/auth/login", json={"email": "buyer@niaga.test", "password": "niaga-demo"})
        http.headers["authorization"] = f"Bearer {session.json()['access_token']}"
        await http.request("DELETE", "/cart")
        for word in words:
            found = (await http.get("/products", params={"q": word, "in_stock": True, "size": 1})).json()["items"][0]
            product = (await http.get(f"/products/{found['id']}")).json()
            offer = next(o for v in product["variants"] for o in v["offers"] if o["available"])
            await http.post("/cart", json={"offer_id": offer["id"], "quantity": 1})


async def seller_shop(url: str) -> str:
    async with httpx.AsyncClient(base_url=f"{url}/api/v1", timeout=30) as http:
        return str((await http.get("/shops/geprek-juara")).json()["id"])


async def order_food(url: str) -> None:
    async with httpx.AsyncClient(base_url=f"{url}/api/v1", timeout=30) as http:
        session = await http.post("/auth/login", json={"email": "buyer@niaga.test", "password": "niaga-demo"})
        http.headers["authorization"] = f"Bearer {session.json()['access_token']}"
        menu = (await http.get("/products", params={"shop": "geprek-juara", "in_stock": True, "size": 6})).json()[
            "items"
        ]
        for dish in menu[:4]:
            await http.request("DELETE", "/cart")
            product = (await http.get(f"/products/{dish['id']}")).json()
            offer = next(o for v in product["variants"] for o in v["offers"] if o["available"])
            cart = (await http.post("/cart", json={"offer_id": offer["id"], "quantity": 2})).json()
            body = {"cart_id": cart["id"], "payment_method": "wallet", "delivery_option": "pickup"}
            await http.post("/checkout", json=body, headers={"idempotency-key": str(new_id())})


def framed(picture: Image.Image, width: int, radius: int = 18) -> Image.Image:
    """Scaled, with round corners and a thin edge."""
    height = round(picture.height * width / picture.width)
    scaled = picture.resize((width, height), Image.Resampling.LANCZOS).convert("RGBA")
    mask = Image.new("L", scaled.size, 0)
    ImageDraw.Draw(mask).rounded_rectangle((0, 0, width - 1, height - 1), radius, fill=255)
    scaled.putalpha(mask)
    ImageDraw.Draw(scaled).rounded_rectangle((0, 0, width - 1, height - 1), radius, outline=(215, 205, 192), width=2)
    return scaled


async def main(url: str) -> None:
    await order_food(url)
    await shop_for(url, ["nasi goreng", "charger", "buku"])
    shop = await seller_shop(url)
    async with async_playwright() as playwright:
        found = chromium.find()
        browser = await playwright.chromium.launch(
            executable_path=found.path, env=found.environment, args=["--no-sandbox", "--disable-gpu"]
        )
        home = await shot(await page_of(browser, url, DESKTOP), "/")
        cart = await shot(await page_of(browser, url, PHONE, "buyer@niaga.test"), "/cart")
        board = await shot(await page_of(browser, url, DESKTOP, "seller@niaga.test"), f"/sell/{shop}/orders")
        await browser.close()
    whole = Image.new("RGB", (1600, 1000), (250, 243, 233))
    for picture, width, place in ((home, 1000, (40, 40)), (board, 900, (560, 400)), (cart, 300, (1240, 60))):
        part = framed(picture, width)
        whole.paste(part, place, part)
    whole.quantize(256, dither=Image.Dither.FLOYDSTEINBERG).save(OUT, optimize=True)
    sys.stdout.write(f"{OUT} {OUT.stat().st_size // 1024} kB\n")


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1] if len(sys.argv) > 1 else "http://localhost:8000"))
