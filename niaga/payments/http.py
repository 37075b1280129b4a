"""Routes of payments and wallets. A payment shows itself to its payer and to admins; to others it does not exist."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated, Any
from uuid import UUID

from litestar import get, post
from litestar.params import FromPath, FromQuery, HeaderParameter, JSONBody, QueryParameter, RawBody

from niaga.kit import web
from niaga.kit.errors import NotFound, Unreachable, WrongState
from niaga.kit.ids import new_id

from . import api
from .api import providers
from .types import (
    BadSignature,
    Heard,
    InsufficientBalance,
    MethodLimitReached,
    NewAttempt,
    Payment,
    PaymentDetail,
    ProviderExchange,
    RefundAsked,
    RefundTooMuch,
    Status,
    TopUp,
    Wallet,
    WalletEntry,
    WalletLimitReached,
    Webhook,
)

IdempotencyKey = Annotated[
    UUID | None,
    HeaderParameter(name="Idempotency-Key", description="A UUID; the same key never does it twice."),
]
WEBHOOK_MOST_BYTES = 64 * 1024
DEFAULT_PROVIDER = "midtrans"


@post(
    "/payments", status_code=201, responses=web.refusals(NotFound, WrongState, InsufficientBalance, MethodLimitReached)
)
async def create_payment(
    request: web.HttpRequest, data: JSONBody[NewAttempt], idempotency_key: IdempotencyKey = None
) -> Payment:
    """A new attempt to pay an unpaid order. While one by the same method and bank lives, that one is answered."""
    return await api.try_again(
        id=idempotency_key or new_id(),
        order_id=data.order_id,
        payer_id=web.actor(request).id,
        method=data.method,
        bank=data.bank,
    )


@get("/payments", opt=web.role("admin"))
async def list_payments(
    status: FromQuery[Status | None] = None,
    flagged: FromQuery[bool | None] = None,
    order_id: FromQuery[UUID | None] = None,
    page: web.PageNo = 1,
    size: web.PageSize = 24,
) -> web.Page[Payment]:
    """Newest first. `flagged`: only those a person should look at."""
    items, total = await api.payments(status=status, flagged=flagged, order_id=order_id, page=page, size=size)
    return web.Page(items=items, total=total, page=page, size=size)


@get("/payments/{payment_id:uuid}", responses=web.refusals(NotFound))
async def get_payment(request: web.HttpRequest, payment_id: FromPath[UUID]) -> PaymentDetail:
    """As the books have it now; the page that shows it may ask every few seconds."""
    return await _seen(request, payment_id)


@post("/payments/{payment_id:uuid}/verify", status_code=200, responses=web.refusals(NotFound, Unreachable))
async def verify_payment(request: web.HttpRequest, payment_id: FromPath[UUID]) -> PaymentDetail:
    """Ask the provider now."""
    await _seen(request, payment_id)
    await api.ask_now(id=payment_id)
    return await api.detail(id=payment_id)


@post(
    "/payments/{payment_id:uuid}/refund",
    status_code=201,
    opt=web.role("admin"),
    responses=web.refusals(NotFound, RefundTooMuch),
)
async def refund_payment(
    payment_id: FromPath[UUID], data: JSONBody[RefundAsked], idempotency_key: IdempotencyKey = None
) -> PaymentDetail:
    """Back the way it came where the provider can, else to the buyer's wallet. Answers the payment with its refunds."""
    await api.refund_payment(
        id=idempotency_key or new_id(),
        payment_id=payment_id,
        shop_order_id=data.shop_order_id,
        amount=data.amount,
        reason=data.reason,
    )
    return await api.detail(id=payment_id)


@get("/payments/{payment_id:uuid}/exchanges", opt=web.role("admin"), responses=web.refusals(NotFound))
async def list_exchanges(payment_id: FromPath[UUID]) -> list[ProviderExchange]:
    """Every request to the provider about this payment, the latest 200, newest first."""
    return await api.exchanges(id=payment_id)


@get("/payments/{payment_id:uuid}/webhooks", opt=web.role("admin"), responses=web.refusals(NotFound))
async def list_webhooks(payment_id: FromPath[UUID]) -> list[Webhook]:
    """Everything the provider told about this payment, the latest 200, newest first."""
    return await api.heard(id=payment_id)


@post(
    "/payments/webhooks/{webhook_id:uuid}/replay",
    status_code=200,
    opt=web.role("admin"),
    responses=web.refusals(NotFound),
)
async def replay_webhook(webhook_id: FromPath[UUID]) -> Heard:
    """Hear a stored webhook again, as if it had just come."""
    return Heard(await api.replay(id=webhook_id))


@post(
    "/webhooks/payment/{provider:str}",
    status_code=200,
    opt=web.OPEN,
    request_max_body_size=WEBHOOK_MOST_BYTES,
    responses=web.refusals(NotFound, BadSignature),
)
async def hear_provider(request: web.HttpRequest, provider: FromPath[str], body: RawBody) -> Heard:
    """Providers call this. Without good proof: 401, and nothing is kept. An order we do not know is answered 200,
    stored: telling the provider again would not make it known."""
    return Heard(await api.hear(provider=provider, headers=dict(request.headers), body=body))


@post(
    ["/webhooks/payment", "/payments/webhook"],
    status_code=200,
    opt=web.OPEN,
    request_max_body_size=WEBHOOK_MOST_BYTES,
    responses=web.refusals(BadSignature),
)
async def hear_default_provider(request: web.HttpRequest, body: RawBody) -> Heard:
    """The same, for the provider set up first (Midtrans)."""
    return Heard(await api.hear(provider=DEFAULT_PROVIDER, headers=dict(request.headers), body=body))


@get("/wallet")
async def get_wallet(request: web.HttpRequest) -> Wallet:
    return await api.wallet(user_id=web.actor(request).id)


@get("/wallet/entries")
async def list_wallet_entries(
    request: web.HttpRequest,
    after: Annotated[str | None, QueryParameter(description="`next` of the slice before", max_length=20)] = None,
    size: web.PageSize = 24,
) -> web.Slice[WalletEntry]:
    """The statement, newest first."""
    items, following = await api.wallet_entries(user_id=web.actor(request).id, after=after, size=size)
    return web.Slice(items=items, next=following)


@post("/wallet/topups", status_code=201, responses=web.refusals(WalletLimitReached))
async def top_up_wallet(
    request: web.HttpRequest, data: JSONBody[TopUp], idempotency_key: IdempotencyKey = None
) -> Payment:
    """A payment whose money goes to the wallet."""
    return await api.top_up(
        id=idempotency_key or new_id(),
        user_id=web.actor(request).id,
        amount=data.amount,
        method=data.method,
        bank=data.bank,
    )


async def _seen(request: web.HttpRequest, payment_id: UUID) -> PaymentDetail:
    """The payment, if the one who asks may see it."""
    actor = web.actor(request)
    found = await api.detail(id=payment_id)
    if found.payer_id != actor.id and "admin" not in actor.roles:
        raise NotFound()
    return found


@asynccontextmanager
async def lifespan() -> AsyncIterator[None]:
    """Connections to providers open when first needed and close with the process."""
    yield
    await providers.close()


routes: list[Any] = [
    create_payment,
    list_payments,
    get_payment,
    verify_payment,
    refund_payment,
    list_exchanges,
    list_webhooks,
    replay_webhook,
    hear_provider,
    hear_default_provider,
    get_wallet,
    list_wallet_entries,
    top_up_wallet,
]
