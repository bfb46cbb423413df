"""How a call stands, worked out from its taps: pure, and the same in static/js/call-state.js.

Nothing is kept but the taps with their instants. So a reload, a lock or a killed app loses nothing,
two devices meet in the same state, and a tap that arrives twice or late changes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

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
ENDING = ("referral", "thanks")
LEAST_MINUTES, MOST_MINUTES = 5, 120
MINUTE = 60_000


@dataclass(frozen=True, slots=True)
class Tap:
    """One tap: `item_id` names the question that it was about, `at` is as the phone wrote it.

    Of an "uncatch", it names the capture that is taken back.
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


@dataclass(slots=True)
class Call:
    """A call as it stands; times are milliseconds."""

    plan: Sequence[PlanItem]
    minutes: int
    states: dict[str, str]
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
            self.minutes = min(max(int(tap.text[:4]), LEAST_MINUTES), MOST_MINUTES)
            self.is_closing = False
            self._fit(at)
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

    def _fit(self, at: int) -> None:
        """Keep what fits into the time left: how to end first, then the musts, then the rest."""
        room: float = self.left(at)
        now = self.current
        waiting = [item for item in self.plan if self.states[item.id] in {"open", "left"}]

        # A plan of somebody's own may hold no ending that is a must.
        last = {next((i.id for i in waiting if i.stage == stage), "") for stage in ENDING}

        def rank(item: PlanItem) -> int:
            if item is now:
                return 0
            if item.stage in ENDING and (item.must or item.id in last):
                return 1
            return 2 if item.must else 3

        for item in sorted(waiting, key=rank):
            cost = max(0, item.minutes * MINUTE - self.spent.get(item.id, 0))
            is_kept = rank(item) < 2 or cost <= room  # noqa: PLR2004  the ranks above
            self.states[item.id] = "open" if is_kept else "left"
            room -= cost if is_kept else 0

    def _leave_all_but_the_ending(self) -> None:
        for item in self.plan:
            if self.states[item.id] == "open" and item.stage not in ENDING:
                self.states[item.id] = "left"


def call_of(plan: Sequence[PlanItem], minutes: int, taps: Sequence[Tap]) -> Call:
    """Work out how a call stands. Taps count in the order of their instants, then of their ids."""
    # What the checklist says counts only for a question that the call itself says nothing about.
    moved = {tap.item_id for tap in taps if tap.kind in TICKS}
    states = {i.id: "asked" if i.asked_at and i.id not in moved else "open" for i in plan}
    call = Call(plan, minutes, states)
    for tap in sorted(taps, key=lambda tap: (tap.at, tap.id)):
        call.apply(tap)
    return call
