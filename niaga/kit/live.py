"""Listening to Redis: one connection per channel and process, for what should be known everywhere at once.

What was told while Redis was away is lost: who listens says in `caught_up` how it learns of that.
"""

import asyncio
from collections.abc import Awaitable, Callable

from . import cache, telemetry
from .errors import Refusal

ASKS_EVERY_S = 1.0  # a connection that has not answered for two of these is gone
RETRIES_EVERY_S = 0.5


class Listener:
    """Calls `heard` for each message on `channel`. `listening` is true while nothing can be missed."""

    def __init__(self, channel: str, heard: Callable[[bytes], None], caught_up: Callable[[], Awaitable[None]]) -> None:
        self.channel = channel
        self.heard = heard
        self.caught_up = caught_up
        self.listening = False
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        self._task = asyncio.create_task(self._run())

    async def stop(self) -> None:
        while self._task is not None and not self._task.done():  # the client may swallow a cancellation
            self._task.cancel()
            await asyncio.wait([self._task], timeout=ASKS_EVERY_S)

    async def _run(self) -> None:
        here = asyncio.current_task()
        assert here
        while not here.cancelling():  # disconnecting may turn the cancellation into an error of its own
            try:
                await self._listen()
            except (*cache.Away, Refusal) as away:
                if self.listening:
                    telemetry.log.warning("redis_away", channel=self.channel, error=str(away))
            except Exception:  # whatever it was: without this task nothing would ever be heard again
                telemetry.log.warning("listener_failed", channel=self.channel, exc_info=True)
            finally:
                self.listening = False
            await asyncio.sleep(RETRIES_EVERY_S)

    async def _listen(self) -> None:
        async with cache.redis().pubsub() as channel:
            await channel.subscribe(self.channel)
            asked = False
            while True:
                message = await channel.get_message(timeout=ASKS_EVERY_S)
                if message is None:
                    if asked:
                        raise TimeoutError(f"no answer on {self.channel}")
                    await channel.ping()
                    asked = True
                    continue
                asked = False
                if message["type"] == "subscribe":
                    await self.caught_up()
                    self.listening = True
                elif message["type"] == "message":
                    self.heard(message["data"])
