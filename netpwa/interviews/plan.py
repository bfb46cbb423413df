"""Which questions fit into the minutes there are: pure, for a plan, and again when time is cut.

Minutes in, sequence out. Each stage has its share of the time (PRODUCT.md, D2); what must be asked
comes first, then the rest by rank. Asking who else to meet and giving thanks are always in it,
however short the time. All of it is reckoned in quarters of a minute, so that sums are exact.

A phone fits a call again without a signal: static/js/plan-fit.js does the same, step by step, and
a test compares the two. So there is no `sum` of fractions here, and no `round`: they differ.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from math import floor
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

ENDING = ("referral", "thanks")
SHARED = ("hello", "journey", "role", "trends", "advice", "referral", "thanks")
SHORTEST, LONGEST = 10, 60
QUARTERS = 4
# Minutes for each of SHARED, then how many questions there is room for; the rest is spare.
BOXES = {
    10: (1, 2, 2, 2, 1, 0.75, 0.75, 4),
    15: (1.5, 3, 3, 3, 2, 1, 1, 5),
    20: (2, 4, 4, 4, 2.5, 1.5, 1, 6),
    25: (2.5, 5, 5, 5, 3.5, 1.5, 1.5, 8),
    30: (3, 5, 6, 6, 4.5, 2, 1.5, 9),
    45: (4, 8, 9, 9, 7, 3, 2, 10),
    60: (5, 11, 12, 12, 9, 4, 3, 10),
}
_BOXES = tuple(BOXES)
MOST_QUESTIONS = 10


@dataclass(frozen=True, slots=True)
class Line:
    """Something that might be said: `usual` are its minutes, the least `rank` is kept longest.

    `counts` says whether it is a question, rather than a greeting or thanks.
    """

    key: str
    stage: str
    usual: float
    must: bool = False
    counts: bool = True
    rank: int = 0


# What stands in when somebody's own list has no such line.
WHO_ELSE = Line("f1", "referral", 1.5, must=True)
THANKS = Line("g1", "thanks", 0.5, must=True, counts=False)


@dataclass(frozen=True, slots=True)
class Fit:
    """What fits, in order, each with its minutes; what does not; what is left of the time."""

    kept: tuple[tuple[Line, float], ...]
    left_out: tuple[Line, ...]
    room: float

    @property
    def planned(self) -> float:
        """The minutes of all that fits."""
        return sum(minutes for _, minutes in self.kept)

    @property
    def spare(self) -> float:
        """The minutes that nothing is planned for."""
        return self.room - self.planned


def fit(
    box: float,
    lines: Iterable[Line],
    *,
    pace: float = 1.0,
    used: float = 0.0,
    asked: Collection[str] = (),
) -> Fit:
    """Fit lines into a box of minutes, in the order in which they are given.

    `pace` is how much of its usual time somebody needs. In a talk that has begun, `used` are the
    minutes gone, and `asked` the keys of what is done with. When hardly a minute is left, the
    ending has what there is of it; when none is left, the ending still stands, with no minutes.
    """
    given = list(lines)
    waiting = [line for line in given if line.key not in asked]
    done = {line.stage for line in given if line.key in asked}
    _hold_the_ending(waiting, done)
    room = max(0, int((box - used) * QUARTERS))
    picked = _Picking(waiting, box, room, pace)
    cap = most_questions(box) - sum(line.counts for line in given if line.key in asked)
    picked.pick(cap)
    minutes = picked.minutes()
    return Fit(
        tuple((line, minutes[n] / QUARTERS) for n, line in enumerate(waiting) if n in minutes),
        tuple(line for n, line in enumerate(waiting) if n not in minutes),
        room / QUARTERS,
    )


def in_stages(lines: Iterable[Line], stages: Sequence[str]) -> list[Line]:
    """Order lines as a talk goes: by stage, then by rank among its musts and its others."""
    return sorted(lines, key=lambda line: (stages.index(line.stage), not line.must, line.rank))


def trim(box: float, lines: Iterable[tuple[Line, float]]) -> list[Line]:
    """Choose what to leave out so that a plan fits: what need not be asked, the last in rank first.

    The last question about whom to meet and the last thanks are never among them.
    """
    planned = list(lines)
    over = sum(minutes for _, minutes in planned) - box
    dropped: list[Line] = []
    for line, minutes in sorted(planned, key=lambda pair: -pair[0].rank):
        if over <= 0:
            break
        if not line.must and not is_last_of_ending(line, [p[0] for p in planned], dropped):
            dropped.append(line)
            over -= minutes
    return dropped


def is_last_of_ending(line: Line, lines: Iterable[Line], without: Collection[Line] = ()) -> bool:
    """Say whether a plan would end badly without this line."""
    others = (each for each in lines if each.key != line.key and each not in without)
    return line.stage in ENDING and not any(each.stage == line.stage for each in others)


def most_questions(box: float) -> int:
    """How many questions there is room for."""
    return int(_row(box)[-1])


def share(stage: str, box: float) -> float:
    """Give the minutes of a stage in a box."""
    return dict(zip(SHARED, _row(box), strict=False)).get(stage, 0.0)


def to_fill(box: float) -> float:
    """Give the part of a box that is planned for; the rest is room to breathe."""
    box = min(box, LONGEST)
    return min(_total(_row(box)[:-1]) / box, 1.0) if box > 0 else 1.0


def cost(line: Line, pace: float) -> int:
    """Give the quarters of a minute that somebody needs for a line."""
    return max(1, floor(line.usual * pace * QUARTERS + 0.5))


@lru_cache(maxsize=100)
def _row(box: float) -> tuple[float, ...]:
    """Give the row of a box, between those of the table if need be."""
    box = min(max(box, SHORTEST), LONGEST)
    upper = bisect_left(_BOXES, box)
    lower = max(upper - 1, 0)
    part = (box - _BOXES[lower]) / (_BOXES[upper] - _BOXES[lower]) if upper else 0.0
    ends = zip(BOXES[_BOXES[lower]], BOXES[_BOXES[upper]], strict=True)
    return tuple(low + (high - low) * part for low, high in ends)


def _total(parts: Iterable[float]) -> float:
    """Add one after the other, as every engine does it."""
    whole = 0.0
    for part in parts:
        whole += part
    return whole


def _hold_the_ending(lines: list[Line], done: Collection[str]) -> None:
    """Put in what is missing of the ending, where it belongs."""
    stages = [line.stage for line in lines]
    if "thanks" not in stages and "thanks" not in done:
        lines.append(THANKS)
        stages.append("thanks")
    if "referral" not in stages and "referral" not in done:
        lines.insert(stages.index("thanks") if "thanks" in stages else len(lines), WHO_ELSE)


class _Picking:
    """Choosing among lines, by place; in quarters of a minute."""

    def __init__(self, lines: Sequence[Line], box: float, room: int, pace: float) -> None:
        self.lines = lines
        self.costs = [cost(line, pace) for line in lines]
        self.most = room
        self.room = int(room * to_fill(box))
        # Stages with nothing to say leave their share to the others.
        row = dict(zip(SHARED, _row(box), strict=False))
        shares = {line.stage: row.get(line.stage, 0.0) for line in lines}
        whole = _total(shares.values()) or 1
        self.shares = {stage: part * self.room / whole for stage, part in shares.items()}
        self.floors: dict[int, int] = {}
        self.of_stage = dict.fromkeys(shares, 0)
        self.whole = 0  # what all that is picked would like

    def pick(self, cap: int) -> None:
        """Pick the ending, then what must be asked, then others while there is room."""
        self._pick_musts(cap)
        others = [n for n in self._ranked(must=False) if n not in self.floors]
        for is_within in (True, False):
            for n in others:
                if self._may_ask(n, cap) and (not is_within or self._is_within(n)):
                    self._add(n)

    def _pick_musts(self, cap: int) -> None:
        musts = self._ranked(must=True)
        for stage in ENDING:
            self._end_with(stage, [*musts, *self._ranked(must=False)])
        for n in musts:
            if not self.of_stage[self.lines[n].stage]:
                self._squeeze_in(n, -(-self.costs[n] // 2))
        # A stage does not fall silent because its question is long: a second greeting can wait.
        for n in musts:
            if not self.of_stage[self.lines[n].stage] and self._may_ask(n, cap):
                self._squeeze_in(n, -(-self.costs[n] // 2), self.room)
        for n in musts:
            if self._may_ask(n, cap):
                self._squeeze_in(n, -(-self.costs[n] * 3 // 4))
        for n in musts:
            self._add(n)
        for n in musts:
            self._add_shortened(n, cap)

    def _ranked(self, *, must: bool) -> list[int]:
        places = [n for n, line in enumerate(self.lines) if line.must is must]
        return sorted(places, key=lambda n: self.lines[n].rank)

    def minutes(self) -> dict[int, int]:
        """Give each what it likes as far as there is room, and up to half as much again."""
        given = dict(self.floors)
        wishes = {n: self.costs[n] - floor for n, floor in given.items()}
        self._hand_out(given, wishes)
        extra = {n: self.costs[n] // 2 if self.lines[n].counts else 0 for n in given}
        if all(given[n] >= self.costs[n] for n in given):
            self._hand_out(given, extra)
        return given

    def _hand_out(self, given: dict[int, int], wishes: dict[int, int]) -> None:
        left = self.room - sum(given.values())
        wanted = sum(wishes.values())
        if left <= 0 or not wanted:
            return
        portion = min(left / wanted, 1)
        for n, wish in wishes.items():
            part = int(wish * portion)
            given[n] += part
            left -= part
        for n in sorted(wishes):
            if left > 0 and given[n] < self.floors[n] + wishes[n]:
                given[n] += 1
                left -= 1

    def _end_with(self, stage: str, ranked: Sequence[int]) -> None:
        first = next((n for n in ranked if self.lines[n].stage == stage), None)
        if first is not None:
            least = min(-(-self.costs[first] // 2), max(1, int(self.shares[stage])))
            self._take(first, min(least, self.most - sum(self.floors.values())))

    def _squeeze_in(self, n: int, floor: int, most: float | None = None) -> None:
        """Take what must be asked if its stage, or the whole, has this much time for it."""
        stage = self.lines[n].stage
        most = self.shares[stage] if most is None else most
        has_room = sum(self.floors.values()) + floor <= self.room
        if n not in self.floors and has_room and self.of_stage[stage] + floor <= most:
            self._take(n, floor)

    def _may_ask(self, n: int, cap: int) -> bool:
        return not self.lines[n].counts or self._asked() < cap

    def _asked(self) -> int:
        return sum(self.lines[n].counts for n in self.floors)

    def _is_within(self, n: int) -> bool:
        stage = self.lines[n].stage
        return self.of_stage[stage] + self.costs[n] <= self.shares[stage]

    def _add(self, n: int) -> None:
        """Take a line if everything still gets what it likes."""
        if n not in self.floors and self.whole + self.costs[n] <= self.room:
            self._take(n, self.costs[n])

    def _add_shortened(self, n: int, cap: int) -> None:
        """Take what must be asked with half its time, before something else has that time."""
        half = -(-self.costs[n] // 2)
        if n not in self.floors and self._may_ask(n, cap) and self.whole + half <= self.room:
            self._take(n, half)

    def _take(self, n: int, floor: int) -> None:
        self.floors[n] = floor
        self.of_stage[self.lines[n].stage] += floor
        self.whole += self.costs[n]
