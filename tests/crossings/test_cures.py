import pytest

from niaga.kit import embedded

from .apart import run
from .cures import CURES
from .known import KNOWN


def test_without_its_cure_each_fault_is_found_and_named(urls: embedded.Services) -> None:
    assert CURES
    run(urls, "cures")


@pytest.mark.skipif(not KNOWN, reason="nothing is known to be broken")
def test_what_is_known_to_be_broken_still_is(urls: embedded.Services) -> None:
    """What has been mended is taken out of the list, so that it stays mended."""
    run(urls, "known")
