"""What the columns of a table are called by LinkedIn, Google, Outlook, and by ourselves."""

from __future__ import annotations

import re

from netpwa.contacts.model import fold

OURS = ("Name", "What they do", "Organisation", "City", "Where you met", "How to reach them",
        "Note", "Follow up on")  # fmt: skip
OWN_SLOTS = ("name", "title", "organisation", "city", "met_at", "reach", "note", "follow_up_on")
NAMES = {
    "name": "name", "full name": "name", "display name": "name",
    "first name": "first", "given name": "first",
    "middle name": "middle", "additional name": "middle",
    "last name": "last", "family name": "last",
    "name prefix": "prefix", "name suffix": "suffix", "suffix": "suffix", "nickname": "nickname",
    "company": "organisation", "organization name": "organisation",
    "position": "title", "job title": "title", "organization title": "title",
    "occupation": "role",
    "organization department": "department", "department": "department",
    "business city": "city", "home city": "city", "location": "city",
    "email address": "email", "e-mail address": "email", "e-mail": "email", "email": "email",
    "url": "link", "web page": "link",
    "mobile phone": "phone", "business phone": "phone", "business phone 2": "phone",
    "home phone": "phone", "primary phone": "phone",
    "notes": "note", "connected on": "connected",
}  # fmt: skip
NUMBERED = (
    (re.compile(r"e-?mail \d{1,2} - value|e-?mail \d{1,2} address"), "email"),
    (re.compile(r"phone \d{1,2} - value"), "phone"),
    (re.compile(r"website \d{1,2} - value"), "link"),
    (re.compile(r"organization \d{1,2} - name"), "organisation"),
    (re.compile(r"organization \d{1,2} - title"), "title"),
    (re.compile(r"organization \d{1,2} - department"), "department"),
    (re.compile(r"address \d{1,2} - city"), "city"),
)
LONGEST_NAME = 100
# LinkedIn names its address column without saying whose, which alone would be too little.
OF_LINKEDIN = frozenset({"first name", "last name", "connected on"})
OF_LINKEDIN_ONCE = frozenset({"first name", "last name", "company"})
OF_NAME = frozenset({"name", "first", "last"})


def slots_of(cells: list[str]) -> tuple[str, list[str]] | None:
    """Give who made a table and what each of its columns holds; None when it is no heading."""
    names = [fold(cell) if len(cell) <= LONGEST_NAME else "" for cell in cells]
    if names == [fold(name) for name in OURS]:
        return "own", list(OWN_SLOTS)
    slots = [_slot(name) for name in names]
    known = {slot for slot in slots if slot}
    if not known & OF_NAME or len(known) < 2:  # noqa: PLR2004  a name, and something about them
        return None
    given = set(names)
    if given >= OF_LINKEDIN or (given >= OF_LINKEDIN_ONCE and not given & {"job title"}):
        return "linkedin", slots
    is_google = any(" - value" in name for name in names) or "organization name" in given
    return "google" if is_google else "table", slots


def _slot(name: str) -> str:
    if name in NAMES:
        return NAMES[name]
    return next((slot for pattern, slot in NUMBERED if pattern.fullmatch(name)), "")
