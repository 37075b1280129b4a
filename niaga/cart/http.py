"""Routes of the cart. Whoever has not signed in is a guest, known by the X-Cart-Token header.

A guest without a token is answered with a new one. Signed in and with a token, now or at sign-in, the guest's cart is
merged first; the client may forget the token then.
"""

from typing import Annotated, Any
from uuid import UUID

import msgspec
from litestar import Response, delete, get, post, put
from litestar.params import HeaderParameter

from niaga.kit import keys
from niaga.kit.errors import KeyReused, NotFound, ValidationFailed
from niaga.kit.http import web
from niaga.kit.ids import guest_id

from . import api
from .rules import owners
from .types import Cart, ItemEdit, LeftOut, LimitReached, NewItem, RentalNotOffered

TOKEN_HEADER = "X-Cart-Token"  # noqa: S105  # a header's name
CartToken = Annotated[
    str | None,
    HeaderParameter(name=TOKEN_HEADER, description="A guest's; answered on first use", required=False, max_length=100),
]


class _Owner:
    """Whose cart a request is about."""

    def __init__(self, request: web.HttpRequest, token: str | None) -> None:
        actor = web.actor_or_none(request)
        sent = token if token and owners.is_token(token) else None
        self.token = None if actor else sent or owners.new_token()
        self.cart_id = owners.cart_of_person(actor.id) if actor else guest_id(self.token or "")
        self.user_id = actor.id if actor else None
        self.left_out: list[LeftOut] = []
        self.merges = (guest_id(sent) if sent else actor.guest_id) if actor else None

    async def ready(self) -> "_Owner":
        if self.user_id and self.merges:
            self.left_out = await api.merge(user_id=self.user_id, guest_id=self.merges)
        return self

    def answer(self, cart: Cart) -> Response[Cart]:
        if self.left_out:
            cart = msgspec.structs.replace(cart, left_out=self.left_out)
        return Response(cart, headers={TOKEN_HEADER: self.token} if self.token else {})


@get("/cart", opt=web.OWN)
async def get_cart(request: web.HttpRequest, cart_token: CartToken = None) -> Response[Cart]:
    owner = await _Owner(request, cart_token).ready()
    return owner.answer(await api.cart(cart_id=owner.cart_id, user_id=owner.user_id))


@post(
    "/cart",
    opt=web.PUBLIC,
    status_code=200,
    responses=web.refusals(NotFound, ValidationFailed, LimitReached, KeyReused, RentalNotOffered),
)
async def add_to_cart(
    request: web.HttpRequest,
    data: NewItem,
    cart_token: CartToken = None,
    idempotency_key: keys.IdempotencyKey = None,
) -> Response[Cart]:
    """The same offer and note adds up."""
    owner = await _Owner(request, cart_token).ready()
    asked = keys.asked("cart", idempotency_key, owner.cart_id, data)
    return owner.answer(await api.add(asked=asked, cart_id=owner.cart_id, user_id=owner.user_id, item=data))


@put("/cart/items/{item_id:uuid}", opt=web.PUBLIC, responses=web.refusals(NotFound, ValidationFailed))
async def edit_cart_item(
    request: web.HttpRequest, item_id: UUID, data: ItemEdit, cart_token: CartToken = None
) -> Response[Cart]:
    """Also says that the buyer has seen today's price."""
    owner = await _Owner(request, cart_token).ready()
    cart = await api.edit(cart_id=owner.cart_id, user_id=owner.user_id, item_id=item_id, edit=data)
    return owner.answer(cart)


@delete("/cart/items/{item_id:uuid}", opt=web.PUBLIC, status_code=200, responses=web.refusals(NotFound))
async def remove_cart_item(request: web.HttpRequest, item_id: UUID, cart_token: CartToken = None) -> Response[Cart]:
    owner = await _Owner(request, cart_token).ready()
    cart = await api.remove(cart_id=owner.cart_id, user_id=owner.user_id, item_ids=[item_id])
    return owner.answer(cart)


@delete("/cart", opt=web.PUBLIC, status_code=200)
async def clear_cart(request: web.HttpRequest, cart_token: CartToken = None) -> Response[Cart]:
    owner = await _Owner(request, cart_token).ready()
    return owner.answer(await api.clear(cart_id=owner.cart_id))


routes: list[Any] = [get_cart, add_to_cart, edit_cart_item, remove_cart_item, clear_cart]
