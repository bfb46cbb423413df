"""The rules of what to be reminded of, and when, as pure functions of what happened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

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
    """A reminder that should be there: when, and until when it is of use, on the reader's clock."""

    rule: str
    at: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class Slot:
    """When a reminder is due: on a wall clock, and as instants by an edition of the zone rules."""

    local_at: datetime
    time_zone: str
    tzdata: str
    due_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Come:
    """A reminder at the moment when it comes due; `time_zone` is its reader's."""

    account_id: str
    id: str
    generation: int
    rule: str
    time_zone: str


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
        at, until = _later(talk.starts, -BEFORE_START), _later(talk.starts, STILL_OF_USE)
        reminders.append(Wanted(PREPARE, at, until))
    if not talk.is_thanked:
        end = real_end(talk)
        reminders.append(Wanted(THANK, thank_at(end), _later(end, LAST_CALL)))
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
    morning = after_quiet(end)
    if morning != end:
        return morning
    last = datetime.combine(end.date(), QUIET_FROM, end.tzinfo) - BEFORE_QUIET
    return max(end, min(end + AFTER_END, last))


def after_quiet(local: datetime) -> datetime:
    """Give the next morning for a time within the quiet hours, and any other time as it is."""
    if QUIET_UNTIL <= local.time() < QUIET_FROM:
        return local
    day = local.date() + timedelta(days=1 if local.time() >= QUIET_FROM else 0)
    return datetime.combine(day, MORNING, local.tzinfo)


def _later(local: datetime, by: timedelta) -> datetime:
    # Adding to a wall clock would be an hour out across a change of the clocks.
    return (local.astimezone(UTC) + by).astimezone(local.tzinfo)
