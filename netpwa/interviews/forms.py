"""The forms that book a conversation and add a question."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

import wtforms
from flask_babel import lazy_gettext as _
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its types

from netpwa.interviews.model import LENGTHS, MODES, STAGES, InterviewDraft, Question
from netpwa.web.forms import (
    DayField,
    Form,
    Needed,
    TimeField,
    choice,
    line,
    select,
    text,
    zone_field,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from netpwa.interviews.model import Interview

BOOKED = ("real", "warm_up")
LEAST_MINUTES, MOST_MINUTES = 0.25, 20


class InterviewForm(Form):
    """Booking a conversation, and moving it."""

    local_date: Any = DayField(_("Day"), [Needed(_("Choose the day."))])
    local_time: Any = TimeField(_("Starts at"), [Needed(_("Choose the time."))])
    time_zone = zone_field(_("In which time zone?"))
    minutes = choice(
        _("How long did they give you?"), [(str(length), str(length)) for length in LENGTHS]
    )
    # Equals: none is chosen beforehand.
    mode = choice(
        _("How will you talk?"),
        [("phone", _("Phone")), ("video", _("Video")), ("in_person", _("In person"))],
    )
    place = line(
        _("Number, link or place"),
        limit=2000,
        description=_("You can add it later."),
    )

    # What a rung of the ladder asks for is a lighter talk.
    kind: Any = wtforms.HiddenField()
    # The two ways on from a time that comes too close to another talk.
    anyway: Any = wtforms.HiddenField()
    instead: Any = wtforms.HiddenField()

    def __init__(
        self,
        crowding: Callable[[InterviewDraft], object] | None = None,
        **stored: Any,  # noqa: ANN401  values of any field
    ) -> None:
        super().__init__(**stored)
        self.crowding = crowding
        self.crowded: object = None
        self.is_settled = bool(self.anyway.data) or self._takes_another_time()
        # What the plan was fitted into since has a button, too.
        lengths = sorted({*LENGTHS, int(stored.get("minutes") or LENGTHS[0])})
        self.minutes.choices = [SelectChoice(str(length), str(length)) for length in lengths]

    def validate(self, *args: Any, **kwargs: Any) -> bool:  # noqa: ANN401  as WTForms has it
        """Ask once more about a time that comes too close; it is never refused."""
        if not super().validate(*args, **kwargs):
            return False
        if self.crowding and not self.is_settled:
            self.crowded = self.crowding(self.draft())
        return self.crowded is None

    def _takes_another_time(self) -> bool:
        try:
            other = datetime.fromisoformat(self.instead.data or "")
        except ValueError:
            return False
        self.local_date.data, self.local_time.data = other.date(), other.time()
        return True

    def validate_minutes(self, field: wtforms.RadioField) -> None:
        """Refuse a length that no button has."""
        if field.data not in {option.data for option in field}:
            raise wtforms.ValidationError(str(_("Choose the minutes.")))

    def validate_mode(self, field: wtforms.Field) -> None:
        """Refuse a mode that no button has."""
        if field.data not in MODES:
            raise wtforms.ValidationError(str(_("Choose one; none is better than another.")))

    def draft(self, interview_id: str | None = None) -> InterviewDraft:
        """Give what was typed; `interview_id` when it is booked already."""
        return InterviewDraft(
            interview_id or self.id.data,
            self.mode.data,
            self.local_date.data,
            self.local_time.data,
            self.time_zone.data,
            int(self.minutes.data),
            self.place.data,
            self.kind.data if self.kind.data in BOOKED else "real",
        )


def as_typed(interview: Interview) -> dict[str, object]:
    """Give a conversation by the names of the fields that change it."""
    return {
        "local_date": date.fromisoformat(interview.local_date),
        "local_time": time.fromisoformat(interview.local_time),
        "time_zone": interview.time_zone,
        "minutes": str(interview.minutes),
        "mode": interview.mode,
        "place": interview.place,
        "rev": interview.rev,
    }


class MinutesField(wtforms.FloatField):
    """Minutes, in which a half or a quarter counts."""

    def _value(self) -> str:
        return self.raw_data[0] if self.raw_data else f"{self.data:g}"


class QuestionForm(Form):
    """A question of the person's own, or a line of ours in their words."""

    text = text(
        _("Your question"),
        Needed(_("Write the question.")),
        limit=500,
        description=_("A word in braces, such as {topic}, is filled in for each talk."),
    )
    stage: Any = select(
        _("Where it fits"),
        [
            ("journey", _("Their journey")),
            ("role", _("Their work")),
            ("trends", _("The field")),
            ("advice", _("Advice")),
            ("organisation", _("Their organisation")),
            ("identity", _("Being yourself there")),
            ("hello", _("Hello")),
            ("referral", _("Who else to meet")),
            ("thanks", _("Thanks")),
        ],
    )
    minutes: Any = MinutesField(_("Minutes to allow"), default=2)
    must: Any = wtforms.BooleanField(_("Ask it even when time is short"))

    def validate_stage(self, field: wtforms.Field) -> None:
        """Refuse a stage that is not in the list."""
        if field.data not in STAGES:
            raise wtforms.ValidationError(str(_("Choose one from the list.")))

    def validate_minutes(self, field: wtforms.Field) -> None:
        """Refuse minutes that no question takes."""
        if field.data is None or not LEAST_MINUTES <= field.data <= MOST_MINUTES:
            field.errors = [str(_("Write a number from 0.25 to 20."))]
            raise wtforms.validators.StopValidation

    def draft(self) -> Question:
        """Give the question, to the quarter of a minute."""
        minutes = round(float(self.minutes.data) * 4) / 4
        return Question(self.stage.data, self.text.data, minutes, bool(self.must.data))


class CarefulForm(Form):
    """What one wants to be careful about with somebody."""

    text = text(_("What I want to be careful about"), limit=4000)
