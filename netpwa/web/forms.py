"""WTForms as this project uses it: text made safe, plain words beside the field, nothing lost."""

from __future__ import annotations

import unicodedata
from datetime import date, time
from typing import TYPE_CHECKING, Any, ClassVar
from uuid import UUID
from zoneinfo import available_timezones

import wtforms
from flask import request
from flask_babel import lazy_gettext as _
from flask_babel import ngettext
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its types
from wtforms.validators import StopValidation

from netpwa.db.values import fresh_id
from netpwa.web.identity import today
from netpwa.web.text import tidy

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

KEY_FIELD = "idempotency_key"
LINE = 200
TEXT = 20_000
YEARS_AROUND = 2
LONGEST_TYPED_PASSWORD = 2000
REGIONS = ("Africa", "America", "Antarctica", "Asia", "Atlantic", "Australia", "Europe", "Indian",
           "Pacific")  # fmt: skip
ZONES = [*sorted(name for name in available_timezones() if name.split("/")[0] in REGIONS), "UTC"]


def is_visible(typed: object) -> bool:
    """Say whether there is anything to see: signs without width alone are nothing."""
    text = str(typed or "")
    return any(unicodedata.category(sign) not in {"Cf", "Zs", "Cc"} for sign in text)


class AtMost:
    """Say how much too long a text is, instead of cutting it."""

    def __init__(self, limit: int) -> None:
        self.limit = limit

    def __call__(self, _form: wtforms.Form, field: wtforms.Field) -> None:
        """Raise StopValidation when the text is longer than the limit."""
        excess = len(field.data or "") - self.limit
        if excess > 0:
            raise StopValidation(
                ngettext(
                    "This is %(num)s character too long.",
                    "This is %(num)s characters too long.",
                    excess,
                )
            )


class Needed:
    """Say what is missing, in the words of that field."""

    field_flags: Mapping[str, bool] = {"needed": True}

    def __init__(self, message: str) -> None:
        self.message = message

    def __call__(self, _form: wtforms.Form, field: wtforms.Field) -> None:
        """Raise StopValidation when nothing was given, unless a clearer message stands already."""
        if not is_visible(field.data) and not field.errors:
            raise StopValidation(str(self.message))


class DayField(wtforms.DateField):
    """A day of the calendar, not years away unless it was kept already."""

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """Read what a browser sends, or say how to write it."""
        try:
            self.data = date.fromisoformat(valuelist[0].strip()) if any(valuelist) else None
        except ValueError:
            self.data = None
            raise ValueError(str(_("There is no such day. Write it like 2027-03-31."))) from None

    def pre_validate(self, form: wtforms.form.BaseForm) -> None:
        """Refuse a year that is most likely a slip."""
        del form
        if self.data and self.data != self.object_data:
            years = abs(self.data.year - today().year)
            if years > YEARS_AROUND:
                raise StopValidation(str(_("That is years away. Look at the year again.")))


class TimeField(wtforms.TimeField):
    """A time of the day, to the minute."""

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """Read what a browser sends, or say how to write it."""
        try:
            typed = time.fromisoformat(valuelist[0].strip()) if any(valuelist) else None
            self.data = typed.replace(second=0, microsecond=0, tzinfo=None) if typed else None
        except ValueError:
            self.data = None
            raise ValueError(str(_("There is no such time. Write it like 14:30."))) from None


# WTForms makes the field only when the form is made, so these give what it will be: anything.
def line(label: str, *validators: Any, limit: int = LINE, **options: Any) -> Any:  # noqa: ANN401
    """Make a field for one line of text."""
    return wtforms.StringField(label, [*validators, AtMost(limit)], filters=[_one_line], **options)


def text(label: str, *validators: Any, limit: int = TEXT, **options: Any) -> Any:  # noqa: ANN401
    """Make a field for a longer text."""
    return wtforms.TextAreaField(label, [*validators, AtMost(limit)], filters=[tidy], **options)


def password(label: str, *validators: Any) -> Any:  # noqa: ANN401
    """Make a field for a password: never tidied, never shown again."""
    return wtforms.PasswordField(label, [*validators, AtMost(LONGEST_TYPED_PASSWORD)])


def choice(label: str, choices: Sequence[tuple[str, str]], **options: Any) -> Any:  # noqa: ANN401
    """Make a field to choose one of a few; the form checks it, in its own words."""
    return wtforms.RadioField(
        label, choices=[SelectChoice(*each) for each in choices], validate_choice=False, **options
    )


def choices(label: str, of: Sequence[tuple[str, str]], **options: Any) -> Any:  # noqa: ANN401
    """Make a field to choose any number of a few; the form checks them, in its own words."""
    return wtforms.SelectMultipleField(
        label, choices=[SelectChoice(*each) for each in of], validate_choice=False, **options
    )


