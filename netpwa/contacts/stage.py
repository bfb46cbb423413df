"""How far things have come with somebody: one word, and the one thing to do next.

It is worked out from what happened by the view `contact_stage`, so it moves by itself and can never
disagree with it. Decided by hand it stands until something new happens.
"""

from __future__ import annotations

from dataclasses import dataclass

WAY = (
    "captured",
    "researching",
    "ready",
    "asked",
    "nudged",
    "agreed",
    "scheduled",
    "talked",
    "thanked",
    "keeping_warm",
    "resting",
    "closed_kindly",
)
# What to do next, as a code that the page turns into words and an address.
NEXT = {
    "captured": "look_up",
    "researching": "get_ready",
    "ready": "ask",
    "asked": "wait",
    "nudged": "wait",
    "agreed": "book",
    "scheduled": "prepare",
    "talked": "thank",
    "thanked": "keep_in_touch",
    "keeping_warm": "say_hello",
    "resting": "ask_again",
    "closed_kindly": "other_way",
}


@dataclass(frozen=True, slots=True)
class Stage:
    """The stage that holds, and the one that was worked out."""

    name: str
    worked_out: str

    @property
    def is_by_hand(self) -> bool:
        """True when somebody decided otherwise."""
        return self.name != self.worked_out

    @property
    def others(self) -> tuple[str, ...]:
        """The other stages, those still to come first."""
        here = WAY.index(self.name)
        return WAY[here + 1 :] + WAY[:here]

    @property
    def next(self) -> str:
        """The one thing to do next."""
        return NEXT[self.name]
