"""Lists, product pages, and what owners and admins do to products."""

from typing import Annotated, Any
from uuid import UUID

from litestar import Response, delete, get, post, put
from litestar.datastructures import UploadFile
from litestar.enums import RequestEncodingType
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import Body, Parameter
from msgspec import Struct, structs

from niaga.kit import clock, files, images, keys
from niaga.kit.errors import Forbidden, KeyReused, NotFound, StaleVersion, ValidationFailed
from niaga.kit.http import web
from niaga.kit.ids import chosen, new_id
from niaga.shops import api as shops

from .. import api
from ..api import page_cache
from ..types import (
    MAX_PRICE,
    Image,
    ImageOrder,
    Kind,
    NewProduct,
    OwnProduct,
    Product,
    ProductEdit,
    ProductList,
    ProductQuery,
    Selling,
    SkuTaken,
    Sort,
    TooManyImages,
)

LARGE_PX, MEDIUM_PX, SMALL_PX = SIZES = (1200, 480, 160)
"""`Image.url`, `medium_url`, `small_url`."""

Words = Annotated[str, Parameter(max_length=200, description="All of these words; the last may be unfinished")]
Which = Annotated[str | None, Parameter(max_length=120, description="Slug or id")]
Rupiah = Annotated[int | None, Parameter(ge=0, le=MAX_PRICE)]
Stars = Annotated[float | None, Parameter(ge=0, le=5)]
Sorted = Annotated[Sort | None, Parameter(description="Relevance for a search, else what stands out")]
SaleState = Annotated[
    Selling | None, Parameter(description="Only what is switched on in this shop, switched off, or out of stock there")
]
OpenNow = Annotated[
    bool | None, Parameter(description="Only what a shop sells that is open now, or only what none does; seconds old")
]
Named = Annotated[
    list[UUID] | None,
    Parameter(
        max_items=24,
        description="Only these, in this order unless `sort` says another; may be given several times",
    ),
]
Central = Annotated[bool, Parameter(description="Sellers only: central products, whether anybody sells them or not")]


class ProductPictureUpload(Struct):
    file: UploadFile


PictureUpload = Annotated[ProductPictureUpload, Body(media_type=RequestEncodingType.MULTI_PART)]


def _answers(of: Any) -> dict[int, ResponseSpec]:
    """The answer is rendered beforehand; this is what it is."""
    return {200: ResponseSpec(data_container=of, generate_examples=False, description="Found")}


async def _ready(request: web.HttpRequest) -> Response[bytes] | None:
    """The very same question was answered a moment ago: no need to read it again. Guests and customers see alike."""
    kept = page_cache.lists.find(request.scope["query_string"])
    return None if kept is None else _aged(kept)


def _aged(kept: page_cache.Kept[bytes]) -> Response[bytes]:
    return web.json_bytes(kept.value, {"age": str(int(clock.monotonic() - kept.made_at))})


@get("/products", opt=web.PUBLIC, before_request=_ready, responses=_answers(ProductList) | web.refusals(Forbidden))
async def list_products(
    request: web.HttpRequest,
    q: Words = "",
    category: Which = None,
    shop: Which = None,
    kind: Kind | None = None,
    min_price: Rupiah = None,
    max_price: Rupiah = None,
    min_rating: Stars = None,
    in_stock: bool | None = None,
    open_now: OpenNow = None,
    ids: Named = None,
    central: Central = False,
    sort: Sorted = None,
    page: web.PageNo = 1,
    size: web.PageSize = 24,
) -> Response[bytes]:
    """Search and browse what is on sale, with facets over everything found."""
    query = ProductQuery(
        q=q,
        category=category,
        shop=shop,
        kind=kind,
        min_price=min_price,
        max_price=max_price,
        min_rating=min_rating,
        in_stock=in_stock,
        open_now=open_now,
        ids=None if ids is None else tuple(ids),
        central=central,
        sort=sort or "relevance",
        page=page,
        size=size,
    )
    if central:
        _must_sell(web.actor(request))
    if central or ids is not None:
        return web.json_bytes(bytes(await api.search_products(query=query)))
    asked = request.scope["query_string"]
    found = await page_cache.lists.get_or_make(asked, lambda: _found(query), lambda _: page_cache.kept_s(query))
    kept = page_cache.lists.find(asked)
    return web.json_bytes(found) if kept is None else _aged(kept)


async def _found(query: ProductQuery) -> bytes:
    return bytes(await api.search_products(query=query))


def _must_sell(actor: web.Actor) -> None:
    if not actor.roles & {"seller", "admin"}:
        raise Forbidden()


async def _open(request: web.HttpRequest) -> Response[bytes] | None:
    """A page everybody may see, and only its stock to ask for."""
    asked = request.path_params["product"]
    face = page_cache.faces.get(asked)
    return web.json_bytes(bytes(await api.product_page(id_or_slug=asked))) if face and face.shown else None


