"""A student who looks for a path over some weeks, and acts by chance on what reminds them."""

from __future__ import annotations

import heapq
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta
from itertools import count
from typing import TYPE_CHECKING

from netpwa import clock
from netpwa.reminders import events as e
from netpwa.reminders.calendar import Calendar, Settings
from netpwa.reminders.marks import Done, Identity, Snoozed
from tests.reminders.walk import Walk

if TYPE_CHECKING:
    from random import Random

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
# What a person does when told of a rule, about its subject.
ANSWERS = {
    "research": e.ResearchDismissed,
    "someone_else": e.OtherContactAsked,
    "nudge": e.Nudged,
    "close": e.ClosedKindly,
    "confirm": e.Confirmed,
    "prepare": e.BriefOpened,
    "capture": e.CapturedAfter,
    "thank": e.Thanked,
    "reflect": e.Reflected,
    "introducer": e.IntroducerThanked,
    "promise": e.PromiseKept,
    "referral": e.ReferralAsked,
    "used_advice": e.UpdateSent,
    "keep_warm": e.Touched,
    "outcome": e.HelpersThanked,
}
ALWAYS = {"nudge"}


@dataclass
class Searcher:
    """Lives from `begin` for some weeks; `chance` decides everything."""

    settings: Settings
    begin: datetime
    weeks: int
    chance: Random
    walk: Walk = field(init=False)
    agenda: list[tuple[datetime, int, e.Event]] = field(default_factory=list)

    def __post_init__(self):
        self.walk = Walk(self.settings, self.begin)
        self._number = count()

    def live(self, contacts: int) -> Walk:
        """Meet so many people over all but the last two weeks."""
        end = self.begin + self.weeks * 7 * DAY
        for number in range(contacts):
            met = self._some_time(self.begin + self.chance.randrange((self.weeks - 2) * 7) * DAY)
            self._will(e.Captured(f"c{number}", at=met))
        self._will(e.OutcomeLogged("path", at=self._some_time(end - 6 * DAY)))
        while self.walk.now < end:
            until = min(self.agenda[0][0] if self.agenda else end, end)
            for sent in self.walk.go_on(until):
                for identity in (sent.notice.of, *sent.told):
                    self._answer(identity)
                if self.agenda and self.agenda[0][0] < until:
                    break
            while self.agenda and self.agenda[0][0] <= self.walk.now:
                self._happens(heapq.heappop(self.agenda)[2])
        return self.walk

    def _some_time(self, day: datetime) -> datetime:
        """Give a time between eight and half past nine in the evening of a day."""
        local = datetime.combine(clock.to_local(day, self.settings.zone).date(), time(8))
        local += self.chance.randrange(0, 13 * 60 + 30, 5) * MINUTE
        return clock.to_instant(local.date(), local.time(), self.settings.zone)

    def _later(self, event_at: datetime, fewest: int, most: int) -> datetime:
        later = self._some_time(event_at + self.chance.randint(fewest, most) * DAY)
        return max(later, event_at + MINUTE)

    def _will(self, event: e.Event) -> None:
        heapq.heappush(self.agenda, (event.at, next(self._number), event))

    def _perhaps(self, likely: float) -> bool:
        return self.chance.random() < likely

    def _happens(self, event: e.Event) -> None:
        self.walk.events.append(event)
        follow = {
            e.Captured: self._captured,
            e.RequestSent: self._sent,
            e.Replied: self._replied,
            e.Booked: self._booked,
            e.Ended: self._ended,
        }.get(type(event))
        if follow:
            follow(event)

    def _captured(self, event: e.Captured) -> None:
        who, at = event.contact, event.at
        if self._perhaps(0.5):
            self._will(e.ResearchNoted(who, f"note {who}", at=self._later(at, 0, 3)))
        if self._perhaps(0.3):
            self._will(e.Introduced(f"intro {who}", who, at=self._later(at, 0, 2)))
        self._will(e.DraftKept(f"ask {who}", who, at=self._later(at, 1, 3)))
        if self._perhaps(0.9):
            self._will(e.RequestSent(f"ask {who}", who, at=self._later(at, 4, 6)))

    def _sent(self, event: e.RequestSent) -> None:
        if self._perhaps(0.65):
            answer = "yes" if self._perhaps(0.85) else "no"
            self._will(e.Replied(event.request, answer, at=self._later(event.at, 1, 16)))

    def _replied(self, event: e.Replied) -> None:
        if event.answer == "yes":
            who = event.request.removeprefix("ask ")
            starts = self._later(event.at, 2, 7)
            ends = starts + self.chance.choice((15, 20, 30)) * MINUTE
            self._will(e.Booked(f"talk {who}", who, starts, ends, at=event.at + 10 * MINUTE))

    def _booked(self, event: e.Booked) -> None:
        if self._perhaps(0.15):
            starts, at = self._later(event.starts_at, 1, 4), event.at + DAY
            moved = replace(event, starts_at=starts, ends_at=starts + 20 * MINUTE, at=at)
            self._will(moved)
            return
        over = event.ends_at + self.chance.choice((-5, 0, 0, 10)) * MINUTE
        self._will(e.Ended(event.interview, at=over))

    def _ended(self, event: e.Ended) -> None:
        talk, who, at = event.interview, event.interview.removeprefix("talk "), event.at
        hours = self.chance.choice((24, 24, 48, 72))
        self._will(e.RechargeUntil(talk, at + hours * HOUR, at=at))
        if self._perhaps(0.5):
            self._will(e.CapturedAfter(talk, at=at + self.chance.randint(1, 20) * MINUTE))
        for number in range(self.chance.randint(0, 2)):
            due = clock.to_local(at, self.settings.zone).date() + self.chance.randint(1, 10) * DAY
            on = due if self._perhaps(0.6) else None
            self._will(e.PromiseMade(f"{who} {number}", who, on, at=at + 2 * MINUTE))
            self._will(e.NameReceived(f"{who} {number}", who, at=at + 3 * MINUTE))
        if self._perhaps(0.8):
            cadence = self.chance.choice(("monthly", "monthly", "no"))
            self._will(e.KeepWarm(who, cadence, at=at + 5 * MINUTE))

    def _answer(self, of: Identity) -> None:
        """Act on a notice, put it off, wave it away, or let it be."""
        now, answer = self.walk.now, ANSWERS.get(of.rule)
        soon = now + self.chance.randint(2, 300) * MINUTE
        if of.rule in ALWAYS or (answer and self._perhaps(0.45)):
            self._will(answer(of.subject.id, at=soon))
        elif self._perhaps(0.2):
            calendar = Calendar(self.settings, now, clock.to_instant)
            choice = self.chance.choice(("hour", "tonight", "tomorrow"))
            self.walk.marks.append(Snoozed(of=of, at=now, until=calendar.snoozed(choice)))
        elif self._perhaps(0.1):
            self.walk.marks.append(Done(of=of, at=now))
