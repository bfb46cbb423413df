"""When to be reminded: the rules alone, without a database."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netpwa.reminders.model import (
    PREPARE,
    QUIET_FROM,
    QUIET_UNTIL,
    THANK,
    Talk,
    after_quiet,
    real_end,
    thank_at,
    wanted,
)

TORONTO = ZoneInfo("America/Toronto")
MINUTES = st.integers(0, 24 * 60 - 1)
ZONES = st.sampled_from(
    ["America/Toronto", "Europe/Berlin", "Asia/Kolkata", "Africa/Cairo", "Australia/Lord_Howe"]
)
INSTANTS = st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1))  # noqa: DTZ001  given UTC below


def local(day, hour, minute=0):
    return datetime(2026, 11, day, hour, minute, tzinfo=TORONTO)


def talk(starts, minutes=20, *, held=None, is_cancelled=False, is_thanked=False):
    ends = starts + timedelta(minutes=minutes)
    return Talk(starts, ends, held, is_cancelled=is_cancelled, is_thanked=is_thanked)


def when(conversation):
    return {each.rule: each.at for each in wanted(conversation)}


def is_quiet(moment):
    return not QUIET_UNTIL <= moment.time() < QUIET_FROM


def test_it_warns_ten_minutes_before_and_asks_for_thanks_two_hours_after_the_end():
    assert when(talk(local(25, 14))) == {PREPARE: local(25, 13, 50), THANK: local(25, 16, 20)}


def test_the_warning_is_of_no_use_once_the_conversation_is_under_way_and_thanks_two_days_on():
    before, after = wanted(talk(local(25, 14)))
    assert before.until == local(25, 14, 10)
    assert after.until == local(27, 14, 20)


@pytest.mark.parametrize(
    ("end", "at"),
    [
        (local(25, 18, 45), local(25, 20, 45)),
        (local(25, 18, 46), local(25, 20, 45)),
        (local(25, 20, 30), local(25, 20, 45)),
        (local(25, 20, 50), local(25, 20, 50)),
        (local(25, 20, 59), local(25, 20, 59)),
        (local(25, 21), local(26, 9)),
        (local(25, 23, 59), local(26, 9)),
        (local(26, 0), local(26, 9)),
        (local(26, 7, 59), local(26, 9)),
        (local(26, 8), local(26, 10)),
    ],
)
def test_thanks_come_before_the_quiet_hours_or_else_in_the_morning(end, at):
    assert thank_at(end) == at


def test_a_cancelled_conversation_reminds_of_nothing():
    assert wanted(talk(local(25, 14), is_cancelled=True)) == []


def test_a_conversation_that_was_held_needs_no_warning_any_more():
    assert when(talk(local(25, 14), held=local(25, 14, 20))) == {THANK: local(25, 16, 20)}


@pytest.mark.parametrize(
    ("held", "end"),
    [
        (local(25, 14, 5), local(25, 14, 5)),  # cut short
        (local(25, 15, 20), local(25, 15, 20)),  # an hour longer
        (local(25, 15, 21), local(25, 14, 20)),  # marked long afterwards
        (local(26, 11), local(25, 14, 20)),
        (local(25, 13), local(25, 14, 20)),  # marked before it began
    ],
)
def test_it_ended_when_it_was_marked_as_held_if_that_was_around_its_end(held, end):
    conversation = talk(local(25, 14), held=held)
    assert real_end(conversation) == end
    assert when(conversation)[THANK] == end + timedelta(hours=2)


def test_once_thanked_there_is_nothing_to_thank_for():
    assert set(when(talk(local(25, 14), is_thanked=True))) == {PREPARE}
    assert wanted(talk(local(25, 14), held=local(25, 14, 20), is_thanked=True)) == []


def test_what_comes_late_by_night_waits_until_nine():
    assert after_quiet(local(25, 23)) == local(26, 9)
    assert after_quiet(local(26, 3)) == local(26, 9)
    assert after_quiet(local(26, 12)) == local(26, 12)


@pytest.mark.property
@given(MINUTES)
def test_a_reminder_to_thank_never_rings_in_the_quiet_hours_nor_before_the_end(minute):
    end = local(25, minute // 60, minute % 60)
    at = thank_at(end)
    assert not is_quiet(at)
    assert at >= end
    same_evening = at.date() == end.date() and at - end <= timedelta(hours=2)
    next_morning = at.time() == time(9) and at - end <= timedelta(hours=12)
    assert same_evening or next_morning


@pytest.mark.property
@given(MINUTES, MINUTES)
def test_a_later_end_never_brings_earlier_thanks(one, other):
    ends = sorted([one, other])
    first, second = (thank_at(local(25, end // 60, end % 60)) for end in ends)
    assert first <= second


@pytest.mark.property
@given(INSTANTS, ZONES, st.sampled_from([15, 20, 45]))
def test_the_warning_is_ten_real_minutes_before_on_every_day_of_every_zone(naive, zone, minutes):
    starts = naive.replace(second=0, microsecond=0, tzinfo=UTC)
    there = starts.astimezone(ZoneInfo(zone))
    ends = (starts + timedelta(minutes=minutes)).astimezone(ZoneInfo(zone))
    before, after = wanted(Talk(there, ends, None, is_cancelled=False, is_thanked=False))
    assert starts - before.at.astimezone(UTC) == timedelta(minutes=10)
    assert before.until.astimezone(UTC) - starts == timedelta(minutes=10)
    assert not is_quiet(after.at)
    assert after.until.astimezone(UTC) - ends.astimezone(UTC) == timedelta(hours=48)
