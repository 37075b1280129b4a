"""From a quote to the rows of an order, and from rows to what clients see."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

import msgspec

from niaga.catalog.types import Offer
from niaga.identity.types import Address
from niaga.kit.clock import WIB
from niaga.kit.ids import id_of, new_id
from niaga.kit.keys import digest
from niaga.kit.money import spread
from niaga.payments.types import Part as BillPart
from niaga.shops.types import Shop

from ..rows import Book, LineRow, OrderRow, ShopOrderRow
from ..types import (
    BoardOrder,
    Buyer,
    CheckoutRequest,
    Line,
    Order,
    Quote,
    ShopOrder,
    ShopOrderStatus,
    ShopQuote,
    ShopRef,
    Step,
)
from . import ready
from .quote import bank_of
from .steps import step_of

ENDS_AFTER = timedelta(minutes=2)
"""So long after the last moment to pay an order is ended: by then its provider has said what became of it."""
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no letter that is read or heard as another."""


def order_id(key: UUID, attempt: int = 0) -> UUID:
    """The order that an Idempotency-Key stands for: the first that was not given up. Whose it is and what was asked for
    stands in its row."""
    return id_of(f"order {attempt}" if attempt else "order", key)


def number(at: datetime, chance: int) -> str:
    """`NG-261121-7K3QXM`: the day in Jakarta, and 30 bits of `chance` so that nobody can count our orders."""
    letters = "".join(LETTERS[chance >> shift & 31] for shift in range(0, 30, 5))
    return f"NG-{at.astimezone(WIB):%y%m%d}-{letters}"


def call_number(order_number: str) -> str:
    """`7K3 QXM`: what somebody says at the counter. A shop has one part of an order, so that it names it there too."""
    letters = order_number.rpartition("-")[2]
    return f"{letters[:3]} {letters[3:]}"


def letters_of(typed: str) -> str:
    """Those that may be part of a number, or of a call number, however it was typed."""
    return "".join(letter for letter in typed.upper() if letter.isalnum() or letter == "-")


def write(
    *,
    id: UUID,
    buyer_id: UUID,
    request: CheckoutRequest,
    quoted: Quote,
    offers: Mapping[UUID, Offer],
    shops: Mapping[UUID, Shop],
    address: Address | None,
    at: datetime,
    pay_by: datetime,
    chance: int,
) -> Book:
    """The rows of a new order. Price, name, tax and commission stand on the lines from now on."""
    order = OrderRow(
        id=id,
        number=number(at, chance),
        buyer_id=buyer_id,
        request_hash=digest(request),
        cart_id=request.cart_id,
        status="pending_payment",
        payment_method=request.payment_method,
        bank=bank_of(request),
        payment_id=new_id(),
        subtotal=quoted.subtotal,
        discount=quoted.discount,
        delivery_fee=quoted.delivery_fee,
        tax=quoted.tax,
        total=quoted.total,
        address=address,
        placed_at=at,
        expires_at=pay_by + ENDS_AFTER,
        pay_by=pay_by,
    )
    notes = {choice.shop_id: choice.note for choice in request.shops}
    book = Book(order, [], [], [])
    for position, part in enumerate(quoted.shops, 1):
        row = shop_order_row(order, part, position, notes.get(part.shop.id, ""))
        book.shop_orders.append(row)
        book.lines.extend(line_rows(row, part, offers, shops[part.shop.id].commission_bps))
        book.steps.append(step_of(row, "pending", at, actor="buyer", actor_id=buyer_id))
    return book


def shop_order_row(order: OrderRow, part: ShopQuote, position: int, note: str) -> ShopOrderRow:
    return ShopOrderRow(
        id=new_id(),
        order_id=order.id,
        shop_id=part.shop.id,
        number=f"{order.number}-{position}",
        shop_name=part.shop.name,
        status="pending",
        delivery_option=part.delivery_option,
        note=note,
        subtotal=part.subtotal,
        discount=part.discount,
        delivery_fee=part.delivery_fee,
        tax=part.tax,
        total=part.total,
        placed_at=order.placed_at,
        expires_at=order.expires_at,
    )


def line_rows(row: ShopOrderRow, part: ShopQuote, offers: Mapping[UUID, Offer], commission_bps: int) -> list[LineRow]:
    """The shop's tax, that of delivery too, is spread over its lines; commission is on what the goods brought."""
    nets = [x.subtotal - x.discount for x in part.lines]
    return [
        LineRow(
            id=new_id(),
            order_id=row.order_id,
            shop_order_id=row.id,
            position=position,
            cart_line_id=x.item_id,
            offer_id=x.offer_id,
            product_id=x.product_id,
            variant_id=x.variant_id,
            name=x.name,
            options=x.options,
            sku=offers[x.offer_id].sku,
            image_url=x.image_url,
            unit_price=x.unit_price,
            quantity=x.quantity,
            subtotal=x.subtotal,
            discount=x.discount,
            tax=tax,
            commission=(2 * net * commission_bps + 10_000) // 20_000,
            note=x.note,
            kind=offers[x.offer_id].kind,
            prep_minutes=offers[x.offer_id].prep_minutes,
        )
        for position, (x, net, tax) in enumerate(zip(part.lines, nets, spread(part.tax, nets), strict=True), 1)
    ]


