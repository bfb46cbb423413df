"""The rules of what to be reminded of, and when, as pure functions of what happened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta

PREPARE, THANK, TEST = "prepare", "thank", "test"
BEFORE_START = timedelta(minutes=10)
STILL_OF_USE = timedelta(minutes=10)
AFTER_END = timedelta(hours=2)
LAST_CALL = timedelta(hours=48)
TEST_LASTS = timedelta(minutes=5)
LATE_END = timedelta(hours=1)
QUIET_FROM, QUIET_UNTIL = time(21), time(8)
BEFORE_QUIET = timedelta(minutes=15)
MORNING = time(9)


@dataclass(frozen=True, slots=True)
class Talk:
    """What the rules need to know of a conversation, each time on the reader's own clock."""

    starts: datetime
    ends: datetime
    held: datetime | None
    is_cancelled: bool
    is_thanked: bool


@dataclass(frozen=True, slots=True)
class Wanted:
    """A reminder that should be there: when, and until when it is of any use, by local clocks."""

    rule: str
    local_at: datetime
    lasts: timedelta


@dataclass(frozen=True, slots=True)
class Slot:
    """When a reminder is due: on a wall clock, and as instants by an edition of the zone rules."""

    local_at: datetime
    time_zone: str
    tzdata: str
    due_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Due:
    """A reminder that has come due and waits to be dealt with."""

    id: str
    rule: str
    interview_id: str
    contact_name: str
    contact_id: str
    due_at: datetime


def wanted(talk: Talk) -> list[Wanted]:
    """Give the reminders that a conversation calls for: before it, and to thank after it."""
    if talk.is_cancelled:
        return []
    reminders = []
    if talk.held is None:
        reminders.append(Wanted(PREPARE, talk.starts - BEFORE_START, BEFORE_START + STILL_OF_USE))
    if not talk.is_thanked:
        end = real_end(talk)
        at = thank_at(end)
        reminders.append(Wanted(THANK, at, end + LAST_CALL - at))
    return reminders


def real_end(talk: Talk) -> datetime:
    """Give when it ended: as planned, unless it was marked as held around that time."""
    if talk.held and talk.starts <= talk.held <= talk.ends + LATE_END:
        return talk.held
    return talk.ends


def thank_at(end: datetime) -> datetime:
    """Give when to remind of thanking: two hours later, or shortly before the quiet hours.

    What ends within the quiet hours is thanked for the next morning.
    """
    if end.time() >= QUIET_FROM or end.time() < QUIET_UNTIL:
        day = end.date() + timedelta(days=1 if end.time() >= QUIET_FROM else 0)
        return datetime.combine(day, MORNING)
    last = datetime.combine(end.date(), QUIET_FROM) - BEFORE_QUIET
    return max(end, min(end + AFTER_END, last))
