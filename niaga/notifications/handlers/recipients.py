"""Whom to tell, and telling them."""

from collections.abc import Collection, Iterable, Sequence
from uuid import UUID

from niaga.identity import api as identity
from niaga.identity.types import Person
from niaga.shops import api as shops

from ..api import mails
from ..api.delivery import deliver
from ..types import Told

STAFF_TOLD: frozenset[str] = frozenset({"owner", "manager", "cashier"})


async def people_by_id(ids: Iterable[UUID]) -> dict[UUID, Person]:
    """Who can be told something: the erased are told nothing."""
    return {p.id: p for p in await identity.people(ids=sorted(set(ids))) if p.status != "erased"}


async def staff_of(shop_ids: Collection[UUID]) -> dict[UUID, list[Person]]:
    """Who is told what happens in a shop."""
    if not shop_ids:
        return {}
    members = await shops.members(shop_ids=sorted(set(shop_ids)))
    people = await people_by_id(m.user_id for m in members)
    staff: dict[UUID, list[Person]] = {}
    for member in members:
        if member.role in STAFF_TOLD and member.user_id in people:
            staff.setdefault(member.shop_id, []).append(people[member.user_id])
    return staff


async def tell(told: Sequence[Told], people: Iterable[Person]) -> None:
    """In the app, and by mail what is worth one."""
    await deliver(told, mails.of_notices(told, list(people)))
