"""The form about a person, and the one that logs a touch."""

from __future__ import annotations

from typing import Any

import wtforms
from flask_babel import lazy_gettext as _

from netpwa.contacts.model import TOUCH_KINDS, ContactDraft, recognise
from netpwa.web.forms import Form, Needed, line, text

MOST_POINTS = 20


class ContactForm(Form):
    """Capturing a person, and changing what is known about them. Only the name is needed."""

    name = line(_("Name"), Needed(_("Write a name; the rest can wait.")))
    title = line(_("What they do"))
    organisation = line(_("Organisation"))
    met_at = line(_("Where you met or heard of them"))
    reach = text(
        _("How to reach them"),
        limit=4000,
        description=_("E-mail, phone or profile, each on its own line."),
    )
    note = text(_("Note"))

    def validate_reach(self, field: wtforms.Field) -> None:
        """Keep the list of addresses to what a person has."""
        lines = [line for line in field.data.splitlines() if line.strip()]
        if len(lines) > MOST_POINTS:
            raise wtforms.ValidationError(str(_("That is more than 20 lines.")))

    def draft(self, contact_id: str | None = None) -> ContactDraft:
        """Give what was typed; `contact_id` when the person is known already."""
        lines = [" ".join(typed.split()) for typed in self.reach.data.splitlines()]
        return ContactDraft(
            contact_id or self.id.data,
            self.name.data,
            self.title.data,
            self.organisation.data,
            self.met_at.data,
            tuple(recognise(value) for value in dict.fromkeys(lines) if value),
            self.note.data,
        )


class TouchForm(Form):
    """Logging that the two were in touch: the button pressed is the kind."""

    kind: Any = wtforms.StringField(_("How you were in touch"))
    note = text(_("A line about it"), limit=4000)

    def validate_kind(self, field: wtforms.Field) -> None:
        """Refuse a kind that no button has."""
        if field.data not in TOUCH_KINDS:
            raise wtforms.ValidationError(str(_("Choose how you were in touch.")))
