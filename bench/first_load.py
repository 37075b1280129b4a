"""What somebody waits for on a phone: first sight of a page in Chromium, on slow 4G with a processor 4× slower.

Every visit is a first one: a new browser context, nothing kept, no service worker. The page says itself what it
measured (`PerformanceObserver`); each figure is the median of some visits.
"""

import statistics
from typing import Any, NamedTuple

import httpx
from playwright.async_api import Browser, Page, ViewportSize, async_playwright

from bench import stage
from bench.report import Report
from tests.browser import chromium

PHONE: ViewportSize = {"width": 390, "height": 844}
SLOW_4G = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 93_750}
"""1.6 Mbit/s down, 750 kbit/s up, in bytes a second; milliseconds for each request."""
SLOWER_PROCESSOR = 4
VISITS = 3
SETTLED_MS = 1500
"""Nothing larger has been drawn for so long."""
FIRST_S, LARGEST_S = 2.0, 2.5

WATCH = """
window.seen = {shift: 0, long: 0};
new PerformanceObserver(list => { for (const e of list.getEntries()) {
  seen.largest = e.startTime; seen.what = e.element?.outerHTML?.slice(0, 120) ?? e.url; seen.at = performance.now(); }
}).observe({type: 'largest-contentful-paint', buffered: true});
new PerformanceObserver(list => { for (const e of list.getEntries()) if (e.name === 'first-contentful-paint')
  seen.first = e.startTime; }).observe({type: 'paint', buffered: true});
new PerformanceObserver(list => { for (const e of list.getEntries()) if (!e.hadRecentInput) seen.shift += e.value; })
  .observe({type: 'layout-shift', buffered: true});
new PerformanceObserver(list => { for (const e of list.getEntries()) seen.long += e.duration; })
  .observe({type: 'longtask', buffered: true});
"""
HERE = "() => document.querySelector('#content h1') && !document.querySelector('#content [aria-busy=true]')"
"""The application itself, with what it had to ask for."""
SETTLED = f"() => seen.first && performance.now() - seen.at > {SETTLED_MS}"


class Sight(NamedTuple):
    first_s: float
    largest_s: float
    here_s: float
    what: str
    shift: float
    long_s: float
    requests: int
    kilobytes: float


async def run(report: Report) -> None:
    report.section(f"First load (phone, slow 4G, {SLOWER_PROCESSOR}× slower processor, median of {VISITS} visits)")
    with stage.platform(products=0) as platform:
        await measure(report, platform.url)


async def measure(report: Report, url: str) -> None:
    """Any running platform with the demo's story."""
    async with httpx.AsyncClient(base_url=url) as client:
        items = (await client.get("/api/v1/products?q=nasi&size=24")).json()["items"]
    found = chromium.find()
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=found.path, args=["--no-sandbox"], env=found.environment
        )
        pages = [("home", "/"), ("search", "/search?q=nasi"), ("product", f"/products/{items[0]['slug']}")]
        for name, path in [*pages, ("checkout, signed in", "/checkout")]:
            buyer = name.startswith("checkout")
            sights = [await _visit(browser, url, path, signed_in=buyer) for _ in range(VISITS)]
            _tell(report, name, sights)
        await browser.close()


def _tell(report: Report, name: str, sights: list[Sight]) -> None:
    report.at_most(f"{name}: first content", statistics.median(s.first_s for s in sights), "s", FIRST_S)
    report.at_most(f"{name}: largest content", statistics.median(s.largest_s for s in sights), "s", LARGEST_S)
    report.at_most(f"{name}: layout shift", max(s.shift for s in sights), "", 0.1)
    last = sights[-1]
    report.section(
        f"    ({last.requests} requests, {last.kilobytes:.0f} kB, {last.long_s:.1f} s of long tasks, "
        f"application after {last.here_s:.1f} s; largest: {last.what[:90]!r})"
    )


async def _visit(browser: Browser, url: str, path: str, *, signed_in: bool) -> Sight:
    context = await browser.new_context(
        viewport=PHONE, device_scale_factor=2, is_mobile=True, has_touch=True, service_workers="block", locale="id-ID"
    )
    page = await context.new_page()
    if signed_in:
        await _fill_cart(page, url)
    await page.add_init_script(WATCH)
    devtools = await context.new_cdp_session(page)
    await devtools.send("Network.enable")
    await devtools.send("Network.clearBrowserCache")
    await devtools.send("Network.emulateNetworkConditions", SLOW_4G)
    await devtools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER_PROCESSOR})
    weight: dict[str, float] = {"requests": 0, "bytes": 0}

    def loaded(event: dict[str, Any]) -> None:
        weight["requests"] += 1
        weight["bytes"] += event["encodedDataLength"]

    devtools.on("Network.loadingFinished", loaded)
    await page.goto(f"{url}{path}", wait_until="commit")
    await page.wait_for_function(HERE, timeout=60_000)
    here = await page.evaluate("performance.now()")
    await page.wait_for_function(SETTLED, timeout=60_000)
    seen = await page.evaluate("seen")
    await context.close()
    return Sight(
        seen["first"] / 1000,
        seen["largest"] / 1000,
        here / 1000,
        seen["what"],
        seen["shift"],
        seen["long"] / 1000,
        int(weight["requests"]),
        weight["bytes"] / 1000,
    )


async def _fill_cart(page: Page, url: str) -> None:
    """As the demo's buyer, with something of two shops in the cart."""
    await page.goto(f"{url}/sign-in")
    await page.evaluate(
        """async () => {
        const send = (path, body, token) => fetch(`/api/v1${path}`, {method: 'POST', body: JSON.stringify(body),
          headers: {'Content-Type': 'application/json', ...(token && {Authorization: `Bearer ${token}`})}})
          .then(r => r.json());
        const {access_token} = await send('/auth/login',
          {email: 'buyer@niaga.test', password: 'niaga-demo', session: 'cookie'});
        localStorage.setItem('niaga.signed_in', '1');
        const {items} = await fetch('/api/v1/products?in_stock=true&size=24').then(r => r.json());
        const shops = new Set();
        for (const {id} of items) {
          const {variants} = await fetch(`/api/v1/products/${id}`).then(r => r.json());
          const offer = variants.flatMap(v => v.offers).find(o => o.available > 3 && (o.min_quantity ?? 1) === 1);
          if (!offer || shops.has(offer.shop.id) || shops.size === 2) continue;
          shops.add(offer.shop.id);
          await send('/cart', {offer_id: offer.id, quantity: 1}, access_token);
        }
      }"""
    )
