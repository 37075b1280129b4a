"""What identity does after its own events, and by itself: forget what has had its time."""

import datetime as dt
from collections.abc import Sequence

from niaga.kit import clock, db, files
from niaga.kit.events import every, on
from niaga.kit.http import auth

from .api.accounts import AVATARS
from .store import links, people, sessions
from .types import AvatarLeft

KEEPS_ENDED = dt.timedelta(days=7)


@on(AvatarLeft)
async def delete_avatar(*, events: Sequence[AvatarLeft]) -> None:
    """Nobody may look at it by its address any more either. Earlier ones may be somebody else's as well."""
    for event in events:
        key = files.key_of(AVATARS, event.id, "webp")
        async with db.read() as c:
            shown = await people.has_avatar(c, avatar_url=files.url(key))
        if not shown:
            await files.delete(key)


@every("17 3 * * *")
async def forget() -> None:
    """Sessions and links a week after they expired, and changes that every token knows of by now."""
    now = clock.now()
    async with db.tx() as c:
        await sessions.forget(c, sessions_before=now - KEEPS_ENDED, changes_before=now - 4 * auth.KEPT)
        await links.forget(c, before=now - KEEPS_ENDED)
