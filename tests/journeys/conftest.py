"""Each story is told twice: with everything in one process, and with modules split over two processes and databases."""

from collections.abc import AsyncIterator, Callable

import pytest

from tests.running import LAYOUTS, Platform
from tests.world import World, world_of


@pytest.fixture(params=list(LAYOUTS), scope="session")
def place(request: pytest.FixtureRequest, start_platform: Callable[[str], Platform]) -> Platform:
    return start_platform(request.param)


@pytest.fixture
async def world(place: Platform) -> AsyncIterator[World]:
    async with world_of(place) as found:
        yield found
