"""What identity does by itself: forget what has had its time."""

import datetime as dt

from niaga.kit import auth, clock, db
from niaga.kit.events import every

from .store import people, sessions

KEEPS_ENDED = dt.timedelta(days=7)


@every("17 3 * * *")
async def forget() -> None:
    """Sessions and links a week after they expired, and changes that every token knows of by now."""
    now = clock.now()
    async with db.tx() as c:
        await sessions.forget(c, sessions_before=now - KEEPS_ENDED, changes_before=now - 4 * auth.KEPT)
        await people.forget_links(c, before=now - KEEPS_ENDED)
