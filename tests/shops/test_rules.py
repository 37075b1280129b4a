"""Opening hours on the shop's own clock, and who may do what."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from niaga.kit.errors import ValidationFailed, WrongState
from niaga.shops import rules
from niaga.shops.types import Holiday, Hours

WIB, WITA, WIT = ZoneInfo("Asia/Jakarta"), ZoneInfo("Asia/Makassar"), ZoneInfo("Asia/Jayapura")
WEEKDAYS = [Hours(d, "07:00", "16:00") for d in range(1, 6)]
FRIDAY = dt.date(2026, 11, 20)


def at(clock: str, day: dt.date = FRIDAY, zone: ZoneInfo = WIB) -> dt.datetime:
    return dt.datetime.combine(day, dt.time.fromisoformat(clock), zone).astimezone(dt.UTC)


def test_open_between_opening_and_closing() -> None:
    assert rules.opening(WEEKDAYS, [], WIB, at("07:00")) == (True, None, at("16:00"))
    assert rules.opening(WEEKDAYS, [], WIB, at("06:59")) == (False, at("07:00"), None)


def test_closed_at_the_very_minute_and_over_the_weekend() -> None:
    monday = FRIDAY + dt.timedelta(days=3)
    assert rules.opening(WEEKDAYS, [], WIB, at("16:00")) == (False, at("07:00", monday), None)


@pytest.mark.parametrize(("zone", "is_open"), [(WIB, False), (WITA, True), (WIT, True)])
def test_the_same_instant_is_another_time_elsewhere(zone: ZoneInfo, is_open: bool) -> None:
    """06:30 in Jakarta is 07:30 in Makassar and 08:30 in Jayapura."""
    assert rules.opening(WEEKDAYS, [], zone, at("06:30")).open_now is is_open


def test_the_day_is_the_shops_own() -> None:
    """Sunday 23:30 in Jakarta is Monday 01:30 in Jayapura, where the night shift has begun."""
    night = [Hours(1, "01:00", "05:00")]
    sunday = FRIDAY + dt.timedelta(days=2)
    assert rules.opening(night, [], WIT, at("23:30", sunday)).open_now
    assert not rules.opening(night, [], WIB, at("23:30", sunday)).open_now


def test_past_midnight() -> None:
    late = [Hours(5, "18:00", "02:00")]
    saturday = FRIDAY + dt.timedelta(days=1)
    assert rules.opening(late, [], WIB, at("01:59", saturday)) == (True, None, at("02:00", saturday))
    assert not rules.opening(late, [], WIB, at("02:00", saturday)).open_now


def test_stretches_that_touch_are_one() -> None:
    lunch = [Hours(5, "07:00", "12:00"), Hours(5, "12:00", "20:00")]
    assert rules.opening(lunch, [], WIB, at("08:00")).closes_at == at("20:00")
    around = [Hours(d, "00:00", "00:00") for d in range(1, 8)]
    assert rules.opening(around, [], WIB, at("03:00")) == (True, None, None)


def test_holidays() -> None:
    monday = FRIDAY + dt.timedelta(days=3)
    assert rules.opening(WEEKDAYS, [Holiday(FRIDAY)], WIB, at("10:00")) == (False, at("07:00", monday), None)
    assert rules.opening([], [Holiday(FRIDAY)], WIB, at("10:00")).opens_at == at("00:00", FRIDAY + dt.timedelta(days=1))


def test_no_hours_is_always_open_and_a_fortnight_of_holidays_has_no_opening() -> None:
    assert rules.opening([], [], WIB, at("03:00")) == (True, None, None)
    closed = [Holiday(FRIDAY + dt.timedelta(days=n)) for n in range(-1, 20)]
    assert rules.opening(WEEKDAYS, closed, WIB, at("10:00")) == (False, None, None)


minutes = st.integers(0, 1439).map(lambda m: f"{m // 60:02}:{m % 60:02}")
hours = st.lists(st.builds(Hours, st.integers(1, 7), minutes, minutes), min_size=1, max_size=10)


@given(hours, st.integers(0, 7 * 1440 - 1), st.sampled_from([WIB, WITA, WIT]))
def test_what_it_says_of_the_next_change_is_true(week: list[Hours], minute: int, zone: ZoneInfo) -> None:
    now = at("00:00", zone=zone) + dt.timedelta(minutes=minute)
    said = rules.opening(week, [], zone, now)
    change = said.closes_at if said.open_now else said.opens_at
    if change is not None:
        assert change > now
        assert rules.opening(week, [], zone, change).open_now is not said.open_now
        assert rules.opening(week, [], zone, change - dt.timedelta(minutes=1)).open_now is said.open_now


@pytest.mark.parametrize("name", ["", "WIB", "Asia/Nowhere", "../etc/passwd", "Asia"])
def test_zones_nobody_knows(name: str) -> None:
    with pytest.raises(ValidationFailed):
        rules.zone(name)


def test_steps() -> None:
    assert rules.step("pending", "approved")
    assert not rules.step("approved", "approved")
    with pytest.raises(WrongState) as refused:
        rules.step("pending", "suspended")
    assert refused.value.data == {"present": "pending", "allowed": ["approved", "rejected"]}


def test_who_may() -> None:
    assert rules.may("owner", [], "settings")
    assert rules.may("manager", [], "products")
    assert not rules.may("manager", [], "settings")
    assert rules.may("cashier", ["seller"], "orders")
    assert not rules.may("cashier", ["seller"], "stock")
    assert not rules.may(None, ["seller"], "orders")
    assert rules.may(None, ["admin"], "settings")
