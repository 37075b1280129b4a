"""Who may see and change what in the catalogue."""

import contextlib
from collections.abc import AsyncIterator

from ..api import page_cache
from . import categories, offers, products, twins

routes = [*categories.routes, *products.routes, *offers.routes, *twins.routes]


@contextlib.asynccontextmanager
async def lifespan() -> AsyncIterator[None]:
    """A process that answers listens for what changes, so that nothing old stays on its shelf."""
    page_cache.ears.start()
    try:
        yield
    finally:
        await page_cache.ears.stop()
