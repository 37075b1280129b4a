"""Pictures of products."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from niaga.kit import clock, db
from niaga.kit.db import Conn
from niaga.kit.errors import invalid
from niaga.kit.events import emit
from niaga.kit.port import port

from ..store import listing
from ..store import products as store
from ..types import Image, Product, ProductChanged, TooManyImages
from . import page_cache, sync
from .products import fresh, locked

MAX_IMAGES = 12


@port
async def add_image(*, product_id: UUID, image: Image) -> Product:
    """The last of its pictures. Raises NotFound, TooManyImages."""
    async with db.tx() as c:
        await locked(c, product_id)
        known = await store.images(c, product_id=product_id)
        if image.id not in {k.id for k in known}:
            if len(known) >= MAX_IMAGES:
                raise TooManyImages()
            await _put_images(c, product_id, [*known, image])
    await sync.register([product_id])
    await page_cache.changed([product_id])
    return await fresh(product_id)


@port
async def order_images(*, product_id: UUID, ids: list[UUID]) -> Product:
    """Pictures in this order; those not named are removed. Raises NotFound, ValidationFailed."""
    async with db.tx() as c:
        await locked(c, product_id)
        known = {k.id: k for k in await store.images(c, product_id=product_id)}
        if not set(ids) <= set(known):
            raise invalid("ids", "names a picture that is not there")
        await _put_images(c, product_id, [known[id] for id in dict.fromkeys(ids)])
    await sync.register([product_id])
    await page_cache.changed([product_id])
    return await fresh(product_id)


async def _put_images(c: Conn, product_id: UUID, images: Sequence[Image]) -> None:
    await store.drop_images(c, product_id=product_id, keep=[i.id for i in images])
    await store.put_images(c, **columns([(product_id, images)]))
    await store.choose_image(c, product_ids=[product_id], now=clock.now())
    await listing.rebuild(c, product_ids=[product_id], now=clock.now())
    await emit(c, ProductChanged(product_id))


def columns(pictures: Sequence[tuple[UUID, Sequence[Image]]]) -> dict[str, Any]:
    """Products with their pictures in order, as the columns of one statement."""
    rows = [(product_id, n, image) for product_id, images in pictures for n, image in enumerate(images)]
    return {
        "product_ids": [product_id for product_id, _, _ in rows],
        "ids": [image.id for _, _, image in rows],
        "positions": [n for _, n, _ in rows],
        "urls": [image.url for _, _, image in rows],
        "medium_urls": [image.medium_url for _, _, image in rows],
        "small_urls": [image.small_url for _, _, image in rows],
    }
