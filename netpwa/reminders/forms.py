"""The form of everything that may be set about reminders."""

from __future__ import annotations

from typing import Any

import wtforms
from flask_babel import lazy_gettext as _

from netpwa.reminders.calendar import Quiet
from netpwa.reminders.model import Rhythm
from netpwa.web.forms import Form, Needed, TimeField, choice, choices, select

MOST_NOTICES = ("0", "1", "2", "3", "5", "8")
NUDGES = ("0", "1", "2")
DAYS = (
    ("0", _("Monday")), ("1", _("Tuesday")), ("2", _("Wednesday")), ("3", _("Thursday")),
    ("4", _("Friday")), ("5", _("Saturday")), ("6", _("Sunday")),
)  # fmt: skip


class RhythmForm(Form):
    """Quiet hours, days off, and how much is enough."""

    quiet_from: Any = TimeField(_("Quiet from"), [Needed(_("Write when the quiet hours begin."))])
    quiet_until: Any = TimeField(_("until"), [Needed(_("Write when they end."))])
    days_off = choices(
        _("Days off"),
        DAYS,
        description=_("“Three working days” leaves these out, and public holidays too."),
    )
    region: Any = select(_("Public holidays of"), [])
    most_notices = choice(
        _("At most so many notices a day"),
        [(number, number) for number in MOST_NOTICES],
        description=_(
            "What is more comes in one notice together, or waits on Today. Notices of a"
            " conversation itself and its thank-you do not count."
        ),
    )
    nudges = choice(
        _("How often to ask again when nobody answers"),
        [("0", _("Never")), ("1", _("Once")), ("2", _("Twice"))],
    )
    recharge = choice(
        _("Space after a conversation"),
        [("1", _("Keep it quiet")), ("0", _("Not needed"))],
        description=_("Only the thank-you, your reflection and your promises may disturb it."),
    )

    def __init__(self, regions: list[tuple[str, str]], **stored: Any) -> None:  # noqa: ANN401  values of any field
        super().__init__(**stored)
        self.region.choices = regions
        self.regions = {code for code, _name in regions}

    def validate_days_off(self, field: wtforms.Field) -> None:
        """Refuse what is no day of the week."""
        if not set(field.data or ()) <= {number for number, _name in DAYS}:
            raise wtforms.ValidationError(str(_("Choose from the seven days.")))

    def validate_region(self, field: wtforms.Field) -> None:
        """Refuse a region that is not in the list."""
        if field.data not in self.regions:
            raise wtforms.ValidationError(str(_("Choose one from the list.")))

    def validate_most_notices(self, field: wtforms.Field) -> None:
        """Refuse a number that no button has."""
        if field.data not in MOST_NOTICES:
            raise wtforms.ValidationError(str(_("Choose one of these.")))

    def validate_nudges(self, field: wtforms.Field) -> None:
        """Refuse a number that no button has."""
        if field.data not in NUDGES:
            raise wtforms.ValidationError(str(_("Choose one of these.")))

    def validate_recharge(self, field: wtforms.Field) -> None:
        """Refuse what no button says."""
        if field.data not in {"0", "1"}:
            raise wtforms.ValidationError(str(_("Choose one of these.")))

    def rhythm(self) -> Rhythm:
        """Give what was set."""
        return Rhythm(
            Quiet(self.quiet_from.data, self.quiet_until.data),
            frozenset(map(int, self.days_off.data or ())),
            self.region.data,
            int(self.most_notices.data),
            int(self.nudges.data),
            self.recharge.data == "1",
            self.revision,
        )


def as_typed(rhythm: Rhythm) -> dict[str, object]:
    """Give settings as the form shows them."""
    return {
        "quiet_from": rhythm.quiet.begins,
        "quiet_until": rhythm.quiet.ends,
        "days_off": [str(day) for day in sorted(rhythm.days_off)],
        "region": rhythm.region,
        "most_notices": str(rhythm.most_notices),
        "nudges": str(rhythm.nudges),
        "recharge": str(int(rhythm.recharge)),
        "rev": rhythm.rev,
    }
