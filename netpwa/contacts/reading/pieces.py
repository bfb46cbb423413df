"""Telling what a piece of a line is: a title, an organisation, a city, an occasion, or a note."""

from __future__ import annotations

import re
from typing import NamedTuple

from netpwa.contacts.reading import words
from netpwa.contacts.reading.signs import (
    has_occasion,
    is_occasion,
    opening_of,
    seems_firmly_organisation,
    seems_organisation,
    tidy_place,
)
from netpwa.contacts.reading.titles import COURSE, LEVEL, span_of_title

TITLE, ORGANISATION, MET, CITY, NOTE, BEFORE_TITLE, UNKNOWN = (
    "title",
    "organisation",
    "met_at",
    "city",
    "note",
    "before title",
    "",
)
LONGEST_FIELD = 4

_LEAD_IN = re.compile(
    r"^(?:(?:who|she|he|they|and|but)(?:'s)?\s+|is\s+|are\s+|was\s+|now\s+|currently\s+"
    r"|work(?:s|ing)?\s+(?:as\s+|in\s+|on\s+)?|(?:teach(?:es|ing)?|stud(?:ies|ying)|interns|interned|volunteers)\s+(?=at\s|in\s)|employed\s+|based\s+|est\s+|travaille\s+"
    r"|(?:also\s+)?(?:do(?:es|ing)?|runs|leads|manages|owns|directs|founded|co-?founded|dirige)\s+"
    r"|as\s+|an?\s+|une?\s+|(?-i:the)\s+)+",
    re.IGNORECASE,
)
_AT = re.compile(
    r"(?:^|\s+)(?P<how>at|@|from|with|for|chez|à|au|aux|w/)\s+|\s*(?P<sign>@)\s*", re.IGNORECASE
)
_IN_CITY = re.compile(r"^(?:(?P<left>.*?)\s+)?(?:in|à|en)\s+(?P<city>[^,]+)$", re.IGNORECASE)
_WHO = re.compile(r"\s+(?:who|qui)\s+")
_TOPIC = re.compile(
    r"\s+(?:about|regarding|re:?|because|since|to (?:ask|discuss|talk|see|hear|learn))\s",
    re.IGNORECASE,
)


class Piece(NamedTuple):
    """A part of what was typed, and what it seems to be."""

    kind: str
    text: str


def pieces_of(text: str, *, is_lower: bool) -> list[Piece]:
    """Take a piece apart; `is_lower` when its writer uses no capitals, so they tell nothing."""
    text = _LEAD_IN.sub("", text.strip(" .,:")).strip()
    aside = _TOPIC.search(text) or _WHO.search(text)
    if aside and aside.start():
        left = pieces_of(text[: aside.start()], is_lower=is_lower)
        return [*left, *_aside(aside, text, is_lower=is_lower)]
    if words.is_city(text) or not text:
        return [Piece(CITY, text)] if text else []
    found = [] if is_occasion(text) else _around_at(text, is_lower=is_lower)
    if found:
        return found
    in_city = _IN_CITY.match(text)
    if in_city and words.is_city(in_city["city"]):
        left = pieces_of(in_city["left"] or "", is_lower=is_lower)
        if [piece.kind for piece in left] == [MET]:
            return [Piece(MET, text)]
        return [*left, Piece(CITY, in_city["city"])]
    return _by_words(text.split(), is_lower=is_lower)


def _aside(aside: re.Match[str], text: str, *, is_lower: bool) -> list[Piece]:
    """Tell what follows "about", which is a note, and "who", which may be what they do."""
    if aside.re is _TOPIC:
        return [Piece(NOTE, text[aside.start() :].strip())]
    told = pieces_of(text[aside.end() :], is_lower=is_lower)
    return [piece if piece.kind else Piece(NOTE, piece.text) for piece in told]


