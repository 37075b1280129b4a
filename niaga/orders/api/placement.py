"""Checkout: read the cart, price it, hold the goods, take the lines, write the order, start its payment.

    claim   the order's id follows from the Idempotency-Key, so whoever asks twice meets their own order
    read    cart lines, offers, shops, address                        other modules' ports, nothing open here
    price   rules.quote                                               pure
    hold    everything scarce under the order's id (scarce, goods)    all or nothing; lapses by itself
    take    cart.take(order_id=order)                                 all or nothing; decides who buys a cart's lines
    write   order, shop orders, lines, history, OrderPlaced           one transaction for all who come together
    pay     payments.start, and paid at once by wallet                outcome.pay

Every step may be taken again under the same id, so a crash between two of them is healed by asking again; and where
nobody asks, by `outcome.finish`. Who loses a line to another checkout looks at the cart again, as if it had come
later: what was tried is given up, and what is tried next has another id.
"""

import asyncio
import contextlib
import datetime as dt
import secrets
from collections.abc import Collection, Sequence
from typing import NamedTuple
from uuid import UUID

import asyncpg
import msgspec

from niaga.cart import api as cart
from niaga.cart.types import CartLine
from niaga.catalog import api as catalog
from niaga.catalog.types import Offer
from niaga.identity import api as identity
from niaga.identity.types import Address
from niaga.kit import clock, db, keys
from niaga.kit.batch import WRITES_LINGER_S, batched
from niaga.kit.errors import KeyReused, NotFound, Refusal, invalid
from niaga.kit.events import emit
from niaga.kit.ids import new_id
from niaga.kit.port import port
from niaga.payments import api as payments
from niaga.payments.types import InsufficientBalance
from niaga.shops import api as shops
from niaga.shops.types import Shop

from ..rows import Book
from ..rules import orders as books
from ..rules import quote as rules
from ..settings import settings
from ..store import placement
from ..types import Checkout, CheckoutRequest, OrderPlaced, OrderRef, PriceChanged, Quote
from .outcome import claimed, give_up, pay
from .queries import load
from .scarce import THINGS, Wish

HOLD_LONGER = dt.timedelta(seconds=30)
"""What is paid at the last moment must still be held when the money is noticed."""
MAX_CASH_HOLD = dt.timedelta(days=3)
NUMBER_TRIES = 5
MAX_ATTEMPTS = 20
"""Under one key. One is enough, unless somebody else was faster, or the wallet was emptied, at the very last moment."""


class Known(NamedTuple):
    """What was decided about an id: given up, an order, or nothing yet."""

    given_up: bool
    book: Book | None
    replaced: Sequence[OrderRef] = ()
    """Whose place it has just taken."""


class Priced(NamedTuple):
    """A cart with everything needed to make an order of it."""

    quoted: Quote
    lines: list[CartLine]
    offers: dict[UUID, Offer]
    shops: dict[UUID, Shop]
    proven: bool
    """Whether the buyer's e-mail or phone is verified; not asked where the wallet pays."""


@port
async def quote(*, buyer_id: UUID, request: CheckoutRequest) -> Quote:
    """What a checkout would charge now; nothing is held. Raises what `rules.quote` refuses."""
    return (await _price(new_id(), buyer_id, request, proven=await _proven(buyer_id))).quoted


@port
async def checkout(*, key: UUID, buyer_id: UUID, request: CheckoutRequest) -> Checkout:
    """Make the order of this key, or answer the one it has made.

    Raises KeyReused (other body or other buyer), CartEmpty, OutOfStock, TooManyUnpaid, PriceChanged,
    InsufficientBalance, ContactNotVerified and what `rules.quote` refuses; nothing is written then and the same key may
    be used again.
    """
    for attempt in range(MAX_ATTEMPTS):
        found = await _attempt(books.order_id(key, attempt), buyer_id, request)
        if found is not None:
            return found
    raise KeyReused()


async def _attempt(id: UUID, buyer_id: UUID, request: CheckoutRequest) -> Checkout | None:
    """Make the order of this id, or answer it. None: it was given up, now or before."""
    known, priced = await asyncio.gather(
        _known(id, buyer_id, request), _price_and_check(id, buyer_id, request), return_exceptions=True
    )
    if isinstance(known, BaseException):
        raise known
    if known.given_up:
        return None
    if known.book is None:
        try:
            if isinstance(priced, BaseException):
                raise priced
            known = await _place(id, buyer_id, request, priced)
        except Refusal:  # the same request, sent twice at once, may have emptied cart and shelf: then it has an order
            known = await _known(id, buyer_id, request)
            if known.book is None:
                raise
        if known.book is None:
            await give_up([id])
            known = await _known(id, buyer_id, request)
    done = await pay(known.book) if known.book else None
    return msgspec.structs.replace(done, replaced=list(known.replaced)) if done and known.replaced else done


async def _known(id: UUID, buyer_id: UUID, request: CheckoutRequest) -> Known:
    """What was decided about this id. Raises KeyReused when its order is not this request's."""
    claim = await claimed(id)
    if claim is None or claim.state == "given_up":
        return Known(claim is not None, None)
    for book in await load([id]):
        if book.order.buyer_id != buyer_id or book.order.request_hash != keys.digest(request):
            raise KeyReused()
        return Known(False, book)
    return Known(True, None)  # given up between the two looks


