"""What orders do when others' events arrive, what they do after their own, and their clock."""

import asyncio
from collections.abc import Sequence
from uuid import UUID

from niaga.catalog import api as catalog
from niaga.catalog.types import Sold
from niaga.identity.types import PersonErased
from niaga.kit import db
from niaga.kit.events import every, on
from niaga.payments import api as payments
from niaga.payments.types import CashCollected, PaymentRefunded, PaymentReversed, PaymentSettled

from .api import scarce
from .api.compensation import amend, count_refunds
from .api.erasure import forget_finished, note_erased
from .api.expiry import SWEEP_MAX, keep_confirming, sweep
from .api.fulfilment import hand_over
from .api.outcome import finish, let_go_of
from .api.queries import load
from .api.reversals import take_back
from .api.settlement import settle, start_payment
from .rows import Due
from .rules.settlement import Settling
from .rules.steps import GONE
from .store import queries
from .store import transitions as store
from .types import CheckoutGivenUp, OrderCancelled, OrderExpired, OrderPaid, OrderPlaced, ShopOrderMoved


@on(PaymentSettled)
async def take_money(*, events: Sequence[PaymentSettled]) -> None:
    """The order is paid, or the money goes back. What checkout pays from the wallet, it settles itself."""
    told = {event.id: event.order_id for event in events if event.order_id is not None}
    async with db.read() as c:
        due = {d.id: d for d in await store.due(c, ids=list(set(told.values())))}
    waiting = [o for p, o in told.items() if o in due and not _dealt_with(due[o], p)]
    await _settle(waiting, set(told))


def _dealt_with(order: Due, payment_id: UUID) -> bool:
    """Or about to be, by checkout; should that die, `finish_checkouts` does it."""
    mine = order.payment_id == payment_id
    return mine and (
        order.paid_at is not None or (order.payment_method == "wallet" and order.status == "pending_payment")
    )


async def _settle(orders: list[UUID], only: set[UUID] | None = None) -> None:
    """Give these orders what has been paid for them."""
    if orders:
        settled = [p for p in await payments.of_orders(orders=orders) if p.paid_at is not None]
        paying = [p for p in settled if p.covers != []]  # money of another amount that went back has paid nothing
        chosen = [p for p in paying if p.order_id is not None and (only is None or p.id in only)]
        await asyncio.gather(*(settle(Settling.of(p)) for p in chosen))


@every("* * * * * */5")
async def finish_checkouts() -> None:
    """Those that died before they could end: also what was paid from a wallet and nobody has noticed."""
    await finish()


@on(CheckoutGivenUp)
async def finish_giving_up(*, events: Sequence[CheckoutGivenUp]) -> None:
    await let_go_of([event.id for event in events])


@on(PaymentRefunded)
async def note_refunds(*, events: Sequence[PaymentRefunded]) -> None:
    """Refunds also come from admins and providers. One may be told before the money it is of: that comes first then."""
    ids = sorted({event.order_id for event in events if event.order_id is not None})
    async with db.read() as c:
        known = await store.due(c, ids=ids)
    if known:
        await _settle([order.id for order in known if order.paid_at is None], {event.id for event in events})
        await count_refunds([order.id for order in known])


@on(PaymentReversed)
async def go_on_unpaid(*, events: Sequence[PaymentReversed]) -> None:
    told = {event.id: event.order_id for event in events if event.order_id is not None}
    async with db.read() as c:
        known = {d.id for d in await store.due(c, ids=list(set(told.values())))}
    for payment_id, order_id in told.items():
        if order_id in known:
            await take_back(order_id, payment_id)


@on(ShopOrderMoved)
async def finish_step(*, events: Sequence[ShopOrderMoved]) -> None:
    """What follows a step has been done with it, unless a crash came between."""
    for order_id in {e.order_id for e in events if e.status in GONE}:
        await amend(order_id)


@on(OrderPlaced)
async def open_bills(*, events: Sequence[OrderPlaced]) -> None:
    """Shops see an order paid in cash at once, also one whose checkout died before its bill was written."""
    for book in await load([e.id for e in events]):
        if book.order.payment_method == "cash" and book.order.status == "pending_payment":
            await start_payment(book)


@on(CashCollected)
async def finish_handing_over(*, events: Sequence[CashCollected]) -> None:
    """The cash is booked first, then the step is written, unless a crash came between."""
    async with db.read() as c:
        known = {d.id for d in await store.due(c, ids=sorted({e.order_id for e in events}))}
    for event in events:
        if event.order_id in known:
            await hand_over(event.shop_order_id, event.by)


@on(OrderCancelled)
async def finish_cancelling(*, events: Sequence[OrderCancelled]) -> None:
    for event in events:
        await amend(event.id)


@on(OrderExpired)
async def let_go(*, events: Sequence[OrderExpired]) -> None:
    """No more money is wanted, and the stock is free. What was paid meanwhile is dealt with as it arrives."""
    async with db.read() as c:
        expired = [d.id for d in await store.due(c, ids=[e.id for e in events]) if d.status == "expired"]
    if expired:
        await scarce.expire(expired)
    for event in events:
        await payments.cancel(order_id=event.id, because="expired")


@on(OrderPaid)
async def count_sold(*, events: Sequence[OrderPaid]) -> None:
    """Popularity, for the catalogue's lists."""
    async with db.read() as c:
        lines = await queries.lines(c, order_ids=[e.id for e in events])
    await catalog.count_sold(sold=[Sold(line.order_id, line.product_id, line.quantity) for line in lines])


@every("* * * * * */5")
async def keep_while_confirming() -> None:
    """Before `expire_unpaid` comes to them."""
    await keep_confirming()


@on(PersonErased)
async def forget_erased(*, events: Sequence[PersonErased]) -> None:
    await note_erased([e.id for e in events])


@every("53 * * * *")
async def forget_what_is_finished() -> None:
    """Orders that were under way when their buyer was erased."""
    await forget_finished()


@every("* * * * * */5")
async def expire_unpaid() -> None:
    """End what was not paid, or not accepted, in time. Readers know without us; this tells everybody."""
    while await sweep() == SWEEP_MAX:
        pass
