"""The words at the pictures, the pictures themselves, and the rows of their tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask_babel import format_date, format_decimal, gettext

from netpwa import clock
from netpwa.contacts.model import called
from netpwa.insights import charts, model

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from netpwa.insights.model import Branch, Reached, Talk

_ = str  # Marks text for translators; it is translated when it is shown.
STEPS = {
    "captured": _("Captured"),
    "researched": _("Looked up"),
    "asked": _("Asked"),
    "agreed": _("Agreed"),
    "talked": _("Talked"),
    "thanked": _("Thanked"),
}
# What helps those on, who stand at a step.
HINTS = {
    "captured": _("Five minutes of looking up is a beginning."),
    "researched": _("You know enough to ask. Four short parts make a request."),
    "asked": _("Silence is mostly a full inbox. Ask once more, or somebody else there."),
    "agreed": _("Settle on a day while they remember."),
    "talked": _("A thank-you takes two minutes, and is never too late."),
}
MODES = {"phone": _("By phone"), "video": _("By video"), "in_person": _("In person")}
STAGES = {
    "hello": _("Hello"), "journey": _("Their journey"), "role": _("Their work"),
    "trends": _("The field"), "advice": _("Advice"), "organisation": _("Their organisation"),
    "identity": _("Being yourself there"), "referral": _("Who else to meet"),
    "thanks": _("Thanks"),
}  # fmt: skip
THEME_WORDS = {
    "trends": _("Where the field is going"),
    "skills": _("What one should be able to do"),
    "paths": _("How people came there"),
    "places": _("What it is like"),
    "cautions": _("What to be careful about"),
}
FACES = {-2: _("Empty"), -1: _("Tired"), 0: _("All right"), 1: _("Good"), 2: _("Full of it")}
LABELLED = 3


def said(words: Mapping[str, str]) -> dict[str, str]:
    """Say words in the reader's language."""
    return {code: gettext(text) for code, text in words.items()}


def pictures_of(
    talks: Sequence[Talk],
    path: Sequence[Reached],
    trees: Sequence[Branch],
    today: date,
    zone: str,
) -> dict[str, object]:
    """Draw every picture, and write the rows of the table below it."""
    weeks = model.weeks([clock.to_local(talk.starts_at, zone).date() for talk in talks], today)
    felt = [talk for talk in talks if talk.lifted is not None][: model.TALKS_SHOWN]
    timed = [talk for talk in talks if talk.timing][: model.TALKS_SHOWN]
    modes, stages, words = model.modes(talks), model.by_stage(timed), said(STAGES)
    days = [str(format_date(week.monday, "d MMM")) for week in weeks]
    sparse = [day if n % LABELLED == 0 else "" for n, day in enumerate(reversed(days))]
    return {
        "pictures": {
            "weeks": charts.over_weeks(weeks, [*reversed(sparse)]),
            "path": charts.along_path(path, [gettext(STEPS[each.step]) for each in path]),
            "energy": charts.energies(felt, [called(talk.name) for talk in felt]),
            "modes": charts.of_modes(modes, [gettext(MODES[each.mode]) for each in modes]),
            "timing": charts.timings(stages, words),
            "tree": charts.branches(trees),
        },
        "week_rows": [(day, week.talks) for day, week in zip(days, weeks, strict=True)],
        "path_rows": [(gettext(STEPS[each.step]), each.people) for each in path],
        "energy_rows": [
            (talk.name, _face(talk.energy_before), _face(talk.energy_after)) for talk in felt
        ],
        "mode_rows": [
            (gettext(MODES[each.mode]), each.lighter, each.same, each.heavier) for each in modes
        ],
        "stage_rows": [
            (words[stage], format_decimal(round(planned, 1)), format_decimal(round(taken, 1)))
            for stage, (planned, taken) in stages.items()
        ],
        "timed_rows": [
            (
                talk.name,
                gettext("%(n)s of %(all)s", n=talk.timing.asked, all=talk.timing.planned),
                gettext(
                    "%(n)s of %(all)s",
                    n=round(talk.timing.minutes_taken),
                    all=talk.timing.minutes_given,
                ),
            )
            for talk in timed
            if talk.timing
        ],
    }


def _face(level: int | None) -> str:
    return gettext(FACES[level]) if level is not None else ""
