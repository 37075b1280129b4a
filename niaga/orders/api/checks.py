"""Whether orders agree with themselves, with payments and with inventory."""

import datetime as dt
from uuid import UUID

from niaga.inventory import api as inventory
from niaga.kit import clock, db
from niaga.kit.port import port
from niaga.kit.verify import Finding
from niaga.payments import api as payments

from ..rules.checks import Money, disagreements
from ..store import checks as store
from .queries import load

MAX_FINDINGS = 1_000
AT_ONCE = 500
ENDS_WITHIN = dt.timedelta(days=1)
"""Long enough for a provider that is silent, and for a worker that was away."""


@port
async def verify() -> list[Finding]:
    """Sums, statuses, and every order against its payments, refunds and stock. Best run when nothing is under way."""
    overdue_before = clock.now() - ENDS_WITHIN
    async with db.read() as c:
        found = [
            *await store.order_sums(c, most=MAX_FINDINGS),
            *await store.shop_order_sums(c, most=MAX_FINDINGS),
            *await store.last_steps(c, most=MAX_FINDINGS),
            *await store.unended_parts(c, overdue_before=overdue_before, most=MAX_FINDINGS),
            *await store.unended(c, overdue_before=overdue_before, most=MAX_FINDINGS),
        ]
    last = UUID(int=0)
    while len(found) < MAX_FINDINGS:
        async with db.read() as c:
            ids = await store.after(c, id=last, most=AT_ONCE)
        if not ids:
            break
        found += await _agree(ids)
        last = ids[-1]
    return found


async def _agree(ids: list[UUID]) -> list[Finding]:
    attempts = await payments.of_orders(orders=ids)
    refunds = await payments.refunds_of(orders=ids)
    paid = await payments.parts_of(orders=ids)
    holds = {hold.id: hold for hold in await inventory.held(ids=ids)}
    async with db.read() as c:
        returned = set(await store.returned(c, order_ids=ids))
    found = []
    for book in await load(ids):
        id = book.order.id
        money = Money(
            [p for p in attempts if p.order_id == id],
            [r for r in refunds if r.order_id == id],
            {p.shop_order_id: p for p in paid if p.order_id == id},
            returned,
        )
        found += disagreements(book, money, holds.get(id))
    return found
