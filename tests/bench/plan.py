"""Measure planner and pace: `python -m tests.bench.plan`. It ends with 1 when a limit is passed.

The measure is the planner's own least: putting the very same lines in order, in turn with it, so
that a busy machine slows both. Ten times the lines should cost little more than ten times as much,
and so should the pace of a call with ten times the taps.
"""

from __future__ import annotations

import statistics
import sys
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from netpwa.interviews.call import Tap, call_of
from netpwa.interviews.model import STAGES, PlanItem
from netpwa.interviews.plan import Line, fit, in_stages
from netpwa.interviews.starter_questions import STARTER_QUESTIONS
from netpwa.interviews.timing import measured, pace_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

RUNS = 401
BOXES = (10, 20, 30, 60)
MOST_SORTS, MOST_GROWTH = 15.0, 12.0
TAPS = 40
START = datetime(2026, 11, 25, 14, tzinfo=UTC)
BANK = [
    Line(str(question.code), question.stage, question.minutes, question.must, question.counts, rank)
    for rank, question in enumerate(STARTER_QUESTIONS)
    if question.stage in STAGES
]

PLAN = [
    PlanItem.of(f"p{n}", question)
    for n, question in enumerate(STARTER_QUESTIONS[:20])
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


def a_call(taps: int) -> list[Tap]:
    """Give the taps of somebody who asks the bank over and over, and is cut short now and then."""
    told = []
    for n in range(taps):
        at = (START + timedelta(seconds=40 * n)).strftime("%Y-%m-%dT%H:%M:%S.000Z")
        kind, about, text = "asked", f"p{n % len(PLAN)}", ""
        if n % 20 == 10:
            kind, about, text = "minutes", "", "15"
        told.append(Tap(f"{n:05}", kind, about, text, "130" if text else "", at))
    return told


def paced(taps: Sequence[Tap]) -> Callable[[], object]:
    """Give the act of working a call out and taking its pace."""
    return lambda: pace_of(measured(call_of(PLAN, 20, taps)))


def pace_is_good() -> bool:
    """Print what ten times the taps cost."""
    one, ten = medians(paced(a_call(TAPS)), paced(a_call(10 * TAPS)))
    sys.stdout.write(
        f"pace of {TAPS} taps: {one:6.3f} ms; of {10 * TAPS}: {ten / one:5.1f} times that"
        f" (most {MOST_GROWTH:g})\n"
    )
    return ten / one <= MOST_GROWTH


def main() -> int:
    """Print each ratio beside its limit."""
    whole = in_stages(BANK, STAGES)
    tenfold = in_stages(many(10), STAGES)
    is_good = pace_is_good()
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
