"""What the people of a shop are told of it, and admins of shops."""

from collections.abc import Sequence
from uuid import UUID

from niaga.identity import api as identity
from niaga.inventory import api as inventory
from niaga.inventory.types import LowStock
from niaga.kit import clock
from niaga.kit.events import on
from niaga.shops import api as shops
from niaga.shops.types import Shop, ShopApplied, ShopApproved, ShopRejected, ShopSuspended

from ..rules import notices as rules
from ..types import Kind, Subject, Told
from .recipients import people_by_id, staff_of, tell


@on(LowStock)
async def tell_of_low_stock(*, events: Sequence[LowStock]) -> None:
    """Once per crossing, so the key names this telling's lowest count and the day."""
    staff = await staff_of({e.shop_id for e in events})
    names = {s.id: s.name for s in await shops.shops(ids=sorted({e.shop_id for e in events}))}
    told = []
    for event in events:
        found = await inventory.list_stock(shop_id=event.shop_id, variant_id=event.variant_id)
        if not found.items or not found.items[0].low:
            continue
        left = sum(row.available for row in found.items)
        key = f"low_stock:{event.shop_id}:{event.variant_id}:{clock.now():%Y%m%d}"
        for person in staff.get(event.shop_id, ()):
            values = {"product": found.items[0].name, "left": left, "shop": names.get(event.shop_id, "")}
            text = rules.words("low_stock", person.language, **values)
            subject = Subject(shop_id=event.shop_id, variant_id=event.variant_id)
            path = f"/sell/{event.shop_id}/inventory?low=true"
            told.append(Told(person.id, key, "low_stock", text.title, text.body, text.action, path, subject))
    await tell(told, [p for people in staff.values() for p in people])


@on(ShopApproved)
async def tell_of_approval(*, events: Sequence[ShopApproved]) -> None:
    await _tell_owners("shop_approved", [e.id for e in events])


@on(ShopRejected)
async def tell_of_rejection(*, events: Sequence[ShopRejected]) -> None:
    await _tell_owners("shop_rejected", [e.id for e in events])


@on(ShopSuspended)
async def tell_of_suspension(*, events: Sequence[ShopSuspended]) -> None:
    """Admins too, where it was suspended by itself: somebody has to see to its orders."""
    await _tell_owners("shop_suspended", [e.id for e in events])
    found = [s for s in await shops.shops(ids=[e.id for e in events]) if s.reason_code == "owner_gone"]
    await _tell_admins("shop_unkept", [(shop, f"/sell/{shop.id}/orders") for shop in found])


async def _tell_owners(kind: Kind, shop_ids: Sequence[UUID]) -> None:
    found = await shops.shops(ids=list(shop_ids))
    people = await people_by_id(s.owner_id for s in found)
    told = []
    for shop in found:
        if person := people.get(shop.owner_id):
            reason = (
                rules.reason(shop.reason or "", shop.reason_code, person.language)
                or rules.words("no_reason", person.language).body
            )
            text = rules.words(kind, person.language, shop=shop.name, reason=reason)
            key, subject = f"{kind}:{shop.id}:{shop.version}", Subject(shop_id=shop.id, status=shop.status)
            told.append(Told(person.id, key, kind, text.title, text.body, text.action, f"/sell/{shop.id}", subject))
    await tell(told, people.values())


@on(ShopApplied)
async def tell_admins(*, events: Sequence[ShopApplied]) -> None:
    found = await shops.shops(ids=[e.id for e in events])
    await _tell_admins("shop_applied", [(shop, "/admin/shops") for shop in found])


async def _tell_admins(kind: Kind, about: Sequence[tuple[Shop, str]]) -> None:
    if not about:
        return
    admins = await identity.people(ids=await identity.with_role(role="admin"))
    told = []
    for shop, path in about:
        for person in admins:
            text = rules.words(kind, person.language, shop=shop.name)
            key, subject = f"{kind}:{shop.id}:{shop.version}", Subject(shop_id=shop.id, status=shop.status)
            told.append(Told(person.id, key, kind, text.title, text.body, text.action, path, subject))
    await tell(told, admins)
