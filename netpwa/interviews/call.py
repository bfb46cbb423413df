"""How a call stands, worked out from its taps: pure, and the same in static/js/call-state.js.

Nothing is kept but the taps with their instants. So a reload, a lock or a killed app loses nothing,
two devices meet in the same state, and a tap that arrives twice or late changes nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from netpwa.interviews.plan import ENDING, Line, fit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netpwa.interviews.model import PlanItem

CAPTURES = ("name", "resource", "lead", "i_promised", "they_promised", "note", "summary")
TICKS = ("asked", "skipped", "open")
KINDS = (
    *TICKS,
    *CAPTURES,
    "show",
    "begin",
    "star",
    "unstar",
    "answer",
    "minutes",
    "close",
    "end",
    "uncatch",
)
LEAST_MINUTES, MOST_MINUTES = 5, 120
MINUTE = 60_000
_PACE = re.compile(r"[0-9]{2,3}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Tap:
    """One tap: `item_id` names the question that it was about, `at` is as the phone wrote it.

    Of an "uncatch", it names the capture that is taken back. The detail of "minutes" is the pace
    they are reckoned with, in hundredths: so the same taps always lead to the same call.
    """

    id: str
    kind: str
    item_id: str
    text: str
    detail: str
    at: str

    @property
    def instant(self) -> int:
        """Milliseconds since 1970."""
        return round(datetime.fromisoformat(self.at).timestamp() * 1000)

    @property
    def pace(self) -> float:
        """How much of the usual minutes the time is fitted for."""
        hundredths = int(self.detail) if _PACE.fullmatch(self.detail) else 100
        return min(max(hundredths, 50), 250) / 100


@dataclass(slots=True)
class Call:
    """A call as it stands; times are milliseconds, `given` are the minutes of each question."""

    plan: Sequence[PlanItem]
    minutes: int
    states: dict[str, str]
    given: dict[str, float]
    spent: dict[str, int] = field(default_factory=dict)
    starred: set[str] = field(default_factory=set)
    answers: dict[str, str] = field(default_factory=dict)
    captures: list[Tap] = field(default_factory=list)
    started_at: int | None = None
    ended_at: int | None = None
    is_closing: bool = False
    shown: str = ""
    since: int = 0

    @property
    def current(self) -> PlanItem | None:
        """The question on the screen: the one chosen, or the first that is still open."""
        is_open = [item for item in self.plan if self.states[item.id] == "open"]
        chosen = [item for item in is_open if item.id == self.shown]
        return next(iter([*chosen, *is_open]), None)

    @property
    def following(self) -> PlanItem | None:
        """The question after the one on the screen."""
        now = self.current
        later = (i for i in self.plan if self.states[i.id] == "open" and now and i.id != now.id)
        return next(later, None)

    def elapsed(self, at: int) -> int:
        """How long the call has lasted at an instant, or lasted in all."""
        until = at if self.ended_at is None else self.ended_at
        return 0 if self.started_at is None else max(0, until - self.started_at)

    def left(self, at: int) -> int:
        """How much of the time that was given is left; below nothing when it is over."""
        return self.minutes * MINUTE - self.elapsed(at)

    def face(self, item_id: str) -> str:
        """Write how long a question was on the screen, as a clock does: 3:05."""
        seconds = self.spent.get(item_id, 0) // 1000
        return f"{seconds // 60}:{seconds % 60:02}"

    def apply(self, tap: Tap) -> None:
        """Let one more tap take effect."""
        if tap.kind in CAPTURES:
            self.captures.append(tap)
        elif tap.kind == "uncatch":
            self.captures = [one for one in self.captures if one.id != tap.item_id]
        elif tap.kind == "answer":
            self.answers[tap.item_id] = tap.text
        elif tap.kind == "star":
            self.starred.add(tap.item_id)
        elif tap.kind == "unstar":
            self.starred.discard(tap.item_id)
        else:
            self._move(tap)

    def _move(self, tap: Tap) -> None:
        at = tap.instant
        if self.started_at is None and tap.kind not in {"show", "open", "minutes"}:
            self.started_at = self.since = at
        self._count(at)
        if tap.kind in TICKS and tap.item_id in self.states:
            self.states[tap.item_id] = tap.kind
        if tap.kind in {"open", "show"}:
            self.shown = tap.item_id
        elif tap.kind == "minutes" and tap.text.isascii() and tap.text.isdigit():
            before = self.minutes
            # Nobody is interrupted by what comes back, unless they had gone on to the end already.
            if self.current and not self.is_closing:
                self.shown = self.current.id
            self.minutes = min(max(int(tap.text[:4]), LEAST_MINUTES), MOST_MINUTES)
            self.is_closing = False
            self._fit(at, tap.pace, has_more=self.minutes > before)
        elif tap.kind == "close":
            self.is_closing = True
            self._leave_all_but_the_ending()
        elif tap.kind == "end" and self.ended_at is None:
            self.ended_at = at
        elif tap.kind == "begin":
            self.ended_at = None

    def _count(self, at: int) -> None:
        now = self.current
        if self.started_at is not None and self.ended_at is None and now:
            self.spent[now.id] = self.spent.get(now.id, 0) + max(0, at - self.since)
        self.since = max(self.since, at)

    def _fit(self, at: int, pace: float, *, has_more: bool) -> None:
        """Fit what is still to be asked into the time left, as the planner does before a talk.

        What the plan had left out comes in only when there is more time than before.
        """
        now = self.current
        waiting = {
            item.id
            for item in self.plan
            if self.states[item.id] == "open"
            or (self.states[item.id] == "left" and (has_more or not item.is_left_out))
        }
        lines = [
            self._line(item, pace, is_now=item is now)
            for item in self.plan
            if item.id in waiting or self.states[item.id] in {"asked", "skipped"}
        ]
        asked = {line.key for line in lines} - waiting
        used = self.elapsed(at) / MINUTE
        found = fit(self.minutes, lines, pace=pace, used=used, asked=asked)
        minutes = {line.key: given for line, given in found.kept}
        for item in self.plan:
            if item.id in waiting:
                # What is on the screen stays, even with no time left for it.
                is_kept = item.id in minutes or item is now
                self.states[item.id] = "open" if is_kept else "left"
                gone = self.spent.get(item.id, 0) / MINUTE
                self.given[item.id] = gone + minutes.get(item.id, 0.0) if is_kept else item.minutes

    def _line(self, item: PlanItem, pace: float, *, is_now: bool) -> Line:
        """Say what a question still needs; the one on the screen goes before all others."""
        gone = self.spent.get(item.id, 0) / MINUTE / pace
        return Line(
            item.id,
            item.stage,
            max(0.0, (item.usual or item.minutes) - gone),
            item.must or is_now,
            item.counts and self.states[item.id] != "skipped",
            -1 if is_now else item.rank,
        )

    def _leave_all_but_the_ending(self) -> None:
        for item in self.plan:
            if self.states[item.id] == "open" and item.stage not in ENDING:
                self.states[item.id] = "left"


def call_of(plan: Sequence[PlanItem], minutes: int, taps: Sequence[Tap]) -> Call:
    """Work out how a call stands. Taps count in the order of their instants, then of their ids."""
    # What the checklist says counts only for a question that the call itself says nothing about.
    moved = {tap.item_id for tap in taps if tap.kind in TICKS}
    states = {i.id: "left" if i.is_left_out else "open" for i in plan}
    states |= {i.id: "asked" for i in plan if i.asked_at and i.id not in moved}
    call = Call(plan, minutes, states, {i.id: i.minutes for i in plan})
    for tap in sorted(taps, key=lambda tap: (tap.at, tap.id)):
        call.apply(tap)
    return call