@get(
    "/products/{product:str}",
    opt=web.PUBLIC,
    before_request=_open,
    responses=_answers(Product) | web.refusals(NotFound),
)
async def get_product(request: web.HttpRequest, product: str) -> Response[bytes]:
    """By id or slug, old ones too (`slug` in the answer is the present one), with what can be bought right now."""
    actor = web.actor_or_none(request)
    if actor is None:
        page = await api.product_page(id_or_slug=product)
    else:
        page = await api.product_page(id_or_slug=product, viewer_id=actor.id, roles=actor.roles)
    return web.json_bytes(bytes(page))


@post("/products", status_code=201, responses=web.refusals(Forbidden, NotFound, SkuTaken, KeyReused, ValidationFailed))
async def create_product(request: web.HttpRequest, data: NewProduct) -> Product:
    """With `shop_id` the shop's own, on sale at once; without, an admin makes a central product."""
    actor = web.actor(request)
    if data.shop_id is not None:
        await shops.require(user_id=actor.id, roles=actor.roles, shop_id=data.shop_id, permission="products")
    elif "admin" not in actor.roles:
        data = structs.replace(data, shop_id=await _only_shop(actor))
    for n, variant in enumerate(data.variants):
        chosen(variant.id, f"variants.{n}.id")
    asked = keys.asked("product", chosen(data.id), actor.id, data)
    return await api.create_product(id=asked.key, product=data, asked=asked)


async def _only_shop(actor: web.Actor) -> UUID:
    """A seller who names no shop means their first. Raises Forbidden for whoever has none."""
    mine = [s for s in await shops.of_person(user_id=actor.id) if s.status in ("approved", "pending")]
    if not mine:
        raise Forbidden()
    await shops.require(user_id=actor.id, roles=actor.roles, shop_id=mine[0].id, permission="products")
    return mine[0].id


async def _may_change(actor: web.Actor, product_id: UUID) -> None:
    """Its owner's people and admins. Raises Forbidden for a central product, NotFound for another shop's."""
    owner = await api.owner(id=product_id)
    if "admin" in actor.roles:
        return
    if owner is None:
        raise Forbidden()
    await shops.require(user_id=actor.id, roles=actor.roles, shop_id=owner, permission="products")


@put(
    "/products/{product_id:uuid}",
    responses=web.refusals(Forbidden, NotFound, StaleVersion, SkuTaken, ValidationFailed),
)
async def edit_product(request: web.HttpRequest, product_id: UUID, data: ProductEdit) -> Product:
    """What is left out stays."""
    await _may_change(web.actor(request), product_id)
    return await api.edit_product(id=product_id, edit=data)


@delete("/products/{product_id:uuid}", responses=web.refusals(Forbidden, NotFound))
async def archive_product(request: web.HttpRequest, product_id: UUID) -> None:
    """Off sale for good. Orders keep what they say."""
    await _may_change(web.actor(request), product_id)
    await api.archive_product(id=product_id)


@post(
    "/products/{product_id:uuid}/images",
    status_code=201,
    responses=web.refusals(Forbidden, NotFound, images.ImageRefused, TooManyImages),
)
async def add_product_image(request: web.HttpRequest, product_id: UUID, data: PictureUpload) -> Product:
    """Upload a picture: JPG, PNG or WebP of at most 5 MB."""
    await _may_change(web.actor(request), product_id)
    cleaned = await images.clean(await data.file.read(), sizes=SIZES)
    large, medium, small = [files.url(await files.put("products", cleaned.webp[px], "webp")) for px in SIZES]
    return await api.add_image(product_id=product_id, image=Image(new_id(), large, medium, small))


@put("/products/{product_id:uuid}/images", responses=web.refusals(Forbidden, NotFound, ValidationFailed))
async def order_product_images(request: web.HttpRequest, product_id: UUID, data: ImageOrder) -> Product:
    """Put the pictures in order; those not named are removed."""
    await _may_change(web.actor(request), product_id)
    return await api.order_images(product_id=product_id, ids=data.ids)


@get("/shops/{shop_id:uuid}/products", responses=web.refusals(NotFound))
async def list_own_products(
    request: web.HttpRequest,
    shop_id: UUID,
    q: Words = "",
    selling: SaleState = None,
    page: web.PageNo = 1,
    size: web.PageSize = 24,
) -> web.Page[OwnProduct]:
    """For the shop's people: everything it owns or offers, on sale or not."""
    actor = web.actor(request)
    await shops.require(user_id=actor.id, roles=actor.roles, shop_id=shop_id, permission="products")
    items, total = await api.own_products(shop_id=shop_id, q=q, selling=selling, page=page, size=size)
    return web.Page(items, total, page, size)


routes = [
    list_products,
    get_product,
    create_product,
    edit_product,
    archive_product,
    add_product_image,
    order_product_images,
    list_own_products,
]
