"""The windows of R16, in which somebody recharges and what can wait does so."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from netpwa.reminders.events import RechargeUntil

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from netpwa.reminders.calendar import Calendar
    from netpwa.reminders.stories import Story


class Windows:
    """The windows of one person, and when each lets go: in no other window nor quiet hours."""

    def __init__(self, spans: Iterable[tuple[datetime, datetime]], calendar: Calendar) -> None:
        self.spans = _merged(spans)
        self._begins = [begin for begin, _ in self.spans]
        self._lets_go = [end for _, end in self.spans]
        # From the last to the first, so that each looks only at one that is settled.
        for index in reversed(range(len(self.spans))):
            self._lets_go[index] = self.after(calendar.allowed(self._lets_go[index]))

    def after(self, instant: datetime) -> datetime:
        """Give when the window around an instant lets go; outside of any, the instant itself."""
        index = bisect_right(self._begins, instant) - 1
        if index < 0 or instant >= self.spans[index][1]:
            return instant
        return self._lets_go[index]

    def released(self, instant: datetime) -> datetime | None:
        """Give when the last window before an instant let go, if one has by then."""
        index = bisect_right(self._begins, instant) - 1
        if index < 0 or self._lets_go[index] > instant:
            return None
        return self._lets_go[index]


def windows_of(interviews: Iterable[Story], calendar: Calendar) -> Windows:
    """Find the windows that the stories of conversations tell of, unless recharge is off."""
    spans = []
    for story in interviews if calendar.settings.recharge else ():
        said = story.last(RechargeUntil)
        if said:
            first = min(event.at for event in story.all(RechargeUntil))
            spans.append((first, said.until))
    return Windows(spans, calendar)


def _merged(spans: Iterable[tuple[datetime, datetime]]) -> list[tuple[datetime, datetime]]:
    merged: list[tuple[datetime, datetime]] = []
    for begin, end in sorted(spans):
        if merged and begin <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        elif begin < end:
            merged.append((begin, end))
    return merged
