"""What providers tell us unasked: proof first, then the same way into the books as everything else."""

from collections.abc import Mapping
from uuid import UUID

from niaga.kit import db
from niaga.kit.errors import NotFound
from niaga.kit.telemetry import log

from . import hearing, providers
from .gateways.gateway import BadProof
from .metrics import WEBHOOKS
from .store import provider as store
from .types import BadSignature, Outcome


async def hear(name: str, headers: Mapping[str, str], body: bytes) -> Outcome:
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
    return await hearing.take(name, notice, body)


async def replay(webhook_id: UUID) -> Outcome:
    async with db.read() as c:
        kept = await store.webhook(c, id=webhook_id)
    if kept is None:
        raise NotFound()
    return await hear(kept.provider, {}, kept.body.encode())
