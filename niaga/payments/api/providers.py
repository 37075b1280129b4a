"""The providers in use, and what is asked of them. Nothing here is called inside a transaction."""

import asyncio
from uuid import UUID

import msgspec
import segno

from niaga.identity import api as identity
from niaga.kit import clock, config, db
from niaga.kit.events import emit
from niaga.kit.ids import new_id
from niaga.kit.telemetry import log

from .. import rules
from ..gateways.gateway import Action, Charge, Declined, Exchange, Gateway, Notice, Unknown
from ..gateways.midtrans import Midtrans, MidtransSettings
from ..settings import settings
from ..store import attempts as store
from ..store import exchanges as log_store
from ..types import GatewayMethod, Payment, PaymentFailed
from . import provider_status
from .metrics import PAYMENTS

DEFAULT = "midtrans"
WEBHOOK_PATH = "/api/v1/webhooks/payment/"
ANSWERS_WITHIN_S = 8.0  # less than a port call may take, so that the caller hears what became of it

_open: dict[tuple[asyncio.AbstractEventLoop, str], Gateway] = {}


def gateway(name: str) -> Gateway | None:
    """The provider of that name, connections open; None if we know none."""
    if name != DEFAULT:
        return None
    key = (asyncio.get_running_loop(), name)
    if key not in _open:
        _open[key] = _midtrans()
    return _open[key]


def _midtrans() -> Gateway:
    s, here = settings(), config.settings()
    ours = f"http://127.0.0.1:{here.port}" if s.simulated else here.url  # the simulator runs on this machine
    return Midtrans(
        MidtransSettings(
            server_key=s.midtrans_server_key.get_secret_value(),
            api_url=s.midtrans_url or s.simulator_url,
            snap_url=s.midtrans_snap_url or s.midtrans_url or s.simulator_url,
            notify_url=f"{ours}{WEBHOOK_PATH}{DEFAULT}",
            simulator_url=s.simulator_url if s.simulated else None,
            timeout_s=ANSWERS_WITHIN_S,
        ),
        _record,
    )


async def close() -> None:
    """Close this process's connections to providers."""
    for name in list(_open):
        await _open.pop(name).close()


async def _record(said: Exchange) -> None:
    payment_id = reference(said.order_id)
    assert payment_id is not None, "we only speak of our own payments"
    async with db.tx() as c:
        await log_store.add_exchange(
            c,
            id=new_id(),
            payment_id=payment_id,
            provider=said.provider,
            operation=said.operation,
            url=said.url,
            request=said.request,
            status_code=said.status_code,
            response=said.response,
            error=said.error,
            at=said.at,
            took_ms=said.took_ms,
        )


def reference(order_id: str) -> UUID | None:
    """Our payment behind a provider's `order_id`; None if it cannot be ours."""
    try:
        return UUID(order_id)
    except ValueError:
        return None


async def charge(payment: Payment) -> None:
    """Ask for the money. However often it is called, the provider charges one reference once.

    What comes of it is in the books afterwards: an action for the payer, a refusal, or, if nobody knows, nothing yet.
    """
    assert payment.provider
    assert payment.expires_at
    method: GatewayMethod = payment.method  # type: ignore[assignment]  # a payment with a provider has one of these
    provider = gateway(payment.provider)
    assert provider
    people = await identity.people(ids=[payment.payer_id])
    asked = Charge(
        order_id=str(payment.id),
        amount=payment.amount,
        method=method,
        bank=payment.bank,
        customer_name=people[0].name if people else "Niaga",
        description=payment.description,
        expires_at=payment.expires_at,
        return_url=f"{config.settings().url}/payments/{payment.id}",
    )
    try:
        charged = await provider.charge(asked)
    except Unknown as silence:
        log.warning("charge_unknown", payment_id=str(payment.id), why=str(silence))
        async with db.tx() as c:
            await store.ask_soon(c, id=payment.id, now=clock.now() + rules.FIRST_CHARGE_AGAIN)
        return
    except Declined as no:
        log.warning("charge_declined", payment_id=str(payment.id), why=str(no))
        await _refused(payment.id)
        return
    opened = msgspec.structs.replace(payment, action=_with_picture(charged.action))
    async with db.tx() as c:
        await store.set_action(
            c,
            id=payment.id,
            action=msgspec.to_builtins(opened.action),
            provider_ref=charged.provider_ref,
            next_ask_at=rules.next_ask(opened, 0, clock.now()),
        )
    if charged.status != "pending":
        await _hear_at_once(provider, payment.id)


async def _hear_at_once(provider: Gateway, id: UUID) -> None:
    try:
        notice = await provider.status(str(id))
    except (Unknown, Declined) as trouble:  # the job that asks will
        log.warning("status_unknown", payment_id=str(id), why=str(trouble))
        return
    if notice is not None:
        await provider_status.take(provider.name, notice)


def _with_picture(action: Action) -> Action:
    """The QR code as a picture of our own making, so that a reload shows it without asking the provider."""
    if not action.qr_string:
        return action
    code = segno.make_qr(action.qr_string, error="m")
    picture = code.svg_data_uri(border=3, dark="#000", light="#fff", omitsize=True)
    return msgspec.structs.replace(action, qr_image_url=picture)


async def _refused(payment_id: UUID) -> None:
    """The provider will not have it: the attempt is over, another may be made."""
    async with db.tx() as c:
        payment = await store.lock(c, id=payment_id)
        if payment is None or payment.status != "pending":
            return
        await store.set_status(
            c,
            id=payment.id,
            status="failed",
            received=0,
            refunded=0,
            paid_at=None,
            flag=payment.flag,
            next_ask_at=None,
        )
        await emit(c, PaymentFailed(payment.id, payment.order_id))
    PAYMENTS.labels(payment.method, "failed").inc()


async def ask(payment: Payment) -> None:
    """Find out how it stands with the provider and put that into the books. Raises Unknown, Declined.

    An attempt that we ended, or whose time is over, is ended at the provider too.
    """
    assert payment.provider
    provider = gateway(payment.provider)
    assert provider
    now = clock.now()
    ended = payment.status in ("cancelled", "expired")
    over = payment.expires_at is not None and payment.expires_at <= now
    if payment.status == "pending" and payment.action.type == "none" and not over:
        await charge(payment)  # its answer never came
        return
    notice = await provider.status(str(payment.id))
    if notice is not None and notice.status in ("pending", "challenge") and (ended or over):
        end = provider.cancel if payment.status == "cancelled" else provider.expire
        notice = await end(str(payment.id))
    if notice is None and payment.status == "pending" and over:
        notice = _never_opened(payment)
    if notice is not None:
        await provider_status.take(provider.name, notice, before=payment)


async def end(payment: Payment) -> None:
    """Tell the provider that an attempt we have cancelled is over; if money was faster, that is in the books then."""
    assert payment.provider
    provider = gateway(payment.provider)
    assert provider
    try:
        notice = await provider.cancel(str(payment.id))
    except (Unknown, Declined) as trouble:  # the job that asks will try again
        log.warning("cancel_unknown", payment_id=str(payment.id), why=str(trouble))
        return
    if notice is not None:
        await provider_status.take(provider.name, notice, before=payment)


def _never_opened(payment: Payment) -> Notice:
    """What a provider would say of an attempt that never reached it, once its time is over."""
    return Notice(
        event_key="never-opened",
        order_id=str(payment.id),
        transaction_id="",
        status="expired",
        amount=payment.amount,
        at=clock.now(),
        raw_status="",
    )
