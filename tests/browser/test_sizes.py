"""Fingers and weak eyes: every target of a phone is 44 px, and letters twice as large cut nothing off."""

import re
from collections.abc import Awaitable, Callable
from typing import NamedTuple

from playwright.async_api import Page, Route, async_playwright, expect

from tests.browser import chromium
from tests.browser.conftest import Visit
from tests.browser.visitor import Visitor
from tests.running import Platform
from tests.world import PASSWORD, Person, World

TARGET = 44
WIDTHS = (320, 390, 768, 1440)
MANY = 12_345

SMALL = """least => {
  const links = 'a[href], button, input:not([type=hidden]), select, textarea, [role=button], [role=tab], [role=radio]';
  const seen = e => { const r = e.getBoundingClientRect(), s = getComputedStyle(e);
    return r.width > 1 && r.height > 1 && s.visibility !== 'hidden' && s.clipPath === 'none'
      && !e.closest('.skip-link');
  };
  // In a sentence a target is as high as its line (WCAG 2.5.8); a label's own target is the label with its field.
  const inSentence = e => e.matches('a') && getComputedStyle(e).display === 'inline'
    && e.parentElement.textContent.trim().length > e.textContent.trim().length;
  const box = e => {
    const labels = e.labels ? [...e.labels] : [];
    const rects = [e, ...labels].map(x => x.getBoundingClientRect());
    // What reaches over its element's edge (`::after`) belongs to the target.
    for (const pseudo of ['::after', '::before']) {
      const s = getComputedStyle(e, pseudo);
      if (s.content !== 'none' && s.position === 'absolute') {
        const of = e.getBoundingClientRect();
        const [top, right, bottom, left] = [s.top, s.right, s.bottom, s.left].map(parseFloat);
        const holder = getComputedStyle(e).position === 'static' ? e.offsetParent?.getBoundingClientRect() : of;
        if (holder) rects.push({left: holder.left + left, top: holder.top + top,
          right: holder.right - right, bottom: holder.bottom - bottom});
      }
    }
    const left = Math.min(...rects.map(r => r.left)), right = Math.max(...rects.map(r => r.right));
    const top = Math.min(...rects.map(r => r.top)), bottom = Math.max(...rects.map(r => r.bottom));
    return [right - left, bottom - top];
  };
  return [...document.querySelectorAll(links)].filter(e => seen(e) && !inSentence(e)).flatMap(e => {
    const [width, height] = box(e);
    return width >= least - 0.5 && height >= least - 0.5 ? []
      : [`${Math.round(width)}×${Math.round(height)} ${e.tagName} `
        + `${e.getAttribute('aria-label') ?? e.textContent.trim().slice(0, 40)} ${e.className}`];
  });
}"""

CUT = """() => {
  const found = [];
  const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  if (wide > 0) {
    const edge = document.documentElement.clientWidth;
    const culprit = [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > edge + 1)
      .slice(0, 3).map(e => `${e.tagName}.${e.className}`);
    found.push(`scrolls sideways by ${wide} px: ${culprit.join(' ')}`);
  }
  for (const e of document.querySelectorAll('button, a, [role=tab], label, h1, h2')) {
    const words = e.querySelector('.mantine-Button-label') ?? e;
    const s = getComputedStyle(words);
    if (!words.textContent.trim() || words.getBoundingClientRect().width < 4) continue;
    const clips = s.overflowX === 'hidden' || s.overflowX === 'clip';
    // Lines that end in an ellipsis on purpose are names, which stand whole on the page they lead to.
    const meant = s.textOverflow === 'ellipsis' || /\\d/.test(s.webkitLineClamp);
    if (clips && !meant && words.scrollWidth > words.clientWidth + 1)
      found.push(`cut: "${words.textContent.trim().slice(0, 50)}" ${words.scrollWidth} in ${words.clientWidth}`);
  }
  return found;
}"""


class Faces(NamedTuple):
    """Somebody who sells and buys, and somebody who looks after it all, with something to see everywhere."""

    person: Person
    admin: Person
    own: list[str]
    administered: list[str]