def bill(shop_orders: Sequence[ShopOrderRow]) -> list[BillPart]:
    return [BillPart(part.id, part.total) for part in shop_orders]


def paid(book: Book, at: datetime) -> Book:
    """The book of an order that has just been written and paid, as the database has it now."""
    steps = [step_of(part, "paid", at) for part in book.shop_orders]
    return Book(
        msgspec.structs.replace(book.order, status="paid", paid_at=at),
        [msgspec.structs.replace(part, status="paid") for part in book.shop_orders],
        book.lines,
        book.steps + steps,
    )


def picture(book: Book, now: datetime) -> Order:
    """An order as clients see it. One that was not paid in time is expired, swept or not."""
    order = book.order
    over = overdue(book, now)
    return Order(
        id=order.id,
        number=order.number,
        status="expired" if over else order.status,
        buyer_id=order.buyer_id,
        payment_method=order.payment_method,
        payment_id=order.payment_id,
        subtotal=order.subtotal,
        discount=order.discount,
        delivery_fee=order.delivery_fee,
        tax=order.tax,
        total=order.total,
        refunded=sum(part.refunded for part in book.shop_orders),
        address=order.address,
        placed_at=order.placed_at,
        expires_at=order.pay_by,
        paid_at=order.paid_at,
        notice=order.notice,
        shop_orders=[shop_order_picture(part, book, over) for part in book.shop_orders],
    )


def overdue(book: Book, now: datetime) -> bool:
    """Whether nobody can pay or accept it any more. Its goods are kept a little longer for money on its way."""
    order = book.order
    put_off = order.expires_at > order.pay_by + ENDS_AFTER  # its payment is being confirmed: nobody knows yet
    return (order.expires_at if put_off else order.pay_by) <= now and all(
        part.status == "pending" for part in book.shop_orders
    )


def board_picture(
    part: ShopOrderRow, book: Book, buyer: Buyer, allowed: list[ShopOrderStatus], now: datetime
) -> BoardOrder:
    """One shop order as its seller works on it."""
    order, over = book.order, overdue(book, now)
    return BoardOrder(
        id=part.id,
        number=part.number,
        call_number=call_number(order.number),
        order_id=order.id,
        order_number=order.number,
        order_status="expired" if over else order.status,
        shop=ShopRef(part.shop_id, part.shop_name),
        status="cancelled" if over else part.status,
        allowed=[] if over else allowed,
        delivery_option=part.delivery_option,
        note=part.note,
        reason=part.reason or part.reason_code or "",
        reason_code=part.reason_code,
        subtotal=part.subtotal,
        discount=part.discount,
        delivery_fee=part.delivery_fee,
        tax=part.tax,
        total=part.total,
        refunded=part.refunded,
        payment_method=order.payment_method,
        paid_at=order.paid_at,
        placed_at=order.placed_at,
        buyer=buyer,
        address=order.address,
        prep_minutes=prep_minutes(part, book),
        ready_at=ready_at(part, book),
        lines=lines_of(part, book),
        history=history_of(part, book),
    )


def shop_order_picture(part: ShopOrderRow, book: Book, over: bool) -> ShopOrder:
    return ShopOrder(
        id=part.id,
        number=part.number,
        call_number=call_number(book.order.number),
        shop=ShopRef(part.shop_id, part.shop_name),
        status="cancelled" if over else part.status,
        delivery_option=part.delivery_option,
        note=part.note,
        reason=part.reason or part.reason_code or "",
        reason_code=part.reason_code,
        subtotal=part.subtotal,
        discount=part.discount,
        delivery_fee=part.delivery_fee,
        tax=part.tax,
        total=part.total,
        refunded=part.refunded,
        prep_minutes=prep_minutes(part, book),
        ready_at=ready_at(part, book),
        lines=lines_of(part, book),
        history=history_of(part, book),
    )


def lines_of(part: ShopOrderRow, book: Book) -> list[Line]:
    return [
        Line(
            id=x.id,
            product_id=x.product_id,
            variant_id=x.variant_id,
            offer_id=x.offer_id,
            name=x.name,
            options=x.options,
            sku=x.sku,
            image_url=x.image_url,
            unit_price=x.unit_price,
            quantity=x.quantity,
            subtotal=x.subtotal,
            discount=x.discount,
            note=x.note,
            kind=x.kind,
            prep_minutes=x.prep_minutes,
        )
        for x in book.lines
        if x.shop_order_id == part.id
    ]


def history_of(part: ShopOrderRow, book: Book) -> list[Step]:
    return [
        Step(step.at, step.status, step.actor, step.actor_id, step.reason or step.reason_code or "", step.reason_code)
        for step in book.steps
        if step.shop_order_id == part.id
    ]


def prep_minutes(part: ShopOrderRow, book: Book) -> int | None:
    return ready.minutes(x.prep_minutes for x in book.lines if x.shop_order_id == part.id)


def ready_at(part: ShopOrderRow, book: Book) -> datetime | None:
    begun = [step.at for step in book.steps if step.shop_order_id == part.id and step.status == "processing"]
    return ready.at(part.status, begun[-1] if begun else None, prep_minutes(part, book))
