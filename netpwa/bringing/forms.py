"""The form that takes a file of people, or its text."""

from __future__ import annotations

from typing import Any

import wtforms
from flask import request
from flask_babel import lazy_gettext as _

from netpwa.bringing.files import read_file
from netpwa.bringing.fitting import line
from netpwa.bringing.model import LARGEST_FILE, FileError, Reading
from netpwa.web.forms import Form, text

LONGEST_PASTED = 200_000
LONGEST_FILE_NAME = 100
WHY = {
    "nothing": _("Choose a file first."),
    "empty": _("This file is empty."),
    "size": _("This file is larger than 5 MB. Export fewer people at a time."),
    "archive": _("This is a ZIP file. Open it, and choose the file with the people inside."),
    "rows": _("This file holds more than 10,000 people. Divide it, and bring in the parts."),
    "heading": _(
        "We could not find people in this file. Choose LinkedIn's Connections.csv, a contacts CSV"
        " from Google or Outlook, or a vCard (.vcf)."
    ),
    "nobody": _("There is nobody in this file."),
}


class BringForm(Form):
    """Choosing a file. It is read when the form is checked; `reading` is what was in it."""

    file: Any = wtforms.FileField(
        _("Your file"), description=_("A .csv or .vcf file of up to 5 MB and 10,000 people.")
    )
    pasted = text(_("Its text"), limit=LONGEST_PASTED)

    def __init__(self) -> None:
        super().__init__()
        self.reading = Reading("")
        self.file_name = ""

    def validate_file(self, _field: wtforms.Field) -> None:
        """Read the file once, or say why there is nothing to be had from it."""
        if self.reading.rows:
            return
        sent = request.files.get("file")
        if sent:
            sent.stream.seek(0)
        data = sent.read(LARGEST_FILE + 1) if sent else b""
        self.file_name = line(sent.filename or "")[:LONGEST_FILE_NAME] if sent and data else ""
        data = data or (self.pasted.data or "").encode()
        try:
            self.reading = (
                read_file(data) if data.strip() else _refuse("empty" if sent else "nothing")
            )
        except FileError as error:
            raise wtforms.ValidationError(str(WHY[error.why])) from None


def _refuse(why: str) -> Reading:
    raise FileError(why)
