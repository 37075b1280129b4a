"""Checkout: read the cart, price it, hold the goods, write the order, start its payment.

    claim   the order's id follows from the Idempotency-Key, so whoever asks twice meets their own order
    read    cart lines, offers, shops, address                        other modules' ports, nothing open here
    price   rules.quote                                               pure
    hold    inventory.hold(id=order)                                  all or nothing; lapses by itself
    write   order, shop orders, lines, history, OrderPlaced           one transaction for all who come together
    pay     cart.take, payments.start, and paid at once by wallet

Every step may be taken again under the same id, so a crash between two of them is healed by asking again.
"""

import asyncio
import datetime as dt
import secrets
from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from niaga.cart import api as cart
from niaga.cart.types import CartLine, Filling, Taken
from niaga.catalog import api as catalog
from niaga.catalog.types import Offer
from niaga.identity import api as identity
from niaga.identity.types import Address
from niaga.inventory import api as inventory
from niaga.inventory.types import OutOfStock, Part
from niaga.kit import clock, db
from niaga.kit.batch import WRITES_LINGER_S, batched
from niaga.kit.config import settings
from niaga.kit.errors import KINDS, KeyReused, NotFound, Refusal, ValidationFailed, invalid
from niaga.kit.events import emit
from niaga.kit.port import port
from niaga.payments import api as payments
from niaga.payments.types import InsufficientBalance, MethodLimitReached, Payment
from niaga.shops import api as shops
from niaga.shops.types import Shop

from ..rules import book as books
from ..rules import quote as rules
from ..store import moving, placing
from ..store.rows import Book, StepRow
from ..types import Checkout, CheckoutRequest, OrderPlaced, PriceChanged, Quote
from .paying import Settling, settle
from .reading import load

PAY_BEFORE = dt.timedelta(minutes=2)
"""A payment link dies this long before the hold does."""
HOLD_LONGER = dt.timedelta(seconds=30)
"""What is paid at the last moment must still be held when the money is noticed."""
NUMBER_TRIES = 5


class Priced(NamedTuple):
    """A cart with everything needed to make an order of it."""

    quoted: Quote
    lines: list[CartLine]
    offers: dict[UUID, Offer]
    shops: dict[UUID, Shop]


@port
async def quote(*, buyer_id: UUID, request: CheckoutRequest) -> Quote:
    """What a checkout would charge now; nothing is held. Raises what `rules.quote` refuses."""
    return (await _price(buyer_id, request)).quoted


@port
async def checkout(*, key: UUID, buyer_id: UUID, request: CheckoutRequest) -> Checkout:
    """Make the order of this key, or answer the one it has made.

    Raises KeyReused (other body or other buyer), CartEmpty, OutOfStock, PriceChanged, InsufficientBalance and what
    `rules.quote` refuses; nothing is written then and the same key may be used again.
    """
    id = books.order_id(key)
    known, priced = await asyncio.gather(
        _known(id, buyer_id, request), _price_and_check(buyer_id, request), return_exceptions=True
    )
    if isinstance(known, BaseException):
        raise known
    if known is None:
        try:
            if isinstance(priced, BaseException):
                raise priced
            known = await _place(id, buyer_id, request, priced)
        except Refusal:  # the same request, sent twice at once, may have emptied cart and shelf: then it has an order
            known = await _known(id, buyer_id, request)
            if known is None:
                raise
    return await _pay(known)


async def _known(id: UUID, buyer_id: UUID, request: CheckoutRequest) -> Book | None:
    """The order of this id, if there is one. Raises KeyReused when it is not this request's."""
    if not await _exists(id):
        return None
    (book,) = await load([id])
    if book.order.buyer_id != buyer_id or book.order.request_hash != books.request_hash(request):
        raise KeyReused()
    return book


@batched(most=256, lanes=1)
async def _exists(ids: Sequence[UUID]) -> Sequence[bool]:
    async with db.read() as c:
        found = {due.id for due in await moving.due(c, ids=list(ids))}
    return [id in found for id in ids]


async def _price(buyer_id: UUID, request: CheckoutRequest) -> Priced:
    found = (await cart.lines(user_id=buyer_id, cart_id=request.cart_id)).lines
    offers = {o.id: o for o in await catalog.offers(ids=list({line.offer_id for line in found}))} if found else {}
    sellers = await _shops(tuple({o.shop_id for o in offers.values()})) if offers else {}
    return Priced(rules.quote(request, found, offers, sellers), found, offers, sellers)


@batched(most=64, lanes=1)
async def _shops(asked: Sequence[tuple[UUID, ...]]) -> Sequence[dict[UUID, Shop]]:
    found = {s.id: s for s in await shops.shops(ids=list({id for ids in asked for id in ids}))}
    return [{id: found[id] for id in ids} for ids in asked]


@batched(most=64, lanes=1)
async def _balance(buyers: Sequence[UUID]) -> Sequence[int]:
    return [wallet.balance for wallet in await payments.wallets(user_ids=list(buyers))]


async def _price_and_check(buyer_id: UUID, request: CheckoutRequest) -> Priced:
    """Reads only. Raises what can be refused before anything is held."""
    if request.payment_method != "wallet":
        priced = await _price(buyer_id, request)
        _check(request, priced.quoted)
        return priced
    priced, balance = await asyncio.gather(_price(buyer_id, request), _balance(buyer_id))
    _check(request, priced.quoted)
    if balance < priced.quoted.total:
        raise InsufficientBalance(balance=balance, wanted=priced.quoted.total)
    return priced


