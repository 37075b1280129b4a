"""What a test or a person may wish of the outside world: an outcome, and everything that can go wrong with it."""

from typing import Annotated, Literal

import msgspec

Seconds = Annotated[float, msgspec.Meta(ge=0, le=86_400)]
Outcome = Literal["settle", "deny", "expire", "challenge", "again"]
Operation = Literal["charge", "status", "cancel", "expire", "refund"]


class Wish(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`POST /simulate/{order_id or transaction_id}`.

    outcome               again: nothing happens, what was told last is told once more (of a refund, too)
    drop                  the notification is lost for ever (asking for the status still tells the truth)
    delay_s               the notification leaves that much later
    duplicate             so many more copies of each notification, at the same moment (true: one)
    reorder               the news come in the wrong order: the outcome first, then what was before it
    wrong_signature       the notification carries a signature that is not ours
    wrong_amount          the notification tells another amount, properly signed (true: one rupiah less)
    amount                the payer was charged this instead (a fee on top): status and notification say so
    settle_after_expiry   first it expires, then the money comes all the same
    deny_after_settle_s   the bank takes the settled money back that much later
    """

    outcome: Outcome
    drop: bool = False
    delay_s: Seconds = 0.0
    duplicate: bool | Annotated[int, msgspec.Meta(ge=0, le=100)] = 0
    reorder: bool = False
    wrong_signature: bool = False
    wrong_amount: bool | Annotated[int, msgspec.Meta(ge=0)] = False
    amount: Annotated[int, msgspec.Meta(ge=1)] | None = None
    settle_after_expiry: bool = False
    deny_after_settle_s: Seconds | None = None


class Trouble(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`POST /faults`: what the next `times` calls of an operation meet.

    down                 503, and nothing was done
    lost_answer          it was done, the answer is 500
    hang                 it was done, the answer comes after `seconds`
    insufficient_funds   the merchant's balance does not cover the refund
    """

    operation: Operation
    kind: Literal["down", "lost_answer", "hang", "insufficient_funds"]
    times: Annotated[int, msgspec.Meta(ge=1, le=10_000)] = 1
    seconds: Seconds = 30.0


class Troubles:
    """The faults armed now. Not kept over a restart: they are the test's, not the world's."""

    def __init__(self) -> None:
        self.armed: dict[Operation, list[Trouble]] = {}

    def arm(self, trouble: Trouble) -> None:
        self.armed.setdefault(trouble.operation, []).extend([trouble] * trouble.times)

    def clear(self) -> None:
        self.armed.clear()

    def take(self, operation: Operation) -> Trouble | None:
        waiting = self.armed.get(operation)
        return waiting.pop(0) if waiting else None
