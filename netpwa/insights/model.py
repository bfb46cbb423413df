"""What the conversations add up to, as numbers: pure, and about one person only.

Nothing here compares people, makes a score, or counts days in a row.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

A_WEEK = timedelta(days=7)
WEEKS_SHOWN = 10
TALKS_SHOWN = 8
ENOUGH_TALKS, MANY_TALKS = 3, 5
MODES = ("phone", "video", "in_person")


@dataclass(frozen=True, slots=True)
class Timing:
    """How a talk went by the clock: minutes planned and taken, in all and by stage."""

    asked: int
    planned: int
    minutes_given: int
    minutes_taken: float
    stages: Mapping[str, tuple[float, float]] = field(default_factory=dict)

    @property
    def is_on_time(self) -> bool:
        """True when it took no more than the minutes that were given, to the half minute."""
        return self.minutes_taken <= self.minutes_given + 0.5


@dataclass(frozen=True, slots=True)
class Talk:
    """A conversation that was had."""

    id: str
    contact_id: str
    name: str
    organisation: str
    mode: str
    starts_at: datetime
    minutes: int
    energy_before: int | None = None
    energy_after: int | None = None
    timing: Timing | None = None

    @property
    def lifted(self) -> int | None:
        """How much more energy there was after it than before; None where a face is missing."""
        if self.energy_before is None or self.energy_after is None:
            return None
        return self.energy_after - self.energy_before


class Week(NamedTuple):
    """How many talks there were in the week that began on a Monday."""

    monday: date
    talks: int


class Mode(NamedTuple):
    """What a way of talking left behind: of how many talks is known how they felt."""

    mode: str
    talks: int
    lighter: int
    same: int
    heavier: int


class Reached(NamedTuple):
    """How many people came as far as a step of the path."""

    step: str
    people: int


class Given(NamedTuple):
    """A name that somebody gave; `to_id` once it is a person of their own."""

    from_id: str
    from_name: str
    to_id: str | None
    to_name: str
    has_talked: bool = False
    giver_has_talked: bool = False


@dataclass(frozen=True, slots=True)
class Branch:
    """Somebody, and whom they led to."""

    id: str | None
    name: str
    has_talked: bool = False
    leads_to: Sequence[Branch] = ()

    @property
    def names(self) -> int:
        """How many names came from here, near and far."""
        return sum(1 + branch.names for branch in self.leads_to)


def weeks(days: Iterable[date], today: date) -> list[Week]:
    """Count talks by week, the latest week last."""
    this = today - timedelta(days=today.weekday())
    counted = Counter(day - timedelta(days=day.weekday()) for day in days)
    mondays = [this - A_WEEK * back for back in reversed(range(WEEKS_SHOWN))]
    return [Week(monday, counted[monday]) for monday in mondays]


def modes(talks: Iterable[Talk]) -> list[Mode]:
    """Tell how each way of talking left its person, by the faces before and after."""
    felt: dict[str, list[int]] = defaultdict(list)
    for talk in talks:
        if talk.lifted is not None:
            felt[talk.mode].append(talk.lifted)
    return [
        Mode(
            mode,
            len(felt[mode]),
            sum(lift > 0 for lift in felt[mode]),
            sum(lift == 0 for lift in felt[mode]),
            sum(lift < 0 for lift in felt[mode]),
        )
        for mode in MODES
        if felt[mode]
    ]


def widest_gap(path: Sequence[Reached]) -> tuple[Reached, Reached] | None:
    """Give the two steps between which most people stop; None where nobody does."""
    pairs = list(pairwise(path))
    gap = max(pairs, key=lambda pair: pair[0].people - pair[1].people, default=None)
    return gap if gap and gap[0].people > gap[1].people else None


def by_stage(talks: Iterable[Talk]) -> dict[str, tuple[float, float]]:
    """Give the median minutes planned and taken for each stage that was talked about."""
    found: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for talk in talks:
        for stage, minutes in talk.timing.stages.items() if talk.timing else ():
            if minutes[1] > 0:
                found[stage].append(minutes)
    return {
        stage: (median(planned for planned, _ in pairs), median(taken for _, taken in pairs))
        for stage, pairs in found.items()
    }


def places(talks: Iterable[Talk]) -> int:
    """Count the settings that talks were about: organisations, and people without one."""
    return len({talk.organisation or talk.contact_id for talk in talks})


def givers(talks: Iterable[Talk], given: Iterable[Given]) -> tuple[int, int]:
    """Count those talked with who gave a name, and all who were talked with."""
    people = {talk.contact_id for talk in talks}
    return len(people & {each.from_id for each in given}), len(people)


def tree(given: Sequence[Given]) -> list[Branch]:
    """Put names under those who gave them; whoever has no giver stands at the root.

    A person stands under the first who named them, once; a circle of names is opened where it
    begins.
    """
    names: dict[str, tuple[str, bool]] = {}
    children: dict[str, list[Given]] = defaultdict(list)
    given_by: dict[str, str] = {}
    for each in given:
        names.setdefault(each.from_id, (each.from_name, each.giver_has_talked))
        if each.to_id is None:
            children[each.from_id].append(each)
        elif each.to_id not in given_by and each.to_id not in _above(each.from_id, given_by):
            given_by[each.to_id] = each.from_id
            names[each.to_id] = (each.to_name, each.has_talked)
            children[each.from_id].append(each)

    def branch(person: str) -> Branch:
        name, has_talked = names[person]
        return Branch(
            person,
            name,
            has_talked,
            [branch(each.to_id) if each.to_id else Branch(None, each.to_name)
             for each in children[person]],
        )  # fmt: skip

    return [branch(person) for person in names if person not in given_by]


def _above(person: str, given_by: Mapping[str, str]) -> set[str]:
    above = {person}
    while person in given_by:
        person = given_by[person]
        above.add(person)
    return above
