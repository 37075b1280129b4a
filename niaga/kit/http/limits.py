"""How often one may ask. Counted in Redis in one round trip, for all processes together; in this process alone while
Redis is away.

A limit is a bucket of `most` tokens that fills evenly in `per_s` seconds (GCRA: all that is kept is the instant at
which the bucket will be full again). Waits are for what was tried in vain: each try after the first few doubles
how long one has to wait.
"""

import functools
import hashlib
import ipaddress
import math
import time
from collections.abc import Sequence
from typing import NamedTuple

from litestar.types import Scope

from .. import cache
from ..errors import RateLimited
from . import auth


class Limit(NamedTuple):
    most: int
    per_s: int


class Verdict(NamedTuple):
    allowed: bool
    limit: Limit
    remaining: int
    reset_s: int
    """Until the bucket is full."""
    retry_s: int
    """Until one more is allowed; 0 when it was."""

    @property
    def headers(self) -> list[tuple[bytes, bytes]]:
        """RateLimit-* for the answer (IETF httpapi draft, version 6)."""
        return [
            (b"ratelimit-limit", b"%d" % self.limit.most),
            (b"ratelimit-remaining", b"%d" % self.remaining),
            (b"ratelimit-reset", b"%d" % self.reset_s),
            (b"ratelimit-policy", b"%d;w=%d" % self.limit),
        ]

    @property
    def refusal(self) -> RateLimited | None:
        return None if self.allowed else RateLimited(retry_after=self.retry_s)


PERSON = Limit(600, 60)
ADDRESS = Limit(3000, 60)  # a campus goes out through a few addresses
GUEST = Limit(1200, 60)
SIGNING_IN = Limit(60, 60)
SIGNING_IN_PATHS = (
    "/api/v1/auth/login",
    "/api/v1/auth/register",
    "/api/v1/auth/forgot-password",
    "/api/v1/auth/reset-password",
    "/api/v1/auth/verify-email",
    "/api/v1/auth/restore-email",
)
COUNTED = ("/api/", "/metrics/", "/health/ready/")  # files and pages are not

TRIES_FREE = 4
FIRST_WAIT_S = 2
LONGEST_WAIT_S = 15 * 60
FORGOTTEN_AFTER_S = 60 * 60

AWAY_S = 2.0  # how long Redis is left alone after it did not answer
MAX_LOCAL = 50_000

# Is there room in every bucket? Only then each gives one. All in microseconds, because Redis keeps its clock so.
# Answers 1 or 0, then for each key how much of its time is used up.
_TAKE = """
local t = redis.call('TIME')
local now = t[1] * 1000000 + t[2]
local used, room = {}, true
for i, key in ipairs(KEYS) do
  local most, per = tonumber(ARGV[i * 2 - 1]), tonumber(ARGV[i * 2])
  local full = math.max(tonumber(redis.call('GET', key) or now), now)
  used[i] = full - now
  if used[i] + per / most > per then room = false end
end
for i, key in ipairs(KEYS) do
  local most, per = tonumber(ARGV[i * 2 - 1]), tonumber(ARGV[i * 2])
  if room then
    used[i] = used[i] + per / most
    redis.call('SET', key, string.format('%.0f', now + used[i]), 'PX', math.ceil(used[i] / 1000) + 1)
  end
  used[i] = string.format('%.0f', used[i])
end
return {room and 1 or 0, unpack(used)}
"""

# Is it time for another try? Only then it is counted. Returns the seconds to wait, 0 when there are none.
_ATTEMPT = """
local free, first, longest, forgotten = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
local t = redis.call('TIME')
local now = t[1] + t[2] / 1000000
local tries, last = unpack(redis.call('HMGET', KEYS[1], 'tries', 'last'))
tries, last = tonumber(tries or 0), tonumber(last or 0)
if tries > free then
  local wait = math.min(first * 2 ^ math.min(tries - free - 1, 20), longest) - (now - last)
  if wait > 0 then return math.ceil(wait) end
end
redis.call('HSET', KEYS[1], 'tries', tries + 1, 'last', string.format('%.6f', now))
redis.call('EXPIRE', KEYS[1], forgotten)
return 0
"""

_local: dict[str, float] = {}  # key -> when its bucket is full, in monotonic microseconds
_local_waits: dict[str, tuple[int, float]] = {}  # key -> tries, monotonic seconds of the last
_away_until = 0.0


@functools.lru_cache(maxsize=4096)
def origin(address: str) -> str:
    """What of an address is counted: of IPv6 the network (a /64 is what one customer has), of IPv4 the whole, also
    where it comes mapped into IPv6.
    """
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:  # none, such as `unknown`
        return address
    if isinstance(found, ipaddress.IPv4Address):
        return str(found)
    return str(found.ipv4_mapped or ipaddress.ip_network((found, 64), strict=False))


async def check(key: str, limit: Limit) -> Verdict:
    """Take one from the bucket named `key`."""
    return (await check_all([(key, limit)]))[0]


