"""How far a title goes: "director of transit planning", "TA for PLAN 340"."""

from __future__ import annotations

import re

from netpwa.contacts.reading import words
from netpwa.contacts.reading.signs import opening_of

MOST_AFTER_TITLE = 2
# What somebody teaches or studies is no place of work: "TA for PLAN 340", "étudiant à la maîtrise".
COURSE = re.compile(r"[A-Za-z]{2,5}[ -]?\d{3,4}[A-Z]?\b")
LEVEL = re.compile(
    r"\s*(?:à|au|aux)\s+(?:la\s+)?(?:ma[iî]trise|doctorat|bacc?|baccalauréat|certificat|postdoc)\b",
    re.IGNORECASE,
)
_TOPICAL = re.compile(r".{3,}(?:ing|tion|sion|ity|ment|ics|ure|ship|ogy|ism|graphy|nomy|al|ance)s?")


def span_of_title(parts: list[str], heads: list[int], *, is_lower: bool) -> tuple[int, int, int]:
    """Give where a title begins and ends, and where the words after it begin."""
    last = heads[0]
    for place in heads[1:]:
        between = parts[last + 1 : place]
        if all(_may_stand_in_title(word, is_lower=is_lower) for word in between):
            last = place
    first = heads[0]
    while first and _belongs_before(parts, first - 1, is_lower=is_lower):
        first -= 1
    end, is_whole = _field_after(parts, last, is_lower=is_lower)
    after = end + 1 if is_whole else end
    if parts[after:] and not is_lower and _is_more_of_title(parts[after:]):
        return first, len(parts), len(parts)
    return first, end, after


def _is_more_of_title(rest: list[str]) -> bool:
    """Say so of "infirmière clinicienne", "TA for PLAN 340", "étudiant à la maîtrise"."""
    text = " ".join(rest)
    if LEVEL.match(text) or COURSE.fullmatch(re.sub(r"^(?:for|in|de) ", "", text)):
        return True
    has_and = words.plain(rest[0]) in words.AND
    rest = rest[has_and:]
    return 0 < len(rest) <= MOST_AFTER_TITLE + has_and and all(
        word.islower() and words.plain(word) not in words.STOPS | words.JOINING for word in rest
    )


def _may_stand_in_title(word: str, *, is_lower: bool) -> bool:
    if words.plain(word) in words.AND or words.is_head(word) or words.is_modifier(word):
        return True
    return not is_lower and word[:1].islower()


def _belongs_before(parts: list[str], place: int, *, is_lower: bool) -> bool:
    """Say whether the word before a title is of it: "transit" is, "Metrolinx" is not."""
    word, bare = parts[place], words.plain(parts[place])
    if word.islower() and not is_lower and bare not in words.KNOWN | words.AND | words.STOPS:
        return True
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


def _begins_office(parts: list[str]) -> bool:
    """Say so of "urban strategies", which is an office, and not of "urban design"."""
    if len(parts) != 2 or words.is_modifier(parts[1]):  # noqa: PLR2004  two words
        return False
    return words.plain(parts[1]) in words.WEAK | words.STRONG


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
        (_is_bare_field(parts[end]) and not _begins_office(parts[end:]))
        or words.plain(parts[end]).startswith(("d'", "l'"))
    ):
        end += 1
    if end > begin and end + 1 < len(parts) and words.plain(parts[end]) in words.AND:
        end += 2 * _is_bare_field(parts[end + 1])
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
