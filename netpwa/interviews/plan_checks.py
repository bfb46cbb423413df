"""How a plan stands: what time it takes, what would go, and what makes it an interrogation."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from netpwa.interviews.plan import MOST_QUESTIONS, Line, is_last_of_ending, trim
from netpwa.interviews.starter_plans import gaps

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from netpwa.interviews.model import PlanItem

# In the call itself one knows what to put there.
FILLED_LATER = frozenset({"minutes", "one thing", "promise", "day", "must"})
_SENTENCE = re.compile(r"[^.!?;]+\?")
_AUXILIARY = re.compile(
    r"(?:and |but |so |or )?(?:do|does|did|is|are|was|were|am|can|could|would|will|have|has|had"
    r"|should|may|might|must|isn't|aren't|don't|doesn't|didn't|wouldn't|won't|couldn't) ",
    re.IGNORECASE,
)
_OPENING = re.compile(r"\b(?:what|which|who|whom|whose|how|why|where|when)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Standing:
    """What a plan's page says above its list."""

    planned: float
    minutes: int
    questions: int
    in_a_row: tuple[str, str] | None
    would_go: tuple[PlanItem, ...]
    bound: frozenset[str]

    @property
    def spare(self) -> float:
        """The minutes nothing is planned for; below nothing when there is too much."""
        return self.minutes - self.planned

    @property
    def is_trimmed_enough(self) -> bool:
        """True when it fits without what would go; else what must be asked has to give way."""
        return self.planned - sum(item.minutes for item in self.would_go) <= self.minutes

    @property
    def is_many(self) -> bool:
        """True when it would feel like an interrogation."""
        return self.questions > MOST_QUESTIONS


def standing(items: Sequence[PlanItem], minutes: int) -> Standing:
    """Look at what is planned, without what was left out."""
    lines = {item.id: line_of(item) for item in items}
    going = {line.key for line in trim(minutes, [(lines[item.id], item.minutes) for item in items])}
    closed = (
        (one.text, other.text)
        for one, other in pairwise([item for item in items if item.counts])
        if is_closed(one.text) and is_closed(other.text)
    )
    return Standing(
        sum(item.minutes for item in items),
        minutes,
        sum(item.counts for item in items),
        next(closed, None),
        tuple(item for item in items if item.id in going),
        frozenset(key for key in lines if is_last_of_ending(lines[key], lines.values())),
    )


def line_of(item: PlanItem) -> Line:
    """Give what the planner needs to know of an item. What was asked cannot be left out."""
    must = item.must or item.asked_at is not None
    return Line(item.id, item.stage, item.usual, must, item.counts, item.rank)


def is_closed(text: str) -> bool:
    """Say whether yes or no would answer a question: no opening word stands in it."""
    asked = _SENTENCE.findall(text)
    if not asked:
        return False
    clauses = [clause.strip() for clause in re.split(r"[,:]", asked[-1])]
    return bool(
        not _OPENING.search(asked[-1]) and any(_AUXILIARY.match(clause) for clause in clauses)
    )


def open_gaps(items: Sequence[PlanItem], words: Mapping[str, str]) -> list[str]:
    """Name what is still to be filled in before the talk, in the order of the plan."""
    named = [gap for item in items for gap in gaps(item.template) if not words.get(gap)]
    return [gap for gap in dict.fromkeys(named) if gap not in FILLED_LATER]