async def faces(world: World) -> Faces:
    shop = await world.shop(9, 0, price=20_000, name="Kantin")
    buyer = await world.person(wallet=100_000)
    part = await shop.part(await buyer.buy(shop.offers[0]))
    other = await world.shop(9, price=15_000, name="Lapak", delivers=False)
    order = await shop.owner.buy(other.offers[0], method="qris")
    await shop.owner.add(shop.offers[0])
    name = (await world.http.get(f"/products/{shop.products[0]}")).json()["name"]
    bought = ["/", f"/search?q={name}", f"/products/{shop.products[0]}", "/cart", "/checkout", "/account", "/wallet"]
    bought += ["/orders", f"/orders/{order['id']}", f"/payments/{order['payment_id']}", "/notifications"]
    bought += [f"/account/{place}" for place in ("profile", "addresses", "security")]
    opened = (f"/orders?order={part['id']}", f"/orders/{part['id']}/print")
    places = ("", "/orders", *opened, "/products", "/inventory", "/settings")
    sold = [f"/sell/{shop.id}{place}" for place in places]
    administered = ["/admin", "/admin/payments", "/admin/categories", "/admin/twins", "/admin/users", "/admin/shops"]
    return Faces(shop.owner, await world.admin(), [*bought, "/shops", *sold], administered)


async def walked(who: Visitor, paths: list[str], look: Callable[[Page], Awaitable[list[str]]]) -> list[str]:
    found: list[str] = []
    for path in paths:
        await who.open(path)
        await expect(who.page.locator("#content h1, main h1").first).to_be_attached()
        await expect(who.page.locator("[aria-busy=true]")).to_have_count(0)
        found += [f"{path}: {one}" for one in await look(who.page)]
    return found


async def many(route: Route) -> None:
    """Who asks for one of a list asks how many there are: more than any badge has room for."""
    answer = await route.fetch()
    said = await answer.json()
    await route.fulfill(response=answer, json={**said, "total": MANY} if "total" in said else said)


async def small_ones(page: Page) -> list[str]:
    found: list[str] = await page.evaluate(SMALL, TARGET)
    return found


async def cut_ones(page: Page) -> list[str]:
    found: list[str] = []
    for width in WIDTHS:
        await page.set_viewport_size({"width": width, "height": 844})
        # Layout follows in the next frame, and what asks for the width in the one after.
        await page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
        found += [f"{width} px: {one}" for one in await page.evaluate(CUT)]
    await page.set_viewport_size({"width": 390, "height": 844})
    return found


async def test_every_target_of_a_phone_is_large_enough(world: World, visit: Visit) -> None:
    shown = await faces(world)
    found: list[str] = []
    for person, paths in ((shown.person, shown.own), (shown.admin, shown.administered)):
        who = await visit()
        await who.sign_in(person.user["email"], PASSWORD)
        found += await walked(who, paths, small_ones)
    assert not found, "\n".join(found)


async def test_letters_twice_as_large_cut_nothing(world: World, platform: Platform) -> None:
    """As somebody has it who has set their browser to large letters."""
    shown = await faces(world)
    found: list[str] = []
    chrome = chromium.find()
    async with async_playwright() as playwright:
        large = await playwright.chromium.launch(
            executable_path=chrome.path,
            args=["--no-sandbox", "--blink-settings=defaultFontSize=32"],
            env=chrome.environment,
        )
        for person, paths in ((shown.person, shown.own), (shown.admin, shown.administered)):
            context = await large.new_context(
                viewport={"width": 390, "height": 844}, locale="id-ID", reduced_motion="reduce", service_workers="block"
            )
            who = Visitor(await context.new_page(), platform.url)
            await who.page.route(re.compile(r"/api/v1/.*[?&]size=1(&|$)"), many)
            await who.sign_in(person.user["email"], PASSWORD)
            found += await walked(who, paths, cut_ones)
            # The last page of either has a badge in its navigation.
            badge = who.page.get_by_role("navigation").get_by_role("link", name=re.compile(f" {MANY}$"))
            await expect(badge.first).to_contain_text("99+")
        await large.close()
    assert not found, "\n".join(found)
