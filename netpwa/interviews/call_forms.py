"""The form behind every button of a call."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import wtforms
from flask_babel import lazy_gettext as _

from netpwa.interviews.call import KINDS, Tap
from netpwa.web.forms import Form, line, text

WRITTEN = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", re.ASCII)
# A phone's clock may be wrong; what is further off than this was never its tap.
LONGEST_WAIT, FURTHEST_AHEAD = timedelta(days=60), timedelta(days=1)


# A tap in haste with nothing typed still says that there was something.
TO_FILL = {
    "name": _("A name to fill in"),
    "resource": _("Something to look up, to fill in"),
    "lead": _("A lead to fill in"),
    "i_promised": _("A promise of mine to fill in"),
    "they_promised": _("A promise of theirs to fill in"),
}


class TapForm(Form):
    """One tap in a call. `at` comes from the phone; a page without scripts sends none."""

    kind: Any = wtforms.HiddenField(_("Button"))
    item: Any = line(_("Question"), limit=40)
    text = text(_("What was said"), limit=4000)
    detail = line(_("More about it"))
    at: Any = wtforms.HiddenField()

    def validate_kind(self, field: wtforms.Field) -> None:
        """Refuse a tap that no button has."""
        if field.data not in KINDS:
            raise wtforms.ValidationError(str(_("There is no such button. Load the page again.")))

    def tap(self, now: datetime) -> Tap:
        """Give the tap, at its own instant where that can be believed."""
        return Tap(
            self.id.data,
            self.kind.data,
            self.item.data or "",
            (self.text.data or "").strip() or str(TO_FILL.get(self.kind.data, "")),
            self.detail.data or "",
            _instant(self.at.data or "", now),
        )


def _instant(written: str, now: datetime) -> str:
    try:
        if WRITTEN.fullmatch(written):
            at = datetime.fromisoformat(written)
            if now - LONGEST_WAIT < at < now + FURTHEST_AHEAD:
                return written
    except ValueError:
        pass  # such as the thirtieth of February
    return now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")
