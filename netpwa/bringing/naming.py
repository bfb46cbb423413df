"""What to call somebody whom a file names in parts, or not at all."""

from __future__ import annotations

import unicodedata

from netpwa.bringing.fitting import line
from netpwa.contacts.model import recognise
from netpwa.contacts.reading.name import in_capitals
from netpwa.contacts.reading.text import name_from_profile

ENOUGH = 200
LONGEST_ADDRESS = 300
UNSEEN = frozenset({"Cf", "Zs", "Cc"})


def whole_name(prefix: str, first: str, middle: str, last: str, suffix: str) -> str:
    """Put the parts of a name in the order in which they are said."""
    said = " ".join(part[:ENOUGH].strip() for part in (prefix, first, middle, last) if part.strip())
    end = suffix[:ENOUGH].strip()
    return f"{said}, {end}" if said and end else said


def name_of(given: str, organisation: str, reach: list[str]) -> str:
    """Give the name, else that of a business, else a guess from a profile or an e-mail address.

    A guess needs at least two words; an address alone is no name.
    """
    name = line(given)
    if any(unicodedata.category(sign) not in UNSEEN for sign in name):
        return name
    for value in reach:
        point = recognise(line(value)) if len(value) <= LONGEST_ADDRESS else None
        if point and point.kind == "profile" and name_from_profile(point.value):
            return name_from_profile(point.value)
    if organisation.strip():
        return line(organisation)
    for value in reach:
        local, at, _ = value.strip().partition("@")
        parts = local.replace("_", ".").split(".")
        if at and len(parts) > 1 and all(part.isalpha() for part in parts):
            return in_capitals(" ".join(parts).lower())
    return ""
