"""A thank-you: brief, the same day, with one thing that was said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

_ = str  # Marks text for translators; it is translated when it is shown.

HELLO = _("Hello {first},")
THANKS = _("Thank you for the time you gave me.")
SPECIFIC = _("I keep thinking of what you said about {specific}.")
GAP = "…"
CLOSE = _("I will let you know how it goes.")


@dataclass(frozen=True, slots=True)
class ThankYouDraft:
    """What somebody wrote: the one thing, and the message itself."""

    specific: str
    body: str


@dataclass(frozen=True, slots=True)
class ThankYou:
    """A thank-you as it is kept."""

    specific: str
    body: str
    sent_at: datetime | None
    rev: int


def compose(first: str, me: str, specific: str, say: Callable[[str], str]) -> str:
    """Write the message around the one thing; without it the gap shows."""
    said = say(SPECIFIC).replace("{specific}", specific) if specific else GAP
    lines = [
        say(HELLO).replace("{first}", first),
        f"{say(THANKS)} {said}",
        say(CLOSE),
        me,
    ]
    return "\n\n".join(lines)
