"""What shops do when something has happened."""

from collections.abc import Sequence

from niaga.identity import api as identity
from niaga.kit.events import on

from . import api
from .types import ShopApproved


@on(ShopApproved)
async def owner_is_a_seller(*, events: Sequence[ShopApproved]) -> None:
    """Said already when the shop was approved; here again, for a crash in between."""
    for shop in await api.shops(ids=[e.id for e in events]):
        await identity.grant_role(user_id=shop.owner_id, role="seller")
