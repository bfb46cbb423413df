"""Finding where a name ends when nothing but words follows it."""

from __future__ import annotations

import re

from netpwa.contacts.reading import words
from netpwa.contacts.reading.signs import begins_as_organisation, seems_organisation

MOST_NAMES, MOST_NAMES_IN_SMALL = 4, 3
SUFFIXES = frozenset({"jr", "sr"})
_INITIAL = re.compile(r"[^\W\d_]\.?(?:[^\W\d_]\.)*")


def split_name(text: str, *, is_lower: bool, is_alone: bool) -> tuple[str, str]:
    """Split a piece that begins with a name into the name and the rest.

    `is_alone` when other pieces follow, so that this one may well be the name and nothing else.
    """
    parts = text.split()
    parts, letters = _without_credentials(parts)
    text = " ".join(parts)
    if letters:
        name, rest = split_name(text, is_lower=is_lower, is_alone=is_alone)
        return name, f"{rest}; {letters}".strip("; ") if rest else letters
    lead = 0
    while lead < len(parts) - 1 and words.plain(parts[lead]) in words.HONORIFICS:
        lead += 1
    if is_alone and _is_name_alone(parts[lead:], is_lower=is_lower):
        return text, ""
    if lead == 0 and (_begins_with_title(parts) or begins_as_organisation(text)):
        return _after_title(parts, is_lower=is_lower)
    end = _end_of_name(parts, lead, is_lower=is_lower)
    return " ".join(parts[:end]), " ".join(parts[end:])


def _without_credentials(parts: list[str]) -> tuple[list[str], str]:
    """Take "MCIP RPP" off the end of a name."""
    end = len(parts)
    while (
        end > 1
        and words.plain(parts[end - 1]) in words.CREDENTIALS
        and words.plain(parts[end - 1]) not in SUFFIXES
    ):
        end -= 1
    return parts[:end], " ".join(parts[end:])


def in_capitals(name: str) -> str:
    """Give a name that was typed in small letters its capitals, but for "de" and "van"."""
    parts = name.split()
    return " ".join(
        word if place and words.plain(word) in words.PARTICLES else _capital(word)
        for place, word in enumerate(parts)
    )


def _capital(word: str) -> str:
    word = re.sub(r"(^|[-'(.])(\w)", lambda found: found[1] + found[2].upper(), word)
    return re.sub(r"^Mc(\w)", lambda found: "Mc" + found[1].upper(), word)


def _is_name_alone(parts: list[str], *, is_lower: bool) -> bool:
    """Say whether a whole piece reads as a name: two to four words, none of them a job."""
    count = sum(not _is_small(word) for word in parts)
    most = MOST_NAMES_IN_SMALL if is_lower else MOST_NAMES
    if not parts or count > most or any(_stops(word) for word in parts):
        return False
    if len(parts) == 1:
        return True
    if any(any(sign.isdigit() for sign in word) for word in parts):
        return False
    if _ends_with_job(parts, is_lower=is_lower) or seems_organisation(" ".join(parts[1:])):
        return False
    return is_lower or all(word[:1].isupper() or _is_small(word) for word in parts)


def _ends_with_job(parts: list[str], *, is_lower: bool) -> bool:
    """Say so of "Ana Ruiz planner", but not of "Jane Baker"."""
    tells = [words.plain(word) not in words.ALSO_NAMES for word in parts]
    if len(parts) > 2 and words.plain(parts[-1]) in SUFFIXES:  # noqa: PLR2004  two names and "Jr."
        return _ends_with_job(parts[:-1], is_lower=is_lower)
    if any(
        words.is_modifier(word) and tell for word, tell in list(zip(parts, tells, strict=True))[2:]
    ):
        return True
    is_long = is_lower or len(parts) > 2 or words.is_modifier(parts[0])  # noqa: PLR2004  more than two names
    return is_long and words.is_head(parts[-1]) and tells[-1]


def _is_small(word: str) -> bool:
    return words.plain(word) in words.PARTICLES or _INITIAL.fullmatch(word) is not None


def _begins_with_title(parts: list[str]) -> bool:
    first = parts[0]
    return (
        (words.is_head(first) or words.is_modifier(first))
        and any(words.is_head(word) for word in parts[:4])
        and words.plain(first) not in words.ALSO_NAMES
    )


def _after_title(parts: list[str], *, is_lower: bool) -> tuple[str, str]:
    """Take apart "senior planner Ana Ruiz": the name is what follows the title."""
    heads = [place for place, word in enumerate(parts) if words.is_head(word)]
    if not heads:
        return "", " ".join(parts)
    last = heads[0]
    while last + 1 in heads:
        last += 1
    rest = parts[last + 1 :]
    if not rest or words.plain(rest[0]) in words.STOPS or not (is_lower or rest[0][:1].isupper()):
        return "", " ".join(parts)
    if seems_organisation(" ".join(rest)):
        return "", " ".join(parts)
    end = _end_of_name(rest, 0, is_lower=is_lower)
    return " ".join(rest[:end]), " ".join([*parts[: last + 1], *rest[end:]])


def _end_of_name(parts: list[str], lead: int, *, is_lower: bool) -> int:
    """Count the words of the name that a piece begins with."""
    end, names = lead, 0
    while end < len(parts) and names < MOST_NAMES:
        word, bare = parts[end], words.plain(parts[end])
        if end > lead and _ends_it(parts, end, names, is_lower=is_lower):
            break
        if not _is_small(word) or names == 0:
            names += 1
        elif bare in words.PARTICLES and end + 1 >= len(parts):
            break
        end += 1
    if is_lower and end == len(parts) and names > MOST_NAMES_IN_SMALL:
        return lead + 2
    return max(end, lead + 1)


def _ends_it(parts: list[str], place: int, names: int, *, is_lower: bool) -> bool:
    """Say whether a word can be no part of the name before it."""
    word, bare = parts[place], words.plain(parts[place])
    is_last = place + 1 == len(parts)
    if _stops(word) or any(sign.isdigit() for sign in word) or word.startswith(("#", "@")):
        return True
    is_initial = _INITIAL.fullmatch(word) and (is_lower or word.isupper())
    if not is_last and (bare in words.PARTICLES or is_initial):
        return False
    if not is_lower and (word[:1].islower() or _is_acronym(parts, place)):
        return True
    return _tells_of_work(parts, place) and (names > 1 or bare not in words.ALSO_NAMES)


def _stops(word: str) -> bool:
    """Say so of "a" and "@", but not of the "A" of "Mohammed A."."""
    return words.plain(word) in words.STOPS and not re.fullmatch(r"[A-Z]\.?", word)


def _is_acronym(parts: list[str], place: int) -> bool:
    """Say whether a word is in capitals among words that are not: "TTC"."""
    shouts = all(other.isupper() for other in parts[:place])
    return len(parts[place]) > 1 and parts[place].isupper() and not shouts


def _tells_of_work(parts: list[str], place: int) -> bool:
    word, bare = parts[place], words.plain(parts[place])
    if bare in words.OPENING and words.plain("".join(parts[place + 1 : place + 2])) in {"of", "de"}:
        return True
    if bare in words.KNOWN or bare in words.STRONG or bare in words.CREDENTIALS:
        return True
    return words.is_head(word) or words.is_modifier(word) or words.is_event(word)
