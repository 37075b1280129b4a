"""What follows once an order is written, and once it is clear that it will not be: paid for, or given up.

Checkout does both itself. Should it die first, `finish_checkouts` finds what was left by what its cart's lines wait for
(`cart.taken`), and an event tells once more of what was given up. An id that was given up is never used again, so
freeing what it held can be done at any time, any number of times.
"""

import asyncio
import datetime as dt
from collections.abc import Iterable, Sequence
from uuid import UUID

from niaga.cart import api as cart
from niaga.kit import clock, db
from niaga.kit.batch import batched
from niaga.kit.errors import NotFound, Refusal, Unreachable, ValidationFailed, WrongState
from niaga.kit.events import emit
from niaga.kit.telemetry import log
from niaga.payments import api as payments
from niaga.payments.types import InsufficientBalance, MethodLimitReached, Payment

from ..rows import Book, Claim
from ..rules import orders as books
from ..rules.settlement import Settling
from ..store import placement
from ..types import Checkout, CheckoutGivenUp
from . import scarce
from .queries import load
from .settlement import settle, start_payment

CHECKOUT_TAKES = dt.timedelta(seconds=10)
"""At most, normally."""
FINISH_MAX = 500


async def pay(book: Book) -> Checkout | None:
    """Start the order's payment, as far as that has not happened yet. None: the order was given up meanwhile.

    Raises what the payment is refused for; the order is gone then, as if it had never been.
    """
    order, now = book.order, clock.now()
    if order.status != "pending_payment" or books.overdue(book, now):
        return Checkout(books.picture(book, now), await _payment(order.payment_id))
    try:
        payment = await start_payment(book)
    except (InsufficientBalance, MethodLimitReached, ValidationFailed):
        if await _undo(order.id):
            raise
        return await _again(order.id)
    except WrongState:
        claim = await claimed(order.id)
        if claim and claim.state == "written":
            raise
        return None if await _undo(order.id) else await _again(order.id)
    if payment.status == "paid":
        at = await settle(Settling.of(payment, book.due))
        if at is not None and all(part.status == "pending" for part in book.shop_orders):
            return Checkout(books.picture(books.paid(book, at), at), payment)
        (book,) = await load([order.id])
    return Checkout(books.picture(book, now), payment)


async def _again(id: UUID) -> Checkout | None:
    """The order as somebody else has left it, who asked for the same at the same time."""
    for book in await load([id]):
        return Checkout(books.picture(book, clock.now()), await _payment(book.order.payment_id))
    return None


async def _payment(id: UUID) -> Payment | None:
    try:
        return await payments.payment(id=id)
    except NotFound:
        return None


@batched(most=256, lanes=1)
async def claimed(ids: Sequence[UUID]) -> Sequence[Claim | None]:
    """What was decided about each id; None: nothing yet."""
    async with db.read() as c:
        found = {claim.id: claim for claim in await placement.claims(c, ids=list(ids))}
    return [found.get(id) for id in ids]


async def _is_given_up(id: UUID) -> bool:
    claim = await claimed(id)
    return claim is not None and claim.state == "given_up"


# --- nothing of it stays ----------------------------------------------------------------------------------------


async def give_up(ids: Iterable[UUID]) -> None:
    """No order was written under these ids, and from here on none can be. Those that were written stay."""
    async with db.tx() as c:
        gone = await placement.give_up(c, ids=sorted(ids), now=clock.now())
        await emit(c, *[CheckoutGivenUp(id) for id in gone])
    await let_go_of(gone)


async def _undo(id: UUID) -> bool:
    """The payment was refused at the last moment: take the order back, of which nobody was told. False when its payment
    has been made after all, or somebody else has decided about it."""
    async with db.alone() as c:
        await placement.undo(c, id=id)
    attempts = await payments.cancel(order_id=id)
    if paid := [p for p in attempts if p.status == "paid"]:
        await asyncio.gather(*(settle(Settling.of(p)) for p in paid))
        return False
    async with db.tx() as c:
        gone = await placement.unwrite(c, id=id)
        if gone:
            await emit(c, CheckoutGivenUp(id))
    if gone is None:
        return await _is_given_up(id)
    await let_go_of([id])
    return True


async def let_go_of(ids: list[UUID]) -> None:
    """What was held for what was given up is free, and its lines lie in the cart again."""
    if ids:
        await asyncio.gather(scarce.release(ids), cart.release(order_ids=ids))


# --- after a crash ----------------------------------------------------------------------------------------------


async def finish() -> None:
    """Bring to an end what checkouts have left: an order that was written is paid as its buyer wanted, what was never
    written is given up. What has ended well is forgotten in the cart."""
    ids = await cart.taken(before=clock.now() - CHECKOUT_TAKES, most=FINISH_MAX)
    if not ids:
        return
    async with db.read() as c:
        claims = {claim.id: claim.state for claim in await placement.claims(c, ids=ids)}
    await give_up([id for id in ids if id not in claims])
    await let_go_of([id for id in ids if claims.get(id) == "given_up"])
    written = [id for id in ids if claims.get(id) in ("written", "undoing")]
    unfinished = await _unpaid(written)
    ended = await asyncio.gather(*(_finish(book) for book in unfinished))
    stuck = {book.order.id for book, done in zip(unfinished, ended, strict=True) if not done}
    await cart.commit(order_ids=[id for id in written if id not in stuck])


async def _unpaid(ids: list[UUID]) -> list[Book]:
    """Those whose payment has not begun, or was made and not noticed."""
    pending = [book for book in await load(ids) if book.order.status == "pending_payment"]
    begun = (
        {p.order_id for p in await payments.of_orders(orders=[book.order.id for book in pending])} if pending else {}
    )
    return [book for book in pending if book.order.payment_method == "wallet" or book.order.id not in begun]


async def _finish(book: Book) -> bool:
    """Whether nothing is left to do. What is refused is gone; where somebody did not answer, the next time will do."""
    try:
        return await pay(book) is not None
    except Unreachable as away:
        log.warning("checkout_unfinished", order_id=str(book.order.id), why=str(away))
        return False
    except Refusal:
        return not await _is_given_up(book.order.id)  # then its lines lie in the cart again
