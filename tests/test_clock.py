"""Between the clock on somebody's wall and the instant that all of us share."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netpwa import clock
from netpwa.web.forms import ZONES
from tests.conftest import IS_FULL

# Half hours, a shift of half an hour, a midnight that is skipped, four shifts a year, none, far.
ODD_ZONES = ("America/Toronto", "Europe/London", "Australia/Lord_Howe", "America/Santiago",
             "Africa/Casablanca", "Asia/Kathmandu", "Pacific/Chatham", "Pacific/Kiritimati",
             "America/St_Johns", "Africa/Cairo", "Asia/Beirut", "UTC")  # fmt: skip
YEAR = 2027


def at(text, zone):
    wanted = datetime.fromisoformat(text)
    return clock.to_instant(wanted.date(), wanted.time(), zone)


def wall(instant, zone):
    return clock.to_local(instant, zone).replace(tzinfo=None).isoformat(" ", "minutes")


@pytest.mark.parametrize(
    ("zone", "typed", "shown"),
    [
        ("America/Toronto", "2027-03-14 02:30", "2027-03-14 03:00"),
        ("America/Toronto", "2027-03-14 02:00", "2027-03-14 03:00"),
        ("America/Toronto", "2027-03-14 02:59", "2027-03-14 03:00"),
        ("America/Toronto", "2027-03-14 01:59", "2027-03-14 01:59"),
        ("America/Toronto", "2027-03-14 03:00", "2027-03-14 03:00"),
        ("Australia/Lord_Howe", "2027-10-03 02:15", "2027-10-03 02:30"),
        ("America/Santiago", "2027-09-05 00:00", "2027-09-05 01:00"),
        ("Pacific/Apia", "2011-12-30 12:00", "2011-12-31 00:00"),
    ],
)
def test_a_time_that_the_clocks_skip_becomes_the_first_minute_after(zone, typed, shown):
    assert wall(at(typed, zone), zone) == shown


@pytest.mark.parametrize(
    ("zone", "typed", "first"),
    [
        ("America/Toronto", "2027-11-07 01:30", "2027-11-07 05:30"),
        ("Europe/London", "2027-10-31 01:30", "2027-10-31 00:30"),
        ("Australia/Lord_Howe", "2027-04-04 01:45", "2027-04-03 14:45"),
    ],
)
def test_a_time_that_the_clocks_show_twice_is_the_first(zone, typed, first):
    assert wall(at(typed, zone), "UTC") == first


def test_an_instant_is_in_utc():
    assert at("2027-06-01 12:00", "Asia/Kathmandu") == datetime(2027, 6, 1, 6, 15, tzinfo=UTC)
    assert at("2027-06-01 12:00", "Asia/Kathmandu").tzinfo is UTC


def test_every_zone_that_is_offered_exists():
    assert "America/Toronto" in ZONES
    assert len(ZONES) > 400
    for zone in ZONES:
        ZoneInfo(zone)


def test_time_moves_by_the_offset_in_the_file(tmp_path, monkeypatch):
    monkeypatch.setattr(clock, "_offset_file", None)
    file = tmp_path / "offset"
    clock.set_offset_file(file)
    real = clock.now()
    assert abs(real - datetime.now(UTC)) < timedelta(seconds=5), "a file that is missing moves none"
    file.write_text("86400\n")
    assert abs(clock.now() - real - timedelta(days=1)) < timedelta(seconds=5)
    file.write_text("-60")
    assert clock.now() < real
    file.write_text("")
    assert clock.now() >= real
    assert clock.now().microsecond == 0


def first_showing(day, wanted, zone):
    """Find by trying: the first minute whose clock shows this, else the first after the gap."""
    start = datetime.combine(day, time(0), tzinfo=UTC) - timedelta(hours=20)
    target = datetime.combine(day, wanted)
    for minute in range(64 * 60):
        instant = start + timedelta(minutes=minute)
        if instant.astimezone(ZoneInfo(zone)).replace(tzinfo=None) >= target:
            return instant
    raise AssertionError


def shifts(zone):
    """Give the days of the year on which this zone's clocks are moved."""
    tz = ZoneInfo(zone)
    for number in range(365):
        day = date(YEAR, 1, 1) + timedelta(days=number)
        noon = datetime.combine(day, time(12), tzinfo=tz)
        if noon.utcoffset() != (noon - timedelta(days=1)).utcoffset():
            yield day


@pytest.mark.property
@pytest.mark.parametrize("zone", ODD_ZONES)
def test_around_every_shift_of_a_year_each_quarter_hour_is_found_as_by_trying(zone):
    step = 5 if IS_FULL else 15
    for shift in shifts(zone):
        for day in (shift - timedelta(days=1), shift):
            for minute in range(0, 6 * 60, step):
                wanted = time(minute // 60, minute % 60)
                assert clock.to_instant(day, wanted, zone) == first_showing(day, wanted, zone)


@pytest.mark.property
@pytest.mark.parametrize("zone", ODD_ZONES)
def test_through_a_whole_year_later_on_the_wall_is_never_earlier(zone):
    last = None
    for hour in range(365 * 24):
        wanted = datetime(YEAR, 1, 1) + timedelta(hours=hour)  # noqa: DTZ001  a wall clock
        instant = clock.to_instant(wanted.date(), wanted.time(), zone)
        assert last is None or instant >= last
        last = instant


@pytest.mark.property
@given(
    st.dates(date(2020, 1, 1), date(2035, 1, 1)),
    st.times(),
    st.sampled_from(ZONES),
)
def test_what_is_agreed_is_what_the_wall_shows_unless_it_skips(day, wanted, zone):
    wanted = wanted.replace(second=0, microsecond=0)
    instant = clock.to_instant(day, wanted, zone)
    shown = clock.to_local(instant, zone).replace(tzinfo=None)
    assert shown >= datetime.combine(day, wanted)
    assert shown - datetime.combine(day, wanted) <= timedelta(hours=25)
    # One minute earlier the clock does not show it yet, or it shows it for the second time.
    earlier = clock.to_local(instant - timedelta(minutes=1), zone).replace(tzinfo=None)
    assert earlier != shown
