"""The forms that capture a person, change what is known of them, and log a touch."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import wtforms
from flask import request
from flask_babel import lazy_gettext as _

from netpwa.contacts.model import TOUCH_KINDS, ContactDraft, recognise
from netpwa.web.forms import LINE, TEXT, DayField, Form, Needed, line, text

if TYPE_CHECKING:
    from netpwa.contacts.reading.text import Captured

MOST_POINTS = 20
SLOTS = ("name", "title", "organisation", "city", "met_at")


class ContactForm(Form):
    """Capturing a person, and changing what is known about them. Only the name is needed."""

    name = line(_("Name"), Needed(_("Write a name; the rest can wait.")))
    say_name = line(_("How to say the name"))
    address_as = line(_("How they like to be addressed"))
    title = line(_("What they do"))
    organisation = line(_("Organisation"))
    city = line(_("City"))
    met_at = line(_("Where you met or heard of them"))
    reach = text(
        _("How to reach them"),
        limit=4000,
        description=_("E-mail, phone or profile, each on its own line."),
    )
    follow_up_on: Any = DayField(_("Follow up on"))
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
            city=self.city.data,
            follow_up_on=self.follow_up_on.data,
            say_name=self.say_name.data,
            address_as=self.address_as.data,
        )


class CaptureForm(ContactForm):
    """Capturing somebody: in one box for all of it, or field by field.

    `seen` holds the text that the fields were read from: whoever saw them has the last word.
    """

    line = text(
        _("Name, and whatever else you know"),
        description=_("Or paste a signature, a LinkedIn address or a contact card."),
    )
    seen: Any = wtforms.HiddenField()

    def __init__(self, **stored: Any) -> None:  # noqa: ANN401  values of any field
        super().__init__(**stored)
        by_field = ("name", "title", "organisation", "city", "reach", "note", "seen")
        self.has_fields = any(name in request.form for name in by_field)
        self.was_read = int(self.is_to_be_read)

    @property
    def is_to_be_read(self) -> bool:
        """True when there is a text that nobody has seen the reading of."""
        return bool(self.line.data) and self.line.data != self.seen.data

    def fill(self, captured: Captured) -> None:
        """Put what was understood into the fields that are empty; what was typed there stays."""
        for name in SLOTS:
            found = getattr(captured, name)[:LINE]
            # The place is kept from the person before, unless this one was met elsewhere.
            if found and (not self[name].data or name == "met_at"):
                self[name].data = found
        if captured.follow_up_on and not self.follow_up_on.data:
            self.follow_up_on.data = captured.follow_up_on
        typed = [line for line in self.reach.data.splitlines() if line.strip()]
        points = [*typed, *(point.value for point in captured.points)]
        self.reach.data = "\n".join(dict.fromkeys(points[:MOST_POINTS]))
        self.note.data = "\n".join(part for part in (captured.note, self.note.data) if part)[:TEXT]

    def draft(self, contact_id: str | None = None) -> ContactDraft:
        """Give what was typed or understood, with the text itself."""
        return replace(super().draft(contact_id), captured=self.line.data)


class TouchForm(Form):
    """Logging that the two were in touch: the button pressed is the kind."""

    kind: Any = wtforms.StringField(_("How you were in touch"))
    note = text(_("A line about it"), limit=4000)

    def validate_kind(self, field: wtforms.Field) -> None:
        """Refuse a kind that no button has."""
        if field.data not in TOUCH_KINDS:
            raise wtforms.ValidationError(str(_("Choose how you were in touch.")))
