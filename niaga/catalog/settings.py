"""What can be set of the catalogue."""

import functools

from pydantic import Field

from niaga.kit import config


class Settings(config.Section):
    changes_counted_at_once: int = Field(200, ge=1)
    """So many changes in quick succession show in lists at once, and five more each second; beyond that a list may be a
    quarter of a second old, its total and facets three seconds."""


@functools.cache
def settings() -> Settings:
    return Settings()
