from collections.abc import Iterator

import pytest

from niaga.kit import config


@pytest.fixture
def limited(monkeypatch: pytest.MonkeyPatch, settings: config.Settings) -> Iterator[None]:
    """With limits on, which tests otherwise are without."""
    monkeypatch.setenv("NIAGA_RATE_LIMIT", "on")
    config.settings.cache_clear()
    yield
    monkeypatch.undo()
    config.settings.cache_clear()
