"""What each channel asks of a message, and the soft remarks on its tone.

None of these blocks but a LinkedIn note that is longer than LinkedIn takes: it cannot be sent.

Source: PRODUCT.md A tip 3, points 2 and 6.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from netpwa.outreach.compose import Composed
    from netpwa.outreach.model import AskingSetting, RequestParts

EMAIL_WORDS = 100
SCRIPT_SECONDS = 20
WORDS_A_SECOND = 2.5
SUBJECT_CHARACTERS = 60
QUESTIONS_AHEAD = 5


@dataclass(frozen=True, slots=True)
class Measure:
    """How long a message is, in the unit of its channel. `is_hard` when more cannot be sent."""

    unit: str
    count: int
    limit: int
    is_hard: bool = False

    @property
    def excess(self) -> int:
        """How much it is over, or 0."""
        return max(0, self.count - self.limit)

    @property
    def is_too_long(self) -> bool:
        """True when it cannot be sent at all."""
        return self.is_hard and self.excess > 0


def measure(channel: str, text: str, setting: AskingSetting) -> Measure | None:
    """Count what a channel counts; None where nothing is counted."""
    if channel == "linkedin_note":
        # LinkedIn counts as browsers do: a sign outside the basic plane is two.
        length = len(text.encode("utf-16-le")) // 2
        return Measure("characters", length, setting.note_limit, is_hard=True)
    if channel in {"email", "linkedin"}:
        return Measure("words", len(text.split()), EMAIL_WORDS)
    if channel == "phone":
        return Measure("seconds", round(len(text.split()) / WORDS_A_SECOND), SCRIPT_SECONDS)
    return None


def remarks(parts: RequestParts, composed: Composed, name: str) -> list[str]:
    """Remark on the tone, as codes: all of it advice, none of it in the way."""
    text = composed.preview
    found = []
    if parts.own_words:
        words = {word.casefold() for word in re.findall(r"[^\W\d_]+", text)}
        theirs = {word.casefold() for word in re.findall(r"[^\W\d_]+", name)}
        if theirs and not theirs & words:
            found.append("name")
        if not re.search(r"\d+\s*-?\s*min", text, re.IGNORECASE):
            found.append("minutes")
    if parts.channel != "in_person" and not (parts.connection or parts.introducer):
        found.append("connection")
    if text.count("?") > QUESTIONS_AHEAD:
        found.append("questions")
    if len(composed.preview_subject or "") > SUBJECT_CHARACTERS:
        found.append("subject")
    return found
