"""Buys and sells what purchases.py tells of, each step at its time, through the same ports as everybody else."""

import datetime as dt
from uuid import UUID

from niaga.cart import api as cart
from niaga.cart.types import Filling
from niaga.demo.gallery import Say
from niaga.demo.names import named
from niaga.demo.paying import PAYS_AFTER, gateway_beside, pay
from niaga.demo.purchases import Purchase, purchases
from niaga.demo.telling import catch_up, set_clock
from niaga.demo.types import Telling
from niaga.kit.keys import asked
from niaga.orders import api as orders
from niaga.orders.types import Checkout, CheckoutRequest, Order, ShopOrder, ShopOrderStatus
from niaga.payments import api as payments

Minutes = int

# The road a shop order takes, and how long after the order each step comes.
KITCHEN: tuple[tuple[ShopOrderStatus, Minutes], ...] = (
    ("processing", 2),
    ("packed", 11),
    ("ready_for_pickup", 13),
    ("delivered", 24),
)
COUNTER: tuple[tuple[ShopOrderStatus, Minutes], ...] = (
    ("processing", 25),
    ("packed", 95),
    ("ready_for_pickup", 110),
    ("delivered", 26 * 60),
)
COURIER: tuple[tuple[ShopOrderStatus, Minutes], ...] = (
    ("processing", 40),
    ("packed", 180),
    ("shipped", 320),
    ("delivered", 50 * 60),
)
BEGUN: set[ShopOrderStatus] = {"pending", "paid"}
GATEWAY = ("qris", "virtual_account", "ewallet", "card")
ONE_HOUR = dt.timedelta(hours=1)
COMPLAINT = 27 * 60  # minutes from order to refund


async def trade(now: dt.datetime, say: Say) -> None:
    """Everything people bought in the weeks before `now`. What was bought before is left as it is."""
    told = purchases()
    by_name = {purchase.name: purchase for purchase in told}
    async with gateway_beside() as there:
        if not there:
            say("The platform runs already: what is paid through its gateway is left out of the story.")
        for number, purchase in enumerate(told, 1):
            if not there and purchase.method in GATEWAY:
                continue
            await _tell(purchase, now - purchase.before, now)
            if there and purchase.late:
                first = by_name[purchase.late]
                late = await _buy(first, now - first.before)
                await _pay(late, "late", now - purchase.before + ONE_HOUR)
            await catch_up()
            if number % 25 == 0:
                say(f"{number} of {len(told)} orders …")


async def _tell(purchase: Purchase, at: dt.datetime, now: dt.datetime) -> None:
    set_clock(at)
    checkout = await _buy(purchase, at)
    if purchase.told != "late":
        await _pay(checkout, purchase.told, at + PAYS_AFTER)
    order = checkout.order
    if any(part.status not in BEGUN for part in order.shop_orders):
        return  # told before
    if purchase.end == "cancelled":
        set_clock(min(at + dt.timedelta(minutes=6), now))
        await orders.cancel(id=order.id, buyer_id=order.buyer_id, reason=purchase.reason)
        return
    owners = {named("shop", p.shop.slug): p.shop for p in purchase.picks}
    for part in order.shop_orders:
        shop = owners[part.shop.id]
        food = all(p.item.kind == "food" for p in purchase.picks if p.shop is shop)
        end = purchase.end_of(shop.slug)
        await _walk(part, named("person", shop.owner), order, food, end, purchase.reason, at, now)


async def _pay(checkout: Checkout, told: Telling, at: dt.datetime) -> None:
    if checkout.payment is not None and checkout.payment.provider is not None:
        await pay(checkout.payment, told, at)


async def _buy(purchase: Purchase, at: dt.datetime) -> Checkout:
    """Into the cart, and out through the checkout. The keys follow from the name, so that it happens once."""
    buyer = named("person", purchase.buyer.email)
    lines = [Filling(p.offer, p.quantity, p.note) for p in purchase.picks]
    filled = await cart.fill(asked=asked("basket", named("basket", purchase.name), buyer), lines=lines)
    request = CheckoutRequest(
        cart_id=filled.id,
        payment_method=purchase.method,
        bank=purchase.bank,
        delivery_option=purchase.delivery,
        address_id=named("address", purchase.buyer.email, "Rumah") if purchase.delivery == "delivery" else None,
    )
    key = named("order", purchase.name, at=at)
    return await orders.checkout(key=key, buyer_id=buyer, request=request)


async def _walk(
    part: ShopOrder,
    seller: UUID,
    order: Order,
    food: bool,
    end: str,
    reason: str,
    at: dt.datetime,
    now: dt.datetime,
) -> None:
    """Lead one shop order along its road to its end."""
    if end in ("pending", "paid"):
        return
    if end == "rejected":
        set_clock(min(at + dt.timedelta(minutes=9), now))
        await _step(part, seller, "rejected", reason)
        return
    delivered = part.delivery_option == "delivery"
    road = KITCHEN if food else COURIER if delivered else COUNTER
    for status, after in road:
        if delivered and status == "ready_for_pickup":
            status = "shipped"
        set_clock(min(at + dt.timedelta(minutes=after), now))
        by_buyer = status == "delivered" and end in ("completed", "refunded") and order.payment_method != "cash"
        await _step(part, order.buyer_id if by_buyer else seller, status)
        if status == end:
            return
    if end == "refunded":
        set_clock(min(at + dt.timedelta(minutes=COMPLAINT), now))
        await payments.refund_payment(
            id=named("refund", str(part.id)),
            payment_id=order.payment_id,
            shop_order_id=part.id,
            amount=None,
            reason=reason,
        )


async def _step(part: ShopOrder, actor: UUID, status: ShopOrderStatus, reason: str = "") -> None:
    await orders.move(id=part.id, actor_id=actor, roles=["customer"], status=status, reason=reason)
