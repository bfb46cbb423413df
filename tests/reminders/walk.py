"""A person's weeks, lived through: notices go out as planned, and what happens is planned anew."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from netpwa import clock
from netpwa.reminders.marks import Notified
from netpwa.reminders.schedule import Planned, plan

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date, datetime

    from netpwa.reminders.calendar import Settings
    from netpwa.reminders.events import Event
    from netpwa.reminders.marks import Identity, Mark


@dataclass(frozen=True)
class Sent:
    """A notice that went out, and what a digest told with it."""

    notice: Planned
    at: datetime
    told: tuple[Identity, ...]


@dataclass
class Walk:
    """What is known, and what was sent, up to `now`."""

    settings: Settings
    now: datetime
    events: list[Event] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    sent: list[Sent] = field(default_factory=list)
    seen: dict[Identity, datetime] = field(default_factory=dict)

    def plan(self) -> tuple[Planned, ...]:
        return plan(self.events, self.settings, self.now, clock.to_instant, self.marks)

    def go_on(self, until: datetime) -> Iterator[Sent]:
        """Send what comes until an instant; whoever takes what was sent may let things happen."""
        while True:
            planned = self.plan()
            waiting = [each for each in planned if each.notify_at]
            then = max(self.now, min((each.notify_at for each in waiting), default=until))
            if then >= until:
                self._see(planned, until)
                self.now = until
                return
            self.now = then
            self._see(planned, then)
            # Whoever is told acts before the next notice: it is planned anew then.
            yield self._send(min(waiting, key=lambda each: (each.notify_at, each.of)), planned)

    def _see(self, planned: Iterable[Planned], until: datetime) -> None:
        for each in planned:
            if each.due_at <= until:
                self.seen.setdefault(each.of, max(each.due_at, self.now))

    def _send(self, notice: Planned, planned: Iterable[Planned]) -> Sent:
        told = [each.of for each in planned if each.digest == notice.of]
        self.marks.append(Notified(of=notice.of, at=self.now, counts=notice.counts))
        self.marks += [Notified(of=of, at=self.now, counts=False) for of in told]
        self.sent.append(Sent(notice, self.now, tuple(told)))
        return self.sent[-1]

    def local(self, instant: datetime) -> datetime:
        return clock.to_local(instant, self.settings.zone).replace(tzinfo=None)

    def counted(self) -> dict[date, int]:
        """Count each local day's notices, those that count."""
        days: dict[date, int] = {}
        for each in self.sent:
            day = self.local(each.at).date()
            days[day] = days.get(day, 0) + each.notice.counts
        return days

    def told(self) -> dict[Identity, list[datetime]]:
        """Give when each reminder was told, by a notice of its own or by a digest."""
        found: dict[Identity, list[datetime]] = {}
        for each in self.sent:
            for of in (each.notice.of, *each.told):
                found.setdefault(of, []).append(each.at)
        return found
