"""Conversations as calendar files (RFC 5545): the one place that knows the icalendar library.

Ours has an alarm. The one to attach for them has none, for their calendar is theirs to set. The
same conversation has the same UID in each, and a higher SEQUENCE when it moved.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from icalendar import Alarm, Calendar, Event

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from netpwa.interviews.model import Interview

PRODUCT = "-//Common Ground//Conversations//EN"
ALARM_BEFORE = timedelta(minutes=10)
# Calendars that heed it read the feed each hour; Google takes most of a day whatever is asked.
READ_AGAIN = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Shown:
    """What a calendar is shown of a conversation; `page` is where its owner opens it."""

    title: str
    host: str
    at: datetime
    has_alarm: bool = True
    has_place: bool = True
    page: str = ""


def calendar_file(interview: Interview, shown: Shown) -> bytes:
    """Write one conversation, to be kept or attached."""
    return _written([(interview, shown)], feed_name=None)


def calendar_feed(entries: Iterable[tuple[Interview, Shown]], name: str) -> bytes:
    """Write all of them, to be subscribed to."""
    return _written(entries, feed_name=name)


def _written(entries: Iterable[tuple[Interview, Shown]], feed_name: str | None) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    if feed_name:
        calendar.add("x-wr-calname", feed_name)
        calendar.add("refresh-interval", READ_AGAIN, parameters={"VALUE": "DURATION"})
        calendar.add("x-published-ttl", "PT1H")
    for interview, shown in entries:
        calendar.add_component(_event(interview, shown))
    written: bytes = calendar.to_ical()
    return written


def _event(interview: Interview, shown: Shown) -> Event:
    """Write one; its start is in UTC, which every calendar shows on its own owner's clock."""
    event = Event()
    event.add("uid", f"{interview.id}@{shown.host}")
    event.add("sequence", interview.rev - 1)
    event.add("dtstamp", shown.at)
    event.add("dtstart", interview.starts_at)
    event.add("dtend", interview.ends_at)
    event.add("summary", shown.title)
    event.add("status", "CANCELLED" if interview.cancelled_at else "CONFIRMED")
    if interview.place and shown.has_place:
        event.add("location", interview.place)
    if shown.page:
        event.add("url", shown.page)
    if shown.has_alarm and not interview.cancelled_at:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", shown.title)
        alarm.add("trigger", -ALARM_BEFORE)
        event.add_component(alarm)
    return event
