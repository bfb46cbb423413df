"""Making two people known to each other: each is asked first, and both have to say yes.

Source: PRODUCT.md A tip 2, point 5: an introduction that nobody asked for puts two on the spot.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from netpwa.contacts.model import called
from netpwa.outreach.compose import Composed, bare, compose_message

if TYPE_CHECKING:
    from datetime import datetime

    from netpwa.outreach.compose import Say

_ = str  # Marks text for translators; it is translated when it is shown.

SIDES = ("one", "other")
ASK = _(
    "Hello {first},\n\nMay I introduce you to {name}? {reason}. I have not promised anything, and a"
    " no is fine.\n\n{me}"
)
MEET = _(
    "Hello {first}, hello {second},\n\nYou both said that you would like to meet: {one} and"
    " {other}. {reason}.\n\nI leave it to the two of you to find a time.\n\n{me}"
)


@dataclass(frozen=True, slots=True)
class Together:
    """Two people, why they might like to meet, and what each said."""

    id: str
    one_id: str
    one: str
    other_id: str
    other: str
    reason: str
    one_ok_at: datetime | None
    other_ok_at: datetime | None
    introduced_at: datetime | None
    created_at: datetime
    rev: int

    @property
    def is_welcome(self) -> bool:
        """True once both said yes: before that there is nothing to pass on."""
        return bool(self.one_ok_at and self.other_ok_at)

    def names(self, side: str) -> tuple[str, str]:
        """Give who is asked on a side, and whom they are asked about."""
        return (self.one, self.other) if side == "one" else (self.other, self.one)


def ask_letter(pair: Together, side: str, me: str, say: Say) -> Composed:
    """Write the question to one side."""
    asked, about = pair.names(side)
    slots = {"first": called(asked), "name": about, "reason": _sentence(pair.reason), "me": me}
    return compose_message(ASK, slots, say)


def meet_letter(pair: Together, me: str, say: Say) -> Composed:
    """Write to both, once both said yes."""
    slots = {
        "first": called(pair.one),
        "second": called(pair.other),
        "one": pair.one,
        "other": pair.other,
        "reason": _sentence(pair.reason),
        "me": me,
    }
    return compose_message(MEET, slots, say)


def _sentence(typed: str) -> str:
    text = bare(typed)
    return text[:1].upper() + text[1:]
