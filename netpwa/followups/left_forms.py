"""The forms about what a talk leaves: the sixty seconds, promises, leads, words to somebody."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import wtforms
from flask_babel import lazy_gettext as _

from netpwa.db.values import fresh_id
from netpwa.followups.letters import CARRIES
from netpwa.followups.model import (
    LEAD_STATES,
    MAY_USE_NAME,
    OWNERS,
    LeadDraft,
    PromiseDraft,
    ResourceDraft,
)
from netpwa.followups.outcome import KINDS
from netpwa.followups.reflection_forms import ALLOWED, ENERGY
from netpwa.web.forms import DayField, Form, Needed, choice, line, text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from netpwa.followups.model import Lead, Promise, Resource

PREVIEW, SENT = "preview", "sent"
LONGEST_WORDS = 500
WHO = [("me", _("I did")), ("them", _("They did"))]


def _one_of(offered: tuple[str, ...]) -> Any:  # noqa: ANN401  a validator of WTForms
    def check(_form: wtforms.Form, field: wtforms.Field) -> None:
        if field.data not in offered:
            raise wtforms.ValidationError(str(_("Choose one of these.")))

    return check


class SixtySecondsForm(Form):
    """One idea, one name, one promise, and a face; each may stay empty."""

    idea = line(_("One idea"), limit=500, description=_("What would you tell a friend about it?"))
    name = line(_("One name"), description=_("Whom did they say you should meet?"))
    promise = line(_("One promise"), limit=300, description=_("What will be sent or done?"))
    owner = choice(_("Who promised it?"), WHO, default="me", validators=[_one_of(OWNERS)])
    due_on = DayField(_("By when?"), [wtforms.validators.Optional()])
    energy_after = choice(
        _("How are you after it?"),
        ENERGY,
        validators=[wtforms.validators.Optional(), _one_of(tuple(ALLOWED["energy_after"]))],
    )
    name_id: Any = wtforms.HiddenField()
    promise_id: Any = wtforms.HiddenField()

    def __init__(self, **stored: object) -> None:
        super().__init__(**{"name_id": fresh_id(), "promise_id": fresh_id(), **stored})

    def show_both(self, saved: Mapping[str, Any]) -> None:
        """Show both ideas; a name and a promise are no other version of what was saved before."""
        super().show_both(saved)
        self.name_id.data, self.promise_id.data = fresh_id(), fresh_id()

    @property
    def energy(self) -> int | None:
        """How the talk left them, if they said so."""
        return int(self.energy_after.data) if self.energy_after.data else None

    def promised(self) -> PromiseDraft:
        """Give the promise that was written down."""
        return PromiseDraft(
            self.promise_id.data, self.owner.data, self.promise.data, self.due_on.data
        )


class PromiseForm(Form):
    """A promise, whoever made it."""

    text = line(_("What was promised?"), Needed(_("Write what was promised.")), limit=300)
    owner = choice(_("Who promised it?"), WHO, default="me", validators=[_one_of(OWNERS)])
    due_on = DayField(_("By when?"), [wtforms.validators.Optional()])

    def draft(self, promise_id: str | None = None) -> PromiseDraft:
        """Give what was typed."""
        return PromiseDraft(
            promise_id or self.id.data, self.owner.data, self.text.data, self.due_on.data
        )


class LeadForm(Form):
    """An opening that somebody mentioned."""

    text = line(_("What is it?"), Needed(_("Write what they told you.")), limit=500)
    organisation = line(_("Where"))
    role = line(_("As what"))
    whom = line(_("Whom to write to"))
    may_use_name = choice(
        _("May you say who told you?"),
        [("not_asked", _("Not asked yet")), ("yes", _("Yes")), ("no", _("No"))],
        default="not_asked",
        validators=[_one_of(MAY_USE_NAME)],
    )
    deadline = DayField(_("Open until"), [wtforms.validators.Optional()])
    state = choice(
        _("How does it stand?"),
        [
            ("open", _("Open")),
            ("following", _("I am on it")),
            ("applied", _("Applied")),
            ("closed", _("Closed")),
        ],
        default="open",
        validators=[_one_of(LEAD_STATES)],
    )

    def draft(self, lead_id: str | None = None) -> LeadDraft:
        """Give what was typed."""
        return LeadDraft(
            lead_id or self.id.data,
            self.text.data,
            self.organisation.data,
            self.role.data,
            self.whom.data,
            self.may_use_name.data,
            self.deadline.data,
            self.state.data,
        )


class ResourceForm(Form):
    """Something that somebody said is worth a look."""

    text = line(
        _("What is worth a look?"),
        Needed(_("Write what they told you of.")),
        limit=500,
        description=_("A book, a page, a group: with its address, if you have it."),
    )

    def draft(self, resource_id: str | None = None) -> ResourceDraft:
        """Give what was typed."""
        return ResourceDraft(resource_id or self.id.data, self.text.data)


class TakeawayForm(Form):
    """What whoever gave a name hears back."""

    takeaway = line(
        _("What stays with you"),
        limit=300,
        description=_("One thing that was said, as in “that maps are promises”."),
    )

    def __init__(self, then: str | None, **stored: object) -> None:
        super().__init__(**stored)
        self.is_preview = then == PREVIEW

    def validate_takeaway(self, field: wtforms.Field) -> None:
        """Refuse to call it sent without the one thing."""
        if not self.is_preview and not field.data:
            raise wtforms.ValidationError(str(_("Write one thing first.")))


class WordForm(Form):
    """A word to somebody: it carries news, something of use, or thanks."""

    carries = choice(
        _("What does it carry?"),
        [
            ("update", _("What came of their advice")),
            ("value", _("Something of use to them")),
            ("thanks", _("Thanks for one thing")),
        ],
        default="update",
        validators=[_one_of(tuple(CARRIES))],
    )
    words = line(
        _("In your words"),
        limit=LONGEST_WORDS,
        description=_("“I read the plan you named, and chose transit for my thesis”"),
    )

    def __init__(self, then: str | None, **stored: object) -> None:
        super().__init__(**stored)
        self.is_preview = then == PREVIEW

    def validate_words(self, field: wtforms.Field) -> None:
        """Refuse a letter that carries nothing."""
        if not self.is_preview and not field.data:
            raise wtforms.ValidationError(
                str(_("Write what it carries: a greeting alone asks for their time."))
            )

    @property
    def kind(self) -> str:
        """What it carries; news, when nothing known was chosen."""
        return self.carries.data if self.carries.data in CARRIES else "update"


class OutcomeForm(Form):
    """Good news."""

    kind = choice(
        _("What is it?"),
        [
            ("job", _("A job")),
            ("course", _("A course")),
            ("path", _("A path chosen")),
            ("other", _("Something else")),
        ],
        default="path",
        validators=[_one_of(KINDS)],
    )
    text = text(_("In a sentence"), Needed(_("Say it in a sentence.")), limit=500)


def promise_as_typed(promise: Promise) -> dict[str, object]:
    """Give a promise as the form shows it."""
    return {
        "text": promise.text,
        "owner": promise.owner,
        "due_on": promise.due_on,
        "rev": promise.rev,
    }


def lead_as_typed(lead: Lead) -> dict[str, object]:
    """Give a lead as the form shows it."""
    names = ("text", "organisation", "role", "whom", "may_use_name", "deadline", "state", "rev")
    return {name: getattr(lead, name) for name in names}


def resource_as_typed(resource: Resource) -> dict[str, object]:
    """Give something worth a look as the form shows it."""
    return {"text": resource.text, "rev": resource.rev}
