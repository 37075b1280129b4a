"""Idempotency keys: what a client asks for again under one key happens once, and nothing else may use that key.

    async def pay(request, data: NewPayment, idempotency_key: keys.IdempotencyKey = None):
        asked = keys.asked("payment", idempotency_key, user_id, data)
        await api.try_again(id=asked.id, ..., asked=asked)

    async with db.tx() as c:                  # in the api, in the transaction of what is asked for
        if await keys.claim(c, asked): ...    # True: new; False: done before. Raises KeyReused

A key is never an id: the id follows from kind, user and key (ids.py), so whoever guesses or repeats a key meets nobody
else's. What it was sent for is noted together with what it has done: a refusal, which has written nothing, leaves it
free. A checkout's key is noted in its order, for ever; all others are forgotten after KEPT_FOR.
"""

import datetime as dt
import hashlib
from collections.abc import Sequence
from typing import Annotated, Any
from uuid import UUID

import msgspec
from litestar.params import HeaderParameter

from . import clock, db
from .db import Conn, sql
from .errors import KeyReused
from .events import every
from .http.problems import KEY
from .ids import id_of, new_id

KEPT_FOR = dt.timedelta(days=30)
MAX_FORGOTTEN = 1_000

IdempotencyKey = Annotated[
    UUID | None,
    HeaderParameter(
        name=KEY,
        description="A UUID made by the client and kept until it has an answer: the same key never does it twice.",
        required=False,
    ),
]

NeededKey = Annotated[
    UUID, HeaderParameter(name=KEY, description="A UUID made by the client: the same key never buys twice.")
]


class Asked(msgspec.Struct, frozen=True):
    """What a client asks for: once for each key."""

    kind: str
    key: UUID
    user_id: UUID
    digest: str
    """Of all that was sent under that key."""

    @property
    def id(self) -> UUID:
        """Of what comes of it."""
        return id_of(self.kind, self.user_id, self.key)


def asked(kind: str, key: UUID | None, user_id: UUID, *what: Any) -> Asked:
    """`what`: the body and whatever else of the request says what is wanted. Without a key each call is a wish of its
    own. `user_id`: of a guest, what they are known by."""
    return Asked(kind, key or new_id(), user_id, digest(*what))


def digest(*what: Any) -> str:
    """The same for every way of writing the same."""
    return hashlib.blake2b(msgspec.json.encode(what), digest_size=16).hexdigest()


@sql
async def _note(
    c: Conn, *, kinds: list[str], keys: list[UUID], users: list[UUID], digests: list[str], now: dt.datetime
) -> list[UUID]:
    """
    SELECT kit.note_keys(:kinds::text[], :keys::uuid[], :users::uuid[], :digests::text[], :now::timestamptz)
    """


@sql
async def _known(c: Conn, *, kinds: list[str], keys: list[UUID]) -> list[Asked]:
    """
    SELECT {columns} FROM kit.used_key
      JOIN unnest(:kinds::text[], :keys::uuid[]) AS k (kind, key) USING (kind, key)
    """


@sql
async def _free(c: Conn, *, kinds: list[str], keys: list[UUID]) -> None:
    """
    DELETE FROM kit.used_key u USING unnest(:kinds::text[], :keys::uuid[]) AS k (kind, key)
     WHERE (u.kind, u.key) = (k.kind, k.key)
    """


async def claim_all(c: Conn, wishes: Sequence[Asked]) -> dict[Asked, bool | KeyReused]:
    """Note these keys, all of one kind: True where it is new, False where this was asked for before.

    Of a transaction that asks under the same key at the same time, the end is waited for.
    """
    first = {wish.key: wish for wish in reversed(wishes)}
    kinds, ids = [wish.kind for wish in first.values()], list(first)
    fresh = await _note(
        c,
        kinds=kinds,
        keys=ids,
        users=[wish.user_id for wish in first.values()],
        digests=[wish.digest for wish in first.values()],
        now=clock.now(),
    )
    noted = {key: first[key] for key in fresh}
    if len(fresh) < len(first):
        noted |= {known.key: known for known in await _known(c, kinds=kinds, keys=ids)}
    return {wish: wish.key in fresh if noted.get(wish.key) == wish else KeyReused() for wish in wishes}


async def claim(c: Conn, wish: Asked | None) -> bool:
    """Note the key in the caller's transaction. True: new, or nobody's wish; False: asked for before. Raises
    KeyReused."""
    if wish is None:
        return True
    answer = (await claim_all(c, [wish]))[wish]
    if isinstance(answer, KeyReused):
        raise answer
    return answer


async def check(wishes: Sequence[Asked]) -> list[KeyReused | None]:
    """Of wishes whose keys were used before: which of them for something else."""
    async with db.read() as c:
        known = await _known(c, kinds=[wish.kind for wish in wishes], keys=[wish.key for wish in wishes])
    before = {(noted.kind, noted.key): noted for noted in known}
    return [None if before.get((wish.kind, wish.key), wish) == wish else KeyReused() for wish in wishes]


async def used(wish: Asked) -> bool:
    """Whether this was asked for before. Raises KeyReused."""
    async with db.read() as c:
        known = await _known(c, kinds=[wish.kind], keys=[wish.key])
    if known and known[0] != wish:
        raise KeyReused()
    return bool(known)


async def free(c: Conn, wishes: Sequence[Asked]) -> None:
    """Nothing has come of these after all, in the transaction that has claimed them."""
    await _free(c, kinds=[wish.kind for wish in wishes], keys=[wish.key for wish in wishes])


@sql
async def _forget(c: Conn, *, before: dt.datetime, most: int) -> int:
    """
    WITH old AS (
        SELECT kind, key FROM kit.used_key WHERE at < :before ORDER BY at LIMIT :most FOR UPDATE SKIP LOCKED
    ), gone AS (
        DELETE FROM kit.used_key u USING old WHERE (u.kind, u.key) = (old.kind, old.key) RETURNING 1
    )
    SELECT count(*) FROM gone
    """


@every("27 * * * *")
async def forget_used_keys() -> None:
    """What was asked for so long ago is not asked for again."""
    while True:
        async with db.alone() as c:
            gone = await _forget(c, before=clock.now() - KEPT_FOR, most=MAX_FORGOTTEN)
        if gone < MAX_FORGOTTEN:
            return
