"""Somebody's time: quiet hours, business days, and the way between wall clock and instants.

The functions work on naive local datetimes. `Calendar` joins them to a zone; it is given
`resolve` (`clock.to_instant`), which knows what a gap and an overlap of the clocks mean.
Source: PRODUCT.md D4, "Base"; DESIGN.md decision 17.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

Resolve = Callable[[date, time, str], datetime]
Snooze = Literal["hour", "tonight", "tomorrow", "next_week"]

MORNING = time(9)
EVENING = time(19, 30)
BEFORE_QUIET = timedelta(minutes=15)
AN_HOUR, A_DAY = timedelta(hours=1), timedelta(days=1)
MONDAY = 0
MOST_DAYS_OFF = 366


@dataclass(frozen=True, slots=True)
class Quiet:
    """The hours of a day in which no notice comes; equal ends mean none."""

    begins: time = time(21)
    ends: time = time(8)

    def covers(self, local: datetime) -> bool:
        """Say whether a local time lies within them: from the first minute, up to the last."""
        now = local.time()
        if self.begins <= self.ends:
            return self.begins <= now < self.ends
        return now >= self.begins or now < self.ends

    def after(self, local: datetime) -> datetime:
        """Give the next allowed moment: the end of the quiet hours, or the time itself."""
        if not self.covers(local):
            return local
        day = local.date() + (A_DAY if local.time() >= self.ends else timedelta())
        return datetime.combine(day, self.ends)

    def let_go(self, local: datetime) -> datetime:
        """Give since when of its day a local time has been allowed: midnight, or their end."""
        midnight = datetime.combine(local.date(), time())
        ended = datetime.combine(local.date(), self.ends)
        return ended if self.begins != self.ends and ended <= local else midnight

    def next_beginning(self, local: datetime) -> datetime | None:
        """Give when they begin next, at or after a local time; None without quiet hours."""
        if self.begins == self.ends:
            return None
        day = local.date() + (A_DAY if local.time() > self.begins else timedelta())
        return datetime.combine(day, self.begins)


@dataclass(frozen=True, slots=True)
class Settings:
    """What a person may set; the defaults are those of PRODUCT.md D4 and DESIGN.md section 8.

    `holidays` are dates of their region (public_holidays.py). `cap` is the most counted notices
    of a local day, the digest among them; 0 leaves everything to Today. `switches` holds only what
    was changed: a rule's switch to on or off. `nudges` is how often somebody is asked again: 0 to
    2. `recharge` says whether the space after a talk mutes what can wait.
    """

    zone: str = "UTC"
    quiet: Quiet = Quiet()
    weekend: frozenset[int] = frozenset({5, 6})
    holidays: frozenset[date] = frozenset()
    cap: int = 3
    nudges: int = 1
    recharge: bool = True
    switches: Mapping[str, bool] = field(default_factory=dict)


def is_business(day: date, weekend: frozenset[int], holidays: frozenset[date]) -> bool:
    """Say whether people of a region work on a day. Days of the week count from Monday = 0."""
    return day.weekday() not in weekend and day not in holidays


def business_days_after(
    day: date, number: int, weekend: frozenset[int], holidays: frozenset[date]
) -> date:
    """Give the business day that is `number` of them after a day, which itself never counts.

    Where no day is ever one, as with a weekend of seven days, every day counts as one.
    """
    off = 0
    while number:
        day += A_DAY
        if is_business(day, weekend, holidays) or off > MOST_DAYS_OFF:
            number -= 1
        else:
            off += 1
    return day


def months_after(day: date, number: int) -> date:
    """Give the same day `number` months later, or the last of a month that is too short."""
    year, month = divmod(day.year * 12 + day.month - 1 + number, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def snoozed(local: datetime, choice: Snooze, quiet: Quiet) -> datetime:
    """Give until when a choice puts something off, never into the quiet hours.

    "tonight" is half past seven, earlier if the quiet hours begin before it, and in an hour when
    that is past. "next_week" is a Monday that is at least two days away.
    """
    if choice == "hour":
        return quiet.after(local + AN_HOUR)
    if choice == "tonight":
        return _tonight(local, quiet)
    days = 1 if choice == "tomorrow" else 2 + (MONDAY - local.weekday() - 2) % 7
    return quiet.after(datetime.combine(local.date() + timedelta(days=days), MORNING))


def _tonight(local: datetime, quiet: Quiet) -> datetime:
    evening = datetime.combine(local.date(), EVENING)
    if quiet.covers(evening):
        evening = datetime.combine(local.date(), quiet.begins) - BEFORE_QUIET
    return quiet.after(evening if evening > local else local + AN_HOUR)


@dataclass(frozen=True, slots=True)
class Calendar:
    """One person's settings at an instant, with the way between their wall clock and instants."""

    settings: Settings
    at: datetime
    resolve: Resolve

    def local(self, instant: datetime) -> datetime:
        """Show an instant on the wall clock, as a naive datetime."""
        return instant.astimezone(ZoneInfo(self.settings.zone)).replace(tzinfo=None)

    def instant(self, local: datetime) -> datetime:
        """Find the instant of a wall time: after a gap, the first of an overlap."""
        return self.resolve(local.date(), local.time(), self.settings.zone)

    def instant_after(self, local: datetime, floor: datetime) -> datetime:
        """Find the instant of a wall time that is not before another instant.

        What is moved out of the quiet hours within an overlap goes to its second occurrence.
        """
        instant = self.instant(local)
        if instant >= floor:
            return instant
        second = local.replace(tzinfo=ZoneInfo(self.settings.zone), fold=1).astimezone(UTC)
        return max(second, floor)

    def days_after(self, instant: datetime, days: int) -> datetime:
        """Give the same wall time some days later."""
        return self.instant(self.local(instant) + timedelta(days=days))

    def business_days_after(self, instant: datetime, days: int) -> datetime:
        """Give nine in the morning, some business days later."""
        settings = self.settings
        day = business_days_after(
            self.local(instant).date(), days, settings.weekend, settings.holidays
        )
        return self.instant(datetime.combine(day, MORNING))

    def months_after(self, instant: datetime, months: int) -> datetime:
        """Give the same wall time some months later."""
        local = self.local(instant)
        return self.instant(datetime.combine(months_after(local.date(), months), local.time()))

    def on_day_of(self, instant: datetime, clock_time: time, *, days: int = 0) -> datetime:
        """Give a time of the day that an instant lies on, or of one some days from it."""
        day = self.local(instant).date() + timedelta(days=days)
        return self.instant(datetime.combine(day, clock_time))

    def same_evening(self, instant: datetime, lag: timedelta) -> datetime:
        """Give `lag` later, or shortly before the quiet hours if they would come first.

        For an instant within the quiet hours it is nine in the morning after, or their end if
        that is later.
        """
        local = self.local(instant)
        if self.settings.quiet.covers(local):
            after = self.settings.quiet.after(local)
            return self.instant_after(max(after, datetime.combine(after, MORNING)), instant)
        begins = self.settings.quiet.next_beginning(local)
        if begins is None:
            return instant + lag
        last = self.instant(begins - BEFORE_QUIET)
        return max(instant, min(instant + lag, last))

    def allowed(self, instant: datetime) -> datetime:
        """Give the instant itself, or the end of the quiet hours that it lies in."""
        local = self.local(instant)
        after = self.settings.quiet.after(local)
        return instant if after == local else self.instant_after(after, instant)

    def snoozed(self, choice: Snooze) -> datetime:
        """Give until when a choice puts something off from now."""
        if choice == "hour":
            return self.allowed(self.at + AN_HOUR)
        return self.instant(snoozed(self.local(self.at), choice, self.settings.quiet))
