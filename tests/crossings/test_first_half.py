from niaga.kit import embedded

from .apart import share


def test_pairs_of_acts_and_killed_acts_leave_every_invariant_whole(urls: embedded.Services) -> None:
    share(urls, 0)
