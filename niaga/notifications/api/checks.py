"""Whether people were told the amounts that stand in the books."""

from uuid import UUID

from niaga.kit import db
from niaga.kit.port import port
from niaga.kit.verify import Finding
from niaga.payments import api as payments

from .. import store
from ..rules.notices import amounts

KINDS = ("order_paid", "refunded")
MAX_FINDINGS = 1_000
BATCH_SIZE = 500


@port
async def verify() -> list[Finding]:
    """Notices of payments and refunds that name another amount than the order's payments and refunds."""
    found: list[Finding] = []
    last = UUID(int=0)
    while len(found) < MAX_FINDINGS:
        async with db.read() as c:
            told = await store.naming_money(c, kinds=list(KINDS), after=last, most=BATCH_SIZE)
        if not told:
            break
        found += await _untrue(told)
        last = told[-1].id
    return found


async def _untrue(told: list[store.NoticeOfMoney]) -> list[Finding]:
    ids = sorted({notice.order_id for notice in told})
    booked: dict[tuple[str, UUID], set[int]] = {}
    for payment in await payments.of_orders(orders=ids):
        if payment.order_id is not None:
            booked.setdefault(("order_paid", payment.order_id), set()).add(payment.received)
    for refund in await payments.refunds_of(orders=ids):
        if refund.order_id is not None:
            booked.setdefault(("refunded", refund.order_id), set()).add(refund.amount)
    found = []
    for notice in told:
        named = amounts(f"{notice.title} {notice.body}")
        if wrong := named - booked.get((notice.kind, notice.order_id), set()):
            detail = f"{notice.kind} of order {notice.order_id} names {sorted(wrong)}, the books do not"
            found.append(Finding("notifications", "notices_name_what_is_booked", str(notice.id), detail))
    return found
