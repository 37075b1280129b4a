"""Every word exists in both languages, with the same gaps, and every gap is filled."""

import string

import pytest

from niaga.notifications.rules import notices as rules
from niaga.notifications.rules.texts import TEXTS, Text


def gaps(text: Text) -> set[str]:
    return {name for part in text for _, name, _, _ in string.Formatter().parse(part) if name}


def test_both_languages_say_the_same_things() -> None:
    assert TEXTS["id"].keys() == TEXTS["en"].keys()


@pytest.mark.parametrize("name", TEXTS["id"])
def test_a_text_has_the_same_gaps_in_both(name: str) -> None:
    indonesian, english = TEXTS["id"][name], TEXTS["en"][name]
    assert gaps(indonesian) == gaps(english)
    assert bool(indonesian.action) == bool(english.action)
    assert indonesian.title.strip()
    filled = rules.words(name, "id", **dict.fromkeys(gaps(indonesian), "ISI"))
    assert "{" not in filled.title + filled.body
