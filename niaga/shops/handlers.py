"""What shops do when something has happened."""

from collections.abc import Sequence
from uuid import UUID

from niaga.identity import api as identity
from niaga.identity.types import PersonErased, PersonSuspended, SellerDismissed
from niaga.kit.events import on

from . import api
from .types import ShopApproved


@on(ShopApproved)
async def owner_is_a_seller(*, events: Sequence[ShopApproved]) -> None:
    """Said already when the shop was approved; here again, for a crash in between."""
    for shop in await api.shops(ids=[e.id for e in events]):
        await identity.grant_role(user_id=shop.owner_id, role="seller")
    await api.suspend_unkept(ids=[e.id for e in events])  # its owner may have gone at that moment


@on(PersonSuspended)
async def close_with_suspended(*, events: Sequence[PersonSuspended]) -> None:
    await _close_without([e.id for e in events])


@on(SellerDismissed)
async def close_with_dismissed(*, events: Sequence[SellerDismissed]) -> None:
    await _close_without([e.id for e in events])


@on(PersonErased)
async def close_with_erased(*, events: Sequence[PersonErased]) -> None:
    await _close_without([e.id for e in events])
    for event in events:
        await api.forget_owner(user_id=event.id)


async def _close_without(user_ids: Sequence[UUID]) -> None:
    """Their shops sell no longer, unless somebody else runs them."""
    found = [shop for id in user_ids for shop in await api.kept_by(user_id=id)]
    await api.suspend_unkept(ids=sorted({shop.id for shop in found}))
