"""The form that asks for the words which the lines of a plan still need."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask_babel import lazy_gettext as _

from netpwa.interviews.wording import ASKED
from netpwa.web.forms import Form, line

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping


class WordsForm(Form):
    """One line for each gap; those that a talk does not need are not shown and not sent."""

    @staticmethod
    def names() -> dict[str, str]:
        """Give the name of the field for each gap that can be asked for."""
        return {slot: "".join(sign if sign.isalnum() else "_" for sign in slot) for slot in ASKED}

    def draft(self, sent: Collection[str], known: Mapping[str, str]) -> dict[str, str]:
        """Give what was typed, as far as it is not what is known without it."""
        typed = {
            slot: str(self[name].data).strip(" .")
            for slot, name in self.names().items()
            if name in sent
        }
        return {slot: word for slot, word in typed.items() if word != known.get(slot, "")}


for _slot, (_label, _example) in ASKED.items():
    _field: Any = line(_(_label), render_kw={"placeholder": _(_example)})
    setattr(WordsForm, WordsForm.names()[_slot], _field)
