"""One crossing's stage: who, which goods, which order, and the states it may start in."""

import datetime as dt
from collections.abc import Awaitable, Callable, Sequence
from typing import Literal, NamedTuple
from uuid import UUID

from niaga.cart import api as cart
from niaga.cart.types import Filling
from niaga.kit import clock, db
from niaga.kit.ids import new_id
from niaga.kit.keys import asked
from niaga.orders import api as orders
from niaga.orders.types import CheckoutRequest, ShopOrderStatus
from niaga.payments import api as payments
from niaga.payments.types import Method

from .healing import Queue, tick
from .outside import Outside
from .world import Shop, Slot

METHODS: tuple[Method, ...] = ("wallet", "qris", "virtual_account", "ewallet", "card", "cash")
QUANTITY = 2
LINK_DIES = dt.timedelta(minutes=13, seconds=30)
HOLD_LAPSES = dt.timedelta(minutes=15, seconds=45)
CASH_LAPSES = dt.timedelta(hours=2, minutes=3)


class Nothing(Exception):
    """The act finds nothing to act on: there is no such pair here."""


class Start(NamedTuple):
    """Where a crossing begins."""

    method: Method
    shops: int
    goods: str
    """As in world.STOCK."""
    state: str

    def __str__(self) -> str:
        return f"{self.method}/{self.shops}/{self.goods}/{self.state}"


class Paying(NamedTuple):
    id: UUID
    status: str
    provider: str | None
    received: int


class Scene:
    def __init__(self, slot: Slot, start: Start, outside: Outside, queue: Queue, bugs: list[BaseException]) -> None:
        self.slot, self.start = slot, start
        self.outside, self.queue, self.bugs = outside, queue, bugs
        self.era = clock._shift
        self.key = new_id()
        self.order_id: UUID | None = None
        self.parts: list[UUID] = []
        self.put: int | None = 0
        """Units put into the cart so far; None where that cannot be known."""
        self.again = 0
        self.filled: set[UUID] = set()

    @property
    def shops(self) -> Sequence[Shop]:
        return self.slot.shops[: self.start.shops]

    @property
    def order(self) -> UUID:
        if self.order_id is None:
            raise Nothing
        return self.order_id

    def offers(self) -> list[UUID]:
        return [shop.goods[self.start.goods].offer_id for shop in self.shops]

    def variant(self, shop: int = 0) -> UUID:
        return self.slot.shops[shop].goods[self.start.goods].variant_id

    def part(self, shop: int = 0) -> UUID:
        if len(self.parts) <= shop:
            raise Nothing
        return self.parts[shop]

    def move(self, by: dt.timedelta) -> None:
        """So much later than at the start; time never goes back."""
        clock.shift(max(clock._shift, self.era + by))

    def request(self, method: Method | None = None) -> CheckoutRequest:
        return CheckoutRequest(
            cart_id=self.slot.cart, payment_method=method or self.start.method, delivery_option="pickup"
        )

    async def fill(self, key: UUID | None = None) -> None:
        """Put the goods into the cart, once for each key."""
        if key is None or key not in self.filled:
            self.add(QUANTITY * self.start.shops)
        if key is not None:
            self.filled.add(key)
        lines = [Filling(offer, QUANTITY) for offer in self.offers()]
        await cart.fill(asked=asked("again", key, self.slot.buyer), lines=lines)

    def add(self, units: int) -> None:
        if self.put is not None:
            self.put += units

    async def checkout(self) -> None:
        bought = await orders.checkout(key=self.key, buyer_id=self.slot.buyer, request=self.request())
        self.order_id = bought.order.id
        at = {shop.id: n for n, shop in enumerate(self.slot.shops)}
        self.parts = [part.id for part in sorted(bought.order.shop_orders, key=lambda p: at[p.shop.id])]

    async def step(self, status: ShopOrderStatus, shop: int = 0, reason: str = "") -> None:
        owner = self.slot.shops[shop].owner
        await orders.move(id=self.part(shop), actor_id=owner, roles=["seller"], status=status, reason=reason)

    async def look_up(self) -> None:
        """The order that an act has made meanwhile."""
        if self.order_id is None:
            rows = await db.pool().fetch(
                """SELECT o.id, s.id AS part, s.shop_id
                     FROM orders.orders o JOIN orders.shop_order s ON s.order_id = o.id
                    WHERE o.buyer_id = $1 ORDER BY o.placed_at, s.number""",
                self.slot.buyer,
            )
            mine = [r for r in rows if r["id"] == rows[0]["id"]]
            by_shop = {r["shop_id"]: r["part"] for r in mine}
            self.order_id = mine[0]["id"] if mine else None
            self.parts = [by_shop[shop.id] for shop in self.shops if shop.id in by_shop]

    async def pay(self) -> None:
        """Bring it to be paid, whichever way."""
        if self.start.method not in ("wallet", "cash"):
            await self.outside.play((await self.attempt()).id, "settle")

    async def attempts(self) -> list[Paying]:
        """Every attempt to pay the order, oldest first; seen from outside, past all gates."""
        rows = await db.pool().fetch(
            "SELECT id, status, provider, received FROM payments.payment WHERE order_id = $1 ORDER BY created_at, id",
            self.order,
        )
        return [Paying(*row) for row in rows]

    async def attempt(self) -> Paying:
        """The newest one that goes through the provider."""
        found = [p for p in await self.attempts() if p.provider]
        if not found:
            raise Nothing
        return found[-1]

    async def settle_down(self) -> None:
        """Everything that follows at once, follows."""
        await self.outside.pass_time()
        await self.queue.drain(telling=False)


