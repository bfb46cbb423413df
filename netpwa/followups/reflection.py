"""A reflection on a conversation: prompts to choose from, energy on faces, never a score."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

_ = str  # Marks text for translators; it is translated when it is shown.

# By what they are about: what was learned, what follows, and oneself.
PROMPTS = {
    "learned": _("What do I know now that I did not know this morning?"),
    "surprised": _("What was not as I expected?"),
    "path": _("Does this path feel nearer now, or further away? Why?"),
    "questions": _("Which question opened a door, and which led nowhere?"),
    "next_week": _("What will I do about it within seven days?"),
    "named": _("Whom did they name, and when do I write?"),
    "promised": _("What did I say I would do?"),
    "goals": _("If somebody asked them about me, could they say what I am looking for?"),
    "energy": _("How was I before it, and how am I now?"),
    "comfort": _("Was it one step outside my comfort, or too many?"),
    "seen": _("What did I notice about power, about culture, about being seen?"),
    "needed": _("What do I need before the next one?"),
    "myself": _("What did I find out about myself?"),
}
GROUPS = (
    ("learned", "surprised", "path", "questions"),
    ("next_week", "named", "promised", "goals"),
    ("myself", "comfort", "energy", "seen", "needed"),
)
FACES = (-2, -1, 0, 1, 2)
MOODS = ("energised", "same", "drained")
SCALE = (1, 2, 3, 4, 5)
MOST_STRETCHED, MOST_DRAINED = 5, -2


@dataclass(frozen=True, slots=True)
class Energy:
    """How somebody was before a talk and after it, from -2 to 2; None where nothing was said."""

    before: int | None = None
    after: int | None = None

    @property
    def is_low(self) -> bool:
        """True when the talk cost more than it gave."""
        return self.after is not None and self.after < 0


@dataclass(frozen=True, slots=True)
class Reflection:
    """What somebody thinks of a conversation; every part of it may be missing."""

    energy: Energy = Energy()
    mood: str | None = None
    fit: int | None = None
    interest: int | None = None
    stretch: int | None = None
    same_mode: str | None = None
    answers: Mapping[str, str] = field(default_factory=dict)
    written_at: datetime | None = None
    skipped_at: datetime | None = None
    rev: int = 0


@dataclass(frozen=True, slots=True)
class Felt:
    """One talk, as far as it asks for kindness: how far it went, and what it left."""

    stretch: int | None
    energy_after: int | None

    @property
    def is_strain(self) -> bool:
        """True when it went as far as it could and left nothing."""
        return self.stretch == MOST_STRETCHED and self.energy_after == MOST_DRAINED


def is_strained(talks: Sequence[Felt]) -> bool:
    """Say whether the last two talks, the latest first, were strain rather than stretch."""
    return len(talks) > 1 and all(talk.is_strain for talk in talks[:2])


def three_for(talks_before: int) -> tuple[str, ...]:
    """Choose three prompts, one of each group; another talk brings others."""
    return tuple(group[talks_before % len(group)] for group in GROUPS)
