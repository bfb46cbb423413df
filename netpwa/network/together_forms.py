"""The forms for making two people known to each other."""

from __future__ import annotations

import wtforms
from flask_babel import lazy_gettext as _

from netpwa.web.forms import Form, Needed, line

REASON = {
    "label": _("Why they might like to meet"),
    "description": _("One sentence that both may read: “You both map street trees”."),
}


class ReasonForm(Form):
    """Why two people might like to meet."""

    reason = line(
        REASON["label"],
        Needed(_("Say why: it is what each of them will go by.")),
        limit=300,
        description=REASON["description"],
    )


class TogetherForm(ReasonForm):
    """Beginning with somebody, and whom they might like to meet."""

    other = line(_("Whom to introduce them to"), Needed(_("Say whom.")), limit=200)

    def __init__(self, own_name: str) -> None:
        self.own_name = own_name
        super().__init__()

    def validate_other(self, field: wtforms.Field) -> None:
        """Refuse to introduce somebody to themselves."""
        if self.own_name and field.data.casefold() == self.own_name.casefold():
            raise wtforms.ValidationError(str(_("That is the same person.")))
