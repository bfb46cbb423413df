"""The forms about links, introductions and the first look around."""

from __future__ import annotations

from datetime import date
from typing import Any

import wtforms
from flask_babel import lazy_gettext as _

from netpwa.network.model import MOST_OPEN_ASKS, Link
from netpwa.web.forms import LINE, Form, Needed, choice, line, text

MOST_NAMES = 20
# What a choice says of two people: the kind of link, and whether it leads to the one shown.
LINKS = {
    "leads_here": ("can_introduce", True),
    "together": ("works_with", True),
    "introduced": ("introduced_me", True),
    "referred": ("referred_me", True),
    "leads_on": ("can_introduce", False),
}


class LinkForm(Form):
    """Saying that two people know each other."""

    other = line(_("Who?"), Needed(_("Write a name.")))
    how = choice(
        _("How do they hang together?"),
        [
            ("leads_here", _("They could introduce me")),
            ("together", _("They work together")),
            ("introduced", _("They introduced us")),
            ("referred", _("They gave me the name")),
            ("leads_on", _("I could be introduced to them")),
        ],
        default="leads_here",
    )
    strength = choice(
        _("How well do they know each other?"),
        [("1", _("They have met")), ("2", _("Well enough")), ("3", _("Very well"))],
        default="2",
    )
    known: Any = wtforms.BooleanField(_("I know this person myself"))

    def __init__(self, own_name: str = "") -> None:
        super().__init__()
        self.own_name = own_name

    def validate_other(self, field: wtforms.Field) -> None:
        """Refuse the name of whom the link begins at: nobody leads to themselves."""
        if self.own_name and field.data.casefold() == self.own_name.casefold():
            raise wtforms.ValidationError(str(_("That is their own name. Who else knows them?")))

    def validate_how(self, field: wtforms.Field) -> None:
        """Refuse what is not offered."""
        if field.data not in LINKS:
            raise wtforms.ValidationError(str(_("Choose one of these.")))

    def validate_strength(self, field: wtforms.Field) -> None:
        """Refuse what is not offered."""
        if field.data not in {"1", "2", "3"}:
            raise wtforms.ValidationError(str(_("Choose one of these.")))

    def link(self, contact_id: str, other_id: str) -> Link:
        """Give the link between the person shown and the one who was named."""
        kind, leads_here = LINKS[self.how.data]
        ends = (other_id, contact_id) if leads_here else (contact_id, other_id)
        return Link(self.id.data, *ends, kind, int(self.strength.data))


class AskForm(Form):
    """Asking somebody for an introduction; `open_asks` is what they have on their desk."""

    introducer_id: Any = wtforms.HiddenField(_("Whom to ask"))
    via_id: Any = wtforms.HiddenField()

    def __init__(self, ways: dict[str, int]) -> None:
        self.ways = ways
        self.is_begun = False
        super().__init__()

    def validate_introducer_id(self, field: wtforms.Field) -> None:
        """Refuse whoever has enough to do for now, and whoever leads nowhere."""
        if field.data not in self.ways:
            raise wtforms.ValidationError(str(_("This person does not lead there.")))
        if self.ways[field.data] >= MOST_OPEN_ASKS and not self.is_begun:
            raise wtforms.ValidationError(
                str(_("Two of your requests are with them already. Let one be answered first."))
            )


class CatchUpForm(Form):
    """The day of the next catch-up with a mentor; none at all is fine."""

    day: Any = wtforms.StringField(_("Next catch-up"))

    def validate_day(self, _field: wtforms.Field) -> None:
        """Refuse what is not a day."""
        try:
            self.chosen()
        except ValueError:
            raise wtforms.ValidationError(str(_("Choose a day."))) from None

    def chosen(self) -> date | None:
        """Give the day, or None."""
        typed = (self.day.data or "").strip()
        return date.fromisoformat(typed) if typed else None


def _names(label: str) -> Any:  # noqa: ANN401  WTForms makes the field later
    return text(label, limit=4000)


class SweepForm(Form):
    """Ten prompts to remember people by, one name to a line."""

    professor = _names(_("A professor who liked something you wrote"))
    supervisor = _names(_("Somebody you worked for"))
    classmate = _names(_("A classmate two years ahead"))
    family = _names(_("A friend of the family who works near your field"))
    volunteer = _names(_("Who led you where you volunteered"))
    alum = _names(_("Somebody from your school who is in the field now"))
    lecturer = _names(_("A guest lecturer you remember"))
    panel = _names(_("Somebody on a conference panel"))
    chair = _names(_("Who runs your local association"))
    author = _names(_("Somebody whose writing you follow"))

    def validate(self, *_args: Any, **_more: Any) -> bool:  # noqa: ANN401  WTForms' own signature
        """Check each prompt's lines."""
        is_good = super().validate()
        for prompt in PROMPTS:
            field = self[prompt]
            if len(names_in(field.data)) > MOST_NAMES:
                field.errors = [str(_("That is more than 20 names."))]
                is_good = False
            elif any(len(name) > LINE for name in names_in(field.data)):
                field.errors = [str(_("One of these names is too long."))]
                is_good = False
        return is_good

    def named(self) -> list[tuple[str, str]]:
        """Give each name with the prompt it was written under; the first mention counts."""
        pairs = [(name, prompt) for prompt in PROMPTS for name in names_in(self[prompt].data)]
        return list({name: (name, prompt) for name, prompt in reversed(pairs)}.values())[::-1]


# By prompt, whether one knows such people; the others are known by reputation.
PROMPTS = {
    "professor": True,
    "supervisor": True,
    "classmate": True,
    "family": True,
    "volunteer": True,
    "alum": False,
    "lecturer": False,
    "panel": False,
    "chair": False,
    "author": False,
}


def names_in(typed: str | None) -> list[str]:
    """Split lines into names."""
    lines = (" ".join(row.split()) for row in (typed or "").splitlines())
    return [name for name in dict.fromkeys(lines) if name]
