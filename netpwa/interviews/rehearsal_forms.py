"""The forms around a dry run, and of the warm-up ladder."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import wtforms
from flask_babel import lazy_gettext as _

from netpwa.interviews.model import MODES, InterviewDraft
from netpwa.interviews.rehearsal import CRITERIA, RUNGS, SCORES, Rehearsal
from netpwa.web.forms import DayField, Form, Needed, TimeField, choice, line, select, text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

SCORE_WORDS = tuple(
    zip(map(str, SCORES), (_("Not yet"), _("Nearly"), _("Well"), _("Very well")), strict=True)
)


class RehearseForm(Form):
    """Whom to rehearse with, and how."""

    mentor: Any = select(
        _("Who plays the other part"), [], Needed(_("Choose somebody, such as a mentor."))
    )
    mode: Any = choice(
        _("How"),
        [("phone", _("By phone")), ("video", _("By video")), ("in_person", _("Side by side"))],
    )
    when: Any = choice(
        _("When"), [("now", _("Now, they are here")), ("later", _("At a time we agreed on"))]
    )
    local_date: Any = DayField(_("Day"))
    local_time: Any = TimeField(_("Starts at"))

    def offer(self, people: Sequence[tuple[str, str]]) -> None:
        """Give the people to choose from."""
        self.people = {contact_id for contact_id, _name in people}
        self.mentor.choices = [("", _("Choose …")), *people]

    def validate_mentor(self, field: wtforms.Field) -> None:
        """Refuse somebody who is not in the list."""
        if field.data not in self.people:
            raise wtforms.ValidationError(str(_("Choose somebody, such as a mentor.")))

    def validate_mode(self, field: wtforms.Field) -> None:
        """Refuse a mode that no button has."""
        if field.data not in MODES:
            raise wtforms.ValidationError(str(_("Choose one; none is better than another.")))

    def validate(self, *args: Any, **options: Any) -> bool:  # noqa: ANN401  as WTForms has it
        """Check it, and that what is for later says when."""
        is_right = super().validate(*args, **options)
        if self.is_ahead:
            for field, words in ((self.local_date, _("Choose the day.")),
                                 (self.local_time, _("Choose the time."))):  # fmt: skip
                if field.data is None and not field.errors:
                    field.errors = [str(words)]
                    is_right = False
        return is_right

    @property
    def is_ahead(self) -> bool:
        """True when it is booked for later."""
        return bool(self.when.data == "later")

    def draft(self, now: datetime, zone: str) -> InterviewDraft:
        """Give the dry run, which lasts as long as its talk; `now` is on the clock of `zone`."""
        day = self.local_date.data if self.is_ahead else now.date()
        hour = self.local_time.data if self.is_ahead else now.time()
        return InterviewDraft(
            self.id.data, self.mode.data, day, hour.replace(second=0, microsecond=0), zone, 0, ""
        )


class RubricForm(Form):
    """What a mentor thinks of a dry run."""

    intention: Any = choice(_("What I want to learn was clear"), SCORE_WORDS)
    intention_line = line(_("In a line"), limit=500)
    sequence: Any = choice(_("One question led to the next"), SCORE_WORDS)
    sequence_line = line(_("In a line"), limit=500)
    listening: Any = choice(_("I listened, and asked on from what was said"), SCORE_WORDS)
    listening_line = line(_("In a line"), limit=500)
    pace: Any = choice(_("Neither rushed nor slow"), SCORE_WORDS)
    pace_line = line(_("In a line"), limit=500)
    ending: Any = choice(_("A good close, with thanks"), SCORE_WORDS)
    ending_line = line(_("In a line"), limit=500)
    to_keep = text(_("What to keep"), limit=2000)
    to_change = text(_("What to change"), limit=2000)

    def validate(self, *args: Any, **options: Any) -> bool:  # noqa: ANN401  as WTForms has it
        """Check it, and that each score is one of the four."""
        is_right = super().validate(*args, **options)
        for name in CRITERIA:
            if self[name].data and self[name].data not in {str(score) for score in SCORES}:
                self[name].errors = [str(_("Choose one of the four."))]
                is_right = False
        return is_right

    def marks(self) -> list[tuple[str, int | None, str]]:
        """Give each respect with its score and its line."""
        scored = [
            (name, int(self[name].data) if self[name].data else None, self[f"{name}_line"].data)
            for name in CRITERIA
        ]
        return [*scored, *((name, None, self[name].data) for name in ("to_keep", "to_change"))]


class RehearsalForm(RubricForm):
    """What the mentor thought, and what one learned about oneself."""

    learned = text(_("What did I learn about myself?"), limit=4000)

    @classmethod
    def of(cls, rehearsal: Rehearsal) -> RehearsalForm:
        """Make a form with what stands."""
        return cls(**as_typed(rehearsal))

    def rehearsal(self, before: Rehearsal) -> Rehearsal:
        """Give what was typed."""
        return Rehearsal(
            before.id,
            before.interview_id,
            {name: int(self[name].data) if self[name].data else None for name in CRITERIA},
            {name: self[f"{name}_line"].data or "" for name in CRITERIA},
            self.to_keep.data or "",
            self.to_change.data or "",
            self.learned.data or "",
            self.revision,
        )


class StepForm(Form):
    """A step of the ladder that was taken."""

    rung: Any = wtforms.HiddenField(_("Step"))
    note = line(_("A word about it"), limit=500)

    def validate_rung(self, field: wtforms.Field) -> None:
        """Refuse a rung that the ladder has not."""
        if field.data not in RUNGS:
            raise wtforms.ValidationError(str(_("Choose one from the list.")))


def as_typed(rehearsal: Rehearsal) -> dict[str, object]:
    """Give what stands by the names of the fields."""
    found: dict[str, object] = {
        "to_keep": rehearsal.to_keep,
        "to_change": rehearsal.to_change,
        "learned": rehearsal.learned,
        "rev": rehearsal.rev,
    }
    for name in CRITERIA:
        score = rehearsal.scores[name]
        found[name] = str(score) if score else None
        found[f"{name}_line"] = rehearsal.lines[name]
    return found
