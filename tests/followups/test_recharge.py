"""Room after a talk: how long by its energy, and the next time that leaves it. Pure."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netpwa.followups.recharge import (
    Days,
    Room,
    Spent,
    crowded,
    ended_at,
    next_free,
    resting_until,
)
from netpwa.followups.reflection import GROUPS, PROMPTS, Felt, is_strained, three_for

TORONTO = ZoneInfo("America/Toronto")
ROOM = Room()
DAYS = Days(lambda instant: instant.astimezone(TORONTO).replace(tzinfo=None))
NO_WEEKENDS = Days(DAYS.local, lambda day: day.weekday() > 4)


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=TORONTO).astimezone(UTC)


def spent(ends, energy=None, minutes=30, name="Ana"):
    return Spent(name, at(ends) - timedelta(minutes=minutes), at(ends), energy, name)


def wanted(starts, minutes=20):
    return at(starts), at(starts) + timedelta(minutes=minutes)


@pytest.mark.parametrize(
    ("energy", "until"),
    [
        (None, "2026-11-25 16:00"),
        (2, "2026-11-25 16:00"),
        (0, "2026-11-25 16:00"),
        (-1, "2026-11-26 16:00"),
        (-2, "2026-11-27 16:00"),
    ],
)
def test_a_talk_that_ends_on_tuesday_at_four_asks_for_a_day_and_more_when_it_tired(energy, until):
    talks = [spent("2026-11-24 16:00", energy)]
    assert resting_until(talks, ROOM, at("2026-11-24 17:00")) == at(until)
    assert resting_until(talks, ROOM, at(until)) is None
    assert resting_until(talks, ROOM, at("2026-11-24 15:45")) is None


@pytest.mark.parametrize(("hours", "until"), [(0, None), (4, "20:00")])
def test_whoever_wants_less_room_has_less(hours, until):
    room = Room(gap_hours=hours)
    found = resting_until([spent("2026-11-24 16:00")], room, at("2026-11-24 16:30"))
    assert found == (at(f"2026-11-24 {until}") if until else None)


def test_a_time_in_the_gap_says_until_when_and_after_whom_and_what_is_free():
    found = crowded([spent("2026-11-24 16:00", -1)], ROOM, wanted("2026-11-25 10:00"), DAYS)
    assert (found.why, found.until, found.than.name) == ("gap", at("2026-11-26 16:00"), "Ana")
    assert found.free_at == at("2026-11-26 16:00")


def test_a_time_outside_of_it_is_as_good_as_any():
    assert crowded([spent("2026-11-24 16:00", -1)], ROOM, wanted("2026-11-26 16:00"), DAYS) is None


def test_a_time_that_leaves_no_room_before_the_next_talk_is_remarked_on_too():
    talks = [spent("2026-11-26 10:30", name="Ben")]
    found = crowded(talks, ROOM, wanted("2026-11-25 15:00"), DAYS)
    assert (found.why, found.than.name) == ("before", "Ben")
    assert found.free_at == at("2026-11-27 10:30")


@pytest.mark.parametrize(
    ("most", "why", "free"),
    [((1, 9), "day", "2026-11-25 09:00"), ((9, 1), "week", "2026-11-30 09:00")],
)
def test_a_full_day_and_a_full_week_are_remarked_on(most, why, free):
    room = Room(0, *most)
    found = crowded([spent("2026-11-24 10:00")], room, wanted("2026-11-24 15:00"), DAYS)
    assert (found.why, found.free_at) == (why, at(free))


def test_nothing_is_offered_at_night_or_on_a_free_day():
    talks = [spent("2026-11-26 20:00")]  # a Thursday evening
    free = crowded(talks, ROOM, wanted("2026-11-26 21:00"), NO_WEEKENDS).free_at
    assert free == at("2026-11-30 09:00")


def test_when_every_day_is_free_one_is_offered_all_the_same():
    always = Days(DAYS.local, lambda _day: True)
    assert next_free([], ROOM, wanted("2026-11-26 10:00"), always) > at("2026-11-26 10:00")


@pytest.mark.parametrize(
    ("held", "ends"),
    [
        (None, "16:30"),
        ("16:10", "16:10"),
        ("17:00", "17:00"),
        ("20:00", "16:30"),
        ("15:59", "16:30"),
    ],
)
def test_a_talk_ends_when_its_person_says_so_around_that_time(held, ends):
    starts, planned = at("2026-11-24 16:00"), at("2026-11-24 16:30")
    word = at(f"2026-11-24 {held}") if held else None
    assert ended_at(starts, planned, word) == at(f"2026-11-24 {ends}")


MINUTES = st.integers(min_value=0, max_value=20 * 24 * 60)
TALKS = st.lists(
    st.tuples(MINUTES, st.integers(5, 120), st.sampled_from([None, -2, -1, 0, 1, 2])), max_size=8
)
MONDAY = at("2026-10-26 00:00")  # the clocks of Toronto go back within these days


@pytest.mark.property
@given(TALKS, MINUTES, st.sampled_from([0, 4, 24, 48]), st.integers(1, 3), st.integers(2, 8))
def test_what_is_offered_leaves_room_on_both_sides_and_is_by_day(talks, start, gap, day, week):
    room = Room(gap, day, week)
    had = []
    for n, (minute, minutes, energy) in enumerate(talks):
        starts = MONDAY + timedelta(minutes=minute)
        had.append(Spent(str(n), starts, starts + timedelta(minutes=minutes), energy))
    starts = MONDAY + timedelta(minutes=start)
    free = next_free(had, room, (starts, starts + timedelta(minutes=20)), NO_WEEKENDS)
    here = NO_WEEKENDS.local(free)
    assert free >= starts
    assert 9 <= here.hour <= 18
    assert here.weekday() < 5
    again = (free, free + timedelta(minutes=20))
    assert crowded(had, room, again, NO_WEEKENDS) is None
    for talk in had:
        after = talk.recharged_at(room.gap) <= free or free < talk.starts_at
        before = talk.starts_at < free or talk.starts_at >= again[1] + room.gap
        assert after
        assert before


def test_two_talks_in_a_row_at_the_end_of_ones_tether_are_strain():
    worst = Felt(5, -2)
    assert is_strained([worst, worst])
    assert is_strained([worst, worst, Felt(1, 2)])
    for talks in ([], [worst], [worst, Felt(5, -1)], [Felt(4, -2), worst], [Felt(None, None)] * 2):
        assert not is_strained(talks)


def test_each_talk_brings_three_prompts_one_of_each_kind_and_in_time_all_of_them():
    seen = set()
    for talk in range(20):
        three = three_for(talk)
        assert len(set(three)) == 3
        assert [code in group for code, group in zip(three, GROUPS, strict=True)] == [True] * 3
        seen |= set(three)
    assert seen == set(PROMPTS)
    assert len(PROMPTS) == 13
