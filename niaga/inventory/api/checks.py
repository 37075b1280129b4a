"""Whether what inventory keeps twice agrees, and the copy made anew where it does not."""

from niaga.kit import clock, db
from niaga.kit.events import emit
from niaga.kit.port import port
from niaga.kit.verify import Finding

from ..store import checks as store
from ..types import StockChanged

MAX_FINDINGS = 1_000


@port
async def verify() -> list[Finding]:
    """Every stock row against its ledger and its holds, every committed line against the ledger."""
    async with db.read() as c, c.transaction(isolation="repeatable_read", readonly=True):
        return [
            *await store.balances(c, most=MAX_FINDINGS),
            *await store.held(c, most=MAX_FINDINGS),
            *await store.active(c, most=MAX_FINDINGS),
            *await store.sold(c, most=MAX_FINDINGS),
        ]


@port
async def repair() -> int:
    """Count stock rows that are wrong anew from the ledger and the holds; returns how many.

    The histories are the truth. Where they contradict themselves (more held than there is) nothing is changed.
    """
    async with db.tx() as c:
        wrong = await store.lock_wrong(c, most=MAX_FINDINGS)
        counted = await store.recount(
            c,
            shop_ids=[spot.shop_id for spot in wrong],
            variant_ids=[spot.variant_id for spot in wrong],
            warehouse_ids=[spot.warehouse_id for spot in wrong],
            now=clock.now(),
        )
        if counted:
            await emit(c, StockChanged(list(dict.fromkeys(counted))))
    return len(counted)
