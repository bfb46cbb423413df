"""The six prompts of the research, and changing one line of it."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID, uuid5

import wtforms
from flask_babel import lazy_gettext as _

from netpwa.research.model import KINDS, NoteDraft
from netpwa.web.forms import Form, Needed, line

LONGEST_NOTE = 500
LONGEST_URL = 1000
_URL = re.compile(r"https?://[^\s<>\"]+")


class ResearchForm(Form):
    """Six prompts, one line each. None of them is needed."""

    work = line(_("What they work on"), limit=LONGEST_NOTE)
    said = line(
        _("Something they wrote, said or made"),
        limit=LONGEST_NOTE,
        description=_("Its title; a link may stand behind it."),
    )
    news = line(_("What their organisation is doing now"), limit=LONGEST_NOTE)
    shared = line(
        _("What we share"),
        limit=LONGEST_NOTE,
        description=_("An interest, a school, a place; commas between them."),
    )
    term = line(
        _("A word of the field I should know"),
        limit=LONGEST_NOTE,
        description=_("The word, a colon, what it means."),
    )
    culture = line(
        _("Culture and power"),
        limit=LONGEST_NOTE,
        description=_("How to address them, language, what I want to be careful about. Private."),
    )
    is_private: Any = wtforms.BooleanField(_("This is about private life: for my eyes only"))

    def drafts(self) -> list[NoteDraft]:
        """Give what was written, a note for each prompt that was answered.

        Sent again after it was mended, the form makes no others: their ids follow from its own.
        """
        written = [(kind, self[kind].data) for kind in KINDS if self[kind].data]
        form_id = UUID(self.id.data)
        return [self._draft(str(uuid5(form_id, kind)), kind, typed) for kind, typed in written]

    def _draft(self, note_id: str, kind: str, typed: str) -> NoteDraft:
        text, url = without_link(typed)
        return NoteDraft(note_id, kind, text, url, bool(self.is_private.data))


class NoteForm(Form):
    """Changing one line that was found out."""

    text = line(
        _("What you found out"), Needed(_("Write a line, or forget it.")), limit=LONGEST_NOTE
    )
    url = line(_("Link"), limit=LONGEST_URL)
    is_private: Any = wtforms.BooleanField(_("For my eyes only"))

    def validate_url(self, field: wtforms.Field) -> None:
        """Take web addresses only."""
        if field.data and not _URL.fullmatch(field.data):
            raise wtforms.ValidationError(
                str(_("Write an address that begins with https:// or http://."))
            )

    def draft(self, note_id: str, kind: str) -> NoteDraft:
        """Give what was typed."""
        return NoteDraft(
            note_id, kind, self.text.data, self.url.data, is_private=bool(self.is_private.data)
        )


def without_link(typed: str) -> tuple[str, str]:
    """Take the first link out of a line; a line that is nothing else keeps it as its text."""
    found = _URL.search(typed)
    if found is None or len(found[0]) > LONGEST_URL:
        return typed, ""
    text = " ".join((typed[: found.start()] + " " + typed[found.end() :]).split()).strip(" ,;:(")
    return text or found[0], found[0]
