"""Routes of checkout and orders. What is not yours does not exist: 404."""

from typing import Annotated, Any
from uuid import UUID

from litestar import delete, get, post, put
from litestar.params import Parameter

from niaga.cart.types import RentalNotOffered
from niaga.inventory.types import OutOfStock
from niaga.kit import keys, telemetry
from niaga.kit.errors import Forbidden, KeyReused, NotFound, Unreachable, ValidationFailed, WrongState
from niaga.kit.http import web
from niaga.payments.types import InsufficientBalance, MethodLimitReached

from . import api
from .types import (
    BoardOrder,
    CartEmpty,
    CashNeedsPickup,
    CashUnconfirmed,
    Checkout,
    CheckoutRequest,
    ContactNotVerified,
    DeliveryNotOffered,
    Order,
    OrderFilter,
    PriceChanged,
    Quote,
    Reordered,
    ShopOrderStatus,
    ShopOrderStatusChange,
    TooManyUnpaid,
)

UNQUOTABLE = (RentalNotOffered, OutOfStock, CartEmpty, CashNeedsPickup, DeliveryNotOffered, NotFound, ValidationFailed)
REFUSED = web.refusals(
    TooManyUnpaid,
    ContactNotVerified,
    PriceChanged,
    InsufficientBalance,
    MethodLimitReached,
    KeyReused,
    Unreachable,
    *UNQUOTABLE,
)


@post("/checkout/quote", status_code=200, responses=web.refusals(*UNQUOTABLE))
async def quote_checkout(request: web.HttpRequest, data: CheckoutRequest) -> Quote:
    """What checkout would charge. Nothing is held."""
    return await api.quote(buyer_id=web.actor(request).id, request=data)


@post("/checkout", responses=REFUSED)
async def checkout(request: web.HttpRequest, data: CheckoutRequest, idempotency_key: keys.NeededKey) -> Checkout:
    """Hold everything in the cart, write the order, start its one payment. All or nothing."""
    return await _bought(request, data, idempotency_key)


async def _bought(request: web.HttpRequest, data: CheckoutRequest, key: UUID) -> Checkout:
    bought = await api.checkout(key=key, buyer_id=web.actor(request).id, request=data)
    telemetry.about(order_id=bought.order.id)
    return bought


@post("/orders", responses=REFUSED)
async def create_order(request: web.HttpRequest, data: CheckoutRequest, idempotency_key: keys.NeededKey) -> Checkout:
    """The same as POST /checkout."""
    return await _bought(request, data, idempotency_key)


@get("/orders/me")
async def list_my_orders(
    request: web.HttpRequest,
    status: Annotated[
        OrderFilter | None,
        Parameter(description="A status, or in_progress, or finished: whether or not some money of it went back"),
    ] = None,
    q: Annotated[
        str, Parameter(description="Part of a number, of a shop's name, or of what was bought", max_length=80)
    ] = "",
    page: web.PageNo = 1,
    size: web.PageSize = 24,
) -> web.Page[Order]:
    """The buyer's own, newest first."""
    items, total = await api.orders_of(buyer_id=web.actor(request).id, status=status, q=q, page=page, size=size)
    return web.Page(items=items, total=total, page=page, size=size)


@get("/orders", responses=web.refusals(NotFound))
async def list_shop_orders(
    request: web.HttpRequest,
    shop_id: UUID | None = None,
    status: Annotated[
        list[ShopOrderStatus] | None, Parameter(description="May be given several times", max_items=11)
    ] = None,
    q: Annotated[str, Parameter(description="Part of a number", max_length=40)] = "",
    page: web.PageNo = 1,
    size: web.PageSize = 24,
) -> web.Page[BoardOrder]:
    """Shop orders, newest first: of one shop; without `shop_id` of all shops one works for, for an admin of all."""
    actor = web.actor(request)
    items, total = await api.board(
        actor_id=actor.id, roles=sorted(actor.roles), shop_id=shop_id, status=status or [], q=q, page=page, size=size
    )
    return web.Page(items=items, total=total, page=page, size=size)


@get("/orders/{order_id:uuid}", responses=web.refusals(NotFound))
async def get_order(request: web.HttpRequest, order_id: UUID) -> Order:
    """One's own order; an admin sees any."""
    actor = web.actor(request)
    return await api.seen(id=order_id, actor_id=actor.id, roles=sorted(actor.roles))


@get("/shop-orders/{shop_order_id:uuid}", responses=web.refusals(NotFound))
async def get_shop_order(request: web.HttpRequest, shop_order_id: UUID) -> BoardOrder:
    """One shop order: for its shop's people, its buyer, an admin."""
    actor = web.actor(request)
    return await api.seen_by_shop(id=shop_order_id, actor_id=actor.id, roles=sorted(actor.roles))


@delete("/orders/{order_id:uuid}", status_code=200, responses=web.refusals(NotFound, WrongState, Unreachable))
async def cancel_order(
    request: web.HttpRequest, order_id: UUID, reason: Annotated[str, Parameter(max_length=200)] = ""
) -> Order:
    """The buyer cancels whatever no shop has begun. What was paid for it goes back."""
    return await api.cancel(id=order_id, buyer_id=web.actor(request).id, reason=reason)


@post("/orders/{order_id:uuid}/again", status_code=200, responses=web.refusals(NotFound, KeyReused))
async def order_again(
    request: web.HttpRequest, order_id: UUID, idempotency_key: keys.IdempotencyKey = None
) -> Reordered:
    """Put what was ordered into the cart once more, at today's prices."""
    asked = keys.asked("again", idempotency_key, web.actor(request).id, order_id)
    return await api.again(id=order_id, asked=asked)


@put(
    "/orders/{shop_order_id:uuid}/status",
    responses=web.refusals(NotFound, Forbidden, WrongState, CashUnconfirmed, OutOfStock),
)
async def move_shop_order(request: web.HttpRequest, shop_order_id: UUID, data: ShopOrderStatusChange) -> BoardOrder:
    """Take the next step of one shop order. Its buyer may only say `delivered`: received, which completes it;
    what is paid in cash the shop completes."""
    actor = web.actor(request)
    return await api.move(
        id=shop_order_id,
        actor_id=actor.id,
        roles=sorted(actor.roles),
        status=data.status,
        reason=data.reason,
    )


routes: list[Any] = [
    quote_checkout,
    checkout,
    create_order,
    list_my_orders,
    list_shop_orders,
    get_order,
    get_shop_order,
    cancel_order,
    order_again,
    move_shop_order,
]
