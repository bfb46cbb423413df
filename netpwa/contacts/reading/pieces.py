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

TITLE, ORGANISATION, MET, CITY, NOTE, BEFORE_TITLE, UNKNOWN = (
    "title",
    "organisation",
    "met_at",
    "city",
    "note",
    "before title",
    "",
)
LONGEST_TOPIC, LONGEST_FIELD = 3, 4

_LEAD_IN = re.compile(
    r"^(?:(?:who|she|he|they|and|but)(?:'s)?\s+|is\s+|are\s+|was\s+|now\s+|currently\s+"
    r"|works?\s+(?:as\s+)?|working\s+(?:as\s+)?|employed\s+|based\s+|est\s+|travaille\s+"
    r"|(?:also\s+)?(?:does|runs|leads|manages|owns|directs|founded|co-?founded|dirige)\s+"
    r"|as\s+|an?\s+|une?\s+|(?-i:the)\s+)+",
    re.IGNORECASE,
)
_AT = re.compile(
    r"(?:^|\s+)(?P<how>at|@|from|with|for|chez|à|au|aux|w/)\s+|\s*(?P<sign>@)\s*", re.IGNORECASE
)
_IN_CITY = re.compile(r"^(?:(?P<left>.*?)\s+)?(?:in|à|en)\s+(?P<city>[^,]+)$", re.IGNORECASE)
_TOPIC = re.compile(
    r"\s+(?:about|regarding|re:?|because|since|to (?:ask|discuss|talk|see|hear|learn))\s",
    re.IGNORECASE,
)
_TOPICAL = re.compile(r".{3,}(?:ing|tion|sion|ity|ment|ics|ure|ship|ogy|ism|graphy|nomy|al|ance)s?")


class Piece(NamedTuple):
    """A part of what was typed, and what it seems to be."""

    kind: str
    text: str


def pieces_of(text: str, *, is_lower: bool) -> list[Piece]:
    """Take a piece apart; `is_lower` when its writer uses no capitals, so they tell nothing."""
    text = _LEAD_IN.sub("", text.strip(" .,:")).strip()
    topic = _TOPIC.search(text)
    if topic and topic.start():
        left = pieces_of(text[: topic.start()], is_lower=is_lower)
        return [*left, Piece(NOTE, text[topic.start() :].strip())]
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


def _around_at(text: str, *, is_lower: bool) -> list[Piece]:
    """Take apart "planner at Metrolinx" and "at the CIP panel"; nothing when there is no such."""
    for match in _AT.finditer(text):
        left, right = text[: match.start()].strip(), tidy_place(text[match.end() :])
        how = (match["how"] or match["sign"]).lower()
        is_work = _is_proper(right, is_lower=is_lower) or _ends_in_title(left, is_lower=is_lower)
        if not right or (how in {"for", "with"} and not is_work):
            continue
        if how == "for" and left and words.plain(left.split()[-1]) in words.STRONG | words.OPENING:
            continue
        is_origin = how in {"from", "with", "for", "chez"} and right[:1].isupper()
        return [
            *pieces_of(left, is_lower=is_lower),
            *_object(
                right,
                is_lower=is_lower,
                is_origin=is_origin,
                is_employer=how == "for" and bool(left) and words.is_head(left.split()[-1]),
            ),
        ]
    return []


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
    if words.is_city(text) and not is_employer:
        return [Piece(CITY, text)]
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
    if is_occasion(" ".join(parts)):
        return [Piece(MET, " ".join(parts))]
    start = opening_of(parts)
    heads = [place for place, word in enumerate(parts) if words.is_head(word)]
    if start is not None:
        start, end = _span(parts, start, is_lower=is_lower)
        heads = [place for place in heads if not start <= place < end]
        if heads or start > 0:
            before = _by_words(parts[:start], is_lower=is_lower) if start else []
            after = _by_words(parts[end:], is_lower=is_lower) if parts[end:] else []
            middle = Piece(ORGANISATION, " ".join(parts[start:end]))
            return [*before, middle, *after]
        return [Piece(ORGANISATION, " ".join(parts))]
    text = " ".join(parts)
    are_letters = all(words.plain(word) in words.CREDENTIALS for word in parts)
    if are_letters or any(words.plain(parts[place]).startswith("alum") for place in heads):
        return [Piece(NOTE, text)]
    if not heads:
        return [Piece(_without_title(text, is_lower=is_lower), text)]
    return _around_title(parts, heads, is_lower=is_lower)


