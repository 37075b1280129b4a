"""What a shop's people do to their prices."""

from typing import Annotated
from uuid import UUID

from litestar import delete, get, post, put
from litestar.params import Parameter

from niaga.kit import keys
from niaga.kit.errors import KeyReused, NotFound, StaleVersion, ValidationFailed
from niaga.kit.http import web
from niaga.kit.ids import chosen
from niaga.shops import api as shops

from .. import api
from ..types import NewOffer, OfferEdit, OfferExists, OfferRows, RowResults, ShopOffer

Words = Annotated[str, Parameter(max_length=80, description="Part of the product's name or the SKU")]


async def _require(request: web.HttpRequest, shop_id: UUID) -> None:
    actor = web.actor(request)
    await shops.require(user_id=actor.id, roles=actor.roles, shop_id=shop_id, permission="products")


@get("/shops/{shop_id:uuid}/offers", responses=web.refusals(NotFound))
async def list_offers(
    request: web.HttpRequest,
    shop_id: UUID,
    q: Words = "",
    product_id: UUID | None = None,
    page: web.PageNo = 1,
    size: web.PageSize = 24,
) -> web.Page[ShopOffer]:
    """For the shop's people: its offers by product name."""
    await _require(request, shop_id)
    items, total = await api.shop_offers(shop_id=shop_id, q=q, product_id=product_id, page=page, size=size)
    return web.Page(items, total, page, size)


@post(
    "/shops/{shop_id:uuid}/offers",
    status_code=201,
    responses=web.refusals(NotFound, OfferExists, KeyReused, ValidationFailed),
)
async def create_offer(request: web.HttpRequest, shop_id: UUID, data: NewOffer) -> ShopOffer:
    """Sell a variant of a central product, or of one's own."""
    await _require(request, shop_id)
    asked = keys.asked("offer", chosen(data.id), web.actor(request).id, shop_id, data)
    return await api.create_offer(id=asked.key, shop_id=shop_id, offer=data, asked=asked)


@put("/shops/{shop_id:uuid}/offers", responses=web.refusals(NotFound, ValidationFailed))
async def edit_offers(request: web.HttpRequest, shop_id: UUID, data: OfferRows) -> RowResults:
    """Many at once, each row for itself: one that is refused does not hold up the others."""
    await _require(request, shop_id)
    return RowResults(await api.edit_offers(shop_id=shop_id, rows=data.rows))


@put("/offers/{offer_id:uuid}", responses=web.refusals(NotFound, StaleVersion, ValidationFailed))
async def edit_offer(request: web.HttpRequest, offer_id: UUID, data: OfferEdit) -> ShopOffer:
    """What is left out stays."""
    await _require(request, await api.shop_of_offer(id=offer_id))
    return await api.edit_offer(id=offer_id, edit=data)


@delete("/offers/{offer_id:uuid}", responses=web.refusals(NotFound))
async def archive_offer(request: web.HttpRequest, offer_id: UUID) -> None:
    """Off sale for good; the shop may offer the variant anew."""
    await _require(request, await api.shop_of_offer(id=offer_id))
    await api.archive_offer(id=offer_id)


routes = [list_offers, create_offer, edit_offers, edit_offer, archive_offer]
