"""What buyers and sellers are told of orders."""

from collections.abc import Iterable, Sequence

from niaga.identity.types import Person
from niaga.kit.events import on
from niaga.kit.money import rupiah
from niaga.orders import api as orders
from niaga.orders.types import (
    Order,
    OrderCancelled,
    OrderExpired,
    OrderPaid,
    OrderPlaced,
    OrderUnpaid,
    ShopOrder,
    ShopOrderMoved,
)
from niaga.payments import api as payments

from ..rules import notices as rules
from ..types import Kind, Told
from .payments import giving_back
from .recipients import people_by_id, staff_of, tell

GOING_ON: frozenset[str] = frozenset({"processing", "packed", "ready_for_pickup", "shipped"})


async def _tell_buyers(kind: Kind, found: Sequence[Order]) -> None:
    await tell(*await _to_buyers(kind, found))


async def _tell_sellers(kind: Kind, parts: Sequence[tuple[ShopOrder, Order]]) -> None:
    await tell(*await _to_sellers(kind, parts))


async def _to_buyers(kind: Kind, found: Sequence[Order]) -> tuple[list[Told], list[Person]]:
    """One notice for each order's buyer."""
    people = await people_by_id(o.buyer_id for o in found)
    told = [rules.buyer_notice(kind, o, people[o.buyer_id]) for o in found if o.buyer_id in people]
    return told, list(people.values())


async def _to_sellers(kind: Kind, parts: Sequence[tuple[ShopOrder, Order]]) -> tuple[list[Told], list[Person]]:
    """One notice for everybody who works on orders in each part's shop."""
    staff = await staff_of({part.shop.id for part, _ in parts})
    told = [
        rules.seller_notice(kind, part, order.id, person)
        for part, order in parts
        for person in staff.get(part.shop.id, ())
    ]
    return told, [person for people in staff.values() for person in people]


def _parts(found: Iterable[Order]) -> list[tuple[ShopOrder, Order]]:
    return [(part, order) for order in found for part in order.shop_orders]


# --- orders -----------------------------------------------------------------------------------------------------


@on(OrderPlaced)
async def tell_of_placed(*, events: Sequence[OrderPlaced]) -> None:
    """The buyer how to pay; with cash the sellers too, who have to accept it. What is paid already says so itself."""
    found = await orders.orders(ids=[e.id for e in events])
    waiting = [o for o in found if o.status == "pending_payment"]
    await _tell_buyers("order_placed", waiting)
    await _tell_sellers("sale_to_accept", _parts(o for o in waiting if o.payment_method == "cash"))


@on(OrderPaid)
async def tell_of_paid(*, events: Sequence[OrderPaid]) -> None:
    """The buyer what has come, which may be less than the order was about; the shops whose parts begin with it."""
    found = await orders.orders(ids=[e.id for e in events])
    came = {p.id: p.received for p in await payments.of_orders(orders=[o.id for o in found])}
    people = await people_by_id(o.buyer_id for o in found)
    told = [
        rules.buyer_notice("order_paid", o, people[o.buyer_id], total=rupiah(came.get(o.payment_id, o.total)))
        for o in found
        if o.buyer_id in people
    ]
    begin = [(part, order) for part, order in _parts(found) if any(step.status == "paid" for step in part.history)]
    sellers, staff = await _to_sellers("sale_paid", begin)
    await tell(told + sellers, [*people.values(), *staff])


@on(OrderExpired)
async def tell_of_expired(*, events: Sequence[OrderExpired]) -> None:
    await _tell_buyers("order_expired", await orders.orders(ids=[e.id for e in events]))


@on(OrderCancelled)
async def tell_of_cancelled(*, events: Sequence[OrderCancelled]) -> None:
    """The buyer when nothing of it goes on (else of each part, see `tell_of_moves`); the sellers who had seen it."""
    found = await orders.orders(ids=[e.id for e in events])
    over = [o for o in found if rules.is_cancelled(o)]
    people, back = await people_by_id(o.buyer_id for o in over), await giving_back(over)
    told = [
        rules.cancelled_notice(o, people[o.buyer_id], sum(back[part.id] for part in o.shop_orders))
        for o in over
        if o.buyer_id in people
    ]
    await tell(told, people.values())
    seen = _parts(o for o in found if o.paid_at or o.payment_method == "cash")
    await _tell_sellers("sale_cancelled", [(part, order) for part, order in seen if part.status == "cancelled"])


@on(ShopOrderMoved)
async def tell_of_moves(*, events: Sequence[ShopOrderMoved]) -> None:
    """The buyer of each step; the sellers of those that the buyer took."""
    found = {o.id: o for o in await orders.orders(ids=sorted({e.order_id for e in events}))}
    people = await people_by_id(o.buyer_id for o in found.values())
    ended = {e.order_id for e in events if e.status in rules.ENDED}
    back = await giving_back([o for o in found.values() if o.id in ended])
    told, by_buyer = [], []
    for event in events:
        order = found.get(event.order_id)
        part = next((p for p in order.shop_orders if p.id == event.id), None) if order else None
        if order is None or part is None or order.buyer_id not in people:
            continue
        if event.status != "paid" and not _whole_was_cancelled(event, order) and part.reason_code != "payment_reversed":
            person = people[order.buyer_id]
            told.append(rules.step_notice(part, order, person, event.status, back.get(part.id, 0)))
        if event.status == "completed" and _by_buyer(part, event.status):
            by_buyer.append((part, order))
    await tell(told, people.values())
    await _tell_sellers("sale_moved", by_buyer)


def _whole_was_cancelled(event: ShopOrderMoved, order: Order) -> bool:
    return event.status == "cancelled" and rules.is_cancelled(order)


def _by_buyer(part: ShopOrder, status: str) -> bool:
    return any(s.status in ("delivered", status) and s.actor == "buyer" for s in part.history)


@on(OrderUnpaid)
async def tell_of_unpaid(*, events: Sequence[OrderUnpaid]) -> None:
    """The buyer that the bank took the money back; each shop whether its part is cancelled or goes on."""
    found = await orders.orders(ids=[e.id for e in events])
    await _tell_buyers("payment_reversed", found)
    parts = _parts(found)
    await _tell_sellers("sale_unpaid", [p for p in parts if p[0].reason_code == "payment_reversed"])
    await _tell_sellers("sale_goes_on", [p for p in parts if p[0].status in GOING_ON])
