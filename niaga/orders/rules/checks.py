"""Whether an order agrees with its money and its goods."""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple
from uuid import UUID

from niaga.inventory.types import Hold
from niaga.kit.verify import Finding
from niaga.payments.types import PaidPart, Payment, Refund

from ..rows import Book, Due, OrderRow
from .steps import GONE, HANDED_OVER, order_status


class Money(NamedTuple):
    """What payments say of one order. `paid`: the parts of its bill by shop order. `returned`: the payments that orders
    have decided to send back."""

    attempts: Sequence[Payment]
    refunds: Sequence[Refund]
    paid: Mapping[UUID, PaidPart]
    returned: AbstractSet[UUID]

    def paid_by(self, shop_order_id: UUID) -> UUID | None:
        """What has paid this part, and was not sent back as a whole."""
        by = self.paid[shop_order_id].paid_by if shop_order_id in self.paid else None
        return None if by in self.returned else by


def disagreements(book: Book, money: Money, hold: Hold | None) -> list[Finding]:
    """Everything wrong with one order. Right after a change some of it may still be under way."""
    return [
        Finding("orders", rule, str(book.order.id), detail)
        for rule, detail in (*_money(book, money), *_parts(book, money), *_goods(book, hold), *_status(book))
    ]


def counts(refund: Refund, order: Due | OrderRow) -> bool:
    """Whether it went back for what an order's parts cost: not what was too much from the start, nor of a payment that
    did not pay it."""
    pays = order.paid_at is not None and refund.payment_id == order.payment_id
    return not refund.surplus and (pays or refund.route == "cash")


def _money(book: Book, money: Money) -> Iterator[tuple[str, str]]:
    order = book.order
    kept = 0
    for payment in money.attempts:
        back = sum(r.amount for r in money.refunds if r.payment_id == payment.id)
        mine = order.paid_at is not None and payment.id == order.payment_id
        if payment.id in money.returned and back + payment.reversed < payment.received:
            yield "returned_money_went_back", f"payment {payment.id}: {payment.received} came, {back} went back"
        if payment.reversed and mine and order.notice != "payment_reversed":
            yield "reversal_is_known", f"payment {payment.id} was taken back"
        unowned = not mine and payment.id not in money.returned and payment.method != "cash"
        if unowned and payment.received > back + payment.reversed:
            yield "money_has_an_order", f"payment {payment.id}: {payment.received - back} for an order not paid by it"
        if not payment.reversed and payment.id not in money.returned:
            kept += payment.received - back + payment.lost
    taken_back = {p.id for p in money.attempts if p.reversed}
    emptied = {p.id for p in money.attempts if p.received and p.refunded == p.received}
    cost = 0
    for part in book.shop_orders:
        by = money.paid_by(part.id)
        if by is not None and by not in taken_back and not (part.status in GONE and by in emptied):
            cost += part.total - part.refunded
    if kept != cost:
        yield "paid_order_has_its_money", f"kept {kept} of {cost}, what was paid for and not given back"
    counted = sum(r.amount for r in money.refunds if counts(r, order))
    if order.paid_at is not None and counted != sum(part.refunded for part in book.shop_orders):
        yield "refunds_are_counted", f"{counted} went back, shop orders say otherwise"


def _parts(book: Book, money: Money) -> Iterator[tuple[str, str]]:
    """Each part: what goes on, or was handed over, is paid; what is not delivered costs nothing."""
    no_more = {p.id for p in money.attempts if p.reversed or p.refunded == p.received}
    cash = {p.id for p in money.attempts if p.method == "cash"}
    said = {
        step.shop_order_id for step in book.steps if step.status in HANDED_OVER and step.actor in ("seller", "admin")
    }
    for part in book.shop_orders:
        by, known = money.paid_by(part.id), money.paid.get(part.id)
        if by in cash and part.id not in said:
            yield "cash_is_the_shops_word", f"{part.number} is paid in cash, and its shop has not said so"
        if part.status not in GONE:
            if by is None and part.total and (book.order.paid_at is not None or part.status in HANDED_OVER):
                yield "what_goes_on_is_paid", f"{part.number} is {part.status}, and nothing has paid it"
            continue
        if by is not None and by not in no_more and part.refunded != part.total:
            yield "what_is_not_delivered_is_refunded", f"{part.number}: {part.refunded} of {part.total}"
        if by is None and part.refunded:
            yield "what_was_not_paid_is_not_refunded", f"{part.number}: {part.refunded}"
        if known is not None and known.due:
            yield "what_is_not_delivered_is_not_due", f"{part.number} is {part.status}, and {known.amount} is asked"


def _goods(book: Book, hold: Hold | None) -> Iterator[tuple[str, str]]:
    wanted: dict[tuple[UUID, UUID], int] = {}
    shop_of = {part.id: part.shop_id for part in book.shop_orders}
    for line in book.lines:
        place = (shop_of[line.shop_order_id], line.variant_id)
        wanted[place] = wanted.get(place, 0) + line.quantity
    had: dict[tuple[UUID, UUID, str], int] = {}
    for held in hold.lines if hold else ():
        key = (held.shop_id, held.variant_id, held.state)
        had[key] = had.get(key, 0) + held.quantity
    begun = {step.shop_order_id for step in book.steps if step.status == "processing"}
    for part in book.shop_orders:
        sold = book.order.paid_at is not None or part.status not in ("pending", *GONE)
        for (shop_id, variant_id), quantity in wanted.items():
            if shop_id != part.shop_id:
                continue
            committed = had.get((shop_id, variant_id, "committed"), 0)
            if part.status == "refunded" and part.id in begun:
                continue  # whether returned goods are on the shelf again is for the shop to say
            expected = quantity if sold and part.status not in GONE else 0
            if committed != expected:
                yield "goods_left_once", f"{part.number}: {committed} of {expected} committed of {variant_id}"


def _status(book: Book) -> Iterator[tuple[str, str]]:
    expected = order_status(book.order.paid_at, book.order.cancelled_by, book.shop_orders)
    undone = book.order.status == "cancelled" and book.order.cancelled_by == "system"
    if book.order.status != expected and not undone:
        yield "status_follows_from_shop_orders", f"{book.order.status}, should be {expected}"
