"""The form of the room that somebody wants after a talk."""

from __future__ import annotations

from typing import Any

import wtforms
from flask_babel import lazy_gettext as _

from netpwa.followups.recharge import Room
from netpwa.web.forms import Form, choice, line, text

GAPS = ("0", "4", "24", "48")
DAILY, WEEKLY = ("1", "2", "3"), ("2", "3", "5", "8")
LONGEST = 2000
# What suits those who company tires, and those whom it does not.
QUIETER = {"most_a_day": "1", "most_a_week": "3"}
LIVELIER = {"most_a_day": "2", "most_a_week": "5"}


class RoomForm(Form):
    """How much company is good, and what helps when it was too much."""

    gap_hours: Any = choice(
        _("Room after a conversation"),
        [
            ("0", _("None")),
            ("4", _("A few hours")),
            ("24", _("A day")),
            ("48", _("Two days")),
        ],
        description=_("A tiring one asks for a day more, an exhausting one for two."),
    )
    most_a_day: Any = choice(_("Conversations a day, at most"), [(n, n) for n in DAILY])
    most_a_week: Any = choice(_("and a week"), [(n, n) for n in WEEKLY])
    self_care = text(
        _("What does me good"),
        limit=LONGEST,
        description=_("A line for each: a walk, tea, ringing a friend. Offered when you are worn."),
    )
    support = line(
        _("Whom I can turn to"),
        limit=300,
        description=_("A friend, a mentor, the counselling service of your school, with a number."),
    )

    def validate_gap_hours(self, field: wtforms.Field) -> None:
        """Refuse what no button says."""
        _check(field, GAPS)

    def validate_most_a_day(self, field: wtforms.Field) -> None:
        """Refuse what no button says."""
        _check(field, DAILY)

    def validate_most_a_week(self, field: wtforms.Field) -> None:
        """Refuse what no button says."""
        _check(field, WEEKLY)

    def draft(self) -> Room:
        """Give what was set."""
        return Room(
            int(self.gap_hours.data),
            int(self.most_a_day.data),
            int(self.most_a_week.data),
            self.self_care.data,
            self.support.data,
            self.revision,
        )


def as_typed(room: Room) -> dict[str, object]:
    """Give it as the form shows it."""
    return {
        "gap_hours": str(room.gap_hours),
        "most_a_day": str(room.most_a_day),
        "most_a_week": str(room.most_a_week),
        "self_care": room.self_care,
        "support": room.support,
        "rev": room.rev,
    }


def _check(field: wtforms.Field, known: tuple[str, ...]) -> None:
    if field.data not in known:
        raise wtforms.ValidationError(str(_("Choose one of these.")))
