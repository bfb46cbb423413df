"""What was found out, how much of it there is, and what of it others may ever see."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

KINDS = ("work", "said", "news", "shared", "term", "culture")
# Never offered as public, whatever is ticked.
ALWAYS_PRIVATE = frozenset({"culture"})
NOTES_WANTED, SHARED_WANTED, QUESTIONS_WANTED = 2, 1, 2
MOST_INTERESTS = 12
LONGEST_INTEREST = 60

_BETWEEN = re.compile(r"[,;\n]")


@dataclass(frozen=True, slots=True)
class NoteDraft:
    """One line somebody typed about a person or an organisation."""

    id: str
    kind: str
    text: str
    url: str = ""
    is_private: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """One line that was found out. `question` is the text of what it became."""

    id: str
    contact_id: str | None
    organisation_id: str | None
    kind: str
    text: str
    url: str
    is_private: bool
    question_id: str | None
    found_at: datetime
    rev: int
    question: str | None = None

    @property
    def can_become_question(self) -> bool:
        """True for what one may ask about: nothing private, and not twice."""
        return not self.is_private and self.question_id is None


@dataclass(frozen=True, slots=True)
class Interest:
    """Something shared with `people` people."""

    id: str
    name: str
    people: int = 0


@dataclass(frozen=True, slots=True)
class Readiness:
    """How far the research has come: a hint, which never holds anything up."""

    notes: int
    shared: int
    questions: int

    @property
    def done(self) -> int:
        """How many of the steps are taken, none counted beyond what is wanted."""
        return (
            min(self.notes, NOTES_WANTED)
            + min(self.shared, SHARED_WANTED)
            + min(self.questions, QUESTIONS_WANTED)
        )

    @property
    def wanted(self) -> int:
        """How many steps there are."""
        return NOTES_WANTED + SHARED_WANTED + QUESTIONS_WANTED

    @property
    def is_ready(self) -> bool:
        """True when there is enough to ask."""
        return self.done == self.wanted


def readiness(notes: Iterable[Note]) -> Readiness:
    """Count two notes, one thing shared and two questions made."""
    notes = list(notes)
    return Readiness(
        sum(note.kind != "shared" for note in notes),
        sum(note.kind == "shared" for note in notes),
        sum(note.question_id is not None for note in notes),
    )


def may_leave(notes: Iterable[Note]) -> Sequence[Note]:
    """Give what others may see: the one rule for review links, feeds, sheets and drafts."""
    return [note for note in notes if not note.is_private and note.kind not in ALWAYS_PRIVATE]


def interests_in(text: str) -> list[str]:
    """Split what two people share into tags: "transit, the north, jazz"."""
    parts = (" ".join(part.split())[:LONGEST_INTEREST] for part in _BETWEEN.split(text))
    return list(dict.fromkeys(part.strip(" .") for part in parts if part.strip(" .")))[
        :MOST_INTERESTS
    ]


def term_of(text: str) -> str:
    """Give the word itself from a line such as "TOD: building near stations"."""
    return re.split(r"\s*(?::|=|\s[-\u2013\u2014]\s)\s*", text, maxsplit=1)[0]
