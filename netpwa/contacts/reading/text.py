"""Understanding whatever is put into the capture box: a line, a signature, an address.

Pure, and never at a loss: what cannot be told goes to the note, and the text itself is kept too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote

from netpwa.contacts.model import ContactPoint, recognise
from netpwa.contacts.reading import words
from netpwa.contacts.reading.line import read_line
from netpwa.contacts.reading.name import in_capitals
from netpwa.contacts.reading.signature import is_signature, read_signature

if TYPE_CHECKING:
    from datetime import date

_EMAIL = re.compile(
    r"(?:mailto:)?([^@\s,;<>()\[\]\"]{1,64}@[^@\s,;<>()\[\]\"]{1,180}\.[a-z]{2,24})", re.IGNORECASE
)
_URL = re.compile(
    r"(?:https?://|www\.)[^\s,;<>()\"]{3,1900}"
    r"|\b(?:[a-z]{2,3}\.)?(?:linkedin\.com|lnkd\.in|orcid\.org|xing\.com|github\.com)/[^\s,;<>()\"]{1,300}",
    re.IGNORECASE,
)
_PHONE = re.compile(
    r"(?<![\w/.-])(?!\d{4}-\d\d?-\d\d?(?!\d))(\+?\(?\d[\d().\- ]{5,18}\d)"
    r"((?:\s?(?:x|ext\.?|poste|#)\s?\d{1,6})?)(?![\w/-])",
    re.IGNORECASE,
)
_LABEL_BEFORE = re.compile(
    r"(?:\b(?:e-?mails?|courriels?|tel|tél|phone|ph|cell|mobile|mob|office|direct|work|home|fax|web"
    r"|website|linkedin|profile|li|url|[tmcoep])\s*[:.]?\s*)$",
    re.IGNORECASE,
)
_SHARED = re.compile(
    r"^(?:check out|see|view|voir|découvrez)?\s*"
    r"(?P<name>.{2,80}?)'s?\s+(?:linkedin\s+)?profile\b.*$"
    r"|^(?P<page>[^|\n]{2,80}?)\s+\|\s+linkedin\s*$",
    re.IGNORECASE,
)
_PROFILE = re.compile(r"linkedin\.com/(?:in|pub)/([^/?#\s]{2,200})", re.IGNORECASE)
_PRONOUNS = re.compile(
    r"\s*[(\[]?\b((?:she|he|they|elle|il|iel|ze)\s*/\s*(?:her|hers|him|his|them|theirs|elle|lui|they"
    r"|she|he|iel|hir)(?:\s*/\s*\w{2,6})?)\b[)\]]?",
    re.IGNORECASE,
)
LONGEST_LINE = 1000
FEWEST_DIGITS, MOST_DIGITS = 7, 15


@dataclass(frozen=True, slots=True)
class Captured:
    """What was understood of a text, in the fields of a person."""

    name: str = ""
    title: str = ""
    organisation: str = ""
    city: str = ""
    met_at: str = ""
    follow_up_on: date | None = None
    points: tuple[ContactPoint, ...] = ()
    note: str = ""


def read(text: str, today: date) -> Captured:
    """Understand a line or a pasted text; an empty one gives nothing."""
    text = re.sub(r"\bw/(?=\s*\w)", "with ", text.strip().replace("\u2019", "'"))
    rest, pronouns = _take_pronouns(text)
    rest, points = take_points(rest)
    if is_signature(rest):
        slots = read_signature(rest, today)
    else:
        shared = _SHARED.match(" ".join(rest.split()))
        if shared:
            rest = shared["name"] or shared["page"]
        slots = read_line(" ".join(rest.replace("\n", "; ").split())[:LONGEST_LINE], today)
    notes = [*slots.notes, *pronouns]
    return Captured(
        slots.name or _name_from(points),
        slots.title,
        slots.organisation,
        slots.city,
        slots.met_at,
        slots.follow_up_on,
        points,
        "\n".join(notes),
    )


def take_points(text: str) -> tuple[str, tuple[ContactPoint, ...]]:
    """Take addresses, links and numbers out of a text, with the labels before them."""
    found: list[str] = []
    for pattern in (_EMAIL, _URL, _PHONE):
        text = _take(pattern, text, found)
    points = tuple(recognise(value) for value in dict.fromkeys(found))
    return re.sub(r"<\s*>|\(\s*\)|\[\s*\]", " ", text), points


def name_from_profile(address: str) -> str:
    """Guess the name of somebody from the address of their profile: "/in/ana-ruiz-1a2b3c"."""
    match = _PROFILE.search(address)
    if match is None:
        return ""
    parts = [part for part in re.split(r"[-_.\s]+", unquote(match[1])) if part]
    if len(parts) > 1:
        parts = [part for part in parts if not any(sign.isdigit() for sign in part)]
        while len(parts) > 2 and words.plain(parts[-1]) in words.CREDENTIALS:  # noqa: PLR2004  a name has two words
            parts.pop()
    else:
        parts = [re.sub(r"\d+$", "", part) for part in parts]
    return in_capitals(" ".join(part for part in parts if part).lower())


def _name_from(points: tuple[ContactPoint, ...]) -> str:
    """Guess a name when only an address was given."""
    for point in points:
        if point.kind == "profile" and name_from_profile(point.value):
            return name_from_profile(point.value)
    for point in points:
        if point.kind == "email":
            parts = re.split(r"[._-]+", point.value.split("@")[0])
            if len(parts) > 1 and all(part.isalpha() for part in parts):
                return in_capitals(" ".join(parts).lower())
    return points[0].value if points else ""


def _take(pattern: re.Pattern[str], text: str, found: list[str]) -> str:
    kept: list[str] = []
    end = 0
    for match in pattern.finditer(text):
        value = match[0].removeprefix("mailto:").strip(" .")
        digits = sum(sign.isdigit() for sign in value)
        if pattern is _PHONE and not FEWEST_DIGITS <= digits <= MOST_DIGITS + 6:
            continue
        before = text[end : match.start()]
        kept.append(_LABEL_BEFORE.sub("", before))
        found.append(" ".join(value.split()))
        end = match.end()
    return " ".join([*kept, text[end:]]) if found else text


def _take_pronouns(text: str) -> tuple[str, list[str]]:
    found = _PRONOUNS.search(text)
    if found is None:
        return text, []
    return text[: found.start()] + text[found.end() :], [found[1]]
