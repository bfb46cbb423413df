"""Every change of every zone's offset from 2026 to 2030; a quarter of the zones unless in full.

The expected moments are found by looking at each minute around the change, not by the planner's
own way of getting there.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from zlib import crc32
from zoneinfo import ZoneInfo

import pytest

from netpwa import clock
from netpwa.reminders import events as e
from netpwa.reminders.calendar import Quiet, Settings
from netpwa.reminders.schedule import plan
from netpwa.web.forms import ZONES
from tests.conftest import IS_FULL
from tests.reminders.walk import Walk

NO_QUIET = Quiet(time(0), time(0))
MINUTE, QUARTER, HOUR, DAY = (timedelta(minutes=n) for n in (1, 15, 60, 1440))
BEGIN, END = datetime(2026, 1, 1, tzinfo=UTC), datetime(2031, 1, 1, tzinfo=UTC)
SHARDS = 4
LOOKED_AT = [zone for zone in ZONES if IS_FULL or crc32(zone.encode()) % SHARDS == 0]


@dataclass
class Change:
    """A zone, the first instant of its new offset, and what its clock showed there before."""

    zone: str
    at: datetime
    wall: datetime

    def local(self, instant):
        return instant.astimezone(ZoneInfo(self.zone)).replace(tzinfo=None)

    def minutes(self):
        """Pair each minute around the change with what the clock shows."""
        begin = self.at - 6 * HOUR
        return [(begin + n * MINUTE, self.local(begin + n * MINUTE)) for n in range(24 * 60)]


def changes(zone):
    """Find a zone's changes, to the minute: none lasts less than a week."""
    offset = lambda instant: instant.astimezone(ZoneInfo(zone)).utcoffset()  # noqa: E731
    weeks = [BEGIN + n * 7 * DAY for n in range((END - BEGIN) // (7 * DAY) + 1)]
    for before, after in pairwise(weeks):
        if offset(before) == offset(after):
            continue
        minutes = range((after - before) // MINUTE)
        first = bisect_right(
            minutes, 0, key=lambda n, a=before: int(offset(a + n * MINUTE) != offset(a))
        )
        at = before + first * MINUTE
        yield Change(zone, at, (at + offset(before)).replace(tzinfo=None))


def planned(change, events, quiet=NO_QUIET):
    settings = Settings(zone=change.zone, quiet=quiet, cap=99)
    return plan(events, settings, change.at - 5 * DAY, clock.to_instant)


def firsts(change, names, quiet=NO_QUIET):
    return [each for each in planned(change, names, quiet) if not each.of.step]


def names(change):
    """Be given names that come due on each quarter of an hour around the change, by the wall."""
    zone = ZoneInfo(change.zone)
    for n in range(-6, 10):
        due = change.wall + n * QUARTER
        given = (due - 3 * DAY).replace(tzinfo=zone).astimezone(UTC)
        yield due, e.NameReceived(f"n{n}", "grace", at=given)


def talks(change):
    """Book a talk for each quarter of an hour around the change, by the instant."""
    for n in range(-6, 10):
        starts = change.at + n * QUARTER
        yield e.Booked(f"t{n}", "grace", starts, starts + QUARTER, at=change.at - 5 * DAY)


def first_shown(minutes, wall):
    """Find the first minute that shows a wall time; if it is skipped, the first one beyond."""
    shown = [instant for instant, local in minutes if local == wall]
    if shown:
        return shown[0]
    return next(now for (_, was), (now, local) in pairwise(minutes) if was < wall < local)


@pytest.fixture(scope="module")
def all_changes():
    return [change for zone in LOOKED_AT for change in changes(zone)]


def test_there_are_changes_of_both_kinds_to_look_at(all_changes):
    gaps = [change for change in all_changes if change.local(change.at) > change.wall]
    assert len(all_changes) > len(gaps) > 100
    assert len(all_changes) - len(gaps) > 100
    assert {change.at.year for change in all_changes} == set(range(2026, 2031))


def test_a_skipped_time_is_the_first_minute_after_and_a_repeated_one_the_first(all_changes):
    for change in all_changes:
        minutes = change.minutes()
        given = list(names(change))
        plan = {each.of.subject.id: each for each in firsts(change, [name for _, name in given])}
        for due, name in given:
            assert plan[name.name].due_at == first_shown(minutes, due), (change, due)
            assert plan[name.name].local_at >= due


def test_what_counts_from_a_talk_is_as_long_before_or_after_as_on_any_day(all_changes):
    for change in all_changes:
        booked = list(talks(change))
        plan = {(each.of.rule, each.of.step, each.of.subject.id): each.due_at
                for each in planned(change, booked)}  # fmt: skip
        for talk in booked:
            assert plan["prepare", 1, talk.interview] == talk.starts_at - 10 * MINUTE, change
            assert plan["capture", 0, talk.interview] == talk.ends_at + 5 * MINUTE, change
            assert plan["thank", 0, talk.interview] == talk.ends_at + 2 * HOUR, change
            assert plan["thank", 1, talk.interview] == talk.ends_at + 20 * HOUR, change


def test_quiet_hours_that_end_within_the_change_let_go_at_the_first_allowed_minute(all_changes):
    for change in all_changes:
        begins, ends = (change.wall - 5 * HOUR).time(), (change.wall + 2 * QUARTER).time()
        quiet = Quiet(begins, ends)
        minutes = change.minutes()
        given = list(names(change))
        plan = {
            each.of.subject.id: each for each in firsts(change, [name for _, name in given], quiet)
        }
        for due, name in given:
            wanted = first_shown(minutes, due)
            allowed = next(
                now for now, local in minutes if now >= wanted and not quiet.covers(local)
            )
            assert plan[name.name].due_at == allowed, (change, due)


def test_no_notice_is_lost_or_doubled_around_a_change(all_changes):
    for change in all_changes:
        some = [name for _, name in names(change)][::4] + list(talks(change))[::5]
        settings = Settings(zone=change.zone, quiet=NO_QUIET, cap=99,
                            switches={"capture": False, "thank": False})  # fmt: skip
        walk = Walk(settings, change.at - 3 * HOUR, events=some)
        list(walk.go_on(change.at + 6 * HOUR))
        told = sorted(each.notice.of.subject.id for each in walk.sent)
        assert told == sorted(event.subject.id for event in some), change
        assert all(each.at == each.notice.due_at for each in walk.sent)
