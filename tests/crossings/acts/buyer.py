"""What a buyer does."""

from contextlib import suppress
from uuid import UUID

from niaga.cart import api as cart
from niaga.cart.rules.owners import cart_of_person
from niaga.cart.types import NewItem
from niaga.kit.errors import KeyReused
from niaga.kit.ids import id_of
from niaga.kit.keys import asked
from niaga.orders import api as orders
from niaga.payments import api as payments
from niaga.simulator.midtrans.types import Refused

from ..scene import QUANTITY, STATES, Nothing, Scene
from . import act

BOUGHT_NOT = {
    "cart_empty",
    "out_of_stock",
    "price_changed",
    "insufficient_balance",
    "not_found",
    "wrong_state",
    "too_many_unpaid",
    "contact_not_verified",
}
"""What a checkout may be told: the cart or the shelf is empty by now, the offer is gone, the wallet too light."""


@act("buyer", may={"not_found", "validation_failed"}, puts=lambda s: 1)
async def add_to_cart(s: Scene, key: UUID) -> None:
    await _add(s, key, s.slot.buyer, 1)


@act("buyer", may={"not_found", "validation_failed"}, puts=lambda s: 1)
async def add_by_a_used_key(s: Scene, key: UUID) -> None:
    """Twice by one key, the second time something else: refused, or else it has to be in the cart."""
    await _add(s, key, s.slot.buyer, 1)
    with suppress(KeyReused):
        await _add(s, key, s.slot.buyer, 2)
        s.add(2)


@act("buyer", may={"not_found", "validation_failed"}, puts=lambda s: 0)
async def add_by_anothers_key(s: Scene, key: UUID) -> None:
    """The same by a key that somebody else has used."""
    await _add(s, key, s.slot.shops[0].owner, 1)
    with suppress(KeyReused):
        await _add(s, key, s.slot.buyer, 1)
        s.add(1)


async def _add(s: Scene, key: UUID, whose: UUID, quantity: int) -> None:
    item = NewItem(offer_id=s.offers()[0], quantity=quantity)
    await cart.add(asked=asked("cart", key, whose, item), cart_id=cart_of_person(whose), user_id=whose, item=item)


@act("buyer", open={"cart"}, may=BOUGHT_NOT)
async def checkout(s: Scene, key: UUID) -> None:
    """With the key of the first order, as after a lost answer."""
    await orders.checkout(key=s.key, buyer_id=s.slot.buyer, request=s.request())


@act("buyer", open={"cart"}, may=BOUGHT_NOT)
async def checkout_elsewhere(s: Scene, key: UUID) -> None:
    """The same cart by another key: another tab, another device."""
    await orders.checkout(key=key, buyer_id=s.slot.buyer, request=s.request())


@act("buyer", open={"cart"}, of={"qris", "virtual_account", "ewallet", "card"}, may=BOUGHT_NOT)
async def checkout_by_wallet(s: Scene, key: UUID) -> None:
    await orders.checkout(key=key, buyer_id=s.slot.buyer, request=s.request("wallet"))


@act("buyer", open={"unpaid"}, at={"cart", "unpaid"}, may=BOUGHT_NOT, puts=lambda s: 0)
async def buy_anew(s: Scene, key: UUID) -> None:
    """Back to the shop: the same goods into the cart once more, and another order of them. One's own open order
    does not stand in the way."""
    await s.fill(key)
    await orders.checkout(key=key, buyer_id=s.slot.buyer, request=s.request())


@act("buyer", open={"unpaid", "paid", "rejected"}, may={"wrong_state"})
async def cancel(s: Scene, key: UUID) -> None:
    if s.start.state == "rejected" and s.start.shops == 1:
        raise Nothing
    await orders.cancel(id=s.order, buyer_id=s.slot.buyer, reason="Berubah pikiran")


PAY = {"wrong_state", "not_found", "payment_under_review"}


async def _pay(s: Scene, key: UUID, method: str) -> None:
    wish = asked("payment", key, s.slot.buyer, method)
    await payments.try_again(
        id=wish.id,
        order_id=s.order,
        payer_id=s.slot.buyer,
        method=method,  # type: ignore[arg-type]
        bank=None,
        asked=wish,
    )


@act("buyer", open={"unpaid"}, may={*PAY, "insufficient_balance"})
async def pay_by_wallet(s: Scene, key: UUID) -> None:
    await _pay(s, key, "wallet")


@act("buyer", open={"unpaid"}, may=PAY)
async def pay_by_qris(s: Scene, key: UUID) -> None:
    await _pay(s, key, "qris")


@act("buyer", open={"unpaid"}, may=PAY)
async def pay_by_bank(s: Scene, key: UUID) -> None:
    await _pay(s, key, "virtual_account")


@act("buyer", open={"unpaid"}, may=PAY)
async def pay_by_ewallet(s: Scene, key: UUID) -> None:
    await _pay(s, key, "ewallet")


@act("buyer", open={"unpaid"}, may=PAY)
async def pay_by_card(s: Scene, key: UUID) -> None:
    await _pay(s, key, "card")


@act("buyer", open={"delivered", "completed"}, may={"wrong_state", "cash_unconfirmed"})
async def confirm_received(s: Scene, key: UUID) -> None:
    await orders.move(id=s.part(), actor_id=s.slot.buyer, roles=[], status="delivered", reason="")


@act("buyer", at=set(STATES) - {"cart"}, may={"not_found"}, puts=lambda s: s.again)
async def order_again(s: Scene, key: UUID) -> None:
    done = await orders.again(id=s.order, asked=asked("again", key, s.slot.buyer, s.order))
    s.again = QUANTITY * len(done.added)


@act("buyer", at=set(STATES) - {"cart"}, may={"wallet_limit_reached"})
async def claim_ids(s: Scene, key: UUID) -> None:
    """A top-up of a rupiah or two, under a key that is an id of something else: of the refund that may come."""
    wish = asked("topup", id_of("give back", s.part()), s.slot.buyer)
    payment = await payments.top_up(
        id=wish.id, user_id=s.slot.buyer, amount=1_000, method="qris", bank=None, asked=wish
    )
    with suppress(Refused):  # the provider may not have answered
        await s.outside.play(payment.id, "settle")


@act("buyer", at=set(STATES) - {"cart"}, of={"qris", "virtual_account", "ewallet", "card"}, may={"unreachable"})
async def ask_about_payment(s: Scene, key: UUID) -> None:
    """Pressing "I have paid"."""
    await payments.ask_now(id=(await s.attempt()).id)


@act("buyer", at=set(STATES) - {"cart"})
async def look(s: Scene, key: UUID) -> None:
    """Opening the order's page settles what has been paid and nobody told yet."""
    await orders.seen(id=s.order, actor_id=s.slot.buyer, roles=[])
