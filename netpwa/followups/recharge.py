"""Room to recharge: how much of it a talk asks for, and the next time that leaves it. Pure.

The gap is a hint: it says so, and offers another time; it never stands in the way.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Why = Literal["gap", "before", "day", "week"]
LATE_END = timedelta(hours=1)
MORE_WHEN_LOW = {-1: timedelta(hours=24), -2: timedelta(hours=48)}
A_DAY, A_QUARTER = timedelta(days=1), timedelta(minutes=15)
# Nobody is asked for a talk at night; an evening is for reflecting.
EARLIEST, LATEST = time(9), time(18)
MOST_FREE_DAYS = 30
LONGEST_LOOK = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Room:
    """How much room somebody wants, and what does them good, a line for each thing."""

    gap_hours: int = 24
    most_a_day: int = 2
    most_a_week: int = 5
    self_care: str = ""
    support: str = ""
    rev: int = 0

    @property
    def gap(self) -> timedelta:
        """The time after a talk, before its energy adds to it."""
        return timedelta(hours=self.gap_hours)

    @property
    def kindnesses(self) -> list[str]:
        """What does them good, one by one."""
        return [line.strip() for line in self.self_care.splitlines() if line.strip()]


@dataclass(frozen=True, slots=True)
class Spent:
    """A talk with somebody that is booked or was had, and how its person was afterwards."""

    id: str
    starts_at: datetime
    ends_at: datetime
    energy_after: int | None = None
    name: str = ""

    def recharged_at(self, gap: timedelta) -> datetime:
        """When the room after it is over."""
        return self.ends_at + gap + MORE_WHEN_LOW.get(self.energy_after or 0, timedelta())


@dataclass(frozen=True, slots=True)
class Days:
    """Somebody's days: `local` shows an instant on their clock, naive; `is_off` knows free days."""

    local: Callable[[datetime], datetime]
    is_off: Callable[[date], bool] = lambda _day: False


@dataclass(frozen=True, slots=True)
class Crowded:
    """Why a time is one to think about, until when there was to be room, and the next free time.

    `than` is the talk that it comes close to; `why` is "before" when that one is the later.
    """

    why: Why
    until: datetime
    than: Spent
    free_at: datetime


def ended_at(starts_at: datetime, planned_end: datetime, held_at: datetime | None) -> datetime:
    """Give when a talk was over: at the word of its person if that came around then."""
    is_word = held_at is not None and starts_at <= held_at <= planned_end + LATE_END
    return held_at if held_at is not None and is_word else planned_end


def resting_until(talks: Sequence[Spent], room: Room, at: datetime) -> datetime | None:
    """Give until when there is to be room at an instant; None when there need not be any."""
    ends = [talk.recharged_at(room.gap) for talk in talks if talk.ends_at <= at]
    until = max(ends, default=at)
    return until if until > at else None


def crowded(
    talks: Sequence[Spent], room: Room, wanted: tuple[datetime, datetime], days: Days
) -> Crowded | None:
    """Say why a talk from one instant to another comes too close to others; None if it does not."""
    found = _too_close(talks, room, wanted, days)
    if found is None:
        return None
    why, until, than = found
    return Crowded(why, until, than, next_free(talks, room, wanted, days))


def next_free(
    talks: Sequence[Spent], room: Room, wanted: tuple[datetime, datetime], days: Days
) -> datetime:
    """Give the first time from `wanted` on, by day, that leaves room on both sides."""
    length = wanted[1] - wanted[0]
    starts, last = _by_day(wanted[0], days), wanted[0] + LONGEST_LOOK
    while starts < last:
        found = _too_close(talks, room, (starts, starts + length), days)
        if found is None:
            return starts
        starts = _by_day(max(found[1], starts + A_QUARTER), days)
    return starts


def _too_close(
    talks: Sequence[Spent], room: Room, wanted: tuple[datetime, datetime], days: Days
) -> tuple[Why, datetime, Spent] | None:
    starts, ends = wanted
    for talk in sorted(talks, key=lambda one: one.ends_at, reverse=True):
        if talk.starts_at <= starts < talk.recharged_at(room.gap):
            return "gap", talk.recharged_at(room.gap), talk
    for talk in talks:
        if starts <= talk.starts_at < ends + room.gap:
            return "before", talk.recharged_at(room.gap), talk
    day = days.local(starts).date()
    same_day = [talk for talk in talks if days.local(talk.starts_at).date() == day]
    if len(same_day) >= room.most_a_day:
        return "day", _days_on(starts, 1, days), same_day[0]
    monday = day - timedelta(days=day.weekday())
    same_week = [talk for talk in talks if _monday(talk, days) == monday]
    if len(same_week) >= room.most_a_week:
        return "week", _days_on(starts, 7 - day.weekday(), days), same_week[0]
    return None


def _monday(talk: Spent, days: Days) -> date:
    day = days.local(talk.starts_at).date()
    return day - timedelta(days=day.weekday())


def _days_on(instant: datetime, number: int, days: Days) -> datetime:
    """Give about the morning of the day that is `number` later: an hour off is put right by day."""
    here = days.local(instant)
    then = datetime.combine(here.date() + timedelta(days=number), EARLIEST)
    return instant + (then - here)


def _by_day(instant: datetime, days: Days) -> datetime:
    """Move an instant to a full quarter of an hour between morning and evening of no free day."""
    here = days.local(instant)
    over = timedelta(minutes=here.minute % 15, seconds=here.second, microseconds=here.microsecond)
    if over:
        instant += A_QUARTER - over
        here = days.local(instant)
    if here.time() < EARLIEST:
        instant = _days_on(instant, 0, days)
    elif here.time() > LATEST:
        instant = _days_on(instant, 1, days)
    for _ in range(MOST_FREE_DAYS):
        if not days.is_off(days.local(instant).date()):
            break
        instant = _days_on(instant, 1, days)
    return instant
