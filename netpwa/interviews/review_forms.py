"""The form that sends a list to a mentor, and the one that the mentor fills in."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import wtforms
from flask_babel import lazy_gettext as _

from netpwa.db.values import fresh_id
from netpwa.interviews.rehearsal import CRITERIA
from netpwa.interviews.rehearsal_forms import RubricForm
from netpwa.interviews.review import VERDICTS, ReviewDraft, ReviewLine
from netpwa.web.forms import Form, Needed, choice, is_visible, line, select, text

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from netpwa.interviews.model import PlanItem
    from netpwa.interviews.review import Mark

LONGEST_QUESTION = 500
VERDICT_WORDS = (
    ("keep", _("Keep")),
    ("reword", _("Reword")),
    ("earlier", _("Earlier")),
    ("later", _("Later")),
    ("cut", _("Cut")),
)


class ShareForm(Form):
    """What a mentor is to see; `of` gives it a field for each question."""

    role = line(
        _("Whom you will talk to, without a name"),
        Needed(_("Write a few words, such as “a housing planner”.")),
        description=_("Such as “a housing planner in a small town”."),
    )
    note = text(_("A word to your mentor"), limit=2000)
    mentor: Any = select(_("Who your mentor is"), [])
    dry_run: Any = wtforms.HiddenField()

    plan: Sequence[PlanItem] = ()
    mentors: Collection[str] = ()

    @classmethod
    def of(
        cls,
        plan: Sequence[PlanItem],
        mentors: Sequence[tuple[str, str]],
        shown: Mapping[str, str],
    ) -> ShareForm:
        """Make a form with a field for each question; `shown` are their words at first."""
        fields = {field_of(item.id): text(_("Question"), limit=LONGEST_QUESTION) for item in plan}
        made: ShareForm = type("ShareFormOfPlan", (cls,), fields)(
            **{field_of(name): words for name, words in shown.items()}
        )
        made.plan = plan
        made.mentors = {mentor_id for mentor_id, _name in mentors}
        made.mentor.choices = [("", _("Somebody else")), *mentors]
        return made

    def validate_mentor(self, field: wtforms.Field) -> None:
        """Refuse somebody who is no mentor."""
        if field.data and field.data not in self.mentors:
            raise wtforms.ValidationError(str(_("Choose one from the list.")))

    def validate(self, *args: Any, **options: Any) -> bool:  # noqa: ANN401  as WTForms has it
        """Check it, and that a question is left to look at."""
        is_right = super().validate(*args, **options)
        if any(is_visible(self[field_of(item.id)].data) for item in self.plan):
            return is_right
        self.top_errors.append(str(_("Leave at least one question to look at.")))
        return False

    def draft(self) -> ReviewDraft:
        """Give what was typed; a line that was emptied is left out."""
        lines = [
            ReviewLine(fresh_id(), item.id, item.stage, words, item.minutes)
            for item in self.plan
            if is_visible(words := self[field_of(item.id)].data)
        ]
        return ReviewDraft(
            self.id.data,
            self.role.data,
            self.note.data,
            self.mentor.data or None,
            tuple(lines),
            self.dry_run.data or None,
        )


class AnswerForm(Form):
    """What a mentor thinks; `of` gives it three fields for each line."""

    said = text(_("And about all of it"), limit=4000)

    lines: Sequence[ReviewLine] = ()

    @classmethod
    def of(
        cls, lines: Sequence[ReviewLine], said: str, rev: int, marks: Sequence[Mark] | None = None
    ) -> AnswerForm:
        """Make a form for these lines, as they stand; with `marks` also for a dry run."""
        fields: dict[str, Any] = {}
        for each in lines:
            fields[field_of(each.id, "verdict")] = choice(_("What would you do?"), VERDICT_WORDS)
            fields[field_of(each.id, "wording")] = text(_("Your wording"), limit=LONGEST_QUESTION)
            fields[field_of(each.id, "said")] = line(_("Why, in a line"), limit=500)
        bases = (cls,) if marks is None else (cls, RubricForm)
        typed = answers(lines, said, rev, marks or ())
        made: AnswerForm = type("AnswerFormOfLines", bases, fields)(**typed)
        made.lines = lines
        return made

    def validate(self, *args: Any, **options: Any) -> bool:  # noqa: ANN401  as WTForms has it
        """Check it, and that whoever rewords a question writes how."""
        is_right = super().validate(*args, **options)
        for each in self._open_lines():
            verdict, wording = (
                self[field_of(each.id, "verdict")],
                self[field_of(each.id, "wording")],
            )
            if verdict.data and verdict.data not in VERDICTS:
                verdict.errors = [str(_("Choose one of the five."))]
                is_right = False
            elif verdict.data == "reword" and not is_visible(wording.data):
                wording.errors = [str(_("Write how you would say it."))]
                is_right = False
        return is_right

    def answered(self) -> list[ReviewLine]:
        """Give the lines with what was said of them; words of one's own are a rewording."""
        return [
            replace(
                each,
                verdict=self[field_of(each.id, "verdict")].data
                or ("reword" if is_visible(self[field_of(each.id, "wording")].data) else ""),
                wording=self[field_of(each.id, "wording")].data or "",
                said=self[field_of(each.id, "said")].data or "",
            )
            for each in self._open_lines()
        ]

    def _open_lines(self) -> list[ReviewLine]:
        return [each for each in self.lines if not each.settled]


def answers(
    lines: Sequence[ReviewLine], said: str, rev: int, marks: Sequence[Mark] = ()
) -> dict[str, object]:
    """Give what stands in a list by the names of the fields."""
    found: dict[str, object] = {"said": said, "rev": rev}
    for mark in marks:
        is_scored = mark.criterion in CRITERIA
        found[mark.criterion] = (str(mark.score or "") or None) if is_scored else mark.said
        if is_scored:
            found[f"{mark.criterion}_line"] = mark.said
    for each in lines:
        for name in ("verdict", "wording", "said"):
            found[field_of(each.id, name)] = getattr(each, name)
    return found


def field_of(row_id: str, name: str = "line") -> str:
    """Name the field of a row."""
    return f"{name}_{row_id.replace('-', '_')}"
