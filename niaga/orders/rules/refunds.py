"""What refunds make of an order's parts."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from niaga.payments.types import Refund

from ..rows import RefundedRow, ShopOrderRow, StepRow
from .steps import GONE, step_of


class Counted(NamedTuple):
    refunded: list[RefundedRow]
    """The parts of which more has gone back than is written."""
    steps: list[StepRow]
    """Those of which all has gone back end with it."""


def count(parts: Sequence[ShopOrderRow], refunds: Sequence[Refund], now: datetime) -> Counted:
    """`refunds`: all that went back for these parts. What was refunded is never undone."""
    back = {part.id: 0 for part in parts}
    reasons: dict[UUID, str] = {}
    for refund in refunds:
        for share in refund.parts:
            back[share.shop_order_id] += share.amount
            reasons[share.shop_order_id] = refund.reason
    changed = [part for part in parts if part.refunded < min(back[part.id], part.total)]
    whole = [p for p in changed if back[p.id] >= p.total > 0 and p.status not in GONE and p.status != "pending"]
    return Counted(
        [RefundedRow(part.id, back[part.id]) for part in changed],
        [step_of(part, "refunded", now, reason=reasons[part.id]) for part in whole],
    )
