"""What administrators do when two products are one thing."""

from uuid import UUID

from litestar import get, post

from niaga.kit.errors import NotFound, ValidationFailed
from niaga.kit.http import web

from .. import api
from ..types import Merge, MergePreview, Product, Twins, TwinsConflict


@get("/twins", opt=web.role("admin"))
async def list_twins() -> list[Twins]:
    """Products that may be one thing, those with one barcode first; at most 50 groups."""
    return await api.likely_twins()


@get(
    "/products/{product_id:uuid}/merge",
    opt=web.role("admin"),
    responses=web.refusals(NotFound),
)
async def preview_merge(product_id: UUID, into: UUID) -> MergePreview:
    """What merging would do now: shown before one does it."""
    return await api.preview_merge(id=product_id, into=into)


@post(
    "/products/{product_id:uuid}/merge",
    status_code=200,
    opt=web.role("admin"),
    responses=web.refusals(NotFound, TwinsConflict, ValidationFailed),
)
async def merge_products(product_id: UUID, data: Merge) -> Product:
    """The two are one thing: variants and offers move to `into`, and so does the address."""
    return await api.merge_products(id=product_id, into=data.into)


routes = [list_twins, preview_merge, merge_products]
