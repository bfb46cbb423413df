"""The forms of an introduction: what is to be passed on, and what its maker hears back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import wtforms
from flask_babel import lazy_gettext as _

from netpwa.network.model import AskOfIntroducer
from netpwa.web.forms import Form, Needed, choice, line, text

if TYPE_CHECKING:
    from netpwa.network.model import Introduction

LENGTHS = ("15", "20", "30")
PREVIEW = "preview"


class IntroductionForm(Form):
    """Asking somebody to make two people known to each other."""

    intention = line(
        _("I would like to understand …"),
        Needed(_("Say what you would like to understand: it is what will be passed on.")),
        limit=300,
        description=_("“how a city decides where to build”"),
    )
    who_i_am = line(_("I am …"), limit=200, description=_("“a planning student in Guelph”"))
    minutes = choice(_("Minutes"), tuple((length, length) for length in LENGTHS))
    blurb = text(
        _("The paragraph to pass on"),
        limit=2000,
        description=_("It stands in place of the one that we put together."),
    )

    def __init__(self, then: str | None, **stored: object) -> None:
        super().__init__(**stored)
        self.is_preview = then == PREVIEW

    def validate_minutes(self, field: wtforms.Field) -> None:
        """Refuse a length that no button has."""
        if field.data not in LENGTHS:
            raise wtforms.ValidationError(str(_("Choose 15, 20 or 30 minutes.")))

    def ask(self) -> AskOfIntroducer:
        """Give what was typed; a choice that was not made is the usual one."""
        minutes = int(self.minutes.data) if self.minutes.data in LENGTHS else 20
        return AskOfIntroducer(self.who_i_am.data, self.intention.data, minutes, self.blurb.data)


class TellBackForm(Form):
    """What an introducer hears back: what stayed with one, and later what came of it."""

    takeaway = line(
        _("What stays with me"),
        limit=300,
        description=_("One thing they said: “that the budget is the plan”."),
    )
    news = line(_("What came of it"), limit=300, description=_("“I chose the course on transit”"))


def ask_as_typed(one: Introduction, who_i_am: str) -> dict[str, object]:
    """Give an ask as the form shows it, beginning with who somebody is by their own story."""
    return {
        "intention": one.intention,
        "who_i_am": one.who_i_am or who_i_am,
        "minutes": str(one.minutes),
        "blurb": one.blurb,
        "rev": one.rev,
    }


def told_as_typed(one: Introduction) -> dict[str, object]:
    """Give what an introducer is told as the form shows it."""
    return {"takeaway": one.takeaway, "news": one.news, "rev": one.rev}
