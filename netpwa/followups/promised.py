"""The day by which a promise is to be kept, as its own words say it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from netpwa.contacts.model import fold
from netpwa.contacts.reading.dates import MONTHS, find_day

if TYPE_CHECKING:
    from datetime import date

# Before a day by which something is done, and before one that something is about.
BY = re.compile(r"\b(?:by|before|until|till|on|this|next|avant|d.ici|pour|le|ce)\W*$")
ITSELF = re.compile(r"(?:on|this|next|ce)\b")
ABOUT = re.compile(r"\b(?:for|of|from|since|about|last|past|de|du|depuis|sur)(?:\s+the)?\W*$")


def promised_day(text: str, today: date) -> date | None:
    """Give the day that a promise names as its own, or None.

    It names one with a word such as "by", or by ending with it: "Send my essay by Friday", "Ring
    them tomorrow". A day that something is about is none: "Send the plan of March 3 on streets".
    """
    found = find_day(text, today)
    if found is None or found.day < today:
        return None
    before, said, after = (
        fold(part)
        for part in (text[: found.start], text[found.start : found.end], text[found.end :])
    )
    if BY.search(before) or ITSELF.match(said):
        return found.day
    is_bare_month = said.strip(" .") in MONTHS
    is_last = not re.search(r"\w", after)
    return found.day if is_last and not is_bare_month and not ABOUT.search(before) else None
