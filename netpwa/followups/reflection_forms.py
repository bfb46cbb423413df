"""The form of a reflection. Nothing in it is asked for twice, and nothing has to be given."""

from __future__ import annotations

from typing import Any

import wtforms
from flask_babel import lazy_gettext as _

from netpwa.followups.reflection import FACES, MOODS, PROMPTS, SCALE, Energy, Reflection
from netpwa.web.forms import Form, choice, text

ENERGY = (
    ("-2", _("Empty")), ("-1", _("Tired")), ("0", _("All right")), ("1", _("Good")),
    ("2", _("Full of it")),
)  # fmt: skip
LONGEST = 4000
ONE_TO_FIVE = [(str(number), str(number)) for number in SCALE]
ALLOWED = {
    "energy_before": {str(face) for face in FACES},
    "energy_after": {str(face) for face in FACES},
    "mood": set(MOODS),
    "fit": {str(number) for number in SCALE},
    "interest": {str(number) for number in SCALE},
    "stretch": {str(number) for number in SCALE},
    "same_mode": {"yes", "no", "unsure"},
}


class ReflectionForm(Form):
    """Five quiet minutes."""

    energy_before: Any = choice(_("How were you before it?"), ENERGY)
    energy_after: Any = choice(_("And after it?"), ENERGY)
    mood: Any = choice(
        _("It left me"),
        [
            ("energised", _("wiser and wide awake")),
            ("same", _("much as I was")),
            ("drained", _("worn out")),
        ],
    )
    fit: Any = choice(_("Could this be a place for me?"), ONE_TO_FIVE)
    interest: Any = choice(_("How curious am I still?"), ONE_TO_FIVE)
    stretch: Any = choice(_("How far outside my comfort was it?"), ONE_TO_FIVE)
    same_mode: Any = choice(
        _("Would talking this way suit you again?"),
        [("yes", _("Yes")), ("unsure", _("Not sure")), ("no", _("Rather not"))],
    )

    def validate(self, *args: Any, **kwargs: Any) -> bool:  # noqa: ANN401  as WTForms has it
        """Refuse what no button says."""
        is_valid = super().validate(*args, **kwargs)
        for name, known in ALLOWED.items():
            if self[name].data and self[name].data not in known:
                self[name].errors = [str(_("Choose one of these, or none."))]
                is_valid = False
        return is_valid

    def draft(self) -> Reflection:
        """Give what was said."""
        return Reflection(
            Energy(self._number("energy_before"), self._number("energy_after")),
            self.mood.data or None,
            self._number("fit"),
            self._number("interest"),
            self._number("stretch"),
            self.same_mode.data or None,
            {name: self[name].data for name in PROMPTS if self[name].data},
            rev=self.revision,
        )

    def _number(self, name: str) -> int | None:
        return int(self[name].data) if self[name].data else None


for _code, _words in PROMPTS.items():
    setattr(ReflectionForm, _code, text(_(_words), limit=LONGEST))


class EnergyForm(Form):
    """How one is just now: one tap on a face."""

    energy: Any = wtforms.HiddenField()

    @property
    def level(self) -> int | None:
        """The energy of the face that was tapped; None for what no face says."""
        return int(self.energy.data) if self.energy.data in ALLOWED["energy_after"] else None


def as_typed(reflection: Reflection) -> dict[str, object]:
    """Give a reflection as the form shows it."""
    numbers = {
        "energy_before": reflection.energy.before,
        "energy_after": reflection.energy.after,
        "fit": reflection.fit,
        "interest": reflection.interest,
        "stretch": reflection.stretch,
    }
    return {
        **{name: "" if value is None else str(value) for name, value in numbers.items()},
        "mood": reflection.mood or "",
        "same_mode": reflection.same_mode or "",
        **{name: reflection.answers.get(name, "") for name in PROMPTS},
        "rev": reflection.rev,
    }
