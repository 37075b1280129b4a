"""What providers tell us, asked or unasked: proof first, then one way into the books."""

import datetime as dt
from collections.abc import Mapping
from uuid import UUID

from niaga.kit import clock, db
from niaga.kit.errors import NotFound, Unreachable
from niaga.kit.port import port
from niaga.kit.telemetry import log

from ..gateways.gateway import BadProof, Declined, Unknown
from ..store import attempts
from ..store import exchanges as store
from ..types import BadSignature, Outcome, Payment
from . import provider_status, providers
from .metrics import WEBHOOKS
from .queries import payment


@port
async def ask_now(*, id: UUID) -> Payment:
    """Ask the provider how it stands and put that into the books. Raises NotFound, Unreachable."""
    async with db.read() as c:
        found = await attempts.get(c, id=id)
    if found is None:
        raise NotFound()
    if found.provider is not None:
        try:
            await providers.ask(found)
        except (Unknown, Declined) as trouble:
            raise Unreachable(provider=found.provider) from trouble
    return await payment(id=id)


ASKED_EVERY = dt.timedelta(seconds=3)
MAX_ASKS_AT_ONCE = 3
"""Somebody who waits for their payment asks again and again; somebody who wants to do harm does not stop."""
CLOCKS_DIFFER = dt.timedelta(minutes=1)
"""Requests reach the row in another order than they read the clock, of servers that differ: a last ask that lies ahead
by no more than this is one. Further ahead, a clock was put back, and nobody is kept waiting for it."""


@port
async def look_again(*, id: UUID) -> Payment:
    """As `ask_now`, but about one payment the provider is asked once in ASKED_EVERY, after the first MAX_ASKS_AT_ONCE.
    Else it is as the books have it, and whoever asked a moment ago brings them up to date. Raises NotFound,
    Unreachable."""
    now = clock.now()
    ahead = now + ASKED_EVERY * (MAX_ASKS_AT_ONCE - 1)
    astray = now + CLOCKS_DIFFER
    async with db.alone() as c:
        mine = await attempts.may_ask(c, id=id, now=now, ahead=ahead, every=ASKED_EVERY, astray=astray)
    return await ask_now(id=id) if mine else await payment(id=id)


@port
async def hear(*, provider: str, headers: dict[str, str], body: bytes) -> str:
    """Take a webhook; returns what came of it. Raises NotFound (provider), BadSignature."""
    return await _hear(provider, headers, body)


async def _hear(name: str, headers: Mapping[str, str], body: bytes) -> Outcome:
    """Without good proof nothing is kept but a count. An order that is not ours is kept as `unknown` and answered well:
    told again it would be no better known, and providers stop only at a good answer."""
    provider = providers.gateway(name)
    if provider is None:
        raise NotFound()
    try:
        notice = provider.parse_webhook(headers, body)
    except BadProof as forged:
        WEBHOOKS.labels(name, "bad_proof").inc()
        log.warning("webhook_bad_proof", provider=name)
        raise BadSignature() from forged
    return await provider_status.take(name, notice, body)


@port
async def replay(*, id: UUID) -> str:
    """Take a stored webhook again. Raises NotFound."""
    async with db.read() as c:
        kept = await store.webhook(c, id=id)
    if kept is None:
        raise NotFound()
    return await _hear(kept.provider, {}, kept.body.encode())
