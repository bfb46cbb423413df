"""Quiet hours, business days, snoozing: somebody's time on their own wall clock."""

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netpwa.reminders.calendar import (
    Quiet,
    Settings,
    business_days_after,
    months_after,
    snoozed,
)
from netpwa.reminders.public_holidays import days_of, regions
from tests.reminders.imagined import calendar_of, instant, wall

WEEKEND = frozenset({5, 6})
ONTARIO = days_of("CA-ON", range(2026, 2029))
NIGHT, SIESTA, NONE = Quiet(), Quiet(time(13), time(15)), Quiet(time(9), time(9))
CHOICES = ("hour", "tonight", "tomorrow", "next_week")
times = st.times().map(lambda each: each.replace(second=0, microsecond=0))
moments = st.datetimes(datetime.fromisoformat("2026-01-01"), datetime.fromisoformat("2030-12-31"))
quiets = st.builds(Quiet, times, times)


def at(text):
    return datetime.fromisoformat(f"2026-11-{text}")


@pytest.mark.parametrize(
    ("quiet", "local", "allowed"),
    [
        (NIGHT, "24 20:59", "24 20:59"),
        (NIGHT, "24 21:00", "25 08:00"),
        (NIGHT, "25 00:00", "25 08:00"),
        (NIGHT, "25 07:59", "25 08:00"),
        (NIGHT, "25 08:00", "25 08:00"),
        (SIESTA, "24 12:59", "24 12:59"),
        (SIESTA, "24 13:00", "24 15:00"),
        (SIESTA, "24 15:00", "24 15:00"),
        (NONE, "24 09:00", "24 09:00"),
        (Quiet(time(0), time(8)), "24 00:00", "24 08:00"),
        (Quiet(time(22), time(0)), "24 23:00", "25 00:00"),
    ],
)
def test_the_next_allowed_moment_is_the_end_of_the_quiet_hours(quiet, local, allowed):
    assert quiet.after(at(local)) == at(allowed)


@pytest.mark.parametrize(
    ("quiet", "local", "begins"),
    [
        (NIGHT, "24 12:00", "24 21:00"),
        (NIGHT, "24 21:00", "24 21:00"),
        (NIGHT, "24 21:01", "25 21:00"),
        (SIESTA, "24 16:00", "25 13:00"),
    ],
)
def test_quiet_hours_begin_next_at_or_after_a_time(quiet, local, begins):
    assert quiet.next_beginning(at(local)) == at(begins)
    assert NONE.next_beginning(at(local)) is None


@pytest.mark.property
@given(quiets, moments)
def test_an_allowed_moment_is_allowed_and_the_first(quiet, local):
    after = quiet.after(local)
    assert not quiet.covers(after)
    assert after >= local
    if after > local:
        assert quiet.covers(local)
        assert after.time() == quiet.ends


@pytest.mark.parametrize(
    ("start", "number", "expected"),
    [
        ("2026-11-19", 3, "2026-11-24"),  # the accept line of tip 3: Thursday to Tuesday
        ("2026-11-19", 7, "2026-11-30"),  # and to the second Monday
        ("2026-11-21", 1, "2026-11-23"),  # from a Saturday
        ("2026-04-02", 3, "2026-04-08"),  # Good Friday is off, Easter Monday is not in Ontario
        ("2027-03-25", 1, "2027-03-29"),  # Easter of another year
        ("2026-02-12", 3, "2026-02-18"),  # Family Day, which is provincial
        ("2026-12-23", 3, "2026-12-30"),  # Christmas, Boxing Day, and the day kept for it
        ("2026-12-30", 2, "2027-01-04"),  # over the end of a year
        ("2026-11-19", 0, "2026-11-19"),
    ],
)
def test_business_days_leave_out_weekends_and_the_holidays_of_ontario(start, number, expected):
    day = business_days_after(date.fromisoformat(start), number, WEEKEND, ONTARIO)
    assert day == date.fromisoformat(expected)


def test_a_province_keeps_days_that_its_country_does_not():
    family_day = date(2026, 2, 16)
    assert family_day in ONTARIO
    assert family_day not in days_of("CA", [2026])
    thursday = date(2026, 2, 12)
    plain = business_days_after(thursday, 3, WEEKEND, days_of("CA", [2026]))
    assert plain == date(2026, 2, 17)


def test_a_weekend_may_lie_elsewhere_or_be_none_or_all():
    thursday = date(2026, 11, 19)
    assert business_days_after(thursday, 1, frozenset({4, 5}), frozenset()) == date(2026, 11, 22)
    assert business_days_after(thursday, 2, frozenset(), frozenset()) == date(2026, 11, 21)
    assert business_days_after(thursday, 2, frozenset(range(7)), frozenset()) > thursday