async def _cart(s: Scene) -> None:
    await s.fill()


async def _unproven(s: Scene) -> None:
    """Nobody knows whose mailbox it is. One order waits, and goods for another are in the cart."""
    await db.pool().execute("UPDATE identity.person SET email_verified_at = NULL WHERE id = $1", s.slot.buyer)
    if s.start.method != "cash":
        await _unpaid(s)
    await s.fill()


async def _unpaid(s: Scene) -> None:
    await s.fill()
    await s.checkout()


async def _paid(s: Scene) -> None:
    await _unpaid(s)
    await s.pay()
    await s.settle_down()


async def _begun(s: Scene) -> None:
    await _paid(s)
    await s.step("processing")


async def _ready(s: Scene) -> None:
    await _begun(s)
    await s.step("packed")
    await s.step("ready_for_pickup")


async def _delivered(s: Scene) -> None:
    await _ready(s)
    await s.step("delivered")


async def _half(s: Scene) -> None:
    """The first shop has handed over, the second has not begun."""
    if s.start.shops != 2:
        raise Nothing
    await _delivered(s)


async def _completed(s: Scene) -> None:
    await _delivered(s)
    await s.step("completed")


async def _rejected(s: Scene) -> None:
    """The first shop could not."""
    await _paid(s)
    await s.step("rejected", reason="Habis")


async def _cancelled(s: Scene) -> None:
    await _paid(s) if s.start.method == "wallet" else await _unpaid(s)
    await orders.cancel(id=s.order, buyer_id=s.slot.buyer, reason="Berubah pikiran")


async def _replaced(s: Scene) -> None:
    """The buyer has asked for another way to pay; the first may still be paid."""
    await _unpaid(s)
    method: Literal["virtual_account", "qris"] = "virtual_account" if s.start.method == "qris" else "qris"
    await payments.try_again(id=new_id(), order_id=s.order, payer_id=s.slot.buyer, method=method, bank=None)


async def _other_amount(s: Scene) -> None:
    await _unpaid(s)
    payment = await s.attempt()
    await s.outside.play(payment.id, "settle", amount=s.outside.charged(payment.id) + 500)
    s.move(dt.timedelta(seconds=6))
    await tick(s.queue, s.outside, s.bugs, telling=False)  # the provider is asked whether that is so


async def _reversed(s: Scene) -> None:
    """Paid, and taken back by the bank."""
    await _paid(s)
    await s.outside.play((await s.attempt()).id, "deny")
    await tick(s.queue, s.outside, s.bugs, telling=False)


async def _refunding(s: Scene) -> None:
    """The provider was silent when the money was to go back."""
    await _paid(s)
    s.outside.arm("down", times=100)
    await orders.cancel(id=s.order, buyer_id=s.slot.buyer, reason="Berubah pikiran")
    s.outside.troubles.clear()


async def _link_dead(s: Scene) -> None:
    await _unpaid(s)
    s.move(LINK_DIES)


async def _overdue(s: Scene) -> None:
    await _unpaid(s)
    s.move(CASH_LAPSES if s.start.method == "cash" else HOLD_LAPSES)


async def _expired(s: Scene) -> None:
    await _overdue(s)
    for _ in range(2):
        await tick(s.queue, s.outside, s.bugs, telling=False)


STATES: dict[str, Callable[[Scene], Awaitable[None]]] = {
    "cart": _cart,
    "unproven": _unproven,
    "unpaid": _unpaid,
    "paid": _paid,
    "begun": _begun,
    "ready": _ready,
    "delivered": _delivered,
    "half": _half,
    "completed": _completed,
    "rejected": _rejected,
    "cancelled": _cancelled,
    "replaced": _replaced,
    "other_amount": _other_amount,
    "reversed": _reversed,
    "refunding": _refunding,
    "link_dead": _link_dead,
    "overdue": _overdue,
    "expired": _expired,
}


def states_of(method: Method) -> list[str]:
    """A wallet pays at once: nothing of it ever waits. Cash has no link, and is paid by being handed over."""
    online = ("replaced", "other_amount", "reversed", "refunding", "link_dead")
    without = {
        "wallet": (*online, "unproven", "unpaid", "overdue", "expired"),
        "cash": (*online[1:], "paid"),
        "card": ("other_amount",),
    }
    return [state for state in STATES if state not in without.get(method, ())]


async def prepare(scene: Scene) -> None:
    await STATES[scene.start.state](scene)
    await scene.settle_down()