def _around_at(text: str, *, is_lower: bool) -> list[Piece]:
    """Take apart "planner at Metrolinx" and "at the CIP panel"; nothing when there is no such."""
    for match in _AT.finditer(text):
        left, right = text[: match.start()].strip(), tidy_place(text[match.end() :])
        how = (match["how"] or match["sign"]).lower()
        is_work = _is_proper(right, is_lower=is_lower) or _ends_in_title(left, is_lower=is_lower)
        if not right or (how in {"for", "with"} and not is_work):
            continue
        if _is_one_name(left, how, right) or COURSE.match(right) or LEVEL.match(match[0] + right):
            continue
        if _is_occasion_at(left, how):
            return [Piece(MET, text)]
        if how == "at" and _is_office(left):
            return [Piece(ORGANISATION, text)]
        if not left and how in {"at", "@"} and right.islower() and not is_lower:
            return [Piece(MET, right)]
        is_origin = how in {"from", "with", "for", "chez"} and right[:1].isupper()
        return [
            *pieces_of(left, is_lower=is_lower),
            *_object(
                right,
                is_lower=is_lower,
                is_origin=is_origin,
                is_employer=_is_employed(left, how),
            ),
        ]
    return []


def _is_office(text: str) -> bool:
    """Say so of the "transport lab" that is at a university, and of no job there."""
    return seems_organisation(text) and not any(words.is_head(word) for word in text.split())


def _is_occasion_at(left: str, how: str) -> bool:
    """Say so of "opening at Gallery 44" and "hackathon à Concordia"."""
    is_place = how in {"at", "@", "à", "au", "aux"} and has_occasion(left or "-")
    return is_place and not any(words.is_head(word) for word in left.split())


def _is_employed(left: str, how: str) -> bool:
    """Say whether a city is where they work or study: "planner for Guelph", "student at Guelph"."""
    last = left.rsplit(maxsplit=1)[-1] if left else ""
    return words.is_head(last) and (how in {"for", "with"} or words.plain(last) in words.ACADEMICS)


def _is_one_name(left: str, how: str, right: str) -> bool:
    """Say whether "for" stands within a name: "Habitat for Humanity", no job."""
    last = left.rsplit(maxsplit=1)[-1] if left else ""
    if how != "for" or not last:
        return False
    if words.plain(last) in words.STRONG | words.OPENING:
        return True
    is_job = words.is_head(last) or words.is_field(last) or last.isupper()
    return last[0].isupper() and right[0].isupper() and not is_job


def _ends_in_title(text: str, *, is_lower: bool) -> bool:
    """Say so of "a surveyor", when its writer uses no capitals that would tell more."""
    return is_lower and bool(text) and words.is_head(text.rsplit(maxsplit=1)[-1])


def _is_proper(text: str, *, is_lower: bool) -> bool:
    if seems_organisation(text):
        return True
    return not is_lower and text[:1].isupper()


def _object(
    text: str, *, is_lower: bool, is_origin: bool = False, is_employer: bool = False
) -> list[Piece]:
    """Tell what stands after "at" or "from": a city, an occasion, or an organisation and more."""
    if words.is_city(text):
        return [Piece(ORGANISATION if is_employer else CITY, text)]
    tells = has_occasion(text) and not (is_origin and text.rsplit(maxsplit=1)[-1][:1].isupper())
    if is_occasion(text) or (tells and not seems_firmly_organisation(text)):
        return [Piece(MET, text)]
    as_what = re.match(r"^(.+?)\s+as\s+(?:an?\s+)?(.+)$", text)
    if as_what:
        return [*_object(as_what[1], is_lower=is_lower), Piece(TITLE, as_what[2])]
    in_where = re.match(r"^(.+?)\s+in\s+(.+)$", text)
    if in_where:
        where = in_where[2]
        if words.is_city(where):
            return [*_object(in_where[1], is_lower=is_lower), Piece(CITY, where)]
        if not is_lower and where.islower() and len(where.split()) <= LONGEST_FIELD:
            return [Piece(ORGANISATION, in_where[1]), Piece(NOTE, where)]
    inner = _by_words(text.split(), is_lower=is_lower)
    has_title = len(inner) > 1 and any(piece.kind == TITLE for piece in inner)
    return inner if has_title else [Piece(ORGANISATION, text)]


