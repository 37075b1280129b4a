"""Redis: limits, live fan-out, hints. Never truth: whatever reads it must do without it, only slower."""

import contextlib

from redis.asyncio import BlockingConnectionPool, Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError

Away = (RedisError, OSError)
"""What a call raises when Redis is away."""

MAX_CONNECTIONS = 20
"""Of one process: more requests at once wait for one another, and do not fill the server's backlog."""

_redis: "Redis | None" = None


def open_redis(url: str) -> None:
    global _redis
    connections: BlockingConnectionPool = BlockingConnectionPool.from_url(
        url,
        max_connections=MAX_CONNECTIONS,
        timeout=1.0,
        decode_responses=False,
        socket_timeout=1.0,
        socket_connect_timeout=1.0,
        retry=Retry(NoBackoff(), 0),
    )
    _redis = Redis.from_pool(connections)


async def close_redis() -> None:
    global _redis
    if _redis is not None:
        gone, _redis = _redis, None
        await gone.aclose()


def redis() -> "Redis":
    """The client. Calls may raise one of `Away`."""
    assert _redis is not None, "open_redis first"
    return _redis


async def announce(channel: str, message: bytes) -> None:
    """Tell whoever listens; nobody hears it when Redis is away."""
    with contextlib.suppress(*Away):
        await redis().publish(channel, message)
