"""The platform as somebody outside this repository meets it: by its addresses alone."""

import io
from collections.abc import AsyncIterator

import pytest
from PIL import Image

from tests.contract.conventions import check
from tests.running import Platform
from tests.world import World, world_of


@pytest.fixture
async def world(platform: Platform) -> AsyncIterator[World]:
    async with world_of(platform) as found:
        found.http.event_hooks["response"].append(check)
        yield found


@pytest.fixture
def picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (640, 480), "teal").save(out, "JPEG")
    return out.getvalue()
