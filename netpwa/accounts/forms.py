"""The forms of signing up, signing in and the settings page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import wtforms
from flask_babel import lazy_gettext as _

from netpwa.accounts.model import (
    SHORTEST_PASSWORD,
    SettingsDraft,
    SignUpDraft,
    password_problem,
)
from netpwa.web import forms as fields
from netpwa.web.forms import Form, Needed, line, zone_field

if TYPE_CHECKING:
    from wtforms import Field

PROBLEMS = {
    "short": _("Take at least %(length)s characters; a few words are easy to remember.",
               length=SHORTEST_PASSWORD),
    "long": _("That is longer than we can take: 256 characters at most."),
    "plain": _("That is one of the first passwords a guesser tries. A few odd words work well."),
    "known": _("Leave your name, your address and this app's name out of it."),
}  # fmt: skip


class SignUpForm(Form):
    """Making an account."""

    name = line(_("Your name"), Needed(_("Write the name you go by.")))
    email = line(_("E-mail"), Needed(_("Write the address you will sign in with.")))
    password = fields.password(_("Password"))
    time_zone = zone_field(_("Time zone"))

    def validate_email(self, field: Field) -> None:
        """Refuse what cannot be an address."""
        local, at, domain = (field.data or "").partition("@")
        if not (local and at and domain) or " " in field.data:
            raise wtforms.ValidationError(str(_("That does not look like an e-mail address.")))

    def validate_password(self, field: Field) -> None:
        """Refuse what is easy to guess."""
        problem = password_problem(field.data or "", self.name.data or "", self.email.data or "")
        if problem:
            raise wtforms.ValidationError(str(PROBLEMS[problem]))

    def draft(self) -> SignUpDraft:
        """Give what was typed."""
        return SignUpDraft(
            self.id.data,
            self.name.data,
            self.email.data,
            self.password.data,
            self.time_zone.data,
        )


class SignInForm(Form):
    """Signing in with a password."""

    email = line(_("E-mail"), Needed(_("Write the address you signed up with.")))
    password = fields.password(_("Password"), Needed(_("Write your password.")))


class SettingsForm(Form):
    """Name and time zone; `was` is the zone that the page was opened with."""

    was = wtforms.HiddenField()
    name = line(_("Your name"), Needed(_("Write the name you go by.")))
    time_zone = zone_field(_("Time zone"))

    def draft(self) -> SettingsDraft:
        """Give what was typed."""
        return SettingsDraft(self.name.data, self.time_zone.data)


class PasswordForm(Form):
    """Changing the password."""

    current = fields.password(_("Password now"), Needed(_("Write the password you have now.")))
    password = fields.password(_("New password"))

    def __init__(self, *known: str) -> None:
        """`known` holds words that a guesser tries first."""
        super().__init__()
        self.known = known

    def validate_password(self, field: Field) -> None:
        """Refuse what is easy to guess."""
        problem = password_problem(field.data or "", *self.known)
        if problem:
            raise wtforms.ValidationError(str(PROBLEMS[problem]))
