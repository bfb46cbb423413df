"""A conversation as a calendar file (RFC 5545): the one place that knows the icalendar library.

Ours has an alarm. The one to attach for them has none, for their calendar is theirs to set.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from icalendar import Alarm, Calendar, Event

if TYPE_CHECKING:
    from datetime import datetime

    from netpwa.interviews.model import Interview

PRODUCT = "-//Common Ground//Conversations//EN"
ALARM_BEFORE = timedelta(minutes=10)


def calendar_file(
    interview: Interview, title: str, *, host: str, at: datetime, with_alarm: bool
) -> bytes:
    """Write one conversation. The same one has the same UID, and a higher SEQUENCE when it moved.

    Its start is in UTC, which every calendar shows on its own owner's clock.
    """
    event = Event()
    event.add("uid", f"{interview.id}@{host}")
    event.add("sequence", interview.rev - 1)
    event.add("dtstamp", at)
    event.add("dtstart", interview.starts_at)
    event.add("dtend", interview.ends_at)
    event.add("summary", title)
    event.add("status", "CANCELLED" if interview.cancelled_at else "CONFIRMED")
    if interview.place:
        event.add("location", interview.place)
    if with_alarm:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", title)
        alarm.add("trigger", -ALARM_BEFORE)
        event.add_component(alarm)
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(event)
    written: bytes = calendar.to_ical()
    return written