async def _place(id: UUID, buyer_id: UUID, request: CheckoutRequest, priced: Priced) -> Book:
    """Hold and write. Raises without having written anything."""
    address = await _address(buyer_id, request, priced.quoted)
    now = clock.now()
    keep = dt.timedelta(minutes=settings().hold_minutes)
    if request.payment_method == "cash":
        keep = dt.timedelta(minutes=settings().hold_cash_minutes)
    try:
        await inventory.hold(id=id, wants=rules.wants(priced.quoted), expires_at=now + keep + HOLD_LONGER)
    except OutOfStock as short:
        raise OutOfStock(lines=rules.short_lines(priced.quoted, short.data["lines"])) from None
    for _ in range(NUMBER_TRIES):
        book = books.write(
            id=id,
            buyer_id=buyer_id,
            request=request,
            quoted=priced.quoted,
            offers=priced.offers,
            shops=priced.shops,
            address=address,
            at=now,
            keep=keep,
            chance=secrets.randbits(30),
        )
        if await _write(book):
            return book
        known = await _known(id, buyer_id, request)
        if known is not None:
            return known
    raise AssertionError("order numbers clash again and again")


def _check(request: CheckoutRequest, quoted: Quote) -> None:
    rules.check_payment(request, quoted.total)
    if request.expected_total is not None and request.expected_total != quoted.total:
        raise PriceChanged(expected_total=request.expected_total, total=quoted.total, quote=quoted)


async def _address(buyer_id: UUID, request: CheckoutRequest, quoted: Quote) -> Address | None:
    if all(part.delivery_option == "pickup" for part in quoted.shops):
        return None
    if request.address_id is None:
        raise invalid("address_id", "Where should it be delivered to?")
    try:
        return await identity.address(user_id=buyer_id, id=request.address_id)
    except NotFound:
        raise invalid("address_id", "No such address") from None


@batched(most=128, lingers_s=WRITES_LINGER_S)
async def _write(asked: Sequence[Book]) -> Sequence[bool]:
    """Whether each was written; not when its id or its number is taken. In the order of ids, so that two
    batches never wait for each other in turn."""
    fresh = {book.order.id: book for book in reversed(asked)}
    sorted_books = [fresh[id] for id in sorted(fresh)]
    waiting = {book.order.id for book in sorted_books if book.order.payment_method != "wallet"}
    async with db.tx() if waiting else db.alone() as c:
        placed = await placing.place(
            c,
            orders=[book.order for book in sorted_books],
            shop_orders=[row for book in sorted_books for row in book.shop_orders],
            lines=[row for book in sorted_books for row in book.lines],
            steps=[row for book in sorted_books for row in book.steps],
        )
        if waiting:
            await emit(c, *[OrderPlaced(id) for id in placed if id in waiting])
    written = set(placed)
    return [book.order.id in written and fresh[book.order.id] is book for book in asked]


async def _pay(book: Book) -> Checkout:
    """Take the cart's lines and start the payment, as far as that has not happened yet."""
    order, now = book.order, clock.now()
    if order.status == "cancelled" and order.cancelled_by == "system" and order.paid_at is None:  # undone, below
        raise KINDS[book.shop_orders[0].reason]()
    if order.status != "pending_payment" or books.overdue(book, now):
        return Checkout(books.picture(book, now), await _payment(order.payment_id))
    await cart.take(
        cart_id=order.cart_id,
        order_id=order.id,
        lines=[Taken(line.cart_line_id, line.quantity) for line in book.lines],
    )
    try:
        payment = await payments.start(
            id=order.payment_id,
            order_id=order.id,
            payer_id=order.buyer_id,
            amount=order.total,
            method=order.payment_method,
            bank=order.bank,
            expires_at=order.expires_at if order.payment_method == "cash" else order.expires_at - PAY_BEFORE,
            description=f"Pesanan {order.number}",
            shop_parts=books.bill(book.shop_orders),
        )
    except (InsufficientBalance, MethodLimitReached, ValidationFailed) as refused:
        await _undo(book, refused)
        raise
    if payment.status == "paid":
        at = await settle(Settling(order.id, payment.id, payment.method, book.due))
        if at is not None and all(part.status == "pending" for part in book.shop_orders):
            return Checkout(books.picture(books.paid(book, at), at), payment)
        (book,) = await load([order.id])
    return Checkout(books.picture(book, now), payment)


async def _payment(id: UUID) -> Payment | None:
    try:
        return await payments.payment(id=id)
    except NotFound:
        return None


async def _undo(book: Book, refused: Refusal) -> None:
    """The payment was refused at the last moment: nothing is bought, and the cart is as it was."""
    order, now = book.order, clock.now()
    async with db.tx() as c:
        (due,) = await moving.lock(c, ids=[order.id])
        if due.status != "pending_payment":
            return
        steps = [
            StepRow(
                order_id=order.id,
                shop_order_id=part.id,
                at=now,
                status="cancelled",
                actor="system",
                reason=refused.code,
            )
            for part in book.shop_orders
        ]
        await moving.step(c, steps=steps)
        await moving.set_status(c, ids=[order.id], statuses=["cancelled"], cancelled_by=["system"])
    await inventory.release(parts=[Part(order.id)])
    lines = [Filling(line.offer_id, line.quantity, line.note) for line in book.lines]
    await cart.fill(id=order.payment_id, user_id=order.buyer_id, lines=lines)
