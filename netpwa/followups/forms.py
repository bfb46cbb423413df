"""The form of a thank-you."""

from __future__ import annotations

import wtforms
from flask_babel import lazy_gettext as _

from netpwa.followups.model import ThankYouDraft
from netpwa.web.forms import Form, line, text

READY, PUT_IN, SENT = "ready", "put", "sent"


class ThankYouForm(Form):
    """Writing a thank-you, and saying that it was sent."""

    specific = line(
        _("One thing they said that stayed with you"),
        description=_("It is what makes a thank-you one of its kind."),
    )
    body = text(_("Your message"), limit=4000)

    @property
    def is_sent(self) -> bool:
        """True when the button pressed says that it was sent."""
        return bool(self.then == SENT)

    @property
    def puts_it_in(self) -> bool:
        """True when the one thing is to be written into the message."""
        return bool(self.then == PUT_IN)

    @property
    def is_ready(self) -> bool:
        """True when the button pressed says that nothing is missing."""
        return self.then in {READY, PUT_IN, SENT}

    def __init__(self, then: str | None, **stored: object) -> None:
        super().__init__(**stored)
        self.then = then

    def validate_specific(self, field: wtforms.Field) -> None:
        """Refuse to call it ready, or sent, without the one thing."""
        if self.is_ready and not any(letter.isalpha() for letter in field.data):
            raise wtforms.ValidationError(
                str(_("Write one thing first: a general thank-you is soon forgotten."))
            )

    def validate_body(self, field: wtforms.Field) -> None:
        """Refuse to call a letter ready, or sent, that says nothing."""
        if self.is_ready and not self.puts_it_in and not field.data:
            raise wtforms.ValidationError(str(_("The message is empty.")))

    def draft(self) -> ThankYouDraft:
        """Give what was written."""
        return ThankYouDraft(self.specific.data, self.body.data)
