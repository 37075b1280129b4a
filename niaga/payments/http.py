"""Routes of payments and wallets. A payment shows itself to its payer and to admins; to others it does not exist."""

import datetime as dt
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated, Any
from uuid import UUID

from litestar import get, post
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter, RawBody

from niaga.kit import keys
from niaga.kit.errors import KeyReused, NotFound, Unreachable, ValidationFailed, WrongState
from niaga.kit.http import web
from niaga.kit.telemetry import log

from . import api
from .api import providers
from .types import (
    BadSignature,
    DifferenceDecision,
    InsufficientBalance,
    Method,
    MethodLimitReached,
    NewPayment,
    NewRefund,
    NewTopUp,
    Payment,
    PaymentDetail,
    PaymentInBooks,
    ProviderExchange,
    RefundTooMuch,
    Status,
    Wallet,
    WalletEntry,
    WalletLimitReached,
    Webhook,
    WebhookAnswer,
)

WEBHOOK_MOST_BYTES = 64 * 1024
DEFAULT_PROVIDER = "midtrans"


@post(
    "/payments",
    status_code=201,
    responses=web.refusals(NotFound, WrongState, InsufficientBalance, MethodLimitReached, KeyReused),
)
async def create_payment(
    request: web.HttpRequest, data: JSONBody[NewPayment], idempotency_key: keys.IdempotencyKey = None
) -> Payment:
    """A new attempt to pay an unpaid order. While one by the same method and bank lives, that one is answered."""
    asked = keys.asked("payment", idempotency_key, web.actor(request).id, data)
    return await api.try_again(
        id=asked.id,
        order_id=data.order_id,
        payer_id=asked.user_id,
        method=data.method,
        bank=data.bank,
        asked=asked,
    )


@get("/payments", opt=web.role("admin"), responses=web.refusals(ValidationFailed))
async def list_payments(
    status: FromQuery[Status | None] = None,
    method: FromQuery[Method | None] = None,
    flagged: FromQuery[bool | None] = None,
    order_id: FromQuery[UUID | None] = None,
    q: Annotated[
        str,
        QueryParameter(
            description="An order's number or its beginning, an id of the payment, its order or at the provider, or "
            "its payer: beginning of the e-mail address or of words of the name, phone number, campus id",
            max_length=100,
        ),
    ] = "",
    first: Annotated[
        dt.date | None, QueryParameter(name="from", description="Made on this day or later, in Jakarta")
    ] = None,
    last: Annotated[
        dt.date | None, QueryParameter(name="to", description="Made on this day or earlier, in Jakarta")
    ] = None,
    page: web.PageNo = 1,
    size: web.PageSize = 24,
) -> web.Page[PaymentInBooks]:
    """Newest first. `flagged`: only those a person should look at."""
    items, total = await api.payments(
        status=status,
        method=method,
        flagged=flagged,
        order_id=order_id,
        q=q,
        first=first,
        last=last,
        page=page,
        size=size,
    )
    return web.Page(items=items, total=total, page=page, size=size)


@get("/payments/{payment_id:uuid}", responses=web.refusals(NotFound))
async def get_payment(request: web.HttpRequest, payment_id: FromPath[UUID]) -> PaymentDetail:
    """As the books have it now; the page that shows it may ask every few seconds."""
    return await _seen(request, payment_id)


@post("/payments/{payment_id:uuid}/verify", status_code=200, responses=web.refusals(NotFound, Unreachable))
async def verify_payment(request: web.HttpRequest, payment_id: FromPath[UUID]) -> PaymentDetail:
    """Ask the provider now; more than once in a few seconds it is asked only once."""
    await _seen(request, payment_id)
    await api.look_again(id=payment_id)
    return await api.detail(id=payment_id)


@post(
    "/payments/{payment_id:uuid}/refund",
    status_code=201,
    opt=web.role("admin"),
    responses=web.refusals(NotFound, RefundTooMuch, KeyReused),
)
async def refund_payment(
    request: web.HttpRequest,
    payment_id: FromPath[UUID],
    data: JSONBody[NewRefund],
    idempotency_key: keys.IdempotencyKey = None,
) -> PaymentDetail:
    """Back the way it came where the provider can, else to the buyer's wallet. Returns the payment with its refunds."""
    asked = keys.asked("refund", idempotency_key, web.actor(request).id, payment_id, data)
    await api.refund_payment(
        id=asked.id,
        payment_id=payment_id,
        shop_order_id=data.shop_order_id,
        amount=data.amount,
        reason=data.reason,
        asked=asked,
    )
    return await api.detail(id=payment_id)


@post(
    "/payments/{payment_id:uuid}/settle-difference",
    status_code=200,
    opt=web.role("admin"),
    responses=web.refusals(NotFound, WrongState),
)
async def settle_difference(
    request: web.HttpRequest, payment_id: FromPath[UUID], data: JSONBody[DifferenceDecision]
) -> PaymentDetail:
    """Another amount than was asked has come in: take it as what was asked, or send it back."""
    await api.settle_difference(id=payment_id, decision=data.decision)
    log.info("difference_settled", payment_id=str(payment_id), decision=data.decision, by=str(web.actor(request).id))
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
async def replay_webhook(webhook_id: FromPath[UUID]) -> WebhookAnswer:
    """Hear a stored webhook again, as if it had just come."""
    return WebhookAnswer(await api.replay(id=webhook_id))


@post(
    "/webhooks/payment/{provider:str}",
    status_code=200,
    opt=web.OPEN,
    request_max_body_size=WEBHOOK_MOST_BYTES,
    responses=web.refusals(NotFound, BadSignature),
)
async def hear_provider(request: web.HttpRequest, provider: FromPath[str], body: RawBody) -> WebhookAnswer:
    """Providers call this. Without good proof: 401, and nothing is kept. An order we do not know is answered 200,
    stored: telling the provider again would not make it known."""
    return WebhookAnswer(await api.hear(provider=provider, headers=dict(request.headers), body=body))


@post(
    ["/webhooks/payment", "/payments/webhook"],
    status_code=200,
    opt=web.OPEN,
    request_max_body_size=WEBHOOK_MOST_BYTES,
    responses=web.refusals(BadSignature),
)
async def hear_default_provider(request: web.HttpRequest, body: RawBody) -> WebhookAnswer:
    """The same, for the provider set up first (Midtrans)."""
    return WebhookAnswer(await api.hear(provider=DEFAULT_PROVIDER, headers=dict(request.headers), body=body))


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


@post("/wallet/topups", status_code=201, responses=web.refusals(WalletLimitReached, KeyReused))
async def top_up_wallet(
    request: web.HttpRequest, data: JSONBody[NewTopUp], idempotency_key: keys.IdempotencyKey = None
) -> Payment:
    """A payment whose money goes to the wallet."""
    asked = keys.asked("topup", idempotency_key, web.actor(request).id, data)
    return await api.top_up(
        id=asked.id,
        user_id=asked.user_id,
        amount=data.amount,
        method=data.method,
        bank=data.bank,
        asked=asked,
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
    settle_difference,
    list_exchanges,
    list_webhooks,
    replay_webhook,
    hear_provider,
    hear_default_provider,
    get_wallet,
    list_wallet_entries,
    top_up_wallet,
]