async def check_all(wants: Sequence[tuple[str, Limit]]) -> list[Verdict]:
    """Take one from each bucket, or none from any when one of them is empty."""
    keys = [f"niaga:limit:{key}" for key, _ in wants]
    limits = [limit for _, limit in wants]
    sizes = [n for limit in limits for n in (limit.most, limit.per_s * 1_000_000)]
    answer: list[int] | None = None
    if _redis_there():
        try:
            told = await cache.redis().eval(_TAKE, len(keys), *keys, *sizes)
            answer = [int(n) for n in told]
        except cache.Away:
            _redis_away()
    if answer is None:
        answer = _take_here(keys, limits)
    room, *used = answer
    return [_verdict(bool(room), limit, u) for limit, u in zip(limits, used, strict=True)]


def _take_here(keys: Sequence[str], limits: Sequence[Limit]) -> list[int]:
    now = time.monotonic() * 1e6
    if len(_local) > MAX_LOCAL:
        for key in [k for k, full in _local.items() if full <= now] or list(_local)[: MAX_LOCAL // 2]:
            del _local[key]
    used = [max(_local.get(key, now), now) - now for key in keys]
    each = [limit.per_s * 1e6 / limit.most for limit in limits]
    room = all(u + e <= limit.per_s * 1e6 for u, e, limit in zip(used, each, limits, strict=True))
    if room:
        used = [u + e for u, e in zip(used, each, strict=True)]
        _local.update({key: now + u for key, u in zip(keys, used, strict=True)})
    return [int(room), *(round(u) for u in used)]


def _verdict(allowed: bool, limit: Limit, used_us: int) -> Verdict:
    each = limit.per_s * 1e6 / limit.most
    remaining = max(0, math.floor((limit.per_s * 1e6 - used_us) / each + 1e-6))
    retry = 0 if allowed else max(1, math.ceil((used_us + each - limit.per_s * 1e6) / 1e6))
    return Verdict(allowed, limit, remaining, math.ceil(used_us / 1e6), retry)


async def of_request(scope: Scope) -> Verdict | None:
    """The tightest verdict on an HTTP request; None when nobody counts it."""
    path = "/" + "/".join(part for part in scope["path"].split("/") if part)  # as the router reads it
    if not f"{path}/".startswith(COUNTED):
        return None
    client = scope.get("client")
    address = origin(client[0]) if client else "unknown"
    wants: list[tuple[str, Limit]]
    if path in SIGNING_IN_PATHS:
        wants = [(f"in:{address}", SIGNING_IN), (f"ip:{address}", ADDRESS)]
    else:
        header = next((v for k, v in scope["headers"] if k == b"authorization"), b"")
        actor = auth.seen(header.decode("latin-1").partition(" ")[2].strip()) if header else None
        if actor:
            wants = [(f"user:{actor.id}", PERSON), (f"ip:{address}", ADDRESS)]
        else:
            wants = [(f"guest:{address}", GUEST), (f"ip:{address}", ADDRESS)]
    verdicts = await check_all(wants)
    return min(verdicts, key=lambda v: (v.remaining / v.limit.most, -v.retry_s))


async def attempt(key: str, *, free: int = TRIES_FREE) -> int:
    """Count one more try, before it is known to be in vain: those that come at once are all counted. When it is too
    early for another it is not counted, and the answer is how many seconds to wait. `free`: tries that cost nothing.
    """
    name = _wait_key(key)
    if _redis_there():
        try:
            return int(
                await cache.redis().eval(_ATTEMPT, 1, name, free, FIRST_WAIT_S, LONGEST_WAIT_S, FORGOTTEN_AFTER_S)
            )
        except cache.Away:
            _redis_away()
    now = time.monotonic()
    tries, last = _local_waits.get(name, (0, now))
    if now - last > FORGOTTEN_AFTER_S:
        tries = 0
    if tries > free:
        wait = min(FIRST_WAIT_S << min(tries - free - 1, 20), LONGEST_WAIT_S) - (now - last)
        if wait > 0:
            return math.ceil(wait)
    if len(_local_waits) > MAX_LOCAL:
        _local_waits.clear()
    _local_waits[name] = (tries + 1, now)
    return 0


async def forgive(*keys: str) -> None:
    """It worked: start over."""
    names = [_wait_key(key) for key in keys]
    for name in names:
        _local_waits.pop(name, None)
    if _redis_there():
        try:
            await cache.redis().delete(*names)
        except cache.Away:
            _redis_away()


def _wait_key(key: str) -> str:
    """Names and addresses are personal: only their hash is kept."""
    return "niaga:wait:" + hashlib.blake2b(key.encode(), digest_size=16).hexdigest()


def _redis_there() -> bool:
    return time.monotonic() >= _away_until


def _redis_away() -> None:
    global _away_until
    _away_until = time.monotonic() + AWAY_S
