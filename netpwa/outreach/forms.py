"""The forms of asking: the request, the story behind it, and how LinkedIn counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import wtforms
from flask_babel import lazy_gettext as _
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its types

from netpwa.outreach.compose import SUBJECTS, fill
from netpwa.outreach.model import CHANNELS, MINUTES, AskingSetting, RequestParts
from netpwa.outreach.story import SITUATIONS, Story
from netpwa.web.forms import Form, Needed, choice, line, select, text

if TYPE_CHECKING:
    from collections.abc import Callable

    from netpwa.outreach.model import Request

MOST_NOTES = 200
CHANNEL_WORDS = (
    ("email", _("E-mail")),
    ("linkedin", _("LinkedIn message")),
    ("linkedin_note", _("LinkedIn note")),
    ("phone", _("Phone")),
    ("in_person", _("In person")),
)
PREVIEW = "preview"
TOPIC, NAME = _("topic"), _("name")


class RequestForm(Form):
    """Writing a request. The one thing it needs is what its writer wants to understand."""

    channel = choice(_("How you will ask"), CHANNEL_WORDS)
    connection = line(
        _("Where you found them, or what you share"),
        limit=300,
        description=_("A whole sentence: “I read your piece on flood maps.”"),
    )
    introducer = line(_("Who suggested them"), limit=100)
    who_i_am = line(_("I am …"), limit=200, description=_("“a planning student in Guelph”"))
    intention = line(
        _("I would like to understand …"),
        Needed(_("Say what you would like to understand: it is why they will answer.")),
        limit=300,
        description=_("“how a city decides where to build”"),
    )
    minutes = choice(_("Minutes"), tuple((str(n), str(n)) for n in MINUTES))
    time_window = line(
        _("Roughly when"), limit=100, description=_("A stretch of days, not fixed times.")
    )
    subject_line = select(_("Subject"), [])
    topic = line(_("The topic in two or three words"), limit=60)
    own_words = text(
        _("Your own words"),
        limit=4000,
        description=_("They stand in place of the text that we put together."),
    )

    def __init__(self, then: str | None, say: Callable[[str], str], **stored: object) -> None:
        super().__init__(**stored)
        self.is_preview = then == PREVIEW
        blanks = {"topic": f"[{TOPIC}]", "introducer": f"[{NAME}]", "minutes": "20"}
        self.subject_line.choices = [
            SelectChoice(code, fill(say(words), blanks)[0]) for code, words in SUBJECTS.items()
        ]

    def validate_channel(self, field: wtforms.Field) -> None:
        """Refuse a channel that no button has."""
        if field.data not in CHANNELS:
            raise wtforms.ValidationError(str(_("Choose how you will ask.")))

    def validate_minutes(self, field: wtforms.Field) -> None:
        """Refuse a length that no button has."""
        if field.data not in {str(n) for n in MINUTES}:
            raise wtforms.ValidationError(str(_("Choose 15, 20 or 30 minutes.")))

    def parts(self) -> RequestParts:
        """Give what was typed; a choice that was not made is the first or usual one."""
        return RequestParts(
            self.channel.data if self.channel.data in CHANNELS else CHANNELS[0],
            self.connection.data,
            self.who_i_am.data,
            self.intention.data,
            int(self.minutes.data) if self.minutes.data in {str(n) for n in MINUTES} else 20,
            self.time_window.data,
            self.introducer.data,
            self.topic.data,
            self.subject_line.data if self.subject_line.data in SUBJECTS else "",
            self.own_words.data,
        )


def as_typed(kept: Request) -> dict[str, object]:
    """Give a request as its form shows it."""
    parts = kept.parts
    names = ("channel", "connection", "who_i_am", "intention", "time_window", "introducer",
             "topic", "subject_line", "own_words")  # fmt: skip
    typed: dict[str, object] = {name: getattr(parts, name) for name in names}
    return typed | {"minutes": str(parts.minutes), "rev": kept.rev}


class StoryForm(Form):
    """Who somebody is, in their own words. Nothing here is needed."""

    private = frozenset({"only_if_asked", "to_myself"})
    who_i_am = line(_("I am …"), limit=200, description=_("“a planning student in Guelph”"))
    situation: Any = wtforms.HiddenField(_("My situation"))
    answer = text(
        _("Why did you get in touch?"),
        limit=1000,
        description=_("Twenty seconds when spoken: about fifty words."),
    )
    summary = text(
        _("Thirty seconds about me"),
        limit=2000,
        description=_("It stays in the drawer until somebody asks."),
    )
    phone = line(_("Where I can be reached on the day"), limit=60)
    glad_to_say = text(_("Glad to say"), limit=4000)
    only_if_asked = text(_("Only if asked"), limit=4000)
    to_myself = text(_("I keep to myself"), limit=4000)

    def validate_situation(self, field: wtforms.Field) -> None:
        """Refuse a situation that no button has."""
        if field.data not in SITUATIONS:
            raise wtforms.ValidationError(str(_("Choose what is nearest.")))

    def draft(self) -> Story:
        """Give what was written, the answer under the situation it is for."""
        return Story(
            self.who_i_am.data,
            self.situation.data,
            self.summary.data,
            self.phone.data,
            self.glad_to_say.data,
            self.only_if_asked.data,
            self.to_myself.data,
            self.revision,
            {self.situation.data: self.answer.data},
        )


class SettingForm(Form):
    """How LinkedIn counts for this person, and what a calendar may show."""

    has_premium: Any = wtforms.BooleanField(_("I have LinkedIn Premium: notes of 300 characters"))
    notes_a_month = line(
        _("Notes a month"),
        description=_("LinkedIn gives free accounts a few; it changes the number now and then."),
    )
    names_in_calendar: Any = wtforms.BooleanField(_("Names in my calendar"))

    def validate_notes_a_month(self, field: wtforms.Field) -> None:
        """Take a whole number of notes."""
        if field.data not in {str(number) for number in range(MOST_NOTES + 1)}:
            raise wtforms.ValidationError(str(_("A whole number, up to 200.")))

    def draft(self) -> AskingSetting:
        """Give what was chosen."""
        return AskingSetting(
            bool(self.has_premium.data),
            int(self.notes_a_month.data),
            bool(self.names_in_calendar.data),
            self.revision,
        )