def _without_title(text: str, *, is_lower: bool) -> str:
    if has_occasion(text) and not seems_firmly_organisation(text):
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
    last = heads[0]
    for place in heads[1:]:
        between = parts[last + 1 : place]
        if all(_may_stand_in_title(word, is_lower=is_lower) for word in between):
            last = place
    first = heads[0]
    while first and _belongs_before(parts, first - 1, is_lower=is_lower):
        first -= 1
    end, is_whole = _field_after(parts, last, is_lower=is_lower)
    title = " ".join(parts[first:end])
    rest = parts[end + 1 :] if is_whole else parts[end:]
    found = [Piece(TITLE, title)]
    if first:
        found = [Piece(BEFORE_TITLE, " ".join(parts[:first])), *found]
    if rest:
        text = tidy_place(" ".join(rest))
        is_note = not is_lower and rest[0].islower() and not seems_organisation(text)
        after = [Piece(NOTE, text)] if is_note else _by_words(text.split(), is_lower=is_lower)
        found += [piece if piece.kind else Piece(ORGANISATION, piece.text) for piece in after]
    return found


def _may_stand_in_title(word: str, *, is_lower: bool) -> bool:
    if words.plain(word) in words.AND or words.is_head(word) or words.is_modifier(word):
        return True
    return not is_lower and word[:1].islower()


def _belongs_before(parts: list[str], place: int, *, is_lower: bool) -> bool:
    """Say whether the word before a title is of it: "transit" is, "Metrolinx" is not."""
    word, bare = parts[place], words.plain(parts[place])
    if bare in words.KNOWN or bare in words.STRONG or word.isupper():
        return bare in words.MODIFIERS
    if words.is_modifier(word) or words.is_head(word) or bare in words.AND:
        return bare not in words.AND or place > 0
    if is_lower:
        return not words.is_city(word)
    return word[:1].islower() or _TOPICAL.fullmatch(bare) is not None


def _is_bare_field(word: str) -> bool:
    """Say whether a word after a title is its field: "director resilience"."""
    if words.plain(word) in words.KNOWN or word.isupper() or words.plain(word) in words.STRONG:
        return words.plain(word) in words.MODIFIERS
    is_field = words.is_modifier(word) or _TOPICAL.fullmatch(words.plain(word)) is not None
    return is_field and words.plain(word) not in {"city", "town", "district", "regional"}


def _is_called(parts: list[str]) -> bool:
    """Say whether what follows "director of" is a name, as in "director of Alternatives Nord"."""
    return len(parts) > 1 and not any(
        word.islower()
        or words.is_modifier(word)
        or words.plain(word) in words.AND
        or words.plain(word) in words.KNOWN
        or _TOPICAL.fullmatch(words.plain(word))
        or opening_of([word, "of"]) == 0
        for word in parts[:2]
    )


def _field_after(parts: list[str], last: int, *, is_lower: bool) -> tuple[int, bool]:
    """Find the end of "director of transit planning"; True when "of" leads to an organisation."""
    end = last + 1
    if end < len(parts) and parts[end] in words.RANKS:
        end += 1
    begin = end
    while end < len(parts) and (
        _is_bare_field(parts[end]) or words.plain(parts[end]).startswith(("d'", "l'"))
    ):
        end += 1
    if end > begin or end + 1 >= len(parts) or words.plain(parts[end]) not in words.OF:
        return end, False
    names_whole = words.plain(parts[last]) in words.WHOLE_HEADS or _is_called(parts[end + 1 :])
    if names_whole and (is_lower or parts[end + 1][:1].isupper() or parts[end + 1] == "the"):
        return end, True
    end += 2
    while end < len(parts):
        word = parts[end]
        is_open = opening_of(parts[end:]) == 0 or words.plain(word) in words.KNOWN or word.isupper()
        fits = words.is_modifier(word) or words.plain(word) in words.AND or word.islower()
        if is_open or not (fits or _TOPICAL.fullmatch(words.plain(word))):
            break
        if is_lower and not (words.is_modifier(word) or words.plain(word) in words.AND):
            break
        end += 1
    return end, False
