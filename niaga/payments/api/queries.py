"""What the books say: of payments and refunds, of what was said to and by providers, of wallets."""

import datetime as dt
from typing import Any
from uuid import UUID

from niaga.identity import api as identity
from niaga.kit import clock, db
from niaga.kit.errors import NotFound
from niaga.kit.port import port

from .. import rules
from ..rules import bills, search
from ..settings import settings
from ..store import attempts as store
from ..store import bills as bill_store
from ..store import exchanges as provider_store
from ..store import ledger as ledger_store
from ..store import lists
from ..store import refunds as refund_store
from ..types import (
    Method,
    PaidPart,
    Payment,
    PaymentDetail,
    PaymentInBooks,
    ProviderExchange,
    Refund,
    Status,
    Wallet,
    WalletEntry,
    Webhook,
)

MAX_SHOWN = 200
MAX_PAYERS = 200


@port
async def payment(*, id: UUID) -> Payment:
    """Raises NotFound."""
    async with db.read() as c:
        found = await store.get(c, id=id)
    if found is None:
        raise NotFound()
    return rules.seen(found, clock.now())


@port
async def detail(*, id: UUID) -> PaymentDetail:
    """The payment with its refunds. Raises NotFound."""
    async with db.read() as c:
        found = await store.get(c, id=id)
        if found is None:
            raise NotFound()
        refunds = await refund_store.of_payments(c, ids=[id])
    return rules.with_refunds(rules.seen(found, clock.now()), refunds)


@port
async def of_order(*, order_id: UUID) -> list[Payment]:
    """Every attempt, oldest first."""
    async with db.read() as c:
        found = await store.of_order(c, order_id=order_id)
    return [rules.seen(p, clock.now()) for p in found]


@port
async def of_orders(*, orders: list[UUID]) -> list[Payment]:
    """Every attempt to pay any of these orders, oldest first."""
    async with db.read() as c:
        found = await store.of_orders(c, orders=orders)
    return [rules.seen(p, clock.now()) for p in found]


@port
async def parts_of(*, orders: list[UUID]) -> list[PaidPart]:
    """What has become of each part of these orders' bills: which payment has paid it, if one has."""
    async with db.read() as c:
        found = {bill.order_id: bill for bill in await bill_store.of_orders(c, orders=orders)}
        parts = await bill_store.parts_of(c, orders=orders)
        attempts = await store.of_orders(c, orders=orders)
    return [bills.seen(found[part.order_id], part, attempts) for part in parts]


@port
async def confirming(*, orders: list[UUID]) -> list[UUID]:
    """Those of these orders whose goods should be kept a little longer: the time to pay is over and the provider has
    not said yet how it ended, or the money is here and the order has not heard of it. Ends by itself, 15 minutes later.
    """
    now = clock.now()
    async with db.read() as c:
        return await lists.confirming(c, orders=orders, now=now, since=now - rules.CONFIRMED_WITHIN)


@port
async def payments(
    *,
    status: Status | None = None,
    method: Method | None = None,
    flagged: bool | None = None,
    order_id: UUID | None = None,
    q: str = "",
    first: dt.date | None = None,
    last: dt.date | None = None,
    page: int,
    size: int,
) -> tuple[list[PaymentInBooks], int]:
    """One page, newest first, and how many there are in all. `q`: an order's number or its beginning, an id of ours or
    of the provider's, or a payer (see identity.look_up), of the newest 200 whom it fits. `first` and `last`: days of
    the platform's, both included. Raises ValidationFailed (to).
    """
    since, until = search.days(first, last)
    sought = search.sought(q)
    payers = await identity.look_up(q=q, most=MAX_PAYERS) if q.strip() else []
    wanted: dict[str, Any] = {
        "status": status,
        "method": method,
        "flagged": flagged,
        "order_id": order_id,
        "since": since,
        "until": until,
        "sought": bool(q.strip()),
        "id": sought.id,
        "reference": sought.reference,
        "number": sought.number,
        "payers": payers,
    }
    async with db.search() as c:
        found = await lists.page(c, **wanted, offset=(page - 1) * size, size=size)
        total = await lists.count(c, **wanted)
    people = await identity.people(ids=sorted({p.payer_id for p in found}))
    return search.with_payers(found, {person.id: person for person in people}), total


@port
async def exchanges(*, id: UUID) -> list[ProviderExchange]:
    """What was asked of the provider about this payment, newest first. Raises NotFound."""
    await payment(id=id)
    async with db.read() as c:
        return await provider_store.of_payment(c, payment_id=id, most=MAX_SHOWN)


@port
async def heard(*, id: UUID) -> list[Webhook]:
    """What the provider told about this payment, newest first. Raises NotFound."""
    await payment(id=id)
    async with db.read() as c:
        return await provider_store.webhooks(c, payment_id=id, most=MAX_SHOWN)


@port
async def refunds_of(*, orders: list[UUID]) -> list[Refund]:
    """Every refund of these orders, oldest first."""
    async with db.read() as c:
        return await refund_store.of_orders(c, orders=orders)


@port
async def wallet(*, user_id: UUID) -> Wallet:
    """Somebody's wallet; everybody has one."""
    (found,) = await wallets(user_ids=[user_id])
    return found


@port
async def wallets(*, user_ids: list[UUID]) -> list[Wallet]:
    """In the order asked."""
    async with db.read() as c:
        balances = {row.id: row.balance for row in await ledger_store.balances(c, ids=user_ids)}
    return [Wallet(user, balances.get(user, 0), 0, settings().wallet_limit) for user in user_ids]


@port
async def wallet_entries(*, user_id: UUID, after: str | None, size: int) -> tuple[list[WalletEntry], str | None]:
    """Part of the statement, newest first, and the cursor of what follows. Raises ValidationFailed (after)."""
    before = rules.cursor(after)
    async with db.read() as c:
        lines = await ledger_store.statement(c, wallet=user_id, before=before, size=size + 1)
    entries = [
        WalletEntry(x.id, x.at, x.amount, x.balance, x.kind, x.reason, x.reference, x.description) for x in lines[:size]
    ]
    return entries, str(lines[size - 1].seq) if len(lines) > size else None
