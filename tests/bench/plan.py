"""Measure the planner: `python -m tests.bench.plan`. It ends with 1 when a limit is passed.

The measure is the planner's own least: putting the very same lines in order, in turn with it, so
that a busy machine slows both. Ten times the lines should cost little more than ten times as much.
"""

from __future__ import annotations

import statistics
import sys
import time
from dataclasses import replace
from typing import TYPE_CHECKING

from netpwa.interviews.model import STAGES
from netpwa.interviews.plan import Line, fit, in_stages
from netpwa.interviews.starter_questions import STARTER_QUESTIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

RUNS = 401
BOXES = (10, 20, 30, 60)
MOST_SORTS, MOST_GROWTH = 15.0, 12.0
BANK = [
    Line(str(question.code), question.stage, question.minutes, question.must, question.counts, rank)
    for rank, question in enumerate(STARTER_QUESTIONS)
    if question.stage in STAGES
]


def many(times: int) -> list[Line]:
    """Give the bank so many times over, each line under a name of its own."""
    return [replace(line, key=f"{line.key} {n}") for n in range(times) for line in BANK]


def medians(*acts: Callable[[], object]) -> list[float]:
    """Give the middle time of each, run in turn, in thousandths of a second."""
    times: list[list[float]] = [[] for _ in acts]
    for _ in range(RUNS):
        for act, taken in zip(acts, times, strict=True):
            began = time.perf_counter()
            act()
            taken.append((time.perf_counter() - began) * 1000)
    return [statistics.median(taken) for taken in times]


def planned(lines: Sequence[Line], box: int) -> Callable[[], object]:
    """Give the act of fitting lines into a box."""
    return lambda: fit(box, lines)


def main() -> int:
    """Print each ratio beside its limit."""
    whole = in_stages(BANK, STAGES)
    tenfold = in_stages(many(10), STAGES)
    is_good = True
    for box in BOXES:
        sort, one, ten = medians(
            lambda: in_stages(BANK, STAGES), planned(whole, box), planned(tenfold, box)
        )
        sorts, growth = one / sort, ten / one
        is_good &= sorts <= MOST_SORTS and growth <= MOST_GROWTH
        sys.stdout.write(
            f"{box:3} min, {len(whole)} lines: {one:6.3f} ms, {sorts:5.1f} times a sort"
            f" (most {MOST_SORTS:g}); {len(tenfold)} lines: {growth:5.1f} times that"
            f" (most {MOST_GROWTH:g})\n"
        )
    return 0 if is_good else 1


if __name__ == "__main__":
    sys.exit(main())
