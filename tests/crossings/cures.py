"""Cures, and how to take each of them out again: the proof must then break, by that rule, at that crossing.

    @cure("B2", "asks_what_is_due", "cash/2/plenty/ready hand_over pay_by_wallet after")
    def ask_for_the_whole_bill(out: Out) -> None:
        out.replace(rules, "due", lambda bill, parts: bill.amount)

`replace` puts back what was there before the cure, for as long as the crossing takes.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

from niaga.cart import api as cart
from niaga.cart.types import Filling
from niaga.kit import db, keys
from niaga.kit.events import SUBSCRIBERS, Subscriber
from niaga.kit.ids import new_id
from niaga.kit.keys import asked

from .gates import here


class Out:
    """Takes cures out, and puts them back."""

    def __init__(self) -> None:
        self.before: list[tuple[Any, str, Any]] = []
        self.kept: list[Subscriber] = []

    def replace(self, owner: Any, name: str, other: Any) -> None:
        self.before.append((owner, name, getattr(owner, name)))
        setattr(owner, name, other)

    def hears(self, subscriber: str, body: Any) -> None:
        """Another handler for its events."""
        known = SUBSCRIBERS[subscriber]
        self.kept.append(known)
        SUBSCRIBERS[subscriber] = known._replace(body=body)

    def put_back(self) -> None:
        for owner, name, value in reversed(self.before):
            setattr(owner, name, value)
        SUBSCRIBERS.update({known.name: known for known in self.kept})


class Cure(NamedTuple):
    fault: str
    rule: str
    example: str
    take_out: Callable[[Out], None]


CURES: dict[str, Cure] = {}


def cure(fault: str, rule: str, example: str) -> Callable[[Callable[[Out], None]], Callable[[Out], None]]:
    def decorate(take_out: Callable[[Out], None]) -> Callable[[Out], None]:
        assert take_out.__name__ not in CURES, f"two cures named {take_out.__name__}"
        CURES[take_out.__name__] = Cure(fault, rule, example, take_out)
        return take_out

    return decorate


@cure("B1", "one_cart_one_order", "wallet/1/plenty/cart checkout checkout_elsewhere inside@5")
def buy_what_somebody_else_has_taken(out: Out) -> None:
    from niaga.orders.api import placement

    async def taken(**_: Any) -> bool:
        return True

    out.replace(placement.cart, "take", taken)


@cure("B16", "losers_leave_nothing", "wallet/2/plenty/cart checkout buy_anew inside@9")
def write_the_losers_order_as_cancelled(out: Out) -> None:
    from niaga.orders.api import outcome

    async def cancelled(id: Any) -> bool:
        async with db.tx() as c:
            for table, more in (("orders", ", cancelled_by = 'system'"), ("shop_order", "")):
                where = "id" if table == "orders" else "order_id"
                await c.execute(f"UPDATE orders.{table} SET status = 'cancelled'{more} WHERE {where} = $1", id)
        await outcome.let_go_of([id])
        return True

    out.replace(outcome, "_undo", cancelled)


@cure("security 17", "one_cart_one_order", "wallet/1/plenty/cart checkout checkout_elsewhere inside@5")
def put_back_what_was_never_taken(out: Out) -> None:
    from niaga.orders.api import placement

    take = placement.cart.take

    async def take_or_fill(*, cart_id: Any, order_id: Any, lines: Any) -> bool:
        taken: bool = await take(cart_id=cart_id, order_id=order_id, lines=lines)
        if not taken:
            rows = await db.pool().fetch("SELECT user_id FROM cart.cart WHERE id = $1", cart_id)
            again = [Filling(line.offer_id, line.quantity) for line in lines]
            await cart.fill(asked=asked("again", new_id(), rows[0]["user_id"]), lines=again)
        return taken

    out.replace(placement.cart, "take", take_or_fill)


@cure("B21", "one_cart_one_order", "wallet/1/plenty/cart add_by_a_used_key look after")
def say_that_a_used_key_is_done(out: Out) -> None:
    async def done_before(wishes: Any) -> list[None]:
        return [None] * len(wishes)

    out.replace(keys, "check", done_before)


@cure("security 18", "one_cart_one_order", "wallet/1/plenty/cart add_by_anothers_key look after")
def say_that_anothers_key_is_ones_own(out: Out) -> None:
    say_that_a_used_key_is_done(out)


@cure("security 6", "unpaid_within_limits", "qris/1/plenty/unproven checkout_elsewhere look after")
def let_one_person_hold_all(out: Out) -> None:
    from niaga.orders.api import goods

    out.replace(goods, "limit_of", lambda *_: None)


@cure("security 6: cash", "cash_is_by_the_proven", "cash/1/plenty/unproven checkout look after")
def let_anybody_bring_cash(out: Out) -> None:
    from niaga.orders.api import placement

    async def all_of_them(_: Any) -> bool:
        return True

    out.replace(placement, "_proven", all_of_them)


# --- old ones, to show that the proof is real -------------------------------------------------------------------------


@cure("a sale is committed before it is paid", "orders.goods_left_once", "qris/1/plenty/unpaid settle look after")
def pay_without_goods(out: Out) -> None:
    from niaga.orders.api import settlement

    async def nothing_lost(*_: Any) -> set[Any]:
        return set()

    out.replace(settlement, "_commit", nothing_lost)


@cure("late money goes back", "money_kept_is_what_lives", "qris/1/plenty/cancelled settle_late look after")
def keep_late_money(out: Out) -> None:
    from niaga.orders.api import settlement

    async def kept(*_: Any) -> None: ...

    out.replace(settlement, "_give_back", kept)


@cure("a cancelled part's goods come back", "every_unit_is_somewhere", "wallet/1/plenty/paid cancel look after")
def keep_the_goods(out: Out) -> None:
    from niaga.orders.api import goods

    async def kept(**_: Any) -> None: ...

    out.replace(goods.inventory, "give_back", kept)


@cure(
    "money comes before its refund",
    "orders.refunds_are_counted",
    "qris/1/plenty/unpaid settle refund_some_of_part after ~1",
)
def count_refunds_of_unheard_money(out: Out) -> None:
    from niaga.orders.api.compensation import count_refunds

    async def note(*, events: Any) -> None:
        await count_refunds(sorted({event.order_id for event in events}))

    out.hears("orders.note_refunds", note)


@cure("a cancelled part is told as a part", "told_what_is_true", "qris/2/plenty/begun cancel look after")
def tell_a_part_as_the_whole(out: Out) -> None:
    from niaga.notifications.handlers import orders as handlers

    async def tell(*, events: Any) -> None:
        found = await handlers.orders.orders(ids=[event.id for event in events])
        await handlers._tell_buyers("order_cancelled", found)
        await handlers._tell_sellers("sale_cancelled", handlers._parts(found))

    out.hears("notifications.tell_of_cancelled", tell)


@cure("B3", "payments_end: a living order's cash", "cash/1/plenty/unpaid cancel accept inside@4")
def end_payments_before_deciding(out: Out) -> None:
    from niaga.orders.api import cancellation

    catch_up = cancellation.catch_up

    async def end_first(order: Any, attempts: Any) -> bool:
        process = here()
        if process and process.name == "cancel":
            await cancellation.end_payments(order.id)
        return await catch_up(order, attempts)

    out.replace(cancellation, "catch_up", end_first)


@cure("B23, security 7", "cash_is_the_shops_word", "cash/1/plenty/ready confirm_received look after")
def let_the_buyer_say_it(out: Out) -> None:
    from niaga.orders.rules import steps

    out.replace(steps, "awaits_cash", lambda *_: False)


@cure("security 1", "bug: cancel", "wallet/1/plenty/paid claim_ids cancel told")
def take_keys_for_ids(out: Out) -> None:
    from niaga.kit.keys import Asked
    from niaga.payments.rows import Transfer

    out.replace(Asked, "id", property(lambda asked: asked.key))
    out.replace(Transfer, "id", property(lambda transfer: transfer.cause))


@cure("security 5", "wallet_pays_before_we_do", "virtual_account/1/plenty/paid cancel deny after")
def leave_what_was_reversed_in_the_wallet(out: Out) -> None:
    from niaga.payments.api import reversals

    async def nothing(*_: Any, **__: Any) -> int:
        return 0

    out.replace(reversals.refund_store, "to_wallet", nothing)


@cure("B7", "every_unit_is_somewhere", "wallet/1/plenty/paid refund_payment look after")
def keep_goods_that_were_refunded(out: Out) -> None:
    from niaga.orders.store import transitions

    async def none_of_them(*_: Any, **__: Any) -> list[Any]:
        return []

    out.replace(transitions, "not_begun", none_of_them)


@cure("a refund waits when the bank reverses", "provider_agrees", "ewallet/2/plenty/refunding deny look after")
def count_what_waits_as_refunded(out: Out) -> None:
    from niaga.payments import rules
    from niaga.payments.api import refunds

    async def to_the_wallet(refund: Any, *_: Any) -> None:
        await refunds._done(refund, "wallet", "provider_refused")

    def all_asked(payment: Any, back: Any) -> int:
        return 0 if payment.reversed else int(payment.received - back.asked)

    out.replace(rules, "reversal", all_asked)
    out.replace(rules.provider_status, "reversal", all_asked)
    out.replace(refunds, "_declined", to_the_wallet)


@cure("security 8", "shops_close_with_their_owners", "qris/1/plenty/unpaid erase_owner look after")
def let_shops_sell_without_owners(out: Out) -> None:
    from niaga.shops import api

    async def nothing(**_: Any) -> None: ...

    out.replace(api, "suspend_unkept", nothing)


@cure("news in the wrong order", "provider_agrees", "card/1/last/expired settle deny inside@1")
def believe_late_money_for_ever(out: Out) -> None:
    from niaga.payments.api import settlement

    out.replace(settlement, "once_settled", lambda *_: None)


@cure("B9", "asks_what_is_due", "cash/2/plenty/unpaid reject pay_by_qris after")
def ask_for_what_fell_away(out: Out) -> None:
    from niaga.payments.api import attempts

    async def as_wished(_: Any, wishes: Any, __: Any) -> Any:
        return wishes

    out.replace(attempts, "_narrow", as_wished)


@cure("B2", "asks_what_is_due", "cash/2/plenty/ready hand_over pay_by_wallet after")
def ask_for_what_was_collected(out: Out) -> None:
    ask_for_what_fell_away(out)


@cure("B11", "told_what_is_true", "cash/2/plenty/delivered look after")
def tell_the_orders_total(out: Out) -> None:
    from niaga.notifications.handlers import orders as handlers

    async def tell(*, events: Any) -> None:
        await handlers._tell_buyers("order_paid", await handlers.orders.orders(ids=[event.id for event in events]))

    out.hears("notifications.tell_of_paid", tell)


@cure("B14", "refusal_is_right: buy_anew", "qris/1/last/unpaid buy_anew look after")
def stand_in_ones_own_way(out: Out) -> None:
    from niaga.orders.api import goods

    out.replace(goods, "_enough", lambda *_: False)


@cure(
    "B15: what went back has paid nothing",
    "orders.goods_left",
    "virtual_account/1/plenty/unpaid settle_less look after",
)
def pay_with_what_went_back(out: Out) -> None:
    from niaga.orders import handlers

    async def settle(orders: Any, only: Any = None) -> None:
        for payment in await handlers.payments.of_orders(orders=orders):
            if payment.received and (only is None or payment.id in only):
                await handlers.settle(handlers.Settling.of(payment))

    out.replace(handlers, "_settle", settle)


@cure("B5", "orders.refunds_are_counted", "wallet/2/plenty/paid refund_some_of_payment reject after")
def take_it_from_no_part(out: Out) -> None:
    from niaga.payments.rules import bills
    from niaga.payments.types import Part

    def only_where_one_is_named(amount: int, parts: Any) -> list[Part]:
        return [Part(parts[0].shop_order_id, amount)] if len(parts) == 1 else []

    out.replace(bills, "shares", only_where_one_is_named)


@cure("B15: told", "other_amounts_are_told", "qris/1/plenty/other_amount accept_other_amount look after")
def tell_nobody_of_differences(out: Out) -> None:
    async def nothing(**_: Any) -> None: ...

    out.hears("notifications.tell_of_differences", nothing)


@cure(
    "cash is settled when all of it is there",
    "orders.what_is_not_delivered",
    "cash/2/plenty/half refund_some_of_part look after",
)
def settle_half_of_the_cash(out: Out) -> None:
    pay_with_what_went_back(out)


@cure("found here", "provider_agrees", "virtual_account/2/spread/cancelled ask_providers settle_late inside@4")
def believe_an_answer_that_money_overtook(out: Out) -> None:
    from niaga.payments.api import provider_status

    out.replace(provider_status, "_moved", lambda before, payment: False)


@cure(
    "B14: only where it would do",
    "refused_step_writes_nothing",
    "qris/1/plenty/unpaid switch_warehouse_off buy_anew settle_late told",
)
def give_way_for_nothing(out: Out) -> None:
    from niaga.inventory.api import holds

    async def wherever_it_lies(c: Any, *, owner: Any, **_: Any) -> list[Any]:
        found = await c.fetch(
            """
            SELECT h.id, l.shop_id, l.variant_id, l.quantity, h.made_at
              FROM inventory.hold h JOIN inventory.hold_line l ON l.hold_id = h.id
             WHERE h.owner = $1 AND l.state = 'held'
            """,
            owner,
        )
        return [holds.OwnHold(**row) for row in found]

    out.replace(holds.store, "own", wherever_it_lies)