def select(label: str, choices: Sequence[tuple[str, str]], *validators: Any) -> Any:  # noqa: ANN401
    """Make a field to choose one of many; a validator checks it, in the form's own words."""
    return wtforms.SelectField(
        label,
        [*validators],
        choices=[SelectChoice(*each) for each in choices],
        validate_choice=False,
    )


def zone_field(label: str) -> Any:  # noqa: ANN401
    """Make a field to choose a time zone by its city."""
    choices = [("", _("Choose …")), *((zone, zone.replace("_", " ")) for zone in ZONES)]
    return select(label, choices, _check_zone)


def _check_zone(_form: wtforms.Form, field: wtforms.Field) -> None:
    if field.data not in ZONES:
        raise StopValidation(str(_("Choose the city nearest to you that shares your clock.")))


def _one_line(typed: str | None) -> str:
    return " ".join(tidy(typed).split())


class Form(wtforms.Form):
    """A form that keeps what was typed, carries its key, and can show two versions of a text.

    A form for something new has its id made in the page (`id`), so that sending it twice, even
    hours later, makes one thing.
    """

    id: Any = wtforms.HiddenField()
    rev: Any = wtforms.HiddenField()
    # Fields whose earlier texts are kept nowhere, even where those of the rest are.
    private: ClassVar[frozenset[str]] = frozenset()
    # What it makes has the form's own id.
    is_new = False

    def __init__(self, **stored: Any) -> None:  # noqa: ANN401  values of any field
        is_sent = request.method == "POST"
        super().__init__(request.form if is_sent else None, data=stored)
        if is_sent:
            # What is stored now is not what this edit was made from.
            self.rev.data = request.form.get("rev", "")
        self.top_errors: list[str] = []
        self.saved: dict[str, str] = {}
        self.compared: frozenset[str] = frozenset()
        self.key = request.form.get(KEY_FIELD) or fresh_id()
        if not _is_uuid(self.id.data):
            self.id.data = fresh_id()

    @property
    def mends(self) -> bool:
        """True for one that its queue gave back to be mended: it may have been sent since."""
        return bool(self.mended)

    @property
    def mended(self) -> str:
        """The key of the form that this one mends, if any."""
        return request.form.get("mended", "")

    @property
    def revision(self) -> int:
        """The revision this edit was made from; 0 when the page did not say."""
        text = str(self.rev.data or "")
        return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0  # noqa: PLR2004  keeps it an SQL integer

    def is_remembered(self, name: str) -> bool:
        """True for a text that somebody wrote and may want back."""
        field = self[name] if name in self else None  # noqa: SIM401  a form has no get
        is_text = isinstance(field, wtforms.StringField)
        is_told = not isinstance(field, (wtforms.HiddenField, wtforms.PasswordField))
        return is_text and is_told and name not in self.private

    def unsaved(self) -> dict[str, Any]:
        """Give what was typed and is not what stands there, once both were compared."""
        return {
            field.name: field.data
            for field in self
            if field.name in self.saved or field.name not in self.compared
        }

    def start_afresh(self, message: str) -> None:
        """Keep the text, but give it a new id and key, so that saving again makes a new thing."""
        self.top_errors.append(message)
        self.id.data = fresh_id()
        self.key = fresh_id()

    def show_both(self, saved: Mapping[str, Any]) -> None:
        """Put the stored text beside each field that differs; saving again then replaces it."""
        self.top_errors.append(
            str(_("This was changed somewhere else meanwhile. Compare, then save what is right."))
        )
        self.compared = frozenset(saved)
        for field in self:
            stored = saved.get(field.name)
            if stored is not None and field.name != "rev" and _differs(field, stored):
                self.saved[field.name] = _as_read(field, stored)
        self.rev.data = str(saved["rev"])
        self.key = fresh_id()


def _differs(field: wtforms.Field, stored: object) -> bool:
    if isinstance(field, wtforms.BooleanField):
        return bool(stored) != bool(field.data)
    return str(stored) != str(field.data or "")


def _as_read(field: wtforms.Field, stored: object) -> str:
    """Write a stored value as the form shows it: a choice by its label, a time to the minute."""
    if isinstance(stored, time):
        return stored.isoformat("minutes")
    if isinstance(field, wtforms.BooleanField):
        return str(_("ticked") if stored else _("not ticked"))
    if isinstance(field, wtforms.SelectField):
        return str({option.data: option.label.text for option in field}.get(stored, stored))
    return str(stored)


def _is_uuid(text: str | None) -> bool:
    try:
        return bool(text) and str(UUID(text)) == text
    except ValueError:
        return False
