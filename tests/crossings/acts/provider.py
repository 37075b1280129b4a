"""What payers, their banks and the provider do; we are told by webhook unless it says otherwise."""

from typing import Any
from uuid import UUID

from niaga.simulator.midtrans.types import Refused

from ..scene import Nothing, Paying, Scene
from . import act

ONLINE = ("qris", "virtual_account", "ewallet", "card")


async def _play(s: Scene, payment: Paying, outcome: str, **faults: Any) -> None:
    there = s.outside.find(payment.id)
    if outcome == "settle" and payment.received and there is not None and there.status == "cancel":
        raise Nothing  # a card payment that was called back does not come a second time
    try:
        await s.outside.play(payment.id, outcome, **faults)
    except Refused:
        raise Nothing from None


UNPAID = ("unpaid", "replaced", "cancelled", "link_dead", "overdue", "expired")
PAID = ("paid", "begun", "ready", "delivered", "half", "completed", "rejected", "refunding")


@act("provider", at=UNPAID, of=ONLINE)
async def settle(s: Scene, key: UUID) -> None:
    await _play(s, await s.attempt(), "settle")


@act("provider", at={"replaced"}, of=ONLINE)
async def settle_first(s: Scene, key: UUID) -> None:
    """The oldest attempt is paid, even where a newer one has replaced it."""
    found = [p for p in await s.attempts() if p.provider]
    if len(found) < 2:
        raise Nothing
    await _play(s, found[0], "settle")


@act("provider", at=UNPAID, of=ONLINE)
async def settle_unheard(s: Scene, key: UUID) -> None:
    """The webhook is lost; only asking tells."""
    await _play(s, await s.attempt(), "settle", drop=True)


@act("provider", at=UNPAID, of=ONLINE)
async def settle_twice(s: Scene, key: UUID) -> None:
    """The same webhook, three times at once."""
    await _play(s, await s.attempt(), "settle", duplicate=2)


@act("provider", at=UNPAID, of=ONLINE)
async def settle_late(s: Scene, key: UUID) -> None:
    await _play(s, await s.attempt(), "settle", settle_after_expiry=True)


@act("provider", at=UNPAID, of=ONLINE)
async def settle_other_amount(s: Scene, key: UUID) -> None:
    """The payer was charged a fee on top."""
    payment = await s.attempt()
    if payment.received:
        raise Nothing
    if s.outside.find(payment.id) is None:
        raise Nothing
    await _play(s, payment, "settle", amount=s.outside.charged(payment.id) + 500)


@act("provider", at=UNPAID, of=ONLINE)
async def settle_less(s: Scene, key: UUID) -> None:
    payment = await s.attempt()
    if payment.received or s.outside.find(payment.id) is None:
        raise Nothing
    await _play(s, payment, "settle", amount=s.outside.charged(payment.id) - 4_000)


@act("provider", at=(*UNPAID, *PAID), of=ONLINE)
async def deny(s: Scene, key: UUID) -> None:
    """Refused; of what had settled it is a reversal."""
    await _play(s, await s.attempt(), "deny")


@act("provider", at=UNPAID, of=ONLINE)
async def expire(s: Scene, key: UUID) -> None:
    await _play(s, await s.attempt(), "expire")


@act("provider", at=(*PAID, "cancelled", "reversed"), of=ONLINE)
async def tell_again(s: Scene, key: UUID) -> None:
    """The last news once more, three times at once: of a refund, if there was one."""
    await _play(s, await s.attempt(), "again", duplicate=2)


@act("provider", at=(*PAID, "cancelled", "reversed"), of=ONLINE)
async def tell_in_reverse(s: Scene, key: UUID) -> None:
    """The last news, and after it what had been told before: as where one notice was kept up on its way."""
    await _play(s, await s.attempt(), "again", reorder=True)


@act("provider", of=ONLINE)
async def fall_silent(s: Scene, key: UUID) -> None:
    """Nothing we ask is answered any more, or done."""
    s.outside.arm("down", times=100)


@act("provider", of=ONLINE)
async def lose_answers(s: Scene, key: UUID) -> None:
    """What we ask next is done, and we do not hear of it."""
    s.outside.arm("lost_answer")


@act("provider", at=PAID, of=ONLINE)
async def refuse_refunds(s: Scene, key: UUID) -> None:
    s.outside.arm("insufficient_funds", "refund")
