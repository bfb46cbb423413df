"""What somebody says about themselves, and the checklist of their own profile.

Source: PRODUCT.md A tip 2, points 1 and 6, and D5.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

_ = str  # Marks text for translators; it is translated when it is shown.

SITUATIONS = {
    "student": _("Student"),
    "between": _("Between roles"),
    "ending": _("A contract is ending"),
    "exploring": _("Employed and exploring"),
    "current": _("Employed and staying current"),
    "returning": _("Coming back to work"),
}
# "Why did you reach out?": something to begin from, twenty seconds or less when spoken.
ANSWERS = {
    "student": _("I am learning the field, and would rather hear it from people who do the work."),
    "between": _("I have time to think about what comes next, and want to hear how others work."),
    "ending": _("My contract ends soon, so I am finding out where the field is going."),
    "exploring": _("I like what I do, and wonder what the same skills are good for elsewhere."),
    "current": _("I try to know more people than those in my own office, and to keep learning."),
    "returning": _("I have been away for a while, and want to hear what has changed."),
}
PROFILE = {
    "headline": _("My headline says what I am learning"),
    "photo": _("The photo is recent, and I like it"),
    "summary": _("Three lines say who I am"),
    "projects": _("Education and projects are up to date"),
    "contact": _("The address people reach me at is right"),
    "open_to_work": _("“Open to work” is on or off because I chose so"),
    "viewing": _("I know whether people see that I looked at them"),
    "signature": _("My e-mail signature links to my profile"),
    "drawer": _("A CV, two examples of work and my 30 seconds are ready, in the drawer"),
}
ASKED_AGAIN_AFTER = timedelta(days=182)


@dataclass(frozen=True, slots=True)
class Story:
    """Somebody's story. The three lists are theirs alone."""

    who_i_am: str = ""
    situation: str = "student"
    summary: str = ""
    phone: str = ""
    glad_to_say: str = ""
    only_if_asked: str = ""
    to_myself: str = ""
    rev: int = 0
    answers: Mapping[str, str] = field(default_factory=dict)


def wants_a_look(ticks: Mapping[str, datetime], at: datetime) -> bool:
    """Say whether something that was seen to once is to be looked at again."""
    return any(not is_fresh(done, at) for done in ticks.values())


def is_fresh(done_at: datetime | None, at: datetime) -> bool:
    """Say whether a line of the checklist still counts: each is asked again after six months."""
    return done_at is not None and at - done_at < ASKED_AGAIN_AFTER
