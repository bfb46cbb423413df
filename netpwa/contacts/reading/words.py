"""The words by which a line about a person is understood; they stand in `words.txt`."""

from __future__ import annotations

import re
from pathlib import Path

from netpwa.contacts.model import fold


def _lists() -> dict[str, frozenset[str]]:
    """Read the lists: a name in brackets, then its words."""
    text = Path(__file__).with_name("words.txt").read_text(encoding="utf-8")
    text = "\n".join(line for line in text.splitlines() if not line.startswith("#"))
    parts = re.split(r"^\[(\w+)\]$", text, flags=re.MULTILINE)
    return {name: _words(body) for name, body in zip(parts[1::2], parts[2::2], strict=True)}


def _words(body: str) -> frozenset[str]:
    if "," in body:
        return frozenset(" ".join(part.split()) for part in body.split(","))
    return frozenset(body.split())


_LISTS = _lists()
HEADS, MODIFIERS, WHOLE_HEADS = _LISTS["heads"], _LISTS["modifiers"], _LISTS["whole_heads"]
HONORIFICS, PARTICLES, CREDENTIALS = (
    _LISTS["honorifics"],
    _LISTS["particles"],
    _LISTS["credentials"],
)
STRONG, WEAK, OPENING, JOINING, KNOWN = (
    _LISTS["strong"],
    _LISTS["weak"],
    _LISTS["opening"],
    _LISTS["joining"],
    _LISTS["known"],
)
DEEDS, DEEDS_AND_NOUNS = _LISTS["deeds"], _LISTS["deeds_and_nouns"]
# Stands for "5 à 7" while a line is read, so that it is one word.
FIVE_TO_SEVEN = "\ue005"
FIRM_EVENTS = _LISTS["firm_events"] | {FIVE_TO_SEVEN}
EVENTS = _LISTS["events"] | {FIVE_TO_SEVEN}
CITIES, PROVINCES = _LISTS["cities"], _LISTS["provinces"]
GOES_ON, OF, AND, RANKS = _LISTS["goes_on"], _LISTS["of"], _LISTS["and"], _LISTS["ranks"]
ALSO_NAMES, STOPS, SHORT = _LISTS["also_names"], _LISTS["stops"], _LISTS["short"]
# Titles that are told by their capitals: "ed" and "pm" are other things.
ABBREVIATED = frozenset(
    {
        "TA",
        "RA",
        "PM",
        "ED",
        "GM",
        "PI",
        "EIT",
        "EA",
        "AD",
        "RN",
        "NP",
        "EMT",
        "OT",
        "PT",
        "PSW",
        "LPN",
        "RPN",
        "RMT",
        "SLP",
    }
)
# Where people come together beside their work: "AODA committee".
CIRCLES = frozenset({"committee", "club", "board", "council", "crew", "choir", "team", "league",
                     "chapter", "taskforce"})  # fmt: skip
# Titles when they are written small: "Georgia Tech" is none.
SMALL_HEADS = frozenset({"tech", "dev", "guy", "gal", "boss", "mgr", "coord", "mod", "pro"})
# Titles that also begin the name of an office: "Student Wellness", "Alumni Affairs".
SERVED = frozenset({"student", "staff", "volunteer", "alumni", "graduate", "resident"})
# Who belongs to a university: "student at Waterloo" is no city.
ACADEMICS = frozenset(
    {"student", "prof", "professor", "undergrad", "postdoc", "lecturer", "ta", "ra", "researcher",
     "instructor", "etudiant", "etudiante", "doctorant", "doctorante", "grad", "phd", "candidate"}
)  # fmt: skip
# Endings by which a title that stands in no list is told; only where a title may stand.
HEAD_ENDING = re.compile(r".{3,}(?:ologist|ographer|ician|ineer|ordinator|strator|keeper|grapher)")

_FIELD = re.compile(
    r".{3,}(?:ing|tion|sion|ity|ment|ics|ure|ship|ogy|ism|graphy|nomy|al|ance)s?|range|affairs"
)


def plain(word: str) -> str:
    """Give a word as the lists hold it."""
    return fold(word).strip(".,;:!?()[]\"'\u201c\u201d\u2018\u2019")


def is_head(word: str) -> bool:
    """Say whether a word is one that people are called by at work."""
    bare = plain(word)
    if word.strip(".,()") in ABBREVIATED or (bare in SMALL_HEADS and word.islower()):
        return True
    if bare.endswith("s") and bare not in HEADS and (bare in STRONG or word[:1].isupper()):
        return False  # "Urban Architects" is an office
    parts = bare.split("/")
    return any(
        part in HEADS
        or part.removesuffix("s") in HEADS
        or HEAD_ENDING.fullmatch(part) is not None
        or ("-" in part and part.rsplit("-", 1)[1] in HEADS)
        for part in parts
    )


def is_modifier(word: str) -> bool:
    """Say whether a word is one that stands before the last word of a title."""
    bare = plain(word)
    return bare in MODIFIERS or any(
        part in MODIFIERS for part in bare.split("-")[:1] if "-" in bare
    )


def is_field(word: str) -> bool:
    """Say whether a word names a field of work."""
    return is_modifier(word) or _FIELD.fullmatch(plain(word)) is not None


def is_event(word: str) -> bool:
    """Say whether a word names an occasion, or a place where people meet."""
    bare = plain(word)
    return bare in EVENTS or bare.removesuffix("s") in EVENTS


def is_city(text: str) -> bool:
    """Say whether a text is a known city, perhaps with its province."""
    bare = fold(text).strip(" .")
    if bare in CITIES:
        return True
    town, _comma, rest = bare.replace(",", " ").rpartition(" ")
    return town.strip() in CITIES and rest in PROVINCES
