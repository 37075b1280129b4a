"""What `niaga verify` recomputes of payments. Each rule is the name of the statement that looks for its breach."""

import datetime as dt

from niaga.kit import clock, db
from niaga.kit.port import port
from niaga.kit.verify import Finding

from ..rules import CASH, LOSSES, SUSPENSE
from ..store import checks

RULES = (
    checks.wallet_balances,
    checks.running_balances,
    checks.transfer_accounts,
    checks.payments_booked,
    checks.transfers_founded,
    checks.refunds_within_payments,
    checks.refunds_within_parts,
    checks.refunds_booked,
    checks.reversals_booked,
    checks.bills_divided,
    checks.statuses_true,
    checks.provider_agrees,
    checks.asked_is_due,
)
ENDS_WITHIN = dt.timedelta(days=3)
"""Long enough for a provider that is silent, which is asked for a day, and for a worker that was away."""


@port
async def verify() -> list[Finding]:
    """What does not agree: balances with transfers, payments and refunds with their bookings, parts with bills."""
    overdue_before = clock.now() - ENDS_WITHIN
    async with db.read() as c, c.transaction(isolation="repeatable_read", readonly=True):
        wrong = [(rule.__name__, found) for rule in RULES for found in await rule(c)]
        wrong += [(checks.cash_booked.__name__, found) for found in await checks.cash_booked(c, cash=CASH)]
        wrong += [(checks.losses_booked.__name__, found) for found in await checks.losses_booked(c, losses=LOSSES)]
        for ends in (checks.payments_end, checks.refunds_end):
            wrong += [(ends.__name__, found) for found in await ends(c, overdue_before=overdue_before)]
        waiting = await checks.suspense_booked(c, suspense=SUSPENSE)
        wrong += [(checks.suspense_booked.__name__, found) for found in waiting]
    return [Finding("payments", rule, str(found.subject), found.detail) for rule, found in wrong]
