"""What an admin does."""

from typing import Literal
from uuid import UUID

from niaga.identity import api as identity
from niaga.identity.types import PersonChange
from niaga.kit.keys import asked
from niaga.payments import api as payments
from niaga.shops import api as shops

from ..scene import Nothing, Scene
from . import act

ONLINE = ("qris", "virtual_account", "ewallet")
BACK = {"refund_too_much", "wrong_state"}


async def _refund(s: Scene, key: UUID, *, part: UUID | None, amount: int | None) -> None:
    paid = [p for p in await s.attempts() if p.received]
    if not paid:
        raise Nothing
    wish = asked("refund", key, s.slot.admin, part, amount)
    await payments.refund_payment(
        id=wish.id,
        payment_id=paid[-1].id,
        shop_order_id=part,
        amount=amount,
        reason="Atas permintaan",
        asked=wish,
    )


@act("admin", open={"paid", "begun", "ready"}, of={"wallet", "qris", "virtual_account", "ewallet", "card"}, may=BACK)
async def refund_payment(s: Scene, key: UUID) -> None:
    await _refund(s, key, part=None, amount=None)


@act("admin", open={"paid", "begun", "ready"}, of={"wallet", "qris", "virtual_account", "ewallet", "card"}, may=BACK)
async def refund_some_of_payment(s: Scene, key: UUID) -> None:
    await _refund(s, key, part=None, amount=6_000)


@act("admin", open={"paid", "begun", "ready"}, of={"wallet", "qris", "virtual_account", "ewallet", "card"}, may=BACK)
async def refund_part(s: Scene, key: UUID) -> None:
    await _refund(s, key, part=s.part(), amount=None)


@act("admin", open={"paid", "begun", "ready"}, of={"wallet", "qris", "virtual_account", "ewallet", "card"}, may=BACK)
async def refund_some_of_part(s: Scene, key: UUID) -> None:
    await _refund(s, key, part=s.part(), amount=1_000)


@act("admin", open={"paid"}, of={"wallet", "qris", "virtual_account", "ewallet", "card"}, may=BACK)
async def refund_second_part(s: Scene, key: UUID) -> None:
    await _refund(s, key, part=s.part(1), amount=None)


@act("admin", may={"wrong_state"})
async def suspend_shop(s: Scene, key: UUID) -> None:
    await shops.decide(id=s.slot.shops[0].id, status="suspended", reason="Diperiksa")


@act("admin", may={"wrong_state"})
async def suspend_owner(s: Scene, key: UUID) -> None:
    await identity.administer(id=s.slot.shops[0].owner, by=s.slot.admin, change=PersonChange(status="suspended"))


@act("admin")
async def erase_owner(s: Scene, key: UUID) -> None:
    await identity.erase(id=s.slot.shops[0].owner, by=s.slot.admin)


@act("admin", may={"wrong_state"})
async def suspend_buyer(s: Scene, key: UUID) -> None:
    await identity.administer(id=s.slot.buyer, by=s.slot.admin, change=PersonChange(status="suspended"))


@act("admin")
async def erase_buyer(s: Scene, key: UUID) -> None:
    await identity.erase(id=s.slot.buyer, by=s.slot.admin)


async def _decide(s: Scene, decision: Literal["accepted", "returned"]) -> None:
    waiting = [p for p in await s.attempts() if p.status == "authorized"]
    if not waiting:
        raise Nothing
    await payments.settle_difference(id=waiting[-1].id, decision=decision)


@act("admin", open={"other_amount"}, of=ONLINE, may={"wrong_state"})
async def accept_other_amount(s: Scene, key: UUID) -> None:
    await _decide(s, "accepted")


@act("admin", open={"other_amount"}, of=ONLINE, may={"wrong_state"})
async def return_other_amount(s: Scene, key: UUID) -> None:
    await _decide(s, "returned")
