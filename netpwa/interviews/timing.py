"""What a talk was planned to take and what it took, and the pace that this shows: pure."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from netpwa.interviews.call import Call

MINUTE = 60_000
# A pace is shown, and reckoned with, only from so many questions on.
LEAST_QUESTIONS = 3
# What was on the screen for less was ticked off, and not asked.
SHORTEST = 5_000
RUSHED, LONG = 0.5, 1.5
SLOWEST, QUICKEST = 2.5, 0.5
STEPS = 20


@dataclass(frozen=True, slots=True)
class Timed:
    """A question, with the minutes planned for it and those it took; None when it was not asked."""

    stage: str
    text: str
    planned: float
    took: float | None

    @property
    def verdict(self) -> str:
        """Say whether it was rushed or ran long; "" when it was neither."""
        if self.took is None or not self.planned:
            return ""
        part = self.took / self.planned
        return "rushed" if part < RUSHED else "long" if part > LONG else ""


@dataclass(frozen=True, slots=True)
class StageTime:
    """A stage of a talk, with its minutes."""

    name: str
    planned: float
    took: float


@dataclass(frozen=True, slots=True)
class Timing:
    """A whole talk: `booked` are its minutes as agreed."""

    booked: int
    took: float
    questions: tuple[Timed, ...]
    stages: tuple[StageTime, ...]

    @property
    def longest(self) -> float:
        """The most minutes that any stage was given or took: what a picture is drawn to."""
        return max((max(stage.planned, stage.took) for stage in self.stages), default=0) or 1

    @property
    def strayed(self) -> StageTime | None:
        """The stage that took the most beyond its plan, when it was a minute or more."""
        over = [stage for stage in self.stages if stage.took - stage.planned >= 1]
        return max(over, key=lambda stage: stage.took - stage.planned, default=None)


@dataclass(frozen=True, slots=True)
class Pace:
    """How much of the usual minutes somebody needs, as seen in so many questions."""

    factor: float
    questions: int


def timing_of(call: Call, booked: int, at: int) -> Timing:
    """Hold a call against its plan."""
    took = {item.id: _minutes(call.spent.get(item.id)) for item in call.plan}
    questions = tuple(
        Timed(item.stage, item.text, 0 if item.is_left_out else item.minutes, took[item.id])
        for item in call.plan
        if not item.is_left_out or took[item.id] is not None
    )
    of_stage = {
        one.stage: [each for each in questions if each.stage == one.stage] for one in questions
    }
    stages = tuple(
        StageTime(name, sum(one.planned for one in each), sum(one.took or 0 for one in each))
        for name, each in of_stage.items()
    )
    return Timing(booked, call.elapsed(at) / MINUTE, questions, stages)


def measured(call: Call) -> list[float]:
    """Give, for each question that was asked, the part of its usual minutes that it took."""
    return [
        call.spent[item.id] / MINUTE / usual
        for item in call.plan
        if item.counts
        and call.states[item.id] == "asked"
        and call.spent.get(item.id, 0) >= SHORTEST
        and (usual := item.usual or item.minutes)
    ]


def pace_of(parts: Iterable[float]) -> Pace | None:
    """Give the median, to a twentieth and within bounds; None when there are too few questions."""
    found: Sequence[float] = list(parts)
    if len(found) < LEAST_QUESTIONS:
        return None
    middle = min(max(median(found), QUICKEST), SLOWEST)
    return Pace(round(middle * STEPS) / STEPS, len(found))


def _minutes(spent: int | None) -> float | None:
    return None if spent is None or spent < SHORTEST else spent / MINUTE