@pytest.mark.property
@given(
    st.dates(date(2026, 1, 1), date(2028, 1, 1)),
    st.integers(1, 15),
    st.frozensets(st.integers(0, 6), max_size=6),
)
def test_so_many_business_days_lie_between(start, number, weekend):
    end = business_days_after(start, number, weekend, ONTARIO)
    between = [date.fromordinal(n) for n in range(start.toordinal() + 1, end.toordinal() + 1)]
    assert sum(day.weekday() not in weekend and day not in ONTARIO for day in between) == number
    assert end.weekday() not in weekend
    assert end not in ONTARIO


@pytest.mark.parametrize("region", ["ZZ", "ZZ-ON", ""])
def test_an_unknown_country_has_no_holidays(region):
    assert days_of(region, [2026]) == frozenset()


def test_an_unknown_part_has_those_of_its_country():
    assert days_of("CA-ZZ", [2026]) == days_of("CA", [2026]) != frozenset()


def test_regions_are_countries_and_their_parts():
    assert {"CA", "CA-ON", "FR", "IN-TN"} <= set(regions())


@pytest.mark.parametrize(
    ("start", "months", "expected"),
    [
        ("2026-01-31", 1, "2026-02-28"),
        ("2027-12-31", 2, "2028-02-29"),
        ("2026-10-15", 3, "2027-01-15"),
        ("2026-12-01", 12, "2027-12-01"),
    ],
)
def test_months_end_on_the_last_day_of_a_short_one(start, months, expected):
    assert months_after(date.fromisoformat(start), months) == date.fromisoformat(expected)


@pytest.mark.parametrize(
    ("local", "choice", "until"),
    [
        ("24 14:00", "hour", "24 15:00"),
        ("24 20:30", "hour", "25 08:00"),
        ("24 14:00", "tonight", "24 19:30"),
        ("24 19:30", "tonight", "24 20:30"),
        ("24 20:30", "tonight", "25 08:00"),
        ("24 14:00", "tomorrow", "25 09:00"),
        ("24 00:30", "tomorrow", "25 09:00"),
        ("24 14:00", "next_week", "30 09:00"),  # from a Tuesday
        ("23 14:00", "next_week", "30 09:00"),  # from a Monday
        ("28 14:00", "next_week", "30 09:00"),  # from a Saturday
        ("22 14:00", "next_week", "30 09:00"),  # from a Sunday: tomorrow is too near
    ],
)
def test_a_choice_puts_off_until(local, choice, until):
    assert snoozed(at(local), choice, NIGHT) == at(until)


def test_tonight_is_before_quiet_hours_that_begin_early():
    early = Quiet(time(19), time(8))
    assert snoozed(at("24 14:00"), "tonight", early) == at("24 18:45")
    assert snoozed(at("24 18:50"), "tonight", early) == at("25 08:00")


@pytest.mark.property
@given(moments, st.sampled_from(CHOICES), quiets)
def test_putting_off_is_always_for_later_and_never_into_quiet_hours(local, choice, quiet):
    until = snoozed(local, choice, quiet)
    assert until > local
    assert not quiet.covers(until)


def test_an_hour_is_an_hour_while_the_clocks_change():
    no_quiet = {"quiet": NONE}
    gap = calendar_of("2027-03-14 01:30", **no_quiet)
    assert gap.snoozed("hour") - gap.at == instant("2027-03-14 03:30") - gap.at
    overlap = calendar_of("2027-11-07 01:30", **no_quiet)
    assert (overlap.snoozed("hour") - overlap.at).total_seconds() == 3600


def test_the_end_of_quiet_hours_within_an_overlap_is_never_before_what_waits_for_it():
    quiet = Quiet(time(23), time(1, 30))
    calendar = calendar_of("2027-11-06 12:00", quiet=quiet)
    first, second = instant("2027-11-07 05:15", "UTC"), instant("2027-11-07 06:15", "UTC")
    assert wall(first) == wall(second)
    assert wall(calendar.allowed(first), "UTC") == "Sun 2027-11-07 05:30"
    assert wall(calendar.allowed(second), "UTC") == "Sun 2027-11-07 06:30"


def test_the_defaults_are_those_of_the_table():
    settings = Settings()
    assert (settings.quiet.begins, settings.quiet.ends) == (time(21), time(8))
    assert (settings.cap, settings.nudges, settings.recharge) == (3, 1, True)
    assert settings.weekend == WEEKEND