def _by_words(parts: list[str], *, is_lower: bool) -> list[Piece]:
    """Tell a piece by its words alone."""
    text = " ".join(parts)
    if is_occasion(text) or COURSE.match(text):
        return [Piece(MET, text)]
    start = opening_of(parts)
    heads = [place for place, word in enumerate(parts) if words.is_head(word)]
    if heads == [0] and _is_of_people(parts):
        heads = []
    if start is not None:
        start, end = _span(parts, start, is_lower=is_lower)
        heads = [place for place in heads if not start <= place < end]
        if heads or start > 0:
            before = _by_words(parts[:start], is_lower=is_lower) if start else []
            after = _by_words(parts[end:], is_lower=is_lower) if parts[end:] else []
            middle = Piece(ORGANISATION, " ".join(parts[start:end]))
            return [*before, middle, *after]
        return [Piece(ORGANISATION, text)]
    are_letters = all(words.plain(word) in words.CREDENTIALS - words.KNOWN for word in parts)
    is_alum = any(words.plain(parts[place]).startswith("alum") for place in heads)
    if are_letters or (is_alum and not has_occasion(text)):
        return [Piece(NOTE, text)]
    if not heads or is_alum:
        return [Piece(_without_title(text, is_lower=is_lower), text)]
    return _around_title(parts, heads, is_lower=is_lower)


def _is_of_people(parts: list[str]) -> bool:
    """Say so of "Student Wellness" and "volunteer tutoring": for or by whom, and no title."""
    if len(parts) == 1 or words.plain(parts[0]) not in words.SERVED:
        return False
    is_called = all(word[0].isupper() for word in parts[:2])
    return is_called or parts[-1].endswith("ing") or words.is_event(parts[-1])


def _without_title(text: str, *, is_lower: bool) -> str:
    is_small = text.islower() and not is_lower
    if has_occasion(text) and (is_small or not seems_firmly_organisation(text)):
        return MET
    bare = [words.plain(word) for word in text.split()]
    if seems_organisation(text):
        return ORGANISATION
    has_weak = any(word in words.WEAK for word in bare)
    if has_weak and (is_lower or (len(bare) > 1 and text[0].isupper())):
        return ORGANISATION
    return UNKNOWN


def _span(parts: list[str], start: int, *, is_lower: bool) -> tuple[int, int]:
    """Find how far a name such as "Ontario Ministry of Housing" goes, both ways."""
    heads_later = any(words.is_head(word) for word in parts[start + 3 :])
    end = start + 3
    while end < len(parts) and _goes_on(parts, end, is_lower=is_lower, heads_later=heads_later):
        end += 1
    while start and _is_name_word(parts[start - 1]) and not is_lower:
        start -= 1
    return start, min(end, len(parts))


def _goes_on(parts: list[str], place: int, *, is_lower: bool, heads_later: bool) -> bool:
    word = parts[place]
    if words.is_head(word):
        return False
    if is_lower:
        return not (heads_later and words.is_modifier(word))
    if words.plain(word) in words.JOINING:
        return place + 1 < len(parts) and parts[place + 1][:1].isupper()
    return word[:1].isupper() or not heads_later


def _is_name_word(word: str) -> bool:
    """Say whether a word before "Ministry of" belongs to its name: "Ontario", not "Planner"."""
    return word[:1].isupper() and not words.is_head(word)


def _around_title(parts: list[str], heads: list[int], *, is_lower: bool) -> list[Piece]:
    """Take apart "Metrolinx planner", "planner Dillon Consulting", "director of planning TTC"."""
    first, end, after = span_of_title(parts, heads, is_lower=is_lower)
    found = [Piece(TITLE, " ".join(parts[first:end]))]
    rest = parts[after:]
    if first:
        found = [Piece(BEFORE_TITLE, " ".join(parts[:first])), *found]
    if rest:
        text = tidy_place(" ".join(rest))
        is_note = not is_lower and rest[0].islower() and not seems_organisation(text)
        told = [Piece(NOTE, text)] if is_note else _by_words(text.split(), is_lower=is_lower)
        found += [piece if piece.kind else Piece(ORGANISATION, piece.text) for piece in told]
    return found
