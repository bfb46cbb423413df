"""Which reminders give notice, and when: so many a day, and the rest in one digest.

Source: PRODUCT.md D4, "at most 3 notices a day, the rest join one digest"; DESIGN.md section 8.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, time
from heapq import heapify, heappop, heappush
from typing import TYPE_CHECKING

from netpwa.reminders.calendar import A_DAY
from netpwa.reminders.events import Subject
from netpwa.reminders.marks import Identity
from netpwa.reminders.rules import DIGEST, Rule

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from netpwa.reminders.calendar import Calendar


@dataclass(slots=True, kw_only=True)
class Candidate:
    """A reminder that is being planned.

    `is_loud` says whether it still wants to give notice; `is_late` that recharge lasts until it
    is of no more use.
    """

    of: Identity
    rule: Rule
    due: datetime
    until: datetime
    contact: str | None = None
    starts: datetime | None = None
    is_snoozed: bool = False
    is_loud: bool = True
    is_late: bool = False
    notify: datetime | None = None
    digest: Identity | None = None

    @property
    def counts(self) -> bool:
        """True if its notice is one of the day's. One that was put off comes as it was asked."""
        return self.rule.counted and not self.is_snoozed

    @property
    def moment(self) -> datetime:
        """When it wants to give notice."""
        return self.notify or self.due


class Allowance:
    """The notices that a person's days can take, less those that were `sent` and count."""

    def __init__(
        self,
        calendar: Calendar,
        settled: Callable[[Candidate, datetime], datetime],
        allowed_since: Callable[[Candidate], datetime],
        sent: Iterable[tuple[Identity, date]],
    ) -> None:
        self.calendar = calendar
        self.settled = settled
        self.allowed_since = allowed_since
        known = list(sent)
        self._sent = Counter(day for _, day in known)
        self._digests = {of.subject.id for of, _ in known if of.rule == DIGEST.name}
        self._days: dict[date, list[Candidate]] = {}

    def allot(self, candidates: Iterable[Candidate]) -> list[Candidate]:
        """Set when each candidate gives notice, and give the digests that are needed.

        A day's notices go to what cannot wait and to what comes last; the digest gathers what
        comes before, so that nothing is told before it is due. What finds no notice left that day
        is told from the next day on.
        """
        for candidate in candidates:
            self._enter(candidate)
        digests = []
        days = list(self._days)
        heapify(days)
        while days:
            day = heappop(days)
            digest, late = self._share_out(day, self._days.pop(day))
            if digest:
                digests.append(digest)
            tomorrow = self.calendar.instant(datetime.combine(day + A_DAY, time()))
            for candidate in late:
                moved = self._put(candidate, tomorrow)
                if moved and len(self._days[moved]) == 1:
                    heappush(days, moved)
        return digests

    def _enter(self, candidate: Candidate) -> None:
        if not candidate.is_loud:
            return
        at, today = self.calendar.at, self.calendar.local(self.calendar.at).date()
        moment = candidate.due
        if self.calendar.local(moment).date() < today and candidate.starts is None:
            # What an earlier day left untold is one of today's, at a time that does not run on.
            quiet = self.calendar.settings.quiet
            moment = self.calendar.instant(quiet.let_go(self.calendar.local(at)))
            moment = self.settled(candidate, moment)
        if moment < at:
            now_or_later = self.settled(candidate, at)
            # Due now, since a time that does not run on with the clock.
            since = max(moment, self.allowed_since(candidate))
            moment = now_or_later if now_or_later > at else since
        if not candidate.counts:
            candidate.notify = moment if moment < candidate.until else None
        elif self.calendar.settings.cap:
            self._put(candidate, moment)

    def _put(self, candidate: Candidate, moment: datetime) -> date | None:
        """Put a candidate on the day of a moment, as soon as it may come; None if it is too late.

        Then it stays on Today without a notice.
        """
        moment = self.settled(candidate, moment)
        candidate.notify = None
        if moment >= candidate.until:
            return None
        candidate.notify = moment
        day = self.calendar.local(moment).date()
        self._days.setdefault(day, []).append(candidate)
        return day

    def _share_out(
        self, day: date, candidates: list[Candidate]
    ) -> tuple[Candidate | None, list[Candidate]]:
        """Share out a day's notices; give its digest, and what has to wait for another day."""
        left = max(0, self.calendar.settings.cap - self._sent[day])
        if len(candidates) <= left:
            return None, []
        has_digest = left > 0 and day.isoformat() not in self._digests
        ranked = sorted(candidates, key=lambda each: (each.rule.urgent, each.moment, each.of))
        alone = left - has_digest
        rest = ranked[: len(ranked) - alone]
        return self._gather(day, rest) if has_digest else (None, rest)

    def _gather(self, day: date, rest: list[Candidate]) -> tuple[Candidate | None, list[Candidate]]:
        """Tell all that still may be told at the digest's moment by the digest."""
        moment = max(each.moment for each in rest)
        joining = [each for each in rest if self._may_come(each, moment)]
        late = [each for each in rest if not self._may_come(each, moment)]
        of = Identity(DIGEST.name, Subject(DIGEST.of, day.isoformat()))
        for each in joining:
            each.notify, each.digest = None, of
        ends = self.calendar.instant(datetime.combine(day + A_DAY, time()))
        now = self.calendar.local(max(moment, self.calendar.at))
        quiet = self.calendar.settings.quiet.next_beginning(now)
        if quiet:
            ends = min(ends, self.calendar.instant(quiet))
        return Candidate(of=of, rule=DIGEST, due=moment, until=ends, notify=moment), late

    def _may_come(self, candidate: Candidate, moment: datetime) -> bool:
        return moment < candidate.until and self.settled(candidate, moment) == moment
