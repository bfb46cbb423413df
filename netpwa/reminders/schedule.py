"""The plan: which reminders should stand, when each is due, and which of them give notice.

`plan` is a pure function. What it does not return should not stand any more. It asks no clock:
whoever calls it again with the same events, marks and settings gets the same plan, but for what
has expired since.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from netpwa.reminders.allowance import Allowance, Candidate
from netpwa.reminders.calendar import A_DAY, Calendar, Resolve, Settings
from netpwa.reminders.marks import Done, Identity, Mark, Notified, Snoozed
from netpwa.reminders.rules import RULES
from netpwa.reminders.stories import tell
from netpwa.reminders.windows import Windows, windows_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from netpwa.reminders.events import Event, Subject
    from netpwa.reminders.rules import Rule
    from netpwa.reminders.stories import Story
    from netpwa.reminders.wants import Wanted

ENOUGH_BEFORE_START = timedelta(minutes=5)
RINGS_AGAIN_AFTER = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Planned:
    """A reminder that should stand.

    It is on Today from `due_at`, which is `local_at` on the wall clock of `zone`, until
    `expires_at`. Its own notice goes out at `notify_at`, which may lie in the past: then it is due
    now. None means no notice of its own: it has had one, is only a line, or is told by the digest
    whose identity is `digest`. A digest is itself a planned reminder, without a contact. `counts`
    says whether the notice is one of the day's: keep it for the mark `Notified`.
    """

    of: Identity
    contact: str | None
    page: str
    local_at: datetime
    zone: str
    due_at: datetime
    expires_at: datetime
    notify_at: datetime | None
    digest: Identity | None
    counts: bool


class _Marks:
    """What became of reminders, by identity."""

    def __init__(self, marks: Iterable[Mark]) -> None:
        self.done: dict[tuple[str, Subject], list[Done]] = {}
        self.snoozed: dict[Identity, Snoozed] = {}
        self.told: dict[Identity, datetime] = {}
        self.counted: set[tuple[Identity, datetime]] = set()
        for mark in marks:
            if isinstance(mark, Done):
                self.done.setdefault((mark.of.rule, mark.of.subject), []).append(mark)
            elif isinstance(mark, Snoozed):
                other = self.snoozed.get(mark.of, mark)
                self.snoozed[mark.of] = max(mark, other, key=lambda each: (each.at, each.until))
            elif isinstance(mark, Notified):
                self.told[mark.of] = max(mark.at, self.told.get(mark.of, mark.at))
                if mark.counts:
                    self.counted.add((mark.of, mark.at))

    def is_done(self, rule: Rule, of: Identity, since: datetime) -> bool:
        """Say whether a reminder was done with since what it counts from."""
        return any(
            done.at >= since and (done.of.step == of.step or not rule.apart)
            for done in self.done.get((of.rule, of.subject), ())
        )

    def snooze(self, of: Identity, wanted: Wanted) -> datetime | None:
        """Give until when a reminder was put off, if that is later than it would come.

        Beyond a hard line nothing can be put off: it stays where it was.
        """
        snoozed = self.snoozed.get(of)
        if snoozed is None or snoozed.at < wanted.since or snoozed.until <= wanted.due:
            return None
        return None if wanted.hard and snoozed.until >= wanted.until else snoozed.until


def plan(
    events: Iterable[Event],
    settings: Settings,
    at: datetime,
    resolve: Resolve,
    marks: Iterable[Mark] = (),
) -> tuple[Planned, ...]:
    """Plan the reminders of one account, in the order in which they come due.

    `at` is now, in UTC; `resolve` is `clock.to_instant`. Neither the order nor the repetition of
    events and marks matters.
    """
    calendar = Calendar(settings, at, resolve)
    stories = tell(events)
    kept = _Marks(marks)
    planner = _Planner(calendar, kept, windows_of(stories.get("interview", ()), calendar))
    candidates = [
        candidate
        for rule in RULES
        if planner.is_open(rule)
        for story in stories.get(rule.of, ())
        for candidate in planner.open_steps(rule, story)
    ]
    sent = [(of, calendar.local(when).date()) for of, when in kept.counted]
    digests = Allowance(calendar, planner.settled, planner.allowed_since, sent).allot(candidates)
    planned = [_planned(each, calendar) for each in (*candidates, *digests)]
    return tuple(sorted(planned, key=lambda each: (each.due_at, each.of)))


@dataclass(frozen=True, slots=True)
class _Planner:
    calendar: Calendar
    marks: _Marks
    windows: Windows

    def is_open(self, rule: Rule) -> bool:
        """Say whether any step of a rule may come at all: most are off at the start."""
        switches = self.calendar.settings.switches
        steps = map(rule.switch, range(len(rule.steps)))
        return rule.line or any(switches.get(switch, is_on) for switch, is_on in steps)

    def open_steps(self, rule: Rule, story: Story) -> list[Candidate]:
        """Give the steps of a rule for one subject that should stand, one after the other.

        When a step comes, the one before it is of no more use. One that was put off holds back
        those that would come in the meantime.
        """
        steps: list[Candidate] = []
        for wanted in rule.wants(rule, story, self.calendar):
            candidate = self._candidate(rule, story, wanted)
            if candidate is None:
                continue
            if steps:
                before = steps[-1]
                if before.is_snoozed and candidate.due <= before.due:
                    continue
                before.until = min(before.until, candidate.due)
                if before.is_late:
                    steps.pop()
            steps.append(candidate)
        return [each for each in steps if each.until > max(each.due, self.calendar.at)]

    def _candidate(self, rule: Rule, story: Story, wanted: Wanted) -> Candidate | None:
        of = Identity(rule.name, story.subject, wanted.step)
        switch, is_on = rule.switch(wanted.step)
        is_on = self.calendar.settings.switches.get(switch, is_on)
        if not (is_on or rule.line) or self.marks.is_done(rule, of, wanted.since):
            return None
        snooze = self.marks.snooze(of, wanted)
        base = snooze or wanted.due
        candidate = Candidate(
            of=of,
            rule=rule,
            contact=story.person.subject.id if story.person else None,
            due=base,
            until=wanted.until,
            starts=wanted.starts,
            is_snoozed=snooze is not None,
            is_loud=is_on,
        )
        candidate.due = self.settled(candidate, base)
        if not wanted.hard:
            candidate.until = max(wanted.until, candidate.due + A_DAY)
        elif rule.muted and candidate.due >= wanted.until:
            # Waiting would cost its line: the last step is shown without a sound.
            candidate.due = self.calendar.allowed(base)
            candidate.is_loud, candidate.is_late = False, True
        candidate.is_loud &= self._may_ring(of, base, wanted)
        return candidate

    def _may_ring(self, of: Identity, base: datetime, wanted: Wanted) -> bool:
        """Say whether a notice is still to come; one that moved by a little has had its own."""
        told = self.marks.told.get(of)
        return told is None or base - told > (timedelta() if wanted.starts else RINGS_AGAIN_AFTER)

    def allowed_since(self, candidate: Candidate) -> datetime:
        """Give since when a reminder that may come now may: the end of what held it back last."""
        at = self.calendar.at
        if candidate.starts:
            return candidate.due
        quiet = self.calendar.settings.quiet
        since = self.calendar.instant(quiet.let_go(self.calendar.local(at)))
        released = self.windows.released(at) if candidate.rule.muted else None
        return min(at, max(since, released or since))

    def settled(self, candidate: Candidate, instant: datetime) -> datetime:
        """Give when a reminder may come at or after an instant: not in quiet hours or recharge.

        That of an appointment stands if waiting would leave too little time before its start.
        """
        after = self.calendar.allowed(instant)
        if candidate.starts and after > max(instant, candidate.starts - ENOUGH_BEFORE_START):
            return instant
        return self.windows.after(after) if candidate.rule.muted else after


def _planned(candidate: Candidate, calendar: Calendar) -> Planned:
    rule, contact = candidate.rule, candidate.contact
    page = rule.page.replace("{id}", candidate.of.subject.id)
    return Planned(
        candidate.of,
        contact,
        page.replace("{contact}", contact or ""),
        calendar.local(candidate.due),
        calendar.settings.zone,
        candidate.due,
        candidate.until,
        candidate.notify,
        candidate.digest,
        counts=candidate.notify is not None and candidate.counts,
    )
