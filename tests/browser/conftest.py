"""The web client in a real browser, on the real platform."""

from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
from playwright.async_api import Browser, async_playwright, expect

from tests.browser import chromium
from tests.browser.visitor import Visitor
from tests.running import Platform
from tests.world import World, world_of

WAITS_MS = 45_000
expect.set_options(timeout=WAITS_MS)
PHONE = (390, 844)
DESKTOP = (1440, 900)

Visit = Callable[..., Awaitable[Visitor]]


@pytest.fixture(scope="session")
async def browser() -> AsyncIterator[Browser]:
    found = chromium.find()
    async with async_playwright() as playwright:
        started = await playwright.chromium.launch(
            executable_path=found.path, args=["--no-sandbox"], env=found.environment
        )
        yield started
        await started.close()


@pytest.fixture
async def world(platform: Platform) -> AsyncIterator[World]:
    async with world_of(platform) as found:
        yield found


@pytest.fixture
async def visit(browser: Browser, platform: Platform) -> AsyncIterator[Visit]:
    """Opens a browser of somebody's own: `await visit()`, `await visit(DESKTOP)`. No page may have broken."""
    visitors: list[Visitor] = []

    async def opened(size: tuple[int, int] = PHONE, language: str = "id-ID") -> Visitor:
        context = await browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            locale=language,
            timezone_id="Asia/Jakarta",
            reduced_motion="reduce",
            service_workers="block",  # answers it gives cannot be got in between
        )
        context.set_default_timeout(WAITS_MS)
        visitors.append(Visitor(await context.new_page(), platform.url))
        return visitors[-1]

    yield opened
    for visitor in visitors:
        await visitor.page.context.close()
    assert not [broken for visitor in visitors for broken in visitor.broken]
