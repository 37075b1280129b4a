from collections.abc import Iterator

import pytest

from niaga.kit import config
from niaga.kit.http import limits


@pytest.fixture
def limited(monkeypatch: pytest.MonkeyPatch, settings: config.Settings) -> Iterator[None]:
    """With limits on, which tests otherwise are without; and who has to wait does so longer than any test takes."""
    monkeypatch.setenv("NIAGA_RATE_LIMIT", "on")
    monkeypatch.setattr(limits, "FIRST_WAIT_S", 300)
    config.settings.cache_clear()
    yield
    monkeypatch.undo()
    config.settings.cache_clear()
