"""Lines that begin with a deed: "Met Ana Ruiz at the panel", "Call Ana Ruiz on Friday"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from netpwa.contacts.reading import words
from netpwa.contacts.reading.dates import find_day
from netpwa.contacts.reading.past import without_past
from netpwa.contacts.reading.signs import has_occasion

if TYPE_CHECKING:
    from datetime import date

_WITH = re.compile(
    r"^(?:(?:i|we|just|also|recently|finally|hey|so|ok)\s+)*(?:met(?:\s+(?:with|w|up\s+with))?"
    r"|spoke\s+(?:with|w|to)|saw|heard|talked\s+(?:with|w|to)|chatted\s+(?:with|w|to)|ran\s+into"
    r"|bumped\s+into|connected\s+with|sat\s+(?:next\s+to|beside|with)"
    r"|(?:had\s+)?(?:an?\s+)?(?:\w+\s+)?(?:coffee|lunch|chat|call)\s+with|introduced\s+to"
    r"|got\s+introduced\s+to|rencontré|croisé)\s+"
    r"(?!(?:at|in|on|via|through|her|him|them|during|by|last|today|yesterday|while)\b)"
    r"(?:(?:this|an?|the)\s+(?:\w+\s+){0,2}(?:guy|gal|girl|woman|man|lady|person|student)\s+"
    r"(?:(?:named|called)\s+)?(?=(?-i:[A-Z])))?",
    re.IGNORECASE,
)
# The deed comes first, then whom it is for, then perhaps when.
_TO_DO = re.compile(
    r"^(?:(?:please|must|need to|have to|remember to|to)\s+)?(?P<what>follow(?:ing)?[- ]?up with"
    r"|f/u with|call|phone|ring|e-?mail|text|message|dm|ping|contact|write(?: to)?|thank"
    r"|reach out to|get (?:in touch|back) (?:with|to)|touch base with|check in with"
    r"|reconnect with|connect with|reply to|catch up with|meet(?: with)?|relancer|rappeler"
    r"|appeler|écrire à)\s+(?=(?-i:[A-ZÀ-Þ]))",
    re.IGNORECASE,
)
_NICKNAME = re.compile(r"^([A-Z][\w'-]+) ([(\"\u201c])([A-Z][\w'-]+)([)\"\u201d]) (?=[A-Z])")
_SHIELDS = dict(zip('()"\u201c\u201d', "\ue000\ue001\ue002\ue003\ue004", strict=True))
_CHATTER = re.compile(r"\s*\b(?:lol|haha+|lmao|omg|btw|fyi|tbh)\b", re.IGNORECASE)
# "5 à 7", when people meet after work.
_FIVE_TO_SEVEN = re.compile(r"\b[45] ?(?:à|a|@) ?7\b")
_RELATION = (
    r"(?:friend|brother|sister|mother|mom|mum|father|dad|aunt|uncle|cousin|wife|husband|roommate"
    r"|colleague|coworker|boss|prof|professor|neighbou?r|TA|ta|teacher|instructor|supervisor"
    r"|manager|mentor|tutor|classmate|landlord)"
)
_RELATIVE = re.compile(
    rf"^(?P<whose>(?:[Mm]y|(?:[A-Z]\w+ )?[A-Z]\w+'s) (?:old |best |former |first )?{_RELATION})"
    r"\s+(?=[A-Z]\w+ [A-Z])"
)
_WHERE = re.compile(
    r"\s+(?=(?:at|@|in|on|from|of|during|after|via|through|who|à|au|aux|chez|lors)\s)",
    re.IGNORECASE,
)
_ON_A = re.compile(
    r"on (?:the|a|an|my|our|her|his|zoom|teams|linkedin|twitter|\w+day)\b", re.IGNORECASE
)
_SPOKE = re.compile(
    r"\s+(?:speak|speaking|talk|talking|present|presenting|on stage|give a talk|giving a talk)$",
    re.IGNORECASE,
)


def shield(line: str) -> str:
    """Keep "Sandeep (Sandy) Rao" and "5 à 7" in one piece; `unshield` makes them readable again."""
    line = _CHATTER.sub("", line)
    line = _FIVE_TO_SEVEN.sub(words.FIVE_TO_SEVEN, line)
    found = _NICKNAME.match(line)
    if found is None:
        return line
    first, opened, nick, closed = found.groups()
    return f"{first} {_SHIELDS[opened]}{nick}{_SHIELDS[closed]} {line[found.end() :]}"


def unshield(text: str) -> str:
    """Give a text its brackets and its "5 à 7" back."""
    text = text.replace(words.FIVE_TO_SEVEN, "5 à 7")
    for sign, kept in _SHIELDS.items():
        text = text.replace(kept, sign)
    return text


def name_first(segments: list[str], today: date) -> list[str]:
    """Turn a line's pieces so that they begin with the name."""
    if not segments:
        return []
    first, others = segments[0], segments[1:]
    relative = _RELATIVE.match(first)
    if relative:
        return [first[relative.end() :], f"met {relative['whose']}", *others]
    met = _WITH.match(first)
    if met:
        return [*_met(first[met.end() :]), *others]
    to_do = _TO_DO.match(first)
    return [*_to_do(to_do["what"], first[to_do.end() :], today), *others] if to_do else segments


def _met(text: str) -> list[str]:
    # "Met Ana Ruiz from Metrolinx": only the last place is where it was, and "from" is her work.
    name, *places = _WHERE.split(text)
    whole: list[str] = []
    for place in places:
        # "At Women in Urbanism" is one place, as "at the conference in Hamilton" is.
        if place.startswith("in ") and whole and whole[-1].startswith(("at ", "@ ")):
            whole[-1] += f" {place}"
        else:
            whole.append(place)
    return [without_past(_SPOKE.sub("", name)), *(_turned(place) for place in whole)]


def _turned(place: str) -> str:
    """Say of "at the panel" that they met there; "from Metrolinx" is work, "on trees" a topic."""
    if re.match(r"(?:from|of|who|chez)\b", place, re.IGNORECASE):
        return place
    is_topic = place.startswith("on ") and not has_occasion(place) and not _ON_A.match(place)
    return f"note: {place}" if is_topic else f"met {place}"


def _to_do(what: str, text: str, today: date) -> list[str]:
    when = find_day(text, today)
    whom, day, after = text, "", ""
    if when:
        whom = re.sub(r"\s+(?:on|by|before|in|at|for)\s*$", "", text[: when.start].rstrip())
        day, after = text[when.start : when.end], text[when.end :].strip()
    name, *more = _WHERE.split(whom)
    return [piece for piece in (name, *more, f"{what} {day}".strip(), after) if piece]
