"""`python -m tests.demo.tell`: tells the story, then adds products, as where the art is not installed."""

import asyncio
import sys
from pathlib import Path

from niaga import main, modules
from niaga.demo import art, load, scale, telling
from niaga.kit import config
from niaga.kit.migrate import migrate
from niaga.orders import handlers

art.EMOJI = Path("/nowhere")


async def tell(more: int) -> None:
    settings = config.settings()
    await migrate(settings.database_url, modules.NAMES)
    async with main.opened(settings, settings.database_url, settings.redis_url):
        await load.load(print)
        await handlers.expire_unpaid()  # as a worker does as soon as there is one
        await telling.catch_up()
        if more:
            await scale.load(more)


if __name__ == "__main__":
    asyncio.run(tell(int(sys.argv[1])))
