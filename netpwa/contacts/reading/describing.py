"""People whose name is not known yet: "the woman from Metrolinx", "whoever runs the lab"."""

from __future__ import annotations

import re

from netpwa.contacts.reading import words
from netpwa.contacts.reading.name import split_name
from netpwa.contacts.reading.signs import has_occasion, seems_organisation

_PERSON = r"(?:guy|gal|girl|woman|man|lady|person|dude|someone|somebody|dame|monsieur|gars|fille)"
# No first name is spelled like these, or is followed by a small letter.
_NEVER_A_NAME = re.compile(
    r"^(?:the|that|this|these|those|some|someone|somebody|whoever|anyone|who|which|what|their|his"
    r"|her|our|works?|worked|working|runs|leads|teaches|studies|knows|does|is|was|has|il|elle|celle"
    r"|celui|quelqu'un|quelqu'une|qui|travaille|forgot|unknown|name)\b(?!')",
    re.IGNORECASE,
)
_SELDOM_A_NAME = re.compile(
    rf"^(?:an?|my|la|le|une?|mon|ma|{_PERSON})\s+(?=(?-i:[a-zà-ÿ\d]))", re.IGNORECASE
)
_IN_SMALL = re.compile(rf"^{_PERSON}\s+(?:from|at|who|with|in|on|i|de|du|qui)\b", re.IGNORECASE)
_ARTICLE = re.compile(r"^(?:the|that|this|an?|la|le|une?|l'|our|my|mon|ma)\s*\b", re.IGNORECASE)
_OPENING = re.compile(
    rf"^(?:{_PERSON}|whoever|who|celle|celui|quelqu'une?)\b\s*(?:(?:who|that|qui)\s+)?",
    re.IGNORECASE,
)


def describes(text: str, *, is_lower: bool) -> bool:
    """Say whether a piece tells of somebody without naming them."""
    if _NEVER_A_NAME.match(text):
        return True
    return bool(_IN_SMALL.match(text) if is_lower else _SELDOM_A_NAME.match(text))


def name_in(text: str, *, is_lower: bool) -> tuple[str, str]:
    """Split "the recruiter Steve Burrows" into a name, perhaps none, and what is left."""
    bare = _ARTICLE.sub("", text)
    told = _OPENING.sub("", bare)
    if told != bare or not bare or not words.is_head(bare.split()[0]):
        return "", told
    name, rest = split_name(bare, is_lower=is_lower, is_alone=False)
    is_title = name.split()[:1] == bare.split()[:1]
    return (name, rest) if reads_as_name(name) and not is_title else ("", bare)


def reads_as_name(text: str) -> bool:
    """Say whether a piece is a name and nothing else, by its capitals."""
    name, rest = split_name(text, is_lower=False, is_alone=True) if text else ("", "")
    is_all_capitals = all(word[:1].isupper() or words.plain(word) in words.PARTICLES
                          for word in name.split())  # fmt: skip
    if not name or rest or not is_all_capitals:
        return False
    return not (seems_organisation(text) or has_occasion(text) or words.is_city(text))