@batched(most=64, lanes=1)
async def _proven(buyers: Sequence[UUID]) -> Sequence[bool]:
    """Whether each can be found again: a mailbox or a phone is proven to be theirs."""
    known = {person.id for person in await identity.people(ids=list(buyers)) if person.email_verified}
    return [buyer in known for buyer in buyers]


async def _price(id: UUID, buyer_id: UUID, request: CheckoutRequest, *, proven: bool) -> Priced:
    found = (await cart.lines(user_id=buyer_id, cart_id=request.cart_id, order_id=id)).lines
    offers = {o.id: o for o in await catalog.offers_by_id(ids=list({line.offer_id for line in found}))} if found else {}
    sellers = await _shops(tuple({o.shop_id for o in offers.values()})) if offers else {}
    return Priced(rules.quote(request, found, offers, sellers, proven=proven), found, offers, sellers, proven)


@batched(most=64, lanes=1)
async def _shops(asked: Sequence[tuple[UUID, ...]]) -> Sequence[dict[UUID, Shop]]:
    found = {s.id: s for s in await shops.shops(ids=list({id for ids in asked for id in ids}))}
    return [{id: found[id] for id in ids} for ids in asked]


@batched(most=64, lanes=1)
async def _balance(buyers: Sequence[UUID]) -> Sequence[int]:
    return [wallet.balance for wallet in await payments.wallets(user_ids=list(buyers))]


async def _price_and_check(id: UUID, buyer_id: UUID, request: CheckoutRequest) -> Priced:
    """Reads only. Raises what can be refused before anything is held."""
    if request.payment_method != "wallet":
        priced = await _price(id, buyer_id, request, proven=await _proven(buyer_id))
        _check(request, priced)
        return priced
    priced, balance = await asyncio.gather(_price(id, buyer_id, request, proven=False), _balance(buyer_id))
    _check(request, priced)
    if balance < priced.quoted.total:
        raise InsufficientBalance(balance=balance, wanted=priced.quoted.total)
    return priced


async def _place(id: UUID, buyer_id: UUID, request: CheckoutRequest, priced: Priced) -> Known:
    """Hold, take and write. Without an order: another checkout has the lines, or this id was given up. Raises without
    having written anything."""
    address = await _address(buyer_id, request, priced.quoted)
    now = clock.now()
    pay_by = await _pay_by(request, list(priced.shops), now)
    wish = Wish(
        id,
        buyer_id,
        request.payment_method,
        priced.proven,
        request,
        priced.quoted,
        pay_by + books.ENDS_AFTER + HOLD_LONGER,
    )
    replaced = await _hold(wish)
    if not await cart.take(cart_id=request.cart_id, order_id=id, lines=priced.lines):
        return Known(False, None)
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
            pay_by=pay_by,
            chance=secrets.randbits(30),
        )
        if await _write(book):
            return Known(False, book, replaced)
        known = await _known(id, buyer_id, request)
        if known.given_up or known.book:
            return known
    raise AssertionError("order numbers clash again and again")


async def _hold(wish: Wish) -> list[OrderRef]:
    """Everything scarce, one thing after the other. What is refused gives up the id, so that all that was held under it
    is free, also when we die here, and nobody who asks for the same at the same time goes on under it."""
    replaced: list[OrderRef] = []
    for n, thing in enumerate(THINGS):
        try:
            replaced += await thing.hold(wish)
        except Refusal:
            if n > 0:
                await give_up([wish.id])
            raise
    return replaced


async def _pay_by(request: CheckoutRequest, shop_ids: list[UUID], now: dt.datetime) -> dt.datetime:
    """The last moment to pay; for cash to accept it: when every shop will have been open for a while (ADR 12)."""
    if request.payment_method != "cash":
        return now + dt.timedelta(minutes=settings().hold_minutes) - books.ENDS_AFTER
    latest = now + MAX_CASH_HOLD
    seen = await shops.open_for(ids=shop_ids, minutes=settings().hold_cash_minutes)
    return min(latest, max(at or latest for at in seen))


def _check(request: CheckoutRequest, priced: Priced) -> None:
    quoted = priced.quoted
    rules.check_payment(request, quoted.total, proven=priced.proven)
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
    try:
        written = await _write_together(sorted_books, waiting)
    except asyncpg.UniqueViolationError:  # one of these ids was given up: each for itself
        written = set()
        for book in sorted_books:
            with contextlib.suppress(asyncpg.UniqueViolationError):
                written |= await _write_together([book], waiting)
    return [book.order.id in written and fresh[book.order.id] is book for book in asked]


async def _write_together(sorted_books: Sequence[Book], waiting: Collection[UUID]) -> set[UUID]:
    """Those written; others' ids or numbers were taken. Raises UniqueViolationError when one was given up."""
    async with db.tx() if waiting else db.alone() as c:
        placed = await placement.place(
            c,
            orders=[book.order for book in sorted_books],
            shop_orders=[row for book in sorted_books for row in book.shop_orders],
            lines=[row for book in sorted_books for row in book.lines],
            steps=[row for book in sorted_books for row in book.steps],
            now=clock.now(),
        )
        if waiting:
            await emit(c, *[OrderPlaced(id) for id in placed if id in waiting])
    return set(placed)
