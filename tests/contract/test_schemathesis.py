"""Whatever is sent, the answer is one that the OpenAPI document tells of; never a 500.

NIAGA_FUZZ=200 makes that many examples of each operation instead of a few.
"""

import os
import warnings
from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.checks import CHECKS
from schemathesis.config import SchemathesisConfig

from niaga import main
from tests.contract.story import Story, chance_of, tell
from tests.running import Platform
from tests.world import world_of

EXAMPLES = int(os.environ.get("NIAGA_FUZZ", "20"))
ENDLESS = "/api/v1/notifications/stream"  # told in test_notices.py

config = SchemathesisConfig(seed=20261121)
config.cache.enabled = False
config.projects.default.phases.coverage.enabled = EXAMPLES > 50
with warnings.catch_warnings(action="ignore", category=DeprecationWarning):
    document = main.contract()
schema = schemathesis.openapi.from_dict(document, config=config).exclude(path=ENDLESS)
checks: Any = CHECKS.get_by_names(
    ["not_a_server_error", "status_code_conformance", "content_type_conformance", "response_schema_conformance"]
)


@pytest.fixture(scope="module")
async def story(platform: Platform) -> AsyncIterator[Story]:
    async with world_of(platform) as world:
        yield await tell(world)


@pytest.fixture(scope="module")
def http() -> Iterator[requests.Session]:
    with requests.Session() as session:
        yield session


@schema.parametrize()
@pytest.mark.parametrize("within_s", [60])  # without a parameter each operation has the same test id: xdist runs one
@settings(
    max_examples=EXAMPLES,
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
def test_every_answer_is_documented(
    case: schemathesis.Case[Any], within_s: int, platform: Platform, story: Story, http: requests.Session
) -> None:
    chance = chance_of(case)
    story.put_into(case, chance)
    headers = story.headers[story.actor(case, chance)]
    answer = case.call(base_url=platform.url, session=http, headers=headers, timeout=within_s)
    case.validate_response(answer, checks=checks)
    assert answer.headers["x-request-id"]
    if answer.status_code >= 400:
        assert {"type", "title", "status", "detail", "code", "request_id"} <= set(answer.json())
