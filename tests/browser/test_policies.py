"""Pages work under the policy they are sent with; a page that breaks it is found by every other test here too."""

from playwright.async_api import Browser

from tests.browser.visitor import Visitor
from tests.conftest import until
from tests.running import Platform
from tests.world import Json, World

PAGES = ("/", "/search?q=barang", "/cart", "/sign-in", "/sign-up", "/api/docs", "/dev/mailbox")


async def test_no_page_asks_for_more_than_it_may(browser: Browser, platform: Platform, world: World) -> None:
    shop = await world.shop(5)
    product = await world.http.get(f"/products/{shop.products[0]}")

    async def mailed() -> list[Json]:
        found: list[Json] = (await world.http.get(f"{platform.url}/dev/mailbox.json")).json()
        return found

    mails = await until(mailed)
    context = await browser.new_context(locale="id-ID")  # with its service worker, whose policy is its own
    visitor = Visitor(await context.new_page(), platform.url)
    for path in (*PAGES, f"/products/{product.json()['slug']}", f"/dev/mailbox/{mails[0]['id']}"):
        await visitor.open(path)
        await visitor.page.wait_for_load_state("networkidle")
    await visitor.open("/")
    assert await visitor.page.evaluate("navigator.serviceWorker.ready.then(found => found.active.scriptURL)")
    refused = await visitor.page.evaluate(
        """async () => {
            const ended = (url) => fetch(url, {mode: 'no-cors'}).then(() => 'went out', () => 'refused');
            const script = document.createElement('script');
            script.textContent = 'window.ran = true';
            document.body.append(script);
            return [await ended('http://127.0.0.1:9/x'), window.ran ?? 'did not run'];
        }"""
    )
    assert refused == ["refused", "did not run"]
    broken = [line for line in visitor.broken if "127.0.0.1:9" not in line and "inline script" not in line]
    assert len(visitor.broken) > len(broken), "a violation is not noticed"
    assert not broken
    await context.close()
