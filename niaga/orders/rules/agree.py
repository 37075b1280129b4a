"""Whether an order agrees with its money and its goods."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from niaga.inventory.types import Hold
from niaga.kit.verify import Finding
from niaga.payments.types import Payment, Refund

from ..store.rows import Book
from .steps import GONE, order_status


def disagreements(
    book: Book, attempts: Sequence[Payment], refunds: Sequence[Refund], hold: Hold | None, returned: set[UUID]
) -> list[Finding]:
    """Everything wrong with one order. Right after a change some of it may still be under way."""
    return [
        Finding("orders", rule, str(book.order.id), detail)
        for rule, detail in (*_money(book, attempts, refunds, returned), *_goods(book, hold), *_status(book))
    ]


def _money(
    book: Book, attempts: Sequence[Payment], refunds: Sequence[Refund], returned: set[UUID]
) -> Iterator[tuple[str, str]]:
    order = book.order
    for payment in attempts:
        back = sum(r.amount for r in refunds if r.payment_id == payment.id)
        mine = order.paid_at is not None and payment.id == order.payment_id
        if payment.id in returned and back + payment.reversed < payment.received:
            yield "returned_money_went_back", f"payment {payment.id}: {payment.received} came, {back} went back"
        if payment.reversed and mine and order.notice != "payment_reversed":
            yield "reversal_is_known", f"payment {payment.id} was taken back"
        unowned = not mine and payment.id not in returned and payment.method != "cash"
        if unowned and payment.received > back + payment.reversed:
            yield "money_has_an_order", f"payment {payment.id}: {payment.received - back} for an order not paid by it"
    paid = next((p for p in attempts if p.id == order.payment_id), None)
    if order.paid_at is None:
        return
    waived = sum(part.total for part in book.shop_orders if part.status in GONE and not part.refunded)
    received = paid.received if paid else 0
    expected = order.total - (waived if order.payment_method == "cash" else 0)
    if received != expected:
        yield "paid_order_has_its_money", f"{received} came of {expected}"
    back = sum(r.amount for r in refunds if r.payment_id == order.payment_id)
    if back != sum(part.refunded for part in book.shop_orders):
        yield "refunds_are_counted", f"{back} went back, shop orders say otherwise"
    if paid and paid.reversed:
        return
    for part in book.shop_orders:
        if order.payment_method != "cash" and part.status in GONE and part.refunded != part.total:
            yield "what_is_not_delivered_is_refunded", f"{part.number}: {part.refunded} of {part.total}"


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
    for part in book.shop_orders:
        sold = book.order.paid_at is not None or part.status not in ("pending", *GONE)
        for (shop_id, variant_id), quantity in wanted.items():
            if shop_id != part.shop_id:
                continue
            committed = had.get((shop_id, variant_id, "committed"), 0)
            if part.status == "refunded":
                continue  # whether returned goods are on the shelf again is for the shop to say
            expected = quantity if sold and part.status not in GONE else 0
            if committed != expected:
                yield "goods_left_once", f"{part.number}: {committed} of {expected} committed of {variant_id}"


def _status(book: Book) -> Iterator[tuple[str, str]]:
    expected = order_status(book.order.paid_at, book.order.cancelled_by, book.shop_orders)
    undone = book.order.status == "cancelled" and book.order.cancelled_by == "system"
    if book.order.status != expected and not undone:
        yield "status_follows_from_shop_orders", f"{book.order.status}, should be {expected}"
