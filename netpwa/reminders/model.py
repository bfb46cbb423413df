"""Reminders as they stand in rows, and as the worker and Today see them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from netpwa.reminders.calendar import Quiet
from netpwa.reminders.marks import Done, Identity, Mark, Notified, Snoozed

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from netpwa.reminders.schedule import Planned

TEST = "test"
TEST_LASTS = timedelta(minutes=5)
STALE_AFTER = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Rhythm:
    """What somebody may set about all reminders.

    `days_off` are days of the week, Monday is 0. `region` is whose public holidays count, by
    ISO 3166, or empty for the country of the time zone. `most_notices` is of a day.
    """

    quiet: Quiet = field(default_factory=Quiet)
    days_off: frozenset[int] = frozenset({5, 6})
    region: str = ""
    most_notices: int = 3
    nudges: int = 1
    recharge: bool = True
    rev: int = 0


class Standing(NamedTuple):
    """What a row says of a planned reminder; `digest` is the day whose digest tells of it."""

    contact_id: str | None
    page: str
    local_at: str
    time_zone: str
    due_at: datetime
    tzdata: str
    expires_at: datetime
    notify_at: datetime | None
    counts: bool
    digest: str | None


@dataclass(frozen=True, slots=True)
class Kept:
    """A reminder as its row has it: what is planned, and what became of it."""

    id: str
    of: Identity
    standing: Standing
    told_at: datetime | None
    snoozed_at: datetime | None
    snoozed_until: datetime | None
    done_at: datetime | None
    ended_at: datetime | None

    def stands_as(self, planned: Planned, tzdata: str) -> bool:
        """Say whether a plan finds this reminder as it should be."""
        return self.ended_at is None and self.standing == standing_of(planned, tzdata)


@dataclass(frozen=True, slots=True)
class Due:
    """A reminder that has come due; `about` is what was promised, or the name that was given."""

    id: str
    rule: str
    step: int
    contact_id: str | None
    contact_name: str | None
    page: str
    due_at: datetime
    expires_at: datetime
    about: str = ""

    def is_stale(self, at: datetime) -> bool:
        """Say whether it has waited so long that it may be let go."""
        return self.due_at <= at - STALE_AFTER


@dataclass(frozen=True, slots=True)
class Told:
    """A reminder whose notice goes out now."""

    account_id: str
    id: str
    generation: int
    rule: str
    subject_id: str
    counts: bool


def standing_of(planned: Planned, tzdata: str) -> Standing:
    """Give what the row of a planned reminder should say."""
    return Standing(
        planned.contact,
        planned.page,
        planned.local_at.isoformat("T", "minutes"),
        planned.zone,
        planned.due_at,
        tzdata,
        planned.expires_at,
        planned.notify_at,
        planned.counts,
        planned.digest.subject.id if planned.digest else None,
    )


def marks_of(kept: Iterable[Kept], counted: Iterable[tuple[Identity, datetime]]) -> list[Mark]:
    """Tell what became of reminders; `counted` are the notices that were among their day's."""
    marks: list[Mark] = [Notified(of=of, at=at, counts=True) for of, at in counted]
    for each in kept:
        if each.done_at:
            marks.append(Done(of=each.of, at=each.done_at))
        if each.snoozed_at and each.snoozed_until:
            marks.append(Snoozed(of=each.of, at=each.snoozed_at, until=each.snoozed_until))
        if each.told_at:
            marks.append(Notified(of=each.of, at=each.told_at, counts=False))
    return marks
