"""Passwords, phone numbers, roles: what is let through and how it is kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from niaga.identity import rules
from niaga.identity.api import passwords
from niaga.identity.types import ROLES
from niaga.kit.errors import ValidationFailed

HERS = ["Siti Rahayu", "siti.rahayu88@kampus.ac.id", "081234567890", "2310417001"]


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("kucing7", "password_too_short"),
        ("x" * 129, "password_too_long"),
        ("password123", "password_too_common"),
        ("QWERTYUIOP", "password_too_common"),
        ("bismillah123", "password_too_common"),
        ("aaaaabbbbb", "password_too_common"),
        ("siti-rahayu", "password_too_personal"),
        ("SitiRahayu99", "password_too_personal"),
        ("siti.rahayu88", "password_too_personal"),
        ("2310417001", "password_too_personal"),
        ("niaga-2026", "password_too_personal"),
    ],
)
def test_weak_passwords_are_refused_with_the_reason(password: str, code: str) -> None:
    found = rules.weakness(password, HERS, passwords.common())
    assert found
    assert found[0] == code


@pytest.mark.parametrize("password", ["kuda batok pengisi baterai", "niaga-demo", "Tumpeng-9-lapis", "рыба-меч-9"])
def test_long_enough_uncommon_passwords_are_fine(password: str) -> None:
    assert rules.weakness(password, HERS, passwords.common()) is None


@given(st.text(min_size=0, max_size=200), st.lists(st.none() | st.text(max_size=30), max_size=4))
def test_no_text_breaks_the_check(password: str, personal: list[str | None]) -> None:
    found = rules.weakness(password, personal, passwords.common())
    assert found or 8 <= len(password) <= 128


def test_the_list_of_common_passwords_is_a_real_one() -> None:
    assert len(passwords.common()) > 8000
    assert all(len(p) >= 8 and p == p.lower() for p in passwords.common())


@pytest.mark.parametrize(
    "typed",
    ["081234567890", "62812 3456 7890", "812-3456-7890", "+62 0812 3456 7890", "(0812) 3456.7890", "+6281234567890"],
)
def test_a_number_is_the_same_however_it_is_typed(typed: str) -> None:
    assert rules.phone(typed) == "+6281234567890"


@given(st.integers(10**8, 10**12 - 1))
def test_normalising_a_number_twice_changes_nothing(national: int) -> None:
    once = rules.phone(f"0{national}")
    if once is not None:
        assert rules.phone(once) == once
        assert once.startswith("+")


NO_NUMBERS = ["", "0812345", "+6281234567890123", "telepon", "+", "++62", "999", "Dewi 0812 3456 7890"]


@pytest.mark.parametrize("typed", NO_NUMBERS)
def test_what_is_no_number_is_refused(typed: str) -> None:
    assert rules.phone(typed) is None
    with pytest.raises(ValidationFailed):
        rules.real_phone(typed)


@given(st.lists(st.sampled_from(ROLES)))
def test_roles_are_each_there_once_and_everybody_is_a_customer(names: list[str]) -> None:
    found = rules.roles(names)
    assert set(found) == {*names, "customer"}
    assert len(found) == len(set(found))
    assert rules.roles(found) == found
