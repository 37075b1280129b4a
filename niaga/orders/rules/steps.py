"""The steps a shop order may take, who may take them, and what they make of the order."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from niaga.kit.errors import Forbidden, WrongState, invalid
from niaga.payments.types import Method

from ..rows import ShopOrderRow, StepRow
from ..types import CashUnconfirmed, Delivery, OrderStatus, ReasonCode, Role, ShopOrderStatus

Steps = dict[ShopOrderStatus, dict[ShopOrderStatus, frozenset[Role]]]

SELLER: frozenset[Role] = frozenset({"seller", "admin"})
BUYER: frozenset[Role] = frozenset({"buyer"})
SYSTEM: frozenset[Role] = frozenset({"system"})

STEPS: Steps = {
    "pending": {"paid": SYSTEM, "processing": SELLER, "rejected": SELLER, "cancelled": BUYER | SYSTEM},
    "paid": {"processing": SELLER, "rejected": SELLER, "cancelled": BUYER | SYSTEM, "refunded": SYSTEM},
    "processing": {
        "packed": SELLER,
        "ready_for_pickup": SELLER,
        "shipped": SELLER,
        "rejected": SELLER,
        "refunded": SYSTEM,
    },
    "packed": {"ready_for_pickup": SELLER, "shipped": SELLER, "refunded": SYSTEM},
    "ready_for_pickup": {"delivered": SELLER | BUYER, "refunded": SYSTEM},
    "shipped": {"delivered": SELLER | BUYER | {"courier"}, "refunded": SYSTEM},
    "delivered": {"completed": SELLER | BUYER | SYSTEM, "refunded": SYSTEM},
    "completed": {"refunded": SYSTEM},
    "cancelled": {"paid": SYSTEM},  # money that came late, and the stock was still there
    "rejected": {},
    "refunded": {},
}
ONLY: dict[ShopOrderStatus, Delivery] = {"ready_for_pickup": "pickup", "shipped": "delivery"}
GONE: frozenset[ShopOrderStatus] = frozenset({"cancelled", "rejected", "refunded"})
HANDED_OVER: frozenset[ShopOrderStatus] = frozenset({"delivered", "completed"})


NOT_BEGUN: frozenset[ShopOrderStatus] = frozenset({"pending", "paid"})
"""By its shop: still the buyer's to cancel."""


def step_of(
    part: ShopOrderRow,
    status: ShopOrderStatus,
    at: datetime,
    *,
    actor: Role = "system",
    actor_id: UUID | None = None,
    reason: str = "",
    reason_code: ReasonCode | None = None,
) -> StepRow:
    """The row of one step of a shop order: why, in somebody's words or by a code of ours."""
    return StepRow(part.order_id, part.id, at, status, actor, actor_id, reason, reason_code)


def allowed(part: ShopOrderRow, method: Method, paid: bool, role: Role) -> list[ShopOrderStatus]:
    """The steps this role may ask for now, one by one. Only cash orders are begun before they are paid.

    A buyer asks for `delivered` alone, which also completes what the shop has handed over; cancelling is of the order.
    Who receives cash says so: a buyer's word completes only what is paid.
    """
    if role == "buyer":
        mine = part.status == "delivered" or role in STEPS[part.status].get("delivered", ())
        return ["delivered"] if mine and not awaits_cash(part, method, paid) else []
    unpaid = part.status == "pending" and (method != "cash" or paid)
    return [
        step
        for step, roles in STEPS[part.status].items()
        if role in roles
        and ONLY.get(step, part.delivery_option) == part.delivery_option
        and not (unpaid and role in SELLER)
    ]


def way(present: ShopOrderStatus, step: ShopOrderStatus, role: Role) -> list[ShopOrderStatus]:
    """What is written for one step, in order: a plate is ready without being packed first, so that `packed` stands
    before it in the history; what its buyer has received is completed."""
    if present == "processing" and step in ONLY:
        return ["packed", step]
    if role == "buyer" and step == "delivered":
        return ["delivered", "completed"]
    return [step]


def awaits_cash(part: ShopOrderRow, method: Method, paid: bool) -> bool:
    """Whether handing this part over is also receiving its money."""
    return method == "cash" and not paid and part.status not in HANDED_OVER


def check_step(part: ShopOrderRow, method: Method, paid: bool, role: Role, step: ShopOrderStatus, reason: str) -> None:
    """Raises WrongState for a step that is not open, Forbidden for one that is not this role's ever, CashUnconfirmed
    where the shop has to say first that it has the money."""
    if role in ("buyer", "courier") and step != "delivered":
        raise Forbidden()
    open_steps = allowed(part, method, paid, role)
    if step not in open_steps:
        if role == "buyer" and role in STEPS[part.status].get(step, ()):
            raise CashUnconfirmed(present=part.status, allowed=open_steps)
        raise WrongState(present=part.status, allowed=open_steps)
    if step == "rejected" and not reason.strip():
        raise invalid("reason", "Say why, for the buyer")


def for_the_books(part: ShopOrderRow) -> str:
    """Why it ended, as ledgers keep it for ever: not in the words of its buyer, who may be erased one day."""
    return part.reason_code or (part.reason if part.status in ("rejected", "refunded") else "")


def order_status(paid_at: datetime | None, cancelled_by: Role | None, parts: Sequence[ShopOrderRow]) -> OrderStatus:
    """An order is what its shop orders are."""
    live = [part for part in parts if part.status not in GONE]
    returned = sum(part.refunded for part in parts)
    if not live:
        if returned:
            return "refunded"
        return "expired" if cancelled_by == "system" and paid_at is None else "cancelled"
    if returned:
        return "partly_refunded"
    if all(part.status == "completed" for part in live):
        return "completed"
    if paid_at is not None or all(part.status in HANDED_OVER for part in live):
        return "paid"
    return "pending_payment"
