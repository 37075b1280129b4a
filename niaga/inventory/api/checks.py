"""Whether what inventory keeps twice agrees."""

from niaga.inventory.store import checks as store
from niaga.kit import db
from niaga.kit.port import port
from niaga.kit.verify import Finding

MOST_FINDINGS = 1_000


@port
async def verify() -> list[Finding]:
    """Every stock row against its ledger and its holds, every committed line against the ledger."""
    async with db.read() as c, c.transaction(isolation="repeatable_read", readonly=True):
        return [
            *await store.balances(c, most=MOST_FINDINGS),
            *await store.held(c, most=MOST_FINDINGS),
            *await store.active(c, most=MOST_FINDINGS),
            *await store.sold(c, most=MOST_FINDINGS),
        ]
