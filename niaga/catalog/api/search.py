"""Lists and search."""

from uuid import UUID

import msgspec

from niaga.kit import clock, db, text
from niaga.kit.port import port
from niaga.kit.slugs import as_id
from niaga.shops import api as shops

from ..store import listing
from ..store import search as store
from ..types import ProductQuery
from . import page_cache


@port
async def search_products(*, query: ProductQuery) -> msgspec.Raw:
    """A page of what is on sale: a `ProductList`, rendered.

    Where it takes long to count, in large catalogues, total and facets may be some seconds old.
    """
    return msgspec.Raw(await _render(query))


async def _render(query: ProductQuery) -> bytes:
    words = text.line(query.q) or ("-" if query.q.strip() else "")  # signs nobody sees are called nothing either
    wanted = store.Filter(
        words=words,
        category=query.category,
        shop=_id_or_slug(query.shop),
        kind=query.kind,
        min_price=query.min_price,
        max_price=query.max_price,
        min_rating=query.min_rating,
        in_stock=query.in_stock,
        open_now=query.open_now,
        open_shops=() if query.open_now is None else await _open_shops(),
        ids=query.ids,
        central=query.central,
    )
    age, counts = page_cache.counts.age, page_cache.counts.get(wanted) or page_cache.costly.get(wanted)
    skip = (query.page - 1) * query.size
    # Words are always found by their index: a plan made once will do. The best way to browse depends on what is asked.
    async with db.read() if words else db.search() as c:
        if counts is None:
            began = clock.monotonic()
            cards, counted = await store.whole(c, wanted, sort=query.sort, skip=skip, most=query.size)
            counts = counted.encode()
            if query.ids is None:
                # counted once for all pages and orders of the same search
                page_cache.counts.put(wanted, counts, age, began=began)
            took = clock.monotonic() - began
            if took > page_cache.SOON_S and await listing.size(c) >= page_cache.COSTLY_FROM:
                page_cache.counting.spend(took)
                if took > page_cache.COSTLY_S:
                    page_cache.costly.put(wanted, counts, page_cache.costly.age, page_cache.COSTLY_KEPT_S)
        else:
            cards = await store.page(c, wanted, sort=query.sort, skip=skip, most=query.size)
    body = b'{"items":%b,"page":%d,"size":%d,%b' % (cards.encode(), query.page, query.size, counts[1:])
    return msgspec.json.format(body, indent=-1)  # without PostgreSQL's spaces


async def _open_shops() -> tuple[UUID, ...]:
    """Those that are open now, or were a moment ago: one look for all who ask."""
    return await page_cache.open_shops.get_or_make("now", _look_for_open_shops, lambda _: page_cache.OPEN_KEPT_S)


async def _look_for_open_shops() -> tuple[UUID, ...]:
    return tuple(sorted(await shops.open_shops()))


def _id_or_slug(said: str | None) -> UUID | str | None:
    """An id if it is written as one. Else a slug, which may look like an id too, and is looked for as both."""
    id = None if said is None else as_id(said)
    return id if str(id) == said else said
