"""What must hold of every order when nothing is under way any more: told by the rows alone, and by `niaga verify`.

Each finding begins with the rule's name. A new invariant is a function that yields findings of an order, or of a slot.
"""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from importlib import import_module
from uuid import UUID

from niaga.kit import db
from niaga.modules import NAMES

from ..outside import Outside
from ..world import Slot
from . import ends, goods, limits, money, telling
from .facts import TABLES, Facts

OF_ORDERS = (
    money.kept,
    money.asked,
    money.shops_word,
    money.reversals,
    ends.orders,
    ends.payments,
    telling.to_the_buyer,
    telling.to_shops,
    money.bill,
    limits.cash,
)
OF_SLOTS = (goods.units, goods.cart, ends.shops, limits.unpaid)
Broken = tuple[UUID | None, str]
"""Whose slot it is, by its buyer, and what is broken."""


async def broken(
    slots: Sequence[Slot], outside: Outside, put: dict[UUID, int | None], interleaved: AbstractSet[UUID]
) -> list[Broken]:
    """Everything that does not hold. `put`: how many units each buyer has put into the cart, where that is known.
    `interleaved`: the buyers in whose crossings one act ran into another."""
    found: list[tuple[str, str]] = []
    for module in NAMES:
        api = import_module(f"niaga.{module}.api")
        if hasattr(api, "verify"):
            found += [(f"{f.subject} {f.detail}", f"{f.module}.{f.rule}: {f.detail}") for f in await api.verify()]
    facts = Facts(
        {name: await db.pool().fetch(statement) for name, statement in TABLES.items()}, slots, put, interleaved
    )
    told: list[Broken] = [(facts.whose(about), text) for about, text in found]
    for order in facts.rows["orders"]:
        for rule in OF_ORDERS:
            told += [(order["buyer_id"], f"{text} [{order['status']}]") for text in rule(order, facts)]
        told += [(order["buyer_id"], text) for text in money.provider(order, facts, outside)]
    for slot in slots:
        for of_slot in OF_SLOTS:
            told += [(slot.buyer, text) for text in of_slot(slot, facts)]
    told += [(None, f"jobs_end: {job['entrypoint']} {job['payload']!r} never succeeds") for job in facts.rows["jobs"]]
    return told
